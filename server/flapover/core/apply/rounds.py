"""What happens to rounds, their steps and their clock."""

from flapover.core.apply.cards import show
from flapover.core.apply.dispatch import on
from flapover.core.apply.waiting import bring_out
from flapover.core.board import Board, Group, Moment, Round, Timer, Undo
from flapover.core.clips import standing
from flapover.core.events import (
    BlockRepeated,
    BoardEnded,
    ConsentMoved,
    GroupsMade,
    MethodPlanned,
    ReadyMarked,
    RoundEnded,
    RoundStarted,
    StepEntered,
    TimerMoved,
    TurnGiven,
)
from flapover.core.shape import replace
from flapover.core.steps import block_of, chosen_at, opening, timer_of


@on
def _planned(event: MethodPlanned, board: Board) -> Board:
    return replace(board, plan=event.method)


@on
def _started(event: RoundStarted, board: Board) -> Board:
    started = Round(
        id=event.round,
        method=event.method,
        inbrenger=event.inbrenger,
        moment=Moment(at=0, timer=timer_of(event.method.steps[0])),
        follows=event.follows,
        undo=_other_method(board, event),
    )
    rounds = {**board.rounds, started.id: started}
    return replace(board, rounds=rounds, current=started.id, plan_inbrenger=None)


def _other_method(board: Board, event: RoundStarted) -> Undo | None:
    former = None if event.follows is None else board.rounds[event.follows].stood
    if former is None or event.undo_until is None:
        return None
    return Undo(former.moment, {}, event.undo_until, former=former, plan=board.plan)


@on
def _ended(_event: RoundEnded, board: Board) -> Board:
    running = running_round(board)
    timer = replace(running.moment.timer, ends_at=None)
    moment = replace(running.moment, timer=timer, focus=None, speaker=None)
    ended = replace(running, ended=True, undo=None, moment=moment, clip=None, elsewhere=None)
    return put_round(board, replace(ended, stood=_without_clip(running)))


def _without_clip(running: Round) -> Round:
    """Return a round to go back to: a clip that was taken off is wiped and does not come back."""
    return replace(running, undo=None, clip=None)


@on
def _board_ended(_event: BoardEnded, board: Board) -> Board:
    return replace(board, ended=True)


@on
def _entered(event: StepEntered, board: Board) -> Board:
    running = running_round(board)
    revealed = {shown.card: board.cards[shown.card] for shown in event.revealed}
    undo = Undo(
        running.moment,
        revealed,
        event.undo_until,
        rated={card: board.cards[card].ratings for card in event.rated},
        counted={card: board.cards[card].total for card in event.counted},
    )
    moment = replace(opening(running, event.at), chosen=chosen_at(running, event.at))
    there = show(
        put_round(board, standing(replace(running, moment=moment, undo=undo))), event.revealed
    )
    return bring_out(there, event)


@on
def _repeated(event: BlockRepeated, board: Board) -> Board:
    running = running_round(board)
    again = block_of(running.method)
    steps = [running.method.steps[at] for at in again]
    divides_anew = running.split in {one.id for one in steps}
    kept = {
        choice: step
        for choice, step in running.moment.chosen.items()
        if choice not in {one.variant_of for one in steps}
    }
    anew = replace(
        running,
        moment=replace(opening(running, event.at), chosen=kept),
        consents=running.consents - {one.id for one in steps},
        groups=() if divides_anew else running.groups,
        split=None if divides_anew else running.split,
        undo=_lap_before(running, event),
        inbrenger=event.inbrenger,
        before=(*running.before, running.inbrenger),
        clip=None,
        elsewhere=None,
    )
    return put_round(board, anew)


def _lap_before(running: Round, event: BlockRepeated) -> Undo | None:
    if event.undo_until is None:
        return None
    former = _without_clip(running)
    return Undo(former.moment, {}, event.undo_until, former=former)


@on
def _ready(event: ReadyMarked, board: Board) -> Board:
    running = running_round(board)
    before = running.moment.ready
    ready = before | {event.person} if event.ready else before - {event.person}
    return put_round(board, replace(running, moment=replace(running.moment, ready=ready)))


@on
def _consent(event: ConsentMoved, board: Board) -> Board:
    running = running_round(board)
    given = running.consents | {event.step} if event.given else running.consents - {event.step}
    return put_round(board, replace(running, consents=given))


@on
def _turn(event: TurnGiven, board: Board) -> Board:
    running = running_round(board)
    moment = running.moment
    spoken = moment.spoken
    if moment.speaker is not None and moment.speaker not in spoken:
        spoken = (*spoken, moment.speaker)
    moment = replace(moment, speaker=event.person, spoken=spoken)
    return put_round(board, replace(running, moment=moment))


@on
def _groups(event: GroupsMade, board: Board) -> Board:
    groups = tuple(Group(one.id, one.title, one.members) for one in event.groups)
    return put_round(board, replace(running_round(board), groups=groups, split=event.split))


@on
def _timer(event: TimerMoved, board: Board) -> Board:
    running = running_round(board)
    timer = Timer(total_ms=event.total_ms, left_ms=event.left_ms, ends_at=event.ends_at)
    return put_round(board, replace(running, moment=replace(running.moment, timer=timer)))


def running_round(board: Board) -> Round:
    """Return the round that an event of one happens in; `ValueError` when none goes on."""
    if board.running is None:
        raise ValueError("a round's event happened outside a round")
    return board.running


def put_round(board: Board, changed: Round) -> Board:
    """Return the board with this round as it is now."""
    return replace(board, rounds={**board.rounds, changed.id: changed})
