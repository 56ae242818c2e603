"""The journal on SQL: SQLite and PostgreSQL by the same statements.

Writing goes through the one writer thread; reading through a few threads of its own, a connection
for the length of one statement. It refuses to open a database whose tables do not fit.
"""

import asyncio
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from flapover.core.ids import BoardId, RequestId
from flapover.journal import questions
from flapover.journal.batch import BatchStore
from flapover.journal.engines import READERS, Engines, normal_url, open_engines
from flapover.journal.group_commit import GroupCommit
from flapover.journal.journal import (
    Entry,
    Journal,
    JournalUnavailable,
    NewBoard,
    SchemaNotCurrent,
    Seat,
    State,
)
from flapover.journal.migrate import is_current, upgrade
from flapover.journal.together import Together
from flapover.journal.writes import Write

Found = TypeVar("Found")
WINDOW_SECONDS = 0.002
"""A commit costs mostly its fsync, whatever is in it; with many boards in use several share it."""


def open_journal(url: str, window_seconds: float = WINDOW_SECONDS) -> Journal:
    """Open the journal at `sqlite:///a-file` (made when absent, brought up to date) or `postgresql://…`.

    Args:
        url: where it is; the folder of an SQLite file is made too.
        window_seconds: no commit begins sooner after the end of the one before.

    Raises:
        SchemaNotCurrent: PostgreSQL is changed by command only, as several nodes may run on it;
            or the tables are of a newer version.
        JournalUnavailable: the database cannot be reached.
        ValueError: the URL names no store we know.

    """
    if normal_url(url).get_backend_name() == "sqlite":
        migrate(url)
    else:
        with _opening():
            if not is_current(url):
                raise SchemaNotCurrent(
                    "the tables do not fit this version: run `flapover migrate` first"
                )
    return SqlJournal(open_engines(url), window_seconds)


def migrate(url: str) -> None:
    """Bring the tables of a database up to date; an SQLite file is made when absent.

    Raises:
        SchemaNotCurrent: they are of a newer version of the program.
        JournalUnavailable: the database cannot be reached or changed.
        ValueError: the URL names no store we know.

    """
    with _opening():
        upgrade(url)


@contextmanager
def _opening() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        # The driver's own message may repeat the URL, and the password in it.
        raise JournalUnavailable(
            f"the database cannot be opened: {type(error.orig).__name__}"
        ) from error
    except OSError as error:
        raise JournalUnavailable(f"the database cannot be opened: {error.strerror}") from error


class SqlJournal:
    """A `Journal` on two engines that see the same tables."""

    def __init__(self, engines: Engines, window_seconds: float = 0) -> None:
        """Start the writer thread; the tables must be there.

        Raises:
            JournalUnavailable: they cannot be read.

        """
        self._engines = engines
        # One reader stays connected from now on. When the last connection to an SQLite file closes,
        # its WAL and index go too, and on a full disk nobody could make them again to read (P7).
        self._find(lambda connection: questions.board_of_code(connection, ""))
        self._store = BatchStore(engines.writing)
        self._writer = GroupCommit(self._store.store, window_seconds)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="journal-reader")
        self._seats = Together(self._seats_of)
        self._closed = False

    async def create(self, board: NewBoard, first: Sequence[Entry], seats: Sequence[Seat]) -> None:
        """See `Journal.create`."""
        await self._writer.submit(Write(board=board, entries=tuple(first), seats=tuple(seats)))

    async def append(self, entries: Sequence[Entry], seats: Sequence[Seat] = ()) -> None:
        """See `Journal.append`."""
        if entries or seats:
            await self._writer.submit(Write(entries=tuple(entries), seats=tuple(seats)))

    async def read(self, board: BoardId, after: int = 0) -> list[Entry]:
        """See `Journal.read`."""
        return await self._reading(lambda connection: questions.entries(connection, board, after))

    async def digests(self, board: BoardId, up_to: int) -> dict[RequestId, str]:
        """See `Journal.digests`."""
        return await self._reading(lambda connection: questions.digests(connection, board, up_to))

    async def state(self, board: BoardId) -> State | None:
        """See `Journal.state`."""
        return await self._reading(lambda connection: questions.state(connection, board))

    async def keep_state(self, state: State) -> None:
        """See `Journal.keep_state`."""
        await self._writer.submit(Write(state=state))

    async def ends(self, boards: Collection[BoardId]) -> dict[BoardId, int]:
        """See `Journal.ends`."""
        return await self._reading(lambda connection: questions.ends(connection, list(boards)))

    async def board(self, board: BoardId) -> NewBoard | None:
        """See `Journal.board`."""
        return await self._reading(lambda connection: questions.board(connection, board))

    async def board_of_code(self, code: str) -> BoardId | None:
        """See `Journal.board_of_code`."""
        return await self._reading(lambda connection: questions.board_of_code(connection, code))

    async def seat(self, token_hash: str) -> Seat | None:
        """See `Journal.seat`."""
        return await self._seats.find(token_hash)

    async def check(self) -> None:
        """See `Journal.check`."""
        await self._writer.submit(Write())
        await asyncio.to_thread(self._check_file)

    async def close(self) -> None:
        """See `Journal.close`."""
        if self._closed:
            return
        self._closed = True
        await self._writer.close()
        await asyncio.to_thread(self._let_go)

    def _check_file(self) -> None:
        # A file that was removed can still be written to, by whoever has it open, until we stop.
        url = self._engines.writing.url
        if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
            raise JournalUnavailable("the database file was removed")

    def _let_go(self) -> None:
        self._readers.shutdown()
        self._store.close()
        self._engines.dispose()

    async def _seats_of(self, token_hashes: Collection[str]) -> dict[str, Seat]:
        return await self._reading(
            lambda connection: questions.seats(connection, list(token_hashes))
        )

    async def _reading(self, find: Callable[[Connection], Found]) -> Found:
        if self._closed:
            raise JournalUnavailable("the journal is closed")
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._find, find)

    def _find(self, find: Callable[[Connection], Found]) -> Found:
        try:
            with self._engines.reading.connect() as connection:
                return find(connection)
        except DBAPIError as error:
            raise JournalUnavailable(f"cannot read: {type(error.orig).__name__}") from error
        except PoolTimeout as error:
            raise JournalUnavailable("too many readers") from error
