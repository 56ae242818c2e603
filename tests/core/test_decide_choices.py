"""Dots, picks, and ratings that wait, rule by rule."""

import pytest

from flapover.core.ids import CardId, CriterionId
from flapover.core.requests import (
    AnswerCard,
    EditCard,
    PickCard,
    PlaceDots,
    RateCard,
    RemoveCard,
    RemovePerson,
    UnrateCard,
)
from flapover.core.views import RatingView
from tests.core.made import method, step, writes
from tests.core.weighed import ALL, WEIGHED
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, PIA, SCREEN, Play

BELANG, GEMAK = CriterionId("belang"), CriterionId("gemak")
EVERYBODY = (LEADER, INBRENGER, ANN, BOB, CEM, SCREEN)


def weighing(step_: str = "wegen") -> Play:
    """Return a play with a question and two ideas on the flap."""
    play = Play(WEIGHED).at_step(1).write(ANN, "vraag", "Waarom?")
    return play.write(ANN, "idee", "Bel").write(BOB, "idee", "Schrijf").at_step(step_)


def rating(play: Play, value: str, criterion: CriterionId | None, text: str) -> RateCard:
    """Return the request to rate a card."""
    return RateCard(card=play.card_id(text), value=value, criterion=criterion)


def dots(play: Play, count: int, text: str = "Bel") -> PlaceDots:
    """Return the request to have dots on a card."""
    return PlaceDots(card=play.card_id(text), count=count)


def pick(play: Play, text: str, *, picked: bool = True) -> PickCard:
    """Return the request to choose a card."""
    return PickCard(card=play.card_id(text), picked=picked)


def said_of(play: Play, text: str) -> dict[str, set[tuple[str, str, str | None]]]:
    """Return what each sees of the ratings of a card."""
    cards = {who: play.card_seen_by(who, text) for who in EVERYBODY}
    return {
        who: {(one.by, one.value, one.criterion) for one in card.ratings}
        for who, card in cards.items()
    }


# Criteria


def test_a_card_is_rated_on_each_criterion_apart() -> None:
    play = weighing()
    play.do(ANN, rating(play, "een", BELANG, "Waarom?"))
    play.do(ANN, rating(play, "drie", GEMAK, "Waarom?"))
    play.harmless(ANN, rating(play, "drie", GEMAK, "Waarom?"))
    assert play.card_seen_by(ANN, "Waarom?").ratings == (
        RatingView(by=ANN, value="een", criterion=BELANG),
        RatingView(by=ANN, value="drie", criterion=GEMAK),
    )
    taking = UnrateCard(card=play.card_id("Waarom?"), criterion=BELANG)
    play.do(ANN, taking).harmless(ANN, taking)
    assert said_of(play, "Waarom?")[ANN] == {(ANN, "drie", GEMAK)}


def test_only_a_criterion_of_the_step_is_rated() -> None:
    play = weighing()
    for criterion in (None, CriterionId("nergens")):
        play.refused(ANN, rating(play, "een", criterion, "Waarom?"), "no_such_value")
        taking = UnrateCard(card=play.card_id("Waarom?"), criterion=criterion)
        play.refused(ANN, taking, "no_such_value")
    play.at_step("voor-jezelf")
    play.refused(ANN, rating(play, "een", BELANG, "Bel"), "no_such_value")


# Ratings for later


def test_P21_a_rating_for_later_is_its_raters_alone_until_the_step_that_shows_it() -> None:
    play = weighing().do(LEADER, RemovePerson(person=PIA))
    play.do(ANN, rating(play, "een", BELANG, "Waarom?"))
    play.do(BOB, rating(play, "drie", BELANG, "Waarom?"))
    alone = {(ANN, "een", BELANG)}, {(BOB, "drie", BELANG)}
    seen = said_of(play, "Waarom?")
    assert (seen.pop(ANN), seen.pop(BOB)) == alone
    assert set().union(*seen.values()) == set()
    play.next()
    assert all(found == alone[0] | alone[1] for found in said_of(play, "Waarom?").values())


