"""Finding a question: what a person writes is theirs alone until they share it."""

import pytest

from flapover.core.ids import MethodId, StepId
from flapover.core.requests import (
    EndRound,
    GiveInbrenger,
    NextStep,
    PickCard,
    PlaceDots,
    PlanMethod,
    RevealAll,
    ShareCard,
    StartRound,
)
from tests.methods.facts import dutch, step
from tests.methods.opened import opened_to_all
from tests.methods.stage import ALL, GROUP, who_may, who_sees, writers
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, SCREEN, Play, writing

METHOD = dutch("werkvraag")
WAYS = ("zelftest", "stilte", "vooruit")
QUESTIONS = ("werkprobleem", "ontwikkelvraag")
MINE, AHEAD = "dat ik altijd ja zeg", "leren nee te zeggen"


def alike(*opened: str) -> dict[str, set[str]]:
    """Return the same for all three roles, and nothing for the wall."""
    return {LEADER: set(opened), INBRENGER: set(opened), ANN: set(opened), SCREEN: set()}


def written() -> Play:
    """Return a play in which two people wrote down a question."""
    play = Play("werkvraag").start(None).at_step("formuleren")
    return play.write(ANN, "werkprobleem", MINE).write(BOB, "ontwikkelvraag", AHEAD)


def test_nobody_brings_a_case_and_one_of_three_ways_to_search_is_chosen() -> None:
    assert not METHOD.needs_inbrenger
    assert [one.id for one in METHOD.steps if one.variant_of] == list(WAYS)
    assert len({one.variant_of for one in METHOD.steps if one.variant_of}) == 1
    assert {one.minutes for one in METHOD.steps if one.variant_of} == {10}


def test_the_self_test_has_eleven_questions_and_the_positive_way_looks_two_years_ahead() -> None:
    assert len(step(METHOD, "zelftest").self_test) == 11
    assert "twee jaar" in step(METHOD, "vooruit").self_test[0]


@pytest.mark.parametrize("way", WAYS)
def test_each_way_can_be_played_and_the_other_two_are_passed_over(way: str) -> None:
    play = Play("werkvraag").start(None)
    play.do(LEADER, NextStep(step=play.step, variant=StepId(way)))
    assert play.step == way
    assert opened_to_all(play) == alike("write gedachte")
    play.next()
    assert play.step == "formuleren"


def test_before_the_search_nobody_writes() -> None:
    play = Play("werkvraag").start(None)
    assert opened_to_all(play) == alike()
    play.refused(ANN, writing("gedachte", "Iets"), "not_now")


def test_a_thought_is_shared_only_by_who_writes_it_on_the_flap() -> None:
    play = Play("werkvraag").start(None).next().write(ANN, "gedachte", "Ik klaagde over maandag")
    assert play.texts_seen_by(SCREEN) == ["Ik klaagde over maandag"]
    play.refused(ANN, writing("werkprobleem", "Nu al"), "not_now")


def test_P21_what_somebody_writes_as_their_question_changes_nothing_on_other_screens() -> None:
    play = Play("werkvraag").start(None).at_step("formuleren")
    others = (LEADER, INBRENGER, BOB, SCREEN)
    before = {who: dict(play.told[who]) for who in others}
    play.write(ANN, "werkprobleem", MINE)
    assert {who: play.told[who] for who in others} == before
    assert play.texts_seen_by(ANN) == [MINE]


def test_the_question_is_written_beside_a_vague_and_a_concrete_example() -> None:
    one = step(METHOD, "formuleren")
    assert one.example is not None
    assert one.example.vague != one.example.concrete
    assert METHOD.kinds[one.write[0].kind].starter == "Mijn werkprobleem is …"
    assert all(rule.private for rule in one.write)
    play = written()
    seen = opened_to_all(play)
    assert seen[LEADER] == {f"write {kind}" for kind in QUESTIONS}
    assert seen[ANN] == seen[INBRENGER] == {*seen[LEADER], "ready"}


