"""Moving through the script, rule by rule."""

import pytest

from flapover.core.decide.undoing import UNDO_SECONDS
from flapover.core.events import CardsRevealed, StepEntered, TurnGiven
from flapover.core.ids import PersonId, StepId
from flapover.core.requests import (
    BackStep,
    EndRound,
    GiveConsent,
    GiveInbrenger,
    GiveLead,
    GiveTurn,
    GoToStep,
    LayDownLead,
    MarkReady,
    NextStep,
    RemovePerson,
    Request,
    RevealAll,
    RevealAuthor,
    StartTimer,
    UndoStep,
)
from tests.core.made import method, step, writes
from tests.play import (
    ANN,
    BOB,
    CEM,
    INBRENGER,
    LATE,
    LEADER,
    PIA,
    REM,
    SCREEN,
    WIM,
    Play,
    writing,
)

VRAGEN = StepId("vragen")


def asked() -> Play:
    """Return a play in step 2 in which Bob and Ann wrote, in that order, and nothing is shown."""
    play = Play("tien-stappen").at_step(2)
    return play.write(BOB, "vraag", "b1").write(ANN, "vraag", "a1").write(ANN, "vraag", "a2")


def test_the_next_step_opens_and_a_double_tap_opens_no_more() -> None:
    play = Play("tien-stappen").at_step("situatie")
    tap = NextStep(step=play.step)
    play.do(LEADER, tap).refused(LEADER, tap, "step_moved_on")
    assert play.step == "vragen"


def test_the_step_before_opens_and_what_was_shown_stays() -> None:
    play = asked().next().back()
    assert play.step == "vragen"
    assert play.texts_seen_by(SCREEN) == ["a1", "a2", "b1"]


def test_before_the_first_and_after_the_last_step_there_is_none() -> None:
    play = Play("post-it").at_step(1)
    play.refused(LEADER, BackStep(step=play.step), "no_such_step")
    play.at_step(3).refused(LEADER, NextStep(step=play.step), "no_such_step")
    play.refused(LEADER, GoToStep(step=play.step, to=StepId("vragen")), "no_such_step")


def test_the_gespreksleider_jumps_to_any_step() -> None:
    play = Play("tien-stappen").at_step(2).go_to("formuleren")
    assert play.step == "formuleren"
    play.harmless(LEADER, GoToStep(step=play.step, to=play.step))


@pytest.mark.parametrize("who", [INBRENGER, ANN])
def test_only_a_gespreksleider_moves_the_steps(who: PersonId) -> None:
    play = Play("tien-stappen").at_step(2)
    for request in steps_of(play):
        play.refused(who, request, "not_allowed")


def test_outside_a_round_there_are_no_steps() -> None:
    play = Play("tien-stappen")
    for request in (NextStep(step=VRAGEN), BackStep(step=VRAGEN), UndoStep(step=VRAGEN)):
        play.refused(LEADER, request, "nothing_going")
    play.at_step(2).do(LEADER, EndRound())
    play.refused(LEADER, NextStep(step=VRAGEN), "nothing_going")


def steps_of(play: Play) -> list[Request]:
    """Return every request that moves the steps."""
    here = play.step
    return [
        NextStep(step=here),
        BackStep(step=here),
        GoToStep(step=here, to=StepId("acties")),
        UndoStep(step=here),
        GiveTurn(person=ANN),
    ]


# What a step reveals


def test_entering_a_step_shows_its_cards_author_by_author_in_order_of_coming() -> None:
    play = asked().next()
    assert [len(event.revealed) for event in play.latest if isinstance(event, StepEntered)] == [3]
    assert play.texts_seen_by(INBRENGER) == ["a1", "a2", "b1"]


def test_skipping_a_step_does_not_skip_what_it_shows() -> None:
    play = asked().go_to("formuleren")
    assert play.texts_seen_by(INBRENGER) == ["a1", "a2", "b1"]


def test_going_back_shows_nothing() -> None:
    play = asked().back()
    assert play.texts_seen_by(INBRENGER) == []


