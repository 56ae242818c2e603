"""Who comes and goes, the door, and hands."""

from typing import Literal

from flapover.core.requests.fields import Person, Raw
from flapover.core.shape import Frozen


class Agree(Frozen):
    """Promise confidentiality; nothing of the case is seen before."""

    type: Literal["agree"] = "agree"


class AdmitPerson(Frozen):
    """Let someone in from the lobby."""

    type: Literal["admit_person"] = "admit_person"
    person: Person


class RenamePerson(Frozen):
    """Change what somebody, or oneself, is called."""

    type: Literal["rename_person"] = "rename_person"
    person: Person
    name: Raw


class RemovePerson(Frozen):
    """Send somebody away, from the table or from the lobby; their link dies and so does the QR."""

    type: Literal["remove_person"] = "remove_person"
    person: Person


class RejoinPerson(Frozen):
    """Say that somebody was here before, on another device: they go on under that name and role.

    What the former seat holds back stays with it: nobody comes to read another's hidden cards.
    """

    type: Literal["rejoin_person"] = "rejoin_person"
    person: Person
    was: Person


class Leave(Frozen):
    """Go away for good."""

    type: Literal["leave"] = "leave"


class SeatOnPaper(Frozen):
    """Seat somebody without a phone; a gespreksleider acts on their behalf."""

    type: Literal["seat_on_paper"] = "seat_on_paper"
    name: Raw


class LockDoor(Frozen):
    """Let nobody else in."""

    type: Literal["lock_door"] = "lock_door"


class UnlockDoor(Frozen):
    """Let people in again."""

    type: Literal["unlock_door"] = "unlock_door"


class RaiseHand(Frozen):
    """Ask for the floor."""

    type: Literal["raise_hand"] = "raise_hand"


class LowerHand(Frozen):
    """Lower one's own hand, or as gespreksleider anybody's."""

    type: Literal["lower_hand"] = "lower_hand"
    person: Person
