"""Which entities an event may have changed for somebody.

Too many keys only cost a comparison; a key too few breaks the law that a snapshot plus updates
equals a fresh snapshot (P22).
"""

from collections.abc import Iterable, Sequence

from flapover.core.board import Board
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
    ClipBrought,
    ClipMoved,
    ClipRemoved,
    ConsentMoved,
    DoorKeyTurned,
    DoorMoved,
    DotsPlaced,
    Event,
    HandMoved,
    JointWritten,
    MethodPlanned,
    PersonJoined,
    PersonRenamed,
    ReadyMarked,
    StepEntered,
    StepUndone,
    TimerMoved,
    TurnGiven,
    WatchedElsewhere,
)
from flapover.core.ids import CardId
from flapover.core.sight import Key, card_key, keys, person_keys


def touched(  # noqa: C901 -- one line per kind of event
    before: Board | None, event: Event, after: Board
) -> Iterable[Key]:
    """Return the keys of all views that `event` may have changed, for any viewer."""
    match event:
        case CardWritten():
            return (card_key(event.card), *_counted_keys(after, event))
        case CardRemoved():
            return (*_shown(before, [event.card]), *_round_keys(after))
        case CardsLinked():
            return (card_key(event.card), card_key(event.other))
        case CardEdited() | CardRewritten() | CardMoved() | CardRated() | CardAnswered():
            return (card_key(event.card),)
        case DotsPlaced():
            return (card_key(event.card),)
        case CardPicked():
            return (card_key(event.card), Key("lead"))
        case JointWritten():
            return (card_key(event.card),)
        case CardsRevealed():
            return (*_shown(after, [one.card for one in event.cards]), *_round_keys(after))
        case StepUndone() if _took_more_than_a_step(before):
            return keys(after)
        case StepEntered() | StepUndone() if _turns_backs(before) or _turns_backs(after):
            # Who turns their back, or comes back to the board, sees another board altogether.
            return keys(after)
        case StepEntered():
            revealed = (one.card for one in event.revealed)
            cards = dict.fromkeys((*revealed, *event.rated, *event.counted))
            return (*_shown(after, list(cards)), *_step_keys(after))
        case StepUndone():
            return (*_shown(before, _undone(before)), *_step_keys(after))
        case ReadyMarked() | ConsentMoved() | TurnGiven() | CardFocused():
            return _round_keys(after)
        case TimerMoved():
            return (Key("timer"),)
        case ClipBrought() | ClipRemoved():
            return (Key("clip"), Key("me"))
        case ClipMoved() | WatchedElsewhere():
            return (Key("clip"),)
        case PersonJoined():
            return (*person_keys(event.person), *_round_keys(after))
        case PersonRenamed():
            return (*person_keys(event.person), Key("me"))
        case HandMoved():
            return person_keys(event.person)
        case DoorMoved() | DoorKeyTurned():
            return (Key("door"),)
        case MethodPlanned():
            return (Key("board"),)
        case _:
            # Roles, promises and rounds decide what everybody sees of everything.
            return keys(after)


def _turns_backs(board: Board | None) -> bool:
    running = None if board is None else board.running
    return running is not None and bool(running.step.away)


def _took_more_than_a_step(board: Board | None) -> bool:
    undo = None if board is None or board.running is None else board.running.undo
    return undo is not None and undo.takes != "step"


def _round_keys(board: Board) -> tuple[Key, ...]:
    return () if board.current is None else (Key(f"round:{board.current}"), Key("lead"))


def _counted_keys(after: Board, event: CardWritten) -> tuple[Key, ...]:
    """Return the keys of what tells how many cards there are: only where some can be hidden."""
    hidden = after.round is not None and event.kind in after.round.method.hidden_kinds
    return _round_keys(after) if hidden else ()


def _step_keys(board: Board) -> tuple[Key, ...]:
    return (*_round_keys(board), Key("now"), Key("timer"), Key("clip"))


def _shown(board: Board | None, cards: Sequence[CardId]) -> Iterable[Key]:
    """Return the keys of cards that came or went, and of those that name one of them."""
    names = set(cards)
    naming = (
        card.id
        for card in (() if board is None else board.cards.values())
        if not names.isdisjoint(card.links) or not names.isdisjoint(card.sources)
    )
    return map(card_key, (*cards, *naming))


def _undone(board: Board | None) -> tuple[CardId, ...]:
    running = None if board is None else board.running
    if running is None or running.undo is None:
        return ()
    undo = running.undo
    return tuple(dict.fromkeys((*undo.revealed, *undo.rated, *undo.counted)))
