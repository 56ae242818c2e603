"""What people write is in no log, in either form, and a line holds what its list allows (P39)."""

from __future__ import annotations

import asyncio
import json
import logging
import logging.config
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from flapover.logs import Form, log_config
from flapover.notes import KINDS, Doing, Fields, Note
from tests.http.raw import Line, head
from tests.live.kit import (
    Gone,
    Participant,
    Server,
    Table,
    all_said,
    at_home,
    open_table,
    opened,
)
from tests.live.test_secrecy import disguises

pytestmark = pytest.mark.timeout(120)

ID = r"[A-Za-z0-9_-]{1,40}"
WORD = r"[a-z_]+"
NUMBER = r"\d+"
SHAPES = {
    "time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z",
    "level": "debug|info|warning|error|critical",
    "logger": r"[a-z_.]+",
    "event": "|".join(KINDS),
    **dict.fromkeys(("board", "person", "node"), ID),
    "request": r"[A-Za-z0-9_:-]{1,60}",
    "reason": WORD,
    "method": "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|other",
    "route": r"(/[a-z.]*(\{[a-z]+(:path)?\})?)+|other",
    **dict.fromkeys(("status", "ms", "entries", "writes", "devices", "seats", "port"), NUMBER),
    "version": r"\d+\.\d+\.\d+",
    "store": "sqlite|postgresql",
    "doing": "|".join(get_args(Doing)),
    **dict.fromkeys(("fault", "cause"), "[A-Za-z]+"),
    "code": "[A-Z0-9_]+",
    "stack": r"[\w./-]+:\d+ [\w<>]+",
}
"""What may stand in each field, but in the two that are held by no shape."""


def assert_in_shape(line: dict[str, Any]) -> None:
    """Fail when a line of ours holds anything that its list does not allow."""
    assert list(line)[:4] == ["time", "level", "logger", "event"]
    for name, value in line.items():
        for one in value if isinstance(value, list) else [value]:
            assert re.fullmatch(SHAPES[name], str(one)), (name, one)
    assert line["level"] == logging.getLevelName(KINDS[line["event"]].level).lower()


def test_every_field_has_a_shape_but_two_that_hold_words() -> None:
    assert get_type_hints(Fields).keys() - SHAPES.keys() == {"problem", "message"}


async def say_all_that_must_not_be_logged(url: str, canary: str) -> list[str]:
    """Play a session in which a canary stands everywhere it can; return all secrets of it."""
    table = await open_table(url, ["ben", "ann", "cas"], title=f"titel {canary}")
    lena, ann = table["lena"], table["ann"]
    await table.begin("ben", "vragen")
    kept = [canary, table.leader_secret, lena.one("door")["secret"], lena.one("door")["code"]]
    await table.seat(f"Eva {canary}"[:40])
    await ann.ask("write_card", kind="vraag", text=f"Wat {canary}?")
    await ann.ask("write_card", kind="vraag", text=f"te lang {canary}" * 300)
    await ann.ask("write_card", kind=f"kind-{canary}", text="x")
    await ann.ask("rename_person", person=ann.person, name=f"Ann {canary}"[:40])
    await knock_wrongly(table, canary)
    await fetch_wrongly(table, canary)
    kept += [one.token for one in table.people.values()]
    await take_leave(table)
    return kept


async def knock_wrongly(table: Table, canary: str) -> None:
    """Come to the socket's door in every way that is turned away."""
    url, token = table.url, table["ann"].token
    hello = {"type": "hello", "protocol": 1, "board": table.board, "token": token}
    for text in (
        canary,
        f'{{"type":"{canary}"}}',
        json.dumps({**hello, "token": canary * 2}),
        json.dumps({**hello, "board": canary}),
        json.dumps({**hello, "protocol": 99}),
    ):
        async with opened(url) as socket:
            await socket.send(text)
            assert await all_said(socket)
    with pytest.raises(Exception, match="403"):
        async with opened(url, origin=f"https://{canary}.example.org"):
            pass
    line = await Line.socket(url)
    line.writer.write(b"\x81\xff" + b"\xff" * 8 + b"mask" + canary.encode() * 3)
    line.hang_up()


