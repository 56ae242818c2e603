"""The names of all figures; docs/performance.md explains each, and a test compares them.

A name in capitals stands for one of several: `LOAD` for a load, `KIND` for a reference.
"""

from collections.abc import Iterator

from bench.loads import LOADS

OF_A_RUN = (
    "cpu_us",
    "deliveries_per_s",
    "seen_p50_ms",
    "seen_p95_ms",
    "seen_p99_ms",
    "bytes_per_delivery",
    "load_cpu_share",
)
"""Printed for each load: as they are for Flapover, and for each reference with its name behind."""

OF_FLAPOVER = ("cards_per_s", "memory_mib", "lost", "refused", "cut")
"""Printed for each load, for Flapover alone."""

OTHERS = (
    "deliveries_vs_socketio_saturated",
    "fsync_ms",
    "p99_250ms_deliveries_per_s",
    "beyond_deliveries_per_s",
    "beyond_seen_p99_ms",
    "beyond_memory_mib",
    "beyond_lost",
    "beyond_cut",
    "cpu_1000_vs_20_cards",
    "open_10k_events_ms",
    "unwatched_early_board_kib",
    "unwatched_board_kib",
    "idle_kib_per_seat",
    "idle_kib_per_seat_of_8",
    "idle_10000_kib_per_seat",
    "reconnect_5000_s",
    "reconnect_5000_in_use_p99_ms",
    "reconnect_10000_s",
    "reconnect_10000_in_use_p99_ms",
    "start_seconds",
    "first_load_join_bytes",
    "wall_update_ms_p50",
    "wall_update_ms_p95",
)


def of_run(figure: str, load: str, kind: str) -> str:
    """Return the name of a figure of one server under one load."""
    return f"{figure}_{load}" if kind == "flapover" else f"{figure}_{load}_{kind}"


def ratio(load: str, kind: str) -> str:
    """Return the name of the CPU of Flapover over that of a reference, per delivered card."""
    return f"durability_cost_{load}" if kind == "memory" else f"cpu_vs_{kind}_{load}"


def every_name() -> Iterator[str]:
    """Yield the name of every figure."""
    for load in LOADS.values():
        for figure in OF_FLAPOVER:
            yield of_run(figure, load.name, "flapover")
        for kind in ("flapover", *load.references):
            for figure in OF_A_RUN:
                yield of_run(figure, load.name, kind)
        yield from (ratio(load.name, kind) for kind in load.references)
    yield from OTHERS
