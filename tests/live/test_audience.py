"""Who is told what, and when: a commit at once, comings and goings together with what follows."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from flapover.core.ids import PersonId
from flapover.live import audience
from tests.live.fakes import Phone, Play

pytestmark = pytest.mark.timeout(20)
NAMES = ("cas", "dia", "eva", "fik")
LATER = 3600.0


def frames(phone: Phone, after: int) -> list[dict[str, Any]]:
    return [json.loads(text) for text in phone.socket.sent[after:]]


async def a_turn() -> None:
    for _ in range(3):
        await asyncio.sleep(0)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audience, "SOON_SECONDS", LATER)


async def test_many_who_come_at_once_are_one_frame_for_each_who_was_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(audience, "SOON_SECONDS", 0.05)
    play = await Play.begin(*NAMES)
    lena = await play.phone("lena")
    await lena.see()
    before = len(lena.socket.sent)
    for name in NAMES:
        play.room.attendance.arrive(PersonId(name))
    await a_turn()
    assert frames(lena, before) == [], "that can wait a moment"
    await lena.socket.frames(before + 1)
    [told] = frames(lena, before)
    assert {view["id"]: view["here"] for view in told["set"]} == dict.fromkeys(NAMES, True)


async def test_who_comes_sees_at_once_who_is_there(patient: None) -> None:
    play = await Play.begin(*NAMES)
    cas = await play.phone("cas")
    play.room.attendance.arrive(PersonId("dia"))
    eva = await play.phone("eva")
    first = {
        view.get("id"): view for view in frames(eva, 0)[0]["views"] if view["type"] == "presence"
    }
    assert [first[name]["here"] for name in ("cas", "dia", "eva", "fik")] == [
        True,
        True,
        True,
        False,
    ]
    await play.idle()
    assert cas.mirror.views["presence:dia"]["here"]


async def test_who_came_is_told_along_with_what_happens_next(patient: None) -> None:
    play = await Play.begin(*NAMES)
    lena = await play.phone("lena")
    before = len(lena.socket.sent)
    play.room.attendance.arrive(PersonId("cas"))
    assert await play.act("ann", "raise_hand") is None
    await a_turn()
    [told] = frames(lena, before)
    assert {f"{view['type']}:{view['id']}" for view in told["set"]} == {
        "presence:cas",
        "person:ann",
    }


async def test_who_came_and_went_meanwhile_is_no_news(patient: None) -> None:
    play = await Play.begin(*NAMES)
    lena = await play.phone("lena")
    before = len(lena.socket.sent)
    cas = PersonId("cas")
    play.room.attendance.arrive(cas)
    play.room.attendance.depart(cas)
    await lena.see()
    assert frames(lena, before) == []
