"""What a journal promises: the durable log of all boards, whatever stores it.

It keeps requests' outcomes in order and the tokens that open seats. It refuses a second entry at
one place and a second entry for one request. It never looks inside `events`, and knows no rules of
the game.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flapover.core.ids import BoardId, PersonId, RequestId
from flapover.core.shape import value


class JournalError(Exception):
    """The journal did not store a write, or could not be read."""


class CodeTaken(JournalError):
    """Another board already has this spoken code: make a new one."""


class SeqTaken(JournalError):
    """This is not the board's next place: catch up with `read` and decide again.

    Another writer was first, or (after a restored backup) the place before it does not exist.
    """


class RequestTaken(JournalError):
    """An entry for this request is already stored: read it, and answer from it (P2)."""


class SeatTaken(JournalError):
    """This token already opens a seat: make a new one."""


class BoardGone(JournalError):
    """There is no such board, or no longer."""


class JournalUnavailable(JournalError):
    """The store cannot do its work now: disk full, I/O error, database away, journal closed.

    Nothing was stored, unless the connection broke during the commit itself: then nobody knows.
    So never answer 'stored'; read again before deciding again. The unique keys refuse a double.
    """


class SchemaNotCurrent(RuntimeError):
    """The database's tables do not fit this version of the program."""


@value
class Entry:
    """One request's outcome: all its events or none."""

    board: BoardId
    seq: int
    """1, 2, 3 … per board, without holes."""
    request: RequestId
    """Unique per board."""
    digest: str
    """Hex, of the request's body and sender. The caller refuses the same id with another digest."""
    by: PersonId
    at: datetime
    """Aware; comes back in UTC, to the microsecond."""
    events: str
    """A JSON object with `version` and `events`, opaque here. NUL must be escaped, as JSON asks."""


@value
class State:
    """A board as it stood after an entry, so that who opens it need not begin at the first.

    Never more than a shortcut: all that it says follows from the entries up to there.
    """

    board: BoardId
    seq: int
    """Of that entry."""
    request: RequestId
    """Of that entry: after a restored backup another may have its number (P6)."""
    rules: str
    """What tells the rules and the shape it was made by from others; the caller passes those by."""
    text: str
    """Opaque here."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A token, hashed, that opens a person's seat on a board."""

    token_hash: str
    board: BoardId
    person: PersonId


@dataclass(frozen=True, slots=True)
class NewBoard:
    """What is known of a board from the moment it is made, outside its events."""

    id: BoardId
    code: str
    """The spoken code, unique over all boards; compared letter for letter."""
    leader_hash: str
    created: datetime
    """Aware; comes back in UTC, to the microsecond."""


class Journal(Protocol):
    """The durable log of all boards.

    Every write returns only after its commit reached the disk. It is stored as a whole or not at
    all, also when the waiting task is cancelled (then the caller does not learn which).
    Every method raises `JournalUnavailable` when the store cannot be reached or is closed.
    A malformed write (two boards, a hole, a time without a zone, NUL) is a `ValueError` at once.
    """

    async def create(self, board: NewBoard, first: Sequence[Entry], seats: Sequence[Seat]) -> None:
        """Store a new board with its first entries and seats.

        Raises:
            CodeTaken: another board has this code.
            SeqTaken: a board with this id exists.
            SeatTaken: one of the tokens is in use.

        """

    async def append(self, entries: Sequence[Entry], seats: Sequence[Seat] = ()) -> None:
        """Store consecutive entries of one board, and seats on it.

        No entries and no seats is nothing to do. When a request and a place are both taken, the
        caller hears of the request, on every store.

        Raises:
            BoardGone: the board does not exist.
            RequestTaken: an entry for one of these requests is stored already.
            SeqTaken: the first entry is not the board's next.
            SeatTaken: one of the tokens is in use.

        """

    async def read(self, board: BoardId, after: int = 0) -> list[Entry]:
        """Return the entries with a seq above `after`, in order; empty also for no board."""

    async def digests(self, board: BoardId, up_to: int) -> dict[RequestId, str]:
        """Return the digests of all requests with a seq up to and with `up_to`, in order."""

    async def state(self, board: BoardId) -> State | None:
        """Return the state that was kept last; None when there is none."""

    async def keep_state(self, state: State) -> None:
        """Store a state, in the place of one kept before.

        Raises:
            JournalError: it was not stored; there is no such board, or no such entry.

        """

    async def ends(self, boards: Collection[BoardId]) -> Mapping[BoardId, int]:
        """Return the seq of the last entry of each of these boards; without those that are not."""

    async def board(self, board: BoardId) -> NewBoard | None:
        """Return what the board was made with; None when there is no such board."""

    async def board_of_code(self, code: str) -> BoardId | None:
        """Return the board with this spoken code; None when there is none."""

    async def seat(self, token_hash: str) -> Seat | None:
        """Return the seat that this token opens; None when it opens none."""

    async def check(self) -> None:
        """Prove, by a committed write, that the journal can be written now (for /healthz)."""

    async def close(self) -> None:
        """Write what is queued, then let go of the store. Harmless when repeated."""
