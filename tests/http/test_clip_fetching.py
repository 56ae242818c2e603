"""A clip over HTTP: who may fetch it, in which pieces, and who learns nothing of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from flapover.http.tickets import TICKET_SECONDS, TICKETS_PER_SEAT
from tests.core.made import FILM
from tests.http.films import (
    address,
    by,
    fetch,
    kept,
    said,
    send,
    ticket,
    via,
    webm,
)
from tests.live.fakes import Clock
from tests.live.kit import Home, Server, Table, at_home, open_table
from tests.live.own import known
from tests.live.test_secrecy import disguises

pytestmark = pytest.mark.timeout(60)


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-99", 206, slice(0, 100)),
        ("bytes=100-", 206, slice(100, None)),
        ("bytes=-50", 206, slice(-50, None)),
        ("bytes=3999-9999", 206, slice(3999, None)),
        ("bytes=0-0,5-9", 200, slice(None)),
        ("bytes=x-y", 200, slice(None)),
        ("lines=1-2", 200, slice(None)),
        ("bytes=9-3", 200, slice(None)),
    ],
)
async def test_a_range_is_served_and_what_is_no_range_is_passed_over(
    home: Home, asked: str, status: int, part: slice
) -> None:
    table, film = await via(home), webm()
    await send(table, "ben", film)
    got = await fetch(table, "ann", Range=asked, **{"Accept-Encoding": "gzip"})
    assert got.status_code == status
    assert got.content == film[part]
    assert "content-encoding" not in got.headers
    assert got.headers["cache-control"] == "no-store"
    if status == 206:
        assert got.headers["content-range"].endswith("/4000")


async def test_a_range_beyond_the_end_is_416(home: Home) -> None:
    table = await via(home)
    await send(table, "ben", webm())
    got = await fetch(table, "ann", Range="bytes=4000-")
    assert got.status_code == 416
    assert got.headers["content-range"] == "bytes */4000"


async def test_P26_nobody_fetches_the_clip_of_another_board(home: Home) -> None:
    table, other = await via(home), await via(home)
    await send(table, "ben", webm())
    await send(other, "ben", webm())
    strange = {"Authorization": f"Bearer {other['ann'].token}"}
    asked = await table.http.post(f"{address(table)}/ticket", headers=strange)
    assert said(asked) == (404, "not_found")
    theirs = (await ticket(other, "ann")).json()["ticket"]
    for wrong in (theirs, "", "x", table["ann"].token):
        assert said(await by(table, wrong)) == (404, "not_found")
    assert (await by(other, theirs)).status_code == 200


async def test_P27_a_ticket_dies_with_its_seat(home: Home) -> None:
    table = await via(home)
    await send(table, "ben", webm())
    hers = (await ticket(table, "ann")).json()["ticket"]
    assert (await by(table, hers)).status_code == 200
    assert await table["lena"].ask("remove_person", person=table["ann"].person) is None
    assert said(await by(table, hers)) == (404, "not_found")


async def _removed(table: Table) -> None:
    assert await table["lena"].ask("remove_person", person=table["ann"].person) is None


async def _step_on(table: Table) -> None:
    assert await table["lena"].ask("next_step", step="kijken") is None


async def _round_over(table: Table) -> None:
    assert await table["lena"].ask("end_round") is None


async def _elsewhere(table: Table) -> None:
    assert await table["lena"].ask("watch_elsewhere", where="room") is None


@pytest.mark.parametrize("asked", ["", "bytes=1-"])
@pytest.mark.parametrize("over", [_removed, _step_on, _round_over, _elsewhere])
async def test_P27_a_film_on_its_way_breaks_off_when_its_seat_may_watch_no_longer(
    home: Home, over: Callable[[Table], Awaitable[None]], asked: str
) -> None:
    table, size = await via(home), 40_000_000
    await send(table, "ben", webm(size))
    hers = (await ticket(table, "ann")).json()["ticket"]
    told = {"Range": asked} if asked else {}
    got = 0
    async with table.http.stream(
        "GET", address(table), params={"ticket": hers}, headers=told
    ) as film:
        assert film.status_code == (206 if asked else 200)
        coming = film.aiter_bytes(65536)
        got += len(await anext(coming))
        await over(table)
        with suppress(httpx.RemoteProtocolError):
            async for piece in coming:
                got += len(piece)
    assert got < size // 2, "more than what the kernel had in hand"


async def test_P21_who_has_not_promised_fetches_nothing(home: Home) -> None:
    table = await via(home)
    await table.seat("stille", agree=False)
    await send(table, "ben", webm())
    assert said(await ticket(table, "stille")) == (404, "not_found")


async def test_out_of_sight_it_is_not_fetched(home: Home) -> None:
    table = await via(home)
    assert said(await ticket(table, "ann")) == (404, "not_found")
    await send(table, "ben", webm())
    hers = (await ticket(table, "ann")).json()["ticket"]
    lena = table["lena"]
    assert await lena.ask("watch_elsewhere", where="room") is None
    assert said(await by(table, hers)) == (404, "not_found")
    assert await lena.ask("watch_elsewhere", where=None) is None
    assert (await by(table, hers)).status_code == 200
    assert await lena.ask("next_step", step="kijken") is None
    assert said(await by(table, hers)) == (404, "not_found")
    assert len(kept(home)) == 1, "one step back and it is there again"


async def test_a_ticket_works_for_a_while_and_a_seat_has_so_many(tmp_path: Path) -> None:
    clock = Clock()
    async with at_home(tmp_path, clock) as home:
        table = await via(home)
        await send(table, "ben", webm())
        first = (await ticket(table, "ann")).json()
        assert first["seconds"] == TICKET_SECONDS
        others = [(await ticket(table, "ann")).json()["ticket"] for _ in range(TICKETS_PER_SEAT)]
        assert said(await by(table, first["ticket"])) == (404, "not_found")
        assert (await by(table, others[0])).status_code == 200
        clock.forward(seconds=TICKET_SECONDS)
        assert said(await by(table, others[-1])) == (404, "not_found")
        await ticket(table, "ann")
        assert len(home.house.tickets) == 1


async def test_P28_a_film_is_not_read_without_end(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        table = await via(home)
        await send(table, "ben", webm())
        hers = (await ticket(table, "ann")).json()["ticket"]
        home.house.film_reads._per_second = 0  # a slow machine would get new ones meanwhile
        statuses = {(await by(table, hers)).status_code for _ in range(110)}
        assert statuses == {200, 429}


async def test_a_film_that_is_gone_is_not_found(home: Home) -> None:
    table = await via(home)
    await send(table, "ben", webm())
    (path,) = kept(home)
    path.unlink()
    assert said(await fetch(table, "ann")) == (404, "not_found")


async def test_P21_no_id_of_a_clip_reaches_who_turns_their_back_or_sits_elsewhere(
    tmp_path: Path,
) -> None:
    with known(FILM):
        async with at_home(tmp_path) as home:
            table = await open_table(home.url, ["ben", "ann"], method="klein")
            other = await open_table(home.url, ["eva"], method="klein")
            await table.begin("ben", "weg")
            ann, eva = table["ann"], other["eva"]
            heard = len(ann.heard)
            sent = await send(table, "lena", webm())
            clip = sent.json()["clip"]
            leaders = (await ticket(table, "lena")).json()["ticket"]
            assert await table["lena"].ask("play_clip", clip=clip) is None
            await table.again("ann")
            await table.settle()
            pages = b""
            for one in (ann, eva):
                token = {"Authorization": f"Bearer {one.token}"}
                for method, path in (
                    ("POST", "clip/ticket"),
                    ("GET", "clip"),
                    ("GET", "report.md"),
                ):
                    got = await table.http.request(
                        method, f"/api/boards/{table.board}/{path}", headers=token
                    )
                    assert path == "report.md" or said(got) == (404, "not_found")
                    pages += got.content + str(got.headers).encode()
            assert await ann.ask("play_clip", clip=clip) == "not_now"
            seen = "\n".join((*ann.heard[heard:], *eva.heard)).encode() + pages
            for secret in (clip, leaders):
                assert not any(disguise in seen for disguise in disguises(secret))
            assert [view["clip"] for view in table["ben"].of("clip")] == [clip]


async def test_P39_a_ticket_is_in_no_log(tmp_path: Path) -> None:
    with Server(tmp_path, log_level="debug") as server:
        table = await open_table(server.url, ["ben"], method="via")
        await table.begin("ben")
        assert (await send(table, "ben", webm())).status_code == 201
        theirs = (await ticket(table, "ben")).json()["ticket"]
        assert (await by(table, theirs)).status_code == 200
        await table.close()
        server.terminate()  # not killed: an answer is logged after it was sent
        assert server.process is not None
        await asyncio.to_thread(server.process.wait, 30)
    log = server.log.read_text()
    assert "method=GET route=/api/boards/{board}/clip status=200" in log
    assert theirs not in log
