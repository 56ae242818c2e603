"""What a gespreksleider does besides going on: taking back, handing over, letting in and out."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.journeys.kit import WALL, Gathering, Seat
from tests.live.kit import Table, open_table

pytestmark = pytest.mark.timeout(180)
TIP, OTHER_TIP = "Vraag wat hij zelf nodig heeft", "Neem een dag de tijd"


@pytest_asyncio.fixture(loop_scope="session")
async def table(held: Gathering) -> AsyncIterator[Table]:
    """Give a board where post-its are being written."""
    table = await open_table(held.origin, ["ben", "cas", "dia"], "post-it")
    await table.seat("scherm", device="screen")
    await table.begin("ben", "schrijven")
    yield table
    await table.close()


async def options_for(lead: Seat, name: str) -> None:
    await lead.tab("Mensen")
    await lead.tap(f"Opties voor {name}")


async def test_P21_a_step_that_was_opened_by_accident_is_taken_back_and_hides_again(
    held: Gathering, table: Table
) -> None:
    lead = await held.sit(table, "lena")
    wall = await held.sit(table, "scherm", WALL)
    ben, cas = [await held.sit(table, name) for name in ("ben", "cas")]
    for name, tip in (("cas", TIP), ("dia", OTHER_TIP)):
        assert await table[name].ask("write_card", kind="postit", text=tip) is None
    await wall.sees("2 post-its geschreven")
    await cas.sees(TIP)
    await lead.next_step("Voorlezen en meenemen")
    for seat in (wall, cas, ben):
        if seat is not wall:
            await seat.tab("Flap")
        await seat.sees(OTHER_TIP)
    await lead.sees("2 kaartjes gaan dan weer dicht.")
    await lead.tap("Terugdraaien")
    await expect(lead.page.get_by_role("heading", name="Post-its schrijven")).to_be_visible()
    await cas.field().wait_for()
    for seat in (wall, ben, cas):
        await seat.sees_no_more(OTHER_TIP)
    await held.nobody_else_holds(OTHER_TIP)
    await held.nobody_else_holds(TIP, cas)
    await cas.write("En dit nog")


async def test_P46_whoever_is_given_the_lead_has_it_and_the_other_has_not(
    held: Gathering, table: Table
) -> None:
    lead, cas = [await held.sit(table, name) for name in ("lena", "cas")]
    await expect(lead.strip).to_be_visible()
    await expect(cas.strip).to_have_count(0)
    await options_for(lead, "cas")
    await lead.tap_sheet("Draag de leiding over")
    await lead.tap_sheet("Draag over")
    await expect(cas.strip).to_be_visible()
    await expect(lead.strip).to_have_count(0)
    await lead.tab("Mensen")
    await expect(lead.button(re.compile("^Opties voor"))).to_have_count(0)
    await cas.next_step("Voorlezen en meenemen")
    assert await table["lena"].ask("next_step", step="lezen") == "not_allowed"


async def test_P27_somebody_sent_away_is_out_at_once_and_the_old_link_is_dead(
    held: Gathering, table: Table
) -> None:
    held.forgiven += ("410",)
    old_link = f"{held.origin}/j/{table.board}#{table['lena'].one('door')['secret']}"
    lead, dia = [await held.sit(table, name) for name in ("lena", "dia")]
    await dia.field().fill("Wat ik nog wilde zeggen")
    await options_for(lead, "dia")
    await lead.tap_sheet("Haal van het bord")
    await lead.tap_sheet("Haal van het bord")
    await dia.sees("Je doet niet meer mee")
    await dia.sees("Wat ik nog wilde zeggen")
    await expect(lead.button("Opties voor dia")).to_have_count(0)

    await dia.page.goto(f"{held.origin}/b/{table.board}")
    await dia.sees("Je zit nog niet aan tafel")
    await dia.page.goto(old_link)
    await dia.page.get_by_label("Hoe heet je?").fill("dia")
    await dia.tap("Doe mee")
    await dia.sees("Deze link werkt niet meer.")


async def test_somebody_without_a_phone_takes_part_through_the_gespreksleider(
    held: Gathering, table: Table
) -> None:
    lead = await held.sit(table, "lena")
    wall = await held.sit(table, "scherm", WALL)
    await lead.tab("Mensen")
    await lead.tap("Iemand zonder telefoon")
    await lead.sheet.get_by_label("Naam").fill("Oma Truus")
    await lead.tap_sheet("Zet erbij")
    await expect(lead.sheet).to_have_count(0)
    await lead.strip.get_by_role("button", name="Meer").click()
    await lead.tap_sheet("Namens iemand")
    await lead.tap_sheet("Oma Truus")
    await lead.sees("Je schrijft op wat Oma Truus zegt.")
    await lead.write(TIP, re.compile("^Schrijf: post-it"))
    await lead.tap("Klaar", exact=True)
    await lead.sees("Oma Truus is klaar")
    await lead.sees("1 van 3 klaar")
    await lead.tap("Terug naar mij")
    await lead.sees_no_more(TIP)
    assert not await wall.holds(TIP)
    await lead.next_step("Voorlezen en meenemen")
    await expect(wall.card(TIP)).to_contain_text("Oma Truus")