def test_taking_the_step_back_hides_the_ratings_and_the_dots_that_it_showed() -> None:
    play = weighing()
    play.do(ANN, dots(play, 2))
    play.do(ANN, rating(play, "een", BELANG, "Waarom?"))
    play.next()
    assert play.card_seen_by(BOB, "Bel").dots == 2
    assert play.lead_seen_by(LEADER).undo_hides_ratings
    play.undo()
    assert said_of(play, "Waarom?")[BOB] == set()
    assert said_of(play, "Waarom?")[ANN] == {(ANN, "een", BELANG)}
    assert play.card_seen_by(BOB, "Bel").dots is None
    assert play.card_seen_by(ANN, "Bel").my_dots == 2


def test_what_was_said_openly_after_the_step_stays_when_it_is_taken_back() -> None:
    play = weighing().next()
    play.do(ANN, dots(play, 1, "Waarom?")).do(INBRENGER, pick(play, "Bel")).undo()
    assert play.card_seen_by(BOB, "Waarom?").dots == 1
    assert play.card_seen_by(BOB, "Bel").picked


def test_P21_who_thinks_otherwise_after_the_showing_does_so_unseen_until_the_next() -> None:
    play = weighing()
    play.do(ANN, dots(play, 2))
    play.do(ANN, rating(play, "een", BELANG, "Waarom?")).at_step("opnieuw")
    before = play.card_seen_by(BOB, "Waarom?"), play.card_seen_by(BOB, "Bel")
    play.do(ANN, rating(play, "drie", BELANG, "Waarom?")).do(ANN, dots(play, 0))
    assert (play.card_seen_by(BOB, "Waarom?"), play.card_seen_by(BOB, "Bel")) == before
    assert said_of(play, "Waarom?")[ANN] == {(ANN, "drie", BELANG)}
    play.next()
    assert said_of(play, "Waarom?")[BOB] == {(ANN, "drie", BELANG)}
    assert play.card_seen_by(BOB, "Bel").dots == 0


def test_a_rating_for_oneself_does_not_come_out_with_those_for_later() -> None:
    play = weighing("voor-jezelf")
    play.do(ANN, rating(play, "een", None, "Bel"))
    play.at_step("slot")
    assert said_of(play, "Bel")[BOB] == set()
    assert said_of(play, "Bel")[ANN] == {(ANN, "een", None)}


def test_skipping_the_step_that_shows_them_does_not_keep_ratings_back() -> None:
    play = weighing()
    play.do(ANN, dots(play, 1)).go_to("voor-jezelf")
    assert play.card_seen_by(BOB, "Bel").dots == 1


def test_the_gespreksleider_is_told_of_which_kinds_the_ratings_will_come_out() -> None:
    play = weighing()
    assert play.lead_seen_by(LEADER).shows_ratings == ("vraag", "idee")
    assert play.next().lead_seen_by(LEADER).shows_ratings == ()


# Dots


def test_each_spreads_so_many_dots_and_not_one_more() -> None:
    play = weighing()
    play.refused(ANN, dots(play, 3), "too_many")
    play.do(ANN, dots(play, 2)).harmless(ANN, dots(play, 2))
    play.refused(ANN, dots(play, 2, "Schrijf"), "too_many")
    play.do(ANN, dots(play, 1, "Schrijf"))
    play.do(ANN, dots(play, 0)).do(ANN, dots(play, 2, "Schrijf"))
    mine = [play.card_seen_by(ANN, text).my_dots for text in ("Bel", "Schrijf")]
    assert mine == [0, 2]


def test_P21_nobody_sees_who_gave_which_dots() -> None:
    play = weighing("bekijken")
    play.do(ANN, dots(play, 1, "Waarom?"))
    play.do(BOB, dots(play, 2, "Waarom?"))
    seen = {who: play.card_seen_by(who, "Waarom?") for who in EVERYBODY}
    assert {card.dots for card in seen.values()} == {3}
    assert {who: card.my_dots for who, card in seen.items() if card.my_dots} == {ANN: 1, BOB: 2}
    for who in (LEADER, INBRENGER, CEM, SCREEN):
        assert seen[who] == seen[LEADER]


