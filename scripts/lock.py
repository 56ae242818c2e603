"""Writes the versions of the whole resolved tree into pyproject.toml.

A `uv.lock` names the registry it came from and so is not kept; `constraint-dependencies` holds
the same versions by name alone. Run through `make lock`; it takes the newest that fit.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BEGIN, END = "    # lock: begin\n", "    # lock: end\n"
ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Resolve without the old pins, then write the new ones."""
    project, lock = ROOT / "pyproject.toml", ROOT / "uv.lock"
    before = project.read_text(encoding="utf-8")
    project.write_text(with_pins(before, []), encoding="utf-8")
    lock.unlink(missing_ok=True)
    try:
        subprocess.run(["uv", "lock", "--upgrade", "--quiet"], cwd=ROOT, check=True)
    except subprocess.CalledProcessError as error:
        project.write_text(before, encoding="utf-8")
        sys.exit(error.returncode)
    pins = sorted(pinned(tomllib.loads(lock.read_text(encoding="utf-8"))))
    project.write_text(with_pins(before, pins), encoding="utf-8")
    print(f"{len(pins)} versions pinned in {project.name}")


def with_pins(text: str, pins: list[str]) -> str:
    """Return the project file with `pins` between the marks, in place of what was there."""
    head, rest = text.split(BEGIN)
    _, tail = rest.split(END)
    return head + BEGIN + "".join(f"    {_quoted(pin)},\n" for pin in pins) + END + tail


def pinned(lock: dict[str, Any]) -> Iterator[str]:
    """Yield one requirement per package; with its markers where versions differ by machine."""
    for package in lock["package"]:
        if "registry" not in package["source"]:
            continue
        requirement = f"{package['name']}=={package['version']}"
        markers = " or ".join(f"({marker})" for marker in package.get("resolution-markers", []))
        yield f"{requirement} ; {markers}" if markers else requirement


def _quoted(pin: str) -> str:
    return f"'{pin}'" if '"' in pin else f'"{pin}"'


if __name__ == "__main__":
    main()
