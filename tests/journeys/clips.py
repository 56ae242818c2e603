"""A clip in a journey: filmed on the spot, chosen on a phone, sent, and playing."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import re
from pathlib import Path

from playwright.async_api import Browser, Error, FilePayload, Route

from tests.journeys.kit import Seat
from tests.live.kit import Table

PICTURES = Path(__file__).resolve().parents[2] / "out" / "clip"
WEBM, MP4 = "video/webm;codecs=vp8", "video/mp4;codecs=avc1.42E01E"
READY = "Je fragment staat klaar. Als je het afspeelt, ziet iedereen het."
SENDING = re.compile("Bezig met versturen: ")
RUNS = "() => { const film = document.querySelector('video'); return !!film && !film.paused }"
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


async def filmed(browser: Browser, mime_type: str, seconds: int) -> FilePayload:
    """Film a bar that grows, in the browser itself: no film need be kept in git."""
    page = await browser.new_page()
    asked = {"mimeType": mime_type, "seconds": seconds, "width": 160, "height": 90}
    said = await page.evaluate(RECORD, asked)
    await page.close()
    media = mime_type.partition(";")[0]
    name = f"les.{media.partition('/')[2]}"
    return FilePayload(name=name, mimeType=media, buffer=base64.b64decode(said))


async def chooses(seat: Seat, film: FilePayload) -> None:
    """Let somebody choose a file, as the picker of their phone gives it."""
    async with seat.page.expect_file_chooser() as picking:
        await seat.tap(re.compile("Kies een (ander )?filmpje"))
    await (await picking.value).set_files(film)


async def brought(seat: Seat, film: FilePayload) -> None:
    await chooses(seat, film)
    await seat.sees(READY)


async def clip_of(table: Table) -> str:
    """Return the id of the film that was brought, once ben has heard of it."""
    ben = table["ben"]
    await ben.until(lambda: ben.one("clip")["clip"] is not None)
    return str(ben.one("clip")["clip"])


async def plays(seat: Seat) -> None:
    await seat.page.wait_for_function(RUNS)


async def holds_up(seat: Seat) -> asyncio.Event:
    """Keep what a phone sends from leaving it until the event is set."""
    go = asyncio.Event()

    async def hold(route: Route) -> None:
        await go.wait()
        with contextlib.suppress(Error):  # it was stopped meanwhile
            await route.continue_()

    await seat.page.route("**/clip", hold)
    return go
