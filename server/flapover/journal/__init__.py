"""The durable log of all boards: written before seen, one protocol on every store."""

from flapover.journal.journal import (
    BoardGone,
    CodeTaken,
    Entry,
    Journal,
    JournalError,
    JournalUnavailable,
    NewBoard,
    RequestTaken,
    SchemaNotCurrent,
    Seat,
    SeatTaken,
    SeqTaken,
    State,
)
from flapover.journal.sql import open_journal

__all__ = [
    "BoardGone",
    "CodeTaken",
    "Entry",
    "Journal",
    "JournalError",
    "JournalUnavailable",
    "NewBoard",
    "RequestTaken",
    "SchemaNotCurrent",
    "Seat",
    "SeatTaken",
    "SeqTaken",
    "State",
    "open_journal",
]