def test_the_inbrengers_own_formulation_waits_for_its_step() -> None:
    play = Play("tien-stappen").at_step("formuleren")
    play.write(INBRENGER, "eigen-formulering", "dat ik zwijg")
    play.write(ANN, "probleemformulering", "dat ik wegkijk").next()
    assert play.texts_seen_by(BOB) == ["dat ik wegkijk"]
    play.next()
    assert play.texts_seen_by(BOB) == ["dat ik wegkijk", "dat ik zwijg"]


def test_revealing_all_shows_every_hidden_card_and_a_second_time_nothing() -> None:
    play = asked().reveal_all()
    assert play.texts_seen_by(SCREEN) == ["a1", "a2", "b1"]
    play.harmless(LEADER, RevealAll())


def test_revealing_an_author_shows_theirs_and_gives_them_the_floor() -> None:
    play = asked().reveal(ANN)
    assert play.texts_seen_by(SCREEN) == ["a1", "a2"]
    assert play.round_seen_by(SCREEN).speaker == ANN
    play.harmless(LEADER, RevealAuthor(person=ANN))
    play.reveal(CEM)
    assert play.latest == (TurnGiven(person=CEM),)
    play.reveal_all()
    assert play.texts_seen_by(SCREEN) == ["a1", "a2", "b1"]


def test_revealing_gives_the_floor_to_nobody_whose_turn_it_cannot_be() -> None:
    play = asked()
    play.refused(LEADER, RevealAuthor(person=INBRENGER), "not_now")
    play.do(LEADER, GiveLead(person=ANN)).reveal(ANN)
    assert [type(event) for event in play.latest] == [CardsRevealed]
    play.refused(LEADER, RevealAuthor(person=ANN), "not_now")


def test_nobody_is_revealed_who_is_not_at_the_table() -> None:
    play = asked()
    for who in (WIM, REM, SCREEN, LATE):
        play.refused(LEADER, RevealAuthor(person=who), "no_such_person")


def test_only_whom_the_step_names_reveals_and_only_in_the_ways_it_names() -> None:
    play = asked()
    for who in (INBRENGER, ANN):
        play.refused(who, RevealAll(), "not_now")
        play.refused(who, RevealAuthor(person=ANN), "not_now")
    once = method(
        step(write=[writes(hidden=True)], reveal={"kinds": ["vraag"], "who": ["deelnemer"]})
    )
    play = Play(once).at_step(1).write(ANN, "vraag", "a")
    play.refused(BOB, RevealAuthor(person=ANN), "not_now").refused(LEADER, RevealAll(), "not_now")
    play.reveal_all(BOB)
    assert play.texts_seen_by(CEM) == ["a"]


def test_a_step_without_reveal_reveals_nothing() -> None:
    play = Play("post-it").at_step("schrijven").write(ANN, "postit", "a")
    play.refused(LEADER, RevealAll(), "not_now")
    play.refused(LEADER, RevealAuthor(person=ANN), "not_now")
    Play("post-it").refused(LEADER, RevealAll(), "nothing_going")


def test_the_cards_of_who_left_are_shown_with_the_rest() -> None:
    play = asked().do(LEADER, RemovePerson(person=BOB)).next()
    assert play.texts_seen_by(INBRENGER) == ["a1", "a2", "b1"]


# Taking a step back


def test_undoing_a_step_hides_exactly_what_it_showed() -> None:
    play = asked().reveal(BOB)
    before, moment = play.board, play.round.moment
    play.next().undo()
    assert play.round.moment == moment
    assert play.texts_seen_by(SCREEN) == ["b1"]
    assert play.texts_seen_by(ANN) == ["b1", "a1", "a2"]
    assert (play.board.cards, play.board.last_rank) == (before.cards, before.last_rank)


def test_undoing_a_step_restores_its_clock_turn_and_who_was_ready() -> None:
    play = asked().do(LEADER, StartTimer()).ready(ANN).do(LEADER, GiveTurn(person=BOB))
    before = play.round.moment
    play.next().ready(INBRENGER).undo()
    assert play.round.moment == before
    assert before.timer.state == "running"


