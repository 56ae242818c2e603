"""What leaves: views of small entities. Each is made by `project` alone, by allow-list.

A view's key is `type:id`, or just `type` where a board has one of it.
"""

from typing import Annotated, Literal

from pydantic import Field

from flapover.core.board import Device, Elsewhere, Media
from flapover.core.ids import (
    BoardId,
    CardId,
    ChoiceId,
    ClipId,
    CriterionId,
    GroupId,
    KindId,
    MethodId,
    PersonId,
    RoundId,
    ScaleId,
    SheetId,
    StepId,
    ZoneId,
)
from flapover.core.method import (
    Clip,
    Consent,
    Criterion,
    Dots,
    Example,
    GroupSize,
    Heading,
    Kind,
    Language,
    Matter,
    Pick,
    Rate,
    Reveal,
    Role,
    Scale,
    Sheet,
    Split,
    Waits,
    Write,
)
from flapover.core.shape import Frozen


class MethodCard(Frozen):
    """What the chooser says of a method."""

    id: MethodId
    name: str
    summary: str
    purpose: str
    use_when: tuple[str, ...]
    avoid_when: tuple[str, ...]
    level: Literal["beginner", "ervaren"]
    fits: tuple[Matter, ...]
    """What it is good for, the best first."""
    needs_inbrenger: bool
    group: GroupSize
    minutes: int
    steps: tuple[str, ...]
    source: str
    takes_card: bool
    """Whether its first step takes in a card of an earlier round, as what the inbrenger brings."""
    fallback: bool
    """The one to go on with when another does not work out."""


class BoardView(Frozen):
    """The gathering as a whole. In the lobby, and before the promise, the title is empty."""

    type: Literal["board"] = "board"
    id: BoardId
    opened_ms: int
    """When the board was made, server clock in ms since 1970."""
    title: str
    language: Language
    phase: Literal["lobby", "round", "between", "ended"]
    """Before the first round, in one, after one, after all."""
    plan: MethodCard | None
    """None while waiting in the lobby."""
    inbrenger: PersonId | None
    round: RoundId | None
    """The latest round, also after it ended."""


class MeView(Frozen):
    """The viewer's own seat, and what it may do outside the cards."""

    type: Literal["me"] = "me"
    person: PersonId
    name: str
    device: Device
    standing: Literal["waiting", "seated"]
    agreed: bool
    roles: tuple[Role, ...]
    """In the order gespreksleider, inbrenger, deelnemer. Empty for the wall and in the lobby."""
    takes_part: bool
    clip: ClipId | None
    """The clip that one brought, as long as it is kept: also while no step shows it."""


class PersonView(Frozen):
    """Somebody who sits or sat at the table; the lobby is seen by gespreksleiders only."""

    type: Literal["person"] = "person"
    id: PersonId
    name: str
    device: Device
    standing: Literal["waiting", "seated", "left"]
    """`left`: known by name for the sake of their cards, no longer at the table."""
    roles: tuple[Role, ...]
    takes_part: bool
    agreed: bool
    hand_ms: int | None
    """Since when the hand is up, server clock in ms since 1970; None is down."""
    order: int
    """In order of coming, among those at the table or those in the lobby."""


class PresenceView(Frozen):
    """Whether somebody's device is there, and whether they are writing in the open."""

    type: Literal["presence"] = "presence"
    id: PersonId
    here: bool
    writing: bool


class DoorView(Frozen):
    """How others come in: for gespreksleiders and the wall. Key and code are empty while it is locked."""  # noqa: E501 -- the line goes whole into protocol.ts

    type: Literal["door"] = "door"
    open: bool
    secret: str
    code: str


class StepView(Frozen):
    """A step as everybody may know it."""

    id: StepId
    title: str
    minutes: int
    wall: str
    sheet: SheetId | None
    consent: Consent | None
    optional: bool
    variant_of: ChoiceId | None
    """Steps in a row with one such id are variants: exactly one is played."""
    why: str | None
    signal: bool
    """Call people back when the clock ends."""
    self_test: tuple[str, ...]
    """Questions for oneself; what is answered never leaves the phone."""
    example: Example | None
    turn_order: Literal["free", "inbrenger-first", "inbrenger-last"]
    turn_group: GroupId | None
    """The subgroup whose members alone are given the floor."""
    split: Split | None
    grouped: bool
    """It divides the group, or says or opens something to a subgroup alone."""
    away: tuple[Role, ...]
    """Roles that see no board in this step."""
    clip: bool
    """Somebody may show a clip in this step."""