def test_nobody_can_make_another_show_a_question() -> None:
    play = written()
    play.refused(LEADER, RevealAll(), "not_now")
    play.refused(ANN, ShareCard(card=play.card_id(MINE)), "not_now")
    play.next().refused(LEADER, RevealAll(), "not_now")
    play.refused(LEADER, ShareCard(card=play.card_id(MINE)), "no_such_card")
    play.refused(BOB, ShareCard(card=play.card_id(MINE)), "no_such_card")


def test_only_what_a_person_shares_is_seen_by_the_others_also_later() -> None:
    play = written().next()
    share = {f"{doing} {kind}" for doing in ("write", "share") for kind in QUESTIONS}
    assert opened_to_all(play) == alike(*share)
    play.do(ANN, ShareCard(card=play.card_id(MINE)))
    assert play.texts_seen_by(SCREEN) == play.texts_seen_by(LEADER) == [MINE]
    play.next()
    assert play.texts_seen_by(SCREEN) == [MINE]
    assert set(play.texts_seen_by(BOB)) == {MINE, AHEAD}


def test_the_choice_at_the_end_is_optional_and_everybody_has_two_dots() -> None:
    assert [one.id for one in METHOD.steps if one.optional] == ["kiezen"]
    play = written().next()
    play.do(ANN, ShareCard(card=play.card_id(MINE))).do(BOB, ShareCard(card=play.card_id(AHEAD)))
    play.next()
    dots = {f"dots {kind}" for kind in QUESTIONS}
    seen = opened_to_all(play)
    assert seen[ANN] == seen[INBRENGER] == dots
    assert seen[LEADER] == {*dots, *(f"pick {kind}" for kind in QUESTIONS)}
    play.do(BOB, PlaceDots(card=play.card_id(MINE), count=2))
    play.refused(BOB, PlaceDots(card=play.card_id(AHEAD), count=1), "too_many")
    play.refused(ANN, PickCard(card=play.card_id(MINE), picked=True), "not_now")
    play.do(LEADER, PickCard(card=play.card_id(MINE), picked=True))
    assert play.card_seen_by(SCREEN, MINE).picked
    play.refused(ANN, writing("werkprobleem", "Toch nog een"), "not_now")


def test_the_question_that_was_found_feeds_the_next_round() -> None:
    play = written().next()
    card = play.card_id(MINE)
    play.do(ANN, ShareCard(card=card)).do(LEADER, EndRound())
    play.do(LEADER, PlanMethod(method=MethodId("post-it")))
    play.do(LEADER, GiveInbrenger(person=ANN)).do(LEADER, StartRound(bring=card))
    (first,) = [one for one in play.cards_seen_by(BOB) if one.round == play.round.id]
    assert (first.kind, first.sources) == ("werkvraag", (card,))
    assert MINE in first.text


@pytest.mark.parametrize("way", WAYS)
def test_it_is_played_whole(way: str) -> None:
    play = Play(METHOD).start(None)
    everybody = {LEADER, *GROUP}
    play.do(LEADER, NextStep(step=play.step, variant=StepId(way)))
    assert writers(play) == {"gedachte": everybody}
    play.write(ANN, "gedachte", "Ik klaagde over maandag").next()
    assert who_sees(play, "Ik klaagde over maandag") == ALL
    assert writers(play) == dict.fromkeys(QUESTIONS, everybody)
    play.write(ANN, "werkprobleem", MINE).write(BOB, "ontwikkelvraag", AHEAD)
    assert who_sees(play, MINE) == {ANN}
    assert who_may(play, RevealAll()) == set()
    play.next()
    card = play.card_id(MINE)
    assert who_may(play, ShareCard(card=card)) == {ANN}
    play.do(ANN, ShareCard(card=card))
    assert who_sees(play, MINE) == ALL
    assert who_sees(play, AHEAD) == {BOB}
    play.next()
    assert writers(play) == {}
    assert who_may(play, PlaceDots(card=card, count=2)) == everybody
    play.do(CEM, PlaceDots(card=card, count=2))
    assert who_may(play, PickCard(card=card, picked=True)) == {LEADER}
    play.do(LEADER, PickCard(card=card, picked=True))
    assert play.card_seen_by(SCREEN, MINE).picked
    assert who_sees(play, "Ik klaagde over maandag") == ALL
