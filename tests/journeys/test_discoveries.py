"""Learning from a success, and Balint's phases: what is found, chosen and recognised."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.journeys.kit import WRITE, Gathering
from tests.journeys.stage import BOB, CEM, DIA, EVA, INES, SCREEN, Stage, playing

pytestmark = pytest.mark.timeout(300)
FACTOR, CONTEXT = "Je bleef vragen stellen", "De zomer gaf rust"
BETTER, FOUND = "Ik wachtte op een antwoord", "Rust maakte dat wachten kon"
TALK, YES = "Mijn collega neemt elk overleg over", "Ik zeg te vaak ja"
IMAGE = "Een kat die naar een dichte deur kijkt"
ADVICE, PLAINER = "Zeg het haar vooraf", "Zeg het haar morgen, vóór het overleg"
RECOGNISED = "ook hier wachtte tot een ander begon"


async def test_P21_a_success_is_taken_apart_and_holds_a_find(held: Gathering) -> None:
    async with playing(held, "successen") as stage:
        await stage.sit("lena", INES, EVA, SCREEN)
        lead, ines, eva, wall = stage.lead, stage[INES], stage[EVA], stage.wall
        await ines.write("We praten weer met elkaar.")
        await eva.choose("succesfactor")
        await eva.write(FACTOR)
        await eva.choose("kenmerk van de omgeving")
        await eva.write(CONTEXT)
        for seat in (lead, ines, wall):
            for text in (FACTOR, CONTEXT):
                assert not await seat.holds(text), seat.name

        # Two columns at once; she says one of them better, and the old words stay.
        await lead.strip.get_by_role("button", name=re.compile("^Volgende")).click()
        await lead.sees("De succesfactoren worden zichtbaar voor iedereen.")
        await lead.tap_sheet("Ga verder")
        for text in (FACTOR, CONTEXT, "Van de inbrenger zelf", "Uit de omgeving"):
            await wall.sees(text)
        assert await held.cards_of(wall) == []
        await ines.choose("Herformuleren")
        while not await ines.page.locator("main").get_by_text(FACTOR).first.is_visible():
            await ines.tap("Volgende", exact=True)
        await ines.tap("Zeg het nu anders")
        await ines.field("Nieuwe formulering").fill(BETTER)
        await ines.tap("Bewaar", exact=True)
        await expect(wall.card(BETTER)).to_contain_text(FACTOR)

        # A find says what it comes from.
        await lead.next_step("Vondsten")
        await lead.tap(re.compile("^Doorgeven: Geef het woord aan"))
        await wall.sees("Aan het woord")
        await eva.choose("vondst")
        chips = eva.page.get_by_role("group", name="Waar komt dit uit voort?")
        for name in (BETTER, CONTEXT):
            await chips.get_by_role("checkbox", name=name).check()
        await eva.write(FOUND)
        for name in (BETTER, CONTEXT):
            await expect(wall.card(FOUND)).to_contain_text(name)
        await lead.next_step("Wat leren we ervan?")
        await eva.write("Eerst wachten, dan pas helpen.")
        await wall.sees("Eerst wachten")


async def test_P21_balint_keeps_its_phases_apart(held: Gathering) -> None:
    async with playing(held, "balint", None) as stage:
        await stage.sit("lena", BOB, EVA, SCREEN)
        lead, bob, eva, wall = stage.lead, stage[BOB], stage[EVA], stage.wall
        await bob.write(TALK)
        await stage.write(CEM, "werkvraag", YES)
        # The wrong button, and back: nothing was lost.
        await lead.next_step("Welk probleem kiezen we?")
        await lead.tap("Terugdraaien")
        await bob.sees("Stap 1 van 9")
        await bob.sees(TALK)
        await lead.next_step("Welk probleem kiezen we?")

        # Dots of all, and the leader says what the group wants: its writer is the inbrenger.
        for left in ("Nog 2", "Nog 1"):
            await eva.tap(f"Een stip erbij: {TALK}")
            await eva.sees(f"{left} te geven.")
        await expect(wall.card(TALK)).to_contain_text("2 stippen")
        item = lead.page.get_by_role("listitem").filter(has_text=TALK)
        await item.get_by_role("button", name="Kies dit kaartje").click()
        await bob.sees(re.compile("inbrenger"))
        await wall.sees("Bob brengt in")
        await lead.next_step("Het probleem")
        await expect(eva.page.get_by_label(WRITE)).to_have_count(0)
        await bob.write("hoe krijg ik weer ruimte?")

        # What it calls up stays with each.
        await lead.next_step("Wat roept het op?")
        await expect(bob.page.get_by_label(WRITE)).to_have_count(0)
        await eva.write(IMAGE)
        await held.nobody_else_holds(IMAGE, eva)
        await stage.go("beeldvorming")
        await _judged_in_subgroups(stage)

        # What they recognise of him here, and what he recognises of that.
        await stage.go("gedrag")
        await eva.write(RECOGNISED)
        await bob.sees(RECOGNISED)
        await bob.tap(re.compile("herken ik$"))
        await expect(wall.card(RECOGNISED)).to_contain_text("herken ik")
        for seat in (lead, bob, wall):
            assert not await seat.holds(IMAGE)


async def _judged_in_subgroups(stage: Stage) -> None:
    lead, bob, eva, wall = stage.lead, stage[BOB], stage[EVA], stage.wall
    await lead.tap("Volgende: kies uit 3")
    await lead.sheet.get_by_role("radio", name="Oordeel: in groepjes").check(force=True)
    await lead.sees("Verdeel de anderen in groepjes.")
    await lead.tap_sheet("Ga verder")
    await stage.opens("oordeel-groepjes")
    await stage.divide({"1": (INES, CEM), "2": (DIA, EVA)})
    await eva.sees("Jouw groep: Groepje 2")
    await stage.write(DIA, "advies", ADVICE)
    await eva.tap("Wijzig")
    await eva.field("Wijzig").fill(PLAINER)
    await eva.tap("Bewaar", exact=True)
    await wall.sees(PLAINER)
    await lead.next_step("Het besluit")
    await bob.choose("Kiezen")
    await bob.tap("Kies dit kaartje")
    await wall.tap("Vorige flap")
    await expect(wall.card(PLAINER)).to_contain_text("Hiermee gaan we verder")
