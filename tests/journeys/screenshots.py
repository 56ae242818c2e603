"""Pictures of every screen, to be looked at: `make screenshots` writes them to out/screenshots.

Also makes docs/pictures/session.png, the picture in README.md. Given the names of some scenes, as
in `python -m tests.journeys.screenshots fishbowl walk`, it takes those alone.
"""

from __future__ import annotations

import asyncio
import base64
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from tests.browser import ARGUMENTS, find_chromium
from tests.journeys.kit import (
    LARGE_WALL,
    PATIENT,
    PHONE,
    SMALL,
    WALL,
    Gathering,
    Theme,
    gathering,
)
from tests.journeys.scenes import SCENES, ten_steps
from tests.journeys.stage import AT_REST, Scene, Shower
from tests.live.kit import Server

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "out" / "screenshots"
SESSION = ROOT / "docs" / "pictures" / "session.png"
THEMES: tuple[Theme, ...] = ("light", "dark")
SETTLE_MS = 500
LEADS = "leider"
"""Scenes of a gespreksleider, who may lead from a laptop."""
RATING = "vragen-waarderen"
# A wall as it hangs, and the phone of the inbrenger in front of it.
BESIDE = """<style>
  body { margin: 0; padding: 28px; background: #ddd5c7; }
  body { display: flex; gap: 28px; align-items: center }
  img { display: block; border-radius: 14px; box-shadow: 0 6px 26px #0005 }
  .wall { width: 960px } .phone { width: 250px; border-radius: 24px }
</style><img class=wall src="%s"><img class=phone src="%s">"""


async def take_all(origin: str, browser: Browser, showers: Sequence[Shower], out: Path) -> int:
    """Picture scenes, in both themes and in two sizes."""
    count = 0
    for shower in showers:
        async with gathering(origin, browser) as held:
            async for scene in shower(held):
                count += await take(scene, out)
    return count


async def take(scene: Scene, out: Path) -> int:
    """Picture one screen, in both themes and in two sizes, or three."""
    page = scene.seat.page
    before = page.viewport_size or {"width": PHONE[0], "height": PHONE[1]}
    wall = before["width"] == WALL[0]
    sizes = [WALL, LARGE_WALL] if wall else [PHONE, SMALL]
    if LEADS in scene.name:
        sizes.append(WALL)
    for width, height in sizes:
        await page.set_viewport_size({"width": width, "height": height})
        for theme in THEMES:
            await page.emulate_media(color_scheme=theme)
            await page.wait_for_timeout(SETTLE_MS)
            await page.evaluate(AT_REST)
            await page.screenshot(path=out / f"{scene.name}-{width}-{theme}.png")
    await page.set_viewport_size(before)
    await page.emulate_media(color_scheme="light")
    return len(sizes) * len(THEMES)


async def take_session(held: Gathering, browser: Browser, to: Path) -> None:
    """Put the wall and a phone during the rating side by side in one picture."""
    shots: dict[str, str] = {}
    async for scene in ten_steps(held):
        if scene.name in (f"{RATING}-muur", f"{RATING}-inbrenger"):
            await scene.seat.page.wait_for_timeout(SETTLE_MS)
            shot = base64.b64encode(await scene.seat.page.screenshot()).decode()
            shots[scene.name.rpartition("-")[2]] = f"data:image/png;base64,{shot}"
        if len(shots) == 2:
            break
    page = await browser.new_page(viewport={"width": 1294, "height": 620})
    await page.set_content(BESIDE % (shots["muur"], shots["inbrenger"]))
    await page.wait_for_timeout(SETTLE_MS)
    to.parent.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=to)
    await page.close()


async def main(names: Sequence[str]) -> None:
    """Start a server and a browser, and take the pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    session = not names or "--session" in names
    showers = [one for one in SCENES if not names or one.__name__ in names]
    chromium = find_chromium()
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder), **PATIENT) as server:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=chromium.program,
                args=list(ARGUMENTS),
                env=chromium.variables(),
            )
            count = await take_all(server.url, browser, showers, OUT)
            if session:
                async with gathering(server.url, browser) as held:
                    await take_session(held, browser, SESSION)
            await browser.close()
    print(f"{count} pictures in {OUT}")  # noqa: T201 -- for whoever asked


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
