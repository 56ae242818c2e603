"""A clip over HTTP: who may send one, what is taken, and that nothing of a half one stays."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from flapover.core.ids import BoardId
from flapover.live import films, space
from flapover.live.films import HEAD_BYTES, media_of
from tests.http.films import (
    WEBM_HEAD,
    address,
    bearer,
    fetch,
    kept,
    mp4,
    said,
    send,
    until_gone,
    via,
    webm,
)
from tests.http.raw import Line, head
from tests.live.kit import Home, Table, at_home, open_table

pytestmark = pytest.mark.timeout(60)


@pytest.mark.parametrize(("film", "media"), [(webm(), "video/webm"), (mp4(), "video/mp4")])
async def test_a_clip_is_taken_in_told_to_all_and_served_to_each(
    home: Home, film: bytes, media: str
) -> None:
    table = await via(home)
    sent = await send(table, "ben", film, **{"Content-Type": "text/plain"})
    assert sent.status_code == 201, sent.text
    await table.settle()
    for name in ("lena", "ben", "ann", "wall"):
        view = table[name].one("clip")
        assert (view["clip"], view["media"], view["size"]) == (sent.json()["clip"], media, 4000)
        got = await fetch(table, name)
        assert got.status_code == 200
        assert got.content == film
        assert got.headers["content-type"] == media
        assert got.headers["cache-control"] == "no-store"
        assert got.headers["x-content-type-options"] == "nosniff"
        assert got.headers["accept-ranges"] == "bytes"
    (path,) = kept(home)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["lena", "ann", "wall"])
async def test_P20_only_its_bringer_sends_one(home: Home, name: str) -> None:
    table = await via(home)
    assert said(await send(table, name, webm())) == (400, "not_allowed")
    assert kept(home) == []


async def test_P26_without_a_seat_nothing_is_taken(home: Home) -> None:
    table, other = await via(home), await via(home)
    for token in ("", "Bearer x", f"Bearer {other['ben'].token}"):
        answer = await table.http.put(
            address(table), content=webm(), headers={"Authorization": token}
        )
        assert said(answer) == (404, "not_found")
    assert kept(home) == []


async def test_P20_only_in_a_step_that_shows_one(home: Home) -> None:
    table = await open_table(home.url, ["ben"], method="via")
    assert said(await send(table, "ben", webm())) == (400, "nothing_going")
    await table.begin("ben", "zelf")
    assert said(await send(table, "ben", webm())) == (400, "not_now")
    assert kept(home) == []


@pytest.mark.parametrize(
    "film",
    [
        b"",
        b"x",
        b"GIF89a" + bytes(4000),
        b"<html>" + bytes(4000),
        b"\x1a\x45\xdf\xa3" + bytes(4000),
        WEBM_HEAD.replace(b"webm", b"mkv!") + bytes(4000),
        mp4(brand=b"heic"),
        mp4(brand=b"M4A "),
        bytes(4) + b"FTYP" + bytes(4000),
    ],
)
async def test_what_is_no_film_is_refused_whatever_it_is_called(home: Home, film: bytes) -> None:
    table = await via(home)
    answer = await send(table, "ben", film, **{"Content-Type": "video/mp4"})
    assert said(answer) == (415, "wrong_file")
    assert kept(home) == []
    assert table["ann"].one("clip")["clip"] is None


@pytest.mark.parametrize("brand", [b"isom", b"mp42", b"avc1", b"qt  ", b"3gp5"])
def test_what_phones_make_is_an_mp4(brand: bytes) -> None:
    assert media_of(mp4(brand=brand)[:HEAD_BYTES]) == "video/mp4"
    assert media_of(mp4(brand=brand)[:11]) is None


async def pieces(total: int, size: int = 50_000) -> AsyncIterator[bytes]:
    yield webm(size)
    for _ in range(total // size - 1):
        yield bytes(size)


async def test_too_large_is_refused_by_what_it_says_and_by_what_comes(tmp_path: Path) -> None:
    async with at_home(tmp_path, clip_megabytes=1) as home:
        table = await via(home)
        assert said(await send(table, "ben", webm(1_000_001))) == (413, "file_too_large")
        assert said(await send(table, "ben", pieces(3_000_000))) == (413, "file_too_large")
        assert kept(home) == []
        assert (await send(table, "ben", webm(1_000_000))).status_code == 201
        assert (await send(table, "ben", pieces(1_000_000))).status_code == 201
        async with asyncio.timeout(20):
            # The one that it replaces goes in a thread.
            while len(kept(home)) != 1:  # noqa: ASYNC110
                await asyncio.sleep(0.01)


async def test_none_is_taken_where_they_are_turned_off(tmp_path: Path) -> None:
    async with at_home(tmp_path, clip_megabytes=0) as home:
        table = await via(home)
        assert said(await send(table, "ben", webm())) == (400, "not_allowed")
        assert (await table.http.get("/api/about")).json()["clip_megabytes"] == 0


async def test_P7_a_film_leaves_room_on_the_disk(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = await via(home)
    monkeypatch.setattr(space, "RESERVE_BYTES", 1 << 60)
    assert said(await send(table, "ben", webm())) == (503, "unavailable")
    assert kept(home) == []


class Disk:
    """A disk with so much free, less what a test says is written."""

    def __init__(self, folder: Path, free: int) -> None:
        self._folder = folder
        self.free_bytes = free

    def disk_usage(self, _path: Path) -> SimpleNamespace:
        lying = sum(path.stat().st_size for path in self._folder.glob("*"))
        return SimpleNamespace(free=self.free_bytes - lying)


def a_disk(home: Home, spare: int, monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk(home.house.settings.data / "clips", space.RESERVE_BYTES + spare)
    monkeypatch.setattr(space, "shutil", disk)
    return disk


async def test_P7_a_film_that_does_not_say_how_large_it_is_leaves_room_too(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = await via(home)
    a_disk(home, 10, monkeypatch)
    assert said(await send(table, "ben", pieces(900_000))) == (503, "unavailable")
    assert kept(home) == []


async def test_P7_films_on_their_way_count_over_all_boards(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, other = await via(home), await via(home)
    a_disk(home, 1_500_000, monkeypatch)
    line = await half_sent(home, table)
    assert said(await send(other, "ben", webm(900_000))) == (503, "unavailable")
    line.hang_up()
    await until_gone(home)
    assert (await send(other, "ben", webm(900_000))).status_code == 201


async def test_P7_a_disk_that_fills_while_a_film_comes_takes_no_more_of_it(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = await via(home)
    disk = a_disk(home, 200_000_000, monkeypatch)

    async def slow() -> AsyncIterator[bytes]:
        yield webm(300_000)
        while not kept(home):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        disk.free_bytes = space.RESERVE_BYTES
        yield bytes(300_000)

    assert said(await send(table, "ben", slow())) == (503, "unavailable")
    assert kept(home) == []


async def test_all_films_together_are_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(space, "LARGEST_AT_ONCE", 2)
    async with at_home(tmp_path, clip_megabytes=1) as home:
        first, second, third = await via(home), await via(home), await via(home)
        assert (await send(first, "ben", webm(900_000))).status_code == 201
        assert (await send(second, "ben", webm(900_000))).status_code == 201
        assert said(await send(third, "ben", webm(900_000))) == (503, "unavailable")
        assert (await send(third, "ben", webm(100_000))).status_code == 201


async def half_sent(home: Home, table: Table) -> Line:
    """Begin to send a film, and stop halfway."""
    line = await Line.to(home.url)
    told = (("Host", "x"), ("Content-Length", "900000"), *bearer(table, "ben").items())
    line.writer.write(head("PUT", address(table), *told) + webm(500_000))
    await line.writer.drain()
    while not kept(home):  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    return line


async def test_of_a_film_that_breaks_off_nothing_is_left(home: Home) -> None:
    table = await via(home)
    line = await half_sent(home, table)
    line.hang_up()
    await until_gone(home)
    await table.settle()
    assert table["ann"].one("clip")["clip"] is None


async def test_of_a_film_that_falls_silent_nothing_is_left(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(films, "STALL_SECONDS", 0.2)
    table = await via(home)
    line = await half_sent(home, table)
    await until_gone(home)
    line.hang_up()


async def test_of_a_film_that_trickles_nothing_is_left(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(films, "UPLOAD_SECONDS", 1.0)
    table = await via(home)
    line = await half_sent(home, table)
    heard = asyncio.create_task(line.reader.read())
    with suppress(ConnectionError):
        while not heard.done():
            line.writer.write(b"x")
            await line.writer.drain()
            await asyncio.sleep(0.05)
    await asyncio.wait({heard})
    assert isinstance(heard.exception(), ConnectionError | None)
    line.hang_up()
    await until_gone(home)


async def test_P3_a_board_that_was_let_go_while_a_film_came_has_it(home: Home) -> None:
    table = await via(home)
    rooms, board = home.house.rooms, BoardId(table.board)

    async def slow() -> AsyncIterator[bytes]:
        yield webm(300_000)
        while not kept(home):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        rooms._rooms.pop(board).close()
        assert await rooms.room(board) is not None
        yield bytes(5000)

    sent = await send(table, "ben", slow())
    assert sent.status_code == 201
    room = await rooms.room(board)
    assert room is not None
    assert room.board.running is not None
    assert room.board.running.clip is not None
    assert room.board.running.clip.id == sent.json()["clip"]


async def test_who_begins_anew_is_not_kept_waiting_for_the_first(home: Home) -> None:
    table = await via(home)
    line = await half_sent(home, table)
    sent = await send(table, "ben", webm())
    assert sent.status_code == 201
    assert await line.say(webm(400_000)) == 400
    line.hang_up()
    assert [path.name.rpartition(".")[2] for path in kept(home)] == [sent.json()["clip"]]


async def test_a_film_that_comes_when_the_step_is_over_is_not_kept(home: Home) -> None:
    table = await via(home)

    async def slow() -> AsyncIterator[bytes]:
        yield webm(5000)
        assert await table["lena"].ask("next_step", step="kijken") is None
        yield bytes(5000)

    assert said(await send(table, "ben", slow())) == (400, "not_now")
    assert kept(home) == []
