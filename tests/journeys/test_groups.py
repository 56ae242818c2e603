"""A fishbowl that changes roles, an inbrenger who looks away and reloads, and five in duos."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

from tests.core.made import method, step, writes
from tests.journeys.kit import SMALL, WALL, gathering
from tests.live.kit import at_home, open_table
from tests.live.own import known

pytestmark = pytest.mark.timeout(240)
ALL = ("inbrenger", "deelnemer")
TURNS: dict[str, Any] = {"turns": list(ALL), "turn_order": "inbrenger-last"}
METHOD = method(
    step(
        "verdelen",
        split={
            "form": "named",
            "groups": [
                {"id": "binnen", "title": "Binnengroep"},
                {"id": "buiten", "title": "Buitengroep"},
            ],
            "who": list(ALL),
        },
    ),
    step(
        "binnen",
        **TURNS,
        turn_group="binnen",
        write=[writes("idee", *ALL, group="buiten")],
        tell_group={"binnen": "Jullie praten.", "buiten": "Jullie noteren."},
    ),
    step(
        "buiten",
        **TURNS,
        turn_group="buiten",
        tell_group={"binnen": "Jullie luisteren.", "buiten": "Jullie vertellen."},
    ),
    step(
        "roddel",
        away=["inbrenger"],
        write=[writes("vraag"), writes("idee", "inbrenger", hidden=True)],
    ),
    step("duos", split={"form": "duos", "who": list(ALL)}),
)
SECRET = "Zij durft niet"


async def test_P21_a_fishbowl_an_inbrenger_who_looks_away_and_duos(
    browser: Browser, tmp_path: Path
) -> None:
    with known(METHOD):
        async with at_home(tmp_path, heartbeat_seconds="600") as home:
            table = await open_table(home.url, ["ben", "ann", "bob", "cas", "dia"], method="klein")
            await table.seat("scherm", device="screen")
            await table.begin("ben")
            async with gathering(home.url, browser) as held:
                lena = await held.sit(table, "lena")
                ann = await held.sit(table, "ann", SMALL)
                ben = await held.sit(table, "ben")
                wall = await held.sit(table, "scherm", WALL)
                # By chance in one tap, and then by hand as it should be.
                await lena.tap("Verdeel")
                await lena.tap_sheet("Verdeel door het lot")
                await ann.sees("Jouw groep: ")
                parts = {"ann": "Buitengroep", "bob": "Binnengroep", "cas": "Buitengroep"}
                for name, part in {**parts, "ben": "Binnengroep", "dia": "Binnengroep"}.items():
                    chooser = lena.sheet.get_by_label(f"Groep van {name}")
                    await chooser.select_option(label=part)
                await ann.sees("Jouw groep: Buitengroep")
                await ann.sees("Samen met cas")
                await wall.sees("Binnengroep")
                await lena.page.keyboard.press("Escape")
                # The fish speak, one after the other, and the bowl writes.
                assert await table["lena"].ask("next_step", step="verdelen") is None
                await ann.sees("Jullie noteren.")
                await ann.write("Ze zoeken steun")
                await lena.tap("Doorgeven: Geef het woord aan bob")
                await wall.sees("Aan het woord")
                await ben.sees("Nog 1 voor jou")
                await lena.tap("Doorgeven: Geef het woord aan dia")
                await ben.sees("Straks jij")
                await lena.tap("Doorgeven: Geef het woord aan ben")
                await ben.sees("Jij bent aan de beurt")
                # They change roles.
                assert await table["lena"].ask("next_step", step="binnen") is None
                await ann.sees("Jullie vertellen.")
                await ben.sees("Jullie luisteren.")
                await ann.tab("Mensen")
                await ann.sees("De groepen")
                # The inbrenger looks away, reloads, and holds nothing of the others.
                assert await table["lena"].ask("next_step", step="buiten") is None
                await ben.sees("Je zit met je rug naar de flap")
                await ann.write(SECRET)
                await wall.sees(SECRET)
                await ben.page.reload()
                await ben.sees("Je zit met je rug naar de flap")
                assert not await ben.holds(SECRET)
                assert not await ben.holds("Ze zoeken steun")
                await ben.write("Dat raakt me")
                assert not await wall.holds("Dat raakt me")
                # Back again; five people are a duo and a trio.
                assert await table["lena"].ask("next_step", step="roddel") is None
                await ben.tab("Flap")
                await ben.sees(SECRET)
                await lena.tap("Verdeel")
                await lena.tap_sheet("Verdeel door het lot")
                await ann.sees("Jij gaat samen met")
                await wall.sees("Duo 2")
                held.is_well()
