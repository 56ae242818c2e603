"""Questions about a clip, that the rules, the views and the server around them ask."""

from datetime import datetime, timedelta

from flapover.core.board import Board, BroughtClip, Round
from flapover.core.ids import PersonId
from flapover.core.shape import replace

LONGEST_MS = 12 * 60 * 60 * 1000


def place_ms(clip: BroughtClip, now: datetime) -> int:
    """Return where in the clip one is now, in ms; past its end too, as nobody here knows that."""
    if clip.since is None:
        return clip.at_ms
    played = max(0, (now - clip.since) // timedelta(milliseconds=1))
    return min(clip.at_ms + played, LONGEST_MS)


def standing(round_: Round) -> Round:
    """Return the round with its clip at its beginning, not playing."""
    if round_.clip is None:
        return round_
    return replace(round_, clip=replace(round_.clip, at_ms=0, since=None))


def without_clip_of(round_: Round, person: PersonId | None) -> Round:
    """Return the round without the clip that this person brought; it is wiped with that."""
    if round_.clip is None or round_.clip.by != person:
        return round_
    return replace(round_, clip=None)


def held_clip(board: Board) -> BroughtClip | None:
    """Return the clip whose film is kept, also while a step does not show it."""
    return None if board.running is None else board.running.clip


def shown_clip(board: Board) -> BroughtClip | None:
    """Return the clip that the open step shows on everybody's screen; None when there is none."""
    running = board.running
    if running is None or running.step.clip is None or running.elsewhere is not None:
        return None
    return running.clip
