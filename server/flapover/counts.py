"""What this process did since it started, for whoever watches over it: numbers alone.

Its labels are kinds of requests and reasons, which the program knows itself. No text, no name and
no id is ever among them. Read at `/metrics`, in the format of Prometheus.
"""

from functools import cache
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
WRITES = (1, 2, 5, 10, 20, 50, 100, 200, 500)

registry = CollectorRegistry()

_requests = Counter(
    "flapover_requests",
    "Requests by kind, and what became of them: done, or why they were refused.",
    ("kind", "outcome"),
    registry=registry,
)
_sent_after = Histogram(
    "flapover_written_to_sent_seconds",
    "From a request's arrival, by the journal, to when all here were given what it changed.",
    buckets=SECONDS,
    registry=registry,
)
_commits = Histogram(
    "flapover_commit_seconds", "One commit to the journal.", buckets=SECONDS, registry=registry
)
_together = Histogram(
    "flapover_commit_writes",
    "How many boards' writes shared a commit.",
    buckets=WRITES,
    registry=registry,
)
_resyncs = Counter(
    "flapover_resyncs", "How often a client had missed a frame and asked anew.", registry=registry
)
_byes = Counter(
    "flapover_goodbyes",
    "Sockets that the server closed, by reason.",
    ("reason",),
    registry=registry,
)
_frames = Counter("flapover_frames", "Frames written to sockets.", registry=registry)
_boards = Gauge("flapover_boards", "Boards that are live in this process.", registry=registry)
_seats = Gauge("flapover_seats", "Open sockets of seats.", registry=registry)
_bytes = Counter("flapover_frame_bytes", "Bytes of those frames.", registry=registry)


_among_others = CollectorRegistry()
"""What a node that is alone has not."""
_redis = Gauge(
    "flapover_redis_connected",
    "Whether Redis carries what this node says to the others: 1 or 0.",
    registry=_among_others,
)


def answered(kind: str, outcome: str) -> None:
    """Count a request, and what became of it."""
    _with(_requests, kind, outcome).inc()


def sent_after(seconds: float) -> None:
    """Count how long a request that was granted took until all here had been told."""
    _sent_after.observe(seconds)


def committed(writes: int, seconds: float) -> None:
    """Count a commit; called in the journal's own thread."""
    _commits.observe(seconds)
    _together.observe(writes)


def resynced() -> None:
    """Count somebody who asks for everything anew."""
    _resyncs.inc()


def said_bye(reason: str) -> None:
    """Count a socket that was closed."""
    _with(_byes, reason).inc()


def sent(frames: int, size: int) -> None:
    """Count what was written."""
    _frames.inc(frames)
    _bytes.inc(size)


def written(boards: int, seats: int, redis: bool | None) -> bytes:
    """Return all of it as text, with how things are at this moment.

    Args:
        boards: how many are live.
        seats: how many sockets of seats are open.
        redis: whether it can be reached; None when there is none.

    """
    _boards.set(boards)
    _seats.set(seats)
    if redis is None:
        return generate_latest(registry)
    _redis.set(redis)
    return generate_latest(registry) + generate_latest(_among_others)


@cache
def _with(metric: Any, *labels: str) -> Any:
    """Return one series; to find it by its labels takes longer than to count in it."""
    return metric.labels(*labels)
