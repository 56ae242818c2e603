"""Going through the script: steps, what they show, who is ready."""

from typing import Annotated, Literal

from flapover.core.ids import StepId
from flapover.core.method import SLUG
from flapover.core.requests.fields import Person
from flapover.core.shape import Frozen


class RevealAll(Frozen):
    """Show every hidden card that the step lets be shown."""

    type: Literal["reveal_all"] = "reveal_all"


class RevealAuthor(Frozen):
    """Show one author's hidden cards and give that author the floor."""

    type: Literal["reveal_author"] = "reveal_author"
    person: Person


class MarkReady(Frozen):
    """Say that one has finished this step, or has not after all."""

    type: Literal["mark_ready"] = "mark_ready"
    step: Annotated[StepId, SLUG]
    ready: bool


class GiveConsent(Frozen):
    """Say that it is enough, so that the next step may open, or take that back."""

    type: Literal["give_consent"] = "give_consent"
    step: Annotated[StepId, SLUG]
    given: bool


class NextStep(Frozen):
    """Leave this step for the next; naming the step makes a double tap harmless."""

    type: Literal["next_step"] = "next_step"
    step: Annotated[StepId, SLUG]
    variant: Annotated[StepId, SLUG] | None = None
    """Which one, where the next step has variants; None takes the one chosen before, or the first."""  # noqa: E501 -- the line goes whole into protocol.ts
    anyway: bool = False
    """Although something is still to be done; a consent that is missing is not passed by."""


class BackStep(Frozen):
    """Leave this step for the one before it."""

    type: Literal["back_step"] = "back_step"
    step: Annotated[StepId, SLUG]


class GoToStep(Frozen):
    """Leave this step for any other."""

    type: Literal["go_to_step"] = "go_to_step"
    step: Annotated[StepId, SLUG]
    to: Annotated[StepId, SLUG]
    anyway: bool = False
    """Although something is still to be done, here or on the way; but not without the consent."""


class UndoStep(Frozen):
    """Take back what led to this step: a change of step, the block begun anew, another method."""

    type: Literal["undo_step"] = "undo_step"
    step: Annotated[StepId, SLUG]


class RepeatBlock(Frozen):
    """Go through the repeated block again, for another inbrenger; asked in its last step."""

    type: Literal["repeat_block"] = "repeat_block"
    step: Annotated[StepId, SLUG]
    inbrenger: Person
    anyway: bool = False
    """Although something is still to be done; a consent that is missing is not passed by."""
