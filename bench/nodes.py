"""Measures several nodes on one PostgreSQL and one Redis: `python -m bench.nodes`.

From node to node beside within one node, two nodes beside one, and the CPU time that a card takes
of each process. What the names mean, and what follows from them: docs/scale.md.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.loads import percentile
from bench.party import Party
from bench.people import ROOMY, Ticket, Words, come_in, open_boards
from bench.process import Measured, cpu_seconds_of
from bench.tally import Tally
from bench.wire import Wire
from scripts.cluster import Cluster, Node, running_nodes

TABLES, SEATS = 20, 8
CARDS_PER_SECOND = 100
"""Over all tables, of a quiet evening: 800 deliveries a second."""
SATURATED_TABLES = 40
WARM_SECONDS = 1.0
DRAIN_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Asked:
    """How often, and how long each measurement takes."""

    rounds: int
    seconds: float


class Meter:
    """What the parts of a cluster, and the load itself, use of the CPU from now on."""

    def __init__(self, cluster: Cluster) -> None:
        """Begin to count."""
        self._pids = {
            "nodes": [node.process.pid for node in cluster.nodes],
            "postgres": [cluster.postgres],
            "redis": [cluster.redis],
        }
        self._before = self._now()

    def spent(self) -> dict[str, float]:
        """Return the CPU seconds since, by part; all nodes are one."""
        return {part: used - self._before[part] for part, used in self._now().items()}

    def _now(self) -> dict[str, float]:
        used = {part: sum(map(cpu_seconds_of, pids)) for part, pids in self._pids.items()}
        return used | {"load": time.process_time()}  # all the others are children of this process


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a stretch of writing brought, and what it took."""

    cards: int
    seconds: float
    spent: dict[str, float]

    @property
    def rate(self) -> float:
        """Cards a second."""
        return self.cards / self.seconds

    @property
    def cores(self) -> float:
        """How many cores were busy, the load's own among them."""
        return sum(self.spent.values()) / self.seconds

    def each(self, part: str) -> float:
        """CPU µs of a part for each card."""
        return self.spent[part] / self.cards * 1e6


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, prog="make bench-nodes")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5.0, help="of each measurement")
    chosen = parser.parse_args()
    asyncio.run(measure(Asked(chosen.rounds, chosen.seconds)))


async def measure(asked: Asked) -> None:
    """Run the rounds: two nodes first, then one, and the other way about."""
    within, across = list[float](), list[float]()
    wrote: dict[str, list[Stretch]] = {"1_node": [], "2_nodes": [], "2_nodes_mixed": []}
    for turn in range(asked.rounds):
        with running_nodes(2, ROOMY) as cluster:
            one, two = [_measured(node) for node in cluster.nodes]
            here, there = await _seen(one, two, asked.seconds)
            within += here
            across += there
        for name in list(wrote)[:: 1 if turn % 2 else -1]:
            with running_nodes(1 if name == "1_node" else 2, ROOMY) as cluster:
                wrote[name].append(await _saturated(name, cluster, asked.seconds))
    for where, seen in (("within", sorted(within)), ("across", sorted(across))):
        _show(f"nodes_seen_p50_ms_{where}", [percentile(seen, 50) * 1e3])
        _show(f"nodes_seen_p99_ms_{where}", [percentile(seen, 99) * 1e3])
    for name, stretches in wrote.items():
        _show(f"nodes_cards_per_s_{name}", [one.rate for one in stretches])
        for part in stretches[0].spent:
            _show(f"nodes_cpu_us_a_card_{name}_{part}", [one.each(part) for one in stretches])
        _show(f"nodes_cores_busy_{name}", [one.cores for one in stretches])
    pairs = zip(wrote["2_nodes"], wrote["1_node"], strict=True)
    _show("nodes_cards_2_vs_1", [two.rate / one.rate for two, one in pairs])


async def _seen(one: Measured, two: Measured, seconds: float) -> tuple[list[float], list[float]]:
    """Let half of each table write at one node; return how long both halves took to see it."""
    tables = await open_boards(one, TABLES, SEATS)
    half = SEATS // 2
    here = [wire for table in tables for _, wire in table[:half]]
    there = [await _moved(two, *seat) for table in tables for seat in table[half:]]
    writing, reading = Party(here, Words(), TABLES, half), Party(there, Words(), TABLES, half)
    # One set of cards, seen from two sides.
    reading.tally.sent_at, reading.tally.seen_by = writing.tally.sent_at, writing.tally.seen_by
    stop = asyncio.Event()
    going = asyncio.create_task(writing.write_at_random(CARDS_PER_SECOND, stop))
    await asyncio.sleep(WARM_SECONDS)
    windows = [party.tally.window() for party in (writing, reading)]
    await asyncio.sleep(seconds)
    stop.set()
    await going
    await _drained([writing.tally, reading.tally])
    if writing.tally.missing or reading.tally.missing:
        raise RuntimeError("a card was not seen by somebody")
    for party in (writing, reading):
        party.leave()
    seen = [window.seen() for window in windows]
    return seen[0], seen[1]


async def _saturated(name: str, cluster: Cluster, seconds: float) -> Stretch:
    """Return how many cards are answered when each writes again at once, and what they cost.

    Boards are spread over the nodes, each whole on one; `mixed` has every board on both.
    """
    servers = [_measured(node) for node in cluster.nodes]
    parties: list[Party] = []
    for server in servers:
        tables = await open_boards(server, SATURATED_TABLES // len(servers), SEATS)
        wires = [wire for table in tables for _, wire in table]
        if name.endswith("mixed"):
            other = servers[1 - servers.index(server)]
            half = SEATS // 2
            kept = [wire for table in tables for _, wire in table[:half]]
            moved = [await _moved(other, *seat) for table in tables for seat in table[half:]]
            wires = [*kept, *moved]
        parties.append(Party(wires, Words(), len(tables), SEATS))
    stop = asyncio.Event()
    for party in parties:
        party.write_when_answered(stop)
    await asyncio.sleep(WARM_SECONDS)
    windows = [party.tally.window() for party in parties]
    meter, began = Meter(cluster), time.perf_counter()
    await asyncio.sleep(seconds)
    cards = sum(window.acknowledged for window in windows)
    stretch = Stretch(cards, time.perf_counter() - began, meter.spent())
    stop.set()
    await _drained([party.tally for party in parties])
    for party in parties:
        told = party.tally
        wrong = {"missing": told.missing, "refused": told.refused, "cut": told.cut}
        if any(wrong.values()):
            raise RuntimeError(f"{name}: {wrong}")
        party.leave()
    return stretch


async def _moved(node: Measured, ticket: Ticket, wire: Wire) -> Wire:
    """Have a seat go on at another node."""
    wire.leave()
    return (await come_in(node, ticket))[0]


async def _drained(tallies: Sequence[Tally]) -> None:
    until = time.perf_counter() + DRAIN_SECONDS
    while any(one.missing for one in tallies) and time.perf_counter() < until:  # noqa: ASYNC110
        await asyncio.sleep(0.05)


def _show(name: str, values: Sequence[float]) -> None:
    sys.stdout.write(f"{name}: {statistics.median(values):.6g}\n")
    sys.stdout.flush()


def _measured(node: Node) -> Measured:
    return Measured(node.process, node.port)


if __name__ == "__main__":
    main()
