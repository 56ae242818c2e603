"""A method whose parts do not fit each other is told which, and where."""

from pathlib import Path

import pytest

from tests.methods.paper import SMALL, problems, spoilt

SENSE = [
    # an id that is there twice
    (
        "id: lezen",
        "id: schrijven",
        "30: steps[1].id",
        "'schrijven' again",
        "each id once",
    ),
    # a flap that is there twice
    (
        "  - id: kolommen",
        "  - {id: flap, title: Nog een}\n  - id: kolommen",
        "11: sheets[1].id",
        "'flap' again",
        "each id once",
    ),
    # a column that is there twice
    (
        "{id: rechts,",
        "{id: links,",
        "13: sheets[1].zones[1].id",
        "'links' again",
        "each id once",
    ),
    # a scale that does not exist
    (
        "scale: warm-neutraal-koud",
        "scale: warm-koud",
        "35: steps[1].rate.scale",
        "'warm-koud'",
        (
            "one of: warm-neutraal-koud, warm-lauw-koud, herkenning, geraakt, past,"
            " een-tot-vijf (did you mean 'warm-lauw-koud'?)"
        ),
    ),
    # a flap that does not exist
    (
        "        sheet: kolommen",
        "        sheet: kolomen",
        "28: steps[0].write[1].sheet",
        "'kolomen'",
        "one of: flap, kolommen (did you mean 'kolommen'?)",
    ),
    # a step that shows a flap that does not exist
    (
        "    sheet: flap\n    wall",
        "    sheet: vlag\n    wall",
        "18: steps[0].sheet",
        "'vlag'",
        "one of: flap, kolommen",
    ),
    # a column that is not on the flap
    (
        "zone: links",
        "zone: midden",
        "29: steps[0].write[1].zone",
        "'midden'",
        "one of the zones of 'kolommen': links, rechts",
    ),
    # a column on a flap without columns
    (
        "        hidden: true",
        "        hidden: true\n        zone: links",
        "26: steps[0].write[0].zone",
        "'links'",
        "no zone: flap 'flap' has none",
    ),
    # rating what was not written by then
    (
        "rate: {kinds: [vraag]",
        "rate: {kinds: [vraag, inzicht]",
        "35: steps[1].rate.kinds[1]",
        "'inzicht', which nobody has written by then",
        "a kind written in this step or before it",
    ),
    # revealing what was not hidden
    (
        "reveal_on_entry: [vraag]",
        "reveal_on_entry: [vraag, advies]",
        "36: steps[1].reveal_on_entry[1]",
        "'advies', which is not hidden by then",
        "a kind written hidden in this step or before it",
    ),
    # what is written together and kept back
    (
        "        hidden: true",
        "        hidden: true\n        joint: true",
        "25: steps[0].write[0].hidden",
        "true beside joint",
        "no hidden: what several write together lies in sight",
    ),
    # what is written together and counted per person
    (
        "        zone: links",
        "        zone: links\n        joint: true\n        max: 3",
        "31: steps[0].write[1].max",
        "3 beside joint",
        "no max: it is one card",
    ),
    # what is written together on a flap with columns, in none of them
    (
        "        zone: links",
        "        joint: true",
        "26: steps[0].write[1].zone",
        "nothing",
        "the column where the card lands",
    ),
    # what is written together in one step and alone in another
    (
        "    rate: {kinds: [vraag]",
        (
            "    write: [{kind: advies, who: [deelnemer], sheet: flap, joint: true}]\n"
            "    rate: {kinds: [vraag]"
        ),
        "35: steps[1].write[0].joint",
        "'advies' joint here and not elsewhere",
        "a kind of its own for what is written together",
    ),
    # a secret that never comes out
    (
        "    reveal_on_entry: [vraag]\n",
        "",
        "22: steps[0].write[0].kind",
        "'vraag' written hidden and never revealed",
        "a reveal or share from this step on, or reveal_on_entry in a later one",
    ),
    # a heading for what nobody writes
    (
        "{title: Vragen, kinds: [vraag]}",
        "{title: Vragen, kinds: [actie]}",
        "38: report[0].kinds[0]",
        "'actie', which nobody writes",
        "a written kind",
    ),
    # counting what everybody sees
    (
        "zone: links",
        "zone: links\n        count: true",
        "30: steps[0].write[1].count",
        "true",
        "hidden: true beside it",
    ),
    # the same kind twice for one role
    (
        "kind: advies",
        "kind: vraag",
        "26: steps[0].write[1].kind",
        "'vraag' again for deelnemer",
        "each kind once per role in a step",
    ),
    # consent in the last step
    (
        "    reveal_on_entry",
        ("    consent: {who: inbrenger, question: Genoeg, given: Ja.}\n    reveal_on_entry"),
        "36: steps[1].consent",
        "it in the last step",
        "a step that it opens",
    ),
    # a group of less than nobody
    (
        "min: 3",
        "min: 9",
        "7: group.min",
        "9, more than max (8)",
        "at most max",
    ),
    # a first step without a flap
    (
        "    sheet: flap\n    wall",
        "    wall",
        "15: steps[0].sheet",
        "nothing",
        "the flap that the wall begins with",
    ),
    # another id than the file has
    (
        "id: klein",
        "id: groot",
        "1: id",
        "'groot'",
        "'klein', as the file is called",
    ),
    # another language than the file has
    (
        "language: nl",
        "language: en",
        "2: language",
        "'en'",
        "'nl', since the name of the file ends in '.yaml'",
    ),
    # a clip of somebody who does not see the board
    (
        "    write:\n",
        "    away: [inbrenger]\n    clip: {who: inbrenger}\n    write:\n",
        "22: steps[0].clip.who",
        "'inbrenger', who is away in this step",
        "roles that see the board",
    ),
]


