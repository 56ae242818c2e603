"""What is there when nobody writes: memory, the start, the first page."""

import asyncio
import time

from bench import report
from bench.first_load import first_load_bytes
from bench.kinds import FLAPOVER, sit_at_boards

IDLE_BOARDS = 125
IDLE_SEATS = 40
SETTLE_SECONDS = 3.0
STARTS = 3


async def idle_memory() -> None:
    """Print what one more quiet seat costs, board and all."""
    with FLAPOVER.start() as server:
        warm = await sit_at_boards(server, 1, 8)
        before = server.memory_bytes()
        party = await sit_at_boards(server, IDLE_BOARDS, IDLE_SEATS)
        await asyncio.sleep(SETTLE_SECONDS)
        each = (server.memory_bytes() - before) / (IDLE_BOARDS * IDLE_SEATS)
        report.show("idle_kib_per_seat", [each / 1024])
        party.leave()
        warm.leave()


async def start() -> None:
    """Print how long it takes until the first answer."""
    report.show("start_seconds", [_start_seconds() for _ in range(STARTS)])


async def first_load() -> None:
    """Print what a phone loads before the join screen stands."""
    with FLAPOVER.start() as server:
        join = f"{server.origin}/j"
        report.show("first_load_join_bytes", [await asyncio.to_thread(first_load_bytes, join)])


def _start_seconds() -> float:
    began = time.perf_counter()
    with FLAPOVER.start():
        return time.perf_counter() - began
