"""What is said of a card: ratings, answers, and laying it on the table."""

from flapover.core.board import Board, Card, Rating
from flapover.core.decide.asking import going, shown_card
from flapover.core.events import CardAnswered, CardFocused, CardRated, Event
from flapover.core.ids import CardId
from flapover.core.method import Allow, Rate
from flapover.core.rejected import reject, require
from flapover.core.requests import (
    AnswerCard,
    Command,
    FocusCard,
    RateCard,
    RetractAnswer,
    UnrateCard,
)
from flapover.core.text import written_or_empty


def rate_card(board: Board, ask: RateCard, command: Command) -> list[Event]:
    """Let a person rate a card on the scale of the open step.

    Returns:
        Empty when the card already has this rating, so a retry is harmless.

    Raises:
        Rejected: the step gives this role no rating, the card is not the asker's to see, or the
            scale has no such value.

    """
    rule, card = _rateable(board, ask.card, command)
    scale = going(board).method.scales[rule.scale]
    require(any(value.id == ask.value for value in scale.values), "no_such_value")
    shown = rule.visible == "now"
    if card.ratings.get(command.by) == Rating(value=ask.value, shown=shown):
        return []
    return [CardRated(card=card.id, by=command.by, value=ask.value, shown=shown)]


def unrate_card(board: Board, ask: UnrateCard, command: Command) -> list[Event]:
    """Take an own rating back, where one could be given."""
    _, card = _rateable(board, ask.card, command)
    given = card.ratings.get(command.by)
    return (
        []
        if given is None
        else [CardRated(card=card.id, by=command.by, value=None, shown=given.shown)]
    )


def _rateable(board: Board, card: CardId, command: Command) -> tuple[Rate, Card]:
    rule = going(board).step.rate
    allowed = None if rule is None else Allow(kinds=rule.kinds, who=rule.who)
    found = shown_card(board, card, command, allowed)
    return (reject("not_now") if rule is None else rule), found


def focus_card(board: Board, ask: FocusCard, command: Command) -> list[Event]:
    """Lay a card on the table of every screen, or clear the table."""
    running = going(board)
    rule = running.step.focus
    if rule is None or board.roles_of(command.by).isdisjoint(rule.who):
        reject("not_now")
    if ask.card is not None:
        shown_card(board, ask.card, command, rule)
    return [] if running.moment.focus == ask.card else [CardFocused(card=ask.card)]


def answer_card(board: Board, ask: AnswerCard, command: Command) -> list[Event]:
    """Answer a question; an empty text says that it was done aloud."""
    card = shown_card(board, ask.card, command, going(board).step.answer)
    text = written_or_empty(ask.text)
    if card.answer is not None and card.answer.text == text:
        return []
    return [CardAnswered(card=card.id, by=command.by, text=text)]


def retract_answer(board: Board, ask: RetractAnswer, command: Command) -> list[Event]:
    """Take the answer to a question back."""
    card = shown_card(board, ask.card, command, going(board).step.answer)
    return [] if card.answer is None else [CardAnswered(card=card.id, by=command.by, text=None)]
