"""Feedback on what was seen, in three parts; a summary of each; and then the next inbrenger."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.journeys.kit import Gathering
from tests.journeys.stage import BOB, CEM, EVA, INES, SCREEN, playing

pytestmark = pytest.mark.timeout(300)
SEEN, EFFECT, TIP = "knikt als Theo praat", "praat hij door", "eens niets te doen"
SUMMARY = "dat ik hem de ruimte geef"


async def test_P21_feedback_is_given_received_and_begins_again_for_another(
    held: Gathering,
) -> None:
    async with playing(held, "via") as stage:
        await stage.sit("lena", INES, EVA, SCREEN)
        lead, ines, eva, wall = stage.lead, stage[INES], stage[EVA], stage.wall
        await lead.next_step("Eerst de inbrenger")
        await ines.field("Wat zag je?").fill("dat ik steeds knikte")
        await ines.tap("Plaatsen")
        await wall.sees("dat ik steeds knikte")

        # Three parts, of which the last may stay empty; nobody sees them yet.
        await lead.next_step("Feedback")
        await eva.field("Wat zie je?").fill(SEEN)
        await expect(eva.button("Plaatsen")).to_be_disabled()
        await eva.field("Wat is het effect?").fill(EFFECT)
        await eva.field("Een tip, een idee of een vraag").fill(TIP)
        await eva.tap("Plaatsen")
        await eva.saved()
        await held.nobody_else_holds(SEEN, eva)
        await lead.tap("Laat zien")
        await lead.tap_sheet(f"Nu: {EVA}")
        await lead.tap_sheet("Sluiten")
        await wall.sees(SEEN)
        await eva.sees("Jij bent aan de beurt")

        # She says back what she heard, and all can read it.
        await ines.field("Dus je zegt …").fill(SUMMARY)
        await ines.tap("Bewaar", exact=True)
        await wall.sees(SUMMARY)
        await eva.sees(SUMMARY)

        # The next inbrenger: asked twice; it can be taken back for a while.
        await lead.next_step("Leerpunten")
        await ines.write("Ik blijf knikken")
        await lead.tap("Nog een inbrenger")
        await lead.tap_sheet(CEM)
        await lead.sees("Je kunt dat nog een halve minuut terugdraaien.")
        await lead.tap_sheet(f"Begin met {CEM}")
        await wall.sees("Cem brengt in")
        await ines.sees("Stap 1 van 5")
        assert not await wall.card(SEEN).count()

        # What was said to the first stays to be read, and each writes anew for the second.
        await wall.tap("Vorige flap")
        await wall.sees(re.compile("bij Ines"))
        await stage.go("feedback")
        await eva.field("Wat zie je?").fill("kijkt weg")
        await eva.field("Wat is het effect?").fill("het stil wordt")
        await eva.tap("Plaatsen")
        await eva.saved()
        await held.nobody_else_holds("kijkt weg", eva)
        await stage.write(BOB, "observatie", "", parts={"zien": "lacht", "effect": "lachen we"})
        await stage.do("lena", "reveal_all")
        await wall.sees("kijkt weg")
        await wall.sees("lachen we")
