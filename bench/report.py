"""Prints: a table while it runs, and a `name: value` line for every figure."""

import statistics
import sys
from collections.abc import Iterable

from bench.loads import Run
from bench.names import every_name

KNOWN = frozenset(every_name())
COLUMNS = (
    ("us/card", "cpu_us", 1),
    ("seen/s", "deliveries_per_s", 0),
    ("kept/s", "cards_per_s", 0),
    ("p50 ms", "p50_ms", 1),
    ("p95 ms", "p95_ms", 1),
    ("p99 ms", "p99_ms", 1),
    ("bytes", "bytes_per_delivery", 0),
    ("load", "load_cpu_share", 2),
    ("server", "server_cpu_share", 2),
    ("MiB", "memory_mib", 0),
    ("lost", "lost", 0),
    ("refused", "refused", 0),
    ("cut", "cut", 0),
)


def head() -> None:
    """Print the head of the table."""
    _say(_row("load", "server", [title for title, _, _ in COLUMNS]))


def row(load: str, kind: str, runs: list[Run]) -> None:
    """Print the medians of some runs as one row."""
    medians = ((statistics.median(getattr(run, name) for run in runs), n) for _, name, n in COLUMNS)
    _say(_row(load, kind, [f"{median:,.{digits}f}" for median, digits in medians]))


def show(name: str, values: Iterable[float]) -> None:
    """Print the median of a figure that is known by name."""
    if name not in KNOWN:
        raise KeyError(name)
    _say(f"{name}: {statistics.median(values):.6g}")


def note(text: str) -> None:
    """Print what is no figure."""
    _say(text)


def _row(load: str, kind: str, cells: list[str]) -> str:
    return f"{load:<10} {kind:<11}" + "".join(f"{cell:>9}" for cell in cells)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
