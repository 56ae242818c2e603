"""The tables are what the migrations make, and the file is what the promises need."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from flapover.journal import SchemaNotCurrent, open_journal
from flapover.journal.engines import migrating_engine, normal_url, open_engines
from flapover.journal.migrate import NEWEST, alembic_config, is_current, upgrade
from flapover.journal.tables import METADATA
from tests.journal.made import BOARD, board, entry

pytestmark = pytest.mark.timeout(60)


def test_P12_the_migrations_make_exactly_the_tables(url: str) -> None:
    engines = open_engines(url)
    with engines.reading.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    engines.dispose()


def test_the_newest_migration_is_the_one_that_is_looked_for() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_current_head() == NEWEST


def test_an_empty_database_is_not_current_until_it_is_upgraded(empty_url: str) -> None:
    assert not is_current(empty_url)
    upgrade(empty_url)
    assert is_current(empty_url)
    upgrade(empty_url)


async def test_an_older_database_keeps_its_boards_and_gets_the_tables_it_lacks(
    empty_url: str,
) -> None:
    told(empty_url, lambda config: command.upgrade(config, "0001"))
    old = board()
    with changed(empty_url) as connection:
        connection.execute(
            METADATA.tables["board"].insert(),
            {"id": old.id, "code": old.code, "leader_hash": "x", "created": old.created},
        )
    assert not is_current(empty_url)
    upgrade(empty_url)
    assert is_current(empty_url)
    journal = open_journal(empty_url)
    kept = await journal.board(BOARD)
    await journal.close()
    assert kept is not None
    assert kept.created == old.created
    test_P12_the_migrations_make_exactly_the_tables(empty_url)


async def test_tables_of_a_newer_version_are_left_alone(url: str) -> None:
    with changed(url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for touch in (upgrade, is_current, open_journal):
        with pytest.raises(SchemaNotCurrent, match="of a newer version"):
            touch(url)


@contextmanager
def changed(url: str) -> Iterator[Connection]:
    engine = migrating_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def told(url: str, what: Callable[[Config], object]) -> None:
    """Have Alembic do something to a database."""
    with changed(url) as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        what(config)


async def test_two_nodes_may_upgrade_at_once(empty_url: str) -> None:
    await asyncio.gather(*(asyncio.to_thread(upgrade, empty_url) for _ in range(3)))
    assert is_current(empty_url)


async def test_a_sqlite_journal_needs_no_set_up(tmp_path: Path) -> None:
    file = tmp_path / "not yet" / "100% there" / "journal.db"
    journal = open_journal(f"sqlite:///{file}")
    await journal.create(board(), [entry(1)], [])
    assert await journal.read(BOARD) == [entry(1)]
    for part in (file, file.with_name("journal.db-wal"), file.with_name("journal.db-shm")):
        assert stat.S_IMODE(part.stat().st_mode) == 0o600
    await journal.close()


def test_a_sqlite_file_that_others_could_read_is_closed_to_them(sqlite_url: str) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    file.touch(mode=0o644)
    upgrade(sqlite_url)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_P36_sqlite_commits_to_disk_checks_its_keys_and_wipes_what_it_deletes(
    sqlite_url: str,
) -> None:
    upgrade(sqlite_url)
    engines = open_engines(sqlite_url)
    with engines.writing.connect() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas}
    engines.dispose()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 5000,  # milliseconds
    }


def test_sqlite_takes_the_write_lock_when_a_transaction_begins(sqlite_url: str) -> None:
    upgrade(sqlite_url)
    engines = open_engines(sqlite_url)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), timeout=0, isolation_level=None)
    with engines.writing.begin(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()
    engines.dispose()


def test_a_store_we_do_not_know_is_refused() -> None:
    for url in ("mysql://localhost/flapover", "sqlite://", "sqlite:///:memory:"):
        with pytest.raises(ValueError, match="the journal needs"):
            normal_url(url)


@pytest.mark.parametrize("driver", ["postgresql", "postgresql+asyncpg", "postgresql+psycopg2"])
def test_every_spelling_of_postgresql_gets_our_driver(driver: str) -> None:
    assert normal_url(f"{driver}://ann@localhost/flapover").drivername == "postgresql+psycopg"
