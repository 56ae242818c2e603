"""What a change of one card costs the browser of the wall, with two hundred cards on the flap."""

import asyncio
import random
import statistics
from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path

import httpx
from playwright.async_api import Page, async_playwright

from bench import people, report
from bench.kinds import PATIENT
from bench.people import Ticket
from bench.process import Measured
from bench.size import Size
from bench.wire import Wire
from tests.browser import ARGUMENTS, find_chromium
from tests.journeys.kit import KEEP_SEAT, WALL

CARDS, SEATS, CHANGES = 200, 8, 30
SLOWER = 4
"""How much slower than this machine's the browser's processor is made."""
WARM = 6
"""Changes before the first that counts: until then the page's code is not compiled yet."""
STILL_SECONDS = 0.5
"""Between two changes: whatever moved then stands still."""
PATIENCE_SECONDS = 60.0
MEASURE = Path(__file__).with_name("wall_page.js")
WORDS = (
    *("we", "vragen", "door", "en", "luisteren", "naar", "wat", "er", "niet", "gezegd", "wordt"),
    *("waarvan", "iedereen", "weet", "dat", "het", "anders", "kan", "samenwerking", "in", "tijd"),
)


async def wall(size: Size) -> None:
    """Print how long the wall's own thread works on one change of a card."""
    with PATIENT.start() as server:
        ((leader, _), *_) = board = (await people.open_boards(server, 1, SEATS))[0]
        wires = [wire for _, wire in board]
        cards = [await _place(wire, at) for at, wire in _turns(wires, size.of(CARDS))]
        screen = await _screen(server, leader)
        changes = _changes(cards, WARM + size.of(CHANGES))
        spent = (await _watched(server, screen, changes))[WARM:]
    report.show("wall_update_ms_p50", [statistics.median(spent)])
    report.show("wall_update_ms_p95", [statistics.quantiles(spent, n=20)[-1]])


class Card:
    """A card that hangs there, and who wrote it."""

    def __init__(self, wire: Wire, name: str) -> None:
        """Keep both."""
        self.wire, self.name = wire, name


def _turns(wires: Sequence[Wire], cards: int) -> Iterator[tuple[int, Wire]]:
    return zip(range(cards), cycle(wires), strict=False)


def _text() -> str:
    return " ".join(random.choices(WORDS, k=random.randint(3, 12)))


async def _place(wire: Wire, at: int) -> Card:
    name = f"wall-card-{at:012d}"
    await people.ask(wire, name, type="write_card", kind="kracht", text=_text(), step="krachten")
    return Card(wire, name)


def _changes(cards: list[Card], count: int) -> Iterator[Callable[[], Awaitable[object]]]:
    """Yield so many changes: a card is reworded, a new one placed, an old one taken away."""
    for at in range(count):
        one = random.choice(cards)
        match at % 3:
            case 0:
                ask = {"type": "edit_card", "card": one.name, "text": _text()}
                yield partial(people.ask, one.wire, **ask)
            case 1:
                yield partial(_place, one.wire, 10**6 + at)
            case _:
                cards.remove(one)
                yield partial(people.ask, one.wire, type="remove_card", card=one.name)


async def _screen(server: Measured, leader: Ticket) -> Ticket:
    """Take a seat for a wall."""
    wire, views = await people.come_in(server, leader)
    wire.leave()
    secret = next(view["secret"] for view in views if view["type"] == "door")
    body = {"secret": secret, "name": "Wall", "device": "screen"}
    async with httpx.AsyncClient(base_url=server.origin, timeout=60) as http:
        seated = await http.post(f"/api/boards/{leader.board}/seats", json=body)
    return Ticket(leader.board, seated.raise_for_status().json()["token"])


async def _watched(
    server: Measured, screen: Ticket, changes: Iterator[Callable[[], Awaitable[object]]]
) -> list[float]:
    """Return the milliseconds of each change, on a wall that hangs there all the while."""
    chromium = find_chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium.program, args=list(ARGUMENTS), env=chromium.variables()
        )
        page = await browser.new_page(viewport={"width": WALL[0], "height": WALL[1]})
        await page.add_init_script(path=MEASURE)
        await page.goto(f"{server.origin}/scherm")
        await page.evaluate(KEEP_SEAT, {"board": screen.board, "token": screen.token})
        await page.goto(f"{server.origin}/b/{screen.board}/scherm")
        await page.locator("[data-card]:visible").first.wait_for()
        thread = await page.context.new_cdp_session(page)
        await thread.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        for number, change in enumerate(changes, start=1):
            await asyncio.sleep(STILL_SECONDS)
            await change()
            await _counted(page, number)
        spent: list[float] = await page.evaluate("benchSpent")
        await browser.close()
    return spent


async def _counted(page: Page, number: int) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while await page.evaluate("benchSpent.length") < number:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
