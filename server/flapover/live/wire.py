"""The messages of the socket, both ways. Directions are as seen from the server.

`docs/protocol.md` tells how they follow each other; web/src/protocol.ts is generated from here.
"""

import json
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints, TypeAdapter, ValidationError

from flapover.core.ids import BoardId, KindId, PersonId, RequestId
from flapover.core.method import SLUG
from flapover.core.rejected import Reason
from flapover.core.requests import AskId, Opaque, Person, Request
from flapover.core.shape import Frozen
from flapover.core.views import View

PROTOCOL = 1
Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16,64}$")]


class Hello(Frozen):
    """In: the first message, within five seconds."""

    type: Literal["hello"]
    protocol: int
    board: Annotated[BoardId, Opaque]
    token: Token


class Ask(Frozen):
    """In: a request. The same id again is the same request again."""

    type: Literal["ask"]
    id: AskId
    request: Request
    on_behalf_of: Person | None = None
    """Somebody without a phone, for whom a gespreksleider acts."""


class Typing(Frozen):
    """In: the writing field of this kind is in use; passed on only for writing in the open."""

    type: Literal["typing"]
    kind: Annotated[KindId, SLUG]


class Beat(Frozen):
    """In: still there; answered with `Pulse`."""

    type: Literal["beat"]


class Resync(Frozen):
    """In: something was missed; answered with a fresh `Snapshot`."""

    type: Literal["resync"]


Incoming = Annotated[Hello | Ask | Typing | Beat | Resync, Field(discriminator="type")]
incoming: TypeAdapter[Incoming] = TypeAdapter(Incoming)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What is no message; `request` is set when it was at least an ask with an id."""

    request: RequestId | None


class _AskedSomething(BaseModel):
    type: Literal["ask"]
    id: AskId


def read(text: str) -> Incoming | Unreadable:
    """Read one message. Never raises: a peer may send anything."""
    try:
        return incoming.validate_json(text)
    except ValidationError:
        pass
    try:
        # The standard library reads more than JSON allows, such as half an emoji that a phone cut
        # off: that request must be refused by its id, or its phone would send it for ever.
        return Unreadable(_AskedSomething.model_validate(json.loads(text)).id)
    except (ValueError, RecursionError):
        return Unreadable(None)


class Answer(Frozen):
    """What became of a request: done (its effect is in this frame or before), or refused."""

    id: RequestId
    refused: Reason | None = None
    """None: it is done and committed to disk."""


class Snapshot(Frozen):
    """Out: all that this viewer may see; replaces everything."""

    type: Literal["snapshot"] = "snapshot"
    n: int
    """Counts the frames of this connection from 1; updates go on counting."""
    now_ms: int
    """The server's clock, ms since 1970."""
    me: PersonId
    views: tuple[View, ...]
    answers: tuple[Answer, ...] = ()


class Update(Frozen):
    """Out: what changed for this viewer; applied as a whole or not at all."""

    type: Literal["update"] = "update"
    n: int
    """One more than the frame before; a gap or a repeat means: ask for `Resync`."""
    now_ms: int
    set: tuple[View, ...]
    """Each replaces the view with the same key."""
    gone: tuple[str, ...]
    """Keys that are no longer there for this viewer."""
    answers: tuple[Answer, ...]


class Pulse(Frozen):
    """Out: the answer to `Beat`, with the server's clock."""

    type: Literal["pulse"] = "pulse"
    now_ms: int


Farewell = Literal[
    "bad_message", "unknown_seat", "removed", "too_slow", "too_fast", "protocol", "gone", "restart"
]


class Bye(Frozen):
    """Out: the last message before the server closes."""

    type: Literal["bye"] = "bye"
    reason: Farewell


Outgoing = Annotated[Snapshot | Update | Pulse | Bye, Field(discriminator="type")]
outgoing: TypeAdapter[Outgoing] = TypeAdapter(Outgoing)

CLOSE_CODES: dict[Farewell, int] = {
    "bad_message": 4400,
    "unknown_seat": 4404,
    "too_slow": 4408,
    "removed": 4410,
    "gone": 4411,
    "protocol": 4426,
    "too_fast": 4429,
    "restart": 1012,
}
"""unknown_seat also covers a board that is not there: sealed boards do not tell (P26)."""
