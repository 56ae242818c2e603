"""The loads under which a server is measured."""

import asyncio
import random
import time
from dataclasses import dataclass
from typing import Literal

from bench.load import SEATS, Seat, Tally, bare_table, flapover_table
from bench.process import Measured, bare, flapover

TABLES = 50
CARDS_PER_SECOND = 0.5
"""Of each seat, in the steady load."""
WARM_SECONDS = 2.0
STEADY_SECONDS = 10.0
SETTLE_SECONDS = 1.0
SATURATED_TABLES = 25
SATURATED_SECONDS = 5.0
IDLE_BOARDS = 25
IDLE_SEATS = 40


@dataclass(frozen=True, slots=True)
class Steady:
    """A run in which everybody writes now and then."""

    cpu_us: float
    """Of the server, per card delivered to one seat; user and kernel."""
    p50_ms: float
    p99_ms: float
    """From writing a card to seeing it, over all seats."""
    delivered_share: float
    """1 when every card reached every seat."""
    load_cpu_share: float
    """Of one core, of the load generator: near 1 it is the bottleneck, not the server."""


async def steady(which: Literal["flapover", "bare"]) -> Steady:
    """Let 50 tables of 8 write 0.5 cards a second each."""
    tally = Tally()
    with flapover() if which == "flapover" else bare() as server:
        seats = await _tables(server, which, TABLES, tally)
        writers = [asyncio.create_task(_now_and_then(seat)) for seat in seats]
        await asyncio.sleep(WARM_SECONDS)
        delivered = tally.delivered
        tally.seen_seconds.clear()
        cpu, own, began = server.cpu_seconds(), time.process_time(), time.perf_counter()
        await asyncio.sleep(STEADY_SECONDS)
        load_cpu = (time.process_time() - own) / (time.perf_counter() - began)
        cpu, seen = server.cpu_seconds() - cpu, sorted(tally.seen_seconds)
        in_time = tally.delivered - delivered
        for writer in writers:
            writer.cancel()
        await asyncio.sleep(SETTLE_SECONDS)
        await asyncio.gather(*(seat.leave() for seat in seats))
    return Steady(
        cpu_us=cpu / in_time * 1e6,
        p50_ms=seen[len(seen) // 2] * 1e3,
        p99_ms=seen[len(seen) * 99 // 100] * 1e3,
        delivered_share=tally.delivered / (len(tally.sent_at) * SEATS),
        load_cpu_share=load_cpu,
    )


async def saturated_cards_per_second() -> float:
    """Let everybody write the next card as soon as the last is acknowledged; all must be seen."""
    tally = Tally()
    with flapover() as server:
        seats = await _tables(server, "flapover", SATURATED_TABLES, tally)
        began = time.perf_counter()
        await asyncio.gather(*(_until(seat, began + SATURATED_SECONDS) for seat in seats))
        took = time.perf_counter() - began
        await asyncio.sleep(SETTLE_SECONDS)
        await asyncio.gather(*(seat.leave() for seat in seats))
    missing = len(tally.sent_at) * SEATS - tally.delivered
    if missing:
        raise RuntimeError(f"{missing} cards were not seen by somebody")
    return tally.acknowledged / took


async def idle_kib_per_seat() -> float:
    """Return what one more quiet seat costs the server in memory, in KiB."""
    tally = Tally()
    with flapover() as server:
        seats = await flapover_table(server, tally)
        before = server.memory_bytes()
        for _ in range(IDLE_BOARDS):
            seats += await flapover_table(server, tally, IDLE_SEATS)
        await asyncio.sleep(SETTLE_SECONDS)
        after = server.memory_bytes()
        await asyncio.gather(*(seat.leave() for seat in seats))
    return (after - before) / (IDLE_BOARDS * IDLE_SEATS) / 1024


async def _tables(server: Measured, which: str, tables: int, tally: Tally) -> list[Seat]:
    seats: list[Seat] = []
    for number in range(tables):
        if which == "flapover":
            seats += await flapover_table(server, tally)
        else:
            seats += await bare_table(server, number, tally)
    return seats


async def _now_and_then(seat: Seat) -> None:
    while True:
        await asyncio.sleep(random.uniform(0, 2) / CARDS_PER_SECOND)
        await seat.write()


async def _until(seat: Seat, end: float) -> None:
    while time.perf_counter() < end:
        await seat.write_and_wait()
