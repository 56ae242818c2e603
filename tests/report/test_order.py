"""Cards stand in the verslag as they hang: flap by flap, column by column, from top to bottom."""

from __future__ import annotations

from flapover.core.ids import CardId, SheetId, ZoneId
from flapover.core.method import Sheet, Zone
from flapover.core.views import CardView
from tests.report.test_markdown import ANN, board, card, markdown, method, person, round_view

SHEETS = (
    Sheet(id=SheetId("wit"), title="Wit"),
    Sheet(
        id=SheetId("appel"),
        title="Appel",
        zones=(Zone(id=ZoneId("weg"), title="Weg"), Zone(id=ZoneId("dicht"), title="Dicht")),
    ),
)


def hangs(text: str, sheet: str, zone: str | None = None, rank: float = 1.0) -> CardView:
    where = {"id": CardId(text), "sheet": sheet, "zone": zone}
    return card(text, rank=rank).model_copy(update=where)


def order(*cards: CardView) -> list[str]:
    script = method().model_copy(update={"sheets": SHEETS})
    said = markdown([board(), person(ANN, "Ann"), script, round_view(), *cards])
    return sorted((one.text for one in cards), key=said.index)


def test_flaps_and_columns_stand_in_the_order_of_the_method_and_not_of_their_ids() -> None:
    cards = [
        hangs("vier", "appel", "dicht"),
        hangs("drie", "appel", "weg"),
        hangs("twee", "wit", rank=2.0),
        hangs("een", "wit", rank=1.0),
    ]
    assert order(*cards) == ["een", "twee", "drie", "vier"]


def test_a_card_of_a_flap_that_the_method_does_not_have_comes_last() -> None:
    cards = [hangs("drie", "aap"), hangs("twee", "appel", "aap"), hangs("een", "appel", "dicht")]
    assert order(*cards) == ["een", "twee", "drie"]
