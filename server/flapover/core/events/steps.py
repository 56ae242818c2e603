"""What happened on the way through the script, and to its clock."""

from datetime import datetime
from typing import Literal

from flapover.core.ids import CardId, PersonId, StepId
from flapover.core.shape import Frozen


class Shown(Frozen):
    """A card that became visible, and the place it got."""

    card: CardId
    rank: float


class StepEntered(Frozen):
    """Another step opened, and with it these cards."""

    type: Literal["step_entered"] = "step_entered"
    at: int
    revealed: tuple[Shown, ...]
    undo_until: datetime
    rated: tuple[CardId, ...] = ()
    """Cards of which the ratings that waited became visible."""
    counted: tuple[CardId, ...] = ()
    """Cards of which the dots were counted for all to see."""


class StepUndone(Frozen):
    """The last change of step, of inbrenger in a block, or of method was taken back.

    What was shown since is hidden again; but a round that another method began stays as it was.
    """

    type: Literal["step_undone"] = "step_undone"


class ReadyMarked(Frozen):
    """Someone has finished the step, or not after all."""

    type: Literal["ready_marked"] = "ready_marked"
    person: PersonId
    ready: bool


class ConsentMoved(Frozen):
    """The consent that a step needs was given or taken back."""

    type: Literal["consent_moved"] = "consent_moved"
    step: StepId
    given: bool


class TurnGiven(Frozen):
    """Someone has the floor; None is nobody."""

    type: Literal["turn_given"] = "turn_given"
    person: PersonId | None


class TimerMoved(Frozen):
    """The clock was started, held, extended, put back or ran out."""

    type: Literal["timer_moved"] = "timer_moved"
    total_ms: int
    left_ms: int
    ends_at: datetime | None
