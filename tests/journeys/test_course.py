"""The way through a method as people meet it: answers for oneself, a walk, variants, a block."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from secrets import token_hex

import pytest
from playwright.async_api import Browser, expect

from tests.journeys.kit import SMALL, WALL, Gathering, Seat, gathering
from tests.journeys.test_clock import Later
from tests.live.kit import Table, at_home, open_table

pytestmark = pytest.mark.timeout(300)
METHOD = """
id: gang
language: nl
name: De gang
summary: Om de weg te proberen.
purpose: Proberen.
use_when: [Nooit.]
group: {min: 2, max: 9}
source: Voor deze test
path: true
sheets:
  - {id: vraag, title: De vragen}
  - {id: kijk, title: Wat we zien}
repeat: {from: kijken, to: leren}
steps:
  - id: test
    title: Bij jezelf nagaan
    minutes: 10
    sheet: vraag
    wall: Ga voor jezelf na wat er speelt.
    why: Wie stilstaat bij wat er speelt, vindt vanzelf een vraag.
    tell: &tell {gespreksleider: Houd het stil., inbrenger: Kijk terug., deelnemer: Kijk terug.}
    self_test: ['Waarover heb je geklaagd?', 'Waar praat je thuis over?']
    example: {vague: Mijn werk is druk., concrete: Ik zeg elke week ja op een klus te veel.}
    write: [{kind: inzicht, who: [gespreksleider, inbrenger, deelnemer], sheet: vraag}]
  - id: lopen
    title: Lopen
    minutes: 1
    wall: Loop samen een rondje.
    tell: {gespreksleider: Loop mee., inbrenger: Loop., deelnemer: Loop.}
    signal: true
  - {id: extra, title: Nog een ronde, minutes: 5, wall: Nog een ronde., optional: true,
     tell: {gespreksleider: Vraag rond., inbrenger: Luister., deelnemer: Vertel.}}
  - id: kijken
    title: Kijken
    minutes: 5
    sheet: kijk
    wall: We kijken.
    tell: {gespreksleider: Kijk., inbrenger: Laat zien., deelnemer: Kijk.}
    write: [{kind: observatie-los, who: [deelnemer], sheet: kijk, max: 1}]
  - {id: stil, title: In stilte, minutes: 5, wall: Stil., variant_of: hoe,
     tell: {gespreksleider: Stil., inbrenger: Stil., deelnemer: Stil.}}
  - {id: hardop, title: Hardop, minutes: 5, wall: Hardop., variant_of: hoe,
     tell: {gespreksleider: Vraag., inbrenger: Vertel., deelnemer: Vertel.}}
  - {id: leren, title: Leren, minutes: 5, wall: 'Wat leer je?',
     tell: {gespreksleider: Vraag., inbrenger: Vertel., deelnemer: Luister.}}
kinds:
  observatie-los: {name: beeld, plural: beelden}
report:
  - {title: Gezien, kinds: [observatie-los]}
