"""What may be asked of cards: write, mend, move, show, point out and answer."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from flapover.core.ids import KindId, SheetId, StepId, ZoneId
from flapover.core.method import SLUG, Slug
from flapover.core.requests.fields import Card, Raw
from flapover.core.shape import Frozen
from flapover.core.splices import Splices, in_order


class WriteCard(Frozen):
    """Write a card of this kind; the request's id becomes the card's id."""

    type: Literal["write_card"] = "write_card"
    kind: Annotated[KindId, SLUG]
    text: Raw
    zone: Annotated[ZoneId, SLUG] | None = None
    step: Annotated[StepId, SLUG] | None = None
    """The step the writer thought was open; when another is open at commit, the card is refused."""
    parts: Mapping[Slug, Raw] = Field(default_factory=dict)
    """Of a kind with parts, whose `text` is empty here."""
    sources: Annotated[tuple[Card, ...], Field(max_length=12)] = ()
    """Shown cards that this one comes from."""


class EditCard(Frozen):
    """Replace the text of an own card."""

    type: Literal["edit_card"] = "edit_card"
    card: Card
    text: Raw
    parts: Mapping[Slug, Raw] = Field(default_factory=dict)


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
    parts: Mapping[Slug, Raw] = Field(default_factory=dict)


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
