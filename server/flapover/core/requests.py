"""All that may be asked of a board.

No request has an author or a time: the server stamps both, so a phone cannot claim to be someone
else. What a text may hold is judged in `text`, so that a refusal can say what is wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, TypeAdapter, model_validator

from flapover.core.board import Device, Elsewhere, Media
from flapover.core.ids import (
    BoardId,
    CardId,
    ClipId,
    CriterionId,
    GroupId,
    KindId,
    MethodId,
    PersonId,
    RequestId,
    SheetId,
    StepId,
    ZoneId,
)
from flapover.core.method import SLUG, Language, Method, Slug
from flapover.core.shape import Frozen
from flapover.core.splices import Splices, in_order

Opaque = StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}$")
Card = Annotated[CardId, Opaque]
Person = Annotated[PersonId, Opaque]
Clip = Annotated[ClipId, Opaque]
AskId = Annotated[RequestId, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16,40}$")]
Raw = Annotated[str, StringConstraints(max_length=20_000)]
"""Text as it came; `text.written` and `text.name` judge it. The bound is on code points."""


class WriteCard(Frozen):
    """Write a card of this kind; the request's id becomes the card's id."""

    type: Literal["write_card"] = "write_card"
    kind: Annotated[KindId, SLUG]
    text: Raw
    zone: Annotated[ZoneId, SLUG] | None = None
    step: Annotated[StepId, SLUG] | None = None
    """The step the writer thought was open; when another is open at commit, the card is refused."""
    parts: Mapping[Slug, Raw] = {}
    """Of a kind with parts, whose `text` is empty here."""
    sources: Annotated[tuple[Card, ...], Field(max_length=12)] = ()
    """Shown cards that this one comes from."""


class EditCard(Frozen):
    """Replace the text of an own card."""

    type: Literal["edit_card"] = "edit_card"
    card: Card
    text: Raw
    parts: Mapping[Slug, Raw] = {}


class WriteJoint(Frozen):
    """Change the text of the one card of this kind that several people write together."""

    type: Literal["write_joint"] = "write_joint"
    kind: Annotated[KindId, SLUG]
    card: Card | None = None
    """The card as far as the writer knows; None when they saw none yet."""
    base: Annotated[int, Field(ge=0)]
    """The revision of the text that the splices are meant for; 0 is the empty text before any."""
    splices: Annotated[Splices, Field(min_length=1, max_length=200)]
    """In order, none overlapping, all against the text of `base`; places count code points."""
    step: Annotated[StepId, SLUG] | None = None
    """The step the writer thought was open; when another is open at commit, it is refused."""

    @model_validator(mode="after")
    def _one_after_the_other(self) -> Self:
        if not in_order(self.splices):
            raise ValueError("splices that overlap or go back, expected them in order")
        return self


class RewriteCard(Frozen):
    """Give a card a new wording beside the old one: an own card, unless the step lets anyone."""

    type: Literal["rewrite_card"] = "rewrite_card"
    card: Card
    text: Raw
    parts: Mapping[Slug, Raw] = {}


class RemoveCard(Frozen):
    """Take an own card away."""

    type: Literal["remove_card"] = "remove_card"
    card: Card


class MoveCard(Frozen):
    """Put a card in another column, on another flap, or elsewhere in the row."""

    type: Literal["move_card"] = "move_card"
    card: Card
    sheet: Annotated[SheetId, SLUG]
    zone: Annotated[ZoneId, SLUG] | None = None
    before: Card | None = None
    """The card that will follow it; None puts it last."""


class ShareCard(Frozen):
    """Show an own hidden or private card to all."""

    type: Literal["share_card"] = "share_card"
    card: Card


class LinkCards(Frozen):
    """Tie two cards to each other, or untie them."""

    type: Literal["link_cards"] = "link_cards"
    card: Card
    other: Card
    linked: bool


class RevealAll(Frozen):
    """Show every hidden card that the step lets be shown."""

    type: Literal["reveal_all"] = "reveal_all"


class RevealAuthor(Frozen):
    """Show one author's hidden cards and give that author the floor."""

    type: Literal["reveal_author"] = "reveal_author"
    person: Person


