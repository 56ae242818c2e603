"""A store that fails gets no false answer, and works again when the cause is gone (P7)."""

from __future__ import annotations

import asyncio
import sqlite3
import traceback
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Connection, PoolProxiedConnection, event

from flapover.journal import (
    Entry,
    Journal,
    JournalUnavailable,
    NewBoard,
    RequestTaken,
    SchemaNotCurrent,
    batch,
    outages,
)
from flapover.journal.engines import Engines, open_engines
from flapover.journal.entries import commit_entries
from flapover.journal.migrate import upgrade
from flapover.journal.sql import SqlJournal, open_journal
from flapover.notes import Note
from tests.journal.conftest import FullDisk, OpenJournal
from tests.journal.made import BOARD, OTHER, board, entry, seat

pytestmark = pytest.mark.timeout(60)

CANARY = "a question that was written in confidence"


async def test_P7_a_full_disk_gives_no_false_answer(
    url: str, journal: Journal, full_disk: FullDisk
) -> None:
    await journal.create(board(), [entry(1)], [])
    with full_disk():
        for seq in (2, 3):
            refused = await asyncio.gather(
                *(journal.append([entry(2, request=f"{seq}-{n}")]) for n in range(20)),
                return_exceptions=True,
            )
            assert {type(outcome) for outcome in refused} == {JournalUnavailable}
        assert await journal.read(BOARD) == [entry(1)]
    await journal.append([entry(2)])
    assert await journal.read(BOARD) == [entry(1), entry(2)]
    await journal.close()
    if url.startswith("sqlite"):
        file = sqlite3.connect(url.removeprefix("sqlite:///"))
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        file.close()


async def test_P7_a_journal_that_goes_and_comes_back_is_written_down_once_each(
    journal: Journal, full_disk: FullDisk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "flapover")
    await journal.create(board(), [entry(1)], [])
    with full_disk():
        for seq in (2, 3):
            with pytest.raises(JournalUnavailable):
                await journal.append([entry(2, request=f"lost-{seq}")])
    await journal.append([entry(2)])
    await journal.close()
    said = [one.msg for one in caplog.records if isinstance(one.msg, Note)]
    assert [one.happening for one in said] == ["journal_away", "journal_back"]
    assert said[0].fields.keys() == {"fault", "code"}
    assert CANARY not in caplog.text


