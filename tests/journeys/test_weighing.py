"""A force field: dots, a rating on criteria that waits, a choice, and the arrows on the wall."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.kit import SMALL, WALL, Gathering
from tests.live.kit import open_table

pytestmark = pytest.mark.timeout(240)

TELL = "tell: {gespreksleider: Leid., inbrenger: Weeg., deelnemer: Weeg mee.}"
KINDS = "[voor-kracht, tegen-kracht]"
FIELD = f"""\
id: veld
language: nl
name: Veld
summary: Krachten wegen.
purpose: Om te wegen.
use_when: [Altijd.]
group: {{min: 2, max: 9}}
source: Voor deze test
kinds:
  voor-kracht: {{name: helpende kracht, plural: helpende krachten, paper: groen}}
  tegen-kracht: {{name: remmende kracht, plural: remmende krachten, paper: roze}}
sheets:
  - id: veld
    title: Het krachtenveld
    draw: force-field
    zones: [{{id: voor, title: Wat helpt}}, {{id: tegen, title: Wat remt}}]
steps:
  - id: schrijven
    title: Krachten
    minutes: 5
    sheet: veld
    wall: Schrijf op wat helpt en wat remt.
    {TELL}
    write:
      - {{kind: voor-kracht, who: [inbrenger, deelnemer], sheet: veld, zone: voor}}
      - {{kind: tegen-kracht, who: [inbrenger, deelnemer], sheet: veld, zone: tegen}}
  - id: stippen
    title: Stippen
    minutes: 5
    wall: Geef stippen.
    {TELL}
    dots: {{kinds: {KINDS}, who: [deelnemer], each: 3, visible: later}}
  - id: wegen
    title: Wegen
    minutes: 5
    wall: Weeg de krachten.
    {TELL}
    rate:
      kinds: {KINDS}
      scale: een-tot-vijf
      who: [inbrenger, deelnemer]
      visible: later
      criteria: [{{id: belang, name: hoe belangrijk}}, {{id: gemak, name: hoe haalbaar}}]
  - id: bekijken
    title: Het veld
    minutes: 5
    wall: Kijk samen.
    {TELL}
    reveal_ratings_on_entry: {KINDS}
    pick: {{kinds: {KINDS}, who: [inbrenger]}}
report:
  - {{title: Krachten, kinds: {KINDS}}}
"""
HELPS = ("Het team wil graag", "Er is tijd tot de zomer")
HOLDS = ("Niemand durft te beginnen", "De directeur twijfelt")
VALUES = ("een", "twee", "drie", "vier", "vijf")


async def test_P21_forces_are_weighed_unseen_and_then_drawn_for_all(
    held: Gathering, tmp_path: Path
) -> None:
    table = await open_table(held.origin, ["ben", "ann", "cas"])
    lena, ben, ann = table["lena"], table["ben"], table["ann"]
    got = await table.http.put(
        f"/api/boards/{table.board}/plan",
        content=FIELD,
        headers={"Authorization": f"Bearer {lena.token}"},
    )
    assert got.status_code == 200, got.text
    await table.begin("ben")
    for kind, texts in (("voor-kracht", HELPS), ("tegen-kracht", HOLDS)):
        for text in texts:
            assert await ann.ask("write_card", kind=kind, text=text) is None
    await table.seat("wall", device="screen")
    wall = await held.sit(table, "wall", WALL)
    phone = await held.sit(table, "cas", SMALL)
    await expect(wall.page.locator("svg polygon")).to_have_count(4)

    # Dots: each their own, and nobody sees how many a card has yet.
    assert await lena.ask("next_step", step="schrijven") is None
    await phone.sees("Je hebt 3 stippen. Nog 3 te geven.")
    more = phone.button(f"Een stip erbij: {HELPS[0]}")
    for left in (2, 1):
        await more.click()
        await phone.sees(f"Nog {left} te geven.")
    await phone.tap(f"Een stip eraf: {HELPS[0]}")
    await phone.sees("Nog 2 te geven.")
    await phone.picture(tmp_path, "stippen")
    await wall.sees_no_more("1 stip")

    # Rating on two criteria, one card at a time; it moves on by itself.
    assert await lena.ask("next_step", step="stippen") is None
    await phone.sees("Alleen jij ziet dit nu.")
    await phone.picture(tmp_path, "wegen")
    for text, value in zip((*HELPS, *HOLDS), ("5", "2", "4", "1"), strict=True):
        await phone.sees(text)
        for criterion in ("hoe belangrijk", "hoe haalbaar"):
            group = phone.page.get_by_role("group", name=criterion)
            await group.get_by_role("button", name=re.compile(f"^{value} ")).click()
    await phone.sees("Alles is gewaardeerd. Je kunt nog wijzigen.")
    for card in [view["id"] for view in ben.of("card")]:
        assert await ben.ask("rate_card", card=card, value="drie", criterion="belang") is None
    assert all(view["ratings"] == [] for view in ann.of("card"))

    # Everything comes out; the heaviest arrow is the longest, and stands on top.
    assert await lena.ask("next_step", step="wegen") is None
    await expect(wall.page.locator("svg text.number")).to_have_count(4)
    arrows = await wall.page.locator("svg polygon").all()
    boxes = [await arrow.bounding_box() for arrow in arrows]
    widths = [box["width"] for box in boxes if box is not None]
    assert widths[0] > widths[1]
    assert widths[2] > widths[3]
    told = wall.page.get_by_role("listitem").filter(has_text=HELPS[0])
    await expect(told).to_contain_text("weegt 4,3 van 5")
    await wall.picture(tmp_path, "wand")
    await phone.tab("Flap")
    await phone.sees("weegt 4,3 van 5")
    await phone.picture(tmp_path, "flap")

    # One of them is chosen, in words, on every screen.
    chooser = await held.sit(table, "ben")
    await chooser.page.get_by_role("button", name="Kies dit kaartje").first.click()
    await chooser.sees("Hiermee gaan we verder")
    await phone.sees("Hiermee gaan we verder")
    await chooser.picture(tmp_path, "kiezen")
    await table.close()
