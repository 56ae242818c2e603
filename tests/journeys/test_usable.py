"""Every screen by the measure of WCAG, in both themes, at 320 px and at 200 % (P43)."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from tests.journeys.kit import SMALL, WALL, Gathering, Theme
from tests.journeys.scenes import LED, SCENES
from tests.journeys.stage import AT_REST, Scene, Shower

pytestmark = pytest.mark.timeout(300)
# A screen of 1280 × 720 at 200 % has half of the room.
ZOOMED = (640, 360)
LOOKS: tuple[Theme, ...] = ("light", "dark")
SETTLED_MS = 100
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
# What a page passes is ten times as long as what is wrong with it, and nobody reads it.
VIOLATIONS = "axe.run({resultTypes: ['violations']}).then((found) => found.violations)"


@pytest.mark.long(25)
@pytest.mark.parametrize("shower", SCENES, ids=lambda shower: shower.__name__)
async def test_P43_no_screen_shuts_anybody_out(held: Gathering, shower: Shower) -> None:
    wrong = {}
    async for scene in shower(held):
        for look in LOOKS:
            problems = await problems_of(scene, look)
            if problems:
                wrong[f"{scene.name} {look}"] = problems
        if scene.name in LED:
            wrong |= await on_a_laptop(scene)
    assert wrong == {}


async def on_a_laptop(scene: Scene) -> dict[str, list[str]]:
    """Return what axe says where the flap stands beside what one does."""
    wrong = {}
    for look in LOOKS:
        problems = await problems_of(scene, look, WALL)
        if problems:
            wrong[f"{scene.name} laptop {look}"] = problems
    return wrong


async def problems_of(scene: Scene, look: Theme, size: tuple[int, int] | None = None) -> list[str]:
    """Return what axe says of a screen, narrow by day and zoomed by night, and whether it fits."""
    page = scene.seat.page
    # A part that is still on its way is no screen yet.
    await page.get_by_role("heading", level=1).first.wait_for()
    before = page.viewport_size
    assert before is not None
    wall = before["width"] == WALL[0]
    width, height = size or (ZOOMED if look == "dark" else WALL if wall else SMALL)
    await page.emulate_media(color_scheme=look, reduced_motion="reduce")
    await page.set_viewport_size({"width": width, "height": height})
    await page.wait_for_timeout(SETTLED_MS)
    await page.evaluate(AT_REST)
    problems = [
        f"{one['id']}: {node['html'][:120]} {node['failureSummary'][-200:]}"
        for one in await violations(page)
        for node in one["nodes"][:2]
    ]
    if await page.evaluate(SIDEWAYS):
        problems.append(f"too wide for {width} px")
    await page.set_viewport_size(before)
    await page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    return problems


async def violations(page: Page) -> list[dict[str, Any]]:
    """Run axe, which stays in a page once it is there: to bring it costs more than to run it."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(Axe().axe_script)
    found: list[dict[str, Any]] = await page.evaluate(VIOLATIONS)
    return found
