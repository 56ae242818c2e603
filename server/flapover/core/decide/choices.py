"""Choosing among cards: dots from everybody, and the pick with which to go on."""

from flapover.core.board import Board, Card
from flapover.core.decide.asking import going, seated_person, shown_card
from flapover.core.events import CardPicked, DotsPlaced, Event, InbrengerChanged
from flapover.core.ids import KindId
from flapover.core.rejected import reject, require
from flapover.core.requests import Command, PickCard, PlaceDots
from flapover.core.steps import in_play


def place_dots(board: Board, ask: PlaceDots, command: Command) -> list[Event]:
    """Have exactly so many of one's own dots on a card; the number makes a retry harmless.

    Raises:
        Rejected: the step gives this role no dots, the card is not the asker's to see, or the
            asker has not so many left. Taking dots off is always possible.

    """
    rule = going(board).step.dots
    card = shown_card(board, ask.card, command, rule)
    if rule is None:
        reject("not_now")
    had = card.dots.get(command.by, 0)
    if had == ask.count:
        return []
    spent = sum(one.dots.get(command.by, 0) for one in _cards(board, rule.kinds)) - had
    most = min(rule.each - spent, rule.each if rule.per_card is None else rule.per_card)
    require(ask.count < had or ask.count <= most, "too_many")
    shown = rule.visible == "now"
    return [DotsPlaced(card=card.id, by=command.by, count=ask.count, shown=shown)]


def pick_card(board: Board, ask: PickCard, command: Command) -> list[Event]:
    """Choose a card to go on with, or no longer; where one is chosen it replaces the former.

    Raises:
        Rejected: the step lets this role choose nothing, the card is not the asker's to see, no
            more may be chosen, or it would make somebody who left the inbrenger.

    """
    rule = going(board).step.pick
    card = shown_card(board, ask.card, command, rule)
    if rule is None:
        reject("not_now")
    if card.picked == ask.picked:
        return []
    if not ask.picked:
        return [CardPicked(card=card.id, picked=False)]
    others = [one for one in _cards(board, rule.kinds) if one.picked]
    require(rule.max == 1 or len(others) < rule.max, "too_many")
    former = others if rule.max == 1 else []
    return [
        *(CardPicked(card=one.id, picked=False) for one in former),
        CardPicked(card=card.id, picked=True),
        *(_its_author_brings_the_case(board, card) if rule.makes_inbrenger else ()),
    ]


def _its_author_brings_the_case(board: Board, card: Card) -> tuple[Event, ...]:
    # Whose an anonymous card is would be told by who brings the case (P21).
    require(not card.anonymous, "not_now")
    author = seated_person(board, card.by).id
    return () if board.inbrenger == author else (InbrengerChanged(person=author),)


def _cards(board: Board, kinds: tuple[KindId, ...]) -> list[Card]:
    return [card for card in board.cards.values() if card.kind in kinds and in_play(board, card)]
