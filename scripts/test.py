"""Runs every check and then every test; the last line is pytest's own.

`--checks` stops before the tests, `--slow` adds the slow ones; what else is given goes to pytest.
A check that cannot run is not passed over: it is named at the end, and fails the run in CI.
"""

from __future__ import annotations

import json
import os
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
WEB_SCRIPTS = ("check", "lint", "test")
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
            self.command, cwd=self.folder, capture_output=True, text=True, check=False
        )
        took = time.monotonic() - started
        verdict = "FAIL" if done.returncode else "ok  "
        said = f"\n{done.stdout}{done.stderr}" if done.returncode else ""
        # In one piece: another check may end at the same time.
        print(f"{verdict} {self.name} ({took:.1f} s){said}\n", end="", flush=True)
        return done.returncode == 0


def main() -> int:
    """Run everything asked for; 0 only when all of it passed."""
    arguments = sys.argv[1:]
    only_checks = _take(arguments, "--checks")
    slow = _take(arguments, "--slow")
    not_run: list[str] = []
    with ThreadPoolExecutor() as lanes:
        found = lanes.map(_failing, (_python_checks(), _web_checks(not_run)))
        failed = [name for names in found for name in names]
    failed += [] if _wire_types_are_fresh() else ["wire types"]
    failed += [] if _method_schema_is_fresh() else ["method schema"]
    if only_checks:
        print(*not_run, sep="\n")
        return _verdict(failed or (not_run if _in_ci() else []))
    outcome = _tests(slow, arguments, not_run)
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


def _web_checks(not_run: list[str]) -> Iterator[Check]:
    if not (WEB / "package-lock.json").is_file():
        not_run.append("web checks: there is no web/package-lock.json")
        return
    npm = "npm.cmd" if os.name == "nt" else "npm"
    if not _node_modules_are_fresh():
        yield Check("npm ci", [npm, "ci", "--no-audit", "--no-fund"], WEB)
    scripts = json.loads((WEB / "package.json").read_text(encoding="utf-8")).get("scripts", {})
    for script in WEB_SCRIPTS:
        if script in scripts:
            yield Check(f"web {script}", [npm, "run", "--silent", script], WEB)


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
