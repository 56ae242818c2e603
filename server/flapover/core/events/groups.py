"""How the group was divided."""

from typing import Literal

from flapover.core.ids import GroupId, PersonId, StepId
from flapover.core.shape import Frozen


class GroupMade(Frozen):
    """A part of the group as it is from now on."""

    id: GroupId
    title: str
    """Empty where the method gives it no name."""
    members: tuple[PersonId, ...]


class GroupsMade(Frozen):
    """The group is divided so: the whole division, in place of any other."""

    type: Literal["groups_made"] = "groups_made"
    split: StepId
    """The step whose division it is."""
    groups: tuple[GroupMade, ...]
