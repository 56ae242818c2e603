"""What happened to seats, roles and the door."""

from datetime import datetime
from typing import Literal

from flapover.core.board import Device
from flapover.core.ids import PersonId
from flapover.core.shape import Frozen


class PersonJoined(Frozen):
    """Someone took a seat, or waits in the lobby."""

    type: Literal["person_joined"] = "person_joined"
    person: PersonId
    name: str
    device: Device
    waiting: bool
    leads: bool
    takes_part: bool
    agreed: bool


class PersonAdmitted(Frozen):
    """Someone came from the lobby to the table."""

    type: Literal["person_admitted"] = "person_admitted"
    person: PersonId


class PersonRenamed(Frozen):
    """Someone is called otherwise."""

    type: Literal["person_renamed"] = "person_renamed"
    person: PersonId
    name: str


class PersonRemoved(Frozen):
    """Someone went or was sent away; the seat is dead."""

    type: Literal["person_removed"] = "person_removed"
    person: PersonId


class PersonAgreed(Frozen):
    """Someone promised confidentiality."""

    type: Literal["person_agreed"] = "person_agreed"
    person: PersonId


class LeadChanged(Frozen):
    """Someone became gespreksleider, or stopped being one."""

    type: Literal["lead_changed"] = "lead_changed"
    person: PersonId
    leads: bool


class PartChanged(Frozen):
    """A gespreksleider takes part as deelnemer, or no longer."""

    type: Literal["part_changed"] = "part_changed"
    person: PersonId
    takes_part: bool


class InbrengerChanged(Frozen):
    """Who brings the case in the running round, or in the next one."""

    type: Literal["inbrenger_changed"] = "inbrenger_changed"
    person: PersonId | None


class DoorMoved(Frozen):
    """The door was locked or opened."""

    type: Literal["door_moved"] = "door_moved"
    open: bool


class DoorKeyTurned(Frozen):
    """The link and the QR were replaced; the old ones are dead."""

    type: Literal["door_key_turned"] = "door_key_turned"
    secret: str


class LeaderLinkDied(Frozen):
    """The link that makes its holder gespreksleider no longer works."""

    type: Literal["leader_link_died"] = "leader_link_died"


class HandMoved(Frozen):
    """A hand went up (since when) or down (None)."""

    type: Literal["hand_moved"] = "hand_moved"
    person: PersonId
    since: datetime | None
