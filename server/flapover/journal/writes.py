"""One write as it waits for its commit; refuses a malformed one before it can disturb others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flapover.core.ids import BoardId
from flapover.journal.journal import Entry, NewBoard, Seat


@dataclass(frozen=True, slots=True)
class Write:
    """What is stored as a whole or not at all: part of one board, or (empty) a heartbeat."""

    board: NewBoard | None = None
    entries: tuple[Entry, ...] = ()
    seats: tuple[Seat, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no store could keep faithfully.

        Raises:
            ValueError: see the message; always a mistake of the caller.

        """
        if len(self.boards()) > 1:
            raise ValueError("a write belongs to one board")
        _require_consecutive(self.entries)
        if self.board is not None:
            _require_aware(self.board.created)
            if self.entries and self.entries[0].seq != 1:
                raise ValueError("a new board begins at seq 1")
        for entry in self.entries:
            _require_aware(entry.at)
        # One by one they would cost as much as storing them.
        _require_storable("".join(self._texts()))

    @property
    def is_heartbeat(self) -> bool:
        """Tell whether this only proves that the store can be written."""
        return not self.boards()

    @property
    def order(self) -> str:
        """Return the key by which writers take their locks, all in the same order."""
        return next(iter(self.boards()), "")

    def boards(self) -> set[BoardId]:
        """Return the boards this touches: one, or none for a heartbeat."""
        made = {self.board.id} if self.board else set()
        return made | {entry.board for entry in self.entries} | {seat.board for seat in self.seats}

    def _texts(self) -> Iterable[str]:
        if self.board is not None:
            yield from (self.board.id, self.board.code, self.board.leader_hash)
        for entry in self.entries:
            yield from (entry.board, entry.request, entry.digest, entry.by, entry.events)
        for seat in self.seats:
            yield from (seat.token_hash, seat.board, seat.person)


def _require_consecutive(entries: tuple[Entry, ...]) -> None:
    if entries and entries[0].seq < 1:
        raise ValueError("seq counts from 1")
    if len(entries) < 2:
        return
    if [entry.seq for entry in entries] != list(
        range(entries[0].seq, entries[0].seq + len(entries))
    ):
        raise ValueError("entries follow each other without a hole")
    if len({entry.request for entry in entries}) != len(entries):
        raise ValueError("one entry per request")


def _require_aware(instant: datetime) -> None:
    if instant.utcoffset() is None:
        raise ValueError("a time without a zone means nothing to another reader")


def _require_storable(text: str) -> None:
    # SQLite keeps a raw NUL and PostgreSQL does not; neither keeps half a surrogate pair.
    # The message must not quote the text: it may end in a log.
    if "\0" in text:
        raise ValueError("a raw NUL cannot be stored")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise ValueError("half a surrogate pair cannot be stored") from None
