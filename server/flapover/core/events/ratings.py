"""What was said of cards: ratings, dots, a choice."""

from typing import Literal

from flapover.core.ids import CardId, CriterionId, PersonId
from flapover.core.shape import Frozen


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
