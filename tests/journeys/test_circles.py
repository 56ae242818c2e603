"""The fishbowl and gossip, as people play them: who talks, who writes, and who sees nothing."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.journeys.kit import WRITE, Gathering
from tests.journeys.stage import BOB, CEM, DIA, EVA, INES, SCREEN, playing

pytestmark = pytest.mark.timeout(300)
PROBLEM, ANEW = "Wij zeggen elkaar niets.", "Wij weten niet van elkaar wat we nodig hebben."
NOTE, KEPT = "Ze kijken elkaar niet aan.", "Ik herken mezelf hierin."
REALLY = "wie er durft te beginnen"
ADVICE, TAKEN = "Begin maandag met één vraag.", "Maandag stel ik die vraag aan Theo."
COUNSEL, HEARD, OPEN = "Wacht eens tien tellen.", "Ze vinden mij ongeduldig.", "Ze hebben gelijk."


async def test_P21_fish_talk_while_the_bowl_writes_and_then_they_change_round(
    held: Gathering,
) -> None:
    async with playing(held, "viskom", None) as stage:
        await stage.sit("lena", INES, EVA, SCREEN)
        lead, fish, bowl, wall = stage.lead, stage[INES], stage[EVA], stage.wall
        # The problem is one card of them all; then the leader makes the circles, by hand.
        await fish.field("Schrijf samen: probleem").fill(PROBLEM)
        await wall.sees(PROBLEM)
        await lead.tap("Verdeel")
        for name, part in ((INES, "Binnenkring"), (EVA, "Buitenkring")):
            await lead.sheet.get_by_label(f"Groep van {name}").select_option(label=part)
        await stage.divide({"binnen": (DIA,), "buiten": (BOB, CEM)})
        await lead.tap_sheet("Sluiten")
        await fish.sees("Jouw groep: Binnenkring")
        await fish.sees("Samen met Dia")
        await bowl.sees("Jouw groep: Buitenkring")
        await wall.sees("Binnenkring")

        # The fish talk and cannot write; what the bowl notes is for each alone.
        await lead.next_step("De binnenkring praat")
        await fish.sees("Je zit in de binnenkring.")
        await bowl.sees("Je zit in de buitenkring.")
        await expect(fish.page.get_by_label(WRITE)).to_have_count(0)
        await lead.tap("Wie heeft het woord?")
        await expect(lead.sheet.get_by_role("button", name=EVA)).to_have_count(0)
        await lead.tap_sheet(INES)
        await fish.sees("Jij bent aan de beurt")
        await wall.sees("Aan het woord")
        for text in (NOTE, KEPT):
            await bowl.write(text)
        await held.nobody_else_holds(NOTE, bowl)

        # Now the other way round: one note goes on the flap, the other stays where it is.
        await lead.next_step("De buitenkring vertelt")
        await fish.sees("Je hoeft niets uit te leggen of recht te zetten.")
        await bowl.card(NOTE).get_by_role("button", name="Deel op de flap").click()
        await bowl.tap("Ja, deel het")
        await wall.sees(NOTE)
        await held.nobody_else_holds(KEPT, bowl)

        # What it is really about: hidden, until the leader shows it, writer by writer.
        await lead.next_step("Eigenlijk gaat het om …")
        await bowl.write(REALLY)
        await held.nobody_else_holds(REALLY, bowl)
        await lead.tap("Laat zien")
        await expect(lead.sheet.get_by_role("button", name=re.compile(INES))).to_have_count(0)
        await lead.tap_sheet(f"Nu: {EVA}")
        await wall.sees(REALLY)
        await lead.tap_sheet("Sluiten")

        # The fish word it anew, and the old words stay.
        await lead.next_step("Het probleem, opnieuw")
        await expect(bowl.button("Zeg het nu anders")).to_have_count(0)
        await fish.tap("Zeg het nu anders")
        await fish.field("Nieuwe formulering").fill(ANEW)
        await fish.tap("Bewaar", exact=True)
        await wall.sees(ANEW)
        await wall.sees(PROBLEM)

        # Advice from without, and what those within do with it.
        await stage.go("adviezen")
        await bowl.write(ADVICE)
        await lead.next_step("Wie neemt wat mee?")
        chips = fish.page.get_by_role("group", name="Waar komt dit uit voort?")
        await chips.get_by_role("checkbox", name=ADVICE).check()
        await fish.write(TAKEN)
        await expect(wall.page.locator(".card").filter(has_text=TAKEN)).to_contain_text("uit:")
        await lead.next_step("Wat heb je geleerd?")
        await wall.sees("De kringen zijn weer één groep.")
        await wall.sees_no_more("Buitenkring")
        for seat in (fish, bowl):
            await seat.sees_no_more(re.compile("^Jouw groep"))
            await expect(seat.page.get_by_label(WRITE)).to_be_visible()


async def test_P21_they_gossip_while_the_inbrenger_has_turned_away(held: Gathering) -> None:
    async with playing(held, "roddel") as stage:
        await stage.write(INES, "werkvraag", "Hoe krijg ik ze weer aan het praten?")
        await stage.sit("lena", INES, BOB, SCREEN)
        lead, ines, bob, wall = stage.lead, stage[INES], stage[BOB], stage.wall
        await stage.go("vragen")
        await bob.write("Als dit een film was, hoe zou hij heten?")
        await ines.sees("Als dit een film was")
        await ines.tap("Hardop beantwoord")
        await bob.sees("hardop beantwoord")

        # Turned away: a page with her own notes, and not a word of what the others write.
        await lead.next_step("Roddelen")
        await ines.sees("Je zit met je rug naar de flap")
        await expect(ines.page.get_by_role("navigation", name="Onderdelen")).to_have_count(0)
        await bob.sees("Ines zit nu met de rug naar de flap en ziet niets.")
        await lead.sees("Ines zit nu met de rug naar de flap en ziet niets.")
        await bob.field("Schrijf samen: advies van de groep").fill(COUNSEL)
        await wall.sees(COUNSEL)
        for text in (HEARD, OPEN):
            await ines.write(text)
        assert not await ines.holds(COUNSEL)
        assert not await ines.holds("film was")
        await ines.page.reload()
        await ines.sees(HEARD)
        assert not await ines.holds(COUNSEL)
        for text in (HEARD, OPEN):
            await held.nobody_else_holds(text, ines)

        # Back in the circle: she shares one note of two, and says whether the advice fits.
        await lead.next_step("Terug in de kring")
        await ines.choose("Delen")
        await ines.card(OPEN).get_by_role("button", name="Deel op de flap").click()
        await ines.tap("Ja, deel het")
        await bob.tab("Flap")
        await bob.tap("Volgende flap")
        await bob.sees(OPEN)
        await ines.choose("Waarderen")
        await ines.sees(COUNSEL)
        await ines.tap(re.compile("past deels"))
        await expect(wall.card(COUNSEL)).to_contain_text("past deels")
        for seat in (lead, bob, wall):
            assert not await seat.holds(HEARD)
