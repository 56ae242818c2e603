"""A gespreksleider who forgets to divide or to choose is told, does it there, or goes on anyway."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.core.test_needs import BOTH
from tests.journeys.kit import SMALL, Seat, gathering
from tests.live.kit import at_home, open_table
from tests.live.own import known

pytestmark = pytest.mark.timeout(240)
NEXT = re.compile("^Volgende: ")


async def test_P43_a_leader_who_forgets_is_told_and_can_do_it_there_and_then(
    browser: Browser, tmp_path: Path
) -> None:
    pictures = Path(os.environ.get("PICTURES", tmp_path))
    with known(BOTH):
        async with at_home(tmp_path, heartbeat_seconds="600") as home:
            table = await open_table(home.url, ["ben", "ann", "bob"], method="klein")
            await table.begin("ben")
            for text in ("Hoe begin ik?", "Hoe houd ik vol?"):
                assert await table["ann"].ask("write_card", kind="vraag", text=text) is None
            assert await table["lena"].ask("next_step", step="schrijven") is None
            async with gathering(home.url, browser) as held:
                lena = await held.sit(table, "lena", SMALL)
                # Not divided yet: the sheet says so, and leads to where it is done.
                await lena.strip.get_by_role("button", name=NEXT).click()
                await lena.sees("De groep is nog niet verdeeld.")
                await lena.picture(pictures, "needs-split")
                await lena.tap_sheet("Verdeel de groep")
                await lena.tap_sheet("Verdeel door het lot")
                await table["lena"].until(lambda: table["lena"].one("lead")["waits_for"] == [])
                await lena.page.keyboard.press("Escape")
                await lena.next_step("kiezen")
                # Nothing chosen yet: it can be done in the sheet itself.
                await lena.strip.get_by_role("button", name=NEXT).click()
                await lena.sees("Er is nog niets gekozen om mee verder te gaan.")
                await expect(lena.sheet.get_by_role("button", name="Toch verder")).to_be_enabled()
                await lena.picture(pictures, "needs-pick")
                await lena.sheet.get_by_role("button", name="Kies dit kaartje").first.click()
                await lena.tap_sheet("Ga verder")
                await expect(lena.page.get_by_role("heading", name="slot", level=1)).to_be_visible()
                # Back, and on without a choice, because the leader wants that.
                ann = table["ann"]
                await ann.until(lambda: any(one["picked"] for one in ann.of("card")))
                chosen = next(one for one in ann.of("card") if one["picked"])
                assert await table["lena"].ask("back_step", step="slot") is None
                unpick = {"card": chosen["id"], "picked": False}
                assert await table["lena"].ask("pick_card", **unpick) is None
                await lena.strip.get_by_role("button", name=NEXT).click()
                await lena.tap_sheet("Toch verder")
                await expect(lena.page.get_by_role("heading", name="slot", level=1)).to_be_visible()
                held.is_well()


async def test_a_jump_says_what_it_would_pass_by_and_asks_once_more(
    browser: Browser, tmp_path: Path
) -> None:
    pictures = Path(os.environ.get("PICTURES", tmp_path))
    with known(BOTH):
        async with at_home(tmp_path, heartbeat_seconds="600") as home:
            table = await open_table(home.url, ["ben", "ann", "bob"], method="klein")
            await table.begin("ben")
            assert await table["ann"].ask("write_card", kind="vraag", text="Hoe dan?") is None
            async with gathering(home.url, browser) as held:
                lena = await held.sit(table, "lena", SMALL)
                # What is missing is in a step between here and there.
                await jumps(lena, "slot")
                await lena.sees("De groep is nog niet verdeeld.")
                await lena.tap_sheet("Toch niet")
                await lena.tap_sheet("kiezen")
                await lena.sees("De groep is nog niet verdeeld.")
                await lena.picture(pictures, "jump-split")
                await lena.tap_sheet("Toch verder")
                title = lena.page.get_by_role("heading", name="kiezen", level=1)
                await expect(title).to_be_visible()
                # What is missing is here, and can be done in the sheet itself.
                await jumps(lena, "slot")
                await lena.sees("Er is nog niets gekozen om mee verder te gaan.")
                await expect(lena.sheet.get_by_role("button", name="Toch verder")).to_be_enabled()
                await lena.picture(pictures, "jump-pick")
                await lena.sheet.get_by_role("button", name="Kies dit kaartje").first.click()
                await lena.tap_sheet("Ga verder")
                title = lena.page.get_by_role("heading", name="slot", level=1)
                await expect(title).to_be_visible()
                # Back asks for nothing.
                await jumps(lena, "schrijven")
                title = lena.page.get_by_role("heading", name="schrijven", level=1)
                await expect(title).to_be_visible()
                held.is_well()


async def jumps(lena: Seat, title: str) -> None:
    """Let a gespreksleider take a step from the list of all."""
    await lena.strip.get_by_role("button", name="Meer").click()
    await lena.tap_sheet("Naar een andere stap")
    await lena.tap_sheet(title)
