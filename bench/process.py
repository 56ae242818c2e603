"""A server process under measurement: started, waited for, its CPU time and memory read."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

TICK_SECONDS = 1 / os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
START_SECONDS = 60.0
STOP_SECONDS = 15.0
ROOT = Path(__file__).resolve().parents[1]
ON_DISK = ROOT / "out"
"""Where servers under measurement keep their files: the project's own disk."""
IN_MEMORY = Path("/dev/shm")


class Measured:
    """A running server, as the kernel accounts for it."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int) -> None:
        """Watch a process that listens on a port of this machine."""
        self.port = port
        self.pid = process.pid

    @property
    def origin(self) -> str:
        """The address of its pages."""
        return f"http://127.0.0.1:{self.port}"

    def cpu_seconds(self) -> float:
        """Return the CPU time used so far, in user and kernel mode, by all threads and children."""
        return cpu_seconds_of(self.pid)

    def memory_bytes(self) -> int:
        """Return the resident memory of the process and its children."""
        statm = (Path(f"/proc/{pid}/statm").read_text().split() for pid in _family(self.pid))
        return sum(int(fields[1]) for fields in statm) * PAGE_BYTES


def cpu_seconds_of(pid: int) -> float:
    """Return the CPU time that a process and its children used so far."""
    return sum(_cpu_ticks(one) for one in _family(pid)) * TICK_SECONDS


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(member for child in children for member in _family(int(child)))]


def _cpu_ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(ticks) for ticks in fields[11:15])


@contextmanager
def running(
    command: Sequence[str], port: int, ready: str, environment: Mapping[str, str]
) -> Iterator[Measured]:
    """Start a server, wait until it answers at `ready`, and end it afterwards.

    Raises:
        RuntimeError: it ended or stayed silent.

    """
    variables = {**os.environ, **environment}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)  # a start must not compile everything anew
    process = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}{ready}", process)
        yield Measured(process, port)
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def new_folder(within: Path) -> Iterator[Path]:
    """Lend a folder that is thrown away afterwards."""
    within.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="bench-", dir=within) as folder:
        yield Path(folder)


def allow_many_sockets() -> None:
    """Let this process and those it starts have as many sockets as the machine gives."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def python(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module with this very Python."""
    return [sys.executable, "-m", module, *arguments]


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
