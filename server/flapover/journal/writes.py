"""One write as it waits for its commit; refuses a malformed one before it can disturb others."""

from collections.abc import Iterable
from datetime import datetime

from flapover.core.ids import BoardId
from flapover.core.shape import value
from flapover.journal.journal import Entry, NewBoard, Seat, State


@value
class Write:
    """What is stored as a whole or not at all: part of one board, or (empty) a heartbeat."""

    board: NewBoard | None = None
    entries: tuple[Entry, ...] = ()
    seats: tuple[Seat, ...] = ()
    state: State | None = None

    def __post_init__(self) -> None:
        """Refuse what no store could keep faithfully.

        Raises:
            ValueError: see the message; always a mistake of the caller.

        """
        board = self.board_id
        parts: tuple[Entry | Seat, ...] = (*self.entries, *self.seats)
        if any(part.board != board for part in parts):
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
        return not self.board_id

    @property
    def is_of_entries(self) -> bool:
        """Tell whether this adds entries to a board that is there, and nothing else."""
        others = self.board is not None or self.seats or self.state is not None
        return bool(self.entries) and not others

    @property
    def board_id(self) -> BoardId:
        """Return the one board that this touches; empty for a heartbeat."""
        if self.board is not None:
            return self.board.id
        if self.state is not None:
            return self.state.board
        parts = self.entries or self.seats
        return parts[0].board if parts else BoardId("")

    def _texts(self) -> Iterable[str]:
        if self.board is not None:
            yield from (self.board.id, self.board.code, self.board.leader_hash)
        for entry in self.entries:
            yield from (entry.board, entry.request, entry.digest, entry.by, entry.events)
        if self.state is not None:
            yield from (self.state.board, self.state.request, self.state.rules, self.state.text)
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
