"""Ratings in the verslag: one by one, or the mean of many numbers."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from flapover.core.ids import CriterionId, SheetId, ZoneId
from flapover.core.method import Criterion, Scale, ScaleValue, Sheet, Zone
from flapover.core.views import MethodView, RatingView, View
from flapover.report import gathered, markdown, paper
from flapover.report.ratings import said_of, weight
from flapover.report.words import WORDS
from tests.report.test_markdown import ANN, BAS, board, card, method, person, round_view

NAMES = {ANN: "Ann", BAS: "Bas"}
IMPORTANT, HARD = CriterionId("belang"), CriterionId("lastig")


def numbers() -> MethodView:
    """Return a method with a scale of numbers beside the other, and two criteria."""
    values = tuple(ScaleValue(id=f"n{at}", sign=str(at), word=str(at)) for at in range(1, 6))
    zones = (Zone(id=ZoneId("mee"), title="Helpt"), Zone(id=ZoneId("tegen"), title="Remt"))
    flap = Sheet(id=SheetId("flap"), title="Krachten", zones=zones, draw="force-field")
    return method().model_copy(
        update={
            "scales": {**method().scales, "vijf": Scale(name="vijf", values=values)},
            "criteria": (Criterion(id=IMPORTANT, name="belang"), Criterion(id=HARD, name="lastig")),
            "sheets": (flap,),
        }
    )


def told(ratings: Sequence[RatingView]) -> list[str]:
    found = said_of(ratings, NAMES, numbers(), WORDS["nl"])
    return [f"{said.criterion}|{said.sign} {said.word}|{said.by}" for said in found]


def test_words_are_told_one_by_one_with_who_said_so() -> None:
    ratings = (RatingView(by=ANN, value="warm"), RatingView(by=BAS, value="koud"))
    assert told(ratings) == ["|＋ warm|Ann", "|– koud|Bas"]


def test_of_several_numbers_the_mean_is_told_for_each_criterion() -> None:
    ratings = (
        RatingView(by=ANN, value="n5", criterion=IMPORTANT),
        RatingView(by=BAS, value="n2", criterion=IMPORTANT),
        RatingView(by=BAS, value="n4", criterion=HARD),
    )
    assert told(ratings) == ["belang| gemiddeld 3,5 (2 keer)|", "lastig|4 4|Bas"]


@pytest.mark.parametrize(
    ("values", "heavy"),
    [(("n1",), 0.0), (("n5", "n5"), 1.0), (("n2", "n4"), 0.5), (("warm",), None), ((), None)],
)
def test_a_card_weighs_what_its_numbers_say(values: tuple[str, ...], heavy: float | None) -> None:
    ratings = tuple(RatingView(by=ANN, value=value) for value in values)
    assert weight(ratings, numbers()) == heavy


def test_forces_push_from_both_sides_and_one_without_numbers_weighs_in_the_middle() -> None:
    strong = card("Rust", rank=1, ratings=(RatingView(by=ANN, value="n5"),))
    cards = [
        strong.model_copy(update={"zone": "mee"}),
        card("Angst", rank=2).model_copy(update={"zone": "tegen"}),
    ]
    people = (person(ANN, "Ann"), person(BAS, "Bas"))
    seen: list[View] = [board(), *people, numbers(), round_view(), *cards]
    laid = json.loads(paper(gathered(seen)))
    (flap,) = laid["chapters"][0]["flaps"]
    assert flap["field"] is True
    weights = [entry["weight"] for column in flap["columns"] for entry in column["entries"]]
    assert weights == [1.0, 0.5]


def test_what_was_chosen_and_its_dots_are_told() -> None:
    chosen = card("Bellen").model_copy(update={"dots": 3, "picked": True})
    views: list[View] = [board(), person(BAS, "Bas"), numbers(), round_view(), chosen]
    assert "- Bellen *(Bas)*\n  - hiermee verder\n  - 3 stippen\n" in markdown(gathered(views))
