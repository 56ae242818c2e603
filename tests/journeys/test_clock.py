"""The shared clock on phones whose own clocks are wrong (P19)."""

from __future__ import annotations

import asyncio
import re
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from flapover.http.house import utc_now
from tests.journeys.kit import WALL, Gathering, Seat, gathering
from tests.live.kit import at_home, open_table

pytestmark = pytest.mark.timeout(180)
DAY_MS = 24 * 3600 * 1000
WRONG_CLOCK = """(() => {
  const Real = Date
  let off = %d
  globalThis.jump = (ms) => { off += ms }
  globalThis.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + off) }
    static now() { return Real.now() + off }
  }
})()"""


async def left(seat: Seat) -> int:
    """Return how many seconds this screen says are left."""
    said = await seat.page.get_by_role("timer").first.inner_text()
    found = re.search(r"(\d+):(\d\d)", said)
    assert found, said
    return int(found[1]) * 60 + int(found[2])


async def agree(*seats: Seat) -> None:
    """Hold that all screens say the same, to a second and the time that it took to read them."""
    started = time.monotonic()
    shown = await asyncio.gather(*(left(seat) for seat in seats))
    assert max(shown) - min(shown) <= 1 + time.monotonic() - started, shown


async def test_P19_phones_with_wrong_and_jumping_clocks_show_the_same_time(held: Gathering) -> None:
    table = await open_table(held.origin, ["ben", "cas", "dia"], "post-it")
    await table.seat("scherm", device="screen")
    await table.begin("ben")
    right = await held.sit(table, "ben")
    ahead = await held.sit(table, "cas", script=WRONG_CLOCK % DAY_MS)
    behind = await held.sit(table, "dia", script=WRONG_CLOCK % -DAY_MS)
    wall = await held.sit(table, "scherm", WALL, script=WRONG_CLOCK % (15 * 60 * 1000))
    everyone = (right, ahead, behind, wall)
    assert await table["lena"].ask("start_timer") is None
    for seat in everyone:
        await expect(seat.page.get_by_role("timer").first).to_contain_text(re.compile("4:[345]"))
    await agree(*everyone)
    for jump in (DAY_MS, -3 * DAY_MS):
        for seat in (ahead, behind, wall):
            await seat.page.evaluate("jump", jump)
        await right.page.wait_for_timeout(1_100)
        await agree(*everyone)
    assert await table["lena"].ask("extend_timer", seconds=60) is None
    for seat in everyone:
        await expect(seat.page.get_by_role("timer").first).to_contain_text(re.compile("5:[345]"))
    await agree(*everyone)
    await table.close()


class Later:
    """The server's clock, which the test puts forward."""

    def __init__(self) -> None:
        self.by = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.by


async def test_P19_only_the_server_says_that_time_is_up(browser: Browser, tmp_path: Path) -> None:
    later = Later()
    async with at_home(tmp_path, later) as home, gathering(home.url, browser) as held:
        table = await open_table(home.url, ["ben", "cas"], "post-it")
        await table.begin("ben")
        ahead = await held.sit(table, "ben", script=WRONG_CLOCK % DAY_MS)
        behind = await held.sit(table, "cas", script=WRONG_CLOCK % -DAY_MS)
        assert await table["lena"].ask("start_timer") is None
        later.by = timedelta(minutes=5, seconds=5)
        assert await table["lena"].ask("extend_timer", seconds=10) is None  # it looks at the clock
        for seat in (ahead, behind):
            await expect(seat.page.get_by_role("timer").first).to_contain_text("0:0")
            await expect(seat.page.get_by_role("timer", name="tijd om")).to_be_visible()
        lena = table["lena"]
        await lena.until(lambda: lena.one("timer")["state"] == "over")
        await table.close()
