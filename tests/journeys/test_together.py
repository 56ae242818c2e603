"""Three people write one card at once, and one of them loses the line and comes back (P10)."""

from __future__ import annotations

import asyncio
import re

import httpx
import pytest
from playwright.async_api import Locator, expect

from tests.journeys.kit import Gathering, Seat
from tests.live.kit import Table, open_table

pytestmark = pytest.mark.timeout(240)
METHOD = """\
id: samen
language: nl
name: Samen schrijven
summary: Eén advies van ons allen.
purpose: Om samen tot één advies te komen.
use_when: [Jullie het samen willen zeggen.]
group: {min: 2, max: 8}
source: Voor deze test
kinds:
  gezamenlijk: {name: advies, plural: adviezen, paper: geel, starter: Wij raden je aan …}
sheets:
  - {id: flap, title: Ons advies}
steps:
  - id: samen
    title: Samen
    minutes: 5
    sheet: flap
    wall: De groep schrijft één advies.
    tell: {gespreksleider: Wacht., inbrenger: Luister., deelnemer: Schrijf samen één advies.}
    write:
      - {kind: gezamenlijk, who: [deelnemer], sheet: flap, joint: true}
  - id: terug
    title: Terug
    minutes: 5
    wall: We kijken terug.
    tell: {gespreksleider: Vraag door., inbrenger: Vertel., deelnemer: Luister.}
    rewrite: {kinds: [gezamenlijk], who: [inbrenger], anyone: true}
report:
  - {title: Advies, kinds: [gezamenlijk]}
"""
NO_LINE = "Geen verbinding. Je kunt gewoon doorschrijven"
OFFLINE = "nog niet bewaard: geen verbinding. Schrijf gerust door."


async def gathered(held: Gathering) -> Table:
    """Open a board that plays a method in which something is written together."""
    table = await open_table(held.origin, ["ben", "cas", "dia", "eva"])
    lena = table["lena"]
    async with httpx.AsyncClient(base_url=held.origin, trust_env=False) as http:
        planned = await http.put(
            f"/api/boards/{table.board}/plan",
            content=METHOD,
            headers={"Authorization": f"Bearer {lena.token}", "Content-Type": "application/yaml"},
        )
    assert planned.status_code == 200, planned.text
    await table.begin("ben")
    return table


def paper(seat: Seat) -> Locator:
    """Return the field that several write in."""
    return seat.page.get_by_label("Schrijf samen: advies")


async def types(seat: Seat, text: str) -> None:
    """Type letter by letter, as people do, from where the caret is."""
    await paper(seat).press_sequentially(text, delay=60)


async def is_saved(seat: Seat) -> None:
    await expect(seat.page.locator("[data-joint]")).to_have_attribute("data-joint", "saved")


async def test_P10_three_write_one_card_at_once_and_one_drops_off_and_comes_back(
    held: Gathering,
) -> None:
    table = await gathered(held)
    cas, dia, eva = [await held.sit(table, name) for name in ("cas", "dia", "eva")]
    ben = await held.sit(table, "ben")
    await types(cas, "Vraag haar om hulp.")
    for seat in (dia, eva):
        await expect(paper(seat)).to_have_value("Vraag haar om hulp.")

    # All at once: at the beginning, in the middle, at the end.
    await paper(cas).press("Control+Home")
    await paper(dia).evaluate("field => field.setSelectionRange(10, 10)")
    await paper(eva).press("Control+End")
    await asyncio.gather(
        types(cas, "Wacht eerst. "), types(dia, " rustig"), types(eva, " Schrijf het op.")
    )
    whole = "Wacht eerst. Vraag haar rustig om hulp. Schrijf het op."
    for seat in (cas, dia, eva):
        await expect(paper(seat)).to_have_value(whole)
        await is_saved(seat)
    assert await paper(dia).evaluate("field => field.selectionStart") == len(
        "Wacht eerst. Vraag haar rustig"
    )

    # One loses the line and writes on; the others write as well.
    await eva.context.set_offline(True)
    await eva.sees(NO_LINE)
    await asyncio.gather(types(eva, " Bel morgen."), types(dia, " en warm"))
    await eva.sees(OFFLINE)
    await expect(paper(cas)).to_have_value(whole.replace("rustig", "rustig en warm"))
    await expect(paper(eva)).to_have_value(f"{whole} Bel morgen.")
    await eva.context.set_offline(False)
    final = f"{whole.replace('rustig', 'rustig en warm')} Bel morgen."
    for seat in (cas, dia, eva):
        await expect(paper(seat)).to_have_value(final)
        await is_saved(seat)
    await ben.tab("Flap")
    await expect(ben.card(final)).to_have_count(1)
    # Named in the order of their first words, and those came at the same time.
    await ben.sees(re.compile("van cas, (eva en dia|dia en eva)"))
    await table.close()


async def test_P10_what_was_written_when_the_step_moved_on_is_given_back(held: Gathering) -> None:
    table = await gathered(held)
    cas = await held.sit(table, "cas", shell=True)
    await types(cas, "Vraag haar.")
    await is_saved(cas)
    await cas.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    await cas.context.set_offline(True)
    await cas.sees(NO_LINE)
    await types(cas, " Bel morgen.")
    await cas.sees(OFFLINE)
    lena = table["lena"]
    assert await lena.ask("next_step", step="samen") is None
    await cas.page.wait_for_timeout(400)  # until the phone itself has kept the letters
    await cas.page.reload()
    await cas.sees("Bel morgen.")
    await cas.context.set_offline(False)
    await cas.sees("Terug")
    await cas.sees("Bel morgen.")
    await expect(cas.button("Kopieer").first).to_be_visible()
    assert table["dia"].texts() == ["Vraag haar."]

    # The step comes back, and the words go in after all.
    assert await lena.ask("back_step", step="terug") is None
    await cas.tap("Zet erbij")
    await table["dia"].until(lambda: table["dia"].texts() == ["Vraag haar.\nBel morgen."])
    await is_saved(cas)
    await table.close()
