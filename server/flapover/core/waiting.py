"""Ratings and dots that wait: what their givers alone know of until a step shows it (P21)."""

from flapover.core.board import Board, Card, Round
from flapover.core.ids import CardId, KindId
from flapover.core.steps import passed


def rated_kinds_shown_by(round_: Round, at: int) -> tuple[KindId, ...]:
    """Return the kinds whose waiting ratings and dots come out when step `at` is entered from here.

    Skipping a step does not skip this either, as with hidden cards.
    """
    entered = [step for step in passed(round_, at) if step is not round_.step]
    return tuple(dict.fromkeys(kind for step in entered for kind in step.reveal_ratings_on_entry))


def waiting_ratings(board: Board, round_: Round, kinds: tuple[KindId, ...]) -> tuple[CardId, ...]:
    """Return the cards of these kinds of which the others do not see every rating that waits."""
    return tuple(card.id for card in _of(board, round_, kinds) if _has_waiting_rating(card))


def _has_waiting_rating(card: Card) -> bool:
    return any(one.later and one.public != one.value for one in card.ratings.values())


def waiting_dots(board: Board, round_: Round, kinds: tuple[KindId, ...]) -> tuple[CardId, ...]:
    """Return the cards of these kinds of which the dots are still to be counted for all to see.

    A card without any dot counts as well: that it got none is to be seen like the rest.
    """
    counted_later = {
        kind
        for step in round_.method.steps
        if step.dots is not None and step.dots.visible == "later"
        for kind in step.dots.kinds
    }
    return tuple(
        card.id
        for card in _of(board, round_, kinds)
        if card.kind in counted_later and card.shown and card.total != sum(card.dots.values())
    )


def _of(board: Board, round_: Round, kinds: tuple[KindId, ...]) -> list[Card]:
    return [card for card in board.cards.values() if card.round == round_.id and card.kind in kinds]
