"""Opens the two stores as the journal needs them: durable commits, bounded waits.

It refuses other stores, and keeps what people write out of the errors.
"""

import contextlib
import os
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import ConnectionPoolEntry

if TYPE_CHECKING:  # it takes a fifth of a second, which whoever has SQLite need not wait for
    from psycopg import Connection as PostgresConnection

READERS = 4
SQLITE_BUSY_SECONDS = 5
POSTGRES_CONNECT_SECONDS = 5
POSTGRES_SETTINGS = {
    "synchronous_commit": "on",  # also where the role's default is off
    "lock_timeout": "1s",  # a frozen node may hold one board's next place; the others must go on
    "idle_in_transaction_session_timeout": "5s",  # and the frozen node loses it soon
    "transaction_timeout": "15s",  # PostgreSQL 17 and later
    "statement_timeout": "10s",
}
POSTGRES_NETWORK = {
    "connect_timeout": POSTGRES_CONNECT_SECONDS,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,  # milliseconds; a database that vanished without a word
}


@dataclass(frozen=True, slots=True)
class Engines:
    """One store, opened twice: reading must not wait for the one writer."""

    writing: Engine
    reading: Engine

    def dispose(self) -> None:
        """Close the connections that are not in use."""
        self.writing.dispose()
        self.reading.dispose()


def normal_url(url: str) -> URL:
    """Return the URL with the driver we use.

    Raises:
        ValueError: neither an SQLite file nor PostgreSQL.

    """
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite" if parsed.database and parsed.database != ":memory:":
            return parsed.set(drivername="sqlite+pysqlite")
        case "postgresql" | "postgres":
            return parsed.set(drivername="postgresql+psycopg")
        case _:
            raise ValueError("the journal needs sqlite:///a-file or postgresql://…")


def open_engines(url: str) -> Engines:
    """Prepare both engines; connects on first use only.

    Raises:
        ValueError: the URL names no store we know.

    """
    return Engines(writing=writing_engine(url), reading=_reading_engine(url))


def writing_engine(url: str) -> Engine:
    """Prepare an engine whose transactions take the write lock when they begin."""
    parsed = normal_url(url)
    if parsed.get_backend_name() == "postgresql":
        return _postgres(parsed, autocommit=False)
    _prepare_file(Path(parsed.database or ""))
    engine = create_engine(
        parsed,
        connect_args={"timeout": SQLITE_BUSY_SECONDS},
        pool_size=1,
        max_overflow=1,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _durable_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def migrating_engine(url: str) -> Engine:
    """Prepare an engine that may take its time."""
    parsed = normal_url(url)
    if parsed.get_backend_name() == "sqlite":
        return writing_engine(url)
    return create_engine(parsed, connect_args=POSTGRES_NETWORK, hide_parameters=True)


def _reading_engine(url: str) -> Engine:
    parsed = normal_url(url)
    if parsed.get_backend_name() == "postgresql":
        return _postgres(parsed, autocommit=True)
    engine = create_engine(
        parsed,
        connect_args={"timeout": SQLITE_BUSY_SECONDS},
        isolation_level="AUTOCOMMIT",
        pool_size=READERS,
        max_overflow=0,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _read_only_sqlite)
    return engine


def _postgres(url: URL, *, autocommit: bool) -> Engine:
    engine = create_engine(
        url,
        connect_args=POSTGRES_NETWORK,
        isolation_level="AUTOCOMMIT" if autocommit else "READ COMMITTED",
        # Only for readers: the writer tells a dead connection from an unknown outcome itself.
        pool_pre_ping=autocommit,
        pool_size=READERS if autocommit else 1,
        max_overflow=0 if autocommit else 1,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _bounded_postgres)
    return engine


def _prepare_file(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # SQLite gives the WAL and its index the mode of the main file.
    os.close(os.open(path, os.O_RDONLY | os.O_CREAT, 0o600))
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        # A file of another owner is the operator's own arrangement.
        with contextlib.suppress(PermissionError):
            path.chmod(mode & 0o700)


def _durable_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # The driver would begin by itself: too late, without the write lock, and not before a
    # savepoint. `_begin_immediate` does it instead.
    connection.isolation_level = None
    _enter_wal(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _enter_wal(connection: sqlite3.Connection) -> None:
    # The first change to WAL does not honour the busy time-out when two do it at once.
    deadline = time.monotonic() + SQLITE_BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _read_only_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.execute("PRAGMA query_only=ON").close()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _bounded_postgres(
    connection: "PostgresConnection[tuple[str]]", _entry: ConnectionPoolEntry
) -> None:
    # By `set_config` over what the server knows: older ones lack some names.
    autocommit, connection.autocommit = connection.autocommit, True
    for name, value in POSTGRES_SETTINGS.items():
        connection.execute(
            "SELECT set_config(name, %s, false) FROM pg_settings WHERE name = %s",
            (value, name),
            prepare=False,
        )
    connection.autocommit = autocommit
