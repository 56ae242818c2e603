"""Texts that would be scripts, and a page of somebody else (P41, P32)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import expect

from tests.journeys.hostile import STRINGS
from tests.journeys.kit import WALL, Gathering, Seat
from tests.live.kit import Table, open_table

pytestmark = pytest.mark.timeout(240)
AT_THE_TABLE = 36
NAME_LENGTH = 40
PAGE = """<!doctype html><title>elsewhere</title><script>
window.tried = (async () => {
  const told = {}
  told.socket = await new Promise((done) => {
    const socket = new WebSocket('ws://%(host)s/ws')
    socket.onopen = () => done('open')
    socket.onerror = () => done('refused')
  })
  told.read = await fetch('http://%(host)s/api/about').then((got) => got.text(), () => 'refused')
  told.board = await fetch('http://%(host)s/api/boards', {
    method: 'POST', body: '{}', headers: {'Content-Type': 'application/json'}
  }).then((got) => got.text(), () => 'refused')
  const frame = document.createElement('iframe')
  frame.src = 'http://%(host)s/'
  await new Promise((done) => { frame.onload = done; document.body.append(frame) })
  return told
})()
</script><body></body>"""


async def hostile_table(held: Gathering) -> Table:
    """Give a board on which every name, the title and every card is a hostile string."""
    table = await open_table(held.origin, ["ben"], "post-it", title=STRINGS[0])
    lena = table["lena"]
    assert await lena.ask("plan_method", method="post-it") is None
    table.people["schrijver"] = table["ben"]
    for name in STRINGS[: AT_THE_TABLE - 2]:
        fits = name[:NAME_LENGTH]
        assert await lena.ask("seat_on_paper", name=fits) is None, name
    await table.seat("scherm", device="screen")
    await table.seat("cas")
    await table.begin("ben", "schrijven")
    for text in STRINGS:
        assert await table["cas"].ask("write_card", kind="postit", text=text) is None, text
    assert await lena.ask("next_step", step="schrijven") is None
    return table


async def shows_all_as_text(seat: Seat, texts: tuple[str, ...]) -> None:
    await expect(seat.page.get_by_text(texts[-1]).first).to_be_visible()
    words = " ".join(str(await seat.page.evaluate("document.body.innerText")).split())
    assert [text for text in texts if " ".join(text.split()) not in words] == []
    assert await seat.page.evaluate("window.hit === undefined")
    assert await seat.page.evaluate("({}).polluted === undefined")


async def test_P41_sixty_scripts_are_shown_as_text_and_do_nothing(held: Gathering) -> None:
    table = await hostile_table(held)
    lead, cas = [await held.sit(table, name) for name in ("lena", "cas")]
    wall = await held.sit(table, "scherm", WALL)
    await cas.tab("Flap")
    await shows_all_as_text(cas, STRINGS)
    await cas.tab("Mensen")
    names = tuple(text[:NAME_LENGTH].strip() for text in STRINGS[: AT_THE_TABLE - 2])
    await shows_all_as_text(cas, names)
    for tool in ("Welk kaartje komt op tafel?", "Wie heeft het woord?"):
        await lead.strip.get_by_role("button", name=tool).click()
        await expect(lead.sheet).to_be_visible()
        await shows_all_as_text(lead, STRINGS if "kaartje" in tool else names)
        await lead.tap_sheet("Sluiten")
    card = wall.page.locator("[data-card]").first
    await expect(card).to_be_attached()
    await cas.page.goto(f"{held.origin}/b/{table.board}/verslag")
    await shows_all_as_text(cas, STRINGS)
    assert STRINGS[0] in await cas.page.title()
    async with cas.page.expect_download() as downloading:
        await cas.tap("Als tekst (Markdown)")
    assert (await downloading.value).suggested_filename.endswith(".md")
    held.is_well()
    await table.close()


async def test_P41_a_hostile_name_or_code_at_the_door_is_text(held: Gathering) -> None:
    held.forgiven += ("404", "429")
    seat = await held.device("gast")
    await seat.page.goto(f"{held.origin}/j")
    await seat.page.get_by_label("Typ de code").fill(STRINGS[3][:20])
    await seat.page.get_by_label("Hoe heet je?").fill(STRINGS[3])
    await seat.tap("Klop aan")
    await seat.sees("Deze code klopt niet.")
    for path in ("/b/<script>alert(1)", "/j/x#<img onerror=alert(1)>", "/s/__proto__"):
        await seat.page.goto(f"{held.origin}{path}")
        await expect(seat.page.get_by_role("heading").first).to_be_visible()


@asynccontextmanager
async def elsewhere(page: str) -> AsyncIterator[str]:
    """Serve one page from an origin of its own."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        body = page.encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n"
        writer.write(head.encode() + b"Connection: close\r\n\r\n" + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_P32_a_page_from_elsewhere_opens_no_socket_reads_nothing_and_frames_nothing(
    held: Gathering, host: str
) -> None:
    guest = await held.device("gast")
    async with elsewhere(PAGE % {"host": held.origin.removeprefix("http://")}) as origin:
        await guest.page.goto(origin.replace("127.0.0.1", host))
        told = await guest.page.evaluate("window.tried")
        assert told == {"socket": "refused", "read": "refused", "board": "refused"}
        framed = guest.page.frames[1]
        assert await framed.get_by_role("button").count() == 0
        assert "Flapover" not in await framed.content()
    guest.faults.clear()  # the browser says loudly what it kept from the page
    held.requested.clear()
