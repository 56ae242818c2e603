"""Runs every check and every test, side by side; a check says what it found when it is through.

`--checks` leaves the tests out, `--slow` adds the slow ones; what else is given goes to pytest.
A check that cannot run is not passed over: it is named at the end, and fails the run in CI.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "web"
WIRE_TYPES = WEB / "src" / "protocol.ts"
METHOD_SCHEMA = ROOT / "methods" / "schema.json"
CHECKED_BY_RUFF = ["server", "tests", "scripts", "bench", "examples", "hatch_build.py"]
# Each lane takes about as long; the tests go first where a core is wanted by both.
WEB_LANES = (("lint",), ("check", "test"))
YIELDING = 5
NOT_RUN = "NOT_RUN"  # read by tests/conftest.py


@dataclass(frozen=True, slots=True)
class Check:
    """One program to run, and where."""

    name: str
    command: list[str]
    folder: Path = ROOT

    def passes(self) -> bool:
        """Run it; show what it says only when it fails."""
        started = time.monotonic()
        done = subprocess.run(
            [*_yielding(), *self.command],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        took = time.monotonic() - started
        verdict = "FAIL" if done.returncode else "ok  "
        said = f"\n{done.stdout}{done.stderr}" if done.returncode else ""
        # In one piece and on a line of its own: another check, or a test, may end at the same time.
        print(f"\n{verdict} {self.name} ({took:.1f} s){said}\n", end="", flush=True)
        return done.returncode == 0


def main() -> int:
    """Run everything asked for; 0 only when all of it passed."""
    arguments = sys.argv[1:]
    only_checks = _take(arguments, "--checks")
    slow = _take(arguments, "--slow")
    not_run: list[str] = []
    failed = _failing(_web_installed(not_run))
    failed += [] if _wire_types_are_fresh() else ["wire types"]
    failed += [] if _method_schema_is_fresh() else ["method schema"]
    outcome = 0
    with ThreadPoolExecutor() as side_by_side:
        lanes = [side_by_side.submit(_failing, lane) for lane in (_python_checks(), *_web_checks())]
        if not only_checks:
            outcome = _tests(slow, arguments, not_run)
        failed += [name for lane in lanes for name in lane.result()]
    if only_checks:
        print(*not_run, sep="\n")
        return _verdict(failed or (not_run if _in_ci() else []))
    return _verdict(failed) or outcome


def _tests(slow: bool, arguments: list[str], not_run: list[str]) -> int:
    """Run the tests on every core; whoever wants them one by one says `-n 0`."""
    # One more than there are cores: many tests wait for a browser, a process or a clock.
    workers = str((os.cpu_count() or 1) + 1)
    command = [sys.executable, "-m", "pytest", "-n", workers, "--dist", "worksteal"]
    environment = {**os.environ, NOT_RUN: "\n".join(not_run)}
    # Servers are started a hundred times over: let them keep what Python compiled.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    chosen = ["-m", ""] if slow else []
    return subprocess.run(
        [*command, *chosen, *arguments], cwd=ROOT, env=environment, check=False
    ).returncode


def _failing(checks: Iterable[Check]) -> list[str]:
    """Run checks one after the other, and return the names of those that failed."""
    return [check.name for check in checks if not check.passes()]


def _python_checks() -> Iterator[Check]:
    python = [sys.executable, "-m"]
    sources = [name for name in CHECKED_BY_RUFF if (ROOT / name).exists()]
    yield Check("ruff", [*python, "ruff", "check", *sources])
    yield Check("python format", [*python, "ruff", "format", "--check", *sources])
    yield Check("mypy", [*python, "mypy", *sources])


def _web_installed(not_run: list[str]) -> Iterator[Check]:
    """Bring what the web checks and some tests need."""
    if not _web_is_there():
        not_run.append("web checks: there is no web/package-lock.json")
    elif not _node_modules_are_fresh():
        yield Check("npm ci", [_npm(), "ci", "--no-audit", "--no-fund"], WEB)


def _web_checks() -> Iterator[list[Check]]:
    if not _web_is_there():
        return
    scripts = json.loads((WEB / "package.json").read_text(encoding="utf-8")).get("scripts", {})
    for lane in WEB_LANES:
        yield [
            Check(f"web {script}", [_npm(), "run", "--silent", script], WEB)
            for script in lane
            if script in scripts
        ]


def _web_is_there() -> bool:
    return (WEB / "package-lock.json").is_file()


def _npm() -> str:
    return "npm.cmd" if os.name == "nt" else "npm"


def _yielding() -> list[str]:
    return ["nice", "-n", str(YIELDING)] if shutil.which("nice") else []


def _node_modules_are_fresh() -> bool:
    locked, installed = WEB / "package-lock.json", WEB / "node_modules" / ".package-lock.json"
    return installed.is_file() and installed.stat().st_mtime >= locked.stat().st_mtime


def _wire_types_are_fresh() -> bool:
    before = WIRE_TYPES.read_bytes() if WIRE_TYPES.exists() else b""
    if not Check("wire types", [sys.executable, "-m", "flapover.wiretypes"]).passes():
        return False
    return _same(before, WIRE_TYPES.read_bytes(), WIRE_TYPES)


def _method_schema_is_fresh() -> bool:
    printed = subprocess.run(
        [sys.executable, "-m", "flapover", "methods", "schema"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    return _same(METHOD_SCHEMA.read_bytes(), printed.stdout, METHOD_SCHEMA)


def _same(kept: bytes, made: bytes, file: Path) -> bool:
    if kept != made:
        print(f"FAIL {file.relative_to(ROOT)} is out of date: run `make types` and commit it")
    return kept == made


def _verdict(failed: list[str]) -> int:
    if failed:
        print(f"FAILED: {', '.join(failed)}")
    return 1 if failed else 0


def _in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def _take(arguments: list[str], flag: str) -> bool:
    given = flag in arguments
    arguments[:] = [argument for argument in arguments if argument != flag]
    return given


if __name__ == "__main__":
    sys.exit(main())
