"""The bodies of HTTP requests and answers; web/src/protocol.ts is generated from here too.

POST /api/boards             NewBoard -> Opened
POST /api/boards/{board}/seats  NewSeat -> Seated      (by link or QR, or the gespreksleider link)
POST /api/lobby              Knock -> Seated           (by spoken code; `waiting` is true)
GET  /api/methods?language=nl   -> list[MethodCard]
GET  /api/methods/{method}/source?language=nl  -> application/yaml
GET  /api/shared?language=nl  -> SharedParts
POST /api/methods/check?language=nl  (YAML) -> OwnMethodChecked
PUT  /api/boards/{board}/plan?language=nl   (YAML; Authorization: Bearer <token>)
                             -> OwnMethodChecked, 422 when it is no method
PUT  /api/boards/{board}/clip   (a film; Authorization: Bearer <token>) -> ClipTaken
POST /api/boards/{board}/clip/ticket   (Authorization: Bearer <token>) -> ClipTicket
GET  /api/boards/{board}/clip?ticket=…  -> video/mp4 or video/webm, also in ranges
GET  /api/about              -> About
GET  /api/boards/{board}/report.md   (Authorization: Bearer <token>) -> text/markdown
"""

from typing import Annotated, Literal

from pydantic import StringConstraints

from flapover.core.ids import BoardId, ClipId, KindId, MethodId, PersonId, ScaleId
from flapover.core.method import SLUG, Kind, Language, Scale
from flapover.core.rejected import Reason
from flapover.core.requests import Raw
from flapover.core.shape import Frozen
from flapover.core.views import MethodPreview

Secret = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16,64}$")]
OwnToken = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22,64}$")] | None
"""A token of the phone's own making, at least 128 random bits: asking twice takes one seat."""

CODE_LENGTH = 8


class NewBoard(Frozen):
    """Make a board; whoever does is its gespreksleider."""

    title: Raw = ""
    method: Annotated[MethodId, SLUG]
    language: Language = "nl"
    name: Raw
    takes_part: bool = False


class Opened(Frozen):
    """A new board: the maker's own seat, and the link that makes its holder gespreksleider."""

    board: BoardId
    person: PersonId
    token: str
    leader_secret: str
    """For `/j/{board}#{leader_secret}`; shown once, the server keeps a hash."""


class NewSeat(Frozen):
    """Come in by link: with the secret of the QR, or that of the gespreksleider link."""

    secret: Secret
    name: Raw
    device: Literal["phone", "screen"] = "phone"
    token: OwnToken = None


class Knock(Frozen):
    """Come to the lobby by spoken code; spaces, hyphens and case do not matter."""

    code: Annotated[str, StringConstraints(max_length=40)]
    name: Raw
    device: Literal["phone", "screen"] = "phone"
    token: OwnToken = None


class Seated(Frozen):
    """A seat; the token opens it on every device that has it."""

    board: BoardId
    person: PersonId
    token: str
    waiting: bool


class About(Frozen):
    """What this server is, and the address that phones can reach it at."""

    version: str
    origin: str
    """For links and QR codes: the public address, else one in the local network."""
    clip_megabytes: int
    """How large a clip may be, in millions of bytes; 0: there are none here."""


class ClipTaken(Frozen):
    """A clip that is on the board now."""

    clip: ClipId


class ClipTicket(Frozen):
    """What lets a `<video>` fetch a clip, as that can send no token of its own."""

    ticket: str
    seconds: int
    """How long it works at most; sooner no more when the clip goes, or is no longer the seat's."""


class MistakeSaid(Frozen):
    """One mistake in a method of one's own, in the language of whoever asks."""

    line: int
    """From 1."""
    at: tuple[str | int, ...]
    """The keys and indexes that lead there, such as `["steps", 0, "title"]`; empty: the whole."""
    said: str


class OwnMethodChecked(Frozen):
    """What is wrong with a method; or, when nothing is, how each role will see it."""

    mistakes: tuple[MistakeSaid, ...]
    preview: MethodPreview | None


class SharedParts(Frozen):
    """The kinds of card and the scales that every method may use without saying what they are."""

    kinds: dict[KindId, Kind]
    scales: dict[ScaleId, Scale]


class Refusal(Frozen):
    """Every error over HTTP.

    `not_found`: it is not there or not yours; `gone`: a seat or link that died.
    """

    reason: Reason | Literal["not_found", "gone"]
