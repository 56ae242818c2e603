"""Who is there: counted over devices, and writing only for as long as somebody does."""

# ruff: noqa: ASYNC110 -- what is waited for has no event of its own

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest

from flapover.core.ids import PersonId
from flapover.core.project import Presence
from flapover.core.sight import Key
from flapover.live import presence
from flapover.live.presence import Attendance

pytestmark = pytest.mark.timeout(20)
ANN = PersonId("ann")


class Told:
    def __init__(self) -> None:
        self.keys: list[Key] = []

    def __call__(self, keys: Iterable[Key]) -> None:
        self.keys += keys


async def test_somebody_is_away_only_when_the_last_device_is() -> None:
    told = Told()
    attendance = Attendance({}, Told(), told)
    attendance.arrive(ANN)
    attendance.arrive(ANN)
    attendance.depart(ANN)
    assert attendance.present == {ANN: Presence(here=True)}
    attendance.depart(ANN)
    assert attendance.present == {}
    assert told.keys == ["presence:ann"] * 2, "a second device is no news"


async def test_who_comes_or_goes_may_be_shown_later_and_who_writes_may_not() -> None:
    now, soon = Told(), Told()
    attendance = Attendance({}, now, soon)
    attendance.arrive(ANN)
    assert (len(now.keys), len(soon.keys)) == (0, 1)
    attendance.write(ANN)
    attendance.rest(ANN)
    assert (len(now.keys), len(soon.keys)) == (2, 1)
    attendance.depart(ANN)
    assert (len(now.keys), len(soon.keys)) == (2, 2)


async def test_writing_is_told_once_and_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "WRITING_SECONDS", 0.02)
    told = Told()
    attendance = Attendance({}, told, Told())
    attendance.arrive(ANN)
    for _ in range(5):
        attendance.write(ANN)
    assert attendance.present == {ANN: Presence(here=True, writing=True)}
    assert len(told.keys) == 1
    async with asyncio.timeout(20):
        while attendance.present[ANN].writing:
            await asyncio.sleep(0.01)
    assert len(told.keys) == 2


async def test_a_pen_put_down_by_going_away_stays_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "WRITING_SECONDS", 0.01)
    attendance = Attendance({}, Told(), Told())
    attendance.arrive(ANN)
    attendance.write(ANN)
    attendance.depart(ANN)
    await asyncio.sleep(0.05)
    assert attendance.present == {}