class MethodView(Frozen):
    """The script of one round, as everybody may know it; it never changes."""

    type: Literal["method"] = "method"
    id: RoundId
    method: MethodId
    name: str
    summary: str
    source: str
    steps: tuple[StepView, ...]
    kinds: dict[KindId, Kind]
    scales: dict[ScaleId, Scale]
    criteria: tuple[Criterion, ...]
    """All that a step of it has cards rated on, in order of first use."""
    sheets: tuple[Sheet, ...]
    report: tuple[Heading, ...]
    groups: dict[KindId, str]
    """Kinds that only one named subgroup writes, and what that is called."""
    block: tuple[StepId, ...]
    """The steps that are gone through once for every inbrenger; empty without such a block."""
    path: bool


class GroupView(Frozen):
    """A part of the group, and who is in it."""

    id: GroupId
    title: str
    """Empty for duos and subgroups, whose id is their number."""
    members: tuple[PersonId, ...]


class RoundView(Frozen):
    """Where a round is now.

    Who has their back turned to the board hears only of themselves in it.
    """

    type: Literal["round"] = "round"
    id: RoundId
    number: int
    """From 1; one that was taken back has that of the round it follows."""
    inbrenger: PersonId | None
    step: StepId
    at: int
    """The index of the open step in the method, from 0."""
    course: tuple[StepId, ...]
    """The steps that this round goes through, as things stand: one of each choice of variants."""
    lap: int
    """Which time the repeated block is gone through, from 1."""
    laps: tuple[PersonId | None, ...]
    """Who brought the case in each lap so far, the present one last."""
    follows: RoundId | None
    """The round whose case goes on here with another method."""
    undone: bool
    """That was taken back: the round that it follows went on instead, and this one is over."""
    sheet: SheetId
    """The flap that belongs to the step."""
    ended: bool
    focus: CardId | None
    speaker: PersonId | None
    spoken: tuple[PersonId, ...]
    """Who had the floor in this step before, in that order."""
    queue: tuple[PersonId, ...]
    """Who has still to come to speak, in order; without the speaker."""
    groups: tuple[GroupView, ...]
    """How the group is divided; empty while it is whole."""
    split: StepId | None
    """The step that divided it."""
    ready: tuple[PersonId, ...]
    expected: tuple[PersonId, ...]
    """Who is asked to say when they are ready; everybody in `ready` is in here."""
    consented: bool
    """Whether the consent that the open step needs was given; True where it needs none."""
    hidden: dict[KindId, int]
    """How many cards are still hidden, only of kinds whose number the method shows."""


class NowView(Frozen):
    """What the open step says to this viewer, and exactly what it opens to them.

    Lists of kinds are empty where nothing is open. The wall gets a view in which nothing is.
    """

    type: Literal["now"] = "now"
    step: StepId
    tell: tuple[tuple[Role, str], ...]
    """One line per role that the viewer has."""
    tell_group: str | None
    """One line more for the viewer's subgroup."""
    away: bool
    """Whether the viewer has their back turned: nothing of the board is sent in this step."""
    avoid: tuple[str, ...]
    write: tuple[Write, ...]
    rewrite: tuple[KindId, ...]
    rewrite_anyone: bool
    """Whether these may be reworded whoever wrote them; else only one's own."""
    rate: Rate | None
    dots: Dots | None
    pick: Pick | None
    focus: tuple[KindId, ...]
    answer: tuple[KindId, ...]
    answer_prompt: str
    """How an answer begins; empty where the method says nothing of it, or nobody answers."""
    move: tuple[KindId, ...]
    link: tuple[KindId, ...]
    share: tuple[KindId, ...]
    """Of the viewer's own hidden cards, which kinds they may show one by one."""
    reveal: Reveal | None
    turns: tuple[Role, ...]
    """Roles to whom the viewer may give the floor."""
    ready: bool
    """Whether the viewer is asked to say when they are ready."""
    consent: Consent | None
    """Set when the viewer is the one to consent."""
    clip: Clip | None
    """Set when the viewer may bring a clip, and play it."""


class Unveiled(Frozen):
    """A kind that a step change will reveal; the number only where the method shows it."""

    kind: KindId
    count: int | None


class OnPaper(Frozen):
    """What the open step opens to somebody without a phone, for whom a gespreksleider acts."""

    person: PersonId
    now: NowView


class ComingView(Frozen):
    """A step that may be opened next, and what it would reveal."""

    step: StepId
    tell: dict[Role, str]
    unveils: tuple[Unveiled, ...]
    shows_ratings: tuple[KindId, ...]


class GroupPreview(Frozen):
    """What a step will say and open to each role in a subgroup that the method names."""

    id: GroupId
    title: str
    roles: dict[Role, NowView]


class StepPreview(Frozen):
    """What a step will say and open to each role, and to the wall."""

    step: StepId
    roles: dict[Role, NowView]
    """Of whoever is in no subgroup; of any subgroup, where the method only numbers them."""
    split: StepId | None
    """The step whose division is in force."""
    groups: tuple[GroupPreview, ...]
    """The subgroups by then; empty where the method names none."""
    wall: NowView