async def fetch_wrongly(table: Table, canary: str) -> None:
    """Put a canary in every part of a request over HTTP."""
    http, board = table.http, table.board
    auth = {"Authorization": f"Bearer {table['ann'].token}"}
    await http.get(f"/api/boards/{board}/report.md", headers=auth)
    await http.get(f"/api/boards/x/report.md?k={canary}", headers={"Authorization": canary})
    await http.get(f"/api/boards/{canary}/report.md", headers=auth)
    await http.get(f"/j/{board}?k={canary}")
    for path in (f"/j/{canary}", f"/{canary}", f"/api/{canary}", f"/assets/{canary}"):
        await http.get(path)
    await http.post("/api/lobby", json={"code": canary, "name": canary})
    await http.post("/api/lobby", content=f"{{{canary}")
    await http.post("/api/boards", json={"name": canary, "method": canary})
    await http.post(f"/api/boards/{board}/seats", json={"secret": canary, "name": "x"})
    await http.put(f"/api/boards/{board}/plan", content=f"name: {canary}", headers=auth)
    line = await Line.to(table.url)
    await line.say(head(canary.upper(), "/api/about", ("Host", "h")))
    line.hang_up()


async def take_leave(table: Table) -> None:
    """Send somebody away, who knocks again; end it; and let everybody go."""
    lena, cas = table["lena"], table["cas"]
    await lena.ask("remove_person", person=cas.person)
    await cas.until(lambda: cas.byes)
    with pytest.raises(Gone):
        await Participant(table.url, table.board, cas.token, cas.person).come()
    await lena.ask("end_round")
    await lena.ask("end_board")
    lena.cut()
    await table.close()


def assert_silent(log: str, kept: list[str]) -> None:
    for secret in kept:
        for disguise in disguises(secret):
            assert disguise not in log.encode(), f"the log holds {secret}"


HAPPEN = {
    "started",
    "board_made",
    "board_opened",
    "seat_connected",
    "seat_gone",
    "refused",
    "answered",
    "served",
    "board_ended",
    "stopping",
    "stopped",
}


@pytest.mark.parametrize("form", get_args(Form))
async def test_P39_the_log_of_a_server_at_debug_holds_no_content(
    tmp_path: Path, form: Form
) -> None:
    canary = f"canary{secrets.token_hex(6)}"
    with Server(tmp_path, log_level="debug", log_format=form) as server:
        kept = await say_all_that_must_not_be_logged(server.url, canary)
        server.terminate()
        assert server.process is not None
        assert server.process.wait(12) in (0, -15)
        log = server.log.read_text()
    assert "route=/api/boards status=201" in log or form == "json"
    assert_silent(log, kept)
    assert "Traceback" not in log
    assert "127.0.0.1" not in log, "nobody's address is kept"
    if form == "json":
        lines = [json.loads(line) for line in log.splitlines()]
        for line in lines:
            assert_in_shape(line)
        assert {line["event"] for line in lines} == HAPPEN
        gone = {line["reason"] for line in lines if line["event"] in ("refused", "seat_gone")}
        assert gone == {
            *("foreign_page", "bad_message", "unknown_seat", "protocol", "removed", "left"),
        }


