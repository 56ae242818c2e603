"""What is said of a card, rule by rule."""

import pytest

from flapover.core.ids import CardId, PersonId, SheetId
from flapover.core.requests import (
    AnswerCard,
    FocusCard,
    MoveCard,
    RateCard,
    RetractAnswer,
    UnrateCard,
)
from flapover.core.views import RatingView
from tests.core.made import method, step, writes
from tests.play import ANN, BOB, INBRENGER, LEADER, PIA, SCREEN, Play, writing

NO_CARD = CardId("request-99999999")
PRIVATE = method(
    step("een", write=[writes()]),
    step(
        "twee",
        rate={
            "kinds": ["vraag"],
            "scale": "schaal",
            "who": ["inbrenger", "deelnemer"],
            "visible": "never",
        },
    ),
    step("drie", rate={"kinds": ["vraag"], "scale": "schaal", "who": ["inbrenger"]}),
)


def asked(step_: str = "vragen-waarderen") -> Play:
    """Return a play in which Ann's question is on the flap."""
    return Play("tien-stappen").at_step("vragen").write(ANN, "vraag", "Waarom?").at_step(step_)


def test_the_inbrenger_rates_a_question_and_all_see_it_at_once() -> None:
    play = asked().rate(INBRENGER, "Waarom?", "warm")
    assert play.card_seen_by(ANN, "Waarom?").ratings == (RatingView(by=INBRENGER, value="warm"),)
    play.harmless(INBRENGER, RateCard(card=play.card_id("Waarom?"), value="warm"))
    play.rate(INBRENGER, "Waarom?", "koud")
    assert play.card_seen_by(SCREEN, "Waarom?").ratings == (RatingView(by=INBRENGER, value="koud"),)


def test_a_rating_is_taken_back_and_taking_it_back_again_is_harmless() -> None:
    play = asked().rate(INBRENGER, "Waarom?", "warm")
    taking = UnrateCard(card=play.card_id("Waarom?"))
    play.do(INBRENGER, taking).harmless(INBRENGER, taking)
    assert play.card_seen_by(ANN, "Waarom?").ratings == ()


def test_nobody_but_the_inbrenger_rates_a_question() -> None:
    play = asked()
    for who in (ANN, BOB, LEADER):
        play.refused(who, RateCard(card=play.card_id("Waarom?"), value="warm"), "not_now")
        play.refused(who, UnrateCard(card=play.card_id("Waarom?")), "not_now")


def test_a_rating_is_one_of_the_scale() -> None:
    play = asked()
    for value in ("lauw", "constructor"):
        play.refused(
            INBRENGER, RateCard(card=play.card_id("Waarom?"), value=value), "no_such_value"
        )


def test_nothing_is_rated_outside_its_step() -> None:
    play = asked("antwoorden")
    play.refused(INBRENGER, RateCard(card=play.card_id("Waarom?"), value="warm"), "not_now")
    play.refused(INBRENGER, UnrateCard(card=play.card_id("Waarom?")), "not_now")


def test_only_the_kinds_that_the_step_names_are_rated() -> None:
    play = asked()
    play.go_to("situatie").write(INBRENGER, "steekwoord", "maart").at_step("vragen-waarderen")
    play.refused(INBRENGER, RateCard(card=play.card_id("maart"), value="warm"), "not_now")


def test_P21_a_hidden_card_is_rated_answered_and_focused_like_one_that_is_not_there() -> None:
    everything = {"kinds": ["vraag"], "who": ["inbrenger"]}
    at_once = step(
        write=[writes(hidden=True)],
        rate={**everything, "scale": "schaal"},
        answer=everything,
        focus=everything,
        move=everything,
        reveal={**everything, "who": ["gespreksleider"]},
    )
    play = Play(method(at_once)).at_step(1).write(BOB, "vraag", "Nog verborgen")
    for card in (play.card_id("Nog verborgen"), NO_CARD):
        play.refused(INBRENGER, RateCard(card=card, value="ja"), "no_such_card")
        play.refused(INBRENGER, UnrateCard(card=card), "no_such_card")
        play.refused(INBRENGER, AnswerCard(card=card), "no_such_card")
        play.refused(INBRENGER, RetractAnswer(card=card), "no_such_card")
        play.refused(INBRENGER, FocusCard(card=card), "no_such_card")
        moving = MoveCard(card=card, sheet=SheetId("flap"))
        play.refused(INBRENGER, moving, "no_such_card")


def test_a_private_rating_is_for_its_rater_alone() -> None:
    play = Play(PRIVATE).at_step(1).write(ANN, "vraag", "Waarom?").at_step(2)
    play.rate(INBRENGER, "Waarom?", "ja").rate(BOB, "Waarom?", "nee")
    mine = {who: play.card_seen_by(who, "Waarom?").ratings for who in (INBRENGER, BOB, ANN, SCREEN)}
    assert mine == {
        INBRENGER: (RatingView(by=INBRENGER, value="ja"),),
        BOB: (RatingView(by=BOB, value="nee"),),
        ANN: (),
        SCREEN: (),
    }


