"""A phone that loses the line, the page or the server while somebody writes (P10)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Route, expect

from tests.journeys.kit import WALL, Gathering, Seat, gathering
from tests.live.kit import ROOMY, Server, Table, open_table

pytestmark = pytest.mark.timeout(180)
FIRST, HALF = "Wat zou Theo hierover zeggen?", "En hoe ziet de maandag"
OFFLINE = "Geen verbinding. Je kunt gewoon doorschrijven"
WAITS = "geen verbinding, wordt bewaard zodra het kan"
KEPT = """() => new Promise((done) => {
  const opening = indexedDB.open('flapover')
  opening.onsuccess = () => {
    const all = opening.result.transaction('keep').objectStore('keep').getAll()
    all.onsuccess = () => done(JSON.stringify([all.result, {...localStorage}]))
  }
})"""


@pytest_asyncio.fixture(loop_scope="session")
async def table(held: Gathering) -> AsyncIterator[Table]:
    """Give a board where the three open questions are being written."""
    table = await open_table(held.origin, ["ben", "cas", "dia"])
    await table.begin("ben", "vragen")
    yield table
    await table.close()


async def offline_ready(held: Gathering, table: Table, name: str) -> Seat:
    """Open a phone, and wait until it could do without the server."""
    seat = await held.sit(table, name, shell=True)
    await expect(seat.field()).to_be_visible()
    await seat.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return seat


async def place(seat: Seat, text: str) -> None:
    await seat.field().fill(text)
    await seat.tap("Plaatsen")


async def is_once_on_the_board(table: Table, name: str, text: str) -> None:
    await table[name].until(lambda: text in table[name].texts())
    await table[name].quiet()
    assert table[name].texts().count(text) == 1


async def test_P10_what_was_written_without_network_survives_a_reload_and_comes_once(
    held: Gathering, table: Table
) -> None:
    cas = await offline_ready(held, table, "cas")
    await cas.context.set_offline(True)
    await cas.sees(OFFLINE)
    await place(cas, FIRST)
    await cas.sees(WAITS)
    await cas.field().fill(HALF)

    await cas.page.reload()
    await cas.sees("We blijven het proberen. Wat je schreef, is hier bewaard.")
    await cas.sees(FIRST)
    await cas.sees(HALF)

    await cas.context.set_offline(False)
    await expect(cas.field()).to_have_value(HALF)
    await cas.sees(FIRST)
    await cas.saved()
    await is_once_on_the_board(table, "cas", FIRST)


async def test_P10_a_reload_right_after_a_key_loses_nothing(held: Gathering, table: Table) -> None:
    cas = await held.sit(table, "cas")
    for at in range(8):
        await cas.field().fill(f"{HALF} {at}")
        await cas.page.reload()
        await expect(cas.field()).to_have_value(f"{HALF} {at}")


async def test_P10_a_text_for_a_step_that_is_past_goes_back_to_its_writer(
    held: Gathering, table: Table
) -> None:
    cas = await offline_ready(held, table, "cas")
    await cas.context.set_offline(True)
    await place(cas, FIRST)
    await cas.field().fill(HALF)
    lena = table["lena"]
    assert await lena.ask("go_to_step", step="vragen", to="vragen-waarderen") is None
    await cas.context.set_offline(False)
    await cas.sees("nog niet bewaard: De groep is al een stap verder.")
    await cas.sees(FIRST)
    await cas.sees("nog niet bewaard: hier schreef je aan toen de stap verder ging")
    await cas.sees(HALF)
    assert FIRST not in table["cas"].texts()

    assert await lena.ask("go_to_step", step="vragen-waarderen", to="laatste-vragen") is None
    await expect(cas.field()).to_have_value(HALF)
    await cas.field().fill("")
    await cas.tap("Terug in het tekstvak")
    await expect(cas.field()).to_have_value(FIRST)
    await cas.tap("Plaatsen")
    await is_once_on_the_board(table, "cas", FIRST)


async def test_P10_a_card_opened_and_not_changed_is_not_called_unsaved(
    held: Gathering, table: Table
) -> None:
    cas = await held.sit(table, "cas")
    await cas.write(FIRST)
    await cas.tap("Wijzig")
    await expect(cas.field("Wijzig")).to_have_value(FIRST)
    lena = table["lena"]
    assert await lena.ask("go_to_step", step="vragen", to="vragen-waarderen") is None
    await expect(cas.page.get_by_role("heading", name="Warm, neutraal of koud")).to_be_visible()
    await cas.sees_no_more("nog niet bewaard")


async def test_P10_a_text_that_is_too_long_stays_until_it_is_short_enough(
    held: Gathering, table: Table
) -> None:
    cas = await held.sit(table, "cas")
    for length in (2_001, 25_000):
        long = "lang " * (length // 5) + "x" * (length % 5)
        await cas.field().fill(long)
        await cas.sees(f"{length - 2_000} tekens te veel")
        if await cas.button("Plaatsen").is_enabled():
            await cas.tap("Plaatsen")
            await cas.sees("nog niet bewaard: Dit is te lang.")
            await cas.tap("Terug in het tekstvak")
        await expect(cas.field()).to_have_value(long)
    await cas.write("Kort genoeg, toch?")
    await is_once_on_the_board(table, "cas", "Kort genoeg, toch?")


async def test_P10_a_refused_text_says_why_and_can_be_thrown_away(
    held: Gathering, table: Table
) -> None:
    cas = await offline_ready(held, table, "cas")
    await cas.context.set_offline(True)
    await place(cas, FIRST)
    for question in "abc":  # meanwhile, on the laptop of the same person
        asked = {"kind": "vraag", "text": question, "step": "vragen"}
        assert await table["cas"].ask("write_card", **asked) is None
    await cas.context.set_offline(False)
    await cas.sees("nog niet bewaard: Je hebt er al genoeg geschreven in deze stap.")
    await cas.sees(FIRST)
    await cas.tap("Weggooien")
    await cas.sees("Echt weggooien?")
    await cas.button("Weggooien").last.click()
    await cas.sees_no_more(FIRST)


@pytest.mark.parametrize("gives_the_page", [False, True])
async def test_P10_a_wall_whose_line_went_while_it_was_loading_shows_itself_when_it_is_back(
    held: Gathering, table: Table, gives_the_page: bool
) -> None:
    await table.seat("wall", device="screen")
    assert await table["cas"].ask("write_card", kind="vraag", text=FIRST) is None
    assert await table["lena"].ask("reveal_all") is None
    wall = await held.sit(table, "wall", WALL)
    await wall.sees(FIRST)
    held.forgiven += ("Failed to fetch dynamically imported module", "Unable to preload CSS")
    came = await (await wall.context.request.get(f"{held.origin}/")).text()

    loads = 0

    async def cut(route: Route) -> None:
        nonlocal loads
        loads += route.request.is_navigation_request()
        url = route.request.url
        late = "/assets/" in url and url.rpartition("/")[2] not in came
        silent = url.endswith("/api/about") and not gives_the_page
        await (route.abort() if late or silent else route.continue_())

    await wall.context.route("**/*", cut)
    await wall.page.reload()
    while gives_the_page and loads < 2:  # it loads itself anew, in vain
        await wall.page.wait_for_timeout(50)
    await wall.sees("Geen verbinding met de server. Kijk of je wifi of internet hebt.")
    await wall.context.unroute("**/*", cut)
    await wall.sees(FIRST)


async def test_a_page_whose_app_never_came_says_what_to_do(held: Gathering) -> None:
    late = await held.device("late")
    await late.context.route("**/assets/*.js", lambda route: route.abort())
    await late.page.goto(held.origin)
    await late.sees("Blijft dit staan? Laad de pagina dan opnieuw.")
    await late.context.unroute_all()
    await late.page.reload()
    await late.sees("Maak een bord")
    await late.sees_no_more("Blijft dit staan?")


async def test_P10_P38_nothing_of_the_board_stays_on_a_phone_that_leaves(
    held: Gathering, table: Table
) -> None:
    cas = await offline_ready(held, table, "cas")
    await place(cas, FIRST)
    await cas.saved()
    await cas.field().fill(HALF)
    await cas.tab("Mensen")
    await cas.tap("Verlaat het bord en wis je teksten hier")
    await cas.tap("Ja, ik ga")
    await cas.sees("Alles van deze bijeenkomst is van dit toestel gewist.")
    await cas.page.goto(f"{held.origin}/")
    kept = str(await cas.page.evaluate(KEPT))
    assert [text for text in (FIRST, HALF, table.board) if text in kept] == []
    cached: list[str] = await cas.page.evaluate(
        "caches.keys().then((all) => Promise.all(all.map(async (name) =>"
        " (await (await caches.open(name)).keys()).map((asked) => asked.url)))).then(x => x.flat())"
    )
    assert cached
    assert [url for url in cached if "/api/" in url or table.board in url] == []


@pytest.mark.long(17)
async def test_P10_a_text_written_while_the_server_dies_comes_once(
    browser: Browser, tmp_path: Path
) -> None:
    with Server(tmp_path, **ROOMY) as server:
        table = await open_table(server.url, ["ben", "cas"])
        await table.begin("ben", "vragen")
        async with gathering(server.url, browser) as held:
            cas = await held.sit(table, "cas")
            await cas.write("Staat er al")
            await cas.field().fill(HALF)
            server.kill()
            await cas.sees(OFFLINE)
            await expect(cas.field()).to_have_value(HALF)
            await cas.field().fill(FIRST)
            await cas.tap("Plaatsen")
            await cas.sees(WAITS)
            await cas.field().fill(HALF)
            server.start()
            await cas.saved()
            await expect(cas.field()).to_have_value(HALF)
            await is_once_on_the_board(table, "cas", FIRST)
            await is_once_on_the_board(table, "cas", "Staat er al")
        await table.close()


async def test_P10_texts_that_come_too_fast_wait_their_turn(
    browser: Browser, tmp_path: Path
) -> None:
    with Server(tmp_path, person_burst="5", person_per_second="2") as server:
        table = await open_table(server.url, ["ben", "cas"], "post-it")
        await table.begin("ben", "schrijven")
        async with gathering(server.url, browser) as held:
            cas = await held.sit(table, "cas")
            for at in range(9):
                await place(cas, f"Gedachte {at}")
            await cas.sees("we proberen het vanzelf opnieuw")
            await cas.sees_no_more("we proberen het vanzelf opnieuw")
            await cas.saved()
            # What was refused is tried again one by one, and not in turn.
            for at in range(9):
                await is_once_on_the_board(table, "cas", f"Gedachte {at}")
            assert len(table["cas"].texts()) == 9
        await table.close()
