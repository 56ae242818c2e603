"""A rondje: each speaks once, in order, and a second tap passes nobody over."""

import pytest

from flapover.core.ids import GroupId, PersonId
from flapover.core.requests import GiveTurn, Leave, NextTurn, PlaceInGroup, RaiseHand
from tests.core.made import GROEPEN, method, step
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, PIA, Play

ALL = ["inbrenger", "deelnemer"]


def rondje(order: str = "free") -> Play:
    return Play(method(step("rondje", turns=ALL, turn_order=order), step("verder"))).at_step(1)


def following(play: Play) -> Play:
    return play.do(LEADER, NextTurn(step=play.step, after=play.round.moment.speaker))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("free", [INBRENGER, ANN, BOB, CEM, PIA]),
        ("inbrenger-first", [INBRENGER, ANN, BOB, CEM, PIA]),
        ("inbrenger-last", [ANN, BOB, CEM, PIA, INBRENGER]),
    ],
)
def test_everybody_comes_once_and_the_inbrenger_where_the_method_says(
    order: str, expected: list[PersonId]
) -> None:
    play = rondje(order)
    came: list[PersonId] = []
    for _ in expected:
        assert play.round_seen_by(ANN).queue == tuple(expected[len(came) :])
        speaker = following(play).round_seen_by(ANN).speaker
        assert speaker is not None
        came.append(speaker)
    assert came == expected
    last = following(play).round_seen_by(ANN)
    assert (last.speaker, last.spoken, last.queue) == (None, tuple(expected), ())
    play.harmless(LEADER, NextTurn(step=play.step, after=None))


def test_a_second_tap_passes_nobody_over() -> None:
    play = following(rondje())
    tap = NextTurn(step=play.step, after=INBRENGER)
    play.do(LEADER, tap).harmless(LEADER, tap)
    assert play.round.moment.speaker == ANN


def test_who_was_given_the_floor_by_name_has_had_it() -> None:
    play = rondje().do(LEADER, GiveTurn(person=CEM))
    following(play)
    assert play.round_seen_by(BOB).spoken == (CEM,)
    assert play.round_seen_by(BOB).queue == (ANN, BOB, PIA)


@pytest.mark.parametrize("ask", ["by name", "the next"])
def test_a_hand_comes_down_when_its_owner_is_given_the_floor(ask: str) -> None:
    play = rondje().do(INBRENGER, RaiseHand()).do(CEM, RaiseHand())
    giving = GiveTurn(person=INBRENGER)
    play.do(LEADER, giving if ask == "by name" else NextTurn(step=play.step, after=None))
    assert play.round.moment.speaker == INBRENGER
    assert {who for who, one in play.board.people.items() if one.hand is not None} == {CEM}


def test_who_leaves_is_waited_for_no_longer_and_another_step_begins_anew() -> None:
    play = following(following(rondje("inbrenger-last"))).do(CEM, Leave())
    assert play.round_seen_by(BOB).queue == (PIA, INBRENGER)
    assert play.next().round.moment.spoken == ()


def test_only_the_subgroup_of_the_step_is_given_the_floor() -> None:
    play = Play(GROEPEN).at_step("verdelen")
    for person in (INBRENGER, BOB):
        play.do(LEADER, PlaceInGroup(person=person, group=GroupId("binnen")))
    play.next().refused(LEADER, GiveTurn(person=ANN), "not_now")
    assert play.round_seen_by(ANN).queue == (BOB, INBRENGER)


def test_only_a_gespreksleider_goes_on_and_only_where_turns_are_given() -> None:
    play = rondje().refused(ANN, NextTurn(step=rondje().step, after=None), "not_allowed")
    play.next().refused(LEADER, NextTurn(step=play.step, after=None), "not_now")
