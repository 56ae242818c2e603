"""What happened to cards."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from flapover.core.events.steps import Shown
from flapover.core.ids import CardId, GroupId, KindId, PersonId, RequestId, SheetId, ZoneId
from flapover.core.shape import Frozen
from flapover.core.splices import Splices


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
    parts: Mapping[str, str] = Field(default_factory=dict)
    anonymous: bool = False
    private: bool = False
    sources: tuple[CardId, ...] = ()


class CardEdited(Frozen):
    """The text of a card was replaced."""

    type: Literal["card_edited"] = "card_edited"
    card: CardId
    text: str
    parts: Mapping[str, str] = Field(default_factory=dict)


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
    parts: Mapping[str, str] = Field(default_factory=dict)


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


class CardAnswered(Frozen):
    """A question was answered; an empty text is 'aloud', None takes the answer back."""

    type: Literal["card_answered"] = "card_answered"
    card: CardId
    by: PersonId
    text: str | None
    opening: str = ""
    """The fixed opening that the step gave it; the text never holds it."""