async def test_a_commit_that_takes_long_is_written_down(
    journal: Journal, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    await journal.create(board(), [entry(1)], [])
    monkeypatch.setattr(outages, "SLOW_SECONDS", 0.0)
    await journal.append([entry(2)])
    await journal.close()
    (said,) = [one.msg for one in caplog.records if isinstance(one.msg, Note)]
    assert (said.happening, said.fields["writes"]) == ("slow_commit", 1)


async def test_P7_the_check_fails_while_nothing_can_be_written_and_then_recovers(
    url: str, journal: Journal, full_disk: FullDisk
) -> None:
    await journal.check()
    with full_disk():
        for _ in range(2):
            with pytest.raises(JournalUnavailable):
                await journal.check()
    await journal.check()


async def test_the_check_fails_when_the_file_was_removed(sqlite_url: str) -> None:
    journal = open_journal(sqlite_url)
    await journal.check()
    await asyncio.to_thread(Path(sqlite_url.removeprefix("sqlite:///")).unlink)
    with pytest.raises(JournalUnavailable):
        await journal.check()
    await journal.close()


async def test_the_check_leaves_nothing_behind(url: str, journal: Journal) -> None:
    await asyncio.gather(*(journal.check() for _ in range(20)))
    engines = open_engines(url)
    with engines.reading.connect() as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM heartbeat").scalar() == 0
    engines.dispose()


async def test_the_check_fails_for_as_long_as_its_table_is_gone(url: str, journal: Journal) -> None:
    await journal.check()
    _change(url, "ALTER TABLE heartbeat RENAME TO gone")
    with pytest.raises(JournalUnavailable):
        await journal.check()
    _change(url, "ALTER TABLE gone RENAME TO heartbeat")
    await journal.check()


async def test_P39_an_error_never_quotes_what_was_written(
    journal: Journal, full_disk: FullDisk
) -> None:
    await journal.create(board(), [entry(1, events=CANARY)], [])
    with pytest.raises(RequestTaken) as taken:
        await journal.append([entry(1, events=CANARY)])
    with full_disk(), pytest.raises(JournalUnavailable) as full:
        await journal.append([entry(2, events=CANARY)])
    with pytest.raises(ValueError, match="NUL") as malformed:
        await journal.append([entry(2, events=CANARY + "\0")])
    for error in (taken.value, full.value, malformed.value):
        assert CANARY not in "".join(traceback.format_exception(error))


async def test_a_commit_whose_answer_was_lost_is_not_called_stored(
    url: str, open_one: OpenJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines = open_engines(url)
    journal = open_one(engines)
    await journal.create(board(), [], [])
    with monkeypatch.context() as patch:
        patch.setattr(engines.writing.dialect, "do_commit", _commit_and_hang_up(engines))
        with pytest.raises(JournalUnavailable):
            # With a seat: entries alone are committed by their own statement (see below).
            await journal.append([entry(1)], [seat()])
    # It was stored all the same: whoever tries again hears so.
    with pytest.raises(RequestTaken):
        await journal.append([entry(1)])
    assert await journal.read(BOARD) == [entry(1)]


async def test_a_statement_whose_answer_was_lost_is_not_called_stored(
    url: str, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    await journal.create(board(), [], [])

    def commit_and_fail(connection: Connection, entries: Sequence[Entry]) -> bool:
        stored = commit_entries(connection, entries)
        assert stored is url.startswith("sqlite")
        raise sqlite3.OperationalError("the answer got lost")

    with monkeypatch.context() as patch:
        patch.setattr(batch, "commit_entries", commit_and_fail)
        with pytest.raises(JournalUnavailable):
            await journal.append([entry(1)])
    kept = await journal.read(BOARD)
    assert kept == ([entry(1)] if url.startswith("sqlite") else [])
    await journal.append([entry(len(kept) + 1, request="another")])


@pytest.mark.postgres
async def test_P35_a_connection_that_dies_before_the_commit_stores_nothing(
    postgres_url: str,
) -> None:
    upgrade(postgres_url)
    engines = open_engines(postgres_url)
    journal = SqlJournal(engines)
    await journal.create(board(), [], [])

    def hang_up(_connection: Connection) -> None:
        _hang_up_all(postgres_url)

    event.listen(engines.writing, "commit", hang_up)
    with pytest.raises(JournalUnavailable):
        await journal.append([entry(1)])
    event.remove(engines.writing, "commit", hang_up)
    assert await journal.read(BOARD) == []
    await journal.append([entry(1)])
    await journal.close()


@pytest.mark.postgres
async def test_P35_an_idle_connection_that_died_is_replaced_unnoticed(postgres_url: str) -> None:
    upgrade(postgres_url)
    journal = open_journal(postgres_url)
    await journal.create(board(), [], [])
    await journal.read(BOARD)
    for seq in (1, 2, 3):
        _hang_up_all(postgres_url)
        await journal.append([entry(seq)])
        assert len(await journal.read(BOARD)) == seq
    await journal.close()


@pytest.mark.postgres
async def test_P35_a_database_that_is_away_gives_no_false_answer_and_is_found_again(
    postgres: object, postgres_url: str
) -> None:
    upgrade(postgres_url)
    journal = open_journal(postgres_url)
    await journal.create(board(), [], [])
    _allow_connections(postgres_url, allowed=False)
    try:
        for refused in _all_ways_to_use(journal):
            with pytest.raises(JournalUnavailable):
                await refused()
        # While it waits before it tries again, it answers without trying: this many attempts to
        # connect would outlast the test.
        for _ in range(1000):
            with pytest.raises(JournalUnavailable):
                await journal.append([entry(1)])
    finally:
        _allow_connections(postgres_url, allowed=True)
    async with asyncio.timeout(5):
        while not await _works(journal.check):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    await journal.append([entry(1)])
    assert await journal.read(BOARD) == [entry(1)]
    await journal.close()


@pytest.mark.postgres
def test_P35_a_database_that_is_away_cannot_be_opened(postgres_url: str) -> None:
    with pytest.raises(JournalUnavailable):
        open_journal(postgres_url + "_nowhere")


@pytest.mark.postgres
def test_a_database_without_our_tables_is_refused_by_the_name_of_the_cure(
    postgres_url: str,
) -> None:
    with pytest.raises(SchemaNotCurrent, match="flapover migrate"):
        open_journal(postgres_url)


def _change(url: str, statement: str) -> None:
    engines = open_engines(url)
    with engines.writing.begin() as operator:
        operator.exec_driver_sql(statement)
    engines.dispose()


def _all_ways_to_use(journal: Journal) -> list[Callable[[], Awaitable[object]]]:
    new: NewBoard = board(OTHER)
    return [
        lambda: journal.append([entry(1)]),
        lambda: journal.create(new, [], []),
        lambda: journal.read(BOARD),
        lambda: journal.board(BOARD),
        lambda: journal.board_of_code("code"),
        lambda: journal.seat("token-1"),
        journal.check,
    ]


async def _works(what: Callable[[], Awaitable[None]]) -> bool:
    try:
        await what()
    except JournalUnavailable:
        return False
    return True


def _commit_and_hang_up(engines: Engines) -> Callable[[PoolProxiedConnection], None]:
    dialect = engines.writing.dialect
    commit = dialect.do_commit
    error = sqlite3.OperationalError if dialect.name == "sqlite" else psycopg.OperationalError

    def commit_and_hang_up(connection: PoolProxiedConnection) -> None:
        commit(connection)
        assert connection.dbapi_connection is not None
        connection.dbapi_connection.close()
        dialect.do_commit = commit  # type: ignore[method-assign]
        raise error("the answer got lost")

    return commit_and_hang_up


def _hang_up_all(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as operator:
        operator.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _allow_connections(url: str, *, allowed: bool) -> None:
    server, _, database = url.rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as operator:
        operator.execute(
            sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(
                sql.Identifier(database), sql.Literal(allowed)
            )
        )
        operator.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
            (database,),
        )
