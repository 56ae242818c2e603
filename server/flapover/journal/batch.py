"""Stores a batch of writes in one transaction, and finds the guilty one when a key refuses.

It owns the one writing connection, and refuses to call a write stored when the commit's answer was
lost. It has four ways, each slower and more patient than the one before: one statement for all; a
transaction for all; a savepoint for each write; a transaction for each write.
"""

import sqlite3
import time
from collections.abc import Callable, Sequence
from uuid import uuid4

from sqlalchemy import Connection, Engine, delete, insert
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from flapover.journal.blame import blame
from flapover.journal.entries import commit_entries, insert_entries
from flapover.journal.group_commit import Outcome
from flapover.journal.journal import JournalUnavailable, State
from flapover.journal.tables import BOARD, HEARTBEAT, SEAT, STATE
from flapover.journal.writes import Write

FIRST_PAUSE_SECONDS = 0.05
LONGEST_PAUSE_SECONDS = 2.0
CONTENTION = frozenset({"40001", "40P01", "55P03"})
"""What PostgreSQL calls a failed serialization, a deadlock and a lock that cannot be had."""

Work = Callable[[Connection], list[Outcome]]


class _LostBeforeCommit(Exception):
    """An idle connection proved dead: nothing can have been stored, so try on a new one."""


class _Contention(Exception):
    """Another process holds a lock that one of the writes needs."""


class BatchStore:
    """The writing side of the store; used from one thread only."""

    def __init__(self, engine: Engine) -> None:
        """Connect on first use, and again after every failure."""
        self._engine = engine
        self._connection: Connection | None = None
        self._pause_seconds = 0.0
        self._not_before = 0.0

    def store(self, batch: Sequence[Write]) -> list[Outcome]:
        """Store each write as a whole or not at all; return their outcomes in the same order."""
        # Sorted, so that two nodes take the locks they share in the same order and never wait for
        # each other; stable, so that each board keeps its own order.
        order = sorted(range(len(batch)), key=lambda place: batch[place].board_id)
        outcomes: list[Outcome] = [None] * len(batch)
        for place, outcome in zip(
            order, self._store([batch[place] for place in order]), strict=True
        ):
            outcomes[place] = outcome
        return outcomes

    def close(self) -> None:
        """Let go of the connection; a later `store` opens a new one."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _store(self, batch: Sequence[Write]) -> list[Outcome]:
        try:
            return self._at_once(batch) or self._together(batch)
        except _Contention:
            return [outcome for write in batch for outcome in self._alone(write)]
        except JournalUnavailable as error:
            return [_unavailable(error) for _ in batch]

    def _at_once(self, batch: Sequence[Write]) -> list[Outcome] | None:
        """Store entries, as nearly every batch is, by one statement; None when it cannot be.

        Raises:
            JournalUnavailable: nothing was stored, as far as anyone can know.

        """
        if self._connection is None or not all(write.is_of_entries for write in batch):
            return None
        try:
            entries = [entry for write in batch for entry in write.entries]
            stored = commit_entries(self._connection, entries)
        except sqlite3.OperationalError as error:
            self._drop_connection()
            raise JournalUnavailable(f"the store failed: {type(error).__name__}") from error
        except Exception:  # noqa: BLE001  (whatever it is, it belongs to one of the writes)
            return None
        return [None] * len(batch) if stored else None

    def _alone(self, write: Write) -> list[Outcome]:
        try:
            return self._together([write])
        except (_Contention, JournalUnavailable) as error:
            return [_unavailable(error)]

    def _together(self, batch: Sequence[Write]) -> list[Outcome]:
        """Store all in one transaction; when one is refused, give each its own savepoint.

        Raises:
            _Contention: nothing was stored.
            JournalUnavailable: nothing was stored, as far as anyone can know.

        """
        try:
            return self._commit(lambda connection: _insert_all(connection, batch))
        except (_Contention, JournalUnavailable):
            raise
        except Exception:  # noqa: BLE001  (whatever it is, it belongs to one of the writes)
            return self._commit(
                lambda connection: [_insert_one(connection, write) for write in batch]
            )

    def _commit(self, work: Work) -> list[Outcome]:
        try:
            return self._transact(work)
        except _LostBeforeCommit:
            try:
                return self._transact(work)
            except _LostBeforeCommit as error:
                raise JournalUnavailable("the database keeps hanging up") from error

    def _transact(self, work: Work) -> list[Outcome]:
        reused = self._connection is not None
        committing = False
        try:
            connection = self._connected()
            transaction = connection.begin()
            try:
                outcomes = work(connection)
                committing = True
                transaction.commit()
            except BaseException:
                transaction.rollback()
                raise
            return outcomes
        except DBAPIError as error:
            if not committing and isinstance(error, IntegrityError | DataError):
                raise
            if getattr(error.orig, "sqlstate", None) in CONTENTION:
                raise _Contention from error
            self._drop_connection()
            if reused and error.connection_invalidated and not committing:
                raise _LostBeforeCommit from error
            raise JournalUnavailable(f"the store failed: {type(error.orig).__name__}") from error
        except Exception:
            self._drop_connection()
            raise

    def _connected(self) -> Connection:
        if self._connection is None:
            if time.monotonic() < self._not_before:
                raise JournalUnavailable("the database is away")
            try:
                self._connection = self._engine.connect()
            except DBAPIError:
                self._pause_seconds = min(
                    max(2 * self._pause_seconds, FIRST_PAUSE_SECONDS), LONGEST_PAUSE_SECONDS
                )
                self._not_before = time.monotonic() + self._pause_seconds
                raise
            self._pause_seconds = 0.0
        return self._connection

    def _drop_connection(self) -> None:
        """Begin anew after a failure: the old connection may be half in a transaction."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()