def test_dots_are_placed_by_the_roles_and_on_the_cards_that_the_step_names() -> None:
    play = weighing()
    play.refused(LEADER, dots(play, 1), "not_now")
    play.refused(ANN, dots(play, 1, "Waarom?"), "not_now")
    play.refused(ANN, PlaceDots(card=CardId("no-such-card"), count=1), "no_such_card")
    card = dots(play, 1)
    play.do(LEADER, card, on_behalf_of=PIA).at_step("voor-jezelf").refused(ANN, card, "not_now")


def test_dots_of_a_card_that_went_come_back_to_whoever_gave_them() -> None:
    play = weighing()
    play.do(ANN, dots(play, 2))
    play.do(ANN, RemoveCard(card=play.card_id("Bel"))).do(ANN, dots(play, 2, "Schrijf"))


def test_P21_a_card_may_be_mended_as_long_as_nobody_sees_what_was_said_of_it() -> None:
    play = weighing()
    play.do(BOB, dots(play, 2))
    play.edit(ANN, "Bel", "Bel haar").next().go_to("wegen")
    play.refused(ANN, EditCard(card=play.card_id("Bel haar"), text="Bel hem"), "not_now")


# Picking


def test_several_cards_are_chosen_up_to_the_number_of_the_step() -> None:
    play = weighing().write(CEM, "idee", "Wacht").at_step("bekijken")
    play.do(INBRENGER, pick(play, "Bel")).do(INBRENGER, pick(play, "Schrijf"))
    play.harmless(INBRENGER, pick(play, "Bel"))
    play.refused(INBRENGER, pick(play, "Wacht"), "too_many")
    play.do(INBRENGER, pick(play, "Bel", picked=False)).do(INBRENGER, pick(play, "Wacht"))
    picked = [
        text for text in ("Bel", "Schrijf", "Wacht") if play.card_seen_by(SCREEN, text).picked
    ]
    assert picked == ["Schrijf", "Wacht"]
    play.refused(ANN, pick(play, "Bel"), "not_now")
    play.refused(INBRENGER, pick(play, "Waarom?"), "not_now")
    assert play.next().card_seen_by(ANN, "Wacht").picked


def test_where_one_is_chosen_a_new_choice_takes_the_place_and_its_writer_brings_the_case() -> None:
    play = weighing("schrijven").write(BOB, "vraag", "Hoe?").at_step("voor-jezelf")
    play.do(CEM, pick(play, "Waarom?"))
    assert play.board.inbrenger == ANN
    assert "inbrenger" in play.board.roles_of(ANN)
    play.do(CEM, pick(play, "Hoe?"))
    assert play.board.inbrenger == BOB
    assert not play.card_seen_by(CEM, "Waarom?").picked
    play.do(CEM, pick(play, "Hoe?", picked=False))
    assert play.board.inbrenger == BOB


def test_whoever_left_cannot_be_made_inbrenger() -> None:
    play = weighing("voor-jezelf").do(LEADER, RemovePerson(person=ANN))
    play.refused(CEM, pick(play, "Waarom?"), "no_such_person")


@pytest.mark.parametrize("rule", ["dots", "pick"])
def test_P21_a_hidden_card_gets_dots_and_is_chosen_like_one_that_is_not_there(rule: str) -> None:
    opens = {"kinds": ["vraag"], "who": ALL}
    at_once = {
        **step(write=[writes(hidden=True)], reveal={**opens, "who": ["gespreksleider"]}),
        rule: {**opens, "each": 2} if rule == "dots" else opens,
    }
    play = Play(method(at_once)).at_step(1).write(BOB, "vraag", "Nog verborgen")
    for card in (play.card_id("Nog verborgen"), CardId("request-99999999")):
        asks = (PlaceDots(card=card, count=1), PickCard(card=card, picked=True))
        for ask in (*asks, AnswerCard(card=card)):
            play.refused(ANN, ask, "no_such_card")
