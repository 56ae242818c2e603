"""What `make cluster` starts: nodes that share a board, behind a balancer, and gone when told."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cluster.kit import at
from tests.live.kit import open_table

ROOT = Path(__file__).resolve().parents[2]
STOP_SECONDS = 30
TOKEN = "a-token-for-the-figures"
NODE = re.compile(r"node \d: (http://localhost:\d+) \(process (\d+)\)\n")
DOOR = re.compile(r"Flapover is open at (http://localhost:\d+)\n")

pytestmark = pytest.mark.timeout(120)


@contextmanager
def cluster(**environment: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "scripts.cluster", "--port", "0"]
    settings = {**os.environ, **{f"FLAPOVER_{name}": said for name, said in environment.items()}}
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=settings,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.long(12)
@pytest.mark.postgres
@pytest.mark.redis
async def test_three_nodes_share_a_board_one_may_die_and_all_of_it_ends_when_told() -> None:
    # As for a machine, the nodes say nothing on stdout; and their settings are the operator's.
    with cluster(LOG_FORMAT="json", METRICS_TOKEN=TOKEN) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        said = [running.stdout.readline() for _ in range(4)]
        nodes = [NODE.fullmatch(line) for line in said[:3]]
        door = DOOR.fullmatch(said[3])
        assert all(nodes), said
        assert door, said
        found = [(node[1], int(node[2])) for node in nodes if node]
        urls = [url for url, _ in found]

        table = await open_table(door[1], ["ben"])
        for number, url in enumerate(urls):
            await at(table, url).seat(f"gast {number}")
        await table.begin("ben", "krachten")
        assert await table["gast 0"].ask("write_card", kind="kracht", text="Rust") is None
        for one in table.people.values():
            await one.until(lambda one=one: one.texts() == ["Rust"])  # type: ignore[misc]
        for url in urls:
            figures = await table.http.get(
                f"{url}/metrics", headers={"Authorization": f"Bearer {TOKEN}"}
            )
            assert "flapover_boards 1" in figures.text
        await table["gast 1"].leave()

        os.kill(found[1][1], signal.SIGKILL)
        assert await table["gast 2"].ask("write_card", kind="kracht", text="Lef") is None
        back = await at(table, door[1]).again("gast 1")
        await back.until(lambda: sorted(back.texts()) == ["Lef", "Rust"])
        await table.close()
        await back.leave()

        running.terminate()
        assert running.wait(STOP_SECONDS) == 0
        assert not [line for line in running.stderr if not line.startswith('{"time"')]
    assert not [pid for _, pid in found if is_there(pid)]


def test_a_taken_port_is_one_line_that_tells_how_to_take_another() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = subprocess.run(
            [sys.executable, "-m", "scripts.cluster", "--port", str(port)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr == (
        f"make cluster: cannot listen on 127.0.0.1:{port}: address already in use; "
        'another port: ARGS="--port 9000"\n'
    )