def _insert_all(connection: Connection, batch: Sequence[Write]) -> list[Outcome]:
    boards = [
        {"id": made.id, "code": made.code, "leader_hash": made.leader_hash, "created": made.created}
        for made in (write.board for write in batch)
        if made is not None
    ]
    if boards:
        connection.execute(insert(BOARD), boards)
    insert_entries(connection, [entry for write in batch for entry in write.entries])
    seats = [
        {"token_hash": seat.token_hash, "board_id": seat.board, "person_id": seat.person}
        for write in batch
        for seat in write.seats
    ]
    if seats:
        connection.execute(insert(SEAT), seats)
    for write in batch:
        if write.state is not None:
            _replace(connection, write.state)
    if any(write.is_heartbeat for write in batch):
        _beat(connection)
    return [None] * len(batch)


def _replace(connection: Connection, state: State) -> None:
    connection.execute(delete(STATE).where(STATE.c.board_id == state.board))
    kept = {
        "board_id": state.board,
        "seq": state.seq,
        "request_id": state.request,
        "rules": state.rules,
        "text": state.text,
    }
    connection.execute(insert(STATE), kept)


def _beat(connection: Connection) -> None:
    # A row of its own, gone at commit: nodes that check at once do not wait for each other.
    beat = uuid4().hex
    connection.execute(insert(HEARTBEAT), {"id": beat})
    connection.execute(delete(HEARTBEAT).where(HEARTBEAT.c.id == beat))


def _insert_one(connection: Connection, write: Write) -> Outcome:
    savepoint = connection.begin_nested()
    try:
        _insert_all(connection, [write])
    except Exception as error:
        if isinstance(error, DBAPIError) and not isinstance(error, IntegrityError | DataError):
            raise
        savepoint.rollback()
        return blame(connection, write, error)
    savepoint.commit()
    return None


def _unavailable(error: Exception) -> JournalUnavailable:
    # One for each waiter: a shared exception would collect everybody's traceback.
    unavailable = JournalUnavailable(str(error) or "another process holds the board")
    unavailable.__cause__ = error.__cause__
    return unavailable
