"""What keeps a board small and its doors shut, and lets a round go on whoever leaves."""

from flapover.core.board import Device
from flapover.core.decide.cards import MAX_REWORDINGS
from flapover.core.decide.people import MAX_PEOPLE, MAX_SEATS, MAX_WAITING
from flapover.core.ids import PersonId
from flapover.core.requests import (
    EditCard,
    EndBoard,
    GiveLead,
    Join,
    Leave,
    NextStep,
    RemovePerson,
    RevealAuthor,
    RewriteCard,
)
from tests.play import ANN, BOB, INBRENGER, LATE, LEADER, WIM, Play


def coming(
    number: int, waiting: bool = False, leads: bool = False, device: Device = "phone"
) -> Join:
    return Join(PersonId(f"new{number}"), f"Nieuw {number}", device, waiting, leads)


def test_P27_the_leader_link_dies_with_a_gespreksleider_who_is_sent_away() -> None:
    play = Play().do(LEADER, GiveLead(person=ANN))
    assert play.do(LEADER, RemovePerson(person=BOB)).board.leader_link
    assert not play.do(LEADER, RemovePerson(person=ANN)).board.leader_link


def test_P27_somebody_can_still_be_sent_away_after_the_end() -> None:
    play = Play().do(LEADER, EndBoard()).do(LEADER, RemovePerson(person=ANN))
    assert play.views(ANN) == {}
    play.refused(BOB, RemovePerson(person=INBRENGER), "not_allowed")


def test_the_lobby_holds_ten() -> None:
    play = Play()
    for number in range(MAX_WAITING - 1):  # Wim waits already
        play.joins(PersonId(f"w{number}"), waiting=True)
    assert play.try_errand(coming(1, waiting=True)) == "board_full"
    play.do(LEADER, RemovePerson(person=WIM))
    assert play.try_errand(coming(1, waiting=True)) is None


def test_a_gespreksleider_finds_a_place_at_a_full_table() -> None:
    play = Play()
    for number in range(MAX_PEOPLE):
        play.try_errand(coming(number))
    assert play.try_errand(coming(99)) == "board_full"
    assert play.try_errand(coming(99, leads=True)) is None


def test_coming_and_going_does_not_grow_a_board_for_ever() -> None:
    play = Play(watched=False)
    for number in range(MAX_SEATS):
        if play.try_errand(coming(number)) is None:
            play.do(PersonId(f"new{number}"), Leave())
    assert len(play.board.people) == MAX_SEATS


def test_a_card_is_reworded_twenty_times_at_most() -> None:
    play = Play("tien-stappen").at_step(6).write(INBRENGER, "eigen-formulering", "0").at_step(8)
    card = play.card_id("0")
    for number in range(1, MAX_REWORDINGS + 1):
        play.do(INBRENGER, RewriteCard(card=card, text=str(number)))
    play.refused(INBRENGER, RewriteCard(card=card, text="nog eens"), "too_many")
    play.harmless(INBRENGER, RewriteCard(card=card, text=str(MAX_REWORDINGS)))


def test_taking_a_step_back_also_takes_back_what_was_said_of_its_cards() -> None:
    play = Play("tien-stappen").at_step(2).write(ANN, "vraag", "Wat raakt je?").next()
    play.rate(INBRENGER, "Wat raakt je?", "warm").undo()
    assert play.card("Wat raakt je?").ratings == {}
    card = play.card_id("Wat raakt je?")
    play.do(ANN, EditCard(card=card, text="Wat raakt je hierin?"))
    assert play.next().card_seen_by(BOB, "Wat raakt je hierin?").ratings == ()


def test_when_the_inbrenger_has_left_their_consent_is_not_waited_for() -> None:
    play = Play("tien-stappen").at_step(9)
    play.refused(LEADER, NextStep(step=play.step), "needs_consent")
    play.do(INBRENGER, Leave()).do(LEADER, NextStep(step=play.step))
    assert play.round_seen_by(ANN).inbrenger == INBRENGER


def test_what_somebody_wrote_who_left_can_still_be_read_out() -> None:
    play = Play("tien-stappen").at_step(2).write(BOB, "vraag", "Wie mist er iets?").do(BOB, Leave())
    play.do(LEADER, RevealAuthor(person=BOB))
    assert play.texts_seen_by(ANN) == ["Wie mist er iets?"]
    assert play.round_seen_by(ANN).speaker is None
    play.refused(LEADER, RevealAuthor(person=BOB), "no_such_person")
    play.refused(LEADER, RevealAuthor(person=LATE), "no_such_person")
