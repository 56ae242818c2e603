"""A clip from the inbrenger's phone, watched: in step on all screens, with sound, by everybody."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Browser, FilePayload, expect

from tests.journeys.clips import MP4, PICTURES, brought, clip_of, filmed, plays
from tests.journeys.kit import SMALL, WALL, Gathering, Seat
from tests.journeys.stage import Scene
from tests.journeys.test_usable import LOOKS, problems_of
from tests.live.kit import Table
from tests.missing import cannot_run

pytestmark = pytest.mark.timeout(240)
STEP_SECONDS = 0.5
"""How far two screens may be apart: what a jump corrects, and the time that it takes to ask."""
WHERE = "() => document.querySelector('video')?.currentTime ?? -1"


async def apart(*seats: Seat) -> float:
    """Return how many seconds lie between the screens that are furthest apart."""
    places = await asyncio.gather(*(seat.page.evaluate(WHERE) for seat in seats))
    assert min(places) >= 0
    return float(max(places) - min(places))


async def test_P19_a_clip_plays_in_step_on_every_phone_and_the_wall(
    held: Gathering, via: Table, film: FilePayload
) -> None:
    ben, ann = await held.sit(via, "ben"), await held.sit(via, "ann")
    lena, wall = await held.sit(via, "lena"), await held.sit(via, "wall", WALL)
    await ann.sees("Straks zie je hier het fragment van ben.")
    await ben.picture(PICTURES, "choose")
    await brought(ben, film)
    for seat in (ann, lena, wall):
        await seat.sees("Het fragment van ben staat klaar.")
    await ben.picture(PICTURES, "ready")
    await ben.tap("Speel af")
    for seat in (ben, ann, lena, wall):
        await plays(seat)
    # A jump may be under way on one of them; soon they are together.
    for _ in range(20):
        if await apart(ben, ann, lena, wall) < STEP_SECONDS:
            break
        await asyncio.sleep(0.1)
    assert await apart(ben, ann, lena, wall) < STEP_SECONDS
    await ann.picture(PICTURES, "watch")
    await wall.picture(PICTURES, "wall")
    await ben.tap("Pauzeer")
    for seat in (ben, ann, lena, wall):
        await expect(seat.page.get_by_text("Het fragment staat stil.")).to_be_attached()
        await seat.page.wait_for_function("() => document.querySelector('video').paused")
    assert await apart(ben, ann, lena, wall) < STEP_SECONDS
    # Who comes in late stands where the others stand.
    cas = await held.sit(via, "cas", SMALL)
    await cas.page.wait_for_function(
        "() => (document.querySelector('video')?.currentTime ?? 0) > 0"
    )
    assert await apart(ben, cas) < STEP_SECONDS
    await ben.tap("Speel verder")
    await plays(cas)
    await lena.picture(PICTURES, "lead")
    await lena.strip.get_by_role("button", name="Stop fragment").click()
    for seat in (ben, ann, cas, wall):
        await seat.page.wait_for_function("() => document.querySelector('video').paused")
    await ben.sees("Je fragment staat klaar. Als je het afspeelt, ziet iedereen het.")
    await ben.tap("Wis het filmpje")
    await ann.sees("Straks zie je hier het fragment van ben.")


async def test_a_film_that_is_over_stands_at_its_end_and_can_be_played_again(
    held: Gathering, via: Table, film: FilePayload
) -> None:
    ben, ann = await held.sit(via, "ben"), await held.sit(via, "ann")
    await brought(ben, film)
    await ben.tap("Speel af")
    await plays(ann)
    for seat in (ben, ann):
        await expect(seat.page.get_by_text("Het fragment is afgelopen.")).to_be_attached()
    await ben.tap("Speel af")
    await plays(ben)
    await plays(ann)


async def test_an_mp4_plays_as_well(held: Gathering, via: Table, browser: Browser) -> None:
    ben, ann = await held.sit(via, "ben"), await held.sit(via, "ann")
    if not await ben.page.evaluate("(type) => MediaRecorder.isTypeSupported(type)", MP4):
        cannot_run("this Chromium films no H.264")
    await brought(ben, await filmed(browser, MP4, 3))
    await via["ann"].until(lambda: via["ann"].one("clip")["media"] == "video/mp4")
    await ben.tap("Speel af")
    await plays(ann)
    await expect(ann.page.get_by_text("Het fragment is afgelopen.")).to_be_attached()


async def test_sound_is_a_tap_away_on_a_phone(
    held: Gathering, via: Table, film: FilePayload
) -> None:
    ben, ann = await held.sit(via, "ben"), await held.sit(via, "ann")
    await brought(ben, film)
    await ben.tap("Speel af")
    await plays(ann)
    muted = "() => document.querySelector('video').muted"
    assert await ann.page.evaluate(muted)
    await ann.tap("Tik voor geluid")
    assert not await ann.page.evaluate(muted)
    await ann.tap("Geluid uit")
    assert await ann.page.evaluate(muted)


async def test_the_counter_warns_past_half_a_minute(
    held: Gathering, via: Table, film: FilePayload
) -> None:
    ben, lena = await held.sit(via, "ben"), await held.sit(via, "lena")
    ann = await held.sit(via, "ann")
    await brought(ben, film)
    # The film is short: only a clock that is further on tells of a long one.
    clip = await clip_of(via)
    for seat in (ben, lena):
        await seat.page.wait_for_function("() => document.querySelector('video')?.readyState > 0")
        await seat.page.evaluate(LONG)
    assert await via["ben"].ask("play_clip", clip=clip, at_ms=31_000) is None
    for seat in (ben, lena):
        await seat.sees("Langer dan 30 seconden")
    await ben.picture(PICTURES, "long")
    await ann.sees_no_more("Langer dan 30 seconden")


LONG = """() => {
  const video = document.querySelector('video')
  Object.defineProperty(video, 'duration', {get: () => 60})
  video.dispatchEvent(new Event('durationchange'))
}"""


async def test_P43_no_screen_of_a_clip_shuts_anybody_out(
    held: Gathering, via: Table, film: FilePayload
) -> None:
    ben, lena = await held.sit(via, "ben"), await held.sit(via, "lena")
    wall = await held.sit(via, "wall", WALL)
    wrong: dict[str, list[str]] = {}

    async def look(name: str, *seats: Seat) -> None:
        for seat in seats:
            for theme in LOOKS:
                found = await problems_of(Scene(name, seat), theme)
                wrong.update({f"{name} {seat.name} {theme}": found} if found else {})

    await ben.sees("Kies een filmpje")
    await look("choosing", ben, lena)
    await brought(ben, film)
    await look("ready", ben, wall)
    clip = await clip_of(via)
    assert await via["ben"].ask("play_clip", clip=clip, at_ms=2000) is None
    assert await via["ben"].ask("pause_clip", clip=clip) is None
    await ben.sees("Speel verder")
    await look("paused", ben, lena, wall)
    assert await via["ben"].ask("watch_elsewhere", where="room") is None
    await wall.sees("Kijk mee in de ruimte.")
    await look("elsewhere", ben, wall)
    assert wrong == {}


REFUSE = """() => {
  const play = HTMLMediaElement.prototype.play
  let tapped = false
  addEventListener('click', () => (tapped = true), {capture: true})
  HTMLMediaElement.prototype.play = function () {
    if (tapped) return play.call(this)
    return Promise.reject(new DOMException('not without a tap', 'NotAllowedError'))
  }
}"""
AS_ON_AN_IPHONE = """() => Object.defineProperty(HTMLMediaElement.prototype, 'readyState', {
  get() { return this.paused ? 1 : 4 },
})"""


async def test_a_phone_that_plays_only_after_a_tap_asks_for_one(
    held: Gathering, via: Table, film: FilePayload
) -> None:
    ben, ann = await held.sit(via, "ben"), await held.sit(via, "ann", SMALL)
    await brought(ben, film)
    await ann.sees("Het fragment van ben staat klaar.")
    await ann.page.evaluate(REFUSE)
    await ben.tap("Speel af")
    await ann.sees("Tik om mee te kijken")
    await ann.picture(PICTURES, "tap-to-follow")
    await ann.tap("Tik om mee te kijken")
    await plays(ann)
    await ann.sees("Tik voor geluid")


async def test_a_film_begins_where_a_phone_loads_nothing_of_it_before(
    held: Gathering, via: Table, film: FilePayload
) -> None:
    ben, ann = await held.sit(via, "ben"), await held.sit(via, "ann")
    await ann.page.evaluate(AS_ON_AN_IPHONE)
    await brought(ben, film)
    await ben.tap("Speel af")
    await plays(ann)