""".replace("&tell ", "")
NOTIFIED = """
globalThis.shown = []
globalThis.Notification = class {
  static permission = 'default'
  static async requestPermission() { return (this.permission = 'granted') }
  constructor(title) { globalThis.shown.push(title) }
}
globalThis.shaken = 0
Object.defineProperty(navigator, 'vibrate', {value: (how) => { if (how) globalThis.shaken++ }})
"""


@asynccontextmanager
async def walking(home: str, *names: str) -> AsyncIterator[Table]:
    """Open a table that goes through the method above, in its first step."""
    table = await open_table(home, names, "post-it")
    await table.seat("scherm", device="screen")
    lena = table["lena"]
    answer = await table.http.put(
        f"/api/boards/{lena.board}/plan",
        content=METHOD.encode(),
        headers={"authorization": f"Bearer {lena.token}"},
    )
    assert answer.status_code == 200, answer.text
    await table.begin(names[0])
    yield table
    await table.close()


def sent_by(seat: Seat) -> list[str]:
    """Note all that a page sends, over the socket and over HTTP, from here on."""
    sent: list[str] = []
    seat.page.on(
        "websocket",
        lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))),
    )
    seat.page.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
    return sent


async def test_P38_own_answers_stay_on_the_phone_until_one_is_shared(held: Gathering) -> None:
    secret, shared = f"geheim{token_hex(8)}", f"gedeeld{token_hex(8)}"
    async with walking(held.origin, "ben", "cas") as table:
        ben = await held.sit(table, "ben", SMALL)
        sent = sent_by(ben)
        await ben.page.reload()
        await ben.page.get_by_text("Een vaag en een concreet voorbeeld").click()
        await ben.sees("Mijn werk is druk.")
        await ben.sees("Ik zeg elke week ja op een klus te veel.")
        await ben.page.get_by_label("Waarover heb je geklaagd?").fill(secret)
        await ben.tap("Volgende", exact=True)
        await ben.page.get_by_label("Waar praat je thuis over?").fill(shared)
        await ben.page.reload()
        await expect(ben.page.get_by_label("Waarover heb je geklaagd?")).to_have_value(secret)
        await ben.tap("Volgende", exact=True)
        await ben.tap("Deel dit op de flap")
        assert not any(secret in frame or shared in frame for frame in sent)
        await ben.tap("Ja, delen")
        await ben.sees("Dit heb je gedeeld.")
        await ben.saved()
        assert any(shared in frame for frame in sent)
        assert not any(secret in frame for frame in sent)
        await table.settle()
        assert shared in table["cas"].texts()
        await held.nobody_else_holds(secret)

        await ben.tab("Mensen")
        await ben.tap("Verlaat het bord en wis je teksten hier")
        await ben.tap("Ja, ik ga")
        await ben.page.wait_for_function(KEEPS_NOTHING_OF, arg=secret)
        assert not any(secret in frame for frame in sent)


KEEPS_NOTHING_OF = """async (secret) => {
  const found = await indexedDB.databases()
  for (const {name} of found) {
    const base = await new Promise((done) => {
      const asked = indexedDB.open(name)
      asked.onsuccess = () => done(asked.result)
    })
    for (const store of base.objectStoreNames) {
      const all = await new Promise((done) => {
        const asked = base.transaction(store).objectStore(store).getAll()
        asked.onsuccess = () => done(asked.result)
      })
      if (JSON.stringify(all).includes(secret)) { base.close(); return false }
    }
    base.close()
  }
  return !JSON.stringify({...localStorage, ...sessionStorage}).includes(secret)
}"""


async def test_who_is_away_sees_when_to_be_back_and_is_called_also_after_sleep(
    browser: Browser, tmp_path: Path
) -> None:
    later = Later()
    async with (
        at_home(tmp_path, later) as home,
        gathering(home.url, browser) as held,
        walking(home.url, "ben", "cas") as table,
    ):
        lena = table["lena"]
        assert await lena.ask("next_step", step="test") is None
        ben = await held.sit(table, "ben", script=NOTIFIED)
        asleep = await held.sit(table, "cas", SMALL)
        wall = await held.sit(table, "scherm", WALL)
        await ben.tap("Waarschuw me met een melding")
        await ben.sees("Je krijgt een melding als het tijd is.")
        assert await lena.ask("start_timer") is None
        for seat in (ben, asleep, wall):
            await seat.sees(re.compile(r"^Om \d\d:\d\d terug$"))
        await asleep.context.set_offline(True)
        await asleep.page.close()
        later.by += timedelta(minutes=2)
        assert await lena.ask("extend_timer", seconds=10) is None  # it looks at the clock
        await expect(ben.sheet.get_by_role("heading", name="Kom terug")).to_be_visible()
        await ben.page.wait_for_function("shown.length === 1 && shown[0] === 'Kom terug'")
        await ben.page.wait_for_function("shaken === 1")

        awake = await held.sit(table, "cas", SMALL)
        await expect(awake.sheet.get_by_role("heading", name="Kom terug")).to_be_visible()
        for seat in (ben, awake):
            await seat.tap("Ik ben terug")
            await expect(seat.sheet).to_have_count(0)


async def test_a_gespreksleider_chooses_the_way_and_everybody_can_look_back(
    held: Gathering,
) -> None:
    async with walking(held.origin, "ben", "cas") as table:
        assert await table["lena"].ask("next_step", step="test") is None
        lead, cas = await held.sit(table, "lena"), await held.sit(table, "cas")
        wall = await held.sit(table, "scherm", WALL)
        await lead.sees("Stap 2 van 6")
        await lead.tap(re.compile("^Volgende"))
        await lead.tap_sheet("Overslaan, naar: Kijken")
        await cas.sees("Stap 4 van 6")
        await cas.write("Ben knikt veel")

        await lead.tap("Volgende: kies uit 2")
        await lead.sheet.get_by_role("radio", name="Hardop").check(force=True)
        await lead.tap_sheet("Ga verder")
        await cas.sees("Stap 5 van 6")
        await expect(wall.page.get_by_role("heading", name="Hardop", level=1)).to_be_visible()
        await lead.next_step("Leren")

        await lead.tap("Nog een inbrenger")
        await lead.tap_sheet("cas")
        await lead.sees("nu met cas als inbrenger")
        await lead.tap_sheet("Toch niet")
        await lead.tap_sheet("cas")
        await lead.tap_sheet("Begin met cas")
        await cas.sees("Stap 4 van 6")
        await wall.sees("cas brengt in")
        await expect(wall.card("Ben knikt veel")).to_have_count(0)
        await wall.tap("Vorige flap")
        await expect(wall.card("Ben knikt veel")).to_be_visible()
        await wall.sees("Uit ronde 1, bij ben")
        await cas.tab("Flap")
        await cas.tap("Vorige flap")  # the empty one of this lap
        await cas.tap("Vorige flap")
        await expect(cas.card("Ben knikt veel")).to_be_visible()

        await lead.tap("Meer", exact=True)
        await lead.tap_sheet("Verder met een andere methode")
        await lead.tap_sheet(re.compile("^Tienstappenmethode"))
        await lead.sees("‘De gang’ houdt hier op")
        await cas.sees("Stap 4 van 6")
        await lead.tap_sheet("Verder met: Tienstappenmethode")
        await cas.sees("Stap 1 van 10")
        await wall.tap("Vorige flap")
        await wall.sees(re.compile("^Uit ronde 1"))
