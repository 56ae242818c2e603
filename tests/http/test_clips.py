"""A clip over HTTP: who sends it, what is taken, who may fetch it, and that it is wiped."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from flapover.core.ids import BoardId, ClipId
from flapover.http.tickets import TICKET_SECONDS, TICKETS_PER_SEAT
from flapover.live import films
from flapover.live.films import HEAD_BYTES, LONGEST_SECONDS, media_of
from tests.core.made import FILM
from tests.http.films import WEBM_HEAD, mp4, webm
from tests.http.raw import Line, head
from tests.live.fakes import Clock
from tests.live.kit import Home, Server, Table, at_home, open_table
from tests.live.own import known
from tests.live.test_secrecy import disguises

pytestmark = pytest.mark.timeout(60)


async def via(home: Home) -> Table:
    """Open a table in the first step of VIA, where ben may show a clip."""
    table = await open_table(home.url, ["ben", "ann"], method="via")
    await table.seat("wall", device="screen")
    await table.begin("ben")
    return table


def bearer(table: Table, name: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {table[name].token}"}


def address(table: Table) -> str:
    return f"/api/boards/{table.board}/clip"


async def send(table: Table, name: str, film: object, **headers: str) -> httpx.Response:
    told = {**bearer(table, name), **headers}
    return await table.http.put(address(table), content=film, headers=told)  # type: ignore[arg-type]


async def ticket(table: Table, name: str) -> httpx.Response:
    return await table.http.post(f"{address(table)}/ticket", headers=bearer(table, name))


async def fetch(table: Table, name: str, **headers: str) -> httpx.Response:
    """Fetch the film as a phone does: first a ticket, then the film."""
    got = await ticket(table, name)
    if got.status_code != 200:
        return got
    return await by(table, got.json()["ticket"], **headers)


async def by(table: Table, ticket: str, **headers: str) -> httpx.Response:
    return await table.http.get(address(table), params={"ticket": ticket}, headers=headers)


def kept(home: Home) -> list[Path]:
    """Return every file that there is of any clip, whole or not."""
    return sorted((home.house.settings.data / "clips").glob("*"))


def said(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["reason"]


# Sending


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
        assert len(kept(home)) == 1


async def test_none_is_taken_where_they_are_turned_off(tmp_path: Path) -> None:
    async with at_home(tmp_path, clip_megabytes=0) as home:
        table = await via(home)
        assert said(await send(table, "ben", webm())) == (400, "not_allowed")
        assert (await table.http.get("/api/about")).json()["clip_megabytes"] == 0


async def test_P7_a_film_leaves_room_on_the_disk(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = await via(home)
    monkeypatch.setattr(films, "RESERVE_BYTES", 1 << 60)
    assert said(await send(table, "ben", webm())) == (503, "unavailable")
    assert kept(home) == []


async def until_gone(home: Home) -> None:
    while kept(home):  # noqa: ASYNC110 -- the line is cut: nobody tells when the server notices
        await asyncio.sleep(0.01)


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


# Fetching


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
        statuses = {(await by(table, hers)).status_code for _ in range(200)}
        assert statuses == {200, 429}


async def test_a_film_that_is_gone_is_not_found(home: Home) -> None:
    table = await via(home)
    await send(table, "ben", webm())
    (path,) = kept(home)
    path.unlink()
    assert said(await fetch(table, "ann")) == (404, "not_found")


# Wiping


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


# Secrecy


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
    log = server.log.read_text()
    assert f"GET {address(table)}" in log
    assert theirs not in log
