"""Coming, going and being called, rule by rule."""

import pytest

from flapover.core.board import Device
from flapover.core.decide.people import MAX_PEOPLE
from flapover.core.events import DoorKeyTurned, PersonRemoved
from flapover.core.ids import PersonId
from flapover.core.rejected import Reason
from flapover.core.requests import (
    AdmitPerson,
    Agree,
    EndBoard,
    GiveLead,
    GiveTurn,
    Join,
    Leave,
    LockDoor,
    LowerHand,
    MarkReady,
    RaiseHand,
    RejoinPerson,
    RemovePerson,
    RenamePerson,
    RevealAuthor,
    SeatOnPaper,
    UnlockDoor,
)
from flapover.core.views import BoardView, DoorView, MeView, PersonView
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
    STRANGER,
    WIM,
    Play,
)


def called(play: Play, who: PersonId) -> str:
    """Return what somebody is called."""
    return play.board.people[who].name


def people_seen_by(play: Play, who: PersonId) -> set[PersonId]:
    """Return whom a viewer knows of."""
    return {view.id for view in play.views(who).values() if isinstance(view, PersonView)}


# Coming in


def test_who_comes_by_link_sits_and_who_comes_by_code_waits() -> None:
    play = Play(cast=False).joins(LEADER, leads=True).joins(ANN).joins(WIM, waiting=True)
    standings = {one.id: one.standing for one in play.board.people.values()}
    assert standings == {LEADER: "seated", ANN: "seated", WIM: "waiting"}


def test_a_locked_door_lets_in_nobody_but_a_gespreksleider() -> None:
    play = Play().do(LEADER, LockDoor()).harmless(LEADER, LockDoor())
    assert play.try_errand(Join(LATE, "Lot", "phone", False, False)) == "door_locked"
    assert play.try_errand(Join(LATE, "Lot", "phone", False, True)) is None
    play.do(LEADER, UnlockDoor()).harmless(LEADER, UnlockDoor()).joins(STRANGER)


def test_the_key_and_code_of_a_locked_door_are_shown_to_nobody() -> None:
    play = Play().do(LEADER, LockDoor())
    assert play.view(LEADER, DoorView) == DoorView(open=False, secret="", code="")
    play.do(LEADER, UnlockDoor())
    assert play.view(SCREEN, DoorView).code == "CODE1234"


def test_a_board_takes_no_more_people_than_fit() -> None:
    play = Play()
    here = sum(not one.gone for one in play.board.people.values())
    for number in range(MAX_PEOPLE - here):
        play.joins(PersonId(f"p{number}"))
    assert play.try_errand(Join(LATE, "Lot", "phone", False, False)) == "board_full"
    play.refused(LEADER, SeatOnPaper(name="Lot"), "board_full")
    play.do(LEADER, RemovePerson(person=PersonId("p1"))).joins(LATE)


def test_nobody_joins_what_is_over() -> None:
    play = Play().do(LEADER, EndBoard())
    assert play.try_errand(Join(LATE, "Lot", "phone", False, False)) == "ended"


def test_a_join_that_comes_twice_seats_once() -> None:
    play = Play().joins(LATE)
    before = play.board
    assert play.joins(LATE).board is before


@pytest.mark.parametrize("name", ["", " ", "\u200b"])
def test_nobody_joins_without_a_name(name: str) -> None:
    assert Play().try_errand(Join(LATE, name, "phone", False, False)) == "empty_text"


@pytest.mark.parametrize("name", ["Ann", "ann", " ANN ", "A\u200dnn", "Ａnn", "Ann\u2060"])
def test_names_that_look_the_same_get_a_number(name: str) -> None:
    play = Play().joins(LATE, name).joins(STRANGER, name)
    assert called(play, LATE).endswith(" 2")
    assert called(play, STRANGER).endswith(" 3")


def test_the_name_of_who_left_is_free() -> None:
    assert called(Play().joins(LATE, "Rem"), LATE) == "Rem"


def test_the_gespreksleider_seats_somebody_without_a_phone() -> None:
    play = Play()
    command = play.command(LEADER, SeatOnPaper(name="Ans"))
    play.carry_out(command)
    seen = {view.name: view for view in play.views(ANN).values() if isinstance(view, PersonView)}
    assert (seen["Ans"].device, seen["Ans"].agreed) == ("paper", True)
    before = play.board
    assert play.carry_out(command) is None
    assert play.board is before
    play.refused(ANN, SeatOnPaper(name="Ans"), "not_allowed")
    play.refused(LEADER, SeatOnPaper(name="\u200b"), "empty_text")


# The lobby


def test_who_waits_is_known_to_gespreksleiders_alone_and_knows_nobody() -> None:
    play = Play()
    assert WIM in people_seen_by(play, LEADER)
    assert WIM not in people_seen_by(play, ANN) | people_seen_by(play, SCREEN)
    assert people_seen_by(play, WIM) == {WIM}
    assert play.view(WIM, BoardView).title == ""
    assert play.view(WIM, BoardView).plan is None


