"""Says on what all of it was measured, and whether something speaks against that."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench import report
from bench.process import ON_DISK

BUSY = 0.5
"""More than so much load from before, and somebody else is working here."""


def describe() -> None:
    """Print the machine in one line, and a warning for what would spoil the figures."""
    node = shutil.which("node")
    python = f"CPython {platform.python_version()} ({Path(sys.executable).resolve()})"
    versions = f"{python}, Node {_said(node, '--version')}"
    system = f"{platform.system()} {platform.release()}"
    report.note(f"Machine: {_processor()}, {os.cpu_count()} cores, {system}, {versions}, {_disk()}")
    for warning in _warnings():
        report.note(f"Warning: {warning}")


def _warnings() -> Iterator[str]:
    if _disk() in {"tmpfs", "ramfs"}:
        yield f"{ON_DISK} is no disk but memory, so durability costs nothing here"
    if (load := os.getloadavg()[0]) > BUSY:
        yield f"the machine has other work (load {load:.1f}); do not keep these figures"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _disk() -> str:
    """Return the file system under the servers' files."""
    ON_DISK.mkdir(exist_ok=True)
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    holding = [(where, kind) for where, kind in mounts if ON_DISK.is_relative_to(where)]
    return max(holding, key=lambda mount: len(mount[0]))[1]


def _said(program: str | None, *arguments: str) -> str:
    if program is None:
        return "none"
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    return done.stdout.strip()
