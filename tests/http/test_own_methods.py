"""A method of one's own: checked, shown as each role sees it, and used on a board at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from flapover.app import create_app
from flapover.settings import Settings
from tests.live.kit import ROOMY, at_home, open_table
from tests.methods.paper import SMALL

pytestmark = pytest.mark.timeout(120)
WITHOUT_TITLE = SMALL.replace("    title: Schrijven\n", "")
HOSTILE = {
    "aliases": "a: &a [x]\nb: [*a, *a, *a]\n",
    "depth": "[" * 10_000,
    "a tag": "id: !!python/object/apply:os.system [ls]\n",
    "no text": "\x00\x01",
    "a number": "5\n",
    "another type": SMALL.replace("minutes: 5", "minutes: [5]", 1),
    "an endless name": SMALL.replace("name: Klein", f"name: {'x' * 50_000}"),
    "nothing": "",
}


@pytest_asyncio.fixture
async def http(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(Settings(data=tmp_path, **ROOMY))  # type: ignore[arg-type]
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app, client=("192.0.2.1", 1234))
        async with httpx.AsyncClient(transport=transport, base_url="http://h") as http:
            yield http


async def checked(http: httpx.AsyncClient, text: str, language: str = "nl") -> dict[str, Any]:
    answer = await http.post(f"/api/methods/check?language={language}", content=text.encode())
    assert answer.status_code == 200
    said: dict[str, Any] = answer.json()
    return said


async def plan(http: httpx.AsyncClient, board: str, token: str, text: str) -> httpx.Response:
    headers = {"authorization": f"Bearer {token}"}
    return await http.put(f"/api/boards/{board}/plan", content=text.encode(), headers=headers)


async def opened(http: httpx.AsyncClient) -> dict[str, str]:
    asked = {"method": "post-it", "name": "Lea"}
    made: dict[str, str] = (await http.post("/api/boards", json=asked)).json()
    return made


async def test_a_good_method_is_shown_as_each_role_will_see_it(http: httpx.AsyncClient) -> None:
    said = await checked(http, SMALL)
    assert said["mistakes"] == []
    first = said["preview"]["steps"][0]
    assert [rule["kind"] for rule in first["roles"]["deelnemer"]["write"]] == ["vraag", "advies"]
    assert first["roles"]["inbrenger"]["write"] == []
    assert first["roles"]["inbrenger"]["tell"] == [["inbrenger", "Wacht."]]
    assert first["wall"]["tell"] == []


async def test_P21_a_subgroup_is_shown_what_it_will_see_and_no_more(
    http: httpx.AsyncClient,
) -> None:
    text = (await http.get("/api/methods/viskom/source")).text
    preview = (await checked(http, text))["preview"]
    before, *steps = preview["steps"]
    assert [one["title"] for one in preview["method"]["steps"] if not one["grouped"]] == [
        "Wat heb je geleerd?"
    ]
    assert [one["title"] for one in before["groups"]] == ["Binnenkring", "Buitenkring"]
    bowl = next(one for one in steps if one["step"] == "buiten-herformuleert")
    inner, outer = (one["roles"]["deelnemer"] for one in bowl["groups"])
    assert (inner["avoid"], inner["write"]) == (["Reageer niet."], [])
    assert [rule["kind"] for rule in outer["write"]] == ["herformulering"]
    assert outer["tell_group"] != inner["tell_group"]
    nobody = bowl["roles"]["deelnemer"]
    assert (nobody["tell_group"], nobody["avoid"], nobody["write"]) == (None, [], [])
    assert bowl["split"] == before["step"]


async def test_a_mistake_has_its_line_its_place_and_the_language_of_the_asker(
    http: httpx.AsyncClient,
) -> None:
    (said,) = (await checked(http, WITHOUT_TITLE))["mistakes"]
    assert (said["line"], said["at"]) == (15, ["steps", 0, "title"])
    assert said["said"] == "Gevonden: niets. Verwacht: hier hoort ‘title’ te staan."
    (said,) = (await checked(http, WITHOUT_TITLE, "en"))["mistakes"]
    assert said["said"] == "Found nothing, expected the field 'title'."


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_P29_a_hostile_file_gets_a_clear_answer(http: httpx.AsyncClient, text: str) -> None:
    said = await checked(http, text)
    assert said["preview"] is None
    assert 1 <= len(said["mistakes"]) <= 20
    assert (await http.get("/healthz")).status_code == 200


async def test_P29_a_file_that_is_too_large_is_not_read(http: httpx.AsyncClient) -> None:
    answer = await http.post("/api/methods/check", content=b"#" * (65 * 1024))
    assert (answer.status_code, answer.json()) == (413, {"reason": "too_long"})


async def test_the_next_round_uses_a_method_of_ones_own_and_needs_no_restart(
    tmp_path: Path,
) -> None:
    async with at_home(tmp_path) as home:
        table = await open_table(home.url, ["ben", "cas"], "post-it")
        lena, cas = table["lena"], table["cas"]
        answer = await plan(table.http, table.board, lena.token, SMALL)
        assert answer.json()["preview"]["card"]["name"] == "Klein"
        await cas.until(lambda: cas.one("board")["plan"]["name"] == "Klein")
        assert (await plan(table.http, table.board, cas.token, SMALL)).status_code == 400
        await table.begin("ben", "schrijven")
        assert [rule["kind"] for rule in cas.one("now")["write"]] == ["vraag", "advies"]
        await table.close()


async def test_a_copy_does_not_pass_for_the_original(tmp_path: Path) -> None:
    async with at_home(tmp_path) as home:
        table = await open_table(home.url, ["ben"], "post-it")
        text = (await table.http.get("/api/methods/post-it/source")).text
        answer = await plan(table.http, table.board, table["lena"].token, text)
        assert answer.json()["preview"]["card"]["id"] == "eigen-post-it"
        await table.close()


async def test_a_method_that_is_none_changes_nothing(http: httpx.AsyncClient) -> None:
    board = await opened(http)
    answer = await plan(http, board["board"], board["token"], WITHOUT_TITLE)
    assert answer.status_code == 422
    assert answer.json()["mistakes"][0]["line"] == 15


async def test_P20_only_a_gespreksleider_plans_a_method(http: httpx.AsyncClient) -> None:
    board, other = await opened(http), await opened(http)
    screen = {"secret": board["leader_secret"], "name": "Scherm", "device": "screen"}
    seat = (await http.post(f"/api/boards/{board['board']}/seats", json=screen)).json()
    answer = await plan(http, board["board"], seat["token"], SMALL)
    assert (answer.status_code, answer.json()) == (400, {"reason": "not_allowed"})
    assert (await plan(http, board["board"], other["token"], SMALL)).status_code == 404
    assert (await plan(http, board["board"], "no-token", SMALL)).status_code == 404


async def test_what_every_method_may_use_is_told(http: httpx.AsyncClient) -> None:
    parts = (await http.get("/api/shared?language=en")).json()
    assert parts["kinds"]["vraag"]["name"] == "question"
    assert parts["scales"]["warm-neutraal-koud"]["values"][0]["word"] == "warm"


@pytest.mark.parametrize("name", ["nergens", "..%2fpost-it", "POST-IT"])
async def test_only_methods_that_are_there_have_a_source(
    http: httpx.AsyncClient, name: str
) -> None:
    assert (await http.get(f"/api/methods/{name}/source")).status_code == 404
