"""Measure, and print one `name: value` line each. What they mean: docs/performance.md."""

import asyncio
import statistics
import sys
import time
from collections.abc import Iterable

from bench.first_load import first_load_bytes
from bench.process import flapover
from bench.runs import Steady, idle_kib_per_seat, saturated_cards_per_second, steady

ROUNDS = 3


def main() -> None:
    """Run every measurement."""
    pairs = [(asyncio.run(steady("flapover")), asyncio.run(steady("bare"))) for _ in range(ROUNDS)]
    ours, bare = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    _show_steady("", ours)
    _show_steady("_bare", bare)
    _show("cpu_vs_bare", (our.cpu_us / their.cpu_us for our, their in pairs))
    _show("cards_per_s_saturated", [asyncio.run(saturated_cards_per_second())])
    _show("idle_kib_per_seat", [asyncio.run(idle_kib_per_seat())])
    _show("start_seconds", [_start_seconds() for _ in range(ROUNDS)])
    with flapover() as server:
        _show("first_load_join_bytes", [first_load_bytes(f"{server.origin}/j")])


def _show_steady(suffix: str, runs: list[Steady]) -> None:
    _show(f"cpu_us_per_delivery{suffix}", (run.cpu_us for run in runs))
    _show(f"seen_p50_ms{suffix}", (run.p50_ms for run in runs))
    _show(f"seen_p99_ms{suffix}", (run.p99_ms for run in runs))
    _show(f"delivered_share{suffix}", (run.delivered_share for run in runs))
    _show(f"load_generator_cpu_share{suffix}", (run.load_cpu_share for run in runs))


def _start_seconds() -> float:
    began = time.perf_counter()
    with flapover():
        return time.perf_counter() - began


def _show(name: str, values: Iterable[float]) -> None:
    sys.stdout.write(f"{name}: {statistics.median(values):.6g}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
