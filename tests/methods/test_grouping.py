"""A script that speaks of subgroups that are not there, or of backs turned with a hole, is told."""

from pathlib import Path

import pytest

from tests.methods.paper import SMALL, changed, problems

ASKED = "    rate: {kinds: [vraag]"
OPEN = "        zone: links"
HIDDEN = "        hidden: true"
SHOWN = "    reveal_on_entry: [vraag]"
NAMED = "    split: {form: named, groups: [{id: in, title: In}, {id: uit, title: Uit}]}\n"
FIRST = "    write:\n      - kind: vraag"
OTHERS = (
    "      - kind: advies\n        who: [deelnemer]",
    "      - kind: advies\n        who: [inbrenger]",
)
DOTS = "    dots: {kinds: [vraag], who: [deelnemer], each: 2}\n"
PRAISE = "    tell_group: {in: Jullie praten.}\n    turns: [deelnemer]\n    turn_group: uit\n"
REVEAL = "    reveal: {kinds: [advies], who: [gespreksleider]}\n"

WRONG = [
    # subgroups by name without names
    (
        [(ASKED, f"    split: {{form: named}}\n{ASKED}")],
        "35: steps[1].split",
        "0 groups",
        "two or more with form: named, none with another form",
    ),
    # numbered ones of nobody knows how many
    (
        [(ASKED, f"    split: {{form: subgroups}}\n{ASKED}")],
        "35: steps[1].split",
        "size None",
        "one with form: subgroups alone",
    ),
    # twos of three
    (
        [(ASKED, f"    split: {{form: duos, size: 3}}\n{ASKED}")],
        "35: steps[1].split",
        "size 3",
        "one with form: subgroups alone",
    ),
    # two subgroups by one name
    (
        [(ASKED, NAMED.replace("uit", "in") + ASKED)],
        "35: steps[1].split.groups[1].id",
        "'in' again",
        "each id once",
    ),
    # a subgroup that nothing makes
    (
        [(OPEN, f"{OPEN}\n        group: in")],
        "30: steps[0].write[1].group",
        "'in'",
        "a split with named groups in this step or before it",
    ),
    # a subgroup that is made later
    (
        [(OPEN, f"{OPEN}\n        group: in"), (ASKED, f"{NAMED}{ASKED}")],
        "30: steps[0].write[1].group",
        "'in'",
        "a split with named groups in this step or before it",
    ),
    # a subgroup by another name
    (
        [(ASKED, f"{NAMED}    tell_group: {{inn: Jullie praten.}}\n{ASKED}")],
        "36: steps[1].tell_group.inn",
        "'inn'",
        "one of: in, uit (did you mean 'in'?)",
    ),
    # what a subgroup by another name had better not do
    (
        [(ASKED, f"{NAMED}    avoid_group: {{inn: [Praat niet.]}}\n{ASKED}")],
        "36: steps[1].avoid_group.inn",
        "'inn'",
        "one of: in, uit (did you mean 'in'?)",
    ),
    # a named subgroup where they have numbers
    (
        [
            (
                ASKED,
                f"    split: {{form: duos}}\n    turns: [deelnemer]\n    turn_group: in\n{ASKED}",
            )
        ],
        "37: steps[1].turn_group",
        "'in'",
        "a split with named groups in this step or before it",
    ),
    # the floor for a subgroup that another split has replaced
    (
        [
            (FIRST, f"{NAMED}{FIRST}"),
            (ASKED, f"    split: {{form: duos}}\n    tell_group: {{in: Jullie.}}\n{ASKED}"),
        ],
        "37: steps[1].tell_group.in",
        "'in'",
        "a split with named groups in this step or before it",
    ),
    # rewording by a subgroup that is not there
    (
        [(ASKED, f"    rewrite: {{kinds: [vraag], who: [deelnemer], group: in}}\n{ASKED}")],
        "35: steps[1].rewrite.group",
        "'in'",
        "a split with named groups in this step or before it",
    ),
    # a card of a subgroup while the group is whole
    (
        [(OPEN, f"{OPEN}\n        per_group: true")],
        "30: steps[0].write[1].per_group",
        "true",
        "a split in this step or before it",
    ),
    # an order of turns where none are given
    (
        [(ASKED, f"    turn_order: inbrenger-last\n{ASKED}")],
        "35: steps[1].turn_order",
        "'inbrenger-last'",
        "turns beside it",
    ),
    # turns of a subgroup where none are given
    (
        [(ASKED, f"{NAMED}    turn_group: in\n{ASKED}")],
        "36: steps[1].turn_group",
        "'in'",
        "turns beside it",
    ),
    # in sight of all, by who is away
    (
        [(FIRST, f"    away: [deelnemer]\n{FIRST}")],
        "28: steps[0].write[1].who",
        "'deelnemer', who is away in this step",
        "only cards of their own with hidden: true",
    ),
    # the subgroup's, by who is away
    (
        [
            (FIRST, f"    away: [deelnemer]\n{NAMED}{FIRST}"),
            (HIDDEN, f"{HIDDEN}\n        per_group: true"),
            OTHERS,
        ],
        "25: steps[0].write[0].who",
        "'deelnemer', who is away in this step",
        "only cards of their own with hidden: true",
    ),
    # rating by who is away
    (
        [(ASKED, f"    away: [inbrenger]\n{ASKED}")],
        "36: steps[1].rate.who",
        "'inbrenger', who is away in this step",
        "roles that see the board",
    ),
    # dots by who is away
    (
        [(ASKED, f"    away: [deelnemer]\n{DOTS}{ASKED}")],
        "36: steps[1].dots.who",
        "'deelnemer', who is away in this step",
        "roles that see the board",
    ),
    # a clip of who is away
    (
        [(ASKED, f"    away: [gespreksleider]\n    clip: {{who: gespreksleider}}\n{ASKED}")],
        "36: steps[1].clip.who",
        "'gespreksleider', who is away in this step",
        "roles that see the board",
    ),
    # a secret of who is away, shown to all meanwhile
    (
        [
            (OPEN, f"{OPEN}\n        hidden: true"),
            (FIRST, f"    away: [deelnemer]\n{REVEAL}{FIRST}"),
        ],
        "22: steps[0].reveal.kinds[0]",
        "'advies', which somebody writes who is away in this step",
        "a kind of the others alone",
    ),
]


@pytest.mark.parametrize(("changes", "place", "found", "expected"), WRONG)
def test_P21_a_script_that_does_not_fit_its_subgroups_is_told_with_its_line(
    tmp_path: Path, changes: list[tuple[str, str]], place: str, found: str, expected: str
) -> None:
    told = f"klein.yaml:{place}: found {found}, expected {expected}"
    assert problems(tmp_path, changed(*changes)) == [told]


def test_a_division_lasts_until_the_next(tmp_path: Path) -> None:
    later = changed((FIRST, f"{NAMED}{FIRST}"), (ASKED, f"{PRAISE}{ASKED}"))
    assert problems(tmp_path, later) == []


def test_cards_of_a_subgroup_need_a_division_of_whatever_form(tmp_path: Path) -> None:
    duos = (FIRST, f"    split: {{form: duos}}\n{FIRST}")
    assert problems(tmp_path, changed(duos, (OPEN, f"{OPEN}\n        per_group: true"))) == []


def test_who_is_away_may_keep_notes_that_come_out_with_the_next_step(tmp_path: Path) -> None:
    away = (FIRST, f"    away: [deelnemer]\n{FIRST}")
    assert SMALL.count(SHOWN) == 1
    assert problems(tmp_path, changed(away, OTHERS)) == []
