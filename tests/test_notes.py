"""The log's own list: told to people as it is, and nobody writes a line past it (P39)."""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from flapover.logs import Json, Text
from flapover.notes import KINDS, Fields, Happening, Ids, Note, about

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "server" / "flapover"
ROW = re.compile(r"^\| (`.*?`) \| (.*?) \| (.*) \| (.*?) ?\|$", re.MULTILINE)


def section() -> str:
    return (ROOT / "docs/operations.md").read_text().split("## Logs")[1].split("\n## ")[0]


def test_the_page_tells_every_event_with_its_level_and_no_other() -> None:
    told = {
        name: level
        for names, level, _, _ in ROW.findall(section())
        for name in re.findall(r"`(\w+)`", names)
    }
    levels = {name: logging.getLevelName(kind.level).lower() for name, kind in KINDS.items()}
    assert told == levels | {"library": "as it is"}


def test_every_event_is_in_the_list() -> None:
    assert list(KINDS) == list(get_args(Happening))


def test_the_page_names_no_field_that_is_none_and_leaves_none_out() -> None:
    cells = " ".join(fields for _, _, _, fields in ROW.findall(section()))
    assert set(re.findall(r"`(\w+)`", cells)) == set(get_type_hints(Fields))


def test_P39_nobody_speaks_to_the_log_but_through_the_list() -> None:
    spoken = re.compile(r"\blog(ger)?\.(debug|info|warning|error|critical|exception|log)\(")
    speakers = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if spoken.search(path.read_text(encoding="utf-8"))
    }
    assert speakers == {"notes.py"}


def record(said: object, level: int = logging.INFO) -> logging.LogRecord:
    return logging.LogRecord("flapover.live.room", level, __file__, 1, said, (), None)


def test_a_line_for_a_machine_is_one_object_with_its_moment_in_utc() -> None:
    one = record(Note("board_opened", Fields(board="b-1", entries=12)))
    one.created = 1_789_000_000.0625
    assert json.loads(Json().format(one)) == {
        "time": "2026-09-10T00:26:40.062Z",
        "level": "info",
        "logger": "flapover.live.room",
        "event": "board_opened",
        "board": "b-1",
        "entries": 12,
    }


def test_a_line_for_a_person_is_in_words_and_the_way_through_the_code_is_below_it() -> None:
    said = Note("fault", Fields(doing="request", fault="KeyError", stack=["a/b.py:1 f"]))
    line = Text().format(record(said, logging.ERROR))
    assert re.fullmatch(
        r"[\d-]+ [\d:,]+ ERROR flapover\.live\.room: a mistake of ours broke something "
        r"doing=request fault=KeyError\n    a/b\.py:1 f",
        line,
    )


def test_P39_an_error_is_told_by_kind_cause_and_place() -> None:
    try:
        try:
            raise LookupError("somebody's text")
        except LookupError as first:
            raise ValueError("somebody's text") from first
    except ValueError as wrong:
        said = about(wrong)
    assert (said["fault"], said["cause"]) == ("ValueError", "LookupError")
    assert re.fullmatch(r"[\w/]+/test_notes\.py:\d+ test_P39_an_error_is_told.*", said["stack"][0])
    assert "somebody" not in str(said)


def test_ids_are_fields_of_their_own() -> None:
    assert set(get_type_hints(Ids)) == {"board", "person", "request", "node"}


@pytest.mark.parametrize("form", ["json", "JSON"])
def test_what_keeps_it_from_starting_is_one_object_too(tmp_path: Path, form: str) -> None:
    (tmp_path / "file").touch()
    command = [sys.executable, "-m", "flapover", "--host", "127.0.0.1", "--port", "0"]
    said = subprocess.run(
        [*command, "--data", str(tmp_path / "file" / "deeper")],
        capture_output=True,
        text=True,
        env={"FLAPOVER_LOG_FORMAT": form},
        check=False,
    )
    assert (said.returncode, said.stdout) == (2, "")
    lines = [json.loads(line) for line in said.stderr.splitlines()]
    assert [line["event"] for line in lines] == ["cannot_start"]
    assert lines[0]["problem"] == f"{tmp_path}/file/deeper: Not a directory"
