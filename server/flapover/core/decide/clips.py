"""A clip from somebody's phone: who brings it, who plays it, and who can stop it."""

from datetime import datetime, timedelta

from flapover.core.board import Board, BroughtClip, Round
from flapover.core.clips import place_ms
from flapover.core.decide.asking import going, has_role
from flapover.core.events import ClipBrought, ClipMoved, ClipRemoved, Event, WatchedElsewhere
from flapover.core.ids import ClipId
from flapover.core.method import Clip
from flapover.core.rejected import reject, require
from flapover.core.requests import (
    BringClip,
    Command,
    PauseClip,
    PlayClip,
    RemoveClip,
    StopClip,
    WatchElsewhere,
)

START_MS = 600
"""How long after the tap it begins, so that every screen has heard of it and begins with it."""


def bring_clip(board: Board, errand: BringClip, command: Command) -> list[Event]:
    """Take in a clip, in the place of an earlier one of the same person.

    Raises:
        Rejected: not in this step, not for this role, the clip of somebody else is there, or the
            group watches elsewhere: what comes late must not turn every screen back.

    """
    running, rule = _open(board)
    require(running.elsewhere is None, "not_now")
    require(has_role(board, command, (rule.who,)), "not_allowed")
    require(running.clip is None or running.clip.by == command.by, "already_going")
    brought = ClipBrought(clip=errand.clip, media=errand.media, size=errand.size, by=command.by)
    return [brought]


def play_clip(board: Board, ask: PlayClip, command: Command) -> list[Event]:
    """Let it play from a place, also when it plays already, a moment after the tap."""
    return _moved(
        _own(board, ask.clip, command), ask.at_ms, command.at + timedelta(milliseconds=START_MS)
    )


def pause_clip(board: Board, ask: PauseClip, command: Command) -> list[Event]:
    """Hold it where it is now."""
    clip = _own(board, ask.clip, command)
    return _moved(clip, place_ms(clip, command.at), None)


def stop_clip(board: Board, ask: StopClip, command: Command) -> list[Event]:
    """Put it back to its beginning; a gespreksleider may step in as well."""
    if board.people[command.by].leads:
        return _moved(_there(board, ask.clip)[0], 0, None)
    return _moved(_own(board, ask.clip, command), 0, None)


def remove_clip(board: Board, ask: RemoveClip, command: Command) -> list[Event]:
    """Take it away; whoever brought it can as long as it is kept, also while nobody sees it."""
    running = going(board)
    found = running.clip
    if found is None or found.id != ask.clip:
        reject("not_now")
    if found.by != command.by:
        # A clip that is out of sight is like one that is not there (P21).
        _there(board, ask.clip)
        reject("not_allowed")
    return [ClipRemoved()]


def watch_elsewhere(board: Board, ask: WatchElsewhere, command: Command) -> list[Event]:
    """Say where the group watches instead; a clip that plays stops."""
    running, rule = _open(board)
    require(has_role(board, command, (rule.who, "gespreksleider")), "not_allowed")
    return [] if running.elsewhere == ask.where else [WatchedElsewhere(where=ask.where)]


def _open(board: Board) -> tuple[Round, Clip]:
    """Return the running round and what its open step says of a clip, or refuse."""
    running = going(board)
    rule = running.step.clip
    return reject("not_now") if rule is None else (running, rule)


def _there(board: Board, clip: ClipId) -> tuple[BroughtClip, Clip]:
    """Return the clip of this id that the open step shows, or refuse."""
    running, rule = _open(board)
    found = running.clip
    if found is None or found.id != clip or running.elsewhere is not None:
        reject("not_now")
    return found, rule


def _own(board: Board, clip: ClipId, command: Command) -> BroughtClip:
    found, rule = _there(board, clip)
    require(found.by == command.by and has_role(board, command, (rule.who,)), "not_allowed")
    return found


def _moved(clip: BroughtClip, at_ms: int, since: datetime | None) -> list[Event]:
    same = (clip.at_ms, clip.since) == (at_ms, since)
    return [] if same else [ClipMoved(at_ms=at_ms, since=since)]
