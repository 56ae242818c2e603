"""Moving through the script: steps, what they reveal, who is ready, whose consent is needed."""

from collections.abc import Iterable, Mapping, Sequence

from flapover.core.apply import apply
from flapover.core.board import Board, Card, Round
from flapover.core.decide.asking import going, going_at, has_role, require_lead, seated_person
from flapover.core.decide.cards import last_rank
from flapover.core.decide.undoing import undo_until
from flapover.core.events import (
    BlockRepeated,
    CardsRevealed,
    ConsentMoved,
    Event,
    ReadyMarked,
    Shown,
    StepEntered,
    StepUndone,
    TurnGiven,
)
from flapover.core.groups import may_speak
from flapover.core.ids import SheetId, StepId
from flapover.core.method import Step, Waits
from flapover.core.needs import waits_for
from flapover.core.rejected import Reason, reject, require
from flapover.core.requests import (
    BackStep,
    Command,
    GiveConsent,
    GoToStep,
    MarkReady,
    NextStep,
    RepeatBlock,
    RevealAll,
    RevealAuthor,
    UndoStep,
)
from flapover.core.sight import is_away
from flapover.core.steps import (
    all_ready,
    back_index,
    block_of,
    hidden_cards,
    next_index,
    passed,
    unveiled_by,
    variants_next,
)
from flapover.core.waiting import rated_kinds_shown_by, waiting_dots, waiting_ratings

MAX_LAPS = 40
NEEDS: Mapping[Waits, Reason] = {
    "consent": "needs_consent",
    "split": "needs_split",
    "pick": "needs_pick",
}


def next_step(board: Board, ask: NextStep, command: Command) -> list[Event]:
    """Open the next step, with the cards that it reveals."""
    require_lead(board, command)
    running = going_at(board, ask.step)
    after = _variant(running, ask.variant) if ask.variant else next_index(running)
    if after is None:
        reject("no_such_step")
    return _enter(board, running, after, command, anyway=ask.anyway)


def _variant(running: Round, asked: StepId) -> int | None:
    steps = running.method.steps
    return next((at for at in variants_next(running) if steps[at].id == asked), None)


def back_step(board: Board, ask: BackStep, command: Command) -> list[Event]:
    """Open the step before; what was revealed stays visible."""
    require_lead(board, command)
    running = going_at(board, ask.step)
    before = back_index(running)
    if before is None:
        reject("no_such_step")
    return _enter(board, running, before, command, anyway=False)


def go_to_step(board: Board, ask: GoToStep, command: Command) -> list[Event]:
    """Open any step."""
    require_lead(board, command)
    running = going_at(board, ask.step)
    target = running.method.index(ask.to)
    if target is None:
        reject("no_such_step")
    if target == running.moment.at:
        return []
    return _enter(board, running, target, command, anyway=ask.anyway)


def _enter(
    board: Board, running: Round, target: int, command: Command, *, anyway: bool
) -> list[Event]:
    # Only who sees the board may learn what was chosen: who is away is not stopped by it (P21).
    blind = anyway or is_away(board, command.by)
    for step in passed(running, target)[:-1]:
        if step is running.step or not step.optional:
            _may_be_left(board, running, step, blind=blind)
    kinds = unveiled_by(running, target)
    unveiled = [card for card in hidden_cards(board, running) if card.kind in kinds]
    revealed = placed(board, running, unveiled)
    said_of = rated_kinds_shown_by(running, target)
    rated = waiting_ratings(board, running, said_of)
    counted = waiting_dots(board, running, said_of)
    until = undo_until(command)
    return [
        StepEntered(at=target, revealed=revealed, undo_until=until, rated=rated, counted=counted)
    ]


def _may_be_left(board: Board, running: Round, step: Step, *, blind: bool) -> None:
    for what in waits_for(board, running, step):
        require(blind and what != "consent", NEEDS[what])


def placed(board: Board, running: Round, cards: Iterable[Card]) -> tuple[Shown, ...]:
    """Give cards that become visible a place behind those that already are."""
    last: dict[SheetId, float] = {}
    shown = []
    for card in cards:
        last[card.sheet] = last.get(card.sheet, last_rank(board, running, card.sheet)) + 1
        shown.append(Shown(card=card.id, rank=last[card.sheet]))
    return tuple(shown)


