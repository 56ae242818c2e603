"""The whole state of one gathering, which nobody changes (`shape.value`).

Inside only: a dataclass cannot be sent by accident.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import Annotated, Literal

from flapover.core.ids import (
    BoardId,
    CardId,
    ChoiceId,
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
from flapover.core.method import Language, Role, Step
from flapover.core.pinned import Placed
from flapover.core.shape import PAIRS, value
from flapover.core.splices import Splices

Device = Literal["phone", "paper", "screen"]
"""How a seat takes part: on a device of its own, by word of mouth, or as the wall."""

Media = Literal["video/mp4", "video/webm"]
"""What a clip may be."""

Elsewhere = Literal["room", "screen"]
"""Where a fragment is shown when not on everybody's own: in the room, or on a shared screen."""

Standing = Literal["waiting", "seated", "left", "refused"]
"""`left` sat at the table once, so their name still stands by their cards; `refused` never did."""


@value
class Person:
    """A seat. One person may sit on several devices; the wall screen is a seat without roles."""

    id: PersonId
    name: str
    device: Device
    standing: Standing
    leads: bool = False
    takes_part: bool = False
    """A gespreksleider who also acts as a deelnemer."""
    agreed: bool = False
    """Has promised to keep what is said here between these walls."""
    hand: datetime | None = None
    """Since when the hand is up; None is down."""

    @property
    def gone(self) -> bool:
        """Whether the seat is dead: they left, were removed or were not let in."""
        return self.standing in ("left", "refused")


@value
class Door:
    """How others come in. The secret is in the link and the QR; the code leads to the lobby."""

    open: bool
    secret: str
    code: str
    former: frozenset[str] = frozenset()
    """Secrets that were replaced: who has one hears that it is gone, not that it never was."""


@value
class Rating:
    """What one person said of a card, to themselves and to the others."""

    value: str | None
    """What the rater says now; None when they took it back and the others do not know yet."""
    public: str | None
    """What the others see; None is nothing."""
    later: bool = False
    """The others get to see `value` when a step shows it."""


Rated = tuple[PersonId, CriterionId | None]
"""Who rated, and on which criterion; None is the only rating of the card."""

Ratings = Annotated[Mapping[Rated, Rating], *PAIRS]


@value
class Answer:
    """That a question was answered; an empty text means: aloud."""

    by: PersonId
    text: str
    opening: str = ""
    """How the method let it begin; stands before the text."""


@value
class Joint:
    """How a card came about that several people write together.

    `recent` holds words that were taken away again: none of it ever leaves (P21).
    """

    revision: int = 0
    """How often its text was changed."""
    recent: tuple[tuple[RequestId, Splices], ...] = ()
    """The latest changes and the requests that made them, oldest first."""
    writers: tuple[PersonId, ...] = ()
    """Whose words went into it, in order of their first."""


@value
class Card:
    """One thing written on a flap. The text never holds the starter of its kind."""

    id: CardId
    round: RoundId
    kind: KindId
    sheet: SheetId
    zone: ZoneId | None
    rank: float
    """Its place among the cards of its flap and zone; lower stands first."""
    by: PersonId
    typed_by: PersonId
    """Who wrote it down; another than `by` for someone without a phone."""
    text: str
    shown: bool
    earlier: tuple[str, ...] = ()
    """Former wordings, oldest first, of a card that was rewritten in sight."""
    reworded_by: tuple[PersonId, ...] = ()
    """Whose the wording is that came after each of `earlier`; the last is that of the text."""
    ratings: Ratings = field(default_factory=dict)
    dots: Mapping[PersonId, int] = field(default_factory=dict)
    """How many dots each gave; nobody ever learns whose they are."""
    total: int | None = None
    """How many dots it has as far as everybody may know; None is nothing yet."""
    picked: bool = False
    """Chosen to go on with."""
    answer: Answer | None = None
    lap: int | None = None
    """Written in which lap of a repeated block, from 1; None outside such a block."""
    joint: Joint | None = None
    """Set while it is one that several people write together."""
    group: GroupId | None = None
    """The subgroup whose card it is; None is its writer's own."""
    split: StepId | None = None
    """The step that made that subgroup: another division may use the name again."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """What was written in each part, of a kind with parts; `text` has them one per line."""
    anonymous: bool = False
    """Nobody but the writer learns who wrote it."""
    private: bool = False
    """Own notes: shown by their writer alone, never revealed with others."""
    sources: tuple[CardId, ...] = ()
    """The cards that it comes from; one that is hidden or gone by now is nobody's to see."""
    links: tuple[CardId, ...] = ()
    """The cards that it is tied to; each of those is tied to this one."""

    def is_of(self, person: PersonId) -> bool:
        """Say whether a person wrote this card, or wrote it down for somebody."""
        return person in (self.by, self.typed_by)


@value
class Group:
    """A part of the group, and who is in it; without a title the method gives it none."""

    id: GroupId
    title: str
    members: tuple[PersonId, ...] = ()


@value
class Timer:
    """The shared clock of a step. Only the server decides that it is over."""

    total_ms: int
    left_ms: int
    """What was left when it last stopped; what counts while it does not run."""
    ends_at: datetime | None = None
    """Set while it runs."""

    @property
    def state(self) -> Literal["idle", "running", "paused", "over"]:
        """Say what the clock does now."""
        if self.ends_at is not None:
            return "running"
        if self.left_ms == 0:
            return "over"
        return "idle" if self.left_ms == self.total_ms else "paused"


