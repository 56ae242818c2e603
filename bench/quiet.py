"""What is there when nobody looks: boards that everybody left, the start, the first page."""

import asyncio
import time

from bench import report
from bench.first_load import first_load_bytes
from bench.kinds import FLAPOVER, sit_at_boards
from bench.process import Measured
from bench.size import Size

LEFT_BOARDS, SEATS, CARDS = 50, 8, 2
"""Cards of each seat."""
FORGET_SECONDS = 65.0
"""After at most a minute Flapover keeps nothing of a board that nobody watches."""
STARTS = 3


async def unwatched(size: Size, turn: asyncio.Lock) -> None:
    """Print what a board costs that everybody left; waits while others use the machine."""
    with FLAPOVER.start() as server:
        # The first ones leave room behind that the next ones use again.
        await _left(server, size.of(LEFT_BOARDS), turn)
        before = server.memory_bytes()
        await _left(server, size.of(LEFT_BOARDS), turn)
        each = (server.memory_bytes() - before) / size.of(LEFT_BOARDS)
        report.show("unwatched_board_kib", [each / 1024])


async def start(_size: Size) -> None:
    """Print how long it takes until the first answer."""
    report.show("start_seconds", [_start_seconds() for _ in range(STARTS)])


async def first_load(_size: Size) -> None:
    """Print what a phone loads before the join screen stands."""
    with FLAPOVER.start() as server:
        join = f"{server.origin}/j"
        report.show("first_load_join_bytes", [await asyncio.to_thread(first_load_bytes, join)])


async def _left(server: Measured, boards: int, turn: asyncio.Lock) -> None:
    async with turn:
        party = await sit_at_boards(server, boards, SEATS)
        await party.write_each(CARDS)
        party.leave()
    await asyncio.sleep(FORGET_SECONDS)


def _start_seconds() -> float:
    began = time.perf_counter()
    with FLAPOVER.start():
        return time.perf_counter() - began