class MethodPreview(Frozen):
    """A method as people will see it, before anybody plays it; no board is in it."""

    card: MethodCard
    method: MethodView
    steps: tuple[StepPreview, ...]


class LeadView(Frozen):
    """For gespreksleiders: what a tap on 'next' will do, and whether the last can be taken back."""

    type: Literal["lead"] = "lead"
    next: StepId | None
    """None in the last step."""
    next_tell: dict[Role, str]
    unveils: tuple[Unveiled, ...]
    skip: ComingView | None
    """The step after the next, when the next is optional."""
    choices: tuple[ComingView, ...]
    """All variants of the next step; empty when there is nothing to choose."""
    repeats: bool
    """The open step ends a block that can be gone through again for another inbrenger."""
    shows_ratings: tuple[KindId, ...]
    """Kinds of which the ratings and dots that wait will come out, if there are any."""
    waits_for: tuple[Waits, ...]
    """What the open step still waits for; `next_step` passes by all but the consent, `anyway`."""
    undo_until_ms: int | None
    """Server clock, ms since 1970; None when there is nothing to take back."""
    undo_takes: Literal["step", "lap", "method"]
    """What that would take back: a change of step, the block begun anew, or another method."""
    undo_hides: int
    """How many cards taking it back would hide again."""
    undo_hides_ratings: bool
    """Whether it would hide ratings or totals of dots again."""
    on_paper: tuple[OnPaper, ...]
    """Everybody at the table without a phone, in order of coming."""


class TimerView(Frozen):
    """The shared clock."""

    type: Literal["timer"] = "timer"
    state: Literal["idle", "running", "paused", "over"]
    total_ms: int
    left_ms: int
    """What is left while it does not run."""
    ends_at_ms: int | None
    """While it runs: server clock, ms since 1970."""


class ClipView(Frozen):
    """The fragment that the open step shows, for everybody who watches; None where it shows none.

    The film itself is not in it: `POST /api/boards/{board}/clip/ticket` opens the way to that.
    """

    type: Literal["clip"] = "clip"
    clip: ClipId | None
    """None while nobody has brought one."""
    by: PersonId | None
    media: Media | None
    size: int
    """In bytes."""
    at_ms: int
    """Where it stands; while it plays, where it began to."""
    since_ms: int | None
    """While it plays: when it began there, server clock, ms since 1970; may be a moment ahead."""
    warn_seconds: int
    """From here on it runs long."""
    elsewhere: Elsewhere | None
    """Where the group watches instead of on its own screens."""


class RatingView(Frozen):
    """What somebody said of a card."""

    by: PersonId
    value: str
    criterion: CriterionId | None = None
    """On which criterion; None is the rating of the whole card."""


class AnswerView(Frozen):
    """That a question was answered; an empty text is 'aloud'."""

    by: PersonId
    text: str
    opening: str
    """Stands fixed before the text, as the starter of a kind does; empty where there is none."""


class CardView(Frozen):
    """A card that this viewer may see."""

    type: Literal["card"] = "card"
    id: CardId
    round: RoundId
    kind: KindId
    sheet: SheetId
    zone: ZoneId | None
    rank: float
    by: PersonId | None
    """None of an anonymous card, for everybody but its writer."""
    typed_by: PersonId | None
    text: str
    """Of a kind with parts: its parts, one per line."""
    parts: dict[str, str]
    """What was written in each part, by the part's id; one left empty is not in it."""
    anonymous: bool
    private: bool
    """Own notes; only their writer can show them."""
    sources: tuple[CardId, ...]
    """The cards that it comes from, as far as they are shown."""
    links: tuple[CardId, ...]
    """The cards that it is tied to."""
    earlier: tuple[str, ...]
    reworded_by: tuple[PersonId, ...]
    """Whose the wording is that came after each of `earlier`; the last one's is `text`."""
    revision: int
    """Of a text that several people write together, from 1; 0 for any other card."""
    writers: tuple[PersonId, ...]
    """Who wrote it together, in order of their first words; empty for any other card."""
    shown: bool
    """False: only its writer sees it yet."""
    ratings: tuple[RatingView, ...]
    dots: int | None
    """How many dots it has, whoever gave them; None while that is not for all to see."""
    my_dots: int
    """How many of them are the viewer's."""
    picked: bool
    """Chosen to go on with."""
    answer: AnswerView | None
    lap: int | None
    """Written in which lap of a repeated block; None outside it."""
    group: GroupId | None
    """The subgroup whose card it is: all its members may mend it. None is its writer's own."""
    split: StepId | None
    """The step that made that subgroup."""


View = Annotated[
    BoardView | MeView | PersonView | PresenceView | DoorView | MethodView | RoundView | NowView
    | LeadView | TimerView | ClipView | CardView,
    Field(discriminator="type"),
]  # fmt: skip
