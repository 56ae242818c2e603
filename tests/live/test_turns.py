"""Who comes in goes one after the other, and whoever is at work goes between them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from itertools import pairwise

import pytest

from flapover.core.ids import BoardId
from flapover.live.turns import Turns

pytestmark = pytest.mark.timeout(20)
HERE, THERE = BoardId("here"), BoardId("there")


async def test_who_comes_alone_does_not_wait() -> None:
    turns = Turns()
    for _ in range(3):
        coming = turns.mine(HERE)
        with pytest.raises(StopIteration):
            coming.send(None)
        await asyncio.sleep(0.01)


async def test_many_come_in_order_and_whoever_is_at_work_goes_between_them() -> None:
    turns, seen = Turns(), list[object]()

    async def come(number: int) -> None:
        await turns.mine(HERE)
        seen.append(number)

    async def work() -> None:
        while len(seen) < 2 * 20:
            await asyncio.sleep(0)
            seen.append("work")

    async with asyncio.timeout(5), asyncio.TaskGroup() as all_of_them:
        all_of_them.create_task(work())
        for number in range(20):
            all_of_them.create_task(come(number))
    assert [one for one in seen if one != "work"] == list(range(20))
    places = [at for at, one in enumerate(seen) if one != "work"]
    assert all(after - before > 1 for before, after in pairwise(places))


async def test_who_gave_up_keeps_nobody_waiting() -> None:
    turns = Turns()
    await turns.mine(HERE)
    waiting = [asyncio.create_task(turns.mine(HERE)) for _ in range(3)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    async with asyncio.timeout(5):
        await asyncio.gather(*waiting[1:])
    with suppress(asyncio.CancelledError):
        await waiting[0]


async def test_who_comes_to_the_same_board_goes_together_and_later_ones_wait_again() -> None:
    turns, seen, began = Turns(), list[str](), asyncio.Event()

    async def come(name: str, board: BoardId) -> None:
        await turns.mine(board)
        seen.append(name)
        began.set()

    await turns.mine(HERE)
    async with asyncio.timeout(5), asyncio.TaskGroup() as all_of_them:
        for name, board in (("a", HERE), ("b", THERE), ("c", HERE), ("d", THERE)):
            all_of_them.create_task(come(name, board))
        await began.wait()
        all_of_them.create_task(come("late", HERE))
    assert seen == ["a", "c", "b", "d", "late"]
