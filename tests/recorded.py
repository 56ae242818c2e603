"""A play written down: who asked what, what came of it, and what everybody had on screen then.

`recording()` looks on while a script plays, and says of every step besides, for everybody, which
of a handful of requests the rules would refuse. `tests/live/replay.py` plays it all again through
real sockets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from flapover.core.decide import decide
from flapover.core.events import BlockRepeated, Event, RoundEnded, StepEntered, StepUndone
from flapover.core.ids import PersonId, RequestId, StepId
from flapover.core.rejected import Reason, Rejected
from flapover.core.requests import Command, Request
from flapover.core.sight import Key
from tests.asked import asked_of
from tests.play import BEGIN, LEADER, Play, looked_on

LEAVING = (StepEntered, StepUndone, BlockRepeated, RoundEnded)
"""What happens when a step is left."""


@dataclass(frozen=True, slots=True)
class No:
    """A request that the rules refuse, and why."""

    by: PersonId
    typed_by: PersonId
    request: Request
    reason: Reason


@dataclass(frozen=True, slots=True)
class Turn:
    """One command: what was refused before it, what came of it, and what each has after it."""

    command: Command
    step: StepId | None
    """The step in which it was asked; None outside a round."""
    refused: Reason | None
    noes: tuple[No, ...]
    """What is refused in the step that this command leaves; empty when it leaves none."""
    seen: Mapping[PersonId, Mapping[Key, str]]
    """What every viewer's phone holds after it."""


@dataclass
class Record:
    """A whole play."""

    turns: list[Turn] = field(default_factory=list)
    last: tuple[No, ...] = ()
    """What is refused in the step with which it ends."""
    ended: datetime = BEGIN
    allowed: int = 0
    """How many of what was tried the rules would have let be done."""


@contextmanager
def recording() -> Iterator[list[Record]]:
    """Write down every play until the end of the block."""
    recorder = _Recorder()
    with looked_on(recorder):
        yield recorder.records
    for play, record in recorder.plays:
        record.last = recorder.noes(play, record)
        record.ended = play.now


class _Recorder:
    def __init__(self) -> None:
        self.records: list[Record] = []
        self.plays: list[tuple[Play, Record]] = []
        self._noes: tuple[No, ...] = ()
        self._step: StepId | None = None

    def before(self, play: Play, command: Command) -> None:
        """Ask what is refused in a step that is about to be left."""
        running = play.board.running if play.opened else None
        self._step = None if running is None else running.step.id
        leaves = play.opened and _leaves_a_step(play, command)
        self._noes = self.noes(play, self._of(play)) if leaves else ()

    def after(self, play: Play, command: Command, refused: Reason | None) -> None:
        """Write down what came of a command."""
        seen = {viewer: dict(told) for viewer, told in play.told.items()}
        self._of(play).turns.append(Turn(command, self._step, refused, self._noes, seen))

    def _of(self, play: Play) -> Record:
        found = next((record for one, record in self.plays if one is play), None)
        if found is None:
            found = Record()
            self.plays.append((play, found))
            self.records.append(found)
        return found

    def noes(self, play: Play, record: Record) -> tuple[No, ...]:
        """Ask everybody's handful of requests of the rules, without anything happening."""
        if play.board.running is None:
            return ()
        found: list[No] = []
        for who in play.board.people.values():
            if who.gone:
                continue
            typist = LEADER if who.device == "paper" else who.id
            for request in asked_of(play.board, who.id):
                outcome = decide(play.board, _unnumbered(play, who.id, typist, request))
                if isinstance(outcome, Rejected):
                    found.append(No(who.id, typist, request, outcome.reason))
                else:
                    record.allowed += 1
        return tuple(found)


def _leaves_a_step(play: Play, command: Command) -> bool:
    outcome = decide(play.board, command)
    events: list[Event] = [] if isinstance(outcome, Rejected) else outcome
    return any(isinstance(one, LEAVING) for one in events)


def _unnumbered(play: Play, who: PersonId, typist: PersonId, request: Request) -> Command:
    """Stamp a request without the clock of the play going on."""
    return Command(RequestId("only-asked-of-the-rules"), request, who, typist, play.now, "fresh")
