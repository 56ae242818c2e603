"""What an event does to a board. Pure, and total over every event that was ever stored.

Nothing is judged here: an event in the journal has happened.
"""

from flapover.core.apply import cards, clips, people, rounds, undone
from flapover.core.apply.dispatch import change
from flapover.core.board import Board, Door
from flapover.core.events import BoardOpened, Event

__all__ = ["apply", "cards", "clips", "people", "rounds", "undone"]


def apply(board: Board | None, event: Event) -> Board:
    """Return the board after an event; `board` is None only before `BoardOpened`.

    Raises:
        ValueError: the first event does not open a board.

    """
    if isinstance(event, BoardOpened):
        return _opened(event)
    if board is None:
        raise ValueError(f"{event.type} happened before the board was opened")
    return change(event, board)


def _opened(event: BoardOpened) -> Board:
    return Board(
        id=event.board,
        opened=event.at,
        title=event.title,
        language=event.language,
        door=Door(open=True, secret=event.secret, code=event.code),
        plan=event.plan,
    )
