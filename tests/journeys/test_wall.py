"""Forty cards of mixed length on the wall: all readable, none cut, none over another."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import expect

from tests.journeys.kit import LARGE_WALL, WALL, Gathering
from tests.live.kit import open_table

pytestmark = pytest.mark.timeout(180)
LENGTHS = (4, 18, 42, 75, 130, 12, 60, 33, 210, 25)
WORDS = "Wat zou er gebeuren als je op maandag niets zegt en gewoon eens kijkt wie er opstaat "


def forty() -> list[str]:
    return [f"{at}: {(WORDS * 3)[: LENGTHS[at % len(LENGTHS)]].strip()}?" for at in range(1, 41)]


@pytest.mark.parametrize("size", [WALL, LARGE_WALL], ids=["720p", "1080p"])
@pytest.mark.parametrize(
    ("step", "kind", "zones"),
    [("vragen", "vraag", ()), ("krachten", "kracht", ("in-stand", "uitwegen"))],
    ids=["one-column", "two-columns"],
)
async def test_forty_cards_lie_on_the_wall_without_overlap(
    held: Gathering, size: tuple[int, int], step: str, kind: str, zones: tuple[str, ...]
) -> None:
    writers = [f"w{at}" for at in range(14)] if kind == "vraag" else ["w0"]
    table = await open_table(held.origin, ["ines", *writers])
    await table.seat("scherm", device="screen")
    await table.begin("ines", step)
    kinds = ("kracht", "uitweg") if zones else (kind,)
    asked = [
        table[writers[at % len(writers)]].ask("write_card", kind=kinds[at % len(kinds)], text=text)
        for at, text in enumerate(forty())
    ]
    assert set(await asyncio.gather(*asked)) == {None}
    if kind == "vraag":
        assert await table["lena"].ask("reveal_all") is None
    wall = await held.sit(table, "scherm", size)
    await expect(wall.page.locator("[data-card]")).to_have_count(40)
    assert await held.cards_of(wall) == []
    assert await wall.page.locator("[data-card].elsewhere").count() == 0
    await table.close()
