"""Coming, going and being called: seats, the lobby, the door, hands."""

from flapover.core.board import Board, Person
from flapover.core.decide.asking import require_lead, seated_person
from flapover.core.decide.groups import in_place_of
from flapover.core.events import (
    DoorKeyTurned,
    DoorMoved,
    Event,
    HandMoved,
    InbrengerChanged,
    LeadChanged,
    LeaderLinkDied,
    PersonAdmitted,
    PersonAgreed,
    PersonJoined,
    PersonRemoved,
    PersonRenamed,
)
from flapover.core.groups import group_of
from flapover.core.ids import PersonId
from flapover.core.rejected import reject, require
from flapover.core.requests import (
    AdmitPerson,
    Agree,
    Command,
    Join,
    Leave,
    LockDoor,
    LowerHand,
    RaiseHand,
    RejoinPerson,
    RemovePerson,
    RenamePerson,
    SeatOnPaper,
    UnlockDoor,
)
from flapover.core.sight import writing_open_to
from flapover.core.text import look, name

MAX_PEOPLE = 40
MAX_WAITING = 10
MAX_SEATS = 200
"""Everybody who ever came, so that coming and going cannot make a board grow without end."""


def join(board: Board, errand: Join) -> list[Event]:
    """Seat who came by link, or let who came by code wait in the lobby.

    A gespreksleider comes in through a locked door, and to a full table: that is what their link
    is for.

    Raises:
        Rejected: the door is locked, the board is full or over, or the name is none.

    """
    if errand.person in board.people:
        return []
    require(not board.ended, "ended")
    require(board.door.open or errand.leads, "door_locked")
    if not errand.leads:
        _room_for_one(board)
    if errand.waiting:
        waiting = sum(one.standing == "waiting" for one in board.people.values())
        require(waiting < MAX_WAITING, "board_full")
    return [
        PersonJoined(
            person=errand.person,
            name=_unlike_others(board, name(errand.name)),
            device=errand.device,
            waiting=errand.waiting,
            leads=errand.leads,
            takes_part=errand.takes_part,
            agreed=errand.device == "screen",
        )
    ]


def seat_on_paper(board: Board, ask: SeatOnPaper, command: Command) -> list[Event]:
    """Seat somebody without a phone; the gespreksleider vouches for their promise."""
    require_lead(board, command)
    person = PersonId(command.fresh)
    if person in board.people:
        return []
    _room_for_one(board)
    called = _unlike_others(board, name(ask.name))
    return [
        PersonJoined(
            person=person,
            name=called,
            device="paper",
            waiting=False,
            leads=False,
            takes_part=False,
            agreed=True,
        )
    ]


def _room_for_one(board: Board) -> None:
    here = sum(not person.gone for person in board.people.values())
    require(here < MAX_PEOPLE and len(board.people) < MAX_SEATS, "board_full")


def _unlike_others(board: Board, called: str, but: PersonId | None = None) -> str:
    """Return the name, with a number behind it when somebody's name already looks like it."""
    taken = {look(one.name) for one in board.people.values() if not one.gone and one.id != but}
    candidates = (
        called if number == 1 else f"{called} {number}" for number in range(1, len(taken) + 2)
    )
    return next(candidate for candidate in candidates if look(candidate) not in taken)


def agree(board: Board, _ask: Agree, command: Command) -> list[Event]:
    """Promise confidentiality."""
    return [] if board.people[command.by].agreed else [PersonAgreed(person=command.by)]


def admit_person(board: Board, ask: AdmitPerson, command: Command) -> list[Event]:
    """Let somebody in from the lobby."""
    require_lead(board, command)
    found = _present(board, ask.person)
    return [PersonAdmitted(person=found.id)] if found.standing == "waiting" else []


def rename_person(board: Board, ask: RenamePerson, command: Command) -> list[Event]:
    """Change a name: a gespreksleider anybody's, others their own unless they are silent (P25)."""
    leads = board.people[command.by].leads
    if not leads:
        require(ask.person == command.by, "not_allowed")
        require(not _is_silent(board, command.by), "not_now")
    found = _present(board, ask.person)
    called = _unlike_others(board, name(ask.name), but=found.id)
    return [] if called == found.name else [PersonRenamed(person=found.id, name=called)]


