"""Asking for a seat twice takes one (P2): the phone makes the token, so no answer is missed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from flapover.app import create_app
from flapover.settings import Settings
from tests.live.kit import ROOMY

pytestmark = pytest.mark.timeout(120)
TOKEN = "a-token-that-a-phone-made"


@pytest_asyncio.fixture
async def http(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(Settings(data=tmp_path, **ROOMY))  # type: ignore[arg-type]
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app, client=("192.0.2.1", 1234))
        async with httpx.AsyncClient(transport=transport, base_url="http://h") as http:
            yield http


async def opened(http: httpx.AsyncClient) -> dict[str, str]:
    asked = {"method": "post-it", "name": "Lea"}
    made: dict[str, str] = (await http.post("/api/boards", json=asked)).json()
    return made


async def sit(http: httpx.AsyncClient, board: dict[str, str], **more: str) -> httpx.Response:
    asked = {"secret": board["leader_secret"], "name": "Ann", **more}
    return await http.post(f"/api/boards/{board['board']}/seats", json=asked)


async def test_P2_a_seat_asked_for_again_is_the_same_seat(http: httpx.AsyncClient) -> None:
    board = await opened(http)
    first = (await sit(http, board, token=TOKEN)).json()
    assert first["token"] == TOKEN
    again = await sit(http, board, token=TOKEN, name="Anna")
    assert (again.status_code, again.json()) == (201, first)
    assert (await sit(http, board)).json()["person"] != first["person"]


async def test_P2_a_seat_asked_for_by_two_at_once_is_one_seat(http: httpx.AsyncClient) -> None:
    board = await opened(http)
    answers = await asyncio.gather(*(sit(http, board, token=TOKEN) for _ in range(5)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["person"] for answer in answers}) == 1


async def test_P26_a_token_of_another_board_opens_nothing(http: httpx.AsyncClient) -> None:
    one, other = await opened(http), await opened(http)
    assert (await sit(http, one, token=TOKEN)).status_code == 201
    refused = await sit(http, other, token=TOKEN)
    assert (refused.status_code, refused.json()) == (404, {"reason": "not_found"})


@pytest.mark.parametrize("token", ["short", "x" * 65, "with a blank in it, long enough", ""])
async def test_P29_a_token_that_is_none_is_refused(http: httpx.AsyncClient, token: Any) -> None:
    board = await opened(http)
    assert (await sit(http, board, token=token)).status_code == 400
