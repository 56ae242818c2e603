"""What is read from the journal: one statement each, alike on both stores."""

from collections.abc import Iterator
from typing import TypeVar

from sqlalchemy import Connection, func, select
from sqlmodel import col

from flapover.core.ids import BoardId, PersonId, RequestId
from flapover.journal.journal import Entry, NewBoard, Seat, State
from flapover.journal.tables import BoardRow, EntryRow, SeatRow, StateRow

Name = TypeVar("Name", bound=str)
NAMES_AT_ONCE = 1000
"""How many boards or seats one question may name."""


def entries(connection: Connection, board: BoardId, after: int) -> list[Entry]:
    """Return the entries after a seq, in order."""
    rows = connection.execute(
        select(
            col(EntryRow.seq),
            col(EntryRow.request_id),
            col(EntryRow.digest),
            col(EntryRow.by),
            col(EntryRow.at),
            col(EntryRow.events),
        )
        .where(col(EntryRow.board_id) == board, col(EntryRow.seq) > after)
        .order_by(col(EntryRow.seq))
    )
    return [
        Entry(
            board=board,
            seq=seq,
            request=RequestId(request),
            digest=digest,
            by=PersonId(by),
            at=at,
            events=events,
        )
        for seq, request, digest, by, at, events in rows
    ]


def digests(connection: Connection, board: BoardId, up_to: int) -> dict[RequestId, str]:
    """Return the digests of all requests up to a seq, in order."""
    rows = connection.execute(
        select(col(EntryRow.request_id), col(EntryRow.digest))
        .where(col(EntryRow.board_id) == board, col(EntryRow.seq) <= up_to)
        .order_by(col(EntryRow.seq))
    )
    return {RequestId(request): digest for request, digest in rows}


def state(connection: Connection, board: BoardId) -> State | None:
    """Return the state that was kept last."""
    row = connection.execute(
        select(
            col(StateRow.seq), col(StateRow.request_id), col(StateRow.rules), col(StateRow.text)
        ).where(col(StateRow.board_id) == board)
    ).one_or_none()
    if row is None:
        return None
    seq, request, rules, text = row
    return State(board=board, seq=seq, request=RequestId(request), rules=rules, text=text)


def ends(connection: Connection, boards: list[BoardId]) -> dict[BoardId, int]:
    """Return the seq of the last entry of each board."""
    found: dict[BoardId, int] = {}
    for some in _some_of(boards):
        # Of each board the last place in its index; a `GROUP BY` would go over every entry.
        last = (
            select(func.max(col(EntryRow.seq)))
            .where(col(EntryRow.board_id) == col(BoardRow.id))
            .scalar_subquery()
        )
        rows = connection.execute(select(col(BoardRow.id), last).where(col(BoardRow.id).in_(some)))
        found |= {BoardId(board): seq for board, seq in rows if seq is not None}
    return found


def board(connection: Connection, board: BoardId) -> NewBoard | None:
    """Return what a board was made with."""
    row = connection.execute(
        select(col(BoardRow.code), col(BoardRow.leader_hash), col(BoardRow.created)).where(
            col(BoardRow.id) == board
        )
    ).one_or_none()
    if row is None:
        return None
    code, leader_hash, created = row
    return NewBoard(id=board, code=code, leader_hash=leader_hash, created=created)


def board_of_code(connection: Connection, code: str) -> BoardId | None:
    """Return the board with a spoken code."""
    found = connection.scalar(select(col(BoardRow.id)).where(col(BoardRow.code) == code))
    return None if found is None else BoardId(found)


def seats(connection: Connection, token_hashes: list[str]) -> dict[str, Seat]:
    """Return the seats that these tokens open, by token."""
    found: dict[str, Seat] = {}
    for some in _some_of(token_hashes):
        rows = connection.execute(
            select(col(SeatRow.token_hash), col(SeatRow.board_id), col(SeatRow.person_id)).where(
                col(SeatRow.token_hash).in_(some)
            )
        )
        found |= {
            token: Seat(token_hash=token, board=BoardId(board), person=PersonId(person))
            for token, board, person in rows
        }
    return found


def _some_of(names: list[Name]) -> Iterator[list[Name]]:
    """Yield them all, in parts of which each fits one question."""
    for at in range(0, len(names), NAMES_AT_ONCE):
        yield names[at : at + NAMES_AT_ONCE]
