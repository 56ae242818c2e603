"""What is there when nobody looks: boards that everybody left, the start, the first page."""

import asyncio
import time

from bench import report
from bench.first_load import first_load_bytes
from bench.kinds import FLAPOVER, PATIENT, sit_at_boards
from bench.process import Measured
from bench.size import Size

LEFT_BOARDS, SEATS, CARDS = 200, 8, 2
"""Boards of each time, and cards of each seat."""
TIMES, SETTLED = 6, 3
"""How often so many boards come and go, and after how many times what is bounded is full."""
FORGET_SECONDS = 65.0
"""After at most a minute Flapover keeps nothing of a board that nobody watches."""
STARTS = 3


async def unwatched(size: Size, turn: asyncio.Lock) -> None:
    """Print what a board costs that everybody left; waits while others use the machine."""
    boards = size.of(LEFT_BOARDS)
    # On a slow machine it takes long until the last of them have come.
    with PATIENT.start() as server:
        kib = []
        for _ in range(TIMES):
            await _left(server, boards, turn)
            kib.append(server.memory_bytes() / 1024)
    report.show("unwatched_early_board_kib", [(kib[1] - kib[0]) / boards])
    late = (TIMES - SETTLED) * boards
    report.show("unwatched_board_kib", [(kib[-1] - kib[SETTLED - 1]) / late])


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
