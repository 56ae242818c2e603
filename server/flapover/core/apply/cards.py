"""What happens to cards."""

from collections.abc import Iterable, Mapping

from flapover.core.apply.dispatch import on
from flapover.core.board import Answer, Board, Card, Joint, Rating
from flapover.core.events import (
    CardAnswered,
    CardEdited,
    CardFocused,
    CardMoved,
    CardPicked,
    CardRated,
    CardRemoved,
    CardRewritten,
    CardsLinked,
    CardsRevealed,
    CardWritten,
    DotsPlaced,
    JointWritten,
    Shown,
)
from flapover.core.ids import CardId, RoundId, SheetId
from flapover.core.shape import replace
from flapover.core.splices import spliced
from flapover.core.steps import lap_here

RECENT_CHANGES = 200
"""So far may a phone be behind and still write on, without asking for the newest text first."""


@on
def _written(event: CardWritten, board: Board) -> Board:
    if board.current is None:
        raise ValueError("a card was written before any round")
    round_ = board.rounds[board.current]
    split = None if event.group is None else round_.split
    card = Card(
        id=event.card,
        round=board.current,
        kind=event.kind,
        sheet=event.sheet,
        zone=event.zone,
        rank=event.rank,
        by=event.by,
        typed_by=event.typed_by,
        text=event.text,
        shown=event.shown,
        lap=lap_here(round_),
        group=event.group,
        split=split,
        parts=event.parts,
        anonymous=event.anonymous,
        private=event.private,
        sources=event.sources,
    )
    return _placed(board, card)


@on
def _edited(event: CardEdited, board: Board) -> Board:
    card = board.cards[event.card]
    return _put(board, replace(card, text=event.text, parts=event.parts))


@on
def _jointly(event: JointWritten, board: Board) -> Board:
    card = board.cards[event.card]
    joint = card.joint or Joint()
    writers = joint.writers if event.by in joint.writers else (*joint.writers, event.by)
    recent = (*joint.recent, (event.request, event.splices))[-RECENT_CHANGES:]
    text = spliced(card.text, event.splices)
    return _put(board, replace(card, text=text, joint=Joint(event.revision, recent, writers)))


@on
def _rewritten(event: CardRewritten, board: Board) -> Board:
    card = board.cards[event.card]
    return _put(
        board,
        replace(
            card,
            text=event.text,
            parts=event.parts,
            earlier=(*card.earlier, card.text),
            reworded_by=(*card.reworded_by, card.by if event.by is None else event.by),
            joint=card.joint and _started_anew(card.joint),
        ),
    )


def _started_anew(joint: Joint) -> Joint:
    """Whoever still writes on the former wording is told that it is stale."""
    return replace(joint, revision=joint.revision + 1, recent=())


@on
def _removed(event: CardRemoved, board: Board) -> Board:
    cards = {card: kept for card, kept in board.cards.items() if card != event.card}
    return _let_go(replace(board, cards=cards), (event.card,))


@on
def _moved(event: CardMoved, board: Board) -> Board:
    card = replace(board.cards[event.card], sheet=event.sheet, zone=event.zone, rank=event.rank)
    return _placed(board, card)


@on
def _linked(event: CardsLinked, board: Board) -> Board:
    one, other = board.cards[event.card], board.cards[event.other]
    return _put(_put(board, _tied(one, other.id, event.linked)), _tied(other, one.id, event.linked))


def _tied(card: Card, to: CardId, linked: bool) -> Card:
    others = tuple(one for one in card.links if one != to)
    return replace(card, links=(*others, to) if linked else others)


@on
def _revealed(event: CardsRevealed, board: Board) -> Board:
    return show(_to_take_back(board, event), event.cards)


def _to_take_back(board: Board, event: CardsRevealed) -> Board:
    """Let what is shown in a step be hidden with it, when the step is taken back."""
    running = board.running
    if running is None or running.undo is None:
        return board
    hidden = {one.card: board.cards[one.card] for one in event.cards}
    undo = replace(running.undo, revealed={**running.undo.revealed, **hidden})
    kept = replace(running, undo=undo)
    return replace(board, rounds={**board.rounds, kept.id: kept})


