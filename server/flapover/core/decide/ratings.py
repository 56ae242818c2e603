"""What is said of a card: ratings, answers, and laying it on the table."""

from flapover.core.board import Board, Card, Rating
from flapover.core.decide.asking import going, shown_card
from flapover.core.events import CardAnswered, CardFocused, CardRated, Event
from flapover.core.ids import CardId, CriterionId, PersonId
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
            scale has no such value, or the step no such criterion.

    """
    rule, card = _rateable(board, ask.card, command)
    _require_criterion(rule, ask.criterion)
    scale = going(board).method.scales[rule.scale]
    require(any(value.id == ask.value for value in scale.values), "no_such_value")
    return _said(card, rule, command.by, ask.criterion, ask.value)


def unrate_card(board: Board, ask: UnrateCard, command: Command) -> list[Event]:
    """Take an own rating back, where one could be given."""
    rule, card = _rateable(board, ask.card, command)
    _require_criterion(rule, ask.criterion)
    return _said(card, rule, command.by, ask.criterion, None)


def _require_criterion(rule: Rate, criterion: CriterionId | None) -> None:
    """A card is rated on one of the criteria where there are any, and as a whole where not."""
    ids = {one.id for one in rule.criteria}
    require(criterion in ids if ids else criterion is None, "no_such_value")


def _said(
    card: Card, rule: Rate, by: PersonId, criterion: CriterionId | None, value: str | None
) -> list[Event]:
    before = card.ratings.get((by, criterion), Rating(value=None, public=None))
    shown, later = rule.visible == "now", rule.visible == "later"
    after = Rating(value=value, public=value if shown else before.public, later=later)
    same = (before.value, before.public) == (after.value, after.public)
    if same and (value is None or before.later == later):
        return []
    return [
        CardRated(card=card.id, by=by, value=value, shown=shown, criterion=criterion, later=later)
    ]


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
    rule = going(board).step.answer
    card = shown_card(board, ask.card, command, rule)
    text = written_or_empty(ask.text)
    if card.answer is not None and card.answer.text == text:
        return []
    opening = rule.prompt if rule is not None and text else ""
    return [CardAnswered(card=card.id, by=command.by, text=text, opening=opening)]


def retract_answer(board: Board, ask: RetractAnswer, command: Command) -> list[Event]:
    """Take the answer to a question back."""
    card = shown_card(board, ask.card, command, going(board).step.answer)
    return [] if card.answer is None else [CardAnswered(card=card.id, by=command.by, text=None)]