def test_P21_a_card_hidden_again_leaves_no_gap_for_who_comes_later() -> None:
    play = asked().next().undo().next().undo().joins(LATE).agrees(LATE)
    play.go_to("laatste-vragen").undo().reveal(BOB)
    assert [card.rank for card in play.cards_seen_by(LATE)] == [1.0]
    assert [card.rank for card in play.cards_seen_by(ANN) if not card.shown] == [1.0, 2.0]


def test_a_step_is_undone_for_half_a_minute_and_only_once() -> None:
    play = asked().next().wait(UNDO_SECONDS)
    play.refused(LEADER, UndoStep(step=play.step), "nothing_to_undo")
    play.back().wait(UNDO_SECONDS - 1.5).undo()
    assert play.step == "vragen-waarderen"
    play.refused(LEADER, UndoStep(step=play.step), "nothing_to_undo")


def test_in_the_first_step_there_is_nothing_to_undo() -> None:
    play = Play("post-it").at_step(1)
    play.refused(LEADER, UndoStep(step=play.step), "nothing_to_undo")


def test_an_undo_tapped_twice_undoes_once() -> None:
    play = asked().next()
    tap = UndoStep(step=play.step)
    play.do(LEADER, tap).refused(LEADER, tap, "step_moved_on")


def test_a_card_removed_since_does_not_come_back_by_undoing() -> None:
    everything = {"kinds": ["vraag"], "who": ["inbrenger"]}
    both = method(
        step("een", write=[writes(hidden=True)]),
        step("twee", write=[writes()], reveal_on_entry=["vraag"], focus=everything),
    )
    play = Play(both).at_step(1).write(ANN, "vraag", "a").write(BOB, "vraag", "b").next()
    play.focus(INBRENGER, "b").remove(ANN, "a")
    assert play.lead_seen_by(LEADER).undo_hides == 1
    play.undo()
    assert play.texts_seen_by(ANN) == []
    assert play.texts_seen_by(BOB) == ["b"]


def test_who_left_has_no_turn_after_undoing() -> None:
    play = asked().ready(BOB).reveal(BOB).next().do(LEADER, RemovePerson(person=BOB)).undo()
    seen = play.round_seen_by(SCREEN)
    assert (seen.speaker, seen.ready) == (None, ())
    assert BOB not in play.round.moment.ready


def test_a_card_on_the_table_that_was_removed_is_not_there_after_undoing() -> None:
    everything = {"kinds": ["vraag"], "who": ["inbrenger"]}
    both = method(step("een", write=[writes()], focus=everything), step("twee", write=[writes()]))
    play = Play(both).at_step(1).write(ANN, "vraag", "a").write(ANN, "vraag", "b")
    play.focus(INBRENGER, "a").next().undo()
    assert play.round_seen_by(SCREEN).focus == play.card_id("a")
    play.next().remove(ANN, "a").undo()
    assert play.round_seen_by(SCREEN).focus is None


# Ready


def test_who_is_asked_says_ready_or_not_after_all() -> None:
    play = Play("tien-stappen").at_step("vragen").ready(ANN)
    assert play.round_seen_by(LEADER).ready == (ANN,)
    play.harmless(ANN, MarkReady(step=VRAGEN, ready=True))
    play.do(ANN, MarkReady(step=VRAGEN, ready=False))
    assert play.round_seen_by(LEADER).ready == ()
    play.harmless(ANN, MarkReady(step=VRAGEN, ready=False))


def test_who_is_not_asked_does_not_say_ready() -> None:
    play = Play("tien-stappen").at_step("vragen")
    for who in (INBRENGER, LEADER):
        play.refused(who, MarkReady(step=VRAGEN, ready=True), "not_now")
    play.next().refused(ANN, MarkReady(step=VRAGEN, ready=True), "step_moved_on")
    Play("post-it").refused(ANN, MarkReady(step=VRAGEN, ready=True), "nothing_going")


