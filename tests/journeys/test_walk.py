"""The walk: with whom, about what, back when; also for a phone that slept all the way."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.journeys.kit import gathering
from tests.journeys.stage import BOB, CEM, DIA, EVA, INES, SCREEN, Scene, playing
from tests.journeys.test_clock import Later
from tests.journeys.test_usable import problems_of
from tests.live.kit import at_home

pytestmark = pytest.mark.timeout(300)
QUESTION, BACK_WITH = "Wat heeft het team van mij nodig?", "Eén advies in één zin"
FOUND, BETTER = "Zeg wat je niet weet.", "Zeg eerst zelf wat je niet weet."


async def test_P43_twos_walk_with_the_question_and_are_called_back(
    browser: Browser, tmp_path: Path
) -> None:
    later = Later()
    async with (
        at_home(tmp_path, later, heartbeat_seconds="600") as home,
        gathering(home.url, browser) as held,
        playing(held, "wandeling") as stage,
    ):
        await stage.sit("lena", INES, EVA, SCREEN)
        lead, ines, eva, wall = stage.lead, stage[INES], stage[EVA], stage.wall
        await ines.write(QUESTION)
        await ines.choose("gewenst resultaat")
        await ines.write(BACK_WITH)
        await lead.next_step("Duo's maken")
        await lead.tap("Verdeel")
        await lead.tap_sheet("Verdeel door het lot")
        await eva.sees("Jij gaat samen met")
        await wall.sees("Duo 2")  # five are a two and a three
        assert await wall.page.get_by_text("Duo 3").count() == 0
        await lead.tap_sheet("Sluiten")
        await stage.divide({"1": (INES, BOB), "2": (CEM, DIA, EVA)})
        await eva.sees(re.compile("Jij gaat samen met (Cem en Dia|Dia en Cem)"))
        await ines.sees("Jij gaat samen met Bob")

        # Away they go, with the question at hand; one phone goes to sleep.
        await lead.next_step("Wandelen")
        for seat in (ines, eva):
            await seat.sees(QUESTION)
            await seat.sees(BACK_WITH)
            await seat.sees("Straks loopt de klok: 30 minuten.")
        await lead.strip.get_by_role("button", name="Klok").click()
        await lead.tap_sheet("Start de klok")
        for seat in (ines, eva, wall):
            await seat.sees(re.compile(r"^Om \d\d:\d\d terug$"))
        await ines.context.set_offline(True)
        await ines.page.close()

        # The time is up: who is awake is called, and who slept as soon as they look.
        later.by += timedelta(minutes=31)
        await stage.do("lena", "extend_timer", seconds=10)  # makes it look at the clock
        await expect(eva.sheet.get_by_role("heading", name="Kom terug")).to_be_visible()
        assert await problems_of(Scene("kom-terug", eva), "light") == []
        await stage.sit(INES)
        ines = stage[INES]
        await expect(ines.sheet.get_by_role("heading", name="Kom terug")).to_be_visible()
        for seat in (ines, eva):
            await seat.tap("Ik ben terug")
            await expect(seat.sheet).to_have_count(0)
        # Who leads has stayed, and only hears that time is up.
        await expect(lead.sheet.get_by_role("heading", name="De tijd is om")).to_be_visible()
        await lead.tap_sheet("Goed")

        # What came of it belongs to the two: either may put it better.
        await lead.next_step("Terug")
        await stage.write(CEM, "resultaat", FOUND)
        await eva.sees(FOUND)
        await eva.tap("Wijzig")
        await eva.field("Wijzig").fill(BETTER)
        await eva.tap("Bewaar", exact=True)
        await wall.sees(BETTER)
        await expect(ines.button("Wijzig")).to_have_count(0)
