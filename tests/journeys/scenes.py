"""Every screen of Flapover, each brought about quickly: for axe and for the pictures."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable

from tests.journeys import scenes_cards, scenes_groups, scenes_own
from tests.journeys.kit import PHONE, WALL, Gathering, Seat
from tests.journeys.stage import Scene, Shower
from tests.live.kit import Table, open_table

CASE = "Hoe houd ik rust in een team dat moppert over alles wat nieuw is?"
QUESTIONS = (
    "Wat merk je zelf als eerste, op zo'n maandag?",
    "Wie heeft er last van als jij niets doet?",
    "Hoe zou Theo dit verhaal vertellen?",
    "Wat hoop je eigenlijk dat iemand tegen je zegt?",
    "Sinds wanneer is het zo?",
    "Wat zou je missen als het morgen over was?",
)
SENTENCES = (
    "dat ik iedereen te vriend wil houden, ook de mensen die mij niet serieus nemen",
    "dat ik het team niet durf te vragen wat het van mij nodig heeft",
)
OWN, NEWER = "dat niemand doet wat ik vraag", "dat ik zelf niet zeg wat ik wil"


async def before_a_seat(held: Gathering) -> AsyncIterator[Scene]:
    """Show the screens of somebody who has no seat yet."""
    table = await open_table(held.origin, ["Ben", "Cas"])
    secret = table["lena"].one("door")["secret"]
    seat = await held.device("gast")
    await seat.page.goto(f"{held.origin}/")
    await seat.sees("Maak een bord")
    yield Scene("start", seat)
    await seat.tap("Maak een bord")
    await seat.sees("Toon alle methoden")
    yield Scene("nieuw-bord", seat)
    await seat.tap("Toon alle methoden")
    await seat.sees("Tienstappenmethode")
    yield Scene("alle-methoden", seat)
    for name, path in (
        ("doe-mee", f"/j/{table.board}#{secret}"),
        ("code", "/j"),
        ("scherm-code", "/scherm"),
        ("geen-plek", "/b/0123456789abcdef"),
    ):
        await seat.page.goto(f"{held.origin}{path}")
        await seat.page.get_by_role("heading", level=1).wait_for()
        yield Scene(name, seat)
    held.code = table["lena"].one("door")["code"]
    yield Scene("wacht", await held.knock("Fay"))
    await table.close()


async def at_the_door(held: Gathering) -> AsyncIterator[Scene]:
    """Show the screens before a round, and those of a seat that is no more."""
    table = await open_table(held.origin, ["Ben", "Cas", "Dia"], title="Intervisie team Noord")
    await table.seat("Eva", agree=False)
    await table.seat("scherm", device="screen")
    yield Scene("beloven", await held.sit(table, "Eva"))
    lead = await held.sit(table, "lena")
    await lead.sees("Start de ronde")
    yield Scene("bijna-klaar-leider", lead)
    held.code = table["lena"].one("door")["code"]
    await held.knock("Gustaaf-Alexander van Zuylen")
    await lead.sees("Klopt aan")
    yield Scene("klopt-aan-leider", lead)
    await lead.page.goto(f"{held.origin}/b/{table.board}?klaar")
    await lead.sees("Nodig de groep uit")
    yield Scene("uitnodigen", lead)
    ben = await held.sit(table, "Ben")
    await ben.sees("De gespreksleider begint zo.")
    yield Scene("bijna-klaar", ben)
    wall = await held.sit(table, "scherm", WALL)
    await wall.sees("Scan de code")
    yield Scene("muur-welkom", wall)
    assert await table["lena"].ask("remove_person", person=table["Ben"].person) is None
    await ben.sees("Je doet niet meer mee")
    yield Scene("weggestuurd", ben)
    await table.close()


async def ten_steps(held: Gathering) -> AsyncIterator[Scene]:
    """Show the phone and the wall through the Tienstappenmethode."""
    table = await open_table(held.origin, ["Ines", "Bob", "Cem", "Dia"])
    await table.seat("scherm", device="screen")
    await table.begin("Ines")
    lead, ines, bob = [await held.sit(table, name) for name in ("lena", "Ines", "Bob")]
    wall = await held.sit(table, "scherm", WALL)
    people = {"leider": lead, "inbrenger": ines, "deelnemer": bob, "muur": wall}
    at = "situatie"
    for step, act in STEPS:
        if at == "krachten":
            await _done(table["Ines"].ask("give_consent", step=at, given=True))
        if step != at:
            assert await table["lena"].ask("go_to_step", step=at, to=step) is None
            at = step
        await act(table, people)
        await table.settle()
        for who, seat in people.items():
            yield Scene(f"{step}-{who}", seat)
    await bob.tab("Flap")
    yield Scene("flap-tab", bob)
    await bob.tab("Mensen")
    yield Scene("mensen-tab", bob)
    await lead.tab("Mensen")
    yield Scene("mensen-tab-leider", lead)
    async for scene in sheets_of(lead):
        yield scene
    assert await table["lena"].ask("end_round") is None
    await ines.sees("De ronde is klaar")
    yield Scene("ronde-klaar", ines)
    await lead.page.get_by_role("link", name="Naar het verslag").click()
    await lead.sees("Download als PDF")
    yield Scene("verslag", lead)
    assert await table["lena"].ask("end_board") is None
    await bob.sees("De bijeenkomst is afgelopen")
    yield Scene("afgelopen", bob)
    yield Scene("muur-afgelopen", wall)
    await table.close()


async def sheets_of(lead: Seat) -> AsyncIterator[Scene]:
    """Show the sheets that the strip opens."""
    await lead.tap("Opties voor Bob")
    yield Scene("blad-persoon", lead)
    await lead.tap_sheet("Sluiten")
    tools = ("Klok", "Wie heeft het woord?", "Welk kaartje komt op tafel?", "Meer")
    for at, tool in enumerate(tools):
        await lead.strip.get_by_role("button", name=tool).click()
        yield Scene(f"blad-{at + 1}", lead)
        if tool != "Meer":
            await lead.tap_sheet("Sluiten")
    for at, line in enumerate(("Naar een andere stap", "Uitnodigen")):
        await lead.tap_sheet(line)
        yield Scene(f"blad-{at + 5}", lead)
        await lead.tap_sheet("Sluiten")
        await lead.strip.get_by_role("button", name="Meer").click()
    await lead.tap_sheet("Sluiten")


async def offline(held: Gathering) -> AsyncIterator[Scene]:
    """Show what stands on the screens while there is no line."""
    table = await open_table(held.origin, ["Ines", "Bob"])
    await table.seat("scherm", device="screen")
    await table.begin("Ines", "vragen")
    bob, wall = await held.sit(table, "Bob", PHONE), await held.sit(table, "scherm", WALL)
    await bob.write(QUESTIONS[0])
    await wall.sees("Er wordt geschreven")
    for seat in (bob, wall):
        await seat.context.set_offline(True)
    await bob.field().fill(QUESTIONS[1])
    await bob.tap("Plaatsen")
    await bob.field().fill(QUESTIONS[2])
    await bob.sees("geen verbinding, wordt bewaard")
    yield Scene("zonder-verbinding", bob)
    yield Scene("muur-zonder-verbinding", wall)
    assert await table["lena"].ask("go_to_step", step="vragen", to="vragen-waarderen") is None
    for seat in (bob, wall):
        await seat.context.set_offline(False)
    await bob.sees("De groep is al een stap verder.")
    yield Scene("nog-niet-bewaard", bob)
    await table.close()


async def _done(answer: Awaitable[str | None]) -> None:
    assert await answer is None


People = dict[str, Seat]


async def _situation(table: Table, people: People) -> None:
    for word in ("Team Noord", "Theo en Ria", "sinds de fusie"):
        await _done(table["Ines"].ask("write_card", kind="steekwoord", text=word))
    await _done(table["lena"].ask("start_timer"))


async def _questions(table: Table, people: People) -> None:
    for at, text in enumerate(QUESTIONS):
        who = ("Bob", "Cem", "Dia")[at % 3]
        await _done(table[who].ask("write_card", kind="vraag", text=text))
    await people["deelnemer"].field().fill("Heb je al eens met hem gepraat?")
    await _done(table["Cem"].ask("mark_ready", step="vragen", ready=True))


async def _rating(table: Table, people: People) -> None:
    for at, card in enumerate(await _cards(table, "vraag")):
        if at < 4:
            value = ("warm", "koud", "neutraal", "warm")[at]
            await _done(table["Ines"].ask("rate_card", card=card, value=value))
    await people["inbrenger"].page.get_by_role("group", name="1 van 6").wait_for()
    for _ in range(4):
        await people["inbrenger"].tap("Volgende", exact=True)


async def _answers(table: Table, people: People) -> None:
    cards = await _cards(table, "vraag")
    for at, text in enumerate(("", "Dat niemand goedemorgen zegt.", "")):
        await _done(table["Ines"].ask("answer_card", card=cards[at], text=text))
    await _done(table["lena"].ask("focus_card", card=cards[3]))


async def _sentences(table: Table, people: People) -> None:
    for who, text in zip(("Bob", "Cem"), SENTENCES, strict=True):
        await _done(table[who].ask("write_card", kind="probleemformulering", text=text))
    await _done(table["Ines"].ask("write_card", kind="eigen-formulering", text=OWN))
    await _done(table["lena"].ask("reveal_author", person=table["Bob"].person))


async def _talk(table: Table, people: People) -> None:
    (own,) = await _cards(table, "eigen-formulering")
    await _done(table["Ines"].ask("rewrite_card", card=own, text=NEWER))
    await _done(table["Dia"].ask("raise_hand"))
    await people["inbrenger"].tap("Zeg het nu anders")


async def _ways(table: Table, people: People) -> None:
    said = (
        ("Bob", "kracht", "Het levert rust op om niets te zeggen"),
        ("Cem", "kracht", "Bang dat ze vertrekken"),
        ("Dia", "uitweg", "Maandag bij de start één ding vragen"),
        ("Bob", "uitweg", "Theo vragen om mee te denken"),
    )
    for who, kind, text in said:
        await _done(table[who].ask("write_card", kind=kind, text=text))
    await people["deelnemer"].choose("uitweg")


async def _actions(table: Table, people: People) -> None:
    way = (await _cards(table, "uitweg"))[0]
    await _done(table["Ines"].ask("move_card", card=way, sheet="acties", zone="verder"))
    text = "Maandag om negen uur, bij de koffie"
    await _done(table["Ines"].ask("write_card", kind="actie", text=text))
    await _done(table["lena"].ask("give_turn", person=table["Dia"].person))
    heading = re.compile("Wat ga je doen")
    await people["deelnemer"].page.get_by_role("heading", name=heading).wait_for()


async def _cards(table: Table, kind: str) -> list[str]:
    await table.settle(["Ines"])
    cards = [card for card in table["Ines"].of("card") if card["kind"] == kind]
    return [str(card["id"]) for card in sorted(cards, key=lambda card: float(card["rank"]))]


STEPS: tuple[tuple[str, Callable[[Table, People], Awaitable[None]]], ...] = (
    ("situatie", _situation),
    ("vragen", _questions),
    ("vragen-waarderen", _rating),
    ("antwoorden", _answers),
    ("formuleren", _sentences),
    ("bespreken", _talk),
    ("krachten", _ways),
    ("acties", _actions),
)
LED = ("antwoorden-leider", "mensen-tab-leider", "klopt-aan-leider", "actieplan-leider")
"""Scenes that are looked at on a laptop as well, where one leads with the flap beside it."""
SCENES: tuple[Shower, ...] = (
    *(before_a_seat, at_the_door, ten_steps, offline),
    *scenes_groups.SCENES,
    *scenes_cards.SCENES,
    *scenes_own.SCENES,
)
