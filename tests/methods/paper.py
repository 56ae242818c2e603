"""A small method to spoil in one place, and how to have it checked."""

from pathlib import Path

from flapover.methods import check_file

SMALL = """\
id: klein
language: nl
name: Klein
summary: Een kleine methode.
purpose: Om op te proberen.
use_when: [Altijd.]
group: {min: 3, max: 8}
source: Flapover
sheets:
  - {id: flap, title: De flap}
  - id: kolommen
    title: Kolommen
    zones: [{id: links, title: Links}, {id: rechts, title: Rechts}]
steps:
  - id: schrijven
    title: Schrijven
    minutes: 5
    sheet: flap
    wall: We schrijven.
    tell: {gespreksleider: Wacht., inbrenger: Wacht., deelnemer: Schrijf.}
    write:
      - kind: vraag
        who: [deelnemer]
        sheet: flap
        hidden: true
      - kind: advies
        who: [deelnemer]
        sheet: kolommen
        zone: links
  - id: lezen
    title: Lezen
    minutes: 5
    wall: We lezen.
    tell: {gespreksleider: Wacht., inbrenger: Lees., deelnemer: Luister.}
    rate: {kinds: [vraag], scale: warm-neutraal-koud, who: [inbrenger]}
    reveal_on_entry: [vraag]
report:
  - {title: Vragen, kinds: [vraag]}
"""


def problems(tmp_path: Path, text: str | bytes, name: str = "klein.yaml") -> list[str]:
    """Return what is said of a file, without the folder in front."""
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return [line.removeprefix(f"{tmp_path}/") for line in check_file(path)]


def spoilt(tmp_path: Path, good: str, bad: str) -> list[str]:
    """Return what is said of the small method when `good`, which is there once, becomes `bad`."""
    assert SMALL.count(good) == 1, f"{good!r} is there {SMALL.count(good)} times"
    return problems(tmp_path, SMALL.replace(good, bad))


def changed(*changes: tuple[str, str]) -> str:
    """Return the small method in which each good part, which is there once, became the bad one."""
    text = SMALL
    for good, bad in changes:
        assert text.count(good) == 1, f"{good!r} is there {text.count(good)} times"
        text = text.replace(good, bad)
    return text
