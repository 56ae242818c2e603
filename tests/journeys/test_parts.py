"""A card of several parts, in a method of one's own: written, kept, placed, changed and read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from tests.journeys.kit import SMALL, WALL, Gathering, Seat
from tests.live.kit import Table, open_table

pytestmark = pytest.mark.timeout(240)
SEE, EFFECT, TIP = "Wat zie je?", "Wat is het effect?", "Een tip, een idee of een vraag"
WHO, WHEN, WHAT = "Wie gaat het doen?", "Wanneer?", "Wat ga je doen?"
SEEN = "heel stil wordt als Theo begint"
FELT = "durft niemand meer iets te vragen"
LEARNT = "eerst een rondje te doen"
METHOD = """\
id: kijken
language: nl
name: Kijken
summary: Schrijf op wat je ziet.
purpose: Om precies te kijken.
use_when: [Altijd.]
group: {min: 3, max: 8}
source: Flapover
kinds:
  plannetje:
    name: plannetje
    plural: plannetjes
    paper: groen
    parts:
      - {id: wat, name: "Wat ga je doen?", placeholder: Klein en haalbaar}
      - {id: wie, name: "Wie gaat het doen?", type: person, optional: true}
      - {id: dag, name: "Wanneer?", type: date, optional: true}
sheets:
  - {id: flap, title: Wat we zagen}
steps:
  - id: kijken
    title: Kijken
    minutes: 5
    sheet: flap
    wall: We schrijven op wat we zien.
    tell: {gespreksleider: Wacht., inbrenger: Wacht., deelnemer: Schrijf op wat je ziet.}
    write:
      - {kind: observatie, who: [deelnemer], sheet: flap}
    focus: {kinds: [observatie], who: [gespreksleider]}
  - id: plannen
    title: Plannen
    minutes: 5
    wall: We maken een plan.
    tell: {gespreksleider: Wacht., inbrenger: Wacht., deelnemer: Maak een plan.}
    write:
      - {kind: plannetje, who: [deelnemer], sheet: flap}
report:
  - {title: Wat we zagen, kinds: [observatie, plannetje]}
