"""Whoever has their back turned gets nothing of what the others do, by any way (P21)."""

from hypothesis import given

from flapover.core.ids import PersonId
from flapover.core.project import Presence
from flapover.core.requests import (
    EditCard,
    GiveInbrenger,
    MarkReady,
    NextStep,
    RaiseHand,
    RateCard,
    Request,
    RevealAll,
    WriteCard,
)
from flapover.core.sight import is_away
from flapover.core.views import CardView, PersonView
from tests.core.histories import Move, asked, moves
from tests.core.made import GROEPEN
from tests.core.test_laws import random_histories
from tests.play import ANN, BOB, INBRENGER, LEADER, PIA, SCREEN, Play

STRUCTURE = (
    "next_step",
    "back_step",
    "go_to_step",
    "undo_step",
    "start_timer",
    "pause_timer",
    "extend_timer",
    "stop_timer",
    "give_inbrenger",
    "start_round",
    "end_round",
    "end_board",
    "plan_method",
    "agree",
    "admit_person",
    "rename_person",
    "remove_person",
    "rejoin_person",
    "change_method",
    "repeat_block",
    "leave",
    "seat_on_paper",
    "give_lead",
    "hand_over_lead",
    "lay_down_lead",
    "take_part",
    "lock_door",
    "unlock_door",
)
"""What anybody in the room hears, whichever way they look; all else is done on the board."""


def roddel() -> Play:
    play = Play(GROEPEN).at_step("verdelen")
    play.write(INBRENGER, "vraag", "Mijn vraag").write(ANN, "vraag", "Vraag van Ann")
    play.at_step("kring").write(INBRENGER, "notitie", "Voor mij")
    return play.at_step("roddel")


def test_P21_who_turns_their_back_keeps_only_their_own_hidden_cards() -> None:
    play = roddel().write(INBRENGER, "notitie", "Nog een").write(BOB, "vraag", "Roddel")
    assert play.texts_seen_by(INBRENGER) == ["Voor mij", "Nog een"]
    assert play.fresh_views(INBRENGER) == play.told[INBRENGER]
    assert set(play.texts_seen_by(ANN)) == {"Mijn vraag", "Vraag van Ann", "Roddel"}
    assert "Roddel" in play.texts_seen_by(SCREEN)
    play.edit(INBRENGER, "Nog een", "Nog een, beter")
    play.next()
    assert {"Mijn vraag", "Roddel"} < set(play.texts_seen_by(INBRENGER))


def test_P21_who_turns_their_back_hears_nothing_of_the_others() -> None:
    play = roddel()
    play.presence = {one: Presence(here=True, writing=True) for one in (ANN, INBRENGER)}
    play.ready(ANN).do(BOB, RaiseHand()).focus(ANN, "Vraag van Ann")
    views = play.fresh_views(INBRENGER)
    assert [key for key in views if key.startswith("presence:")] == [f"presence:{INBRENGER}"]
    seen = play.round_seen_by(INBRENGER)
    assert (seen.focus, seen.speaker, seen.ready, seen.expected) == (None, None, (), (INBRENGER,))
    assert (seen.groups, seen.queue, seen.hidden) == ((), (), {})
    people = [one for one in play.views(INBRENGER).values() if isinstance(one, PersonView)]
    assert all(one.hand_ms is None for one in people)
    now = play.now_seen_by(INBRENGER)
    assert now.away
    assert [rule.kind for rule in now.write] == ["notitie"]


def test_P21_an_answer_to_who_turns_their_back_tells_nothing_of_a_card() -> None:
    play = roddel().write(ANN, "vraag", "Roddel")
    card = play.card_id("Roddel")
    mine = play.card_id("Mijn vraag")
    for name in (card, mine):
        play.refused(INBRENGER, EditCard(card=name, text="x"), "no_such_card")
        play.refused(INBRENGER, RateCard(card=name, value="ja"), "not_now")
    play.do(INBRENGER, MarkReady(step=play.step, ready=True))


def test_P21_a_gespreksleider_who_brings_the_case_leads_on_without_looking() -> None:
    play = Play(GROEPEN).start(LEADER).at_step("roddel").write(ANN, "vraag", "Roddel")
    assert play.texts_seen_by(LEADER) == []
    lead = play.lead_seen_by(LEADER)
    assert lead.on_paper == ()
    play.refused(LEADER, RevealAll(), "not_now")
    writing: Request = WriteCard(kind=GROEPEN.steps[2].write[0].kind, text="Namens Pia")
    play.refused(LEADER, writing, "not_now", on_behalf_of=PIA)
    play.do(LEADER, NextStep(step=play.step))
    assert play.texts_seen_by(LEADER) == ["Roddel"]


def test_P21_what_was_typed_for_somebody_else_is_not_seen_either() -> None:
    play = Play(GROEPEN).at_step("kring")
    play.do(LEADER, GiveInbrenger(person=PIA))
    play.write(LEADER, "notitie", "Van Pia", on_behalf_of=PIA)
    assert play.texts_seen_by(LEADER) == ["Van Pia"]
    play.do(LEADER, GiveInbrenger(person=LEADER)).at_step("roddel")
    assert play.texts_seen_by(LEADER) == []


def test_P22_coming_back_shows_all_that_was_done_meanwhile() -> None:
    play = roddel().write(ANN, "vraag", "Roddel").rate(BOB, "Roddel", "ja").back()
    card = play.card_seen_by(INBRENGER, "Roddel")
    assert isinstance(card, CardView)
    assert [rating.value for rating in card.ratings] == ["ja"]
    assert play.told[INBRENGER] == play.fresh_views(INBRENGER)


@random_histories
@given(moves)
def test_P21_nothing_that_others_do_changes_a_byte_for_who_turns_their_back(
    made: list[Move],
) -> None:
    _twins_of(INBRENGER, made)


@random_histories
@given(moves)
def test_P21_nothing_changes_for_a_gespreksleider_who_turns_their_back(made: list[Move]) -> None:
    _twins_of(LEADER, made)


def _twins_of(viewer: PersonId, made: list[Move]) -> None:
    """Play a history twice; in the second run the others do nothing with the board."""
    one, other = (_begun(viewer) for _ in range(2))
    for number, move in enumerate(made):
        who, on_behalf_of, request = asked(one, number, move)
        first = one.command(who, request, on_behalf_of)
        second = other.command(who, request, on_behalf_of)
        answer = one.carry_out(first)
        if who == viewer or request.type in STRUCTURE:
            assert other.carry_out(second) == answer or who != viewer
        if not (is_away(one.board, viewer) and is_away(other.board, viewer)):
            return
        assert one.told[viewer] == other.told[viewer]
        assert one.frames[viewer] == other.frames[viewer]


def _begun(viewer: PersonId) -> Play:
    play = Play(GROEPEN).start(viewer).at_step("kring")
    return play.write(viewer, "notitie", "Voor mij").at_step("roddel")
