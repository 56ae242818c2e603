"""Stopping, sickness and sluggards: told to come back, quick to end, honest about health."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.http.raw import PING, TEXT, Line, frame, head
from tests.live.kit import ROOMY, Server, Table, at_home, open_table, opened

pytestmark = pytest.mark.timeout(120)


async def stuck(table: Table, name: str) -> Line:
    """Open a socket for a seat that says hello and then reads nothing any more."""
    seat = table.people[name]
    line = await Line.socket(table.url)
    hello = {"type": "hello", "protocol": 1, "board": table.board, "token": seat.token}
    line.writer.write(frame(TEXT, json.dumps(hello).encode()))
    await line.reader.read(1)
    line.writer.transport.pause_reading()  # type: ignore[attr-defined]
    return line


async def fill(table: Table, count: int) -> None:
    """Write so much that a peer who does not read has megabytes coming."""
    ann = table["ann"]
    for number in range(count):
        assert await ann.ask("write_card", kind="vraag", text=f"{number} " + "é" * 1900) is None


async def test_P17_everybody_is_told_to_come_back_and_the_process_ends_in_time(
    tmp_path: Path,
) -> None:
    with Server(tmp_path, **ROOMY) as server:
        table = await open_table(server.url, ["ben", "ann"])
        await table.begin("ben", "laatste-vragen")
        line = await stuck(table, "ben")
        idle = await Line.to(server.url)
        silent = await Line.socket(server.url)
        half = await Line.to(server.url)
        half.writer.write(b"POST /api/boards HTTP/1.1\r\nHost: h\r\nContent-Le")
        await fill(table, 300)
        for one in table.people.values():
            one.comes_back = False
        server.terminate()
        for one in table.people.values():
            await one.until(lambda one=one: one.codes)  # type: ignore[misc]
            assert (one.byes, one.codes) == (["restart"], [1012])
        assert server.process is not None
        code = await asyncio.to_thread(server.process.wait, 30)
        for one_line in (line, idle, silent, half):
            one_line.hang_up()
    assert code in (0, -15)
    log = server.log.read_text()
    assert "Flapover has stopped" in log
    assert "timeout graceful shutdown exceeded" not in log, "the stuck one was not cut off"
    assert "Traceback" not in log


async def test_P17_a_server_without_visitors_ends_at_once(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        table = await open_table(server.url, ["ann"])
        await table.close()
        server.terminate()
        assert server.process is not None
        await asyncio.to_thread(server.process.wait, 30)
    assert "graceful shutdown exceeded" not in server.log.read_text()


async def test_P16_one_who_reads_nothing_delays_nobody_and_costs_little(tmp_path: Path) -> None:
    with Server(tmp_path, **ROOMY) as server:
        table = await open_table(server.url, ["ben", "ann"])
        await table.begin("ben", "laatste-vragen")
        assert server.process is not None
        await fill(table, 20)
        before = resident(server.process.pid)
        lines = [await stuck(table, "ben") for _ in range(4)]
        await fill(table, 200)
        await table["lena"].quiet()
        assert len(table["lena"].of("card")) == 220
        grown = resident(server.process.pid) - before
        for line in lines:
            line.hang_up()
        assert server.alive()
    # The board itself grows by a megabyte of text or so; nothing is kept for those who do not read.
    assert grown < 40_000_000


async def test_P16_a_flood_of_pings_that_nobody_answers_grows_nothing(tmp_path: Path) -> None:
    with Server(tmp_path, **ROOMY) as server:
        assert server.process is not None
        table = await open_table(server.url, ["ann"])
        before = resident(server.process.pid)
        line = await Line.socket(server.url)
        line.writer.transport.pause_reading()  # type: ignore[attr-defined]
        flood = frame(PING, b"x" * 125) * 5000
        sent = 0
        deadline = time.monotonic() + 4
        while time.monotonic() < deadline and sent < 60_000_000:
            line.writer.write(flood)
            sent += len(flood)
            try:
                async with asyncio.timeout(1):
                    await line.writer.drain()
            except (TimeoutError, ConnectionError):
                break
        grown = resident(server.process.pid) - before
        assert await table["ann"].ask("raise_hand") is None
        line.writer.transport.abort()
        line.hang_up()
    assert grown < 20_000_000


def resident(pid: int) -> int:
    """Return how much memory a process holds, in bytes (Linux)."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


async def test_P30_a_connection_that_never_asks_anything_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flapover.transport.HEAD_SECONDS", 0.3)
    async with at_home(tmp_path, hello_seconds=0.3) as home:
        idle = await Line.to(home.url)
        half = await Line.to(home.url)
        half.writer.write(b"GET /healthz HTTP/1.1\r\nHost: h\r\nX")
        silent = await Line.socket(home.url)
        assert await silent.close_code() == 4408
        assert await idle.closed()
        assert await half.closed()
        kept = await Line.to(home.url)
        again = head("GET", "/healthz", ("Host", "h"))
        assert await kept.say(again) == 200
        for line in (idle, half, silent, kept):
            line.hang_up()


async def test_a_body_that_never_comes_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flapover.http.guard.BODY_SECONDS", 0.2)
    async with at_home(tmp_path) as home:
        line = await Line.to(home.url)
        asked = head("POST", "/api/lobby", ("Host", "h"), ("Content-Length", "100"))
        assert await line.say(asked + b"{") == 408
        line.hang_up()


async def test_healthy_only_while_the_journal_can_be_written(tmp_path: Path) -> None:
    with Server(tmp_path) as server:
        async with httpx.AsyncClient(base_url=server.url, trust_env=False, timeout=20) as http:
            assert (await http.get("/healthz")).status_code == 200
            other = sqlite3.connect(tmp_path / "data" / "flapover.sqlite")
            other.execute("BEGIN IMMEDIATE")
            taken = await http.get("/healthz")
            other.rollback()
            other.close()
            assert (taken.status_code, taken.json()) == (503, {"reason": "unavailable"})
            assert taken.headers["retry-after"] == "10"
            assert (await http.get("/healthz")).status_code == 200


async def test_a_message_that_never_ends_is_cut_off(tmp_path: Path) -> None:
    async with at_home(tmp_path, hello_seconds=1) as home:
        async with opened(home.url) as socket:

            async def endless() -> None:
                async def pieces() -> AsyncIterator[str]:
                    while True:
                        yield "x"
                        await asyncio.sleep(0.01)

                await socket.send(pieces())

            speaking = asyncio.create_task(endless())
            await asyncio.wait({speaking}, timeout=30)
            assert speaking.done()
            speaking.exception()
        assert socket.close_code in (4408, 1009)
