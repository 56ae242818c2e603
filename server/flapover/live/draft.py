"""What requests that wait together would make of a board: decided one by one, not yet stored."""

import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from flapover.core.apply import apply
from flapover.core.board import Board
from flapover.core.decide import decide
from flapover.core.events import Event, dump
from flapover.core.ids import RequestId
from flapover.core.rejected import Reason, Rejected
from flapover.core.requests import SERVER, Command, Errand
from flapover.core.shape import value
from flapover.core.sight import Key
from flapover.core.touch import touched
from flapover.journal import Entry, Seat
from flapover.live.kept import Kept
from flapover.notes import note_fault

log = logging.getLogger(__name__)

Reply = Callable[[Reason | None], None]
"""Told once what became of a request: None is done and on disk."""


@value
class Waiting:
    """A command on its way, the seat it opens, and whom to tell."""

    command: Command
    digest: str
    reply: Reply
    broke: Callable[[], None]
    """Called when we, not the asker, made the mistake."""
    seat: Seat | None = None


@dataclass(slots=True)
class Draft:
    """The board as it would be, and all that has to be stored first. Dropped when it cannot be."""

    kept: Kept
    board: Board
    entries: list[Entry] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    digests: dict[RequestId, str] = field(default_factory=dict)
    keys: dict[Key, None] = field(default_factory=dict)
    outcomes: list[tuple[Waiting, Reason | None]] = field(default_factory=list)

    def decide(self, waiting: Waiting) -> None:
        """Judge a request on the board as those before it would leave it."""
        try:
            refused = self._judge(waiting)
        except Exception as fault:  # noqa: BLE001 -- it breaks this request, not the batch
            note_fault(log, "request", fault, board=self.board.id, request=waiting.command.id)
            waiting.broke()
        else:
            self.outcomes.append((waiting, refused))

    def _judge(self, waiting: Waiting) -> Reason | None:
        command = waiting.command
        known = self.kept.digests.get(command.id) or self.digests.get(command.id)
        if known is not None:
            return None if known == waiting.digest else "reused_id"
        outcome = decide(self.board, command)
        if isinstance(outcome, Rejected):
            return outcome.reason
        if outcome:
            self._note(waiting, outcome)
        return None

    def _note(self, waiting: Waiting, events: list[Event]) -> None:
        board, keys = self.board, dict[Key, None]()
        for event in events:
            before, board = board, apply(board, event)
            keys.update(dict.fromkeys(touched(before, event, board)))
        command = waiting.command
        entry = Entry(
            board=board.id,
            seq=self.kept.seq + len(self.entries) + 1,
            request=command.id,
            digest=waiting.digest,
            by=command.typed_by,
            at=command.at,
            events=dump(events),
        )
        # From here nothing can fail: a request is in the draft as a whole or not at all.
        self.board = board
        self.keys.update(keys)
        self.digests[command.id] = waiting.digest
        self.entries.append(entry)
        if waiting.seat is not None:
            self.seats.append(waiting.seat)


def draft(kept: Kept, batch: Iterable[Waiting]) -> Draft:
    """Return what a batch would make of a board."""
    made = Draft(kept, kept.board)
    for waiting in batch:
        made.decide(waiting)
    return made


def errand(name: RequestId, request: Errand, at: datetime) -> Command:
    """Return a command of the server's own."""
    return Command(id=name, request=request, by=SERVER, typed_by=SERVER, at=at, fresh="")


def digest_of(command: Command) -> str:
    """Return what tells one request body and sender from another (P2).

    Fields at their default are left out, so that a later version, which may have more of them,
    knows a request again that this one stored.
    """
    request = command.request
    if isinstance(request, Errand):
        body = repr(request)
    else:
        body = f"{request.type} {request.model_dump_json(exclude_defaults=True)}"
    text = f"{command.by}\n{command.typed_by}\n{body}"
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
