"""Three nodes on a real PostgreSQL and a real Redis, behind a small balancer: `make cluster`.

All of it on loopback and in a temporary folder, from binaries that come as wheels. Ctrl-C stops
everything, and then the boards are gone. Settings of the environment hold for every node, but for
where its data, database and Redis are.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from flapover.journal.sql import migrate
from flapover.serve import PortTaken, listen
from scripts.balancer import Balancer
from tests.ports import free_port
from tests.postgres import running_postgres
from tests.redis_server import running_redis

NODES = 3
START_SECONDS = 30
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
        listen("127.0.0.1", chosen.port).close()
    except PortTaken as taken:
        sys.exit(f'make cluster: {taken}; another port: ARGS="--port 9000"')
    try:
        with running_nodes(chosen.nodes) as cluster:
            asyncio.run(_serve(cluster.nodes, chosen.port))
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
            "FLAPOVER_LOG_LEVEL": "warning",
            **os.environ,
            "FLAPOVER_DATABASE_URL": database,
            "FLAPOVER_REDIS_URL": redis.url,
            "FLAPOVER_DATA": str(folder),
            **(environment or {}),
        }
        nodes = [stack.enter_context(_node(settings)) for _ in range(count)]
        yield Cluster(nodes, postgres.process.pid, redis.pid)


@contextmanager
def _node(settings: dict[str, str]) -> Iterator[Node]:
    port = free_port()
    command = [sys.executable, "-m", "flapover", "--host", "127.0.0.1", "--port", str(port)]
    # In a session of its own: Ctrl-C is for us, and we end the nodes before their database.
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, env=settings, start_new_session=True
    )
    try:
        _until_it_answers(port, process)
        yield Node(port, process)
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


def _until_it_answers(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait for a node; not for what it says, as its settings may have it speak to a machine."""
    while process.poll() is None:
        try:
            httpx.get(f"http://127.0.0.1:{port}/healthz", trust_env=False, timeout=START_SECONDS)
        except httpx.ConnectError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"a node ended with {process.returncode} before it answered")


async def _serve(nodes: list[Node], port: int) -> None:
    server = await Balancer([node.port for node in nodes]).serve(port)
    here = server.sockets[0].getsockname()[1]
    for number, node in enumerate(nodes, start=1):
        print(f"node {number}: http://localhost:{node.port} (process {node.process.pid})")
    print(f"Flapover is open at http://localhost:{here}", flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
