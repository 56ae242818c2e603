"""What happened: kept for ever.

A stored event is never changed; an old shape is upcast when it is read.
An event holds the outcome, not the rule: whoever applies it decides nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from flapover.core.board import Device, Elsewhere, Media
from flapover.core.ids import (
    BoardId,
    CardId,
    ClipId,
    CriterionId,
    GroupId,
    KindId,
    PersonId,
    RequestId,
    RoundId,
    SheetId,
    StepId,
    ZoneId,
)
from flapover.core.method import Language, Method
from flapover.core.shape import Frozen
from flapover.core.splices import Splices

VERSION = 1
"""The version written now. Raise it with a step in `UPCASTS` and a file in the stored history."""


class BoardOpened(Frozen):
    """A gathering began."""

    type: Literal["board_opened"] = "board_opened"
    board: BoardId
    at: datetime
    title: str
    language: Language
    code: str
    secret: str
    plan: Method


class MethodPlanned(Frozen):
    """The next round will use this method."""

    type: Literal["method_planned"] = "method_planned"
    method: Method


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


class RoundStarted(Frozen):
    """A case began, with the whole text of its method."""

    type: Literal["round_started"] = "round_started"
    round: RoundId
    method: Method
    inbrenger: PersonId | None
    follows: RoundId | None = None
    """The round whose case goes on here with another method."""
    undo_until: datetime | None = None
    """So long can the other method be taken back; None, as it was stored first, is not at all."""


class BlockRepeated(Frozen):
    """The repeated block began anew, at this step, for another inbrenger."""

    type: Literal["block_repeated"] = "block_repeated"
    at: int
    inbrenger: PersonId | None
    undo_until: datetime | None = None
    """So long can it be taken back; None, as it was stored first, is not at all."""


class RoundEnded(Frozen):
    """The case is closed."""

    type: Literal["round_ended"] = "round_ended"


class BoardEnded(Frozen):
    """The gathering is closed."""

    type: Literal["board_ended"] = "board_ended"


class Shown(Frozen):
    """A card that became visible, and the place it got."""

    card: CardId
    rank: float


class StepEntered(Frozen):
    """Another step opened, and with it these cards."""

    type: Literal["step_entered"] = "step_entered"
    at: int
    revealed: tuple[Shown, ...]
    undo_until: datetime
    rated: tuple[CardId, ...] = ()
    """Cards of which the ratings that waited became visible."""
    counted: tuple[CardId, ...] = ()
    """Cards of which the dots were counted for all to see."""


class StepUndone(Frozen):
    """The last change of step, of inbrenger in a block, or of method was taken back.

    What was shown since is hidden again; but a round that another method began stays as it was.
    """

    type: Literal["step_undone"] = "step_undone"


class ReadyMarked(Frozen):
    """Someone has finished the step, or not after all."""

    type: Literal["ready_marked"] = "ready_marked"
    person: PersonId
    ready: bool


class ConsentMoved(Frozen):
    """The consent that a step needs was given or taken back."""

    type: Literal["consent_moved"] = "consent_moved"
    step: StepId
    given: bool


class TurnGiven(Frozen):
    """Someone has the floor; None is nobody."""

    type: Literal["turn_given"] = "turn_given"
    person: PersonId | None


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


class TimerMoved(Frozen):
    """The clock was started, held, extended, put back or ran out."""

    type: Literal["timer_moved"] = "timer_moved"
    total_ms: int
    left_ms: int
    ends_at: datetime | None


class CardWritten(Frozen):
    """A card was written."""

    type: Literal["card_written"] = "card_written"
    card: CardId
    kind: KindId
    sheet: SheetId
    zone: ZoneId | None
    rank: float
    by: PersonId
    typed_by: PersonId
    text: str
    shown: bool
    group: GroupId | None = None
    parts: Mapping[str, str] = {}
    anonymous: bool = False
    private: bool = False
    sources: tuple[CardId, ...] = ()


class CardEdited(Frozen):
    """The text of a card was replaced."""

    type: Literal["card_edited"] = "card_edited"
    card: CardId
    text: str
    parts: Mapping[str, str] = {}


class JointWritten(Frozen):
    """Somebody changed the text of a card that several people write together.

    The first one comes right after the `CardWritten` that gives the card its place.
    """

    type: Literal["joint_written"] = "joint_written"
    card: CardId
    request: RequestId
    by: PersonId
    revision: int
    """Of the text after it."""
    splices: Splices
    """Against the text of the revision before; what was written meanwhile is accounted for."""


class CardRewritten(Frozen):
    """A card got a new wording; the former stays in sight."""

    type: Literal["card_rewritten"] = "card_rewritten"
    card: CardId
    text: str
    by: PersonId | None = None
    """Whose wording it is; None, as it was stored first, is the author."""
    parts: Mapping[str, str] = {}


class CardRemoved(Frozen):
    """A card was taken away."""

    type: Literal["card_removed"] = "card_removed"
    card: CardId


class CardMoved(Frozen):
    """A card has another place."""

    type: Literal["card_moved"] = "card_moved"
    card: CardId
    sheet: SheetId
    zone: ZoneId | None
    rank: float


class CardsLinked(Frozen):
    """Two cards were tied to each other, or untied."""

    type: Literal["cards_linked"] = "cards_linked"
    card: CardId
    other: CardId
    linked: bool


class CardsRevealed(Frozen):
    """Hidden cards became visible, together."""

    type: Literal["cards_revealed"] = "cards_revealed"
    cards: tuple[Shown, ...]


class CardFocused(Frozen):
    """A card lies on the table; None is an empty table."""

    type: Literal["card_focused"] = "card_focused"
    card: CardId | None


class CardRated(Frozen):
    """Someone rated a card; None takes the rating back."""

    type: Literal["card_rated"] = "card_rated"
    card: CardId
    by: PersonId
    value: str | None
    shown: bool
    """Everybody sees it from now on."""
    criterion: CriterionId | None = None
    later: bool = False
    """Everybody will see it when a step shows it."""


class DotsPlaced(Frozen):
    """Someone has so many dots on a card."""

    type: Literal["dots_placed"] = "dots_placed"
    card: CardId
    by: PersonId
    count: int
    shown: bool
    """The total counts for all to see from now on."""


class CardPicked(Frozen):
    """A card was chosen to go on with, or no longer is."""

    type: Literal["card_picked"] = "card_picked"
    card: CardId
    picked: bool


class CardAnswered(Frozen):
    """A question was answered; an empty text is 'aloud', None takes the answer back."""

    type: Literal["card_answered"] = "card_answered"
    card: CardId
    by: PersonId
    text: str | None
    opening: str = ""
    """The fixed opening that the step gave it; the text never holds it."""


class ClipBrought(Frozen):
    """Somebody brought a clip, in the place of the one that was there."""

    type: Literal["clip_brought"] = "clip_brought"
    clip: ClipId
    media: Media
    size: int
    by: PersonId


class ClipMoved(Frozen):
    """The clip was started, held or put back to its beginning."""

    type: Literal["clip_moved"] = "clip_moved"
    at_ms: int
    since: datetime | None


class ClipRemoved(Frozen):
    """The clip was taken away."""

    type: Literal["clip_removed"] = "clip_removed"


class WatchedElsewhere(Frozen):
    """The group watches in the room or on a shared screen; None: on its own screens again."""

    type: Literal["watched_elsewhere"] = "watched_elsewhere"
    where: Elsewhere | None


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
