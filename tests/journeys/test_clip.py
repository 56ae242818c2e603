"""A clip from the inbrenger's phone: chosen, sent, played in step, stopped, watched elsewhere."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Error, FilePayload, Route, expect

from tests.journeys.kit import PATIENT, PHONE, SMALL, WALL, Gathering, Seat, gathering
from tests.journeys.stage import Scene
from tests.journeys.test_usable import LOOKS, problems_of
from tests.live.kit import Server, Table, open_table
from tests.missing import cannot_run

pytestmark = pytest.mark.timeout(240)
PICTURES = Path(__file__).resolve().parents[2] / "out" / "clip"
STEP_SECONDS = 0.5
"""How far two screens may be apart: what a jump corrects, and the time that it takes to ask."""

RECORD = """async ({mimeType, seconds, width, height}) => {
  const canvas = Object.assign(document.createElement('canvas'), {width, height})
  const pen = canvas.getContext('2d')
  const begin = performance.now()
  const draw = setInterval(() => {
    const part = (performance.now() - begin) / 1000 / seconds
    pen.fillStyle = '#315c4d'
    pen.fillRect(0, 0, width, height)
    pen.fillStyle = '#f4c95d'
    pen.fillRect(0, height * 0.7, width * part, height * 0.2)
  }, 40)
  const recorder = new MediaRecorder(canvas.captureStream(25), {mimeType})
  const pieces = []
  recorder.ondataavailable = (event) => pieces.push(event.data)
  const ended = new Promise((done) => (recorder.onstop = done))
  recorder.start()
  await new Promise((done) => setTimeout(done, seconds * 1000))
  recorder.stop()
  clearInterval(draw)
  await ended
  const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}"""
WHERE = "() => document.querySelector('video')?.currentTime ?? -1"
RUNS = "() => { const film = document.querySelector('video'); return !!film && !film.paused }"


WEBM, MP4 = "video/webm;codecs=vp8", "video/mp4;codecs=avc1.42E01E"


async def filmed(browser: Browser, mime_type: str, seconds: int) -> FilePayload:
    """Film a bar that grows, in the browser itself: no film need be kept in git."""
    page = await browser.new_page()
    asked = {"mimeType": mime_type, "seconds": seconds, "width": 160, "height": 90}
    said = await page.evaluate(RECORD, asked)
    await page.close()
    media = mime_type.partition(";")[0]
    name = f"les.{media.partition('/')[2]}"
    return FilePayload(name=name, mimeType=media, buffer=base64.b64decode(said))


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def film(browser: Browser) -> FilePayload:
    """Return a short webm."""
    return await filmed(browser, WEBM, 6)


@pytest_asyncio.fixture(loop_scope="session")
async def table(held: Gathering) -> AsyncIterator[Table]:
    """Give a board in the first step of VIA, where ben brings a fragment."""
    table = await open_table(held.origin, ["ben", "ann", "cas"], method="via")
    await table.seat("wall", device="screen")
    await table.begin("ben")
    yield table
    await table.close()


async def chooses(seat: Seat, film: FilePayload) -> None:
    """Let somebody choose a file, as the picker of their phone gives it."""
    async with seat.page.expect_file_chooser() as picking:
        await seat.tap(re.compile("Kies een (ander )?filmpje"))
    await (await picking.value).set_files(film)


async def brought(seat: Seat, film: FilePayload) -> None:
    await chooses(seat, film)
    await seat.sees("Je fragment staat klaar. Als je het afspeelt, ziet iedereen het.")


async def plays(seat: Seat) -> None:
    await seat.page.wait_for_function(RUNS)


async def apart(*seats: Seat) -> float:
    """Return how many seconds lie between the screens that are furthest apart."""
    places = await asyncio.gather(*(seat.page.evaluate(WHERE) for seat in seats))
    assert min(places) >= 0
    return float(max(places) - min(places))


async def test_P19_a_clip_plays_in_step_on_every_phone_and_the_wall(
    held: Gathering, table: Table, film: FilePayload
) -> None:
    ben, ann = await held.sit(table, "ben"), await held.sit(table, "ann")
    lena, wall = await held.sit(table, "lena"), await held.sit(table, "wall", WALL)
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
    cas = await held.sit(table, "cas", SMALL)
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
    held: Gathering, table: Table, film: FilePayload
) -> None:
    ben, ann = await held.sit(table, "ben"), await held.sit(table, "ann")
    await brought(ben, film)
    await ben.tap("Speel af")
    await plays(ann)
    for seat in (ben, ann):
        await expect(seat.page.get_by_text("Het fragment is afgelopen.")).to_be_attached()
    await ben.tap("Speel af")
    await plays(ben)
    await plays(ann)


async def test_an_mp4_plays_as_well(held: Gathering, table: Table, browser: Browser) -> None:
    ben, ann = await held.sit(table, "ben"), await held.sit(table, "ann")
    if not await ben.page.evaluate("(type) => MediaRecorder.isTypeSupported(type)", MP4):
        cannot_run("this Chromium films no H.264")
    await brought(ben, await filmed(browser, MP4, 3))
    await table["ann"].until(lambda: table["ann"].one("clip")["media"] == "video/mp4")
    await ben.tap("Speel af")
    await plays(ann)
    await expect(ann.page.get_by_text("Het fragment is afgelopen.")).to_be_attached()


async def test_sound_is_a_tap_away_on_a_phone(
    held: Gathering, table: Table, film: FilePayload
) -> None:
    ben, ann = await held.sit(table, "ben"), await held.sit(table, "ann")
    await brought(ben, film)
    await ben.tap("Speel af")
    await plays(ann)
    muted = "() => document.querySelector('video').muted"
    assert await ann.page.evaluate(muted)
    await ann.tap("Tik voor geluid")
    assert not await ann.page.evaluate(muted)
    await ann.tap("Geluid uit")
    assert await ann.page.evaluate(muted)


async def test_in_the_room_or_on_a_shared_screen_is_one_tap(held: Gathering, table: Table) -> None:
    ben, ann = await held.sit(table, "ben"), await held.sit(table, "ann")
    wall = await held.sit(table, "wall", WALL)
    await ben.tap("We kijken in de ruimte")
    for seat in (ben, ann, wall):
        await seat.sees("Kijk mee in de ruimte.")
    await wall.picture(PICTURES, "room")
    await ben.tap("Toch hier, op alle schermen")
    await ben.tap("We kijken op een gedeeld scherm")
    for seat in (ben, ann, wall):
        await seat.sees("Kijk mee op het gedeelde scherm.")


async def test_the_counter_warns_past_half_a_minute(
    held: Gathering, table: Table, film: FilePayload
) -> None:
    ben, lena = await held.sit(table, "ben"), await held.sit(table, "lena")
    ann = await held.sit(table, "ann")
    await brought(ben, film)
    # The film is short: only a clock that is further on tells of a long one.
    clip = table["ben"].one("clip")["clip"]
    for seat in (ben, lena):
        await seat.page.wait_for_function("() => document.querySelector('video')?.readyState > 0")
        await seat.page.evaluate(LONG)
    assert await table["ben"].ask("play_clip", clip=clip, at_ms=31_000) is None
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
    held: Gathering, table: Table, film: FilePayload
) -> None:
    ben, lena = await held.sit(table, "ben"), await held.sit(table, "lena")
    wall = await held.sit(table, "wall", WALL)
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
    clip = table["ben"].one("clip")["clip"]
    assert await table["ben"].ask("play_clip", clip=clip, at_ms=2000) is None
    assert await table["ben"].ask("pause_clip", clip=clip) is None
    await ben.sees("Speel verder")
    await look("paused", ben, lena, wall)
    assert await table["ben"].ask("watch_elsewhere", where="room") is None
    await wall.sees("Kijk mee in de ruimte.")
    await look("elsewhere", ben, wall)
    assert wrong == {}


@pytest.mark.parametrize("size", [SMALL])
async def test_a_wrong_file_gets_a_clear_answer_before_it_is_sent(
    held: Gathering, table: Table, size: tuple[int, int]
) -> None:
    ben = await held.sit(table, "ben", size)
    await chooses(ben, FilePayload(name="les.mp4", mimeType="video/mp4", buffer=b"geen film" * 99))
    await ben.sees(
        "Dit is geen filmpje dat hier speelt. Kies een mp4 of webm, of bekijk het in de ruimte."
    )
    await ben.picture(PICTURES, "wrong")
    assert not any(url.endswith("/clip") for url in held.requested)


async def test_a_line_that_breaks_while_sending_can_be_tried_again(
    held: Gathering, table: Table, film: FilePayload
) -> None:
    ben = await held.sit(table, "ben")
    await ben.page.route("**/clip", lambda route: route.abort())
    await chooses(ben, film)
    await ben.sees("Het versturen is afgebroken.")
    await ben.page.unroute("**/clip")
    await ben.tap("Probeer opnieuw")
    await ben.sees("Je fragment staat klaar. Als je het afspeelt, ziet iedereen het.")


SENDING = re.compile("Bezig met versturen: ")


async def holds_up(seat: Seat) -> asyncio.Event:
    """Keep what a phone sends from leaving it until the event is set."""
    go = asyncio.Event()

    async def hold(route: Route) -> None:
        await go.wait()
        with contextlib.suppress(Error):  # it was stopped meanwhile
            await route.continue_()

    await seat.page.route("**/clip", hold)
    return go


@pytest.mark.parametrize("size", [PHONE, SMALL])
async def test_a_look_at_the_flap_or_the_people_does_not_stop_the_sending(
    held: Gathering, table: Table, film: FilePayload, size: tuple[int, int]
) -> None:
    ben = await held.sit(table, "ben", size)
    go = await holds_up(ben)
    await chooses(ben, film)
    await ben.sees(SENDING)
    await ben.picture(PICTURES, f"sending-{size[0]}")
    for tab in ("Flap", "Mensen"):
        await ben.tab(tab)
        await ben.sees(SENDING)
        await ben.picture(PICTURES, f"sending-{tab}-{size[0]}")
    # Nor does somebody who says that the group watches in the room.
    assert await table["lena"].ask("watch_elsewhere", where="room") is None
    await ben.tab("Nu")
    await ben.sees("Kijk mee in de ruimte.")
    await ben.sees(SENDING)
    await ben.tap("Toch hier, op alle schermen")
    await ben.tab("Flap")
    go.set()
    await table["ben"].until(lambda: table["ben"].one("clip")["clip"] is not None)
    await ben.sees_no_more(SENDING)
    await ben.tab("Nu")
    await ben.sees("Je fragment staat klaar. Als je het afspeelt, ziet iedereen het.")


async def test_the_sending_ends_with_the_step_and_says_so(
    held: Gathering, table: Table, film: FilePayload
) -> None:
    ben = await held.sit(table, "ben", SMALL)
    go = await holds_up(ben)
    await chooses(ben, film)
    await ben.sees(SENDING)
    now = table["lena"].one("now")["step"]
    (method,) = table["lena"].of("method")
    steps = [step["id"] for step in method["steps"]]
    to = steps[steps.index(now) + 1]
    assert await table["lena"].ask("go_to_step", step=now, to=to, anyway=True) is None
    await ben.sees("Je fragment is niet verstuurd.")
    go.set()
    await ben.picture(PICTURES, "step-over")
    await ben.page.get_by_role("alert").locator("..").get_by_role("button").click()
    await ben.sees_no_more("Je fragment is niet verstuurd.")


async def test_the_sending_stops_when_its_sender_says_so(
    held: Gathering, table: Table, film: FilePayload
) -> None:
    ben = await held.sit(table, "ben")
    go = await holds_up(ben)
    await chooses(ben, film)
    await ben.tap("Stop met versturen")
    await ben.sees("Kies een filmpje")
    go.set()
    assert table["ben"].one("clip")["clip"] is None


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
    held: Gathering, table: Table, film: FilePayload
) -> None:
    ben, ann = await held.sit(table, "ben"), await held.sit(table, "ann", SMALL)
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
    held: Gathering, table: Table, film: FilePayload
) -> None:
    ben, ann = await held.sit(table, "ben"), await held.sit(table, "ann")
    await ann.page.evaluate(AS_ON_AN_IPHONE)
    await brought(ben, film)
    await ben.tap("Speel af")
    await plays(ann)


async def test_too_large_a_file_says_how_large_it_may_be(
    browser: Browser, tmp_path: Path, film: FilePayload
) -> None:
    with Server(tmp_path, clip_megabytes="1", **PATIENT) as server:
        async with gathering(server.url, browser) as held:
            table = await open_table(server.url, ["ben"], method="via")
            await table.begin("ben")
            ben = await held.sit(table, "ben")
            large = FilePayload(name="a.webm", mimeType="video/webm", buffer=bytes(2_000_000))
            await chooses(ben, large)
            await ben.sees("Dit filmpje is 2 MB, en er past hoogstens 1 MB.")
            await chooses(ben, film)
            await ben.sees("Je fragment staat klaar.")
            await table.close()


async def test_where_none_are_taken_the_room_is_left(browser: Browser, tmp_path: Path) -> None:
    with Server(tmp_path, clip_megabytes="0", **PATIENT) as server:
        async with gathering(server.url, browser) as held:
            table = await open_table(server.url, ["ben"], method="via")
            await table.begin("ben")
            ben = await held.sit(table, "ben")
            await ben.sees("Filmpjes sturen kan op deze server niet.")
            await ben.tap("We kijken in de ruimte")
            await ben.sees("Kijk mee in de ruimte.")
            await table.close()