class RateCard(Frozen):
    """Rate a card on the scale of the step."""

    type: Literal["rate_card"] = "rate_card"
    card: Card
    value: Slug
    criterion: Annotated[CriterionId, SLUG] | None = None
    """On which of the criteria of the step; None where it has none."""


class UnrateCard(Frozen):
    """Take an own rating back."""

    type: Literal["unrate_card"] = "unrate_card"
    card: Card
    criterion: Annotated[CriterionId, SLUG] | None = None


class PlaceDots(Frozen):
    """Have exactly so many of one's own dots on a card."""

    type: Literal["place_dots"] = "place_dots"
    card: Card
    count: Annotated[int, Field(ge=0, le=10)]


class PickCard(Frozen):
    """Choose a card to go on with, or no longer."""

    type: Literal["pick_card"] = "pick_card"
    card: Card
    picked: bool


class FocusCard(Frozen):
    """Put a card on the table of every screen; None clears the table."""

    type: Literal["focus_card"] = "focus_card"
    card: Card | None


class AnswerCard(Frozen):
    """Answer a question; an empty text says that it was answered aloud."""

    type: Literal["answer_card"] = "answer_card"
    card: Card
    text: Raw = ""


class RetractAnswer(Frozen):
    """Take the answer to a question back."""

    type: Literal["retract_answer"] = "retract_answer"
    card: Card


class MarkReady(Frozen):
    """Say that one has finished this step, or has not after all."""

    type: Literal["mark_ready"] = "mark_ready"
    step: Annotated[StepId, SLUG]
    ready: bool


class GiveConsent(Frozen):
    """Say that it is enough, so that the next step may open, or take that back."""

    type: Literal["give_consent"] = "give_consent"
    step: Annotated[StepId, SLUG]
    given: bool


class NextStep(Frozen):
    """Leave this step for the next; naming the step makes a double tap harmless."""

    type: Literal["next_step"] = "next_step"
    step: Annotated[StepId, SLUG]
    variant: Annotated[StepId, SLUG] | None = None
    """Which one, where the next step has variants; None takes the one chosen before, or the first."""  # noqa: E501 -- the line goes whole into protocol.ts
    anyway: bool = False
    """Although something is still to be done; a consent that is missing is not passed by."""


class BackStep(Frozen):
    """Leave this step for the one before it."""

    type: Literal["back_step"] = "back_step"
    step: Annotated[StepId, SLUG]


class GoToStep(Frozen):
    """Leave this step for any other."""

    type: Literal["go_to_step"] = "go_to_step"
    step: Annotated[StepId, SLUG]
    to: Annotated[StepId, SLUG]
    anyway: bool = False
    """Although something is still to be done, here or on the way; but not without the consent."""


class UndoStep(Frozen):
    """Take back what led to this step: a change of step, the block begun anew, another method."""

    type: Literal["undo_step"] = "undo_step"
    step: Annotated[StepId, SLUG]


class RepeatBlock(Frozen):
    """Go through the repeated block again, for another inbrenger; asked in its last step."""

    type: Literal["repeat_block"] = "repeat_block"
    step: Annotated[StepId, SLUG]
    inbrenger: Person
    anyway: bool = False
    """Although something is still to be done; a consent that is missing is not passed by."""


class StartTimer(Frozen):
    """Start the clock, or let it run on."""

    type: Literal["start_timer"] = "start_timer"


class PauseTimer(Frozen):
    """Hold the clock."""

    type: Literal["pause_timer"] = "pause_timer"


class ExtendTimer(Frozen):
    """Give more time."""

    type: Literal["extend_timer"] = "extend_timer"
    seconds: Annotated[int, Field(ge=10, le=3600)]


class StopTimer(Frozen):
    """Put the clock back to the suggested time, not running."""

    type: Literal["stop_timer"] = "stop_timer"


