"""Taking back the last change of step, of inbrenger in a repeated block, or of method.

Cards written since stay, in all three.
"""

from flapover.core.apply.cards import hide
from flapover.core.apply.dispatch import on
from flapover.core.apply.rounds import put_round, running_round
from flapover.core.apply.waiting import take_back
from flapover.core.board import Board, Moment, Round, Undo
from flapover.core.clips import standing
from flapover.core.events import StepUndone
from flapover.core.shape import replace


@on
def _undone(_event: StepUndone, board: Board) -> Board:
    running = running_round(board)
    undo = running.undo
    if undo is None:
        return board
    if undo.former is None:
        return _step_back(board, running, undo)
    if undo.plan is None:
        return _lap_back(board, running, undo, undo.former)
    return replace(_method_back(board, running, undo.former), plan=undo.plan)


def _step_back(board: Board, running: Round, undo: Undo) -> Board:
    back = standing(replace(running, moment=_there(board, undo.moment), undo=None))
    return hide(take_back(put_round(board, back), undo), undo.revealed)


def _there(board: Board, moment: Moment) -> Moment:
    return moment if moment.focus in board.cards else replace(moment, focus=None)


def _lap_back(board: Board, running: Round, undo: Undo, former: Round) -> Board:
    """Go on with the inbrenger before; cards of the lap that was not meant join those of theirs.

    What several wrote together is there once in a lap: a second goes on as a card like others.
    """
    back = put_round(board, replace(former, moment=_there(board, former.moment)))
    hidden = hide(back, undo.revealed)
    in_block = [card for card in hidden.cards.values() if card.round == running.id and card.lap]
    there = {card.kind for card in in_block if card.lap == former.lap and card.joint}
    same_groups = (running.split, running.groups) == (former.split, former.groups)
    moved = [
        replace(card, lap=former.lap, joint=None if card.kind in there else card.joint)
        for card in in_block
        if card.lap == running.lap
    ]
    # One of a subgroup stays with its writer where others had that name in the lap before (P21).
    kept = moved if same_groups else [replace(card, group=None, split=None) for card in moved]
    return replace(hidden, cards={**hidden.cards, **{card.id: card for card in kept}})


def _method_back(board: Board, running: Round, former: Round) -> Board:
    """Let the round before go on; the one that was not meant stays to be read, as if it ended."""
    timer = replace(running.moment.timer, ends_at=None)
    moment = replace(running.moment, timer=timer, focus=None, speaker=None)
    over = replace(running, moment=moment, undo=None, clip=None, elsewhere=None)
    board = put_round(board, replace(over, ended=True, undone=True))
    back = replace(former, moment=_there(board, former.moment))
    return replace(put_round(board, back), current=back.id)
