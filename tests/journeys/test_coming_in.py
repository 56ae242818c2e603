"""Who comes late, and who sits down with a second device."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.journeys.kit import Gathering
from tests.live.kit import open_table

pytestmark = pytest.mark.timeout(180)
SHOWN, HIDDEN = "Wat maakte dat je bleef?", "Wie weet dit al?"


async def test_P21_who_comes_late_by_code_sees_what_is_shown_and_writes_along(
    held: Gathering,
) -> None:
    table = await open_table(held.origin, ["ben", "cas"])
    await table.begin("ben", "vragen")
    cas = table["cas"]
    for text in (SHOWN, HIDDEN):
        assert await cas.ask("write_card", kind="vraag", text=text) is None
        if text == SHOWN:
            assert await table["lena"].ask("reveal_all") is None
    held.code = table["lena"].one("door")["code"]
    lead = await held.sit(table, "lena")
    fay = await held.knock("Fay")
    await lead.tab("Mensen")
    await lead.tap("Laat binnen: Fay")
    await fay.agree()
    await fay.sees("vraag 1 van 3")
    await fay.tab("Flap")
    await fay.sees(SHOWN)
    await fay.tab("Nu")
    await fay.write("Wat zou je missen?")
    assert not await fay.holds(HIDDEN)
    await table.close()


async def test_one_seat_opens_on_a_laptop_as_well(held: Gathering) -> None:
    table = await open_table(held.origin, ["ben", "cas"])
    await table.begin("ben", "vragen")
    phone = await held.sit(table, "cas")
    await phone.write(SHOWN)
    await phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await phone.tab("Mensen")
    await phone.tap("Open ook op mijn laptop")
    await phone.tap_sheet(re.compile("Kopieer"))
    await expect(phone.sheet).to_contain_text("Gekopieerd")
    link = str(await phone.page.evaluate("navigator.clipboard.readText()"))
    await phone.tap_sheet("Sluiten")

    laptop = await held.device("laptop", (1280, 800))
    # The address that phones can reach the server at, which on a test machine may be none.
    await laptop.page.goto(f"{held.origin}/s/{link.partition('/s/')[2]}")
    await laptop.sees(SHOWN)
    await laptop.sees("vraag 2 van 3")
    await laptop.write(HIDDEN)
    await phone.tab("Nu")
    await phone.sees(HIDDEN)
    await phone.sees("vraag 3 van 3")
    assert table["cas"].token not in laptop.page.url
    await table.close()
