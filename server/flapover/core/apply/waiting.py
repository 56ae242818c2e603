"""How ratings and dots that waited come out with a step, and go back when it is taken back."""

from collections.abc import Iterable, Mapping

from flapover.core.board import Board, Card, Rated, Rating, Undo
from flapover.core.events import StepEntered
from flapover.core.shape import replace


def bring_out(board: Board, event: StepEntered) -> Board:
    """Show what waited on the cards that the event names."""
    rated = [_shown(board.cards[card]) for card in event.rated]
    board = _with(board, rated)
    return _with(board, [_counted(board.cards[card]) for card in event.counted])


def _shown(card: Card) -> Card:
    ratings = {
        rated: replace(one, public=one.value) if one.later else one
        for rated, one in card.ratings.items()
    }
    return replace(card, ratings=ratings)


def _counted(card: Card) -> Card:
    return replace(card, total=sum(card.dots.values()))


def take_back(board: Board, undo: Undo) -> Board:
    """Let the others see again what they saw before; what was said openly since then stays."""
    kept = [
        replace(board.cards[card], ratings=_as_before(board.cards[card].ratings, former))
        for card, former in undo.rated.items()
        if card in board.cards
    ]
    board = _with(board, kept)
    totals = [
        replace(board.cards[card], total=former)
        for card, former in undo.counted.items()
        if card in board.cards
    ]
    return _with(board, totals)


def _as_before(
    ratings: Mapping[Rated, Rating], former: Mapping[Rated, Rating]
) -> dict[Rated, Rating]:
    return {
        rated: replace(one, public=former[rated].public) if one.later and rated in former else one
        for rated, one in ratings.items()
    }


def _with(board: Board, changed: Iterable[Card]) -> Board:
    return replace(board, cards={**board.cards, **{card.id: card for card in changed}})
