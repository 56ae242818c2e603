"""Two that cannot hear each other never serve one database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from flapover import tenancy
from flapover.alone import AnotherFlapover, be_alone_with
from flapover.journal.migrate import upgrade
from flapover.tenancy import Tenancy
from tests.live.kit import Server
from tests.redis_server import RedisServer

pytestmark = pytest.mark.timeout(90)


@contextmanager
def held(url: str, *, shared: bool) -> Iterator[Tenancy]:
    one = Tenancy(url, shared=shared)
    assert one.take()
    try:
        yield one
    finally:
        one._let_go()


def test_P35_a_database_takes_one_alone_or_several_that_share(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tenancy, "TRIES", 2)
    with held(postgres_url, shared=False):
        with pytest.raises(AnotherFlapover, match="for several, give each FLAPOVER_REDIS_URL"):
            be_alone_with(postgres_url, bus=False)
        with pytest.raises(AnotherFlapover, match="serves this database, without FLAPOVER_REDIS"):
            be_alone_with(postgres_url, bus=True)
    with held(postgres_url, shared=True), held(postgres_url, shared=True):
        assert not Tenancy(postgres_url, shared=False).take()


def test_an_sqlite_file_is_not_shared_by_redis(tmp_path: Path) -> None:
    with pytest.raises(AnotherFlapover, match="an SQLite file takes one alone"):
        be_alone_with(f"sqlite:///{tmp_path / 'x.sqlite'}", bus=True)


HERE = (
    "locktype = 'advisory' AND database = "
    "(SELECT oid FROM pg_database WHERE datname = current_database())"
)
HANG_UP = f"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE {HERE}"
HELD = f"SELECT count(*) FROM pg_locks WHERE granted AND {HERE}"


def until(holds: Callable[[], bool]) -> None:
    """Wait for what another thread does."""
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_P35_whoever_lost_the_place_while_the_database_was_away_ends(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tenancy, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(tenancy, "TRIES", 1)
    ended: list[tuple[int, int]] = []
    monkeypatch.setattr("os.kill", lambda *what: ended.append(what))
    one = Tenancy(postgres_url, shared=False)
    assert one.take()
    one.keep()
    with psycopg.connect(postgres_url, autocommit=True) as operator:
        lost = one._connection
        operator.execute(HANG_UP)
        until(lambda: one._connection not in (None, lost))
        until(lambda: operator.execute(HELD).fetchone() == (1,))
        assert not ended, "nobody else wanted it"
        taker = Tenancy(postgres_url, shared=True)
        # Both are after the place that falls free; until it is this one's turn to be first.
        until(lambda: bool(operator.execute(HANG_UP)) and taker.take())
        until(lambda: bool(ended))
    assert ended == [(os.getpid(), signal.SIGTERM)]
    taker._let_go()


def test_P35_a_second_process_without_redis_ends_with_one_line(
    tmp_path: Path, postgres_url: str, redis_server: RedisServer
) -> None:
    upgrade(postgres_url)
    with Server(tmp_path, database_url=postgres_url, redis_url=redis_server.url):
        command = [sys.executable, "-m", "flapover", "--host", "127.0.0.1", "--port", "0"]
        command += ["--data", str(tmp_path / "other"), "--database-url", postgres_url]
        said = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == (
        "flapover: another Flapover serves this database; "
        "for several, give each FLAPOVER_REDIS_URL\n"
    )
