"""Brings the references that live on npm into bench/node_modules, as pinned in the lock file."""

import shutil
import subprocess

from bench.process import ROOT

BENCH = ROOT / "bench"
MODULES = BENCH / "node_modules"


def bring() -> None:
    """Install what is missing or stale.

    Raises:
        RuntimeError: there is no npm; `make bench` brings one.

    """
    locked, installed = BENCH / "package-lock.json", MODULES / ".package-lock.json"
    if installed.is_file() and installed.stat().st_mtime >= locked.stat().st_mtime:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("there is no npm here; `make bench` brings Node along")
    subprocess.run([npm, "ci", "--no-audit", "--no-fund", "--silent"], cwd=BENCH, check=True)
