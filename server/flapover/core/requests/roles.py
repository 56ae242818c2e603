"""Who leads, and whether they take part."""

from typing import Literal

from flapover.core.requests.fields import Person
from flapover.core.shape import Frozen


class GiveLead(Frozen):
    """Make somebody gespreksleider as well."""

    type: Literal["give_lead"] = "give_lead"
    person: Person


class HandOverLead(Frozen):
    """Make somebody else gespreksleider in one's own place."""

    type: Literal["hand_over_lead"] = "hand_over_lead"
    person: Person


class LayDownLead(Frozen):
    """Stop being gespreksleider; never the last one."""

    type: Literal["lay_down_lead"] = "lay_down_lead"


class TakePart(Frozen):
    """As gespreksleider, also act as a deelnemer, or stop doing so."""

    type: Literal["take_part"] = "take_part"
    takes_part: bool