"""


@pytest_asyncio.fixture(loop_scope="session")
async def table(held: Gathering) -> AsyncIterator[Table]:
    """Give a board where an observation in three parts is being written."""
    table = await open_table(held.origin, ["ben", "cas", "dia"])
    lena = table["lena"]
    answer = await table.http.put(
        f"/api/boards/{lena.board}/plan",
        content=METHOD.encode(),
        headers={"authorization": f"Bearer {lena.token}"},
    )
    assert answer.status_code == 200, answer.text
    await table.begin("ben", "kijken")
    yield table
    await table.close()


def part(seat: Seat, name: str) -> Locator:
    """Return the field of one part."""
    return seat.page.get_by_label(name)


async def offline_ready(held: Gathering, table: Table, name: str) -> Seat:
    """Open a phone, and wait until it could do without the server."""
    seat = await held.sit(table, name, SMALL, shell=True)
    await expect(part(seat, SEE)).to_be_visible()
    await seat.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return seat


@pytest.mark.long(17)
async def test_P10_an_observation_in_parts_is_kept_offline_placed_changed_and_read(
    held: Gathering, table: Table, tmp_path: Path
) -> None:
    cas, dia = await offline_ready(held, table, "cas"), await held.sit(table, "dia")
    await table.seat("wall", device="screen")
    wall = await held.sit(table, "wall", WALL)
    await cas.picture(tmp_path, "empty-320")

    await cas.context.set_offline(True)
    await cas.sees("Geen verbinding. Je kunt gewoon doorschrijven")
    await part(cas, SEE).fill(SEEN)
    await part(cas, SEE).press("Enter")
    await expect(part(cas, EFFECT)).to_be_focused()
    await cas.page.keyboard.type(FELT[:12])
    await expect(cas.button("Plaatsen")).to_be_enabled()
    await cas.picture(tmp_path, "half-320")

    await cas.page.reload()
    await cas.sees("We blijven het proberen. Wat je schreef, is hier bewaard.")
    await cas.sees(SEEN)
    await cas.sees(FELT[:12])
    await cas.picture(tmp_path, "offline-320")
    await cas.context.set_offline(False)
    await expect(part(cas, SEE)).to_have_value(SEEN)
    await expect(part(cas, EFFECT)).to_have_value(FELT[:12])

    await part(cas, EFFECT).fill("")
    await expect(cas.button("Plaatsen")).to_be_disabled()
    await cas.sees(f"Vul nog in: {EFFECT}")
    await part(cas, EFFECT).fill(FELT)
    await cas.tap("Plaatsen")
    await cas.saved()
    await expect(part(cas, SEE)).to_have_value("")
    await expect(part(cas, SEE)).to_be_focused()
    await cas.picture(tmp_path, "placed-320")

    await cas.tap("Wijzig")
    own = cas.page.get_by_role("group", name="Wijzig")
    await expect(own.get_by_label(SEE)).to_have_value(SEEN)
    await own.get_by_label(TIP).fill(LEARNT)
    await cas.picture(tmp_path, "edit-320")
    await own.get_by_role("button", name="Bewaar").click()
    await cas.saved()

    await dia.tab("Flap")
    for told in (SEE, SEEN, EFFECT, FELT, TIP, LEARNT):
        await expect(dia.card(SEEN)).to_contain_text(told)
    await dia.picture(tmp_path, "flap-390")
    for told in (SEEN, FELT, LEARNT):
        await expect(wall.page.get_by_text(told)).to_be_visible()
    await wall.picture(tmp_path, "wall")
    assert await held.cards_of(wall) == []
    lena = table["lena"]
    await lena.until(lambda: lena.of("card"))
    card = next(view["id"] for view in lena.of("card"))
    assert await lena.ask("focus_card", card=card) is None
    await expect(wall.page.get_by_role("region", name="Op tafel")).to_contain_text(SEE)
    await wall.picture(tmp_path, "wall-focus")


async def test_P10_a_card_of_parts_for_a_step_that_is_past_goes_back_part_by_part(
    held: Gathering, table: Table, tmp_path: Path
) -> None:
    cas = await offline_ready(held, table, "cas")
    await cas.context.set_offline(True)
    await part(cas, SEE).fill(SEEN)
    await part(cas, EFFECT).fill(FELT)
    await cas.tap("Plaatsen")
    await cas.sees("geen verbinding, wordt bewaard zodra het kan")
    await cas.sees(FELT)
    await part(cas, TIP).fill(LEARNT)
    lena = table["lena"]
    assert await lena.ask("go_to_step", step="kijken", to="plannen") is None
    await cas.context.set_offline(False)
    await cas.sees("nog niet bewaard: De groep is al een stap verder.")
    await cas.sees("nog niet bewaard: hier schreef je aan toen de stap verder ging")
    for told in (SEE, SEEN, EFFECT, FELT, TIP, LEARNT):
        await cas.sees(told)
    await cas.picture(tmp_path, "left-320")
    assert await lena.ask("go_to_step", step="plannen", to="kijken") is None
    await expect(part(cas, TIP)).to_have_value(LEARNT)
    await cas.tap("Terug in het tekstvak")
    await expect(part(cas, SEE)).to_have_value(SEEN)
    await expect(part(cas, EFFECT)).to_have_value(FELT)
    await expect(part(cas, TIP)).to_have_value(LEARNT)
    await cas.tap("Plaatsen")
    await table["cas"].until(lambda: f"{SEEN}\n{FELT}\n{LEARNT}" in table["cas"].texts())


async def test_a_part_takes_a_day_or_the_name_of_somebody_at_the_table(
    held: Gathering, table: Table, tmp_path: Path
) -> None:
    lena = table["lena"]
    assert await lena.ask("go_to_step", step="kijken", to="plannen") is None
    cas = await held.sit(table, "cas")
    await part(cas, WHAT).fill("Theo bellen")
    names = cas.page.locator("datalist option")
    assert "dia" in [await one.get_attribute("value") for one in await names.all()]
    await part(cas, WHO).fill("dia")
    await part(cas, WHEN).fill("2026-12-03")
    await cas.picture(tmp_path, "plan-390")
    await cas.tap("Plaatsen")
    await cas.saved()
    await expect(cas.card("Theo bellen")).to_contain_text("3 december 2026")
    await cas.picture(tmp_path, "planned-390")