@value
class Moment:
    """What a step change replaces, and what taking it back restores."""

    at: int
    """The index of the open step, from 0."""
    timer: Timer
    ready: frozenset[PersonId] = frozenset()
    focus: CardId | None = None
    speaker: PersonId | None = None
    chosen: Mapping[ChoiceId, StepId] = field(default_factory=dict)
    """Which variant was opened last, of each choice; it stays so when the step is left."""
    spoken: tuple[PersonId, ...] = ()
    """Who has had the floor and no longer has it, in that order."""


@value
class Undo:
    """How to take the last change of step back, and until when that makes sense."""

    moment: Moment
    revealed: Mapping[CardId, Card]
    """The cards that were made visible by it and since, as they were while hidden."""
    until: datetime
    rated: Mapping[CardId, Ratings] = field(default_factory=dict)
    """The ratings of the cards on which it showed some, as they were before."""
    counted: Mapping[CardId, int | None] = field(default_factory=dict)
    """The totals of the cards on which it counted the dots, as they were before."""
    former: "Round | None" = None
    """The round as it was before its block began anew or another method took over; None: a step."""
    plan: Placed | None = None
    """What was planned then; set when another method took over."""

    @property
    def takes(self) -> Literal["step", "lap", "method"]:
        """What is taken back: a step, the block for another inbrenger, or another method."""
        if self.former is None:
            return "step"
        return "lap" if self.plan is None else "method"


@value
class BroughtClip:
    """A clip that somebody brought from their phone; the film itself is a file beside the board."""

    id: ClipId
    media: Media
    size: int
    """In bytes."""
    by: PersonId
    at_ms: int = 0
    """Where it stands; while it plays, where it began to."""
    since: datetime | None = None
    """When it began to play from there, which may be a moment ahead; None while it stands."""


@value
class Round:
    """One case, worked through with one method and one inbrenger."""

    id: RoundId
    method: Placed
    inbrenger: PersonId | None
    moment: Moment
    consents: frozenset[StepId] = frozenset()
    undo: Undo | None = None
    groups: tuple[Group, ...] = ()
    """How the group is divided now; empty while it is whole."""
    split: StepId | None = None
    """The step that divided it."""
    ended: bool = False
    before: tuple[PersonId | None, ...] = ()
    """Who brought the case in each earlier lap of the repeated block."""
    follows: RoundId | None = None
    """The round whose case goes on here with another method."""
    clip: BroughtClip | None = None
    elsewhere: Elsewhere | None = None
    """Where the group watches instead of on its own screens; None is nowhere else."""
    stood: "Round | None" = None
    """Set once it ended: as it was just before, without its clip."""
    undone: bool = False
    """It was begun by mistake: the round that it follows went on instead."""

    @property
    def step(self) -> Step:
        """The step that is open."""
        return self.method.steps[self.moment.at]

    @property
    def lap(self) -> int:
        """How many times the repeated block was begun, from 1."""
        return len(self.before) + 1


@value
class Board:
    """One gathering: its people, its rounds and all that was written."""

    id: BoardId
    opened: datetime
    title: str
    language: Language
    door: Door
    plan: Placed
    """The method that the next round will use."""
    plan_inbrenger: PersonId | None = None
    people: Mapping[PersonId, Person] = field(default_factory=dict)
    rounds: Mapping[RoundId, Round] = field(default_factory=dict)
    """In the order in which they were started."""
    current: RoundId | None = None
    """The latest round, also after it ended; None before the first."""
    cards: Mapping[CardId, Card] = field(default_factory=dict)
    leader_link: bool = True
    """Whether the link that makes its holder gespreksleider still works."""
    last_rank: Annotated[Mapping[tuple[RoundId, SheetId], float], *PAIRS] = field(
        default_factory=dict
    )
    """The highest rank among the shown cards of a flap; hidden ones leave no trace in it."""
    ended: bool = False

    @property
    def round(self) -> Round | None:
        """The latest round, also after it ended; None before the first."""
        return None if self.current is None else self.rounds[self.current]

    @property
    def running(self) -> Round | None:
        """The round that is going on; None before, between and after rounds."""
        latest = self.round
        return None if latest is None or latest.ended else latest

    @property
    def inbrenger(self) -> PersonId | None:
        """Who brings the case in the running round, or will in the next; None when nobody does."""
        return self.plan_inbrenger if self.running is None else self.running.inbrenger

    def roles_of(self, person: PersonId) -> frozenset[Role]:
        """Return every role of a seated person now; empty for the wall, the lobby and who left."""
        who = self.people.get(person)
        if who is None or who.standing != "seated" or who.device == "screen":
            return frozenset()
        roles: set[Role] = {"gespreksleider"} if who.leads else set()
        if person == self.inbrenger:
            roles.add("inbrenger")
        elif not who.leads or who.takes_part:
            roles.add("deelnemer")
        return frozenset(roles)

    def seated(self) -> list[Person]:
        """Return the people around the table, in order of coming; the wall is not one of them."""
        return [
            one
            for one in self.people.values()
            if one.standing == "seated" and one.device != "screen"
        ]