def test_the_same_rating_given_again_in_an_open_step_becomes_visible() -> None:
    play = Play(PRIVATE).at_step(1).write(ANN, "vraag", "Waarom?").at_step(2)
    play.rate(INBRENGER, "Waarom?", "ja").at_step(3).rate(INBRENGER, "Waarom?", "ja")
    assert play.card_seen_by(ANN, "Waarom?").ratings == (RatingView(by=INBRENGER, value="ja"),)


# On the table


@pytest.mark.parametrize("who", [INBRENGER, LEADER])
def test_a_card_is_laid_on_the_table_of_every_screen(who: PersonId) -> None:
    play = asked("antwoorden")
    laying = FocusCard(card=play.card_id("Waarom?"))
    play.do(who, laying).harmless(who, laying)
    assert play.round_seen_by(SCREEN).focus == play.card_id("Waarom?")
    play.focus(INBRENGER, None)
    assert play.round_seen_by(SCREEN).focus is None
    play.harmless(INBRENGER, FocusCard(card=None))


def test_only_whom_the_step_names_lays_cards_on_the_table() -> None:
    play = asked("antwoorden")
    for card in (play.card_id("Waarom?"), None):
        play.refused(ANN, FocusCard(card=card), "not_now")
    play.at_step("vragen-waarderen")
    play.refused(INBRENGER, FocusCard(card=play.card_id("Waarom?")), "not_now")


def test_the_table_is_cleared_when_the_step_changes() -> None:
    play = asked("antwoorden").focus(INBRENGER, "Waarom?").next()
    assert play.round_seen_by(ANN).focus is None


def test_only_a_visible_card_of_a_kind_that_the_step_names_goes_on_the_table() -> None:
    play = asked("antwoorden")
    play.go_to("vragen").write(BOB, "vraag", "Verborgen").at_step("antwoorden")
    play.go_to("situatie").write(INBRENGER, "steekwoord", "maart").at_step("antwoorden")
    play.refused(LEADER, FocusCard(card=play.card_id("maart")), "not_now")
    play.refused(LEADER, FocusCard(card=NO_CARD), "no_such_card")


# Answers


def test_the_inbrenger_answers_in_writing_or_aloud_and_takes_it_back() -> None:
    play = asked("antwoorden").answer(INBRENGER, "Waarom?", "Daarom.")
    seen = play.card_seen_by(ANN, "Waarom?").answer
    assert seen is not None
    assert (seen.by, seen.text) == (INBRENGER, "Daarom.")
    card = play.card_id("Waarom?")
    play.harmless(INBRENGER, AnswerCard(card=card, text="Daarom. "))
    play.answer(INBRENGER, "Waarom?")
    aloud = play.card_seen_by(ANN, "Waarom?").answer
    assert aloud is not None
    assert aloud.text == ""
    play.do(INBRENGER, RetractAnswer(card=card)).harmless(INBRENGER, RetractAnswer(card=card))
    assert play.card_seen_by(ANN, "Waarom?").answer is None


def test_nobody_else_answers_and_nothing_else_is_answered() -> None:
    play = asked("antwoorden")
    for who in (ANN, LEADER):
        play.refused(who, AnswerCard(card=play.card_id("Waarom?"), text="Nou"), "not_now")
        play.refused(who, RetractAnswer(card=play.card_id("Waarom?")), "not_now")
    play.go_to("situatie").write(INBRENGER, "steekwoord", "maart").at_step("antwoorden")
    play.refused(INBRENGER, AnswerCard(card=play.card_id("maart")), "not_now")


def test_an_answer_is_bounded_as_any_text() -> None:
    play = asked("antwoorden")
    card = play.card_id("Waarom?")
    play.refused(INBRENGER, AnswerCard(card=card, text="a" * 2001), "too_long")
    play.refused(INBRENGER, AnswerCard(card=card, text="a\0"), "bad_text")


def test_P25_the_inbrenger_does_not_answer_while_the_questions_are_rated() -> None:
    play = asked()
    play.refused(INBRENGER, AnswerCard(card=play.card_id("Waarom?"), text="Nou"), "not_now")
    play.refused(INBRENGER, writing("steekwoord", "Nou"), "not_now")


def test_an_inbrenger_without_a_phone_rates_and_answers_by_the_gespreksleider() -> None:
    play = Play("tien-stappen").start(PIA).at_step("vragen").write(ANN, "vraag", "Waarom?")
    play.at_step("vragen-waarderen")
    card = play.card_id("Waarom?")
    play.do(LEADER, RateCard(card=card, value="warm"), on_behalf_of=PIA)
    play.refused(LEADER, RateCard(card=card, value="warm"), "not_now")
    assert play.card_seen_by(ANN, "Waarom?").ratings[0].by == PIA
