"""Whole boards, played: no card is lost in any form, and each of them can be set."""

from __future__ import annotations

import json
from typing import Any

import pytest

from flapover.core.project import snapshot
from flapover.report import gathered, markdown, paper, table
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, SCREEN
from tests.report.boards import BOARDS, pages

VIEWERS = (LEADER, INBRENGER, ANN, BOB, CEM, SCREEN)


@pytest.mark.parametrize("name", BOARDS)
def test_P42_every_form_tells_all_that_its_reader_sees_and_nothing_else(name: str) -> None:
    play = BOARDS[name]()
    for who in VIEWERS:
        told = gathered(snapshot(play.scene, who))
        for form in (markdown(told), table(told), paper(told)):
            sees = play.texts_seen_by(who)
            for card in play.board.cards.values():
                if not card.parts:
                    assert (card.text in form) == (card.text in sees), (who, card.text)


@pytest.mark.parametrize("name", BOARDS)
def test_every_board_can_be_set_on_paper(name: str) -> None:
    assert len(pages(BOARDS[name]())) >= 2


def laid(name: str) -> dict[str, Any]:
    """Return a board as it is laid out."""
    read = json.loads(paper(gathered(snapshot(BOARDS[name]().scene, ANN))))
    assert isinstance(read, dict)
    return read


def test_more_than_three_low_columns_hang_in_two_rows_on_a_page_that_stands_upright() -> None:
    (chapter,) = laid("start")["chapters"]
    (flap,) = [one for one in chapter["flaps"] if one["title"] == "Onze afspraken"]
    assert (len(flap["columns"]), flap["abreast"], flap["wide"]) == (6, 3, False)


def test_only_another_round_begins_a_page_and_not_another_inbrenger() -> None:
    chapters = laid("via")["chapters"]
    assert len(chapters) == 3
    assert not any(chapter["begins"] for chapter in chapters)


def test_what_was_said_on_criteria_is_told_shortly_in_the_order_of_the_method() -> None:
    (chapter,) = laid("krachtenveld")["chapters"]
    forces = next(one for one in chapter["sections"] if one["title"] == "Het krachtenveld")
    labels = [said["label"] for said in forces["entries"][0]["said"]]
    assert labels == ["Belang 1,5", "Moeilijkheid 1,5", "Helderheid 1,5"]


def test_a_problem_of_several_that_one_put_in_new_words_names_them_all() -> None:
    (chapter,) = gathered(snapshot(BOARDS["viskom"]().scene, ANN)).chapters
    entry = chapter.sections[0].entries[0]
    assert (entry.earlier[0].by, entry.by, entry.worded_by) == ("Ann en Bob", "Ann en Bob", "Ann")
