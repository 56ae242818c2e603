"""A board written down as it stands, and read back: a shortcut past its events, never more.

What is read back is only as good as the rules that wrote it: the caller sees to it that they are
the same, and replays the events when they are not. Nothing of this leaves for a viewer.
"""

from functools import cache

from pydantic import TypeAdapter

from flapover.core.board import Board
from flapover.core.method import Method
from flapover.core.pinned import Pinned

APART = "\n"
"""Stands between the board and its methods, each of which is there once; no JSON here holds it."""


def dump_board(board: Board) -> str:
    """Write a board down."""
    methods: list[Method] = []
    written = _boards().dump_json(board, context=methods)
    return f"{written.decode()}{APART}{_methods().dump_json(tuple(methods)).decode()}"


def load_board(text: str) -> Board:
    """Read a board that `dump_board` wrote.

    Raises:
        ValueError: it did not, or not by the same rules.

    """
    board, _, methods = text.partition(APART)
    return _boards().validate_json(board, context=list(_methods().validate_json(methods)))


@cache
def _boards() -> TypeAdapter[Board]:
    return TypeAdapter(Board)


@cache
def _methods() -> TypeAdapter[tuple[Pinned, ...]]:
    return TypeAdapter(tuple[Pinned, ...])
