"""What happened: kept for ever.

A stored event is never changed; an old shape is upcast when it is read.
An event holds the outcome, not the rule: whoever applies it decides nothing.
"""

from collections.abc import Callable, Sequence
from typing import Annotated

from pydantic import Field, TypeAdapter

from flapover.core.events.cards import (
    CardAnswered,
    CardEdited,
    CardFocused,
    CardMoved,
    CardRemoved,
    CardRewritten,
    CardsLinked,
    CardsRevealed,
    CardWritten,
    JointWritten,
)
from flapover.core.events.clips import ClipBrought, ClipMoved, ClipRemoved, WatchedElsewhere
from flapover.core.events.groups import GroupMade, GroupsMade
from flapover.core.events.people import (
    DoorKeyTurned,
    DoorMoved,
    HandMoved,
    InbrengerChanged,
    LeadChanged,
    LeaderLinkDied,
    PartChanged,
    PersonAdmitted,
    PersonAgreed,
    PersonJoined,
    PersonRemoved,
    PersonRenamed,
)
from flapover.core.events.ratings import CardPicked, CardRated, DotsPlaced
from flapover.core.events.rounds import (
    BlockRepeated,
    BoardEnded,
    BoardOpened,
    MethodPlanned,
    RoundEnded,
    RoundStarted,
)
from flapover.core.events.steps import (
    ConsentMoved,
    ReadyMarked,
    Shown,
    StepEntered,
    StepUndone,
    TimerMoved,
    TurnGiven,
)
from flapover.core.shape import Frozen

__all__ = [
    "UPCASTS",
    "VERSION",
    "BlockRepeated",
    "BoardEnded",
    "BoardOpened",
    "CardAnswered",
    "CardEdited",
    "CardFocused",
    "CardMoved",
    "CardPicked",
    "CardRated",
    "CardRemoved",
    "CardRewritten",
    "CardWritten",
    "CardsLinked",
    "CardsRevealed",
    "ClipBrought",
    "ClipMoved",
    "ClipRemoved",
    "ConsentMoved",
    "DoorKeyTurned",
    "DoorMoved",
    "DotsPlaced",
    "Event",
    "GroupMade",
    "GroupsMade",
    "HandMoved",
    "InbrengerChanged",
    "JointWritten",
    "LeadChanged",
    "LeaderLinkDied",
    "MethodPlanned",
    "PartChanged",
    "PersonAdmitted",
    "PersonAgreed",
    "PersonJoined",
    "PersonRemoved",
    "PersonRenamed",
    "ReadyMarked",
    "RoundEnded",
    "RoundStarted",
    "Shown",
    "StepEntered",
    "StepUndone",
    "Stored",
    "TimerMoved",
    "TurnGiven",
    "WatchedElsewhere",
    "dump",
    "load",
]

VERSION = 1
"""The version written now. Raise it with a step in `UPCASTS` and a file in the stored history."""

Event = Annotated[
    BoardOpened | MethodPlanned
    | PersonJoined | PersonAdmitted | PersonRenamed | PersonRemoved | PersonAgreed
    | LeadChanged | PartChanged | InbrengerChanged
    | DoorMoved | DoorKeyTurned | LeaderLinkDied | HandMoved
    | RoundStarted | RoundEnded | BoardEnded
    | StepEntered | StepUndone | BlockRepeated | ReadyMarked | ConsentMoved | TurnGiven | TimerMoved
    | GroupsMade
    | CardWritten | CardEdited | CardRewritten | CardRemoved | CardMoved | JointWritten
    | CardsLinked | CardsRevealed | CardFocused | CardRated | CardAnswered
    | DotsPlaced | CardPicked
    | ClipBrought | ClipMoved | ClipRemoved | WatchedElsewhere,
    Field(discriminator="type"),
]  # fmt: skip
_events: TypeAdapter[tuple[Event, ...]] = TypeAdapter(tuple[Event, ...])

Stored = dict[str, object]
UPCASTS: dict[int, Callable[[Stored], Stored]] = {}
"""From version n to n + 1, one event at a time, as JSON."""


class _Entry(Frozen):
    """What one request left in the journal, in whatever version."""

    version: Annotated[int, Field(ge=1)]
    events: list[Stored]


_entry: TypeAdapter[_Entry] = TypeAdapter(_Entry)


def dump(events: Sequence[Event]) -> str:
    """Write one request's events as the JSON that the journal keeps."""
    return f'{{"version":{VERSION},"events":{_events.dump_json(tuple(events)).decode()}}}'


def load(stored: str) -> tuple[Event, ...]:
    """Read events of any version that was ever stored.

    Raises:
        ValueError: the text is not a stored list of events, or a newer Flapover stored it.

    """
    prefix = f'{{"version":{VERSION},"events":'
    if stored.startswith(prefix):
        return _events.validate_json(stored[len(prefix) : -1])
    kept = _entry.validate_json(stored)
    if kept.version > VERSION:
        raise ValueError(f"stored as version {kept.version}, this is version {VERSION}")
    events = kept.events
    for version in range(kept.version, VERSION):
        events = [UPCASTS[version](event) for event in events]
    return _events.validate_python(events)
