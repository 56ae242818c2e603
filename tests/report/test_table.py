"""The verslag as CSV: a row per card, and no cell that a spreadsheet reckons with."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flapover.core.views import RatingView, View
from flapover.report import gathered
from flapover.report.table import harmless, table
from tests.journeys.hostile import STRINGS
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

FORMULAS = ("=1+1", "+31 6", "-2", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", '"=1', "\t=1", " =1")
SIGNS = tuple("=+-@＝＋－＠")


def rows(views: list[View], delimiter: str = ";") -> list[list[str]]:
    text = table(gathered(views))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=delimiter))


def test_a_card_is_a_row_with_all_that_was_said_of_it() -> None:
    warm = (RatingView(by=ANN, value="warm"),)
    answer = answered("Niemand")
    seen = around(card("Wie kent\nhet?", earlier=("Wie?",), ratings=warm, answer=answer))
    assert rows(seen) == [
        [
            *("ronde", "methode", "inbrenger", "flap", "kolom", "soort", "tekst", "groep", "door"),
            *("verwoord door", "waardering", "antwoord", "eerder", "alleen voor jou"),
        ],
        [
            *("1", "Tien-stappenmethode", "Ann", "Flap", "", "vraag", "Wie kent\nhet?", "", "Bas"),
            *("", "warm (Ann)", "Niemand", "Wie?", ""),
        ],
    ]


def test_the_separator_is_the_one_of_the_language() -> None:
    english = [board(language="en"), *around(card("Who?"))[1:]]
    assert rows(english, ",")[0][0] == "round"
    assert rows(english, ",")[1][6] == "Who?"


@pytest.mark.parametrize("text", [*FORMULAS, *STRINGS, *(f"x{sep}=1" for sep in ",;\t\n")])
def test_P42_no_cell_begins_like_a_formula(text: str) -> None:
    seen: list[View] = [
        board(),
        person(ANN, text),
        person(BAS, text),
        method(name=text),
        round_view(),
        card(text, earlier=(text,), answer=answered(text)),
    ]
    source = table(gathered(seen)).removeprefix("\ufeff")
    for separator in ";,\t":
        cells = [
            cell
            for row in csv.reader(io.StringIO(source, newline=""), delimiter=separator)
            for cell in row
        ]
        assert not [cell for cell in cells if cell.lstrip('" ').startswith(SIGNS)]


@given(st.text())
def test_P42_a_harmless_cell_begins_with_none_of_the_signs(text: str) -> None:
    assert not harmless(text).startswith(SIGNS)


def test_what_only_the_reader_sees_says_so() -> None:
    assert rows(around(card("Stil", shown=False)))[1][-1] == "alleen voor jou"


def test_without_cards_there_are_only_the_heads() -> None:
    assert len(rows([board()])) == 1