def test_who_is_admitted_sits_and_sees_the_case_after_the_promise() -> None:
    play = Play("post-it").at_step(1).write(INBRENGER, "werkvraag", "Hoe nu?")
    play.refused(WIM, Agree(), "not_allowed")
    play.admits(WIM).harmless(LEADER, AdmitPerson(person=WIM))
    assert play.texts_seen_by(WIM) == []
    assert play.agrees(WIM).texts_seen_by(WIM) == ["Hoe nu?"]


def test_only_a_gespreksleider_admits_and_only_who_is_there() -> None:
    play = Play()
    play.refused(ANN, AdmitPerson(person=WIM), "not_allowed")
    for who in (REM, STRANGER):
        play.refused(LEADER, AdmitPerson(person=who), "no_such_person")
    play.harmless(LEADER, AdmitPerson(person=ANN))


# The promise


def test_before_the_promise_nothing_may_be_asked_but_to_promise_or_leave() -> None:
    play = Play("post-it").at_step(1).joins(LATE)
    play.refused(LATE, RaiseHand(), "not_agreed")
    play.refused(LATE, RenamePerson(person=LATE, name="Lotte"), "not_agreed")
    play.agrees(LATE).harmless(LATE, Agree())
    play.do(LATE, Leave())


# Names


def test_people_name_themselves_and_a_gespreksleider_anybody() -> None:
    play = Play().do(ANN, RenamePerson(person=ANN, name="Anne"))
    play.harmless(ANN, RenamePerson(person=ANN, name="Anne "))
    play.do(LEADER, RenamePerson(person=BOB, name="Bo")).do(
        LEADER, RenamePerson(person=WIM, name="Willem")
    )
    assert [called(play, who) for who in (ANN, BOB, WIM)] == ["Anne", "Bo", "Willem"]
    assert play.view(ANN, MeView).name == "Anne"
    play.refused(ANN, RenamePerson(person=BOB, name="Ezel"), "not_allowed")
    play.refused(LEADER, RenamePerson(person=REM, name="Ezel"), "no_such_person")
    play.refused(ANN, RenamePerson(person=ANN, name=""), "empty_text")


def test_a_taken_name_gets_a_number_and_keeps_it_on_a_retry() -> None:
    renaming = RenamePerson(person=BOB, name="Ann")
    play = Play().do(BOB, renaming).harmless(BOB, renaming)
    assert called(play, BOB) == "Ann 2"


def test_P25_who_is_silent_cannot_speak_by_changing_their_name() -> None:
    play = Play("post-it").at_step("schrijven")
    play.refused(INBRENGER, RenamePerson(person=INBRENGER, name="Nou zeg"), "not_now")
    play.do(ANN, RenamePerson(person=ANN, name="Anne"))
    play.do(LEADER, RenamePerson(person=INBRENGER, name="Ina"))


# Going


def test_who_leaves_or_is_sent_away_sees_nothing_and_may_ask_nothing() -> None:
    play = Play("post-it").at_step(1).do(ANN, Leave()).do(LEADER, RemovePerson(person=BOB))
    for who in (ANN, BOB):
        assert play.views(who) == {}
        for request in (Leave(), Agree(), RaiseHand()):
            play.refused(who, request, "not_allowed")
    play.refused(LEADER, RemovePerson(person=BOB), "no_such_person")


@pytest.mark.parametrize(
    ("who", "turned"), [(ANN, True), (SCREEN, True), (WIM, False), (PIA, False)]
)
def test_P27_the_link_that_a_removed_person_may_know_is_replaced(
    who: PersonId, turned: bool
) -> None:
    play = Play()
    secret = play.board.door.secret
    play.do(LEADER, RemovePerson(person=who))
    assert (play.board.door.secret != secret) == turned
    assert (secret in play.board.door.former) == turned
    expected: list[type] = [PersonRemoved, DoorKeyTurned] if turned else [PersonRemoved]
    assert [type(event) for event in play.latest] == expected


def test_only_a_gespreksleider_sends_away() -> None:
    Play().refused(ANN, RemovePerson(person=BOB), "not_allowed")


def test_P46_the_last_gespreksleider_stays_until_the_end() -> None:
    play = Play()
    play.refused(LEADER, Leave(), "needs_gespreksleider")
    play.refused(LEADER, RemovePerson(person=LEADER), "needs_gespreksleider")
    play.do(LEADER, EndBoard()).do(LEADER, Leave())
    other = Play().do(LEADER, GiveLead(person=ANN)).do(LEADER, Leave())
    assert [one.id for one in other.board.seated() if one.leads] == [ANN]


