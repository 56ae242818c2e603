"""A script whose way cannot be walked is told where: variants, what may be skipped, the block."""

from pathlib import Path

import pytest

from tests.methods.paper import changed, problems

ASKED = "    rate: {kinds: [vraag]"
FIRST = "    title: Schrijven\n"
LAST = "    title: Lezen\n"
END = "report:\n"
ANOTHER = """\
  - id: {name}
    title: Nog iets
    minutes: 5
    wall: We kijken.
    tell: {{gespreksleider: Wacht., inbrenger: Wacht., deelnemer: Wacht.}}
{more}"""
SPLIT = "    split: {form: duos}\n"
PICK = "    pick: {kinds: [vraag], who: [inbrenger]}\n"


def then(name: str, more: str = "") -> str:
    """Return one more step, at the end."""
    return ANOTHER.format(name=name, more=f"    {more}\n" if more else "")


def ends(*steps: str, more: str = "") -> tuple[str, str]:
    """Return what puts steps at the end, and something about the whole."""
    return (END, f"{''.join(steps)}{more}{END}")


WRONG = [
    # a choice before there is anything to choose in
    (
        [(FIRST, f"{FIRST}    variant_of: hoe\n"), (LAST, f"{LAST}    variant_of: hoe\n")],
        "17: steps[0].variant_of",
        "'hoe' in the first step",
        "a step before it, to choose in",
    ),
    # a choice of one
    (
        [(LAST, f"{LAST}    variant_of: hoe\n")],
        "32: steps[1].variant_of",
        "'hoe' once",
        "at least two variants in a row",
    ),
    # a choice with something in between
    (
        [
            ends(
                then("een", "variant_of: hoe"),
                then("twee", "variant_of: hoe"),
                then("drie"),
                then("vier", "variant_of: hoe"),
                then("vijf", "variant_of: hoe"),
            )
        ],
        "59: steps[5].variant_of",
        "'hoe' again, after another step",
        "its variants in a row",
    ),
    # a beginning that can be passed over
    (
        [(FIRST, f"{FIRST}    optional: true\n")],
        "17: steps[0].optional",
        "true",
        "a first step that everybody goes through",
    ),
    # a variant that can be passed over
    (
        [
            ends(
                then("een", "variant_of: hoe"),
                then("twee", "variant_of: hoe\n    optional: true"),
            )
        ],
        "49: steps[3].optional",
        "true in a variant",
        "one of the two",
    ),
    # a block of steps that are not there
    (
        [ends(more="repeat: {from: schrijven, to: leezn}\n")],
        "37: repeat.to",
        "'leezn'",
        "one of: schrijven, lezen (did you mean 'lezen'?)",
    ),
    # a block backwards
    (
        [ends(more="repeat: {from: lezen, to: schrijven}\n")],
        "37: repeat.to",
        "'schrijven', which comes before 'lezen'",
        "the last step of the block",
    ),
    # a block that ends in what may not be played
    (
        [ends(then("slot", "optional: true"), more="repeat: {from: schrijven, to: slot}\n")],
        "43: repeat.to",
        "'slot', optional",
        "a step that is always played",
    ),
    # a block that begins in one of several forms
    (
        [
            ends(
                then("een", "variant_of: hoe"),
                then("twee", "variant_of: hoe"),
                then("slot"),
                more="repeat: {from: een, to: slot}\n",
            )
        ],
        "54: repeat.from",
        "'een', a variant",
        "a step that is always played",
    ),
    # a block per inbrenger where nobody is one
    (
        [
            ("source: Flapover", "needs_inbrenger: false\nsource: Flapover"),
            ends(more="repeat: {from: schrijven, to: lezen}\n"),
        ],
        "38: repeat",
        "a block per inbrenger",
        "needs_inbrenger: true",
    ),
    # shown when all are ready, of whom nobody is asked
    (
        [
            (
                "    reveal_on_entry: [vraag]",
                "    reveal: {kinds: [vraag], who: [gespreksleider], ways: [ready]}",
            )
        ],
        "36: steps[1].reveal.ways",
        "'ready', while nobody is asked to say so",
        "ready: [...] beside it",
    ),
    # needs a division where none is made
    (
        [(FIRST, f"{FIRST}    needs: [split]\n")],
        "17: steps[0].needs[0]",
        "'split', which cannot be done here",
        "split: beside it",
    ),
    # needs a choice where none is made
    (
        [(FIRST, f"{FIRST}{SPLIT}    needs: [split, pick]\n")],
        "18: steps[0].needs[1]",
        "'pick', which cannot be done here",
        "pick: beside it",
    ),
    # needs something before what does not come
    (
        [(ASKED, f"{PICK}    needs: [pick]\n{ASKED}")],
        "36: steps[1].needs[0]",
        "'pick' in the last step",
        "a step that comes after it",
    ),
]


@pytest.mark.parametrize(("changes", "place", "found", "expected"), WRONG)
def test_a_way_that_cannot_be_walked_is_told_with_its_line(
    tmp_path: Path, changes: list[tuple[str, str]], place: str, found: str, expected: str
) -> None:
    told = f"klein.yaml:{place}: found {found}, expected {expected}"
    assert problems(tmp_path, changed(*changes)) == [told]


def test_variants_a_block_and_what_is_needed_are_fine_where_they_fit(tmp_path: Path) -> None:
    steps = (
        then("een", "variant_of: hoe"),
        then("twee", "variant_of: hoe"),
        then("drie", "optional: true"),
        then("slot"),
    )
    more = "repeat: {from: schrijven, to: slot}\n"
    needs = (ASKED, f"{PICK}    needs: [pick]\n{ASKED}")
    first = (FIRST, f"{FIRST}{SPLIT}    needs: [split]\n")
    assert problems(tmp_path, changed(ends(*steps, more=more), needs, first)) == []


def test_a_need_that_nobody_knows_is_told(tmp_path: Path) -> None:
    (said,) = problems(tmp_path, changed((FIRST, f"{FIRST}    needs: [koffie]\n")))
    assert said.startswith("klein.yaml:17: steps[0].needs[0]: found 'koffie', expected ")
