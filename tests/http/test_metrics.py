"""Figures for whoever watches over a server, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from tests.http.raw import HANDSHAKE, head, status
from tests.live.kit import NO_TLS, at_home, open_table
from tests.ports import free_port

pytestmark = pytest.mark.timeout(120)
TOKEN = "a-token-for-the-watch"
OPERATIONS = Path(__file__).resolve().parents[2] / "docs" / "operations.md"


def names(text: str) -> set[str]:
    """Return the figures in an answer, without the parts of a histogram."""
    found = re.findall(r"^# TYPE (\w+) \w+$", text, re.MULTILINE)
    return {name for name in found if not name.endswith("_created")}


async def figures(url: str, token: str = TOKEN) -> str:
    async with httpx.AsyncClient(verify=NO_TLS) as http:
        told = await http.get(f"{url}/metrics", headers={"Authorization": f"Bearer {token}"})
    assert told.status_code == 200
    return told.text


async def test_without_a_token_there_is_no_such_page(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home, httpx.AsyncClient(verify=NO_TLS) as http:
        assert (await http.get(f"{home.url}/metrics")).status_code == 404


async def test_another_token_opens_nothing(tmp_path: Path) -> None:
    async with (
        at_home(tmp_path, metrics_token=TOKEN) as home,
        httpx.AsyncClient(verify=NO_TLS) as http,
    ):
        for sent in ({}, {"Authorization": "Bearer no"}, {"Authorization": TOKEN}):
            told = await http.get(f"{home.url}/metrics", headers=sent)
            assert (told.status_code, "flapover_" in told.text) == (401, False)


async def test_it_counts_what_happens_and_names_nobody(tmp_path: Path) -> None:
    async with at_home(tmp_path, metrics_token=TOKEN) as home:
        table = await open_table(home.url, ["ben", "ann"])
        await table.begin("ben", "vragen")
        assert await table["ann"].ask("write_card", kind="vraag", text="Wat wil je?") is None
        assert await table["ann"].ask("next_step", step="vragen") is not None
        told = await figures(home.url)
        assert re.search(r'requests_total\{kind="write_card",outcome="done"\} [1-9]', told)
        assert re.search(r'requests_total\{kind="next_step",outcome="not_allowed"\} [1-9]', told)
        assert "flapover_boards 1" in told
        assert "flapover_seats 3" in told
        (sent,) = re.findall(r"^flapover_written_to_sent_seconds_count (\S+)$", told, re.MULTILINE)
        done = re.findall(r'requests_total\{kind="\w+",outcome="done"\} (\S+)', told)
        assert float(sent) == sum(map(float, done)), "what was refused is not timed"
        people = {one.person for one in table.people.values()}
        for secret in ("Wat wil je", "ann", "ben", table.board, *people):
            assert secret not in told


async def test_a_foreign_page_at_the_door_is_counted(tmp_path: Path) -> None:
    async with at_home(tmp_path, metrics_token=TOKEN) as home:
        evil = (("Host", "evil.example"), ("Origin", "http://elsewhere.example"))
        assert await status(home.url, head("GET", "/ws", *evil, *HANDSHAKE)) == 403
        told = await figures(home.url)
        assert re.search(r'goodbyes_total\{reason="foreign_page"\} [1-9]', told)


async def test_a_node_that_is_alone_says_nothing_of_redis(tmp_path: Path) -> None:
    async with at_home(tmp_path, metrics_token=TOKEN) as home:
        assert "redis" not in await figures(home.url)


async def test_every_figure_is_explained_to_who_runs_a_server(tmp_path: Path) -> None:
    nowhere = f"redis://127.0.0.1:{free_port()}"
    async with at_home(tmp_path, metrics_token=TOKEN, redis_url=nowhere) as home:
        told = names(await figures(home.url))
    explained = set(re.findall(r"`(flapover_\w+)", OPERATIONS.read_text(encoding="utf-8")))
    assert told == explained
