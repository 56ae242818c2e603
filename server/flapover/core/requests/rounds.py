"""The rounds of a gathering: plan, start, change, end."""

from typing import Annotated, Literal

from flapover.core.ids import MethodId
from flapover.core.method import SLUG
from flapover.core.requests.fields import Card, Person
from flapover.core.shape import Frozen


class PlanMethod(Frozen):
    """Choose the method of the next round."""

    type: Literal["plan_method"] = "plan_method"
    method: Annotated[MethodId, SLUG]


class GiveInbrenger(Frozen):
    """Make this person the inbrenger of the running round, or of the next; None makes nobody."""

    type: Literal["give_inbrenger"] = "give_inbrenger"
    person: Person | None


class StartRound(Frozen):
    """Open the first step of the planned method."""

    type: Literal["start_round"] = "start_round"
    bring: Card | None = None
    """A shown card of an earlier round, to lay on the first flap as what the inbrenger brings."""


class ChangeMethod(Frozen):
    """Go on with the same case in another method: this round ends, a new one follows it."""

    type: Literal["change_method"] = "change_method"
    method: Annotated[MethodId, SLUG]


class EndRound(Frozen):
    """Close the case; the flaps stay readable."""

    type: Literal["end_round"] = "end_round"


class EndBoard(Frozen):
    """Close the gathering; only the verslag remains."""

    type: Literal["end_board"] = "end_board"
