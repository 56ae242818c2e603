"""A facilitator makes a method of their own out of one that is there, and the group plays it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.kit import LARGE_WALL, PHONE, SMALL, WALL, Gathering, Seat

pytestmark = pytest.mark.timeout(180)
NAME, TITLE, TOLD = "Onze briefjes", "Wat speelt er?", "Schrijf je vraag op, in één adem."


async def open_editor(lead: Seat) -> None:
    await lead.tap("Kies een andere")
    await lead.page.get_by_role("link", name="Een eigen methode").click()


async def begin_with(lead: Seat, method: str) -> None:
    await lead.page.get_by_label("Begin met een kopie van").select_option(label=method)
    await lead.tap("Maak een kopie")
    await lead.sees("Alles klopt.")


async def view(lead: Seat, title: str) -> None:
    await lead.page.get_by_role("radio", name=title, exact=True).check(force=True)


async def test_a_method_of_ones_own_is_written_seen_and_played(
    held: Gathering, tmp_path: Path
) -> None:
    lead = await held.make_board("Post-itmethode")
    ben, cas = await held.join("Ben"), await held.join("Cas")
    await open_editor(lead)
    await begin_with(lead, "Post-itmethode")

    await view(lead, "Over de methode")
    await lead.page.get_by_label("Naam", exact=True).fill(NAME)
    await view(lead, "Stappen")
    await lead.page.get_by_label("Titel", exact=True).fill(TITLE)
    await lead.page.get_by_label("Wat leest de inbrenger?").fill(TOLD)
    await lead.sees("Alles klopt.")
    await lead.page.get_by_role("radio", name="inbrenger", exact=True).check(force=True)
    await expect(lead.page.get_by_role("region", name="Zo ziet het eruit")).to_contain_text(TOLD)

    minutes = lead.page.get_by_label("Minuten", exact=True)
    await minutes.fill("999")
    await lead.sees("Er klopt iets nog niet")
    await lead.sees("Verwacht: hoogstens 240.")
    await expect(lead.button("Gebruik op dit bord")).to_be_disabled()
    await minutes.fill("5")
    await lead.sees("Alles klopt.")

    await lead.page.reload()
    await lead.tap(f"Verder met ‘{NAME}’")
    async with lead.page.expect_download() as downloading:
        await lead.tap("Download")
    file = tmp_path / "eigen.yaml"
    await (await downloading.value).save_as(file)
    assert TITLE in file.read_text()
    await lead.tap("Gebruik op dit bord")
    await lead.sees(NAME)
    await held.start_round(lead, "Ben")
    await expect(ben.page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()
    await ben.sees(TOLD)
    await ben.write("Hoe begin ik hieraan?")
    await cas.tab("Flap")
    await cas.sees("Hoe begin ik hieraan?")


async def test_what_a_subgroup_reads_is_written_and_seen_as_it_will_see_it(held: Gathering) -> None:
    lead = await held.device("Lea", WALL)
    await lead.page.goto(f"{held.origin}/methode")
    await begin_with(lead, "Viskommethode")
    await lead.tap("3. De buitenkring vertelt")
    await lead.page.get_by_label("Wat leest ‘Buitenkring’ er nog bij?").fill(TOLD)
    await lead.page.get_by_text("Wat je beter niet doet").click()
    await lead.page.get_by_label("Wat doet ‘Binnenkring’ beter niet?").fill("Knik niet.")
    await lead.sees("Alles klopt.")
    seen = lead.page.get_by_role("region", name="Zo ziet het eruit")
    await expect(seen).to_contain_text("Knik niet.")
    await view(lead, "Buitenkring")
    await expect(seen).to_contain_text(TOLD)
    await expect(seen).to_contain_text("Jouw groep: Buitenkring")
    await expect(seen).not_to_contain_text("Knik niet.")
    await view(lead, "nog geen groep")
    await expect(seen).to_contain_text("Je zit nog niet in een groep.")


async def test_a_file_that_is_none_is_told_apart_and_can_be_mended(held: Gathering) -> None:
    lead = await held.device("Lea", (1280, 720))
    await lead.page.goto(f"{held.origin}/methode")
    upload = lead.page.get_by_label("Of open een bestand")
    await upload.set_input_files(
        {"name": "stuk.yaml", "mimeType": "text/yaml", "buffer": b"id: klein\nname: ["}
    )
    await lead.sees("De tekst is nu niet te lezen als YAML.")
    await lead.sees(re.compile("regel 2"))
    await lead.page.get_by_label("De hele methode als tekst (YAML)").fill("id: klein\nname: Klein")
    await lead.sees("hier hoort ‘language’ te staan")
    await lead.tap("Opnieuw beginnen")
    await lead.tap("Ja, opnieuw beginnen")
    await upload.set_input_files(
        {"name": "groot.yaml", "mimeType": "text/yaml", "buffer": b"#" * 70_000}
    )
    await lead.sees("Dit bestand is te groot.")


async def test_a_step_of_ones_own_may_show_a_clip(held: Gathering) -> None:
    lead = await held.device("Lea", (1280, 720))
    await lead.page.goto(f"{held.origin}/methode")
    await begin_with(lead, "Post-itmethode")
    await view(lead, "Stappen")
    clip = lead.page.get_by_role("switch", name="Een filmpje laten zien")
    await clip.check(force=True)
    await lead.page.get_by_label("Te lang vanaf (seconden)").fill("45")
    await lead.sees("Alles klopt.")
    await lead.page.get_by_role("radio", name="inbrenger", exact=True).check(force=True)
    await lead.sees("Hier kies je een filmpje dat iedereen ziet.")
    await view(lead, "Als tekst")
    text = lead.page.get_by_label("De hele methode als tekst (YAML)")
    await expect(text).to_have_value(re.compile(r"clip: *(\n +|\{ *)who: inbrenger"))
    await expect(text).to_have_value(re.compile("warn_seconds: 45"))


@pytest.mark.parametrize("size", [PHONE, SMALL, WALL, LARGE_WALL], ids=lambda size: str(size[0]))
async def test_the_editor_fits_every_screen(held: Gathering, size: tuple[int, int]) -> None:
    lead = await held.device("Lea", size)
    await lead.page.goto(f"{held.origin}/methode")
    await begin_with(lead, "Tienstappenmethode")
    for title in ("Stappen", "Over de methode", "Flappen en kaartjes", "Als tekst"):
        await view(lead, title)
        wide = await lead.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, title
