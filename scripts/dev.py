"""Runs the server and the client's dev server together, each fresh after every change.

Open the address that Vite prints; it passes what is not the client on to port 8000.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from watchfiles import DefaultFilter, watch

ROOT = Path(__file__).resolve().parents[1]
STOP_SECONDS = 12
SERVER = [sys.executable, "-m", "flapover", "serve"]
CLIENT = ["npm", "run", "dev"]


def main() -> None:
    """Start both, start the server again after each change, and end both on Ctrl-C."""
    client = _start(CLIENT, ROOT / "web")
    server = _start(SERVER, ROOT)
    watched = [ROOT / name for name in ("server", "methods") if (ROOT / name).is_dir()]
    for _ in watch(*watched, watch_filter=DefaultFilter(), raise_interrupt=False):
        _stop(server)
        server = _start(SERVER, ROOT)
    _stop(server)
    _stop(client)


def _start(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    # In a group of its own, so that Ctrl-C reaches it once: a second would cut its ending short.
    return subprocess.Popen(command, cwd=folder, start_new_session=True)


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(STOP_SECONDS)


if __name__ == "__main__":
    main()
