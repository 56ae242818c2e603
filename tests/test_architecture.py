"""The walls of the house: who may import whom, and who alone may do what.

Read from the source, so that a wall stands in code that no test happens to run.
"""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "server" / "flapover"
CORE = PACKAGE / "core"
SOURCES = sorted(PACKAGE.rglob("*.py"))
NOT_PURE = {
    "asyncio", "glob", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets",
    "shutil", "signal", "socket", "ssl", "subprocess", "tempfile", "threading", "time", "uuid",
}  # fmt: skip
"""Parts of the standard library that bring I/O, a clock or chance."""

OUTWARD = {
    "core": {"methods", "journal", "live", "http", "report"},
    "methods": {"journal", "live", "http", "report"},
    "journal": {"methods", "live", "http", "report"},
    "report": {"journal", "live", "http"},
    "live": {"http", "report"},
}
"""What a package may not import: what lies nearer to the edge."""


def where(path: Path) -> str:
    """Return a source's path inside the package."""
    return path.relative_to(PACKAGE).as_posix()


def nodes(path: Path) -> Iterator[ast.AST]:
    """Return every node of a source."""
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def imported(path: Path) -> Iterator[str]:
    """Return the full name of everything that a source imports."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{where(path)} imports by a relative name"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def called(path: Path) -> Iterator[str]:
    """Return the last name of everything that a source calls."""
    for node in nodes(path):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr


def test_the_core_imports_itself_the_standard_library_and_pydantic() -> None:
    for path in CORE.rglob("*.py"):
        for name in imported(path):
            top = name.partition(".")[0]
            allowed = top in sys.stdlib_module_names or top == "pydantic"
            # docs/decisions/0001-regex-in-the-core.md
            counts_letters = top == "regex" and where(path) == "core/text.py"
            inside = name.startswith("flapover.core")
            assert allowed or counts_letters or inside, f"{where(path)} imports {name}"


def test_the_core_knows_no_io_clock_or_chance() -> None:
    for path in CORE.rglob("*.py"):
        for name in imported(path):
            assert name.partition(".")[0] not in NOT_PURE, f"{where(path)} imports {name}"
        impure = {"open", "print", "input", "now", "utcnow", "today"} & set(called(path))
        assert not impure, f"{where(path)} calls {impure}"


def test_imports_go_inward_only() -> None:
    for package, outward in OUTWARD.items():
        for path in (PACKAGE / package).rglob("*.py"):
            for name in imported(path):
                parts = name.split(".")
                crossing = parts[0] == "flapover" and len(parts) > 1 and parts[1] in outward
                assert not crossing, f"{where(path)} imports {name}"


def test_P21_only_project_makes_views() -> None:
    views = {node.name for node in nodes(CORE / "views.py") if isinstance(node, ast.ClassDef)}
    assert "CardView" in views
    for path in SOURCES:
        if not where(path).startswith("core/project/"):
            made = views & set(called(path))
            assert not made, f"{where(path)} makes {made}"


def test_P21_a_whole_board_is_written_down_for_the_journal_alone() -> None:
    stored = "flapover.core.stored."
    takers = {
        where(path) for path in SOURCES if any(name.startswith(stored) for name in imported(path))
    }
    assert takers == {"live/shortcut.py"}


def test_only_a_connection_writes_on_a_socket() -> None:
    sending = {"send", "send_text", "send_bytes", "send_json", "sendall", "sendto"}
    senders = {where(path) for path in SOURCES if sending & set(called(path))}
    # These two hand on what an HTTP answer sends; sockets pass them by.
    assert senders <= {"http/guard.py", "http/watched.py"}
    on_a_line = re.compile(r"\bline\.write\(|_line\.write\(|transport\.write\(")
    writers = {where(path) for path in SOURCES if on_a_line.search(path.read_text("utf-8"))}
    assert writers == {"live/connection.py", "transport.py"}


def test_only_settings_and_main_read_the_environment() -> None:
    names = {"environ", "environb", "getenv", "putenv"}
    for path in SOURCES:
        if where(path) in ("settings.py", "__main__.py"):
            continue
        for node in nodes(path):
            found = node.attr if isinstance(node, ast.Attribute) else None
            assert found not in names, f"{where(path)} reads os.{found}"
        brought = {name.rpartition(".")[2] for name in imported(path)} & names
        assert not brought, f"{where(path)} imports {brought}"


WATCH = """
import importlib, sys

EFFECTS = ("socket.", "subprocess.", "os.system", "os.fork", "os.exec", "os.mkdir", "os.remove",
           "os.rename", "os.putenv", "shutil.", "sqlite3.connect", "signal.", "_thread.start")
found = []

def watch(event, args):
    is_open = event == "open" and not str(args[0]).endswith((".py", ".pyc"))
    if not (is_open or event.startswith(EFFECTS)):
        return
    frame = sys._getframe(1)
    while frame is not None:
        name = frame.f_code.co_filename
        if "importlib" in name:
            return  # an import of somebody else's, on the way
        if "/flapover/" in name.replace(chr(92), "/"):
            found.append(f"{event} {args[:1]} by {name}:{frame.f_lineno}")
            return
        frame = frame.f_back

sys.addaudithook(watch)
for name in sys.argv[1:]:
    importlib.import_module(name)
print("\\n".join(found))
"""
"""Imports what it is told and prints what our own code did meanwhile: files, sockets, processes."""


def modules() -> list[str]:
    """Return every module, but those that Alembic runs as scripts."""
    return [
        ".".join(("flapover", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
            ".__init__"
        )
        for path in SOURCES
        if "migrations" not in path.parts
    ]


def effects(*names: str, folder: Path = PACKAGE.parent) -> str:
    """Return what our own code did while these modules were imported."""
    done = subprocess.run(
        [sys.executable, "-c", WATCH, *names],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(folder)},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.timeout(120)
def test_importing_does_nothing() -> None:
    assert effects(*modules()) == ""


@pytest.mark.parametrize(
    "line",
    [
        "open('x.txt', 'w')",
        "__import__('subprocess').run(['true'])",
        "__import__('socket').socket()",
    ],
)
def test_an_import_that_does_something_is_seen(line: str, tmp_path: Path) -> None:
    package = tmp_path / "flapover"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "evil.py").write_text(f"import os\nos.chdir({str(tmp_path)!r})\n{line}\n")
    assert "evil.py" in effects("flapover.evil", folder=tmp_path)
