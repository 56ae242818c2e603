"""The screens on which cards are weighed, chosen, tied and taken apart."""

from __future__ import annotations

from collections.abc import AsyncIterator

from tests.journeys.kit import Gathering
from tests.journeys.stage import BOB, CEM, DIA, EVA, INES, SCREEN, Scene, Stage, playing

HELPS = ("Het team wil graag", "De directeur geeft ons tijd tot de zomer", "Dia kan dit heel goed")
HOLDS = ("Niemand durft te beginnen", "De verantwoordelijkheidsverdeling is onduidelijk")
VALUES = ("een", "twee", "drie", "vier", "vijf")
SENTENCES = ("dat ik iedereen te vriend wil houden", "dat ik niet durf te vragen wat ik nodig heb")
FACTORS = ("Je bleef vragen stellen, ook toen het stil bleef", "Je vroeg op tijd om hulp")
CONTEXT = ("De zomer gaf rust in de agenda", "Theo dekte je rug")
PROBLEMS = (
    "Mijn collega neemt alle vergaderingen over",
    "Ik zeg te vaak ja",
    "Het team moppert over alles wat nieuw is",
)


async def force_field(held: Gathering) -> AsyncIterator[Scene]:
    """Show forces that are found, moved, tied, weighed and drawn."""
    async with playing(held, "krachtenveld") as stage:
        await stage.write(INES, "werkvraag", "Niets nieuws komt van de grond.", zone="probleem")
        await stage.write(INES, "doel", "Voor de zomer werkt één team anders.", zone="doelen")
        await stage.sit("lena", INES, EVA, SCREEN)
        await stage.go("krachten")
        await stage.write(EVA, "kracht", *HELPS, zone="helpt")
        await stage.write(BOB, "kracht", *HOLDS, zone="hindert")
        await stage[EVA].sees(HELPS[0])
        yield Scene("krachtenveld-krachten-deelnemer", stage[EVA])
        yield Scene("krachtenveld-krachten-muur", stage.wall)
        await stage.go("bespreken")
        await stage[EVA].tab("Flap")
        yield Scene("krachtenveld-verplaatsen", stage[EVA])
        async for scene in _weighed(stage):
            yield scene
        await stage.go("actieplan")
        yield Scene("krachtenveld-actieplan-inbrenger", stage[INES])


async def _weighed(stage: Stage) -> AsyncIterator[Scene]:
    forces = await stage.cards("kracht")
    await stage.go("verbinden")
    await stage.do(INES, "link_cards", card=forces[0], other=forces[3], linked=True)
    await stage[EVA].tab("Flap")
    await stage[EVA].sees("verbonden met")
    yield Scene("krachtenveld-verbinden", stage[EVA])
    await stage.go("wegen")
    for who in (INES, BOB, CEM):
        for at, force in enumerate(forces):
            for criterion in ("belang", "moeilijkheid", "helderheid"):
                value = VALUES[(at * 2 + len(who)) % 5]
                await stage.do(who, "rate_card", card=force, value=value, criterion=criterion)
    await stage[EVA].sees("Belang")
    for who, name in (("deelnemer", EVA), ("inbrenger", INES), ("leider", "lena")):
        yield Scene(f"krachtenveld-wegen-{who}", stage[name])
    await stage.go("veld")
    await stage.wall.page.locator("svg text.number").first.wait_for()
    yield Scene("krachtenveld-veld-muur", stage.wall)
    await stage[EVA].tab("Flap")
    yield Scene("krachtenveld-veld-flap", stage[EVA])


async def many_ties(held: Gathering) -> AsyncIterator[Scene]:
    """Show forty cards that are tied in pairs: letters have to tell which hang together."""
    async with playing(held, "krachtenveld") as stage:
        await stage.write(INES, "werkvraag", "Niets nieuws komt van de grond.", zone="probleem")
        await stage.go("krachten")
        for at in range(20):
            await stage.write(BOB, "kracht", f"{HELPS[at % 3]} ({at + 1})", zone="helpt")
            await stage.write(CEM, "kracht", f"{HOLDS[at % 2]} ({at + 1})", zone="hindert")
        await stage.go("verbinden")
        forces = await stage.cards("kracht")
        for one, other in zip(forces[::2], forces[1::2], strict=True):
            await stage.do(INES, "link_cards", card=one, other=other, linked=True)
        await stage.sit(EVA, SCREEN)
        await stage.wall.sees("(20)")
        yield Scene("veel-verbonden-muur", stage.wall)
        await stage[EVA].tab("Flap")
        await stage[EVA].sees("verbonden met")
        yield Scene("veel-verbonden-flap", stage[EVA])


