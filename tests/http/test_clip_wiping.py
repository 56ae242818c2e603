"""A film goes with its round, its bringer, its successor, and what a crash left behind too."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from flapover.core.ids import BoardId, ClipId
from flapover.live.films import LONGEST_SECONDS
from tests.http.films import (
    by,
    kept,
    mp4,
    said,
    send,
    ticket,
    via,
    webm,
)
from tests.live.kit import Home, at_home

pytestmark = pytest.mark.timeout(60)


@pytest.mark.parametrize("way", ["end_round", "end_board"])
async def test_P36_a_film_is_wiped_with_its_round(home: Home, way: str) -> None:
    table = await via(home)
    await send(table, "ben", webm())
    hers = (await ticket(table, "ann")).json()["ticket"]
    assert await table["lena"].ask(way) is None
    assert kept(home) == []
    assert said(await by(table, hers)) == (404, "not_found")


async def test_P36_a_film_is_wiped_when_it_is_replaced_taken_away_or_its_bringer_goes(
    home: Home,
) -> None:
    table = await via(home)
    ben = table["ben"]
    first = (await send(table, "ben", webm())).json()["clip"]
    second = (await send(table, "ben", mp4())).json()["clip"]
    assert [path.name for path in kept(home)] == [f"{table.board}.{second}"]
    assert await ben.ask("remove_clip", clip=first) == "not_now"
    assert await ben.ask("remove_clip", clip=second) is None
    assert kept(home) == []
    await send(table, "ben", webm())
    assert await table["lena"].ask("give_inbrenger", person=table["ann"].person) is None
    assert kept(home) == []


async def test_P36_what_a_crash_left_behind_goes_at_the_next_start(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        table = await via(home)
        sent = await send(table, "ben", webm())
        mine = f"{table.board}.{sent.json()['clip']}"
    folder = tmp_path / "clips"
    for name in ("other.clip", f"{table.board}.former", f"{table.board}.new.part"):
        (folder / name).write_bytes(webm())
    async with at_home(tmp_path) as home:
        while len(kept(home)) > 1:  # noqa: ASYNC110 -- swept beside the start
            await asyncio.sleep(0.01)
        assert [path.name for path in kept(home)] == [mine]


async def test_P36_a_film_of_a_round_that_was_forgotten_goes_in_the_end(home: Home) -> None:
    table = await via(home)
    await send(table, "ben", webm())
    shelf, rooms, now = home.house.films, home.house.rooms, time.time()
    await shelf.sweep(rooms, before=now - 60, now=now)
    assert len(kept(home)) == 1, "it may be on its way to its board"
    await shelf.sweep(rooms, before=now + 60, now=now)
    assert len(kept(home)) == 1, "the board shows it"
    later = now + LONGEST_SECONDS + 60
    await shelf.sweep(rooms, before=later, now=later)
    assert kept(home) == []


async def test_to_wipe_what_is_not_there_is_no_matter(home: Home) -> None:
    home.house.films.wipe(BoardId("b"), ClipId("c"))
