"""Dividing the group."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from flapover.core.ids import GroupId, StepId
from flapover.core.method import SLUG
from flapover.core.requests.fields import Person
from flapover.core.shape import Frozen


class SplitByChance(Frozen):
    """Divide the group by chance, as the open step says."""

    type: Literal["split_by_chance"] = "split_by_chance"
    step: Annotated[StepId, SLUG]


class PlaceInGroup(Frozen):
    """Put somebody in a subgroup; None takes them out of theirs."""

    type: Literal["place_in_group"] = "place_in_group"
    person: Person
    group: Annotated[GroupId, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")] | None
