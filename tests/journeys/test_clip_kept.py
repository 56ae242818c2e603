"""A clip that is not on the screens: watched elsewhere, kept for a while, and wiped."""

from __future__ import annotations

import pytest
from playwright.async_api import FilePayload, expect

from tests.journeys.clips import PICTURES, READY, brought
from tests.journeys.kit import SMALL, WALL, Gathering
from tests.live.kit import Table

pytestmark = pytest.mark.timeout(240)
WIPE = "Wis het fragment"


async def test_in_the_room_or_on_a_shared_screen_is_one_tap(held: Gathering, via: Table) -> None:
    ben, ann = await held.sit(via, "ben"), await held.sit(via, "ann")
    wall = await held.sit(via, "wall", WALL)
    await ben.tap("We kijken in de ruimte")
    for seat in (ben, ann, wall):
        await seat.sees("Kijk mee in de ruimte.")
    await wall.picture(PICTURES, "room")
    await ben.tap("Toch hier, op alle schermen")
    await ben.tap("We kijken op een gedeeld scherm")
    for seat in (ben, ann, wall):
        await seat.sees("Kijk mee op het gedeelde scherm.")


async def test_P36_its_bringer_wipes_it_while_the_group_watches_elsewhere(
    held: Gathering, via: Table, film: FilePayload
) -> None:
    held.forgiven += ("404",)  # a screen may still fetch what is wiped
    ben, ann = await held.sit(via, "ben"), await held.sit(via, "ann")
    await brought(ben, film)
    await ben.tap("We kijken in de ruimte")
    await ann.sees("Kijk mee in de ruimte.")
    await expect(ann.button(WIPE)).to_have_count(0)
    await ben.tap(WIPE)
    await expect(ben.button(WIPE)).to_have_count(0)
    await ben.tap("Toch hier, op alle schermen")
    await ben.sees("Kies een filmpje")
    await ann.sees("Straks zie je hier het fragment van ben.")


async def test_P36_its_bringer_wipes_it_in_a_later_step_as_well(
    held: Gathering, via: Table, film: FilePayload
) -> None:
    held.forgiven += ("404",)  # a screen may still fetch what is wiped
    ben, ann = await held.sit(via, "ben", SMALL), await held.sit(via, "ann")
    await brought(ben, film)
    assert await via["lena"].ask("go_to_step", step="kijken", to="leren", anyway=True) is None
    for seat in (ben, ann):
        await seat.sees_no_more(READY)
    await ben.sees("Je fragment wordt gewist als de ronde klaar is.")
    await ben.picture(PICTURES, "kept")
    await expect(ann.button(WIPE)).to_have_count(0)
    await ben.tap(WIPE)
    await ben.sees_no_more("Je fragment wordt gewist als de ronde klaar is.")
    await via["ben"].until(lambda: via["ben"].one("me")["clip"] is None)
