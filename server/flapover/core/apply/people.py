"""What happens to seats, roles and the door."""

from typing import Any

from flapover.core.apply.dispatch import on
from flapover.core.board import Board, Moment, Person, Round, Undo
from flapover.core.clips import without_clip_of
from flapover.core.events import (
    DoorKeyTurned,
    DoorMoved,
    HandMoved,
    InbrengerChanged,
    LeadChanged,
    LeaderLinkDied,
    PartChanged,
    PersonAdmitted,
    PersonAgreed,
    PersonJoined,
    PersonRemoved,
    PersonRenamed,
)
from flapover.core.groups import without
from flapover.core.ids import PersonId
from flapover.core.shape import replace


@on
def _joined(event: PersonJoined, board: Board) -> Board:
    person = Person(
        id=event.person,
        name=event.name,
        device=event.device,
        standing="waiting" if event.waiting else "seated",
        leads=event.leads,
        takes_part=event.takes_part,
        agreed=event.agreed,
    )
    return replace(board, people={**board.people, person.id: person})


@on
def _admitted(event: PersonAdmitted, board: Board) -> Board:
    return _with(board, event.person, standing="seated")


@on
def _renamed(event: PersonRenamed, board: Board) -> Board:
    return _with(board, event.person, name=event.name)


@on
def _removed(event: PersonRemoved, board: Board) -> Board:
    standing = "left" if board.people[event.person].standing == "seated" else "refused"
    left = _with(board, event.person, standing=standing, leads=False, hand=None)
    return _forget(left, event.person)


def _forget(board: Board, person: PersonId) -> Board:
    if board.plan_inbrenger == person:
        board = replace(board, plan_inbrenger=None)
    running = board.running
    if running is None:
        return board
    undo = running.undo
    kept = replace(
        _left_by(running, person), undo=None if undo is None else _undo_without(undo, person)
    )
    return replace(board, rounds={**board.rounds, kept.id: kept})


def _undo_without(undo: Undo, person: PersonId) -> Undo:
    """Whoever left is not there either when all is as it was before."""
    former = None if undo.former is None else _left_by(undo.former, person)
    return replace(undo, moment=_without(undo.moment, person), former=former)


def _left_by(round_: Round, person: PersonId) -> Round:
    return replace(
        without_clip_of(round_, person),
        moment=_without(round_.moment, person),
        groups=without(round_.groups, person),
    )


def _without(moment: Moment, person: PersonId) -> Moment:
    speaker = None if moment.speaker == person else moment.speaker
    spoken = tuple(one for one in moment.spoken if one != person)
    return replace(moment, ready=moment.ready - {person}, speaker=speaker, spoken=spoken)


@on
def _agreed(event: PersonAgreed, board: Board) -> Board:
    return _with(board, event.person, agreed=True)


@on
def _lead(event: LeadChanged, board: Board) -> Board:
    return _with(board, event.person, leads=event.leads, takes_part=False)


@on
def _part(event: PartChanged, board: Board) -> Board:
    return _with(board, event.person, takes_part=event.takes_part)


@on
def _inbrenger(event: InbrengerChanged, board: Board) -> Board:
    running = board.running
    if running is None:
        return replace(board, plan_inbrenger=event.person)
    # Who no longer brings the case leaves nothing of theirs to be shown.
    left = (
        running
        if running.inbrenger == event.person
        else without_clip_of(running, running.inbrenger)
    )
    changed = replace(left, inbrenger=event.person)
    return replace(board, rounds={**board.rounds, running.id: changed})


@on
def _door(event: DoorMoved, board: Board) -> Board:
    return replace(board, door=replace(board.door, open=event.open))


@on
def _key(event: DoorKeyTurned, board: Board) -> Board:
    door = board.door
    turned = replace(door, secret=event.secret, former=door.former | {door.secret})
    return replace(board, door=turned)


@on
def _leader_link(_event: LeaderLinkDied, board: Board) -> Board:
    return replace(board, leader_link=False)


@on
def _hand(event: HandMoved, board: Board) -> Board:
    return _with(board, event.person, hand=event.since)


def _with(board: Board, person: PersonId, **changes: Any) -> Board:
    changed = replace(board.people[person], **changes)
    return replace(board, people={**board.people, person: changed})
