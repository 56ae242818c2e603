"""A whole session by keyboard alone, and what a screen reader is told (P43)."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, expect

from tests.journeys.kit import Gathering, Seat
from tests.live.kit import open_table

pytestmark = pytest.mark.timeout(240)
MOST_TABS = 60
FOCUSED = "element => element === document.activeElement"


async def go_to(seat: Seat, wanted: Locator) -> None:
    """Press Tab until this has the focus, as somebody without a mouse does."""
    await wanted.wait_for(state="attached")
    for _ in range(MOST_TABS):
        if await wanted.evaluate(FOCUSED):
            return
        await seat.page.keyboard.press("Tab")
    raise AssertionError(f"{MOST_TABS} tabs and not there: {wanted}")


async def press(seat: Seat, name: str | re.Pattern[str], where: Locator | None = None) -> None:
    """Go to a button, and press it."""
    button = (where or seat.page).get_by_role("button", name=name).first
    await go_to(seat, button)
    await seat.page.keyboard.press("Enter")


async def choose(seat: Seat, wanted: Locator) -> None:
    """Go to the first of a list where none is chosen yet, and by arrows from there to this one."""
    await wanted.wait_for(state="attached")
    await go_to(seat, seat.page.get_by_role("radio").first)
    for _ in range(MOST_TABS):
        if await wanted.is_checked():
            return
        await seat.page.keyboard.press("ArrowDown")
    raise AssertionError(f"{MOST_TABS} arrows and not there: {wanted}")


async def write(seat: Seat, text: str) -> None:
    """Go to the field, write, and press the button behind it."""
    await go_to(seat, seat.field())
    await seat.page.keyboard.type(text)
    await press(seat, "Plaatsen")
    await seat.sees(text)
    await seat.saved()


async def next_step(lead: Seat, title: str) -> None:
    await press(lead, re.compile("^Volgende"), lead.strip)
    await press(lead, "Ga verder", lead.sheet)
    await expect(lead.page.get_by_role("heading", name=title, level=1)).to_be_visible()


async def test_P43_a_session_is_led_and_written_by_keyboard_alone(held: Gathering) -> None:
    lead = await held.device("Lea", (1280, 800))
    await lead.page.goto(f"{held.origin}/")
    await press(lead, "Maak een bord")
    await press(lead, "Toon alle methoden")
    await choose(lead, lead.page.get_by_role("radio", name="Post-itmethode"))
    await go_to(lead, lead.page.get_by_label("Hoe heet je?"))
    await lead.page.keyboard.type("Lea")
    await go_to(lead, lead.page.get_by_role("switch", name="Ik doe zelf ook mee"))
    await lead.page.keyboard.press("Space")
    await press(lead, "Maak het bord")
    link = await lead.page.get_by_label("Deel de link").input_value()
    await press(lead, "Naar het bord")
    await press(lead, "Dat beloof ik")

    bob = await held.device("Bob")
    await bob.page.goto(f"{held.origin}/j/{link.partition('/j/')[2]}")
    await expect(bob.page.get_by_label("Hoe heet je?")).to_be_focused()
    await bob.page.keyboard.type("Bob")
    await bob.page.keyboard.press("Enter")
    await press(bob, "Dat beloof ik")

    await go_to(lead, lead.page.get_by_label("Wie brengt iets in?"))
    await lead.page.keyboard.type("Bob")
    await press(lead, "Start de ronde")
    await write(bob, "Hoe zeg ik dat ik stop?")
    await next_step(lead, "Post-its schrijven")
    await write(lead, "Gewoon, aan het begin van het gesprek")
    await write(lead, "Eerst aan jezelf")
    await press(lead, "Klaar", lead.page.locator("main"))
    await lead.sees("Je bent klaar")
    await next_step(lead, "Voorlezen en meenemen")

    stepper = bob.page.get_by_role("group", name=re.compile("van 2"))
    await go_to(bob, stepper.get_by_role("button", name="Volgende"))
    await bob.page.keyboard.press("ArrowRight")
    await expect(bob.page.get_by_role("group", name="2 van 2")).to_be_visible()
    await press(bob, "Leg op tafel")
    await lead.sees("Op tafel")
    await go_to(bob, bob.page.get_by_role("radio", name="Op tafel leggen"))
    await bob.page.keyboard.press("ArrowRight")
    await write(bob, "Ik kan het zeggen zonder alles uit te leggen")
    await press(lead, "Ronde afsluiten", lead.strip)
    await press(lead, "Ronde afsluiten", lead.sheet)
    report = bob.page.get_by_role("link", name="Naar het verslag")
    await go_to(bob, report)
    await bob.page.keyboard.press("Enter")
    await bob.sees("Ik kan het zeggen zonder alles uit te leggen")


async def test_P43_ratings_are_given_by_keyboard(held: Gathering) -> None:
    table = await open_table(held.origin, ["ines", "bob"])
    await table.begin("ines", "vragen")
    for text in ("Wat mis je?", "Wie helpt je?", "Hoe lang al?"):
        assert await table["bob"].ask("write_card", kind="vraag", text=text) is None
    lena = table["lena"]
    assert await lena.ask("go_to_step", step="vragen", to="vragen-waarderen") is None
    ines = await held.sit(table, "ines")
    await go_to(ines, ines.button(re.compile("^warm")))
    for at in range(1, 4):
        await expect(ines.page.get_by_role("group", name=f"{at} van 3")).to_be_visible()
        await ines.page.keyboard.press(str(at))
    await ines.sees("Alles is gewaardeerd.")
    # The phone shows a rating at once, and the others have it when the server has.
    await lena.until(
        lambda: (
            sorted(card["ratings"][0]["value"] for card in lena.of("card"))
            == ["koud", "neutraal", "warm"]
        )
    )
    await table.close()


async def test_P43_a_screen_reader_hears_steps_cards_refusals_and_the_line(held: Gathering) -> None:
    table = await open_table(held.origin, ["ines", "bob", "cem"])
    await table.begin("ines", "vragen")
    bob = await held.sit(table, "bob")
    told = bob.page.locator("[aria-live=polite].unseen")
    await expect(told).to_have_text("Stap 2: Drie vragen")
    assert await table["cem"].ask("write_card", kind="vraag", text="Wat mis je?") is None
    assert await table["lena"].ask("reveal_all") is None
    await expect(told).to_have_text(re.compile("kaartje bijgekomen"))
    assert await table["cem"].ask("write_card", kind="vraag", text="Wie helpt je?") is None
    lena = table["lena"]
    assert await lena.ask("go_to_step", step="vragen", to="vragen-waarderen") is None
    await expect(told).to_contain_text("Stap 3: Warm, neutraal of koud")
    await expect(told).to_contain_text("kaartje bijgekomen")
    await bob.context.set_offline(True)
    await expect(told).to_have_text("Verbinding kwijt")
    await bob.context.set_offline(False)
    await expect(told).to_have_text("Weer verbonden")
    await bob.context.set_offline(True)
    assert await lena.ask("go_to_step", step="vragen-waarderen", to="laatste-vragen") is None
    await bob.context.set_offline(False)
    await bob.field().fill("Wat zou je missen?")
    await bob.context.set_offline(True)
    await bob.tap("Plaatsen")
    assert await lena.ask("go_to_step", step="laatste-vragen", to="formuleren") is None
    await bob.context.set_offline(False)
    await expect(told).to_contain_text("Nog niet bewaard: De groep is al een stap verder.")
    await table.close()
