"""What happens to the clip of a round."""

from dataclasses import replace

from flapover.core.apply.dispatch import on
from flapover.core.board import Board, BroughtClip, Round
from flapover.core.clips import standing
from flapover.core.events import ClipBrought, ClipMoved, ClipRemoved, WatchedElsewhere


@on
def _brought(event: ClipBrought, board: Board) -> Board:
    clip = BroughtClip(id=event.clip, media=event.media, size=event.size, by=event.by)
    return _put(board, replace(_running(board), clip=clip, elsewhere=None))


@on
def _moved(event: ClipMoved, board: Board) -> Board:
    running = _running(board)
    if running.clip is None:
        return board
    return _put(
        board, replace(running, clip=replace(running.clip, at_ms=event.at_ms, since=event.since))
    )


@on
def _removed(_event: ClipRemoved, board: Board) -> Board:
    return _put(board, replace(_running(board), clip=None))


@on
def _elsewhere(event: WatchedElsewhere, board: Board) -> Board:
    return _put(board, replace(standing(_running(board)), elsewhere=event.where))


def _running(board: Board) -> Round:
    if board.running is None:
        raise ValueError("a round's event happened outside a round")
    return board.running


def _put(board: Board, changed: Round) -> Board:
    return replace(board, rounds={**board.rounds, changed.id: changed})
