"""Writes entries through the driver itself: the one statement that runs for every request.

SQLAlchemy makes its text, once for each number of rows, and says how a moment is bound. One
statement for many rows is not only less work: SQLite's driver lets go of Python's lock at every
statement, and to get it back from a busy event loop takes far longer than a row. In SQLite that one
statement can be the whole transaction.
"""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, insert

from flapover.journal.journal import Entry
from flapover.journal.tables import ENTRY

MOST_ROWS = 100
"""Of one statement; the text of each number of rows is kept."""

COLUMNS = tuple(ENTRY.columns.keys())


def insert_entries(connection: Connection, entries: Sequence[Entry]) -> None:
    """Add rows; when one is refused the transaction is to be given up.

    Raises:
        DBAPIError: as from any statement of SQLAlchemy.

    """
    dialect = connection.dialect
    for first in range(0, len(entries), MOST_ROWS):
        rows = entries[first : first + MOST_ROWS]
        statement, names = _statement(dialect, len(rows))
        values = _values(rows, dialect)
        parameters = values if dialect.positional else dict(zip(names, values, strict=True))
        connection.exec_driver_sql(statement, parameters)


def commit_entries(connection: Connection, entries: Sequence[Entry]) -> bool:
    """Add rows and commit them by one statement; False, and nothing done, where that cannot be.

    It can in SQLite, whose connection here begins no transaction by itself. Over a network it may
    not: a statement that was not answered may have been committed.

    Raises:
        sqlite3.OperationalError: the store failed; nobody knows what it kept.
        Exception: one of them was refused, and none is stored.

    """
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection) or not 0 < len(entries) <= MOST_ROWS:
        return False
    statement, _ = _statement(connection.dialect, len(entries))
    driver.execute(statement, _values(entries, connection.dialect)).close()
    return True


def _values(entries: Sequence[Entry], dialect: Dialect) -> tuple[Any, ...]:
    """Return the values of rows, in the order of the columns."""
    moment = _moment(dialect)
    return tuple(
        value
        for entry in entries
        for value in (
            entry.board,
            entry.seq,
            entry.seq - 1 if entry.seq > 1 else None,
            entry.request,
            entry.digest,
            entry.by,
            moment(entry.at),
            entry.events,
        )
    )


@cache
def _statement(dialect: Dialect, rows: int) -> tuple[str, tuple[str, ...]]:
    """Return the statement in the words of a driver, and its parameters in the order of a row."""
    one = str(insert(ENTRY).values([dict.fromkeys(COLUMNS)]).compile(dialect=dialect))
    head, values, row = one.partition(" VALUES ")
    # By hand from here on: to let SQLAlchemy write a hundred rows takes it as many milliseconds.
    each = (row.replace("_m0)", f"_m{number})") for number in range(rows))
    names = tuple(f"{column}_m{number}" for number in range(rows) for column in COLUMNS)
    return head + values + ", ".join(each), names


@cache
def _moment(dialect: Dialect) -> Callable[[datetime], Any]:
    return ENTRY.c.at.type.bind_processor(dialect) or _as_it_is


def _as_it_is(moment: datetime) -> datetime:
    return moment
