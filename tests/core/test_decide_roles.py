"""Who leads, who brings the case, who takes part, rule by rule."""

import pytest

from flapover.core.ids import PersonId
from flapover.core.method import Role
from flapover.core.requests import (
    GiveInbrenger,
    GiveLead,
    HandOverLead,
    LayDownLead,
    RemovePerson,
    StartRound,
    TakePart,
)
from flapover.core.views import BoardView, MeView
from tests.play import (
    ANN,
    BOB,
    INBRENGER,
    LATE,
    LEADER,
    PIA,
    REM,
    SCREEN,
    WIM,
    Play,
)


def leaders(play: Play) -> list[PersonId]:
    """Return who leads."""
    return [one.id for one in play.board.seated() if one.leads]


def roles(play: Play, who: PersonId) -> tuple[Role, ...]:
    """Return somebody's roles, as they see them."""
    return play.view(who, MeView).roles


def test_P46_a_gespreksleider_makes_another_and_nobody_else_does() -> None:
    play = Play()
    for who in (ANN, INBRENGER):
        play.refused(who, GiveLead(person=ANN), "not_allowed")
        play.refused(who, HandOverLead(person=ANN), "not_allowed")
        play.refused(who, LayDownLead(), "not_allowed")
        play.refused(who, TakePart(takes_part=True), "not_allowed")
        play.refused(who, GiveInbrenger(person=ANN), "not_allowed")
    play.do(LEADER, GiveLead(person=ANN)).harmless(LEADER, GiveLead(person=ANN))
    assert leaders(play) == [LEADER, ANN]


def test_P46_handing_over_leaves_one_gespreksleider_and_a_retry_none_fewer() -> None:
    play = Play().do(LEADER, HandOverLead(person=ANN))
    assert leaders(play) == [ANN]
    play.refused(LEADER, HandOverLead(person=ANN), "not_allowed")
    assert roles(play, LEADER) == ("deelnemer",)
    play.do(ANN, GiveLead(person=BOB)).do(ANN, HandOverLead(person=BOB))
    assert leaders(play) == [BOB]


def test_P46_nobody_hands_over_to_themselves() -> None:
    Play().refused(LEADER, HandOverLead(person=LEADER), "no_such_person")


@pytest.mark.parametrize("who", [PIA, SCREEN, WIM, REM, LATE])
def test_P46_only_who_sits_there_with_a_phone_can_lead(who: PersonId) -> None:
    play = Play()
    play.refused(LEADER, GiveLead(person=who), "no_such_person")
    play.refused(LEADER, HandOverLead(person=who), "no_such_person")


def test_P46_the_last_gespreksleider_does_not_lay_it_down() -> None:
    play = Play().refused(LEADER, LayDownLead(), "needs_gespreksleider")
    play.do(LEADER, GiveLead(person=ANN)).do(LEADER, LayDownLead())
    play.refused(LEADER, LayDownLead(), "not_allowed")
    assert leaders(play) == [ANN]


def test_a_gespreksleider_takes_part_or_does_not() -> None:
    play = Play()
    assert roles(play, LEADER) == ("gespreksleider",)
    play.do(LEADER, TakePart(takes_part=True)).harmless(LEADER, TakePart(takes_part=True))
    assert roles(play, LEADER) == ("gespreksleider", "deelnemer")
    play.do(LEADER, TakePart(takes_part=False))
    assert roles(play, LEADER) == ("gespreksleider",)


def test_the_inbrenger_of_the_next_round_is_chosen_before_it_starts() -> None:
    play = Play().do(LEADER, GiveInbrenger(person=ANN)).do(LEADER, GiveInbrenger(person=BOB))
    play.harmless(LEADER, GiveInbrenger(person=BOB))
    assert play.view(ANN, BoardView).inbrenger == BOB
    play.do(LEADER, StartRound())
    assert (roles(play, BOB), roles(play, ANN)) == (("inbrenger",), ("deelnemer",))


def test_P46_another_inbrenger_takes_the_place_of_the_one_there_was() -> None:
    play = Play().at_step(2).do(LEADER, GiveInbrenger(person=ANN))
    assert (roles(play, ANN), roles(play, INBRENGER)) == (("inbrenger",), ("deelnemer",))
    play.do(LEADER, GiveInbrenger(person=None))
    assert play.round_seen_by(ANN).inbrenger is None
    play.harmless(LEADER, GiveInbrenger(person=None))


def test_a_gespreksleider_can_bring_the_case_and_one_without_a_phone_can() -> None:
    play = Play().do(LEADER, GiveInbrenger(person=LEADER))
    assert roles(play, LEADER) == ("gespreksleider", "inbrenger")
    play.do(LEADER, GiveInbrenger(person=PIA)).do(LEADER, StartRound())
    assert play.board.roles_of(PIA) == {"inbrenger"}


@pytest.mark.parametrize("who", [SCREEN, WIM, REM, LATE])
def test_nobody_brings_the_case_who_is_not_at_the_table(who: PersonId) -> None:
    Play().refused(LEADER, GiveInbrenger(person=who), "no_such_person")


def test_an_inbrenger_who_leaves_before_the_round_is_chosen_no_more() -> None:
    play = Play().do(LEADER, GiveInbrenger(person=ANN)).do(LEADER, RemovePerson(person=ANN))
    play.refused(LEADER, StartRound(), "needs_inbrenger")