class PlanMethod(Frozen):
    """Choose the method of the next round."""

    type: Literal["plan_method"] = "plan_method"
    method: Annotated[MethodId, SLUG]


class GiveInbrenger(Frozen):
    """Make this person the inbrenger of the running round, or of the next; None makes nobody."""

    type: Literal["give_inbrenger"] = "give_inbrenger"
    person: Person | None


class StartRound(Frozen):
    """Open the first step of the planned method."""

    type: Literal["start_round"] = "start_round"
    bring: Card | None = None
    """A shown card of an earlier round, to lay on the first flap as what the inbrenger brings."""


class ChangeMethod(Frozen):
    """Go on with the same case in another method: this round ends, a new one follows it."""

    type: Literal["change_method"] = "change_method"
    method: Annotated[MethodId, SLUG]


class EndRound(Frozen):
    """Close the case; the flaps stay readable."""

    type: Literal["end_round"] = "end_round"


class EndBoard(Frozen):
    """Close the gathering; only the verslag remains."""

    type: Literal["end_board"] = "end_board"


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


class GiveTurn(Frozen):
    """Give somebody the floor; None leaves it open."""

    type: Literal["give_turn"] = "give_turn"
    person: Person | None


class NextTurn(Frozen):
    """Give the floor to the next who has not had it; nobody when all have."""

    type: Literal["next_turn"] = "next_turn"
    step: Annotated[StepId, SLUG]
    after: Person | None
    """Who has the floor, as the asker sees it; a second tap then passes nobody over."""


class SplitByChance(Frozen):
    """Divide the group by chance, as the open step says."""

    type: Literal["split_by_chance"] = "split_by_chance"
    step: Annotated[StepId, SLUG]


class PlaceInGroup(Frozen):
    """Put somebody in a subgroup; None takes them out of theirs."""

    type: Literal["place_in_group"] = "place_in_group"
    person: Person
    group: Annotated[GroupId, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")] | None


class PlayClip(Frozen):
    """Let the own clip play on every screen, from some place in it."""

    type: Literal["play_clip"] = "play_clip"
    clip: Clip
    at_ms: Annotated[int, Field(ge=0, le=12 * 60 * 60 * 1000)] = 0


class PauseClip(Frozen):
    """Hold the own clip where it is."""

    type: Literal["pause_clip"] = "pause_clip"
    clip: Clip


class StopClip(Frozen):
    """Stop a clip, one's own or as gespreksleider anybody's, and put it back to its beginning."""

    type: Literal["stop_clip"] = "stop_clip"
    clip: Clip


class RemoveClip(Frozen):
    """Take the own clip away; it is wiped."""

    type: Literal["remove_clip"] = "remove_clip"
    clip: Clip


class WatchElsewhere(Frozen):
    """Say that the group watches in the room or on a shared screen; None is on its own screens."""

    type: Literal["watch_elsewhere"] = "watch_elsewhere"
    where: Elsewhere | None


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


@dataclass(frozen=True, slots=True)
class OpenBoard:
    """The server's own: start a board. Never on the socket."""

    board: BoardId
    title: str
    language: Language
    code: str
    secret: str
    plan: Method


@dataclass(frozen=True, slots=True)
class Join:
    """The server's own: someone came through the door (`waiting` when by code)."""

    person: PersonId
    name: str
    device: Device
    waiting: bool
    leads: bool
    takes_part: bool = False


@dataclass(frozen=True, slots=True)
class RingTimer:
    """The server's own: the clock has run out."""

    ends_at: datetime


@dataclass(frozen=True, slots=True)
class BringClip:
    """The server's own: somebody sent a clip, and its file is here whole."""

    clip: ClipId
    media: Media
    size: int
    """In bytes."""


Errand = OpenBoard | Join | RingTimer | BringClip
SERVER = PersonId("server")
"""Who asks, when the server itself does."""


@dataclass(frozen=True, slots=True)
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
