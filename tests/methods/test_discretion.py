"""A script that would give away what it promises to keep to its writers is told where."""

from pathlib import Path

import pytest

from tests.methods.paper import SMALL, changed, problems

ASKED = "    rate: {kinds: [vraag]"
OPEN = "        zone: links"
HIDDEN = "        hidden: true"
ADVICE = "{kind: advies, who: [deelnemer], sheet: kolommen, zone: links"
PARTS = "kinds:\n  advies: {name: advies, plural: adviezen, parts: [{id: wat, name: Wat}]}\n"

WRONG = [
    # anonymous here and by name there
    (
        [(ASKED, f"    write: [{ADVICE}, anonymous: true}}]\n{ASKED}")],
        "35: steps[1].write[0].anonymous",
        "true for 'advies', which was otherwise before",
        "the same wherever the kind is written",
    ),
    # own notes here and for all there
    (
        [(ASKED, f"    write: [{ADVICE}, private: true}}]\n{ASKED}")],
        "35: steps[1].write[0].private",
        "true for 'advies', which was otherwise before",
        "the same wherever the kind is written",
    ),
    # own notes that everybody sees
    (
        [(OPEN, f"{OPEN}\n        private: true\n        hidden: false")],
        "31: steps[0].write[1].hidden",
        "false",
        "nothing, or true: own notes are hidden",
    ),
    # own notes that are counted
    (
        [(OPEN, f"{OPEN}\n        private: true\n        count: true")],
        "31: steps[0].write[1].count",
        "true",
        "no count of own notes",
    ),
    # own notes that the next step shows
    (
        [(HIDDEN, "        private: true")],
        "36: steps[1].reveal_on_entry[0]",
        "'vraag', which is private",
        "a kind that is not; or share it",
    ),
    # own notes that somebody else may show
    (
        [
            (HIDDEN, "        private: true"),
            ("reveal_on_entry: [vraag]", "reveal: {kinds: [vraag], who: [gespreksleider]}"),
        ],
        "36: steps[1].reveal.kinds[0]",
        "'vraag', which is private",
        "a kind that is not; or share it",
    ),
    # what nobody may know the writer of, shown writer by writer
    (
        [
            (HIDDEN, f"{HIDDEN}\n        anonymous: true"),
            (
                "reveal_on_entry: [vraag]",
                "reveal: {kinds: [vraag], who: [gespreksleider], ways: [author]}",
            ),
        ],
        "37: steps[1].reveal.kinds[0]",
        "'vraag', which is anonymous",
        "ways: [all], as one by one tells who wrote it",
    ),
    # a choice that would name the writer
    (
        [
            (HIDDEN, f"{HIDDEN}\n        anonymous: true"),
            (
                ASKED,
                "    pick: {kinds: [vraag], who: [deelnemer], makes_inbrenger: true}\n" + ASKED,
            ),
        ],
        "36: steps[1].pick.kinds[0]",
        "'vraag', which is anonymous",
        "another kind, as its writer would be named",
    ),
    # written by all together, and by nobody
    (
        [(OPEN, f"{OPEN}\n        joint: true\n        anonymous: true")],
        "31: steps[0].write[1].anonymous",
        "true beside joint",
        "one of both",
    ),
    # written together, and said where it comes from
    (
        [(OPEN, f"{OPEN}\n        joint: true\n        from: [vraag]")],
        "31: steps[0].write[1].from",
        "it beside joint",
        "a kind that one person writes",
    ),
    # written together in parts
    (
        [("sheets:\n", f"{PARTS}sheets:\n"), (OPEN, f"{OPEN}\n        joint: true")],
        "28: steps[0].write[1].kind",
        "'advies', which has parts, beside joint",
        "a kind without parts",
    ),
    # sharing what everybody sees
    (
        [(ASKED, f"    share: {{kinds: [advies], who: [deelnemer]}}\n{ASKED}")],
        "35: steps[1].share.kinds[0]",
        "'advies', which is not hidden by then",
        "a kind written hidden or private in this step or before it",
    ),
]


@pytest.mark.parametrize(("changes", "place", "found", "expected"), WRONG)
def test_P21_a_script_that_would_break_a_promise_is_told_with_its_line(
    tmp_path: Path, changes: list[tuple[str, str]], place: str, found: str, expected: str
) -> None:
    told = f"klein.yaml:{place}: found {found}, expected {expected}"
    assert problems(tmp_path, changed(*changes)) == [told]


def test_own_notes_that_their_writer_may_share_are_fine(tmp_path: Path) -> None:
    text = SMALL.replace(HIDDEN, "        private: true")
    share = "share: {kinds: [vraag], who: [deelnemer]}"
    assert problems(tmp_path, text.replace("reveal_on_entry: [vraag]", share)) == []