async def speed(held: Gathering) -> AsyncIterator[Scene]:
    """Show sentences that are rated for oneself, and a step that may be passed over."""
    async with playing(held, "speed") as stage:
        await stage.write(INES, "werkvraag", "Ik krijg het team niet mee.")
        await stage.sit("lena", INES, EVA, SCREEN)
        await stage.go("vragen")
        await stage.lead.tap("Volgende: Nog een ronde vragen")
        yield Scene("speed-overslaan", stage.lead)
        await stage.lead.tap_sheet("Sluiten")
        await stage.go("formuleren")
        yield Scene("speed-formuleren-inbrenger", stage[INES])
        yield Scene("speed-formuleren-deelnemer", stage[EVA])
        for who, text in zip((BOB, CEM), SENTENCES, strict=True):
            await stage.write(who, "probleemformulering", text)
        await stage.write(INES, "eigen-formulering", "dat ik het alleen wil doen")
        await stage.go("luisteren")
        for who in (BOB, CEM):
            await stage.do("lena", "reveal_author", person=stage.table[who].person)
        await stage[INES].choose("Waarderen")
        await stage[INES].sees(SENTENCES[0])
        yield Scene("speed-luisteren-inbrenger", stage[INES])
        await stage.lead.tap("Laat zien")
        yield Scene("speed-laat-zien", stage.lead)
        await stage.lead.tap_sheet("Sluiten")
        await stage.go("raken")
        await stage[INES].choose("Kiezen")
        first = (await stage.cards("probleemformulering"))[0]
        await stage.do(INES, "pick_card", card=first, picked=True)
        await stage.wall.sees("Hiermee gaan we verder")
        yield Scene("speed-raken-inbrenger", stage[INES])
        yield Scene("speed-raken-muur", stage.wall)


async def successes(held: Gathering) -> AsyncIterator[Scene]:
    """Show two columns, what was put better, and a find that says where it comes from."""
    async with playing(held, "successen") as stage:
        await stage.write(INES, "succes", "In drie maanden praten we weer met elkaar.")
        await stage.sit("lena", INES, EVA, SCREEN)
        await stage.write(EVA, "succesfactor", *FACTORS)
        await stage.write(BOB, "contextkenmerk", *CONTEXT)
        await stage[EVA].sees(FACTORS[0])
        yield Scene("successen-verhaal-deelnemer", stage[EVA])
        await stage.go("factoren")
        (context, _), (factor, _) = (
            await stage.cards("contextkenmerk"),
            await stage.cards("succesfactor"),
        )
        await stage.do(INES, "rewrite_card", card=factor, text="Je wachtte tot iemand antwoordde")
        await stage.wall.sees("Je wachtte")
        yield Scene("successen-factoren-inbrenger", stage[INES])
        yield Scene("successen-factoren-muur", stage.wall)
        await stage.go("verdiepen")
        text = "Rust in de agenda maakte dat je kon wachten"
        await stage.write(DIA, "vondst", text, sources=[context, factor])
        await stage[EVA].choose("vondst")
        await stage[EVA].sees("Waar komt dit uit voort?")
        yield Scene("successen-vondsten-deelnemer", stage[EVA])
        yield Scene("successen-vondsten-muur", stage.wall)


async def balint(held: Gathering) -> AsyncIterator[Scene]:
    """Show a choice by dots, three ways to go on, and what somebody recognises."""
    async with playing(held, "balint", None) as stage:
        for who, text in zip((BOB, CEM, EVA), PROBLEMS, strict=True):
            await stage.write(who, "werkvraag", text)
        await stage.sit("lena", BOB, EVA, SCREEN)
        await stage.go("keuze")
        problems = await stage.cards("werkvraag")
        for who, card in ((INES, problems[0]), (CEM, problems[0]), (DIA, problems[2])):
            await stage.do(who, "place_dots", card=card, count=2)
        await stage[EVA].sees("Nog 3 te geven.")
        yield Scene("balint-keuze-deelnemer", stage[EVA])
        yield Scene("balint-keuze-muur", stage.wall)
        yield Scene("balint-keuze-leider", stage.lead)
        await stage.do("lena", "pick_card", card=problems[0], picked=True)
        async for scene in _after_the_choice(stage):
            yield scene