def test_who_goes_leaves_no_role_turn_hand_or_readiness_behind() -> None:
    talk = method(step(write=[writes()], turns=["inbrenger"], ready=["inbrenger"]))
    play = Play(talk).at_step(1).do(LEADER, GiveTurn(person=INBRENGER)).do(INBRENGER, RaiseHand())
    play.do(INBRENGER, MarkReady(step=play.step, ready=True)).do(INBRENGER, Leave())
    seen = play.round_seen_by(ANN)
    assert (seen.speaker, seen.ready, seen.expected) == (None, (), ())
    assert seen.inbrenger == INBRENGER, "the case is still theirs"
    assert play.board.roles_of(INBRENGER) == frozenset()


def test_who_comes_back_on_another_phone_goes_on_under_the_same_name_and_role() -> None:
    play = Play("tien-stappen").at_step(2).write(ANN, "vraag", "Wat raakt je?")
    play.joins(LATE, "Inbrenger", waiting=True)
    play.do(LEADER, RejoinPerson(person=LATE, was=INBRENGER)).agrees(LATE)
    who = play.board.people[LATE]
    assert (who.name, who.standing) == (play.board.people[INBRENGER].name, "seated")
    assert play.round.inbrenger == LATE
    assert play.board.people[INBRENGER].gone
    assert play.views(INBRENGER) == {}


def test_P46_a_second_gespreksleider_who_comes_back_leads_again() -> None:
    play = Play().do(LEADER, GiveLead(person=ANN)).joins(LATE)
    play.do(LEADER, RejoinPerson(person=LATE, was=ANN))
    assert [one.id for one in play.board.seated() if one.leads] == [LEADER, LATE]
    play.refused(LATE, RejoinPerson(person=LATE, was=LEADER), "not_agreed").agrees(LATE)
    play.refused(LATE, RejoinPerson(person=LATE, was=LEADER), "no_such_person")
    play.refused(BOB, RejoinPerson(person=CEM, was=LATE), "not_allowed")


def test_P21_who_takes_the_place_of_another_reads_none_of_their_hidden_cards() -> None:
    play = Play("tien-stappen").at_step(2).write(ANN, "vraag", "Wat raakt je?").joins(LATE)
    play.agrees(LATE).do(LEADER, RejoinPerson(person=LATE, was=ANN))
    assert play.texts_seen_by(LATE) == []
    play.do(LEADER, RevealAuthor(person=ANN))
    assert play.texts_seen_by(LATE) == ["Wat raakt je?"]


def test_who_leaves_is_still_known_by_name_and_who_was_refused_is_not() -> None:
    play = Play().do(INBRENGER, Leave()).do(LEADER, RemovePerson(person=WIM))
    assert INBRENGER in people_seen_by(play, ANN)
    assert WIM not in people_seen_by(play, LEADER)


# Hands


def test_a_hand_goes_up_once_and_down_by_its_owner_or_a_gespreksleider() -> None:
    play = Play().do(ANN, RaiseHand()).harmless(ANN, RaiseHand())
    play.refused(BOB, LowerHand(person=ANN), "not_allowed")
    play.do(ANN, LowerHand(person=ANN)).harmless(ANN, LowerHand(person=ANN))
    play.do(CEM, RaiseHand()).do(LEADER, LowerHand(person=CEM))
    assert all(one.hand is None for one in play.board.people.values())
    play.refused(LEADER, LowerHand(person=WIM), "no_such_person")
    play.refused(LEADER, LowerHand(person=SCREEN), "no_such_person")


# Who may ask anything at all


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        (SCREEN, "not_allowed"),
        (WIM, "not_allowed"),
        (REM, "not_allowed"),
        (STRANGER, "not_allowed"),
        (ANN, None),
        (PIA, None),
    ],
)
def test_only_who_sits_at_the_table_may_ask(who: PersonId, reason: Reason | None) -> None:
    assert Play().ask(who, RaiseHand()) == reason


@pytest.mark.parametrize("device", ["phone", "screen"])
def test_nobody_is_spoken_for_who_can_speak(device: Device) -> None:
    play = Play().joins(LATE, device=device)
    play.refused(LEADER, RaiseHand(), "not_allowed", on_behalf_of=LATE)


def test_who_speaks_for_another_leads_and_has_promised() -> None:
    play = Play().joins(LATE, leads=True)
    play.refused(LATE, RaiseHand(), "not_agreed", on_behalf_of=PIA)
    for who in (ANN, WIM, REM, SCREEN, STRANGER):
        play.refused(who, RaiseHand(), "not_allowed", on_behalf_of=PIA)
    play.agrees(LATE).do(LATE, RaiseHand(), on_behalf_of=PIA)


def test_who_speaks_for_another_has_no_more_rights_than_they() -> None:
    play = Play()
    play.refused(LEADER, LockDoor(), "not_allowed", on_behalf_of=PIA)


def test_after_the_end_nothing_may_be_asked_but_to_promise_or_leave() -> None:
    play = Play().joins(LATE).do(LEADER, EndBoard())
    play.refused(ANN, RaiseHand(), "ended").refused(LEADER, LockDoor(), "ended")
    play.agrees(LATE).do(ANN, Leave())
