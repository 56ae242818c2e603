"""The same in English: the interface, and the texts of a method."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.journeys.kit import Gathering

pytestmark = pytest.mark.timeout(120)


async def test_a_board_in_english_speaks_english_to_everybody(held: Gathering) -> None:
    lead = await held.device("Lea", language="en-GB")
    page = lead.page
    await page.goto(f"{held.origin}/")
    await page.get_by_label("Taal").select_option("en")
    await lead.tap("Make a board")
    await lead.tap("Show all methods")
    await page.get_by_role("radio", name="Sticky notes").check(force=True)
    await page.get_by_label("What is your name?").fill("Lea")
    await lead.tap("Make the board")
    await page.get_by_text("Invite the group").wait_for()
    shown = await page.get_by_label("Share the link").input_value()
    held.link = f"{held.origin}/j/{shown.partition('/j/')[2]}"

    bob = await held.device("Bob", language="en-GB")
    await bob.page.goto(held.link)
    await bob.page.get_by_role("textbox").fill("Bob")
    await bob.page.get_by_role("textbox").press("Enter")
    await expect(bob.button("I promise")).to_be_visible()
    await bob.page.reload()
    await bob.tap("I promise")
    await lead.tap("To the board")
    await lead.tap("I promise")
    await page.get_by_role("combobox").first.select_option(label="Bob")
    await lead.tap("Start the round")
    await bob.sees("Step 1 of 3")
    await expect(bob.page.locator("html")).to_have_attribute("lang", "en")
    text = await bob.page.locator("main").inner_text()
    assert not {" het ", " een ", " je "} & set(text.split(" ")), text
    await bob.page.get_by_role("textbox").fill("How do I say no?")
    await bob.page.get_by_role("textbox").press("Control+Enter")
    await bob.sees("How do I say no?")
