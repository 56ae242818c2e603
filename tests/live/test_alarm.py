"""An alarm follows the server's clock, whatever the loop's own clock says."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from flapover.live import alarm as module
from flapover.live.alarm import Alarm
from tests.live.fakes import Clock

pytestmark = pytest.mark.timeout(20)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.02)


class Bell:
    """An alarm that counts its rings, on a clock that a test moves."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.rings: list[datetime] = []
        self.alarm = Alarm(self.clock, self._ring)

    def _ring(self, at: datetime) -> None:
        self.rings.append(at)

    def set(self, **ahead: float) -> datetime:
        at = self.clock() + timedelta(**ahead)
        self.alarm.set(at)
        return at

    async def rang(self, times: int = 1) -> None:
        async with asyncio.timeout(20):
            while len(self.rings) < times:  # noqa: ASYNC110
                await asyncio.sleep(0.01)


async def test_P19_after_a_sleep_it_rings_although_the_loop_slept_too() -> None:
    bell = Bell()
    at = bell.set(minutes=12)
    await asyncio.sleep(0.05)
    assert bell.rings == []
    bell.clock.forward(minutes=12)
    await bell.rang()
    assert bell.rings == [at]
    bell.alarm.stop()


async def test_P19_a_clock_that_was_set_back_does_not_ring_too_early() -> None:
    bell = Bell()
    at = bell.set(seconds=0.02)
    bell.clock.forward(hours=-1)
    await asyncio.sleep(0.1)
    assert bell.rings == []
    bell.clock.forward(hours=2)
    await bell.rang()
    assert bell.rings == [at]
    bell.alarm.stop()


async def test_P19_it_rings_again_until_it_is_set_to_another_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "AGAIN_SECONDS", 0.05)
    bell = Bell()
    bell.set(seconds=-1)
    await bell.rang(times=2)
    bell.alarm.set(None)
    rang = len(bell.rings)
    await asyncio.sleep(0.1)
    assert len(bell.rings) == rang


async def test_it_does_not_ring_from_within_the_setting() -> None:
    bell = Bell()
    bell.set(seconds=-1)
    assert bell.rings == []
    bell.alarm.stop()