def test_everybody_who_is_asked_is_expected_in_order_of_coming() -> None:
    play = Play("tien-stappen").at_step("vragen")
    assert play.round_seen_by(LEADER).expected == (ANN, BOB, CEM, PIA)
    play.do(LEADER, GiveInbrenger(person=ANN)).joins(LATE)
    assert play.round_seen_by(LEADER).expected == (INBRENGER, BOB, CEM, PIA, LATE)


# Consent


def test_a_step_that_needs_consent_is_left_only_with_it() -> None:
    play = Play("tien-stappen").at_step("krachten")
    assert play.lead_seen_by(LEADER).waits_for == ("consent",)
    play.refused(LEADER, NextStep(step=play.step), "needs_consent")
    play.refused(LEADER, GoToStep(step=play.step, to=StepId("acties")), "needs_consent")
    play.consent().do(LEADER, NextStep(step=play.step))
    assert play.step == "acties"


def test_consent_is_not_passed_by_with_a_jump() -> None:
    play = Play("tien-stappen").at_step("vragen")
    play.refused(LEADER, GoToStep(step=play.step, to=StepId("acties")), "needs_consent")


def test_going_back_needs_no_consent() -> None:
    assert Play("tien-stappen").at_step("krachten").back().step == "bespreken"


def test_consent_is_taken_back_while_the_step_is_open() -> None:
    play = Play("tien-stappen").at_step("krachten").consent()
    play.harmless(INBRENGER, GiveConsent(step=play.step, given=True))
    play.do(INBRENGER, GiveConsent(step=play.step, given=False))
    play.refused(LEADER, NextStep(step=play.step), "needs_consent")
    play.harmless(INBRENGER, GiveConsent(step=play.step, given=False))


def test_only_the_inbrenger_consents_and_only_where_it_is_asked() -> None:
    play = Play("tien-stappen").at_step("krachten")
    for who in (ANN, LEADER):
        play.refused(who, GiveConsent(step=play.step, given=True), "not_now")
    play.back()
    play.refused(INBRENGER, GiveConsent(step=play.step, given=True), "not_now")
    play.refused(INBRENGER, GiveConsent(step=StepId("krachten"), given=True), "step_moved_on")


# Turns


def test_the_gespreksleider_gives_the_floor_and_takes_it_back() -> None:
    play = Play("tien-stappen").at_step("vragen").do(LEADER, GiveTurn(person=ANN))
    assert play.round_seen_by(BOB).speaker == ANN
    play.harmless(LEADER, GiveTurn(person=ANN)).do(LEADER, GiveTurn(person=None))
    assert play.round_seen_by(BOB).speaker is None


def test_the_floor_is_for_whose_turn_it_can_be() -> None:
    play = Play("tien-stappen").at_step("vragen")
    for who in (INBRENGER, LEADER):
        play.refused(LEADER, GiveTurn(person=who), "not_now")
    for who in (WIM, REM, SCREEN, LATE):
        play.refused(LEADER, GiveTurn(person=who), "no_such_person")
    play.next().refused(LEADER, GiveTurn(person=ANN), "not_now")
    Play("post-it").refused(LEADER, GiveTurn(person=None), "nothing_going")


def test_P46_who_laid_the_lead_down_moves_no_steps() -> None:
    play = Play("tien-stappen").at_step("vragen").do(LEADER, GiveLead(person=ANN))
    play.do(LEADER, LayDownLead()).refused(LEADER, NextStep(step=VRAGEN), "not_allowed")
    play.do(ANN, NextStep(step=VRAGEN))


# A race between a step and a card


def test_P25_a_card_and_a_step_change_are_judged_in_the_order_in_which_they_are_committed() -> None:
    for card_first in (True, False):
        play = Play("post-it").at_step("schrijven")
        card = play.command(ANN, writing("postit", "Net op tijd?", step="schrijven"))
        change = play.command(LEADER, NextStep(step=play.step))
        reasons = [
            play.carry_out(one) for one in ((card, change) if card_first else (change, card))
        ]
        assert reasons == ([None, None] if card_first else [None, "step_moved_on"])
        assert play.texts_seen_by(SCREEN) == (["Net op tijd?"] if card_first else [])
