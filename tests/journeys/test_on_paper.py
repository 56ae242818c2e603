"""An inbrenger without a phone: the gespreksleider does for them all that their steps open."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.journeys.kit import WALL, Gathering, Seat
from tests.live.kit import Table, open_table

pytestmark = pytest.mark.timeout(240)
OWN = "dat ik niet durf te kiezen"
REWRITTEN = "dat ik bang ben om te kiezen"


async def test_an_inbrenger_on_paper_rates_answers_rewords_and_consents(held: Gathering) -> None:
    table = await open_table(held.origin, ["bob", "cas"], "tien-stappen")
    await table.seat("scherm", device="screen")
    await begin_with_somebody_on_paper(table, "Ines")
    lead = await held.sit(table, "lena")
    wall = await held.sit(table, "scherm", WALL)

    for name in ("bob", "cas"):
        for at in (1, 2, 3):
            text = f"Wat raakt {name} hierin ({at})?"
            assert await table[name].ask("write_card", kind="vraag", text=text) is None
    await lead.sees("Laat de anderen in stilte drie open vragen schrijven.")
    await expect(lead.button("Namens Ines")).to_have_count(0)

    await lead.next_step("Warm, neutraal of koud")
    await lead.tap("Namens Ines")
    await rate_six(lead)
    await expect(wall.card("Wat raakt bob hierin (3)?").get_by_text("koud")).to_be_visible()
    await lead.tap("Klaar", exact=True)
    await lead.sees("Ines is klaar")

    await lead.next_step("De antwoorden")
    await lead.tap("Namens Ines")
    await lead.tap("Hardop beantwoord")
    await wall.sees("hardop beantwoord")
    await lead.page.get_by_role("group", name="Vraag 2 van 6").wait_for()

    await lead.next_step("Laatste vragen")
    await lead.next_step("Mijn probleem is …")
    await lead.tap("Namens Ines")
    await lead.write(OWN)
    await held.nobody_else_holds(OWN, lead)
    await lead.next_step("Welke zin is warm?")
    await lead.next_step("In gesprek")
    await lead.tap("Namens Ines")
    await lead.tap("Zeg het nu anders")
    await lead.field("Nieuwe formulering").fill(REWRITTEN)
    await lead.tap("Bewaar", exact=True)
    await expect(wall.card(REWRITTEN)).to_contain_text(OWN)

    await lead.next_step("Krachten en uitwegen")
    await lead.tap("Namens Ines")
    await lead.tap("Ja, het is genoeg")
    await lead.sees("De inbrenger vindt het genoeg.")
    await table.close()


async def begin_with_somebody_on_paper(table: Table, name: str) -> None:
    lena = table["lena"]
    assert await lena.ask("seat_on_paper", name=name) is None
    await table.settle()
    person = next(one["id"] for one in lena.of("person") if one["name"] == name)
    assert await lena.ask("give_inbrenger", person=person) is None
    await table.begin(None, "vragen")


async def rate_six(lead: Seat) -> None:
    for at, word in enumerate(["warm", "neutraal", "koud", "warm", "warm", "koud"], start=1):
        card = lead.page.get_by_role("group", name=f"{at} van 6")
        await card.get_by_role("button", name=re.compile(f"^{word}")).click()
    await lead.sees("Alles is gewaardeerd")
