"""What leaves of the fragment that the open step shows; the film itself is no part of a board."""

from flapover.core.board import Board
from flapover.core.steps import milliseconds
from flapover.core.views import ClipView


def clip_view(board: Board) -> ClipView | None:
    """Return what everybody who watches may know of the fragment; None in a step without one."""
    running = board.running
    if running is None or running.step.clip is None:
        return None
    clip = running.clip
    return ClipView(
        clip=None if clip is None else clip.id,
        by=None if clip is None else clip.by,
        media=None if clip is None else clip.media,
        size=0 if clip is None else clip.size,
        at_ms=0 if clip is None else clip.at_ms,
        since_ms=None if clip is None or clip.since is None else milliseconds(clip.since),
        warn_seconds=running.step.clip.warn_seconds,
        elsewhere=running.elsewhere,
    )
