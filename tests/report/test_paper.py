"""The verslag on paper: laid out from what the viewer may see, and set without reading it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import typst

from flapover.core.ids import SheetId, ZoneId
from flapover.core.method import Sheet, Zone
from flapover.core.views import RatingView, View
from flapover.report import gathered
from flapover.report.paper import paper
from flapover.report.typesetter import HERE
from tests.journeys.hostile import STRINGS
from tests.report.test_gathered import in_parts
from tests.report.test_markdown import (
    ANN,
    BAS,
    answered,
    around,
    board,
    card,
    method,
    person,
    round_view,
)

TYPST = (
    "#panic(1)",
    "#read(\"/etc/passwd\")",
    "#import \"@preview/x:1.0.0\": *",
    "= Kop",
    "$ x^2 $",
    "*vet* _schuin_ `code`",
    "#set page(width: 1pt)",
    "<label> @label",
    "\\ \\u{41} \"]) #{",
    "#sys.inputs.data",
    "/* weg */ // weg",
)  # fmt: skip


def laid(views: list[View]) -> dict[str, Any]:
    read = json.loads(paper(gathered(views)))
    assert isinstance(read, dict)
    return read


def drawn(views: list[View]) -> str:
    """Return the pages as SVG, in which every letter is drawn and nothing is a link or script."""
    pages = typst.Compiler(
        (HERE / "verslag.typ").read_bytes(),
        root=HERE,
        font_paths=typst.Fonts(font_paths=[HERE / "fonts"]),
    ).compile(format="svg", sys_inputs={"data": paper(gathered(views))})
    return b"".join(pages if isinstance(pages, list) else [pages or b""]).decode()


def everywhere(text: str) -> list[View]:
    """Return views in which a text stands wherever somebody may choose one."""
    answer = answered(text)
    return [
        board(text),
        person(ANN, text),
        person(BAS, text),
        method(name=text),
        round_view(),
        card(text, earlier=(text,), ratings=(RatingView(by=ANN, value="warm"),), answer=answer),
        card(text, "probleem"),
    ]


def elements(svg: str) -> set[str]:
    return set(re.findall(r"<(\w+)", svg))


@pytest.mark.parametrize("text", TYPST)
def test_P41_a_text_on_paper_is_letters_and_nothing_else(text: str) -> None:
    assert elements(drawn(everywhere(text))) == elements(drawn(everywhere("x")))


def test_P41_no_hostile_text_becomes_a_link_or_a_script_on_paper() -> None:
    svg = drawn([*everywhere("x"), *(card(text, rank=at) for at, text in enumerate(STRINGS))])
    assert elements(svg) == elements(drawn(everywhere("x")))
    assert re.findall(r'href="(?!#)[^"]*"', svg) == []


@pytest.mark.parametrize("text", [*TYPST, *STRINGS])
def test_P41_a_text_is_passed_on_as_it_was_written(text: str) -> None:
    (section, *_) = laid(everywhere(text))["chapters"][0]["sections"]
    assert section["entries"][0]["text"].replace("\u200b", "") == " ".join(text.split())


def test_a_flap_hangs_as_it_hung_with_its_columns_side_by_side() -> None:
    zones = (Zone(id=ZoneId("in"), title="In stand"), Zone(id=ZoneId("uit"), title="Uitwegen"))
    flap = Sheet(id=SheetId("flap"), title="Krachten", zones=zones)
    seen = [view for view in around() if view != method()]
    seen.append(method().model_copy(update={"sheets": (flap,)}))
    seen.append(card("Rust").model_copy(update={"zone": "in"}))
    seen.append(card("Los", rank=2.0))
    (one,) = laid(seen)["chapters"][0]["flaps"]
    columns = [
        (column["title"], [entry["text"] for entry in column["entries"]])
        for column in one["columns"]
    ]
    assert columns == [("", ["Los"]), ("In stand", ["Rust"]), ("Uitwegen", [])]


def test_the_first_day_of_an_action_stands_beside_it_and_every_other_part_on_it() -> None:
    when = {"wat": "Bellen", "wanneer": "2026-12-03", "terug": "2027-01-14"}
    (section,) = laid(in_parts(when))["chapters"][0]["sections"]
    (entry,) = section["entries"]
    assert entry["due"] == "3 december 2026"
    assert [(part["text"], part["due"]) for part in entry["parts"]] == [
        ("3 december 2026", True),
        ("14 januari 2027", False),
    ]


def test_many_cards_hang_in_three_stacks_and_lose_none() -> None:
    seen = around(*(card(f"Vraag {at}?" * (at % 5 + 1), rank=at) for at in range(40)))
    (one,) = laid(seen)["chapters"][0]["flaps"]
    stacks = [len(column["entries"]) for column in one["columns"]]
    assert len(stacks) == 3
    assert sum(stacks) == 40
    assert min(stacks) > 8


def test_equal_ratings_are_counted_with_their_sign_and_word() -> None:
    twice = tuple(RatingView(by=by, value="warm") for by in (ANN, BAS))
    (entry,) = laid(around(card("Wie?", ratings=twice)))["chapters"][0]["sections"][0]["entries"]
    assert entry["said"] == [{"label": "+ warm × 2", "tone": "warm"}]
    assert entry["tone"] == "warm"


def test_a_word_that_no_line_can_hold_may_be_cut_but_a_family_stays_together() -> None:
    family = "👨‍👩‍👧‍👦"
    (entry,) = laid(around(card("x" * 40 + family)))["chapters"][0]["sections"][0]["entries"]
    assert entry["text"].count("\u200b") == 3
    assert family in entry["text"]


def test_an_empty_board_can_be_printed_in_both_languages() -> None:
    assert laid([board("")])["title"] == "Verslag"
    assert laid([board("", "en")])["title"] == "Report"
    assert "<svg" in drawn([board("")])


def test_tied_cards_have_their_letter_beside_the_line_that_tells_so() -> None:
    one, two = card("Lef", rank=1), card("Angst", rank=2)
    tied = [
        one.model_copy(update={"links": (two.id,), "sources": (two.id,)}),
        two.model_copy(update={"links": (one.id,)}),
    ]
    (column,) = {
        len(flap["columns"]): flap["columns"][0]
        for flap in laid(around(*tied))["chapters"][0]["flaps"]
    }.values()
    assert column["entries"][0]["sign"] == "A"
    assert column["entries"][0]["ties"] == ["uit: ‘Angst’", "verbonden met: ‘Angst’"]
    assert "<svg" in drawn(around(*tied))
