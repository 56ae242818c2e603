"""The verslag over HTTP: within the limit of a person, and beside the loop."""

from __future__ import annotations

import threading
from pathlib import Path

import httpx
import pytest

from flapover.core.views import View
from flapover.http import report
from tests.live.kit import Home, Table, at_home, open_table

pytestmark = pytest.mark.timeout(60)


async def verslag(table: Table, name: str) -> httpx.Response:
    token = {"Authorization": f"Bearer {table[name].token}"}
    return await table.http.get(f"/api/boards/{table.board}/report.md", headers=token)


async def test_P28_the_verslag_counts_as_a_request_of_the_person(tmp_path: Path) -> None:
    async with at_home(tmp_path, person_burst=8, person_per_second=0.01) as home:
        table = await open_table(home.url, ["ann", "ben"])
        statuses = [(await verslag(table, "ann")).status_code for _ in range(10)]
        assert statuses == sorted(statuses)
        assert set(statuses) == {200, 429}
        assert (await verslag(table, "ben")).status_code == 200


async def test_the_verslag_is_written_beside_the_loop(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    def noted(views: tuple[View, ...]) -> str:
        threads.append(threading.current_thread())
        return "x"

    monkeypatch.setattr(report, "markdown", noted)
    table = await open_table(home.url, ["ann"])
    assert (await verslag(table, "ann")).text == "x"
    assert threads
    assert threads[0] is not threading.main_thread()
