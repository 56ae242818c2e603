"""People at a gathering, each in a browser of their own: what they tap, type and see.

Works through what a person perceives (roles, labels and words in Dutch), never through the
inside of the page. What only has to be there first comes over the socket, see `tests.live.kit`.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, BrowserContext, Dialog, Locator, Page, Request, expect

from tests.live.kit import ROOMY, Table

PATIENCE_MS = 30_000
MOTION_MS = 400
PHONE = (390, 844)
SMALL = (320, 640)
WALL = (1280, 720)
LARGE_WALL = (1920, 1080)
OVERLAP = Path(__file__).resolve().parents[1] / "web" / "overlap.js"
WRITE = re.compile("^Schrijf: ")
TOOLS = "Gespreksleider"
# Told by Chromium itself when the line is down, which is not a fault of the page.
NO_LINE = ("net::ERR", "WebSocket connection to")
WATCH = """
addEventListener('securitypolicyviolation', (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))
"""
# People who came over the socket are silent for longer than people with a phone may be.
PATIENT = {**ROOMY, "heartbeat_seconds": "600"}
Theme = Literal["light", "dark"]
Words = str | re.Pattern[str]

expect.set_options(timeout=PATIENCE_MS)


@dataclass
class Seat:
    """Somebody with a device."""

    name: str
    context: BrowserContext
    page: Page
    faults: list[str] = field(default_factory=list)
    """What the browser complained of; a journey ends with none."""
    lost: list[str] = field(default_factory=list)
    """What it asked for and did not get, and why."""

    @property
    def sheet(self) -> Locator:
        """The sheet that is open over the screen."""
        return self.page.get_by_role("dialog")

    @property
    def strip(self) -> Locator:
        """What a gespreksleider has at hand."""
        return self.page.get_by_role("region", name=TOOLS)

    def button(self, name: Words, exact: bool = False) -> Locator:
        """Return the button with this name."""
        return self.page.get_by_role("button", name=name, exact=exact)

    def card(self, text: str) -> Locator:
        """Return the card that says this."""
        return self.page.locator("[data-card]:visible").filter(has_text=text)

    async def tap(self, name: Words, exact: bool = False) -> None:
        """Tap the button with this name."""
        await self.button(name, exact).first.click()

    async def tap_sheet(self, name: Words, exact: bool = False) -> None:
        """Tap a button of the sheet that is open."""
        await self.sheet.get_by_role("button", name=name, exact=exact).first.click()

    async def sees(self, text: Words) -> None:
        """Wait until this can be read."""
        await expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()

    async def sees_no_more(self, text: Words) -> None:
        """Wait until this can be read nowhere."""
        await expect(self.page.get_by_text(text).filter(visible=True)).to_have_count(0)

    async def holds(self, text: str) -> bool:
        """Say whether this stands anywhere in the page, visible or not."""
        return text in await self.page.content()

    async def agree(self) -> None:
        """Promise confidentiality."""
        await self.tap("Dat beloof ik")

    async def tab(self, name: Literal["Nu", "Flap", "Mensen"]) -> None:
        """Go to a tab of the phone."""
        tabs = self.page.get_by_role("navigation", name="Onderdelen")
        await tabs.get_by_role("button", name=name).click()

    def field(self, label: Words = WRITE) -> Locator:
        """Return the field to write in."""
        return self.page.get_by_label(label).first

    async def write(self, text: str, label: Words = WRITE) -> None:
        """Write a card and wait until the server has it."""
        await self.field(label).fill(text)
        await self.tap("Plaatsen")
        await self.sees(text)
        await self.saved()

    async def saved(self) -> None:
        """Wait until nothing is under way any more."""
        await self.sees_no_more(re.compile("wordt verzonden|geen verbinding, wordt bewaard"))

    async def choose(self, what: str) -> None:
        """Choose what to do, where the step lets one do several things."""
        await self.page.get_by_role("radio", name=what, exact=True).check(force=True)

    async def next_step(self, title: str) -> None:
        """As gespreksleider: look at what comes, and go on."""
        await self.strip.get_by_role("button", name=re.compile("^Volgende")).click()
        await self.tap_sheet("Ga verder")
        await expect(self.page.get_by_role("heading", name=title, level=1)).to_be_visible()

    async def end_round(self) -> None:
        """As gespreksleider, in the last step: close the case."""
        await self.strip.get_by_role("button", name="Ronde afsluiten").click()
        await self.tap_sheet("Ronde afsluiten")
        await expect(self.sheet).to_have_count(0)

    async def picture(self, folder: Path, name: str) -> None:
        """Take a picture once nothing moves any more."""
        await self.page.wait_for_timeout(MOTION_MS)
        await self.page.screenshot(path=folder / f"{name}.png")


@dataclass
class Gathering:
    """A server, a browser, and the people who came."""

    origin: str
    browser: Browser
    seats: list[Seat] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)
    """Every address that any page asked for."""
    forgiven: tuple[str, ...] = NO_LINE
    """Complaints that a journey provokes."""
    link: str = ""
    code: str = ""

    async def device(
        self,
        name: str,
        size: tuple[int, int] = PHONE,
        theme: Theme = "light",
        *,
        shell: bool = False,
        language: str = "nl-NL",
        script: str | None = None,
    ) -> Seat:
        """Open a browser that shares nothing with the others; with `shell` it works offline."""
        width, height = size
        context = await self.browser.new_context(
            viewport={"width": width, "height": height},
            locale=language,
            color_scheme=theme,
            service_workers="allow" if shell else "block",
        )
        context.set_default_timeout(PATIENCE_MS)
        await context.add_init_script(WATCH)
        if script is not None:
            await context.add_init_script(script)
        seat = Seat(name, context, await context.new_page())
        self.seats.append(seat)
        self.watch(seat)
        return seat

    def watch(self, seat: Seat) -> None:
        """Note what a browser asks for and complains of."""

        def asked(request: Request) -> None:
            self.requested.append(request.url)

        def lost(request: Request) -> None:
            seat.lost.append(f"{request.url}: {request.failure}")

        async def dialog(shown: Dialog) -> None:
            seat.faults.append(f"dialog: {shown.message}")
            await shown.dismiss()

        def complained(kind: str, text: str) -> None:
            if kind == "error" and not any(known in text for known in self.forgiven):
                seat.faults.append(text)

        seat.context.on("request", asked)
        seat.context.on("requestfailed", lost)
        seat.page.on("dialog", dialog)
        seat.page.on("pageerror", lambda error: complained("error", str(error)))
        seat.page.on(
            "console", lambda said: complained(said.type, f"{said.text} {said.location['url']}")
        )

    async def make_board(self, method: str, name: str = "Lea", takes_part: bool = False) -> Seat:
        """Make a board and go to it; returns its gespreksleider."""
        lead = await self.device(name)
        page = lead.page
        await page.goto(f"{self.origin}/")
        await lead.tap("Maak een bord")
        await lead.tap("Toon alle methoden")
        await page.get_by_role("radio", name=method).check(force=True)
        await page.get_by_label("Hoe heet je?").fill(name)
        if takes_part:
            await page.get_by_role("switch", name="Ik doe zelf ook mee").check()
        await lead.tap("Maak het bord")
        await lead.sees("Nodig de groep uit")
        shown = await page.get_by_label("Deel de link").input_value()
        self.link = f"{self.origin}/j/{shown.partition('/j/')[2]}"
        self.code = await page.get_by_text(re.compile(r"^\w{4}-\w{4}$")).inner_text()
        await lead.tap("Naar het bord")
        await lead.agree()
        return lead

    async def join(
        self,
        name: str,
        size: tuple[int, int] = PHONE,
        theme: Theme = "light",
        *,
        shell: bool = False,
    ) -> Seat:
        """Come in by the link and promise confidentiality."""
        seat = await self.device(name, size, theme, shell=shell)
        await seat.page.goto(self.link)
        await seat.page.get_by_label("Hoe heet je?").fill(name)
        await seat.tap("Doe mee")
        await seat.agree()
        return seat

    async def knock(self, name: str) -> Seat:
        """Come to the lobby by the spoken code."""
        seat = await self.device(name)
        await seat.page.goto(f"{self.origin}/j")
        await seat.page.get_by_label("Typ de code").fill(self.code.lower())
        await seat.page.get_by_label("Hoe heet je?").fill(name)
        await seat.tap("Klop aan")
        await seat.sees("Wacht even, de gespreksleider laat je binnen.")
        return seat

    async def wall(self, lead: Seat, size: tuple[int, int] = WALL, theme: Theme = "light") -> Seat:
        """Make a screen the wall: by the spoken code, let in by the gespreksleider."""
        wall = await self.device("Scherm", size, theme)
        await wall.page.goto(f"{self.origin}/scherm")
        await wall.page.get_by_label("Code", exact=True).fill(self.code)
        await wall.tap("Open het scherm")
        await lead.tap("Laat binnen: Scherm")
        await wall.sees("Scan de code met je telefoon")
        return wall

    async def sit(
        self,
        table: Table,
        name: str,
        size: tuple[int, int] = PHONE,
        theme: Theme = "light",
        *,
        shell: bool = False,
        script: str | None = None,
    ) -> Seat:
        """Open in a browser the seat of somebody who came over the socket."""
        one = table[name]
        seat = await self.device(name, size, theme, shell=shell, script=script)
        screen = one.one("me")["device"] == "screen"
        if screen:
            await self._give_seat(seat, one.board, one.token)
        else:
            await seat.page.goto(f"{self.origin}/s/{one.board}#{one.token}")
            await expect(seat.page).to_have_url(f"{self.origin}/b/{one.board}")
        return seat

    async def _give_seat(self, seat: Seat, board: str, token: str) -> None:
        """Put the seat of a wall in a browser, where only the browser itself can put one."""
        await seat.page.goto(f"{self.origin}/scherm")
        await seat.page.evaluate(KEEP_SEAT, {"board": board, "token": token})
        await seat.page.goto(f"{self.origin}/b/{board}/scherm")

    async def start_round(self, lead: Seat, inbrenger: str) -> None:
        """As gespreksleider: choose who brings the case, and begin."""
        await lead.page.get_by_label("Wie brengt iets in?").select_option(label=inbrenger)
        await lead.tap("Start de ronde")

    async def cards_of(self, wall: Seat) -> list[str]:
        """Return what is wrong with how the cards lie on the wall; empty when all is well."""
        await wall.page.wait_for_timeout(MOTION_MS * 2)
        wrong: list[str] = await wall.page.evaluate(OVERLAP.read_text())
        return wrong

    async def nobody_else_holds(self, text: str, *who: Seat) -> None:
        """Hold that this stands in no page but these, visible or not (P21)."""
        for seat in self.seats:
            assert await seat.holds(text) == (seat in who), seat.name

    def is_well(self) -> None:
        """Hold that no page complained, and that none asked anybody but our own server (P41)."""
        faults = {seat.name: seat.faults for seat in self.seats if seat.faults}
        assert faults == {}, faults
        ours = (f"{self.origin}/", "data:", "blob:")
        assert [url for url in self.requested if not url.startswith(ours)] == []


KEEP_SEAT = """({board, token}) => new Promise((done, fail) => {
  const opening = indexedDB.open('flapover')
  opening.onupgradeneeded = () => opening.result.createObjectStore('keep')
  opening.onerror = fail
  opening.onsuccess = () => {
    const change = opening.result.transaction('keep', 'readwrite')
    const seat = {board, token, device: 'screen', at: Date.now()}
    change.objectStore('keep').put(seat, `seat/${board}/screen`)
    change.oncomplete = () => { opening.result.close(); done() }
  }
})"""


@asynccontextmanager
async def gathering(origin: str, browser: Browser) -> AsyncIterator[Gathering]:
    """Give a browser to people of one server, and hold at the end that all was well."""
    held = Gathering(origin, browser)
    try:
        yield held
        held.is_well()
    finally:
        for seat in held.seats:
            await seat.context.close()
