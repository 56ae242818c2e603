"""The loads under which servers are compared, and one run of one server under one load."""

import asyncio
import math
import time
from dataclasses import dataclass, replace

from bench.party import Party
from bench.process import TICK_SECONDS, Measured
from bench.size import Size
from bench.tally import Tally

WARM = 0.25
"""Of the seconds that are measured, beforehand."""
MOST_DELIVERIES_PER_SECOND = 120_000
"""What no server here reaches."""
DRAIN_SECONDS = 10.0
"""How long what was sent may still be on its way after a run."""


@dataclass(frozen=True, slots=True)
class Load:
    """So many tables of so many, and how much they write."""

    name: str
    tables: int
    seats: int
    deliveries_per_second: int | None
    """Over all seats, at random moments; None: who is answered writes the next card at once."""
    references: tuple[str, ...]
    """The servers beside which Flapover runs under this load."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """All servers that run under this load."""
        return ("flapover", *self.references)

    def sized(self, size: Size) -> "Load":
        """Return a share of this load, at tables of the same size."""
        rate = self.deliveries_per_second
        return replace(
            self,
            tables=size.of(self.tables),
            deliveries_per_second=None if rate is None else size.of(rate),
        )

    def cards_at_a_table(self, seconds: float) -> float:
        """Return how many cards a table gets in a run, at the most that we expect."""
        cards = (self.deliveries_per_second or MOST_DELIVERIES_PER_SECOND) / self.seats
        return cards * (1 + WARM) * seconds / self.tables


LOADS = {
    load.name: load
    for load in (
        Load("6k", 100, 8, 6_400, ("bare", "naive")),
        Load("15k", 100, 8, 15_000, ("bare", "memory", "socketio", "pysocketio", "ywebsocket")),
        Load("30s", 27, 30, 15_000, ("bare",)),
        Load("saturated", 100, 8, None, ("bare", "socketio")),
    )
}


@dataclass(frozen=True, slots=True)
class Run:
    """What one run showed."""

    cpu_us: float
    """Of the server, per card delivered to one seat; user and kernel."""
    deliveries_per_s: float
    cards_per_s: float
    """Written and acknowledged."""
    p50_ms: float
    p95_ms: float
    p99_ms: float
    """From writing a card to seeing it, over all seats."""
    bytes_per_delivery: float
    load_cpu_share: float
    """Of one core, of the load generator: near 1 it is the bottleneck, not the server."""
    server_cpu_share: float
    memory_mib: float
    lost: int
    """Cards that did not reach every seat exactly once, when all is over."""
    refused: int
    cut: int
    """Seats that were hung up on."""


async def run(server: Measured, party: Party, load: Load, seconds: float) -> Run:
    """Let a party write, look at so many seconds of it, and see all of it through."""
    stop = asyncio.Event()
    all_of_it = party.tally.window()
    writing = asyncio.create_task(_write(party, load, stop))
    await asyncio.sleep(WARM * seconds)
    window, cpu, own = party.tally.window(), server.cpu_seconds(), time.process_time()
    began = time.perf_counter()
    await asyncio.sleep(seconds)
    took = time.perf_counter() - began
    # The kernel counts in ticks; less than one is not nothing.
    cpu = max(server.cpu_seconds() - cpu, TICK_SECONDS)
    own = time.process_time() - own
    seen, received, kept = window.seen(), window.received_bytes, window.acknowledged
    memory = server.memory_bytes()
    stop.set()
    await writing
    await drained(party.tally)
    return Run(
        cpu_us=cpu / len(seen) * 1e6 if seen else math.inf,
        deliveries_per_s=len(seen) / took,
        cards_per_s=kept / took,
        p50_ms=percentile(seen, 50) * 1e3,
        p95_ms=percentile(seen, 95) * 1e3,
        p99_ms=percentile(seen, 99) * 1e3,
        bytes_per_delivery=received / len(seen) if seen else math.inf,
        load_cpu_share=own / took,
        server_cpu_share=cpu / took,
        memory_mib=memory / 2**20,
        lost=all_of_it.lost,
        refused=all_of_it.refused,
        cut=party.tally.cut,
    )


def percentile(in_order: list[float], percent: int) -> float:
    """Return a percentile of values that stand in order; infinite when there are none."""
    if not in_order:
        return math.inf
    return in_order[min(len(in_order) * percent // 100, len(in_order) - 1)]


async def _write(party: Party, load: Load, stop: asyncio.Event) -> None:
    if load.deliveries_per_second is None:
        party.write_when_answered(stop)
    else:
        await party.write_at_random(load.deliveries_per_second / party.seats, stop)


async def drained(tally: Tally) -> None:
    """Wait until everything has arrived, or nothing more can be expected."""
    until = time.perf_counter() + DRAIN_SECONDS
    while tally.missing and not tally.cut and time.perf_counter() < until:  # noqa: ASYNC110
        await asyncio.sleep(0.05)