@pytest.mark.parametrize(("good", "bad", "place", "found", "expected"), SENSE)
def test_a_mistake_of_sense_is_told_with_its_line(
    tmp_path: Path, good: str, bad: str, place: str, found: str, expected: str
) -> None:
    told = f"klein.yaml:{place}: found {found}, expected {expected}"
    assert spoilt(tmp_path, good, bad) == [told]


def test_a_kind_that_does_not_exist_is_told_with_the_nearest_one(tmp_path: Path) -> None:
    (said,) = spoilt(tmp_path, "kind: advies", "kind: advis")
    assert said.startswith(
        "klein.yaml:26: steps[0].write[1].kind: found 'advis', expected one of: werkvraag, "
    )
    assert said.endswith(" (did you mean 'advies'?)")


def test_consent_needs_somebody_who_can_give_it(tmp_path: Path) -> None:
    consent = "    consent: {who: inbrenger, question: Genoeg, given: Ja.}\n"
    text = SMALL.replace("    write:\n", f"{consent}    write:\n")
    text = text.replace("source: Flapover", "needs_inbrenger: false\nsource: Flapover")
    (said,) = problems(tmp_path, text)
    assert said == (
        "klein.yaml:22: steps[0].consent.who: found 'inbrenger',"
        " expected needs_inbrenger: true, or another role"
    )


def test_a_clip_needs_somebody_who_can_bring_it(tmp_path: Path) -> None:
    text = SMALL.replace("    write:\n", "    clip: {}\n    write:\n")
    assert problems(tmp_path, text) == []
    text = text.replace("source: Flapover", "needs_inbrenger: false\nsource: Flapover")
    (said,) = problems(tmp_path, text)
    assert said.endswith("found 'inbrenger', expected needs_inbrenger: true, or another role")


def test_a_scale_says_each_answer_once(tmp_path: Path) -> None:
    twice = "values: [{id: ja, sign: +, word: ja}, {id: ja, sign: '-', word: nee}]"
    text = SMALL.replace("sheets:", f"scales:\n  warm-neutraal-koud: {{name: a, {twice}}}\nsheets:")
    (said,) = problems(tmp_path, text)
    assert said == (
        "klein.yaml:10: scales.warm-neutraal-koud.values[1].id: found 'ja' again,"
        " expected each id once"
    )


def test_a_reveal_within_the_step_brings_a_secret_out_too(tmp_path: Path) -> None:
    reveal = "    reveal: {kinds: [vraag], who: [gespreksleider]}\n"
    text = SMALL.replace("    reveal_on_entry: [vraag]\n", "")
    assert problems(tmp_path, text.replace("    write:\n", f"{reveal}    write:\n")) == []


def test_a_reveal_before_the_writing_brings_nothing_out(tmp_path: Path) -> None:
    text = SMALL.replace("    reveal_on_entry: [vraag]\n", "")
    text = text.replace("    write:\n", "    reveal_on_entry: [vraag]\n    write:\n")
    assert [line.split(": found")[0] for line in problems(tmp_path, text)] == [
        "klein.yaml:23: steps[0].write[0].kind"
    ]
