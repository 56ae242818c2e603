"""Dividing the group, and what a subgroup does with its own cards."""

from collections import Counter

import pytest

from flapover.core.ids import GroupId, PersonId, StepId
from flapover.core.method import Method
from flapover.core.requests import (
    EditCard,
    Leave,
    PlaceInGroup,
    RejoinPerson,
    RemovePerson,
    SplitByChance,
)
from tests.core.made import GROEPEN, method, step
from tests.play import ANN, BOB, CEM, INBRENGER, LATE, LEADER, PIA, Play


def split(play: Play) -> Play:
    return play.do(LEADER, SplitByChance(step=play.step))


def place(play: Play, person: PersonId, group: str | None, by: PersonId = LEADER) -> Play:
    name = None if group is None else GroupId(group)
    return play.do(by, PlaceInGroup(person=person, group=name))


def divided(play: Play, **groups: list[PersonId]) -> Play:
    for group, people in groups.items():
        for person in people:
            place(play, person, group)
    return play


def sizes(play: Play) -> list[int]:
    return sorted(len(group.members) for group in play.round.groups)


def form(**split_: object) -> Method:
    return method(step("verdelen", split=split_), step("daarna"))


def test_duos_are_twos_and_one_trio_when_the_number_is_odd() -> None:
    play = split(Play(form(form="duos", who=["inbrenger", "deelnemer"])).at_step(1))
    assert sizes(play) == [2, 3]
    assert [group.id for group in play.round.groups] == ["1", "2"]
    place(play, LEADER, "3")
    assert sizes(play) == [1, 2, 3]
    everybody = [person for group in play.round.groups for person in group.members]
    assert Counter(everybody) == Counter([INBRENGER, ANN, BOB, CEM, PIA, LEADER])


@pytest.mark.parametrize(
    ("size", "expected"), [(2, [2, 2, 2]), (3, [3, 3]), (4, [3, 3]), (10, [3, 3])]
)
def test_subgroups_are_about_as_large_as_the_method_says(size: int, expected: list[int]) -> None:
    assert sizes(split(Play(form(form="subgroups", size=size)).at_step(1))) == expected


def test_named_groups_are_filled_evenly_and_chance_is_the_servers() -> None:
    play = split(Play(GROEPEN).at_step("verdelen"))
    assert sizes(play) == [3, 3]
    first = play.round.groups
    divisions = {first}
    for _ in range(8):
        divisions.add(split(play).round.groups)
    assert len(divisions) > 1


def test_who_has_not_promised_yet_is_not_divided_and_comes_in_by_hand() -> None:
    play = Play(GROEPEN).at_step("verdelen").joins(LATE)
    split(play).agrees(LATE)
    assert all(LATE not in group.members for group in play.round.groups)
    play.next()
    assert play.now_seen_by(LATE).tell_group is None
    place(play, LATE, "binnen")
    assert play.now_seen_by(LATE).tell_group == "Praat."
    assert [group.id for group in play.round_seen_by(ANN).groups] == ["binnen", "buiten"]


def test_who_is_placed_elsewhere_leaves_the_group_they_were_in() -> None:
    play = divided(Play(GROEPEN).at_step("verdelen"), binnen=[ANN, BOB], buiten=[CEM])
    place(play, BOB, "buiten")
    play.harmless(LEADER, PlaceInGroup(person=BOB, group=GroupId("buiten")))
    assert [group.members for group in play.round.groups] == [(ANN,), (CEM, BOB)]
    place(play, CEM, None)
    assert [group.members for group in play.round.groups] == [(ANN,), (BOB,)]


def test_by_hand_the_next_number_makes_a_new_duo_and_an_empty_one_goes() -> None:
    play = Play(form(form="duos")).at_step(1)
    play.refused(LEADER, PlaceInGroup(person=ANN, group=GroupId("2")), "no_such_place")
    place(place(place(play, ANN, "1"), BOB, "1"), CEM, "2")
    assert sizes(play) == [1, 2]
    place(play, CEM, "1")
    assert [group.id for group in play.round.groups] == ["1"]


def test_who_leaves_or_is_sent_away_goes_out_of_their_group() -> None:
    play = divided(Play(GROEPEN).at_step("verdelen"), binnen=[ANN, BOB], buiten=[CEM])
    play.do(ANN, Leave()).do(LEADER, RemovePerson(person=CEM))
    assert [group.members for group in play.round.groups] == [(BOB,), ()]


