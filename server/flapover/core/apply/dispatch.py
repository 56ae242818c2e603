"""Where each event finds the rule that applies it."""

from functools import singledispatch

from flapover.core.board import Board
from flapover.core.shape import Frozen


@singledispatch
def change(event: Frozen, _board: Board) -> Board:
    """Return the board after an event; the rules register themselves by the type of event.

    Raises:
        TypeError: no rule applies this event.

    """
    raise TypeError(f"no rule applies {type(event).__name__}")


on = change.register