@contextmanager
def logging_as(level: str, form: Form) -> Iterator[None]:
    """Log in this process as a server does."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    try:
        logging.config.dictConfig(log_config(level, form))
        yield
    finally:
        root.handlers[:], root.level = before
        for name in log_config(level, form)["loggers"]:
            logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.mark.parametrize("form", get_args(Form))
async def test_P39_a_mistake_of_ours_puts_no_content_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: Form
) -> None:
    canary = f"canary{secrets.token_hex(6)}"

    broke = 0

    def breaks(*_: object) -> object:
        nonlocal broke
        broke += 1
        raise LookupError(f"quotes {canary}")

    with logging_as("debug", form):
        async with at_home(tmp_path) as home:
            table = await open_table(home.url, ["ann"])
            ann, lena = table["ann"], table["lena"]
            ann.comes_back = False
            with monkeypatch.context() as patch:
                patch.setattr("flapover.live.draft.decide", breaks)
                ann.send("raise_hand")
                await ann.until(lambda: ann.codes)
                body = {"secret": lena.one("door")["secret"], "name": "Eva"}
                got = await table.http.post(f"/api/boards/{table.board}/seats", json=body)
                assert (got.status_code, got.json()) == (500, {"reason": "unavailable"})
            with monkeypatch.context() as patch:
                patch.setattr("flapover.live.room.Room._take_over", breaks)
                lena.send("lock_door")
                while broke < 3:  # noqa: ASYNC110
                    await asyncio.sleep(0.005)
            with monkeypatch.context() as patch:
                patch.setattr("flapover.http.report.markdown", breaks)
                auth = {"Authorization": f"Bearer {lena.token}"}
                got = await table.http.get(f"/api/boards/{table.board}/report.md", headers=auth)
                assert got.status_code == 500
                patch.setattr("flapover.http.socket.is_ours", breaks)
                with pytest.raises(Exception, match="500"):
                    async with opened(home.url):
                        pass
            await table.close()
    log = capsys.readouterr().err
    assert_silent(log, [canary])
    if form == "text":
        assert log.count("fault=LookupError") == broke == 5
        assert len(re.findall(r"\n    [\w./]+:\d+ breaks\n", log)) == broke
        return
    faults = [line for line in map(json.loads, log.splitlines()) if line["event"] == "fault"]
    for line in faults:
        assert_in_shape(line)
    assert [line["doing"] for line in faults if line["fault"] == "LookupError"] == [
        *("request", "request", "event_loop", "route"),
    ]
    places = [line["stack"][-1] for line in faults if line["fault"] == "LookupError"]
    assert all(place.endswith(" breaks") for place in places)


@pytest.mark.parametrize("logger", ["uvicorn.error", "websockets.server", "sqlalchemy.engine"])
def test_P39_libraries_that_would_log_content_are_held_at_a_level_where_they_do_not(
    logger: str,
) -> None:
    with logging_as("debug", "text"):
        assert not logging.getLogger(logger).isEnabledFor(logging.DEBUG)
        assert logging.getLogger("flapover.live.room").isEnabledFor(logging.DEBUG)


@pytest.mark.parametrize("form", get_args(Form))
def test_P39_of_a_library_its_own_words_are_logged_and_not_what_it_filled_in(
    capsys: pytest.CaptureFixture[str], form: Form
) -> None:
    with logging_as("debug", form):
        log = logging.getLogger("uvicorn.error")
        log.warning("Cancel %s of %s", "somebody", "something")
        log.error("Traceback\nsomething that was quoted")
        log.error(ValueError("something that was quoted"))
        try:
            raise LookupError("something that was quoted")
        except LookupError:
            log.exception("It broke")
    said = capsys.readouterr().err
    assert "Cancel %s of %s" in said
    assert "LookupError" in said
    assert "some" not in said
    assert "quoted" not in said


async def test_a_flooder_is_written_down_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with at_home(tmp_path, person_burst=20, person_per_second=1) as home:
        table = await open_table(home.url)
        lena = table["lena"]
        for _ in range(60):
            lena.send("raise_hand")
        await lena.until(lambda: not lena.unanswered())
        await table.close()
    said = [one.msg for one in caplog.records if isinstance(one.msg, Note)]
    limits = [one.fields for one in said if one.happening == "limit_hit"]
    assert limits == [{"board": table.board, "person": lena.person, "reason": "person"}]