@on
def _focused(event: CardFocused, board: Board) -> Board:
    running = board.running
    if running is None:
        return board
    kept = replace(running, moment=replace(running.moment, focus=event.card))
    return replace(board, rounds={**board.rounds, kept.id: kept})


@on
def _rated(event: CardRated, board: Board) -> Board:
    card = board.cards[event.card]
    key = (event.by, event.criterion)
    ratings = {rated: rating for rated, rating in card.ratings.items() if rated != key}
    before = card.ratings.get(key, Rating(value=None, public=None))
    public = event.value if event.shown else before.public
    if event.value is not None or public is not None:
        ratings[key] = Rating(value=event.value, public=public, later=event.later)
    return _put(board, replace(card, ratings=ratings))


@on
def _dotted(event: DotsPlaced, board: Board) -> Board:
    card = board.cards[event.card]
    dots = {giver: count for giver, count in card.dots.items() if giver != event.by}
    if event.count:
        dots[event.by] = event.count
    total = sum(dots.values()) if event.shown else card.total
    return _put(board, replace(card, dots=dots, total=total))


@on
def _picked(event: CardPicked, board: Board) -> Board:
    return _put(board, replace(board.cards[event.card], picked=event.picked))


@on
def _answered(event: CardAnswered, board: Board) -> Board:
    answer = None if event.text is None else Answer(event.by, event.text, event.opening)
    return _put(board, replace(board.cards[event.card], answer=answer))


def show(board: Board, revealed: Iterable[Shown]) -> Board:
    """Make hidden cards visible, each at the place it was given."""
    changed = [replace(board.cards[one.card], shown=True, rank=one.rank) for one in revealed]
    cards = {**board.cards, **{card.id: card for card in changed}}
    return _ranked(replace(board, cards=cards), changed)


def hide(board: Board, revealed: Mapping[CardId, Card]) -> Board:
    """Make cards hidden again, as they were but for their wording; those removed since stay away.

    What was said of them meanwhile goes too, and nothing of them may stay behind in the ranks of
    others: who comes later could count them (P21).
    """
    hidden = [
        _worded_as(former, board.cards[card])
        for card, former in revealed.items()
        if card in board.cards
    ]
    names = tuple(card.id for card in hidden)
    cards = {**board.cards, **{card.id: card for card in hidden}}
    without = replace(board, cards=cards, last_rank={})
    shown = (card for card in cards.values() if card.shown)
    return _let_go(_ranked(without, shown), names)


def _worded_as(former: Card, now: Card) -> Card:
    return replace(
        former,
        text=now.text,
        parts=now.parts,
        earlier=now.earlier,
        reworded_by=now.reworded_by,
        joint=now.joint,
    )


def _put(board: Board, card: Card) -> Board:
    return replace(board, cards={**board.cards, card.id: card})


def _placed(board: Board, card: Card) -> Board:
    return _ranked(board, [card], {**board.cards, card.id: card})


def _ranked(
    board: Board, placed: Iterable[Card], cards: Mapping[CardId, Card] | None = None
) -> Board:
    last: dict[tuple[RoundId, SheetId], float] = dict(board.last_rank)
    for card in placed:
        if card.shown:
            last[card.round, card.sheet] = max(last.get((card.round, card.sheet), 0.0), card.rank)
    return replace(board, cards=board.cards if cards is None else cards, last_rank=last)


def _let_go(board: Board, cards: tuple[CardId, ...]) -> Board:
    """Take cards that went away off the table and out of the links of others."""
    untied = {
        card.id: replace(card, links=tuple(one for one in card.links if one not in cards))
        for card in board.cards.values()
        if not set(cards).isdisjoint(card.links)
    }
    return _off_the_table(replace(board, cards={**board.cards, **untied}), cards)


def _off_the_table(board: Board, cards: tuple[CardId, ...]) -> Board:
    running = board.running
    if running is None or running.moment.focus not in cards:
        return board
    kept = replace(running, moment=replace(running.moment, focus=None))
    return replace(board, rounds={**board.rounds, kept.id: kept})
