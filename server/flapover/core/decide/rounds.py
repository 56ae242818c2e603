"""The gathering and its rounds: opening, planning, starting, ending."""

from datetime import datetime

from flapover.core.board import Board, Card
from flapover.core.decide.asking import card_seen_by, going, require_lead
from flapover.core.decide.cards import MAX_CARDS
from flapover.core.decide.undoing import undo_until
from flapover.core.events import (
    BoardEnded,
    BoardOpened,
    CardWritten,
    Event,
    MethodPlanned,
    RoundEnded,
    RoundStarted,
)
from flapover.core.ids import CardId, KindId, PersonId, RoundId
from flapover.core.method import Method
from flapover.core.rejected import reject, require
from flapover.core.requests import (
    ChangeMethod,
    Command,
    EndBoard,
    EndRound,
    OpenBoard,
    PlanMethod,
    StartRound,
)
from flapover.core.steps import takes_card
from flapover.core.text import TITLE_GRAPHEMES, name, written
from flapover.core.wording import Words

MAX_ROUNDS = 20


def open_board(errand: OpenBoard, at: datetime) -> list[Event]:
    """Open a board; a blank title is no title."""
    return [
        BoardOpened(
            board=errand.board,
            at=at,
            title=name(errand.title, TITLE_GRAPHEMES) if errand.title.strip() else "",
            language=errand.language,
            code=errand.code,
            secret=errand.secret,
            plan=errand.plan,
        )
    ]


def plan_method(board: Board, _ask: PlanMethod, command: Command) -> list[Event]:
    """Choose the method of the next round."""
    require_lead(board, command)
    if command.method is None:
        reject("no_such_method")
    return [] if command.method == board.plan else [MethodPlanned(method=command.method)]


def start_round(board: Board, ask: StartRound, command: Command) -> list[Event]:
    """Open the first step of the planned method for the chosen inbrenger."""
    require_lead(board, command)
    require(board.running is None, "already_going")
    started = _started(board, board.plan, board.plan_inbrenger)
    if ask.bring is None:
        return [started]
    return [started, _brought(board, card_seen_by(board, ask.bring, command.by), command)]


def _started(board: Board, method: Method, inbrenger: PersonId | None) -> RoundStarted:
    require(len(board.rounds) < MAX_ROUNDS, "board_full")
    require(inbrenger is not None or not method.needs_inbrenger, "needs_inbrenger")
    number = RoundId(f"r{len(board.rounds) + 1}")
    return RoundStarted(round=number, method=method, inbrenger=inbrenger)


def _brought(board: Board, card: Card, command: Command) -> CardWritten:
    """Lay a card of an earlier round on the first flap, as what the inbrenger of this one brings.

    Raises:
        Rejected: nobody brings a case, the card is still hidden, or the first step of the method
            has no room for it.

    """
    inbrenger = board.plan_inbrenger
    if inbrenger is None:
        reject("needs_inbrenger")
    rule = takes_card(board.plan)
    if rule is None or not card.shown:
        reject("not_now")
    name = CardId(command.id)
    require(name not in board.cards, "reused_id")
    require(len(board.cards) < MAX_CARDS, "board_full")
    words = _words_for(board, card, rule.kind)
    return CardWritten(
        card=name,
        kind=rule.kind,
        sheet=rule.sheet,
        zone=rule.zone,
        rank=1.0,
        by=inbrenger,
        typed_by=inbrenger,
        text=words.text,
        parts=words.parts,
        shown=True,
        anonymous=rule.anonymous,
        sources=(card.id,),
    )


def _words_for(board: Board, card: Card, kind: KindId) -> Words:
    """Return what a card says, for another kind.

    Parts that both kinds have keep their place. Else all of it goes into the first part that takes
    a text; whoever brings it can fill in the rest.
    """
    parts = board.plan.kinds[kind].parts
    old = board.rounds[card.round].method.kinds.get(card.kind)
    same = {(part.id, part.type) for part in (() if old is None else old.parts)}
    kept = {
        part.id: card.parts[part.id]
        for part in parts
        if part.id in card.parts and (part.id, part.type) in same
    }
    if kept and len(kept) == len(card.parts):
        return Words(written("\n".join(kept.values())), kept)
    text = written(_reworded(board, card, kind))
    first = next((part.id for part in parts if part.type == "text"), None)
    return Words(text, {} if first is None else {first: text})


def _reworded(board: Board, card: Card, kind: KindId) -> str:
    """Return the text of a card for another kind, with the opening that it would lose there."""
    old, new = board.rounds[card.round].method.kinds.get(card.kind), board.plan.kinds[kind]
    if old is None or not old.starter or old.starter == new.starter:
        return card.text
    return f"{old.starter.rstrip(' …')} {card.text}"


def change_method(board: Board, _ask: ChangeMethod, command: Command) -> list[Event]:
    """Go on with the same case in another method; the flaps of this round stay.

    Raises:
        Rejected: no such method, or it needs an inbrenger and nobody is one any more.

    """
    require_lead(board, command)
    running = going(board)
    method = command.method
    if method is None:
        reject("no_such_method")
    if method.id == running.method.id:
        return []
    person = running.inbrenger
    stays = person is not None and board.people[person].standing == "seated"
    started = _started(board, method, person if stays else None)
    follows = started.model_copy(update={"follows": running.id, "undo_until": undo_until(command)})
    planned = [] if method == board.plan else [MethodPlanned(method=method)]
    # What was planned until now is known when the round begins, to be planned again by an undo.
    return [RoundEnded(), follows, *planned]


def end_round(board: Board, _ask: EndRound, command: Command) -> list[Event]:
    """Close the case."""
    require_lead(board, command)
    going(board)
    return [RoundEnded()]


def end_board(board: Board, _ask: EndBoard, command: Command) -> list[Event]:
    """Close the gathering, and the case that is still going on."""
    require_lead(board, command)
    return [BoardEnded()] if board.running is None else [RoundEnded(), BoardEnded()]
