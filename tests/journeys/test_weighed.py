"""A force field and a speed round: weighed in silence, shown to all, or kept for oneself."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.journeys.kit import Gathering
from tests.journeys.stage import BOB, CEM, DIA, EVA, INES, SCREEN, Stage, playing

pytestmark = pytest.mark.timeout(300)
HELPS, HOLDS = ("Het team wil graag", "Er is tijd tot de zomer"), ("Niemand begint",)
CRITERIA = ("Belang", "Moeilijkheid", "Helderheid")
WARM, COLD = "dat ik iedereen te vriend wil houden", "dat ik te weinig tijd heb"
OWN, SEEN = "dat ik het alleen wil doen", "Ik vraag nooit om hulp."
DONE = "Maandag bel ik Theo."


async def test_P21_forces_are_found_moved_tied_and_weighed_into_arrows(held: Gathering) -> None:
    async with playing(held, "krachtenveld") as stage:
        await stage.sit("lena", INES, EVA, SCREEN)
        lead, ines, eva, wall = stage.lead, stage[INES], stage[EVA], stage.wall
        await stage.go("krachten")
        await eva.choose("Helpende krachten")
        for text in HELPS:
            await eva.write(text)
        await stage.write(BOB, "kracht", *HOLDS, zone="helpt")
        await expect(wall.page.locator("svg polygon")).to_have_count(3)

        # It hangs in the wrong column, and is put in the other.
        await lead.next_step("Krachten bespreken")
        await ines.sees("Op de flap kun je kaartjes verplaatsen.")
        await ines.tap("Naar de flap")
        await ines.card(HOLDS[0]).get_by_role("button", name="Verplaatsen").click()
        await ines.tap_sheet("Zet bij: Hinderende krachten")
        await expect(ines.sheet).to_have_count(0)
        told = wall.page.get_by_role("listitem")
        await expect(told.filter(has_text=HOLDS[0])).to_contain_text("nog niet gewogen")
        # Two that push against each other are tied.
        await lead.next_step("Krachten verbinden")
        await eva.tap("Naar de flap")
        await eva.card(HELPS[0]).get_by_role("button", name="Verbind met …").first.click()
        await eva.tap_sheet(f"Verbind met: {HOLDS[0]}")
        await eva.sees("verbonden met")

        # Weighed by each alone; nobody's screen has a number before all have.
        await lead.next_step("Krachten wegen")
        for force, value in zip((*HELPS, *HOLDS), ("5", "2", "4"), strict=True):
            await eva.sees(force)
            for criterion in CRITERIA:
                group = eva.page.get_by_role("group", name=criterion)
                await group.get_by_role("button", name=re.compile(f"^{value} ")).click()
        await eva.sees("Alles is gewaardeerd. Je kunt nog wijzigen.")
        await eva.tap("Klaar", exact=True)
        await lead.sees("1/5 klaar")
        assert all(view["ratings"] == [] for view in stage.table[INES].of("card"))
        await expect(wall.page.locator("svg text.number")).to_have_count(0)
        await lead.next_step("Het krachtenveld")
        await expect(wall.page.locator("svg text.number")).to_have_count(3)
        await expect(told.filter(has_text=HELPS[0])).to_contain_text("weegt 5")
        await eva.tab("Flap")
        await eva.sees("weegt 2 van 5")

        # A plan with a day and a name, and from which force it comes.
        await lead.next_step("Actieplan")
        await ines.page.get_by_role("checkbox", name=HELPS[0]).check()
        await ines.field("Wat gaat er gebeuren?").fill("Maandag begint Dia")
        await ines.field("Wanneer is het klaar?").fill("2026-12-07")
        await ines.tap("Plaatsen")
        await ines.saved()
        await wall.sees("Maandag begint Dia")
        await wall.sees(re.compile("7 december"))


async def test_P21_a_speed_round_ends_in_what_touches_and_keeps_the_rest(held: Gathering) -> None:
    async with playing(held, "speed") as stage:
        await stage.sit("lena", INES, EVA, SCREEN)
        lead, ines, eva, wall = stage.lead, stage[INES], stage[EVA], stage.wall
        await ines.write("Ik krijg het team niet mee.")
        await lead.next_step("Een paar gerichte vragen")
        await eva.write("Wie wil er wel?")
        await ines.sees("Wie wil er wel?")
        await ines.tap("Hardop beantwoord")
        # One more round may be passed over.
        await lead.strip.get_by_role("button", name=re.compile("^Volgende")).click()
        await lead.sees("Deze stap is optioneel.")
        await lead.tap_sheet(re.compile("^Overslaan"))
        await ines.sees("Alleen jij ziet dit")

        # Everybody one sentence, and she one of her own.
        await eva.write(WARM)
        await stage.write(CEM, "probleemformulering", COLD)
        await ines.write(OWN)
        await held.nobody_else_holds(WARM, eva)
        await held.nobody_else_holds(OWN, ines)

        # Read out one by one; each comes up by itself for her to rate, for nobody else.
        await lead.next_step("Luisteren en waarderen")
        await lead.tap("Laat zien")
        await expect(lead.sheet.get_by_role("button", name=f"Nu: {INES}")).to_have_count(0)
        for who, text, value in ((EVA, WARM, "warm"), (CEM, COLD, "koud")):
            await lead.tap_sheet(f"Nu: {who}")
            await wall.sees(text)
            await ines.sees(text)
            await ines.tap(re.compile(f"^{value}"))
        await lead.tap_sheet("Sluiten")
        await ines.sees("Alles is gewaardeerd.")
        await _nobody_knows_a_rating(stage)

        # She points out what touches her, and shares what she wants.
        await lead.next_step("Wat raakt me?")
        await ines.choose("Kiezen")
        await ines.tap("Kies dit kaartje")
        await expect(wall.card(WARM)).to_contain_text("Hiermee gaan we verder")
        await ines.choose("inzicht")
        await ines.write(SEEN)
        await ines.choose("actie")
        await ines.write(DONE)
        await ines.choose("Delen")
        await ines.tap("Deel op de flap")
        await ines.tap("Ja, deel het")
        await wall.sees(OWN)
        await _nobody_knows_a_rating(stage)


async def _nobody_knows_a_rating(stage: Stage) -> None:
    others = ("lena", BOB, CEM, DIA, EVA, SCREEN)
    await stage.table.settle(others)
    for who in others:
        assert all(card["ratings"] == [] for card in stage.table[who].of("card")), who
