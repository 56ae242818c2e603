"""Finds which key a refused write would have broken, by looking.

It does not read error messages: they differ per store, and may quote what people wrote.
"""

from sqlalchemy import ColumnElement, Connection, Table, exists, select

from flapover.journal.journal import (
    BoardGone,
    CodeTaken,
    JournalError,
    JournalUnavailable,
    RequestTaken,
    SeatTaken,
    SeqTaken,
)
from flapover.journal.tables import BOARD, ENTRY, SEAT
from flapover.journal.writes import Write


def blame(connection: Connection, write: Write, error: Exception) -> JournalError:
    """Return what the writer should hear, judged inside the transaction that was refused.

    The order of looking is the same on every store, so that both answer alike when several keys
    refuse (P12). What no key explains is told by its kind only.
    """
    if write.is_heartbeat:
        return JournalUnavailable(f"the store refused a heartbeat: {type(error).__name__}")
    return (
        _of_board(connection, write)
        or _of_entries(connection, write)
        or _of_seats(connection, write)
        or JournalError(f"the store refused a write: {type(error).__name__}")
    )


def _of_board(connection: Connection, write: Write) -> JournalError | None:
    made = write.board
    if made is None:
        board = write.board_id
        return None if _any(connection, BOARD, BOARD.c.id == board) else BoardGone(board)
    if _any(connection, BOARD, BOARD.c.id == made.id):
        return SeqTaken(made.id)
    if _any(connection, BOARD, BOARD.c.code == made.code):
        return CodeTaken(made.id)
    return None


def _of_entries(connection: Connection, write: Write) -> JournalError | None:
    if not write.entries:
        return None
    board, first = write.entries[0].board, write.entries[0].seq
    here = ENTRY.c.board_id == board
    requests = [entry.request for entry in write.entries]
    if _any(connection, ENTRY, here & ENTRY.c.request_id.in_(requests)):
        return RequestTaken(board)
    if _any(connection, ENTRY, here & (ENTRY.c.seq >= first)):
        return SeqTaken(board)
    if first > 1 and not _any(connection, ENTRY, here & (ENTRY.c.seq == first - 1)):
        return SeqTaken(board)
    return None


def _of_seats(connection: Connection, write: Write) -> JournalError | None:
    tokens = [seat.token_hash for seat in write.seats]
    if tokens and _any(connection, SEAT, SEAT.c.token_hash.in_(tokens)):
        return SeatTaken(write.seats[0].board)
    return None


def _any(connection: Connection, table: Table, condition: ColumnElement[bool]) -> bool:
    return bool(connection.scalar(select(exists(select(1).select_from(table).where(condition)))))
