"""Who has the floor."""

from typing import Annotated, Literal

from flapover.core.ids import StepId
from flapover.core.method import SLUG
from flapover.core.requests.fields import Person
from flapover.core.shape import Frozen


class GiveTurn(Frozen):
    """Give somebody the floor; None leaves it open."""

    type: Literal["give_turn"] = "give_turn"
    person: Person | None


class NextTurn(Frozen):
    """Give the floor to the next who has not had it; nobody when all have."""

    type: Literal["next_turn"] = "next_turn"
    step: Annotated[StepId, SLUG]
    after: Person | None
    """Who has the floor, as the asker sees it; a second tap then passes nobody over."""