def undo_step(board: Board, ask: UndoStep, command: Command) -> list[Event]:
    """Take the last change of step, inbrenger or method back while that still makes sense."""
    require_lead(board, command)
    undo = going_at(board, ask.step).undo
    require(undo is not None and command.at <= undo.until, "nothing_to_undo")
    return [StepUndone()]


def repeat_block(board: Board, ask: RepeatBlock, command: Command) -> list[Event]:
    """Go through the repeated block again for another inbrenger; all cards stay readable.

    Raises:
        Rejected: this is not the last step of such a block, something is still to be done in it, or
            there were laps enough.

    """
    require_lead(board, command)
    running = going_at(board, ask.step)
    block = block_of(running.method)
    require(running.moment.at == block.stop - 1, "not_now")
    person = seated_person(board, ask.inbrenger)
    if person.id == running.inbrenger:
        return []
    blind = ask.anyway or is_away(board, command.by)
    _may_be_left(board, running, running.step, blind=blind)
    require(running.lap < MAX_LAPS, "too_many")
    until = undo_until(command)
    return [BlockRepeated(at=block.start, inbrenger=person.id, undo_until=until)]


def reveal_all(board: Board, _ask: RevealAll, command: Command) -> list[Event]:
    """Show every hidden card of the kinds that the step lets be shown."""
    running, cards = _revealable(board, command, "all")
    return [CardsRevealed(cards=placed(board, running, cards))] if cards else []


def reveal_when_ready(board: Board, events: Sequence[Event]) -> list[Event]:
    """Show what waits for everybody to be ready, when these events make that so.

    Whatever made it so counts: the last one said to be ready, left, or has another role.
    """
    running = board.running
    rule = None if running is None else running.step.reveal
    if running is None or rule is None or "ready" not in rule.ways or not events:
        return []
    after = board
    for event in events:
        after = apply(after, event)
    then = after.running
    if then is None or (then.id, then.lap, then.moment.at) != (
        running.id,
        running.lap,
        running.moment.at,
    ):
        return []
    if all_ready(board, running) or not all_ready(after, then):
        return []
    cards = [card for card in hidden_cards(after, then) if card.kind in rule.kinds]
    return [CardsRevealed(cards=placed(after, then, cards))] if cards else []


def reveal_author(board: Board, ask: RevealAuthor, command: Command) -> list[Event]:
    """Show one author's hidden cards and give that author the floor.

    Raises:
        Rejected: the step reveals no author by author, or this one has nothing to show and no turn.

    """
    running, cards = _revealable(board, command, "author")
    # To show the anonymous cards of one person would tell whose they are (P21).
    own = [card for card in cards if card.by == ask.person and not card.anonymous]
    # Whoever left has no turn any more, but what they wrote can still be read out.
    author = ask.person if own else seated_person(board, ask.person).id
    has_turn = may_speak(board, running, author)
    require(bool(own) or has_turn, "not_now")
    events: list[Event] = [CardsRevealed(cards=placed(board, running, own))] if own else []
    if has_turn and running.moment.speaker != author:
        events.append(TurnGiven(person=author))
    return events


def _revealable(board: Board, command: Command, way: str) -> tuple[Round, list[Card]]:
    running = going(board)
    rule = running.step.reveal
    if rule is None or way not in rule.ways or not has_role(board, command, rule.who):
        reject("not_now")
    return running, [card for card in hidden_cards(board, running) if card.kind in rule.kinds]


def mark_ready(board: Board, ask: MarkReady, command: Command) -> list[Event]:
    """Say that the asker has finished the open step, or has not after all."""
    running = going_at(board, ask.step)
    require(has_role(board, command, running.step.ready), "not_now")
    if (command.by in running.moment.ready) == ask.ready:
        return []
    return [ReadyMarked(person=command.by, ready=ask.ready)]


def give_consent(board: Board, ask: GiveConsent, command: Command) -> list[Event]:
    """Say that it is enough, or not after all; only the role that the step names."""
    running = going_at(board, ask.step)
    rule = running.step.consent
    if rule is None or not has_role(board, command, (rule.who,)):
        reject("not_now")
    if (ask.step in running.consents) == ask.given:
        return []
    return [ConsentMoved(step=ask.step, given=ask.given)]
