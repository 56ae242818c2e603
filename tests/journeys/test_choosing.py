"""Choosing a method: three answers give a recommendation, and the whole list is one tap away."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.journeys.kit import SMALL, Gathering, Seat

pytestmark = pytest.mark.timeout(60)
FIRST = ("een uur", "eerste keer", "een vraag die nog vaag is")
LATER = ("twee uur of meer", "we doen dit al lang", "iets wat echt gebeurd is")


async def answer(seat: Seat, *answers: str) -> None:
    """Tap an answer to each question."""
    for word in answers:
        await seat.page.get_by_role("radio", name=word, exact=True).check(force=True)


async def test_three_answers_recommend_a_method_and_the_board_is_made_with_it(
    held: Gathering,
) -> None:
    lead = await held.device("Lea", SMALL)
    page = lead.page
    await page.goto(f"{held.origin}/")
    await lead.tap("Maak een bord")
    await expect(page.get_by_role("heading", name="Ons advies")).to_have_count(0)
    await answer(lead, *FIRST)
    await expect(page.get_by_role("heading", name="Ons advies")).to_be_visible()
    chosen = page.locator(".found").get_by_role("radio", checked=True)
    await expect(chosen).to_have_count(1)
    name = await page.locator(".found .name").first.inner_text()
    await lead.sees("Helpt om te zien wat de vraag werkelijk is.")
    assert await page.evaluate("document.documentElement.scrollWidth") <= SMALL[0]

    await page.get_by_label("Hoe heet je?").fill("Lea")
    await lead.tap("Maak het bord")
    await lead.tap("Naar het bord")
    await lead.agree()
    await expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()

    await lead.tap("Kies een andere")
    await answer(lead, *LATER)
    await expect(lead.sheet.get_by_role("heading", name="Ons advies")).to_be_visible()
    await lead.sheet.get_by_role("button", name="Toon alle methoden").click()
    listed = lead.sheet.get_by_role("radio", name=re.compile("^Post-itmethode"))
    await listed.check(force=True)
    await lead.sheet.get_by_role("button", name="Help me kiezen").click()
    await expect(
        lead.sheet.get_by_role("radio", name="twee uur of meer", exact=True)
    ).to_be_checked()
    await lead.sheet.get_by_role("button", name="Kies deze").click()
    await expect(page.get_by_role("heading", name="Post-itmethode")).to_be_visible()


async def test_without_a_choice_no_board_is_made_and_it_is_said_what_is_missing(
    held: Gathering,
) -> None:
    lead = await held.device("Lea")
    await lead.page.goto(f"{held.origin}/")
    await lead.tap("Maak een bord")
    await lead.page.get_by_label("Hoe heet je?").fill("Lea")
    await lead.tap("Maak het bord")
    await expect(lead.page.get_by_role("alert")).to_have_text("Kies eerst een methode.")