def test_who_comes_back_on_another_phone_is_in_their_group_again() -> None:
    play = divided(Play(GROEPEN).at_step("verdelen"), binnen=[ANN, BOB], buiten=[CEM])
    play.joins(LATE, waiting=True).do(LEADER, RejoinPerson(was=ANN, person=LATE))
    assert [group.members for group in play.round.groups] == [(LATE, BOB), (CEM,)]


def test_only_a_gespreksleider_divides_and_only_where_the_method_does() -> None:
    play = Play(GROEPEN).at_step("verdelen")
    play.refused(ANN, SplitByChance(step=play.step), "not_allowed")
    play.refused(LEADER, SplitByChance(step=StepId("kring")), "step_moved_on")
    play.refused(ANN, PlaceInGroup(person=ANN, group=GroupId("binnen")), "not_allowed")
    play.refused(LEADER, PlaceInGroup(person=ANN, group=GroupId("midden")), "no_such_place")
    play.next()
    play.refused(LEADER, SplitByChance(step=play.step), "not_now")
    whole = Play("post-it").at_step(1)
    whole.refused(LEADER, PlaceInGroup(person=ANN, group=GroupId("1")), "not_now")


# What a subgroup writes


def kring() -> Play:
    play = divided(Play(GROEPEN).at_step("verdelen"), binnen=[ANN, BOB], buiten=[CEM, INBRENGER])
    return play.next()


def test_only_the_subgroup_that_is_named_writes() -> None:
    play = kring().write(ANN, "vraag", "Van binnen")
    with pytest.raises(AssertionError, match="not_now"):
        play.write(CEM, "vraag", "Van buiten")
    assert [rule.kind for rule in play.now_seen_by(CEM).write] == ["idee"]
    assert [rule.kind for rule in play.now_seen_by(ANN).write] == ["vraag", "idee"]


def test_P21_a_hidden_card_of_a_subgroup_is_its_members_alone() -> None:
    play = kring().write(ANN, "idee", "Ons idee")
    assert play.card_seen_by(BOB, "Ons idee").group == "binnen"
    assert not any("Ons idee" in play.texts_seen_by(one) for one in (CEM, INBRENGER, LEADER))
    play.edit(BOB, "Ons idee", "Ons beste idee")
    play.refused(CEM, EditCard(card=play.card_id("Ons beste idee"), text="x"), "no_such_card")
    assert play.texts_seen_by(ANN) == ["Ons beste idee"]


def test_the_limit_counts_for_the_subgroup() -> None:
    play = kring().write(ANN, "idee", "een").write(BOB, "idee", "twee")
    with pytest.raises(AssertionError, match="too_many"):
        play.write(ANN, "idee", "drie")
    play.write(CEM, "idee", "van buiten")


def test_who_is_in_no_subgroup_writes_nothing_for_one() -> None:
    play = place(kring(), BOB, None)
    assert play.now_seen_by(BOB).write == ()
    with pytest.raises(AssertionError, match="not_now"):
        play.write(BOB, "idee", "van mij alleen")


def test_P21_a_late_joiner_sees_the_hidden_cards_of_the_subgroup_they_come_in() -> None:
    play = kring().write(ANN, "idee", "Ons idee").joins(LATE).agrees(LATE)
    assert "Ons idee" not in play.texts_seen_by(LATE)
    assert "Ons idee" in place(play, LATE, "binnen").texts_seen_by(LATE)
    assert "Ons idee" not in place(play, LATE, "buiten").texts_seen_by(LATE)


def test_P21_another_division_with_the_same_names_gets_nothing_of_the_former() -> None:
    duos = method(
        step("eerst", split={"form": "duos"}, write=[{**HIDDEN}]),
        step("dan", split={"form": "duos"}, write=[{**HIDDEN}]),
    )
    play = place(place(Play(duos).at_step("eerst"), ANN, "1"), BOB, "1").write(ANN, "vraag", "oud")
    assert play.texts_seen_by(BOB) == ["oud"]
    play.next()
    place(place(play, CEM, "1"), BOB, "1")
    assert play.texts_seen_by(CEM) == []
    assert play.texts_seen_by(BOB) == []
    assert play.texts_seen_by(ANN) == ["oud"]


HIDDEN = {
    "kind": "vraag",
    "who": ["deelnemer"],
    "sheet": "flap",
    "hidden": True,
    "per_group": True,
}
