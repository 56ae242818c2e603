"""Guessing does not pay (P33), and looking at a link changes nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from flapover.app import create_app
from flapover.http.house import WrongCodes
from flapover.http.tokens import CODE_LETTERS
from flapover.live import limits
from flapover.settings import Settings
from tests.live.kit import ROOMY, Home, open_table

pytestmark = pytest.mark.timeout(60)


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
    for limit in (codes._minute, codes._hour, codes._all):
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
    for limit in (codes._minute, codes._hour, codes._all):
        limit._now = now
    tried = 0
    for second in range(10):
        for number in range(1000):
            address = f"10.{second}.{number // 256}.{number % 256}"
            if codes.open_to(address):
                codes.note(address)
                tried += 1
        now.at += 1
    assert tried <= 10 + 10 * 10
    assert codes.open_to("192.168.1.1"), "a second later a real person is heard"


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
