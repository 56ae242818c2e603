"""What the server asks of a board of its own accord; never on the socket."""

from dataclasses import dataclass
from datetime import datetime

from flapover.core.board import Device, Media
from flapover.core.ids import BoardId, ClipId, PersonId
from flapover.core.method import Language, Method


@dataclass(frozen=True, slots=True)
class OpenBoard:
    """The server's own: start a board. Never on the socket."""

    board: BoardId
    title: str
    language: Language
    code: str
    secret: str
    plan: Method


@dataclass(frozen=True, slots=True)
class Join:
    """The server's own: someone came through the door (`waiting` when by code)."""

    person: PersonId
    name: str
    device: Device
    waiting: bool
    leads: bool
    takes_part: bool = False


@dataclass(frozen=True, slots=True)
class RingTimer:
    """The server's own: the clock has run out."""

    ends_at: datetime


@dataclass(frozen=True, slots=True)
class BringClip:
    """The server's own: somebody sent a clip, and its file is here whole."""

    clip: ClipId
    media: Media
    size: int
    """In bytes."""


Errand = OpenBoard | Join | RingTimer | BringClip
SERVER = PersonId("server")
"""Who asks, when the server itself does."""