def _is_silent(board: Board, person: PersonId) -> bool:
    running = board.running
    if running is None:
        return False
    return not writing_open_to(running.step, board.roles_of(person), group_of(running, person))


def remove_person(board: Board, ask: RemovePerson, command: Command) -> list[Event]:
    """Send somebody away: their seat dies, and so do the links they may have kept.

    The link and QR are replaced. That of the gespreksleider dies with a gespreksleider who is
    sent away; those who stay can make others gespreksleider.
    """
    require_lead(board, command)
    found = _present(board, ask.person)
    require_another_lead(board, found)
    gone: list[Event] = [PersonRemoved(person=found.id)]
    if found.standing == "seated" and found.device != "paper":
        gone.append(DoorKeyTurned(secret=command.fresh))
    if found.leads and board.leader_link:
        gone.append(LeaderLinkDied())
    return gone


def rejoin_person(board: Board, ask: RejoinPerson, command: Command) -> list[Event]:
    """Let somebody go on who was here before, with another phone: their name, role and subgroup.

    The former seat dies. Its cards stay where they are and come out as they would have.

    Raises:
        Rejected: one of them is not there, is no phone, or is the asker, who would lose their own.

    """
    require_lead(board, command)
    was, now = _present(board, ask.was), _present(board, ask.person)
    require(command.by not in (was.id, now.id) and was.id != now.id, "no_such_person")
    require(was.standing == "seated", "no_such_person")
    require(was.device == now.device == "phone", "no_such_person")
    events: list[Event] = [PersonRemoved(person=was.id)]
    if now.standing == "waiting":
        events.append(PersonAdmitted(person=now.id))
    events.append(PersonRenamed(person=now.id, name=was.name))
    if was.leads and not now.leads:
        events.append(LeadChanged(person=now.id, leads=True))
    if board.inbrenger == was.id:
        events.append(InbrengerChanged(person=now.id))
    return [*events, *in_place_of(board.running, was.id, now.id)]


def leave(board: Board, _ask: Leave, command: Command) -> list[Event]:
    """Go away for good; the last gespreksleider hands over first, unless the gathering is over."""
    found = board.people[command.by]
    if not board.ended:
        require_another_lead(board, found)
    return [PersonRemoved(person=found.id)]


def require_another_lead(board: Board, but: Person) -> None:
    """Refuse when nobody else is gespreksleider: authority is never lost (P46)."""
    others = [one for one in board.seated() if one.leads and one.id != but.id]
    require(not but.leads or bool(others), "needs_gespreksleider")


def lock_door(board: Board, _ask: LockDoor, command: Command) -> list[Event]:
    """Let nobody else in."""
    require_lead(board, command)
    return [DoorMoved(open=False)] if board.door.open else []


def unlock_door(board: Board, _ask: UnlockDoor, command: Command) -> list[Event]:
    """Let people in again."""
    require_lead(board, command)
    return [] if board.door.open else [DoorMoved(open=True)]


def raise_hand(board: Board, _ask: RaiseHand, command: Command) -> list[Event]:
    """Ask for the floor."""
    up = board.people[command.by].hand is not None
    return [] if up else [HandMoved(person=command.by, since=command.at)]


def lower_hand(board: Board, ask: LowerHand, command: Command) -> list[Event]:
    """Lower one's own hand, or as gespreksleider anybody's."""
    require(ask.person == command.by or board.people[command.by].leads, "not_allowed")
    found = seated_person(board, ask.person)
    return [] if found.hand is None else [HandMoved(person=found.id, since=None)]


def _present(board: Board, person: PersonId) -> Person:
    """Return somebody at the table, in the lobby or on the wall, or refuse."""
    found = board.people.get(person)
    if found is None or found.gone:
        reject("no_such_person")
    return found
