"""A server process under measurement: started, waited for, its own CPU time and memory read."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

TICK_SECONDS = 1 / os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
START_SECONDS = 30.0
ROOMY = {
    "FLAPOVER_PERSON_BURST": "1000000",
    "FLAPOVER_PERSON_PER_SECOND": "1000000",
    "FLAPOVER_BOARD_PER_SECOND": "1000000",
    "FLAPOVER_BOARDS_BURST": "1000000",
    "FLAPOVER_LOG_LEVEL": "warning",
}
"""Limits that no measurement meets; everything else is as it ships."""


class Measured:
    """A running server, as the kernel accounts for it."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int) -> None:
        """Watch a process that listens on a port of this machine."""
        self.port = port
        self._proc = Path(f"/proc/{process.pid}")

    @property
    def origin(self) -> str:
        """The address of its pages."""
        return f"http://127.0.0.1:{self.port}"

    def cpu_seconds(self) -> float:
        """Return the CPU time that the process used so far, in user and kernel mode."""
        fields = (self._proc / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * TICK_SECONDS

    def memory_bytes(self) -> int:
        """Return the resident memory of the process."""
        return int((self._proc / "statm").read_text().split()[1]) * PAGE_BYTES


@contextmanager
def flapover() -> Iterator[Measured]:
    """Start Flapover as it ships, on a new SQLite file."""
    with TemporaryDirectory() as data:
        port = _free_port()
        command = [sys.executable, "-m", "flapover", "--port", str(port), "--data", data]
        with _running([*command, "--host", "127.0.0.1"], port, "/healthz", ROOMY) as server:
            yield server


@contextmanager
def bare() -> Iterator[Measured]:
    """Start the bare broadcast: uvicorn and nothing else."""
    port = _free_port()
    with _running([sys.executable, "-m", "bench.bare", str(port)], port, "/", {}) as server:
        yield server


@contextmanager
def _running(
    command: list[str], port: int, path: str, environment: Mapping[str, str]
) -> Iterator[Measured]:
    process = subprocess.Popen(command, env={**os.environ, **environment})
    try:
        _wait_for(f"http://127.0.0.1:{port}{path}", process)
        yield Measured(process, port)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it answered")
        try:
            httpx.get(url, timeout=1)
        except httpx.TransportError:
            time.sleep(0.01)
        else:
            return
    raise RuntimeError(f"no answer from {url}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
