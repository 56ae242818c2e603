"""The verslag over HTTP: within the limit of a person, and beside the loop."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import cast
from unittest.mock import AsyncMock

import httpx
import pytest

from flapover.core.ids import KindId, MethodId
from flapover.core.method import Kind, Method, Part
from flapover.http import report
from flapover.report import Verslag
from flapover.report.press import PressBusy, PressFailed
from tests.live.kit import Home, Table, at_home, open_table

pytestmark = pytest.mark.timeout(60)


FORMS = {"md": "text/markdown", "csv": "text/csv", "pdf": "application/pdf"}
ROLES = ("lena", "ines", "ann", "ben")


async def verslag(table: Table, name: str, form: str = "md") -> httpx.Response:
    token = {"Authorization": f"Bearer {table[name].token}"}
    return await table.http.get(f"/api/boards/{table.board}/report.{form}", headers=token)


@pytest.fixture
def set_in_print(home: Home, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return what the press was given for whom; all that stands on paper comes from there."""
    given: dict[str, str] = {}

    async def noted(asker: tuple[str, str], data: str) -> bytes:
        given[asker[1]] = data
        return b"%PDF-"

    monkeypatch.setattr(home.house.press, "pdf", noted)
    return given


async def with_secrets(home: Home) -> Table:
    """Open a table at which everybody has said something that only they see yet."""
    table = await open_table(home.url, ["ines", "ann", "ben"])
    await table.begin("ines", "vragen")
    for name in ("ann", "ben"):
        text = f"kanarie-{name}"
        assert await table[name].ask("write_card", kind="vraag", text=text) is None
    await table.settle()
    return table


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ROLES)
async def test_P42_an_export_holds_what_its_asker_sees_and_nothing_else(
    home: Home, set_in_print: dict[str, str], form: str, name: str
) -> None:
    table = await with_secrets(home)
    answer = await verslag(table, name, form)
    assert answer.status_code == 200
    said = set_in_print[table[name].person] if form == "pdf" else answer.text
    seen = set(table[name].texts())
    assert {text for text in ("kanarie-ann", "kanarie-ben") if text in said} == seen
    assert seen == ({f"kanarie-{name}"} if name in ("ann", "ben") else set())
    assert "kanarie" not in str(answer.headers)


@pytest.mark.parametrize("form", FORMS)
async def test_P42_what_was_shown_is_in_the_export_of_everybody(
    home: Home, set_in_print: dict[str, str], form: str
) -> None:
    table = await with_secrets(home)
    assert await table["lena"].ask("reveal_all") is None
    for name in ROLES:
        answer = await verslag(table, name, form)
        said = set_in_print[table[name].person] if form == "pdf" else answer.text
        assert "kanarie-ann" in said
        assert "kanarie-ben" in said


def with_days(home: Home) -> str:
    """Let questions be asked by a day, in a method that is otherwise as it was; return its id."""
    methods = cast("dict[tuple[str, str], Method]", home.house.library.methods)
    known = methods["tien-stappen", "nl"]
    parts = (Part(id="wat", name="Wat?"), Part(id="wanneer", name="Wanneer?", type="date"))
    kinds = {**known.kinds, KindId("vraag"): Kind(name="vraag", plural="vragen", parts=parts)}
    methods["dagen", "nl"] = known.model_copy(update={"id": MethodId("dagen"), "kinds": kinds})
    return "dagen"


async def test_P42_the_agenda_has_the_days_that_its_asker_sees_and_no_other(home: Home) -> None:
    table = await open_table(home.url, ["ines", "ann", "ben"], method=with_days(home))
    await table.begin("ines", "vragen")
    for name in ("ann", "ben"):
        parts = {"wat": f"kanarie-{name}", "wanneer": "2026-12-03"}
        assert await table[name].ask("write_card", kind="vraag", text="", parts=parts) is None
    for name in ROLES:
        answer = await verslag(table, name, "ics")
        if name in ("ann", "ben"):
            assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
            assert [one for one in ("ann", "ben") if f"kanarie-{one}" in answer.text] == [name]
            assert answer.text.count("BEGIN:VEVENT") == 1
        else:
            assert (answer.status_code, answer.json()) == (404, {"reason": "not_found"})
    assert await table["lena"].ask("reveal_all") is None
    for name in ROLES:
        assert (await verslag(table, name, "ics")).text.count("DTSTART;VALUE=DATE:20261203") == 2


@pytest.mark.parametrize("form", [*FORMS, "ics"])
async def test_P26_without_a_seat_there_is_no_export(home: Home, form: str) -> None:
    table = await open_table(home.url)
    other = await open_table(home.url)
    for token in ("", "Bearer x", f"Bearer {other['lena'].token}"):
        address = f"/api/boards/{table.board}/report.{form}"
        answer = await table.http.get(address, headers={"Authorization": token})
        assert (answer.status_code, answer.json()) == (404, {"reason": "not_found"})


@pytest.mark.parametrize(("form", "media_type"), FORMS.items())
async def test_an_export_is_a_file_of_its_type(home: Home, form: str, media_type: str) -> None:
    table = await open_table(home.url)
    answer = await verslag(table, "lena", form)
    assert answer.headers["content-type"].startswith(media_type)
    assert answer.headers["content-disposition"] == f'attachment; filename="verslag.{form}"'
    assert answer.content.startswith(b"%PDF-") == (form == "pdf")


async def test_a_verslag_that_cannot_be_set_is_unavailable_for_now(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = await open_table(home.url)
    for wrong, status, reason in (
        (PressFailed("broke"), 503, "unavailable"),
        (PressBusy(), 429, "too_fast"),
    ):
        monkeypatch.setattr(home.house.press, "pdf", AsyncMock(side_effect=wrong))
        answer = await verslag(table, "lena", "pdf")
        assert (answer.status_code, answer.json()) == (status, {"reason": reason})
        assert answer.headers["retry-after"] == "10"


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

    def noted(verslag: Verslag) -> str:
        threads.append(threading.current_thread())
        return "x"

    monkeypatch.setattr(report, "markdown", noted)
    table = await open_table(home.url, ["ann"])
    assert (await verslag(table, "ann")).text == "x"
    assert threads
    assert threads[0] is not threading.main_thread()
