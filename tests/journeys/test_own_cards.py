"""Own notes, a card without a name, what a card comes from, and two cards that belong together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.kit import SMALL, WALL, Gathering
from tests.live.kit import Table, open_table

pytestmark = pytest.mark.timeout(240)

TELL = "tell: {gespreksleider: Leid., inbrenger: Kijk mee., deelnemer: Doe mee.}"
OWN = f"""\
id: eigen
language: nl
name: Eigen
summary: Eigen kaartjes.
purpose: Om te proberen.
use_when: [Altijd.]
group: {{min: 2, max: 9}}
source: Voor deze test
kinds:
  notitie: {{name: notitie, plural: notities, paper: geel}}
  zorg: {{name: zorg, plural: zorgen, paper: roze}}
  vondst: {{name: vondst, plural: vondsten, paper: groen}}
sheets:
  - {{id: flap, title: De flap}}
steps:
  - id: schrijven
    title: Voor jezelf
    minutes: 5
    sheet: flap
    wall: Schrijf op wat je opvalt.
    {TELL}
    write:
      - {{kind: notitie, who: [deelnemer], sheet: flap, private: true}}
      - {{kind: zorg, who: [deelnemer], sheet: flap, anonymous: true}}
  - id: delen
    title: Delen
    minutes: 5
    wall: Deel wat je wilt delen.
    {TELL}
    share: {{kinds: [notitie], who: [deelnemer]}}
  - id: vinden
    title: Vondsten
    minutes: 5
    wall: Wat valt op?
    {TELL}
    write:
      - {{kind: vondst, who: [deelnemer], sheet: flap, from: [notitie, zorg]}}
  - id: verbinden
    title: Verbinden
    minutes: 5
    wall: Wat hangt samen?
    {TELL}
    link: {{kinds: [notitie, zorg, vondst], who: [deelnemer]}}
report:
  - {{title: Alles, kinds: [notitie, zorg, vondst]}}
"""
NOTE, KEPT = "De rollen zijn onduidelijk", "Dit houd ik liever nog bij me"
FEAR = "Ik durf het niet te vragen"
FOUND = "Duidelijkheid geeft moed"


async def gathered(held: Gathering) -> Table:
    table = await open_table(held.origin, ["ben", "ann", "cas"])
    got = await table.http.put(
        f"/api/boards/{table.board}/plan",
        content=OWN,
        headers={"Authorization": f"Bearer {table['lena'].token}"},
    )
    assert got.status_code == 200, got.text
    await table.begin("ben")
    await table.seat("wall", device="screen")
    return table


async def test_P21_an_own_note_is_shared_and_a_card_without_a_name_is_found_and_tied(
    held: Gathering, tmp_path: Path
) -> None:
    table = await gathered(held)
    lena = table["lena"]
    wall = await held.sit(table, "wall", WALL)
    ann = await held.sit(table, "ann")
    cas = await held.sit(table, "cas", SMALL, "dark")

    # For herself: nobody else has it, not even in the page.
    await ann.choose("notitie")
    await ann.sees("Alleen jij ziet dit.")
    await ann.write(NOTE)
    await ann.write(KEPT)
    await expect(ann.card(KEPT)).to_contain_text("alleen jij ziet dit")
    await ann.picture(tmp_path, "eigen")
    # Without a name: it hangs at once, and nobody's name stands by it, also not by her own.
    await ann.choose("zorg")
    await ann.sees("Niemand ziet wie dit schreef.")
    await ann.write(FEAR)
    await wall.sees(FEAR)
    await ann.choose("notitie")
    await held.nobody_else_holds(NOTE, ann)
    await cas.tab("Flap")
    for card in (cas.card(FEAR), wall.page.locator(".card").filter(has_text=FEAR)):
        await expect(card).to_be_visible()
        await expect(card).not_to_contain_text("ann")

    # One of the two notes goes up, after one question.
    assert await lena.ask("next_step", step="schrijven") is None
    await ann.sees("Kies zelf wat je op de flap deelt.")
    share = ann.card(NOTE).get_by_role("button", name="Deel op de flap")
    await share.click()
    await ann.sees("Iedereen ziet dit dan.")
    await ann.picture(tmp_path, "delen")
    await ann.tap("Nog niet")
    await expect(share).to_be_focused()
    await share.click()
    await ann.tap("Ja, deel het")
    await wall.sees(NOTE)
    await cas.tab("Flap")
    await cas.sees(NOTE)
    await held.nobody_else_holds(KEPT, ann)

    # A card says what it comes from; what was chosen outlives a reload (P10).
    assert await lena.ask("next_step", step="delen") is None
    await cas.tab("Nu")
    chips = cas.page.get_by_role("group", name="Waar komt dit uit voort?")
    await chips.get_by_role("checkbox", name=NOTE).check()
    await chips.get_by_role("checkbox", name=FEAR).press("Space")
    await expect(chips.get_by_role("checkbox")).to_have_count(2)
    await cas.field().fill(FOUND)
    await cas.picture(tmp_path, "bronnen")
    await cas.page.reload()
    await expect(chips.get_by_role("checkbox", name=NOTE)).to_be_checked()
    await expect(cas.field()).to_have_value(FOUND)
    await cas.tap("Plaatsen")
    await cas.saved()
    says = re.compile(rf"{FOUND}\s+cas\s+uit:\s+{NOTE}\s+·\s+{FEAR}", re.DOTALL)
    await expect(wall.page.locator(".card").filter(has_text=FOUND)).to_contain_text(says)
    await expect(cas.card(FOUND)).to_contain_text("uit:")
    await wall.picture(tmp_path, "wand")

    # Two cards that belong together are tied, and untied.
    assert await lena.ask("next_step", step="vinden") is None
    await cas.sees("Kies op de flap een kaartje om het met een ander te verbinden.")
    await cas.tap("Naar de flap")
    await cas.card(NOTE).get_by_role("button", name="Verbind met …").first.click()
    await cas.picture(tmp_path, "verbinden")
    await cas.tap_sheet(f"Verbind met: {FEAR}")
    tied = wall.page.locator(".card").filter(has_text="verbonden met")
    await expect(tied).to_have_count(2)
    await cas.picture(tmp_path, "verbonden")
    await wall.picture(tmp_path, "wand-verbonden")
    assert await held.cards_of(wall) == []
    headers = {"Authorization": f"Bearer {table['ben'].token}"}
    told = await table.http.get(f"/api/boards/{table.board}/report.md", headers=headers)
    assert f"uit: ‘{NOTE}’, ‘{FEAR}’" in told.text
    assert f"verbonden met: ‘{FEAR}’" in told.text
    assert KEPT not in told.text
    # By now each names the other: the card itself comes first on the flap.
    await cas.card(FEAR).first.get_by_role("button", name="Verbind met …").click()
    await cas.tap_sheet(f"Maak los van: {NOTE}")
    await expect(tied).to_have_count(0)
    await table.close()
