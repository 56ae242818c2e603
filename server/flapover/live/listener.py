"""What one peer says, judged before it reaches the board: is it a message, is it too much?"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from time import perf_counter
from typing import Literal

from flapover import counts
from flapover.core.ids import RequestId
from flapover.core.method import Method
from flapover.core.rejected import Reason
from flapover.core.requests import ChangeMethod, Command, PlanMethod
from flapover.live.chance import Chance
from flapover.live.connection import Connection
from flapover.live.limits import Limit
from flapover.live.room import Room
from flapover.live.wire import Ask, Beat, Farewell, Hello, Resync, Typing, Unreadable, read
from flapover.methods import Library
from flapover.notes import note

log = logging.getLogger(__name__)
fresh = Chance()
PATIENCE = 100
"""How many more messages over the limit than under it a peer may send before it is closed."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every listener of this process shares."""

    library: Library
    per_person: Limit
    per_board: Limit
    now: Callable[[], datetime]
    silence_seconds: float
    """How long a peer may say nothing before it counts as gone."""


class Listener:
    """Hears one connection out."""

    def __init__(self, desk: Desk, room: Room, connection: Connection) -> None:
        """Listen to a connection that takes part in a room."""
        self._desk = desk
        self._room = room
        self._connection = connection
        self._seat = (room.board.id, connection.person)
        self._patience = PATIENCE
        self._said_limit = False

    @property
    def silence_seconds(self) -> float:
        """How long this peer may say nothing."""
        return self._desk.silence_seconds

    def hear(self, text: str) -> Farewell | None:
        """Pass one message on; return why the peer must go, when it must."""
        said = read(text)
        if not self._desk.per_person.take(self._seat):
            return self._too_fast(said)
        self._patience = min(PATIENCE, self._patience + 1)
        match said:
            case Ask():
                self._ask(said)
            case Unreadable(request) if request is not None:
                self._connection.answer(request, "malformed")
            case Typing(kind=kind):
                self._room.show_writing(self._connection.person, kind)
            case Beat():
                self._connection.pulse()
            case Resync():
                counts.resynced()
                self._connection.resync()
            case Hello() | Unreadable():
                return "bad_message"
        return None

    def _ask(self, ask: Ask) -> None:
        kind = ask.request.type
        if not self._desk.per_board.take(self._room.board.id):
            self._note_limit("board")
            counts.answered(kind, "too_fast")
            self._connection.answer(ask.id, "too_fast")
            return
        command = Command(
            id=ask.id,
            request=ask.request,
            by=self._connection.person if ask.on_behalf_of is None else ask.on_behalf_of,
            typed_by=self._connection.person,
            at=self._desk.now(),
            fresh=fresh(),
            method=self._method(ask),
        )
        reply = partial(self._reply, ask.id, kind, perf_counter())
        self._room.submit(command, reply, self._broke)

    def _method(self, ask: Ask) -> Method | None:
        if not isinstance(ask.request, PlanMethod | ChangeMethod):
            return None
        return self._desk.library.get(ask.request.method, self._room.board.language)

    def _reply(self, request: RequestId, kind: str, began: float, refused: Reason | None) -> None:
        self._connection.answer(request, refused)
        counts.answered(kind, refused or "done")
        if refused is None:
            self._room.audience.time(began)

    def _broke(self) -> None:
        """We made a mistake: let this peer, and nobody else, begin again."""
        self._connection.farewell("restart")

    def _note_limit(self, of: Literal["person", "board"]) -> None:
        """Write it down once for each socket: a flood must not flood the log as well."""
        if not self._said_limit:
            self._said_limit = True
            board, person = self._seat
            note(log, "limit_hit", board=board, person=person, reason=of)

    def _too_fast(self, said: object) -> Farewell | None:
        self._note_limit("person")
        self._patience -= 1
        match said:
            case Ask(id=request):
                counts.answered(said.request.type, "too_fast")
                self._connection.answer(request, "too_fast")
            case Unreadable(request) if request is not None:
                self._connection.answer(request, "too_fast")
            case Beat():
                # Whoever sends much must not take the line for dead. Many beats are one pulse.
                self._connection.pulse()
            case _:
                pass
        return "too_fast" if self._patience < 0 or isinstance(said, Resync) else None
