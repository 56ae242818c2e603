"""A whole session with the Tienstappenmethode, all ten steps, in seven browsers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.kit import Gathering, Seat

pytestmark = pytest.mark.timeout(360)
NAMES = ("Bob", "Cem", "Dia", "Eva")
QUESTIONS = {
    name: [f"Wat merkt {name} als eerste?", f"Hoe zou {name} het noemen?", f"Wie mist {name} hier?"]
    for name in NAMES
}
LATER = "Wat doe je als het morgen over is?"
SENTENCES = {name: f"dat {name} niet durft te zeggen wat er speelt" for name in NAMES}
OWN, NEWER = "dat ik iedereen te vriend wil houden", "dat ik bang ben om alleen te staan"
STARTER = "Mijn probleem is …"
FORCE, WAY, OTHER_WAY = "Ik krijg er rust van", "Maandag één ding zeggen", "Een andere baan zoeken"
ACTION, INSIGHT, KEYWORD = "Maandag om tien uur bij Theo", "Ik hoef niet te winnen", "Nieuw team"


@pytest.mark.long(60)
async def test_P21_a_group_holds_a_whole_session_of_ten_steps(
    held: Gathering, tmp_path: Path
) -> None:
    lead = await held.make_board("Tienstappenmethode")
    wall = await held.wall(lead)
    ines = await held.join("Ines")
    others = {name: await held.join(name) for name in NAMES}
    bob = others["Bob"]
    await held.start_round(lead, "Ines")

    await ines.write(KEYWORD)
    await wall.sees(KEYWORD)
    await expect(bob.page.get_by_role("textbox")).to_have_count(0)

    await lead.next_step("Drie vragen")
    await three_hidden_questions(held, wall, others)
    await by_author_and_all(lead, wall, bob, others["Cem"])
    assert await held.cards_of(wall) == []

    await lead.next_step("Warm, neutraal of koud")
    await rate_all(ines, wall, [*QUESTIONS["Bob"][:3]], 12)
    await ines.tap("Klaar", exact=True)

    await lead.next_step("De antwoorden")
    await answer_all(ines, wall)

    await lead.next_step("Laatste vragen")
    await bob.write(LATER)
    await ines.sees(LATER)
    await ines.field("Kort antwoord").fill("Dan mis ik het gemopper")
    await ines.tap("Bewaar antwoord")
    await bob.sees("Dan mis ik het gemopper")

    await lead.next_step("Mijn probleem is …")
    await sentences_and_own(held, lead, ines, others)
    await lead.next_step("Welke zin is warm?")
    await rate_all(ines, wall, [SENTENCES["Bob"], SENTENCES["Cem"], SENTENCES["Dia"]], 4)
    await held.nobody_else_holds(OWN)

    await lead.next_step("In gesprek")
    await old_beside_new(ines, wall, bob)
    assert await held.cards_of(wall) == []

    await lead.next_step("Krachten en uitwegen")
    await forces_until_it_is_enough(lead, ines, bob, others["Cem"], wall)

    await lead.next_step("Wat ga je doen?")
    await choose_a_way(ines, wall)
    assert await held.cards_of(wall) == []

    await lead.end_round()
    await report_has_it_all(bob, tmp_path)


async def three_hidden_questions(held: Gathering, wall: Seat, others: dict[str, Seat]) -> None:
    for name, seat in others.items():
        for at, question in enumerate(QUESTIONS[name], start=1):
            await seat.sees(f"vraag {at} van 3")
            await seat.write(question)
        await seat.sees("Je hebt er 3. Meer hoeft niet.")
        await seat.tap("Klaar", exact=True)
    await wall.sees("Iedereen is klaar")
    for name, seat in others.items():
        for question in QUESTIONS[name]:
            await held.nobody_else_holds(question, seat)


async def by_author_and_all(lead: Seat, wall: Seat, bob: Seat, cem: Seat) -> None:
    await lead.strip.get_by_role("button", name="Laat zien").click()
    await lead.tap_sheet("Nu: Bob")
    for question in QUESTIONS["Bob"]:
        await wall.sees(question)
        await bob.sees(question)
    await bob.sees("Jij bent aan de beurt")
    assert not await wall.holds(QUESTIONS["Cem"][0])
    assert not await bob.holds(QUESTIONS["Cem"][0])
    await lead.tap_sheet("Alles in één keer")
    for name in NAMES:
        for question in QUESTIONS[name]:
            await wall.sees(question)
    await cem.tab("Flap")
    await cem.sees(QUESTIONS["Bob"][0])


async def rate_all(ines: Seat, wall: Seat, first: list[str], count: int) -> None:
    """Rate all cards, the first three warm, neutral and cold; the wall shows it at once."""
    for at, word in enumerate(["warm", "neutraal", "koud", *["warm"] * (count - 3)]):
        card = ines.page.get_by_role("group", name=f"{at + 1} van {count}")
        await card.get_by_role("button", name=re.compile(f"^{word}")).click()
        if at < 3:
            await expect(wall.card(first[at]).get_by_text(word)).to_be_visible()
    await ines.sees("Alles is gewaardeerd. Je kunt nog wijzigen.")


async def answer_all(ines: Seat, wall: Seat) -> None:
    await expect(wall.page.get_by_role("region", name="Op tafel")).to_be_visible()
    await ines.tap("Hardop beantwoord")
    await wall.sees("hardop beantwoord")
    await expect(ines.page.get_by_role("group", name="Vraag 2 van 12")).to_be_visible()
    await ines.field("Kort antwoord").fill("Wij noemen het de storm")
    await ines.tap("Bewaar antwoord")
    await wall.sees("Wij noemen het de storm")
    for at in range(3, 13):
        await expect(ines.page.get_by_role("group", name=f"Vraag {at} van 12")).to_be_visible()
        await ines.tap("Hardop beantwoord")
    await ines.sees("Alle vragen zijn beantwoord.")


async def sentences_and_own(
    held: Gathering, lead: Seat, ines: Seat, others: dict[str, Seat]
) -> None:
    for name, seat in others.items():
        await expect(seat.page.locator("main")).to_contain_text(STARTER)
        await seat.write(SENTENCES[name])
        await seat.tap("Klaar", exact=True)
    await ines.write(OWN)
    await ines.tap("Klaar", exact=True)
    await held.nobody_else_holds(OWN, ines)
    await lead.strip.get_by_role("button", name="Laat zien").click()
    await lead.tap_sheet("Alles in één keer")
    for seat in others.values():
        await seat.tab("Flap")
        await seat.sees(SENTENCES["Eva"])
    await held.nobody_else_holds(OWN, ines)


async def old_beside_new(ines: Seat, wall: Seat, bob: Seat) -> None:
    await wall.sees(OWN)
    await ines.tap("Zeg het nu anders")
    await ines.field("Nieuwe formulering").fill(NEWER)
    await ines.tap("Bewaar", exact=True)
    card = wall.card(NEWER)
    await expect(card).to_contain_text(OWN)
    await bob.sees(NEWER)
    await bob.sees(OWN)


async def forces_until_it_is_enough(
    lead: Seat, ines: Seat, bob: Seat, cem: Seat, wall: Seat
) -> None:
    await bob.choose("kracht")
    await bob.write(FORCE)
    for seat, way in ((bob, WAY), (cem, OTHER_WAY)):
        await seat.choose("uitweg")
        await seat.write(way)
    for text in (FORCE, WAY, OTHER_WAY):
        await wall.sees(text)
    await lead.strip.get_by_role("button", name=re.compile("^Volgende")).click()
    await expect(lead.sheet.get_by_role("button", name="Ga verder")).to_be_disabled()
    await expect(lead.sheet).to_contain_text("Tot dan kun je niet verder.")
    await lead.tap_sheet("Sluiten")
    await ines.tap("Ja, het is genoeg")
    await wall.sees("De inbrenger vindt het genoeg.")


async def choose_a_way(ines: Seat, wall: Seat) -> None:
    await ines.choose("Op tafel leggen")
    await expect(ines.page.locator("main")).to_contain_text(WAY)
    await ines.tap("Verplaats dit kaartje")
    await ines.tap_sheet("Zet bij: Hier ga ik mee verder")
    await expect(ines.sheet).to_have_count(0)
    await ines.choose("actie")
    await ines.write(ACTION)
    await ines.choose("inzicht")
    await ines.write(INSIGHT)
    for text in (WAY, ACTION, INSIGHT):
        await wall.sees(text)


async def report_has_it_all(bob: Seat, folder: Path) -> None:
    await bob.page.get_by_role("link", name="Naar het verslag").click()
    questions = [question for name in NAMES for question in QUESTIONS[name]]
    written = [KEYWORD, *questions, LATER, *SENTENCES.values(), OWN, NEWER]
    all_of_it = [*written, FORCE, WAY, OTHER_WAY, ACTION, INSIGHT, "Wij noemen het de storm"]
    for text in all_of_it:
        await bob.sees(text)
    async with bob.page.expect_download() as downloading:
        await bob.tap("Als tekst (Markdown)")
    download = await downloading.value
    assert download.suggested_filename.endswith(".md")
    await download.save_as(folder / "verslag.md")
    markdown = (folder / "verslag.md").read_text()
    assert [text for text in all_of_it if text not in markdown] == []
    assert "koud" in markdown
    await comes_as(bob, folder, "Download als PDF", ".pdf", b"%PDF-")
    await comes_as(bob, folder, "Als tabel (CSV)", ".csv", "\ufeff".encode())


async def comes_as(seat: Seat, folder: Path, button: str, ending: str, opening: bytes) -> None:
    """Take the verslag along, and look at how the file begins."""
    async with seat.page.expect_download() as downloading:
        await seat.tap(button)
    download = await downloading.value
    assert download.suggested_filename.endswith(ending)
    await download.save_as(folder / download.suggested_filename)
    assert (folder / download.suggested_filename).read_bytes().startswith(opening)
