"""Guessing does not pay (P33), and looking at a link changes nothing."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from typing import Any, cast

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from flapover.app import create_app
from flapover.http.house import WrongCodes, make_house
from flapover.http.tokens import CODE_LETTERS
from flapover.journal import JournalUnavailable
from flapover.live import limits
from flapover.live.limits import Limit
from flapover.settings import Settings
from tests.live.kit import ROOMY, Home, open_table

pytestmark = pytest.mark.timeout(120)


def purses(codes: WrongCodes) -> tuple[Limit, ...]:
    return (codes._minute, codes._hour, codes._all, codes._first)


class Seconds:
    at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest_asyncio.fixture
async def app(tmp_path: Path) -> AsyncIterator[FastAPI]:
    app = create_app(Settings(data=tmp_path, **ROOMY))  # type: ignore[arg-type]
    async with app.router.lifespan_context(app):
        yield app


def asker(app: FastAPI, address: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, client=(address, 1234))
    return httpx.AsyncClient(transport=transport, base_url="http://h")


async def knock(app: FastAPI, address: str, code: str) -> tuple[int, bytes]:
    """Ask for a place in the lobby as quickly as possible; return the status and the body."""
    body = json.dumps({"code": code, "name": "Eve"}).encode()
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/api/lobby",
        "raw_path": b"/api/lobby",
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"h"), (b"content-type", b"application/json")],
        "client": (address, 1),
        "server": ("h", 80),
    }
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent[0]["status"], sent[1]["body"]


async def new_board(app: FastAPI) -> dict[str, str]:
    async with asker(app, "10.0.0.1") as http:
        made = await http.post("/api/boards", json={"method": "post-it", "name": "lena"})
        got: dict[str, str] = made.json()
        return got


def code_of(app: FastAPI, board: str) -> str:
    rooms = {room.board.id: room for room in app.state.house.rooms}
    code: str = rooms[board].board.door.code
    return code


async def test_P33_ten_thousand_wrong_codes_are_few_tries_and_one_answer(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, chance = Seconds(), Random(33)
    monkeypatch.setattr(limits, "monotonic", now)
    codes = WrongCodes()
    for limit in purses(codes):
        monkeypatch.setattr(limit, "_now", now)
    object.__setattr__(app.state.house, "wrong_codes", codes)
    board = (await new_board(app))["board"]
    await app.state.house.rooms.room(board)
    real = code_of(app, board)
    answers: Counter[tuple[int, bytes]] = Counter()
    for _ in range(10_000):
        # In an hour and forty minutes.
        now.at += 0.6
        answers[await knock(app, "6.6.6.6", "".join(chance.choices(CODE_LETTERS, k=8)))] += 1
    wrong, too_fast = (404, b'{"reason":"not_found"}'), (429, b'{"reason":"too_fast"}')
    assert set(answers) == {wrong, too_fast}
    assert answers[wrong] <= 20 + 100 * 20 / 60 + 1, "more guesses than the limits allow"
    assert (await knock(app, "6.6.6.6", real))[0] == 429, "the guesser is not told which is right"
    async with asker(app, "10.0.0.2") as person:
        spoken = f" {real[:4].lower()}-{real[4:]} "
        seated = await person.post("/api/lobby", json={"code": spoken, "name": "Ann"})
        assert (seated.status_code, seated.json()["waiting"]) == (201, True)


async def test_P33_many_addresses_together_have_ten_tries_a_second(app: FastAPI) -> None:
    now = Seconds()
    codes = WrongCodes()
    for limit in purses(codes):
        limit._now = now
    guessers = [f"10.0.{number // 256}.{number % 256}" for number in range(1000)]
    for guesser in guessers:
        codes.take(guesser)
    tried = 0
    for _ in range(10):
        tried += sum(codes.take(guesser) is not None for guesser in guessers[:100])
        now.at += 1
    assert tried <= 10 + 10 * 10


def test_P33_guessers_do_not_keep_out_who_did_not_guess() -> None:
    now = Seconds()
    codes = WrongCodes()
    for limit in purses(codes):
        limit._now = now
    guessers = [f"10.0.0.{number}" for number in range(50)]
    for _ in range(5):
        for guesser in guessers:
            codes.take(guesser)
    assert codes.take(guessers[0]) is None
    assert codes.take("192.168.1.1") is not None
    assert codes.take("192.168.1.1") is None, "a second try must wait for the common purse"


def test_P33_addresses_without_number_are_bounded_too() -> None:
    codes = WrongCodes()
    for limit in purses(codes):
        limit._now = Seconds()
    tried = sum(
        codes.take(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}") is not None
        for number in range(100_000)
    )
    assert tried == 110


async def test_P33_guesses_that_come_at_once_are_counted_one_by_one(app: FastAPI) -> None:
    board = (await new_board(app))["board"]
    await app.state.house.rooms.room(board)
    asked = (knock(app, "6.6.6.6", f"BBBB{number:04}") for number in range(300))
    statuses = Counter(status for status, _ in await asyncio.gather(*asked))
    assert statuses == {404: 5, 429: 295}
    # A group behind one address, who all heard the code at the same moment.
    people = (knock(app, "10.0.0.2", code_of(app, board)) for _ in range(8))
    assert {status for status, _ in await asyncio.gather(*people)} == {201}


async def test_a_guess_that_could_not_be_looked_up_costs_nothing(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_code: str) -> None:
        raise JournalUnavailable("away")

    with monkeypatch.context() as patch:
        patch.setattr(app.state.house.journal, "board_of_code", away)
        statuses = [(await knock(app, "6.6.6.6", "BCDFGHJK"))[0] for _ in range(10)]
    assert statuses == [503] * 10
    assert (await knock(app, "6.6.6.6", "BCDFGHJK"))[0] == 404


async def test_P28_one_address_takes_no_more_seats_than_it_may(app: FastAPI) -> None:
    house = app.state.house
    object.__setattr__(house, "seats_of_address", Limit(burst=3, per_second=1, now=Seconds()))
    made = await new_board(app)
    body = {"secret": made["leader_secret"], "name": "Ann"}
    path = f"/api/boards/{made['board']}/seats"
    async with asker(app, "6.6.6.6") as one, asker(app, "7.7.7.7") as other:
        answers = [await one.post(path, json=body) for _ in range(4)]
        assert [got.status_code for got in answers] == [201, 201, 201, 429]
        assert (await one.post("/api/lobby", json={"code": "B", "name": "A"})).status_code == 429
        assert (await other.post(path, json=body)).status_code == 201


async def test_P28_one_board_gives_no_more_seats_than_it_may(app: FastAPI) -> None:
    house = app.state.house
    object.__setattr__(house, "seats_of_board", Limit(burst=3, per_second=1, now=Seconds()))
    made, other = await new_board(app), await new_board(app)
    statuses = []
    for number, board in enumerate([made] * 4 + [other]):
        body = {"secret": board["leader_secret"], "name": "Ann"}
        async with asker(app, f"10.0.1.{number}") as person:
            got = await person.post(f"/api/boards/{board['board']}/seats", json=body)
        statuses.append(got.status_code)
    assert statuses == [201, 201, 201, 429, 201]


def test_P28_twelve_phones_behind_one_address_come_in_at_once() -> None:
    house = make_house(Settings(), cast("Any", None), cast("Any", None))
    assert sum(house.seats_of_address.take("10.0.0.1") for _ in range(100)) == 60
    assert sum(house.seats_of_board.take("board") for _ in range(100)) == 60


@pytest.mark.parametrize(
    "code", ["", "BCDF", "BCDFGHJKM", "ééééééé", "%00" * 8, "  ", "' OR 1=1 --"]
)
async def test_P33_a_code_that_is_none_is_answered_like_a_wrong_one(
    app: FastAPI, code: str
) -> None:
    async with asker(app, "6.6.6.6") as guesser:
        got = await guesser.post("/api/lobby", json={"code": code, "name": "Eve"})
    assert (got.status_code, got.json()) == (404, {"reason": "not_found"})


async def test_P33_a_wrong_secret_and_a_board_that_is_not_there_sound_alike(app: FastAPI) -> None:
    board = (await new_board(app))["board"]
    body = {"secret": "A" * 22, "name": "Eve"}
    async with asker(app, "6.6.6.6") as guesser:
        answers = [
            await guesser.post(f"/api/boards/{which}/seats", json=body)
            for which in (board, "0" * 16, "x", "%00", "A" * 41, "..%2f", "%7B%7D", board.upper())
        ]
    assert {(got.status_code, got.text) for got in answers} == {(404, '{"reason":"not_found"}')}


async def test_P33_fetching_a_link_changes_nothing(home: Home) -> None:
    table = await open_table(home.url, ["ann"])
    await table.settle()
    before = dict(table["lena"].views)
    secret = table["lena"].one("door")["secret"]
    for path in (f"/j/{table.board}", f"/b/{table.board}", "/j", f"/j/{table.board}?{secret}"):
        for method in ("GET", "HEAD", "OPTIONS"):
            await table.http.request(method, path, headers={"Purpose": "prefetch"})
    for path in (f"/api/boards/{table.board}/seats", "/api/boards", "/api/lobby"):
        for method in ("GET", "HEAD", "PUT", "DELETE"):
            got = await table.http.request(method, path)
            assert got.status_code in (404, 405), (method, path)
    await table.settle()
    assert table["lena"].views == before
    await table.close()
