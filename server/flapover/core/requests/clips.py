"""A clip from somebody's phone, and watching elsewhere."""

from typing import Annotated, Literal

from pydantic import Field

from flapover.core.board import Elsewhere
from flapover.core.requests.fields import Clip
from flapover.core.shape import Frozen


class PlayClip(Frozen):
    """Let the own clip play on every screen, from some place in it."""

    type: Literal["play_clip"] = "play_clip"
    clip: Clip
    at_ms: Annotated[int, Field(ge=0, le=12 * 60 * 60 * 1000)] = 0


class PauseClip(Frozen):
    """Hold the own clip where it is."""

    type: Literal["pause_clip"] = "pause_clip"
    clip: Clip


class StopClip(Frozen):
    """Stop a clip, one's own or as gespreksleider anybody's, and put it back to its beginning."""

    type: Literal["stop_clip"] = "stop_clip"
    clip: Clip


class RemoveClip(Frozen):
    """Take the own clip away; it is wiped."""

    type: Literal["remove_clip"] = "remove_clip"
    clip: Clip


class WatchElsewhere(Frozen):
    """Say that the group watches in the room or on a shared screen; None is on its own screens."""

    type: Literal["watch_elsewhere"] = "watch_elsewhere"
    where: Elsewhere | None
