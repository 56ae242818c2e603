"""One journal on each store: what is promised of one is promised of both (P12)."""

from __future__ import annotations

import resource
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio

from flapover.journal import Journal
from flapover.journal.engines import Engines, open_engines
from flapover.journal.migrate import upgrade
from flapover.journal.sql import SqlJournal
from tests.postgres import Postgres

FullDisk = Callable[[], AbstractContextManager[None]]
OpenJournal = Callable[..., SqlJournal]

REFUSE_AS_A_FULL_DISK = """
    CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'; END $$;
    CREATE TRIGGER full_disk BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION full_disk();
    CREATE TRIGGER full_disk BEFORE INSERT ON heartbeat FOR EACH ROW EXECUTE FUNCTION full_disk();
"""
ACCEPT_AGAIN = "DROP FUNCTION full_disk CASCADE"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'journal.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest) -> str:
    """Give the URL of a database without tables."""
    wanted = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(wanted)
    return url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """Give the URL of a database with tables and nothing in them."""
    wanted = "upgraded_sqlite_url" if request.param == "sqlite" else "cleared_postgres_url"
    url: str = request.getfixturevalue(wanted)
    return url


@pytest.fixture
def upgraded_sqlite_url(sqlite_url: str) -> str:
    upgrade(sqlite_url)
    return sqlite_url


@pytest.fixture(scope="session")
def shared_postgres_url(postgres: Postgres) -> Iterator[str]:
    """Make one database for all tests that leave its tables alone: making one takes a while."""
    with postgres.fresh_database() as url:
        upgrade(url)
        yield url


@pytest.fixture
def cleared_postgres_url(shared_postgres_url: str) -> str:
    with psycopg.connect(shared_postgres_url, autocommit=True) as operator:
        operator.execute("TRUNCATE board, entry, state, seat, heartbeat")
    return shared_postgres_url


@pytest_asyncio.fixture
async def open_one(url: str) -> AsyncIterator[OpenJournal]:
    """Open as many journals as a test likes, as so many nodes would; closed after it."""
    opened: list[Journal] = []

    def open_one(engines: Engines | None = None, window_seconds: float = 0) -> SqlJournal:
        journal = SqlJournal(engines or open_engines(url), window_seconds)
        opened.append(journal)
        return journal

    yield open_one
    for journal in opened:
        await journal.close()


@pytest.fixture
def journal(open_one: OpenJournal) -> Journal:
    return open_one()


@pytest.fixture
def full_disk(url: str) -> FullDisk:
    """Take away the room to write in, for as long as the context lasts."""
    return (lambda: _no_file_grows(url)) if url.startswith("sqlite") else (lambda: _refused(url))


@contextmanager
def _no_file_grows(url: str) -> Iterator[None]:
    # Real write errors from the real file system, also for root: no file of this process may
    # become larger than the WAL is now.
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = Path(url.removeprefix("sqlite:///") + "-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@contextmanager
def _refused(url: str) -> Iterator[None]:
    with psycopg.connect(url, autocommit=True) as operator:
        operator.execute(REFUSE_AS_A_FULL_DISK)
        try:
            yield
        finally:
            operator.execute(ACCEPT_AGAIN)
