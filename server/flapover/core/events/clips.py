"""What happened to the clip of a round."""

from datetime import datetime
from typing import Literal

from flapover.core.board import Elsewhere, Media
from flapover.core.ids import ClipId, PersonId
from flapover.core.shape import Frozen


class ClipBrought(Frozen):
    """Somebody brought a clip, in the place of the one that was there."""

    type: Literal["clip_brought"] = "clip_brought"
    clip: ClipId
    media: Media
    size: int
    by: PersonId


class ClipMoved(Frozen):
    """The clip was started, held or put back to its beginning."""

    type: Literal["clip_moved"] = "clip_moved"
    at_ms: int
    since: datetime | None


class ClipRemoved(Frozen):
    """The clip was taken away."""

    type: Literal["clip_removed"] = "clip_removed"


class WatchedElsewhere(Frozen):
    """The group watches in the room or on a shared screen; None: on its own screens again."""

    type: Literal["watched_elsewhere"] = "watched_elsewhere"
    where: Elsewhere | None
