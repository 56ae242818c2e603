"""The screens of methods that divide the group: the fishbowl, gossip and the walk."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from tests.journeys.kit import Gathering
from tests.journeys.stage import BOB, CEM, DIA, EVA, INES, SCREEN, Scene, Stage, playing

CIRCLES = {"binnen": (INES, DIA), "buiten": (BOB, CEM, EVA)}
PROBLEM = "Op maandag zegt niemand iets, en op dinsdag weet iedereen wat er mis is."
NOTES = (
    "Ze praten over de planning, niet over de ruzie van vorige week.",
    "Dia begint drie keer aan een zin en maakt hem niet af. Verantwoordelijkheidsgevoel?",
)
SAID = (
    "eerlijk zeggen wat je van elkaars werk vindt",
    "wie er eigenlijk over gaat, en wie niet",
)
ADVICE = (
    "Begin maandag met één vraag aan iedereen, en wacht tot er een antwoord komt.",
    "Vraag Theo om samen de samenwerkingsovereenkomst te herschrijven.",
)


async def fishbowl(held: Gathering) -> AsyncIterator[Scene]:
    """Show who is fish and who is bowl, and what each of them does."""
    async with playing(held, "viskom", None) as stage:
        await stage.joint(INES, "probleem", PROBLEM)
        await stage.sit("lena", INES, EVA, SCREEN)
        await stage.lead.strip.get_by_role("button", name=re.compile("^Volgende")).click()
        yield Scene("viskom-nog-niet-verdeeld", stage.lead)
        await stage.lead.tap_sheet("Sluiten")
        await stage.lead.tap("Verdeel de groep")
        yield Scene("viskom-verdelen", stage.lead)
        await stage.divide(CIRCLES)
        await stage.settle()
        yield Scene("viskom-verdeeld", stage.lead)
        await stage.lead.tap_sheet("Sluiten")
        yield Scene("viskom-probleem-deelnemer", stage[EVA])
        yield Scene("viskom-probleem-muur", stage.wall)
        async for scene in _circles(stage):
            yield scene


async def _circles(stage: Stage) -> AsyncIterator[Scene]:
    await stage.go("binnenkring")
    await stage.write(EVA, "opmerking", *NOTES)
    await stage.do("lena", "give_turn", person=stage.table[INES].person)
    await stage[EVA].sees(NOTES[1])
    await stage.wall.sees("Aan het woord")
    for who, name in (("vis", INES), ("kom", EVA), ("leider", "lena"), ("muur", SCREEN)):
        yield Scene(f"viskom-binnenkring-{who}", stage[name])
    await stage.go("buitenkring")
    await stage[EVA].sees("Kies zelf wat je op de flap deelt.")
    yield Scene("viskom-buitenkring-kom", stage[EVA])
    await stage.lead.tap("Beurt")
    yield Scene("viskom-beurt", stage.lead)
    await stage.lead.tap_sheet("Sluiten")
    await stage.go("buiten-herformuleert")
    for who, text in zip((BOB, CEM), SAID, strict=True):
        await stage.write(who, "herformulering", text)
    await stage.go("binnen-herformuleert")
    (problem,) = await stage.cards("probleem")
    await stage.do(INES, "rewrite_card", card=problem, text="We zeggen niet wat we nodig hebben.")
    await stage.wall.sees("We zeggen niet wat we nodig hebben.")
    yield Scene("viskom-opnieuw-vis", stage[INES])
    yield Scene("viskom-opnieuw-muur", stage.wall)
    await stage.go("adviezen")
    await stage.write(BOB, "advies", ADVICE[0])
    await stage.write(EVA, "advies", ADVICE[1])
    await stage.go("toepassen")
    advice = await stage.cards("advies")
    text = "Maandag om negen uur, met één vraag"
    await stage.write(DIA, "toepassing", text, sources=[advice[0]])
    await stage[INES].sees("Waar komt dit uit voort?")
    yield Scene("viskom-toepassen-vis", stage[INES])
    yield Scene("viskom-toepassen-muur", stage.wall)


async def gossip(held: Gathering) -> AsyncIterator[Scene]:
    """Show the page of who has turned away, and what the others write meanwhile."""
    async with playing(held, "roddel") as stage:
        await stage.write(INES, "werkvraag", "Hoe krijg ik het team weer aan het praten?")
        await stage.go("vragen")
        await stage.write(BOB, "vraag", "Als dit een film was, hoe zou hij heten?")
        await stage.write(CEM, "vraag", "Wie zou hier heel blij mee zijn?")
        await stage.sit("lena", INES, BOB, SCREEN)
        yield Scene("roddel-vragen-inbrenger", stage[INES])
        await stage.go("roddelen")
        await stage.joint(BOB, "gezamenlijk-advies", "Vraag één ding per keer, en wacht dan.")
        await stage.write(INES, "notitie", "Ze vinden dat ik te snel ga. Au.")
        await stage[INES].sees("Au.")
        await stage.wall.sees("Vraag één ding")
        for who, name in (("leider", "lena"), ("inbrenger", INES), ("deelnemer", BOB)):
            yield Scene(f"roddel-roddelen-{who}", stage[name])
        yield Scene("roddel-roddelen-muur", stage.wall)
        await stage.go("terug")
        await stage[INES].choose("Delen")
        yield Scene("roddel-terug-delen", stage[INES])
        await stage[INES].choose("Waarderen")
        yield Scene("roddel-terug-past", stage[INES])


async def walk(held: Gathering) -> AsyncIterator[Scene]:
    """Show the walk: with whom, about what, and when to be back."""
    async with playing(held, "wandeling") as stage:
        await stage.write(INES, "werkvraag", "Wat heeft het team van mij nodig?")
        await stage.write(INES, "opbrengst", "Eén advies in één zin")
        await stage.sit("lena", EVA, SCREEN)
        await stage.go("duos")
        await stage.divide({"1": (INES, BOB), "2": (CEM, DIA, EVA)})
        await stage.settle()
        await stage[EVA].sees("Jij gaat samen met")
        yield Scene("wandeling-duos-deelnemer", stage[EVA])
        yield Scene("wandeling-duos-muur", stage.wall)
        await stage.lead.tap("Groepen")
        yield Scene("wandeling-duos-leider", stage.lead)
        await stage.lead.tap_sheet("Sluiten")
        await stage.go("wandelen")
        yield Scene("wandeling-straks", stage[EVA])
        await stage.do("lena", "start_timer")
        await stage[EVA].sees("terug")
        for who, name in (("deelnemer", EVA), ("leider", "lena"), ("muur", SCREEN)):
            yield Scene(f"wandeling-wandelen-{who}", stage[name])
        await stage.go("terug")
        await stage.write(BOB, "resultaat", "Zeg eerst zelf wat je niet weet.")
        await stage.write(CEM, "resultaat", ADVICE[0])
        await stage.settle()
        yield Scene("wandeling-terug-deelnemer", stage[EVA])
        yield Scene("wandeling-terug-muur", stage.wall)


async def fishbowl_in_english(held: Gathering) -> AsyncIterator[Scene]:
    """Show the fishbowl in English: other words are longer."""
    async with playing(held, "viskom", None, language="en") as stage:
        await stage.joint(INES, "probleem", "On Monday nobody says a word.")
        await stage.divide(CIRCLES)
        await stage.go("binnenkring")
        await stage.write(EVA, "opmerking", "They talk about planning, not about the row.")
        await stage.sit("lena", EVA, SCREEN)
        await stage[EVA].page.get_by_text("not about the row").first.wait_for()
        for who, name in (("bowl", EVA), ("leader", "lena"), ("wall", SCREEN)):
            yield Scene(f"english-fishbowl-{who}", stage[name])


SCENES = (fishbowl, gossip, walk, fishbowl_in_english)
