"""A board that is written down and read back is the same board, and goes on the same."""

from __future__ import annotations

import pytest
from hypothesis import given

from flapover.core.apply import apply
from flapover.core.board import Board
from flapover.core.method import Method
from flapover.core.stored import dump_board, load_board
from tests.core.histories import Move, first_steps, methods, moves
from tests.core.test_laws import played, random_histories
from tests.play import ANN, INBRENGER, Play


def orders(board: Board) -> list[tuple[object, ...]]:
    """Return in which order a board holds what it holds, which equality does not look at."""
    return [
        tuple(board.people),
        tuple(board.rounds),
        tuple(board.cards),
        *(tuple(card.ratings) for card in board.cards.values()),
        *(tuple(card.dots) for card in board.cards.values()),
    ]


def again(board: Board) -> Board:
    """Write a board down and read it back."""
    found = load_board(dump_board(board))
    assert found == board
    assert orders(found) == orders(board)
    return found


@random_histories
@given(methods, first_steps, moves)
def test_a_board_read_back_at_any_moment_goes_on_as_the_one_that_was_written_down(
    method: str | Method, first_step: int, made: list[Move]
) -> None:
    play = Play(method)
    for _ in played(play, first_step, made):
        pass
    board: Board | None = None
    for number, event in enumerate(play.events):
        board = apply(board, event)
        if number % 7 == 0:
            board = again(board)
    assert board is not None
    assert again(board) == play.board


def test_each_method_is_written_down_once_and_found_back_as_the_one_that_is_here() -> None:
    play = Play("tien-stappen").at_step(1)
    name = play.board.plan.name
    text = dump_board(play.board)
    assert text.count(f'"name":"{name}"') == 1
    found = load_board(text)
    assert found.round is not None
    assert found.plan is found.round.method is play.board.plan


def test_ratings_come_back_under_the_same_keys() -> None:
    asked = "Wat raakt je hierin?"
    play = Play("tien-stappen").at_step("vragen").write(ANN, "vraag", asked).next()
    play.rate(INBRENGER, asked, "warm")
    found = again(play.board)
    assert list(found.cards[play.card_id(asked)].ratings) == [(INBRENGER, None)]


@pytest.mark.parametrize(
    "broken",
    [
        lambda text: "",
        lambda text: "{}",
        lambda text: text[:-1],
        lambda text: text.partition("\n")[0],
        lambda text: text.replace('"plan":0', '"plan":7'),
        lambda text: text.replace('"plan":0', '"plan":-1'),
        lambda text: text.replace('"plan":0', '"plan":"0"'),
        lambda text: text.replace('"cards":{}', '"cards":[]'),
    ],
)
def test_what_is_no_board_is_refused(broken: object) -> None:
    assert callable(broken)
    text = dump_board(Play("tien-stappen").board)
    load_board(text)
    with pytest.raises(ValueError, match=r"validation error"):
        load_board(broken(text))