async def _after_the_choice(stage: Stage) -> AsyncIterator[Scene]:
    await stage.go("beeldvorming")
    await stage.write(EVA, "vraag", "Wanneer gebeurde het voor het laatst?")
    await stage.write(CEM, "factor", "Zij is er altijd als eerste", zone="helpt")
    yield Scene("balint-beeld-inbrenger", stage[BOB])
    await stage.lead.tap("Volgende: kies uit 3")
    yield Scene("balint-kies-een-vorm", stage.lead)
    await stage.lead.tap_sheet("Sluiten")
    await stage.go("oordeel-groepjes")
    await stage.divide({"1": (INES, CEM), "2": (DIA, EVA)})
    await stage.write(DIA, "advies", "Zeg het haar vóór de vergadering, niet erna.")
    await stage[EVA].sees("Zeg het haar")
    yield Scene("balint-groepjes-deelnemer", stage[EVA])
    yield Scene("balint-groepjes-muur", stage.wall)
    await stage.go("gedrag")
    await stage.write(EVA, "herkenning", "ook hier wachtte tot iemand anders begon")
    await stage[BOB].sees("ook hier wachtte")
    yield Scene("balint-gedrag-inbrenger", stage[BOB])


async def feedback(held: Gathering) -> AsyncIterator[Scene]:
    """Show feedback in three parts, its summary, and the block that begins again."""
    async with playing(held, "via") as stage:
        await stage.sit("lena", INES, EVA, SCREEN)
        for who, name in (("inbrenger", INES), ("deelnemer", EVA), ("muur", SCREEN)):
            yield Scene(f"via-kijken-{who}", stage[name])
        await stage.go("zelf")
        yield Scene("via-zelf-inbrenger", stage[INES])
        await stage.go("feedback")
        yield Scene("via-feedback-deelnemer", stage[EVA])
        parts = {"zien": "vooroverbuigt zodra Theo iets zegt", "effect": "de anderen stilvallen"}
        await stage.write(BOB, "observatie", "", parts=parts | {"tip": "achterover te leunen"})
        await stage.do("lena", "reveal_author", person=stage.table[BOB].person)
        await stage[INES].sees("Dus je zegt")
        yield Scene("via-feedback-inbrenger", stage[INES])
        yield Scene("via-feedback-muur", stage.wall)
        await stage.go("leren")
        yield Scene("via-leren-inbrenger", stage[INES])
        await stage.lead.tap("Nog een inbrenger")
        yield Scene("via-nog-een-inbrenger", stage.lead)
        await stage.lead.tap_sheet(CEM)
        yield Scene("via-nog-een-zeker", stage.lead)
        await stage.lead.tap_sheet("Toch niet")
        await stage.lead.tap_sheet("Sluiten")
        await stage.lead.tap("Meer", exact=True)
        await stage.lead.tap_sheet("Verder met een andere methode")
        await stage.lead.tap_sheet("Verder met: ")
        yield Scene("andere-methode-zeker", stage.lead)
        await stage.lead.tap_sheet("Verder met: ")
        async for scene in _planned(stage):
            yield scene


async def _planned(stage: Stage) -> AsyncIterator[Scene]:
    await stage[INES].sees("Stap 1 van 6")
    await stage.go("actieplan")
    yield Scene("actieplan-inbrenger", stage[INES])
    parts = {"wat": "Maandag met Theo praten", "merken": "Hij zegt weer goedemorgen"}
    last = {"wie": "Theo en Ria", "wanneer": "2030-12-16", "hulp": CEM}
    await stage.write(INES, "smart-actie", "", parts=parts | last, zone="stappen")
    await stage.lead.sees("Maandag met Theo praten")
    yield Scene("actieplan-leider", stage.lead)
    yield Scene("actieplan-muur", stage.wall)


SCENES = (force_field, many_ties, speed, successes, balint, feedback)
