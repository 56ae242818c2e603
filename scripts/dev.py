"""Runs the server and the client's dev server together, each fresh after every change.

Open the address that Vite prints; it passes what is not the client on to port 8000.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STOP_SECONDS = 12


def main() -> None:
    """Start both, and end both when one ends or on Ctrl-C."""
    serve = shlex.join([sys.executable, "-m", "flapover", "serve"])
    server = [sys.executable, "-m", "watchfiles", "--filter", "python", serve]
    running = [
        subprocess.Popen([*server, "server", "methods"], cwd=ROOT),
        subprocess.Popen(["npm", "run", "dev"], cwd=ROOT / "web"),
    ]
    try:
        while all(process.poll() is None for process in running):
            time.sleep(0.2)
    except KeyboardInterrupt:
        pass
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(STOP_SECONDS)


if __name__ == "__main__":
    main()
