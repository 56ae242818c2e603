"""A method whose ratings, dots and picks do not fit is told so, with the line."""

from pathlib import Path

import pytest

from tests.methods.paper import SMALL, problems, spoilt

RATE = "    rate: {kinds: [vraag], scale: warm-neutraal-koud, who: [inbrenger]}\n"
LAST = "    reveal_on_entry: [vraag]\n"
SENSE = [
    # a rating for later that never comes out
    (
        "who: [inbrenger]}\n",
        "who: [inbrenger], visible: later}\n",
        "35: steps[1].rate.kinds[0]",
        "'vraag' for later, and never shown",
        "reveal_ratings_on_entry in a later step",
    ),
    # showing ratings of which none waits
    (
        LAST,
        LAST + "    reveal_ratings_on_entry: [vraag]\n",
        "37: steps[1].reveal_ratings_on_entry[0]",
        "'vraag', of which no rating or dots wait by then",
        "a kind with visible: later in an earlier step",
    ),
    # a criterion that is there twice
    (
        "who: [inbrenger]}\n",
        "who: [inbrenger], criteria: [{id: a, name: A}, {id: a, name: A}]}\n",
        "35: steps[1].rate.criteria[1].id",
        "'a' again",
        "each id once",
    ),
    # more dots on a card than one has
    (
        LAST,
        LAST + "    dots: {kinds: [vraag], who: [inbrenger], each: 2, per_card: 3}\n",
        "37: steps[1].dots.per_card",
        "3, more than each (2)",
        "at most each",
    ),
    # two people who bring the case
    (
        LAST,
        LAST + "    pick: {kinds: [vraag], who: [inbrenger], max: 2, makes_inbrenger: true}\n",
        "37: steps[1].pick.makes_inbrenger",
        "true with max 2",
        "max: 1, as one brings the case",
    ),
    # choosing what nobody has written
    (
        LAST,
        LAST + "    pick: {kinds: [inzicht], who: [inbrenger]}\n",
        "37: steps[1].pick.kinds[0]",
        "'inzicht', which nobody has written by then",
        "a kind written in this step or before it",
    ),
    # a force field of one column
    (
        "  - {id: flap, title: De flap}",
        "  - {id: flap, title: De flap, draw: force-field}",
        "10: sheets[0].draw",
        "'force-field' with 0 zones",
        "two zones, that push against each other",
    ),
]


@pytest.mark.parametrize(("good", "bad", "place", "found", "expected"), SENSE)
def test_what_does_not_fit_is_told_with_its_line(
    tmp_path: Path, good: str, bad: str, place: str, found: str, expected: str
) -> None:
    told = f"klein.yaml:{place}: found {found}, expected {expected}"
    assert spoilt(tmp_path, good, bad) == [told]


def step(name: str, opens: str) -> str:
    """Return one step more at the end of the small method."""
    tell = "{gespreksleider: Kijk., inbrenger: Kijk., deelnemer: Kijk.}"
    head = f"  - id: {name}\n    title: Nog\n    minutes: 5\n    wall: Kijk.\n    tell: {tell}\n"
    return head + f"    {opens}\n"


def more(*steps: str) -> str:
    """Return the small method with these steps at its end."""
    return SMALL.replace("report:\n", "".join(steps) + "report:\n")


def test_one_criterion_has_one_name(tmp_path: Path) -> None:
    rate = "rate: {kinds: [vraag], scale: past, who: [inbrenger], criteria: [{id: a, name: %s}]}"
    found = problems(tmp_path, more(step("drie", rate % "A"), step("vier", rate % "B")))
    told = "steps[3].rate.criteria[0].name: found 'B', expected 'A', as 'a' is called before"
    assert found == [f"klein.yaml:48: {told}"]


def test_a_kind_gets_dots_in_one_way(tmp_path: Path) -> None:
    dots = "dots: {kinds: [vraag], who: [inbrenger], each: 2, visible: %s}"
    last = step("vijf", "reveal_ratings_on_entry: [vraag]")
    found = problems(tmp_path, more(step("drie", dots % "now"), step("vier", dots % "later"), last))
    expected = "the same for a kind in every step with dots"
    assert found == [f"klein.yaml:48: steps[3].dots.visible: found 'later', expected {expected}"]


def test_what_waits_and_comes_out_is_good(tmp_path: Path) -> None:
    dots = "dots: {kinds: [vraag], who: [inbrenger], each: 2, visible: later}"
    last = step("vier", "reveal_ratings_on_entry: [vraag]")
    assert problems(tmp_path, more(step("drie", dots), last)) == []
