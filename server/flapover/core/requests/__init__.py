"""All that may be asked of a board.

No request has an author or a time: the server stamps both, so a phone cannot claim to be someone
else. What a text may hold is judged in `text`, so that a refusal can say what is wrong.
"""

from datetime import datetime
from typing import Annotated

from pydantic import Field, TypeAdapter

from flapover.core.ids import PersonId, RequestId
from flapover.core.method import Method
from flapover.core.requests.cards import (
    AnswerCard,
    EditCard,
    FocusCard,
    LinkCards,
    MoveCard,
    RemoveCard,
    RetractAnswer,
    RewriteCard,
    ShareCard,
    WriteCard,
    WriteJoint,
)
from flapover.core.requests.clips import PauseClip, PlayClip, RemoveClip, StopClip, WatchElsewhere
from flapover.core.requests.errands import SERVER, BringClip, Errand, Join, OpenBoard, RingTimer
from flapover.core.requests.fields import AskId, Opaque, Person, Raw
from flapover.core.requests.groups import PlaceInGroup, SplitByChance
from flapover.core.requests.people import (
    AdmitPerson,
    Agree,
    Leave,
    LockDoor,
    LowerHand,
    RaiseHand,
    RejoinPerson,
    RemovePerson,
    RenamePerson,
    SeatOnPaper,
    UnlockDoor,
)
from flapover.core.requests.ratings import PickCard, PlaceDots, RateCard, UnrateCard
from flapover.core.requests.roles import GiveLead, HandOverLead, LayDownLead, TakePart
from flapover.core.requests.rounds import (
    ChangeMethod,
    EndBoard,
    EndRound,
    GiveInbrenger,
    PlanMethod,
    StartRound,
)
from flapover.core.requests.steps import (
    BackStep,
    GiveConsent,
    GoToStep,
    MarkReady,
    NextStep,
    RepeatBlock,
    RevealAll,
    RevealAuthor,
    UndoStep,
)
from flapover.core.requests.timer import ExtendTimer, PauseTimer, StartTimer, StopTimer
from flapover.core.requests.turns import GiveTurn, NextTurn
from flapover.core.shape import value

__all__ = [
    "SERVER",
    "AdmitPerson",
    "Agree",
    "AnswerCard",
    "AskId",
    "BackStep",
    "BringClip",
    "ChangeMethod",
    "Command",
    "EditCard",
    "EndBoard",
    "EndRound",
    "Errand",
    "ExtendTimer",
    "FocusCard",
    "GiveConsent",
    "GiveInbrenger",
    "GiveLead",
    "GiveTurn",
    "GoToStep",
    "HandOverLead",
    "Join",
    "LayDownLead",
    "Leave",
    "LinkCards",
    "LockDoor",
    "LowerHand",
    "MarkReady",
    "MoveCard",
    "NextStep",
    "NextTurn",
    "Opaque",
    "OpenBoard",
    "PauseClip",
    "PauseTimer",
    "Person",
    "PickCard",
    "PlaceDots",
    "PlaceInGroup",
    "PlanMethod",
    "PlayClip",
    "RaiseHand",
    "RateCard",
    "Raw",
    "RejoinPerson",
    "RemoveCard",
    "RemoveClip",
    "RemovePerson",
    "RenamePerson",
    "RepeatBlock",
    "Request",
    "RetractAnswer",
    "RevealAll",
    "RevealAuthor",
    "RewriteCard",
    "RingTimer",
    "SeatOnPaper",
    "ShareCard",
    "SplitByChance",
    "StartRound",
    "StartTimer",
    "StopClip",
    "StopTimer",
    "TakePart",
    "UndoStep",
    "UnlockDoor",
    "UnrateCard",
    "WatchElsewhere",
    "WriteCard",
    "WriteJoint",
    "request_adapter",
]

Request = Annotated[
    WriteCard | EditCard | WriteJoint | RewriteCard | RemoveCard | MoveCard
    | ShareCard | LinkCards
    | RevealAll | RevealAuthor | RateCard | UnrateCard | FocusCard | AnswerCard | RetractAnswer
    | PlaceDots | PickCard
    | MarkReady | GiveConsent
    | NextStep | BackStep | GoToStep | UndoStep | RepeatBlock
    | StartTimer | PauseTimer | ExtendTimer | StopTimer
    | PlanMethod | ChangeMethod | GiveInbrenger | StartRound | EndRound | EndBoard
    | Agree | AdmitPerson | RenamePerson | RemovePerson | RejoinPerson | Leave | SeatOnPaper
    | GiveLead | HandOverLead | LayDownLead | TakePart
    | LockDoor | UnlockDoor | RaiseHand | LowerHand | GiveTurn | NextTurn
    | SplitByChance | PlaceInGroup
    | PlayClip | PauseClip | StopClip | RemoveClip | WatchElsewhere,
    Field(discriminator="type"),
]  # fmt: skip
request_adapter: TypeAdapter[Request] = TypeAdapter(Request)


@value
class Command:
    """A request plus the facts its sender may not choose: who, when, and chance."""

    id: RequestId
    request: Request | Errand
    by: PersonId
    """Whose act it is."""
    typed_by: PersonId
    """Whose device it came from; not `by` when a gespreksleider acts for someone on paper."""
    at: datetime
    """UTC, stamped when the message arrived."""
    fresh: str
    """A fresh random token, 128 bits, for whatever new secret or id the outcome needs."""
    method: Method | None = None
    """The method that the request names, looked up by the server; None when there is none."""
