"""What may be known of a card by who sees it; a field of it stays secret until a line shows it."""

from collections.abc import Iterator

from flapover.core.board import Answer, Board, Card, Rated
from flapover.core.ids import CardId
from flapover.core.sight import CardSight
from flapover.core.views import AnswerView, CardView, RatingView


def card_view(board: Board, card: Card, granted: CardSight) -> CardView:
    """Return a card; whose it is and what it hangs together with only where that is granted."""
    answer = card.answer
    return CardView(
        id=card.id,
        round=card.round,
        kind=card.kind,
        sheet=card.sheet,
        zone=card.zone,
        rank=card.rank,
        by=card.by if granted.knows_writer else None,
        typed_by=card.typed_by if granted.knows_writer else None,
        text=card.text,
        parts=dict(card.parts),
        anonymous=card.anonymous,
        private=card.private,
        sources=_shown(board, card.sources) if granted.sees_related else (),
        links=_shown(board, card.links) if granted.sees_related else (),
        earlier=card.earlier,
        # Of an anonymous card even who reworded it would tell: mostly that is its writer.
        reworded_by=card.reworded_by if granted.knows_writer else (),
        revision=0 if card.joint is None else card.joint.revision,
        writers=() if card.joint is None else card.joint.writers,
        shown=card.shown,
        ratings=tuple(_ratings(card, granted)),
        dots=card.total,
        my_dots=0 if granted.private_rater is None else card.dots.get(granted.private_rater, 0),
        picked=card.picked,
        answer=None if answer is None else _answer(answer),
        lap=card.lap,
        group=card.group,
        split=card.split,
    )


def _answer(answer: Answer) -> AnswerView:
    return AnswerView(by=answer.by, text=answer.text, opening=answer.opening)


def _ratings(card: Card, granted: CardSight) -> Iterator[RatingView]:
    """Yield the ratings that a viewer sees, in an order that tells nothing of when they came."""
    for (rater, criterion), one in sorted(card.ratings.items(), key=lambda item: _order(item[0])):
        value = one.value if rater == granted.private_rater else one.public
        if value is not None:
            yield RatingView(by=rater, value=value, criterion=criterion)


def _order(rated: Rated) -> tuple[str, str]:
    rater, criterion = rated
    return (rater, criterion or "")


def _shown(board: Board, named: tuple[CardId, ...]) -> tuple[CardId, ...]:
    """Leave out what is hidden again or gone: its id is not to be known either (P21)."""
    return tuple([one for one in named if one in board.cards and board.cards[one].shown])
