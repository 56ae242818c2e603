"""A whole session with the Post-itmethode: six phones and the wall."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.journeys.kit import Gathering

pytestmark = pytest.mark.timeout(240)
QUESTION = "Hoe houd ik rust in een team dat moppert?"
TIPS = {
    "Bob": "Vraag hem eens wat hij zelf nodig heeft",
    "Cem": "Wat gebeurt er als je niets doet?",
    "Dia": "Neem een dag de tijd voor je antwoordt",
    "Eva": "Ik herken dit: bij mij hielp een rondje buiten",
}


@pytest.mark.long(17)
async def test_P21_a_group_holds_a_whole_post_it_session(held: Gathering) -> None:
    lead = await held.make_board("Post-itmethode")
    wall = await held.wall(lead)
    ann = await held.join("Ann")
    others = [await held.join(name) for name in TIPS]
    await wall.sees("Eva")
    await held.start_round(lead, "Ann")

    await ann.write(QUESTION)
    await wall.sees(QUESTION)
    await others[0].tab("Flap")
    await others[0].sees(QUESTION)
    await others[0].tab("Nu")

    await lead.next_step("Post-its schrijven")
    for seat in others:
        await seat.write(TIPS[seat.name])
        await seat.tap("Klaar", exact=True)
    await wall.sees("Iedereen is klaar")
    for seat in others:
        await held.nobody_else_holds(TIPS[seat.name], seat)

    await lead.next_step("Voorlezen en meenemen")
    for tip in TIPS.values():
        await wall.sees(tip)
    assert await held.cards_of(wall) == []
    await ann.tap("Leg op tafel")
    await others[0].sees("Op tafel")
    await ann.choose("actie")
    await ann.write("Maandag vraag ik het hem, bij de koffie")

    await lead.end_round()
    await others[1].page.get_by_role("link", name="Naar het verslag").click()
    for text in (QUESTION, *TIPS.values(), "Maandag vraag ik het hem, bij de koffie"):
        await others[1].sees(text)
    await expect(lead.strip.get_by_role("button", name="Nog een ronde")).to_be_visible()
