"""A film goes with its round, its bringer, its successor, and what a crash left behind too."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from pathlib import Path

import pytest

from flapover.core.ids import BoardId, ClipId, PersonId
from flapover.core.requests import BringClip
from flapover.http.clips import _put_on_board
from flapover.live import films
from flapover.live.films import LONGEST_SECONDS
from flapover.live.room import Room
from flapover.live.rooms import Rooms
from tests.http.films import (
    by,
    kept,
    mp4,
    said,
    send,
    ticket,
    until_gone,
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
    await until_gone(home)
    assert said(await by(table, hers)) == (404, "not_found")


async def test_P36_a_film_is_wiped_when_it_is_replaced_taken_away_or_its_bringer_goes(
    home: Home,
) -> None:
    table = await via(home)
    ben = table["ben"]
    first = (await send(table, "ben", webm())).json()["clip"]
    second = (await send(table, "ben", mp4())).json()["clip"]
    await until_gone(home, 1)
    assert [path.name for path in kept(home)] == [f"{table.board}.{second}"]
    assert await ben.ask("remove_clip", clip=first) == "not_now"
    assert await ben.ask("remove_clip", clip=second) is None
    await until_gone(home)
    await send(table, "ben", webm())
    assert await table["lena"].ask("give_inbrenger", person=table["ann"].person) is None
    await until_gone(home)


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


async def test_P2_a_film_that_cannot_be_wiped_holds_up_no_answer(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = await via(home)
    clip = (await send(table, "ben", webm())).json()["clip"]
    shelf, rooms, now = home.house.films, home.house.rooms, time.time()
    loop_thread, wiped_in = threading.get_ident(), []

    def wipe(_board: BoardId, _clip: ClipId) -> None:
        wiped_in.append(threading.get_ident())
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as broken:
        broken.setattr(shelf, "wipe", wipe)
        assert await table["ben"].ask("remove_clip", clip=clip) is None
        await table.settle()
        assert table["ann"].one("clip")["clip"] is None
        while not wiped_in:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert loop_thread not in wiped_in
    assert len(kept(home)) == 1
    await shelf.sweep(rooms, before=now + 60, now=now)
    assert kept(home) == []


class OddRooms(Rooms):
    """Boards of which one cannot be opened."""

    def __init__(self) -> None:
        """Hold nothing."""

    async def room(self, board: BoardId) -> Room | None:
        if board == "a-odd":
            raise ValueError("an event that does not load")
        return None


async def test_P36_an_odd_board_or_file_holds_up_no_sweep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(films, "SWEEP_SECONDS", 0.01)
    (tmp_path / "a.folder").mkdir()
    (tmp_path / "b.broken.part").mkdir()
    (tmp_path / "c.vanished").symlink_to(tmp_path / "nowhere")
    for name in ("a-odd.film", "d.film"):
        (tmp_path / name).write_bytes(webm())
        os.utime(tmp_path / name, (time.time() - 100,) * 2)
    shelf = films.Films(tmp_path, 1_000_000)
    shelf.clear_parts()
    sweeping = asyncio.create_task(shelf.keep_swept(OddRooms()))
    while (tmp_path / "d.film").exists():  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    os.utime(tmp_path / "a-odd.film", (time.time() - 2 * LONGEST_SECONDS,) * 2)
    while (tmp_path / "a-odd.film").exists():  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    assert not sweeping.done()
    sweeping.cancel()


async def test_P36_a_sender_who_goes_while_it_is_noted_wipes_nothing(home: Home) -> None:
    table = await via(home)
    room = await home.house.rooms.room(BoardId(table.board))
    assert room is not None
    film = home.house.films.path(room.board.id, ClipId("new"))
    film.parent.mkdir(exist_ok=True)
    film.write_bytes(webm())
    bringer = PersonId(table["ben"].person)
    errand = BringClip(ClipId("new"), "video/webm", 4000)
    noting = asyncio.create_task(_put_on_board(room.board.id, bringer, errand, home.house))
    while room._worker is None:  # noqa: ASYNC110
        await asyncio.sleep(0)
    noting.cancel()
    while table["ann"].one("clip")["clip"] != "new":  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    assert kept(home) == [film]
    film.unlink()
    assert said(await ticket(table, "ann")) == (404, "not_found")
