"""Looks into a running server with py-spy, where that is installed."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from bench import report
from bench.process import ON_DISK, Measured


@contextmanager
def profiled(server: Measured, name: str) -> Iterator[None]:
    """Record what a server does meanwhile, as a flame graph in out/."""
    spy = shutil.which("py-spy")
    if spy is None:
        raise RuntimeError("--profile needs py-spy: `uv pip install py-spy`")
    picture = ON_DISK / f"profile-{name}.svg"
    command = [spy, "record", "--pid", str(server.pid), "--output", str(picture)]
    spying = subprocess.Popen([*command, "--rate", "100"], stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        spying.send_signal(2)
        spying.wait(60)
        report.note(f"profile: {picture}")
