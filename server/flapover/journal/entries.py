"""Writes entries through the driver itself: the one statement that runs for every request.

SQLAlchemy makes its text, once for each number of rows, and says how a moment is bound. One
statement for many rows is not only less work: SQLite's driver lets go of Python's lock at every
statement, and to get it back from a busy event loop takes far longer than a row.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import islice
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
    dialect, left = connection.dialect, iter(entries)
    moment = _moment(dialect)
    while rows := tuple(islice(left, MOST_ROWS)):
        statement, names = _statement(dialect, len(rows))
        values = tuple(value for entry in rows for value in _values(entry, moment))
        parameters = values if dialect.positional else dict(zip(names, values, strict=True))
        connection.exec_driver_sql(statement, parameters)


def _values(entry: Entry, moment: Callable[[datetime], Any]) -> Iterator[Any]:
    """Yield the values of one row, in the order of the columns."""
    yield entry.board
    yield entry.seq
    yield entry.seq - 1 if entry.seq > 1 else None
    yield entry.request
    yield entry.digest
    yield entry.by
    yield moment(entry.at)
    yield entry.events


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
