"""What happens to the clip of a round."""

from flapover.core.apply.dispatch import on
from flapover.core.apply.rounds import put_round, running_round
from flapover.core.board import Board, BroughtClip
from flapover.core.clips import standing
from flapover.core.events import ClipBrought, ClipMoved, ClipRemoved, WatchedElsewhere
from flapover.core.shape import replace


@on
def _brought(event: ClipBrought, board: Board) -> Board:
    clip = BroughtClip(id=event.clip, media=event.media, size=event.size, by=event.by)
    return put_round(board, replace(running_round(board), clip=clip, elsewhere=None))


@on
def _moved(event: ClipMoved, board: Board) -> Board:
    running = running_round(board)
    if running.clip is None:
        return board
    return put_round(
        board, replace(running, clip=replace(running.clip, at_ms=event.at_ms, since=event.since))
    )


@on
def _removed(_event: ClipRemoved, board: Board) -> Board:
    return put_round(board, replace(running_round(board), clip=None))


@on
def _elsewhere(event: WatchedElsewhere, board: Board) -> Board:
    return put_round(board, replace(standing(running_round(board)), elsewhere=event.where))
