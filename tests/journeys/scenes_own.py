"""The screens of a method of one's own, of a path, and of a search on one's own phone."""

from __future__ import annotations

from collections.abc import AsyncIterator

from tests.journeys.kit import Gathering
from tests.journeys.stage import BOB, INES, SCREEN, Scene, playing


async def own_method(held: Gathering) -> AsyncIterator[Scene]:
    """Show the editor, from the choice of a copy to a mistake."""
    lead = await held.device("Lea")
    await lead.page.goto(f"{held.origin}/methode")
    await lead.sees("Een eigen methode")
    yield Scene("eigen-begin", lead)
    await lead.page.get_by_label("Begin met een kopie van").select_option(label="Viskommethode")
    await lead.tap("Maak een kopie")
    await lead.sees("Alles klopt.")
    for at, title in enumerate(("Stappen", "Over de methode", "Flappen en kaartjes", "Als tekst")):
        await lead.page.get_by_role("radio", name=title, exact=True).check(force=True)
        yield Scene(f"eigen-{at + 1}", lead)
    await lead.page.get_by_role("radio", name="Stappen", exact=True).check(force=True)
    await lead.page.get_by_label("Minuten", exact=True).fill("999")
    await lead.sees("Er klopt iets nog niet")
    yield Scene("eigen-fout", lead)


async def five_questions(held: Gathering) -> AsyncIterator[Scene]:
    """Show five questions as a path."""
    async with playing(held, "vijf-vragen") as stage:
        await stage.write(INES, "doel", "Ik wilde dat Theo zich gehoord voelde.")
        await stage.sit(INES, BOB, SCREEN)
        await stage.go("weten")
        for who, name in (("inbrenger", INES), ("deelnemer", BOB), ("muur", SCREEN)):
            yield Scene(f"vijf-vragen-{who}", stage[name])


async def self_test(held: Gathering) -> AsyncIterator[Scene]:
    """Show the search for a question on one's own phone, and what is kept from the others."""
    async with playing(held, "werkvraag", None) as stage:
        await stage.sit("lena", BOB, SCREEN)
        await stage.go("zelftest")
        await stage[BOB].sees("Alleen op deze telefoon.")
        await stage[BOB].page.locator("main textarea").first.fill("Over het rooster.")
        yield Scene("zelftest-deelnemer", stage[BOB])
        yield Scene("zelftest-muur", stage.wall)
        await stage.go("formuleren")
        await stage[BOB].choose("werkprobleem")
        yield Scene("zelftest-formuleren-deelnemer", stage[BOB])


async def self_test_in_english(held: Gathering) -> AsyncIterator[Scene]:
    """Show the same in English."""
    async with playing(held, "werkvraag", None, language="en") as stage:
        await stage.sit("lena", BOB, SCREEN)
        await stage.go("zelftest")
        await stage[BOB].page.locator("main textarea").first.wait_for()
        for who, name in (("participant", BOB), ("leader", "lena"), ("wall", SCREEN)):
            yield Scene(f"english-self-test-{who}", stage[name])


SCENES = (own_method, five_questions, self_test, self_test_in_english)
