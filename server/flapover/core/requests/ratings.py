"""What may be said of cards: ratings, dots, a choice."""

from typing import Annotated, Literal

from pydantic import Field

from flapover.core.ids import CriterionId
from flapover.core.method import SLUG, Slug
from flapover.core.requests.fields import Card
from flapover.core.shape import Frozen


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
