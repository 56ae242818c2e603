"""Where a round is, and its clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flapover.core.board import Board, Round
from flapover.core.groups import queue
from flapover.core.ids import CardId, KindId, PersonId, StepId
from flapover.core.steps import course, expected_ready, held_back, milliseconds
from flapover.core.views import GroupView, RoundView, TimerView


@dataclass(frozen=True, slots=True)
class _Told:
    """What a round tells of what people do in it. Closed: a line of `round_view` opens each."""

    expected: tuple[PersonId, ...]
    ready: tuple[PersonId, ...]
    consented: bool
    focus: CardId | None = None
    speaker: PersonId | None = None
    spoken: tuple[PersonId, ...] = ()
    queue: tuple[PersonId, ...] = ()
    groups: tuple[GroupView, ...] = ()
    split: StepId | None = None
    hidden: Mapping[KindId, int] = field(default_factory=dict)


def round_view(board: Board, round_: Round) -> RoundView:
    """Return where a round is, and what everybody at the table may know of what is done in it."""
    expected = expected_ready(board, round_)
    moment = round_.moment
    told = _Told(
        expected=expected,
        ready=tuple(person for person in expected if person in moment.ready),
        consented=round_.step.consent is None or round_.step.id in round_.consents,
        focus=moment.focus,
        speaker=moment.speaker,
        spoken=moment.spoken,
        queue=queue(board, round_),
        groups=tuple(
            GroupView(id=one.id, title=one.title, members=one.members) for one in round_.groups
        ),
        split=round_.split,
        hidden=held_back(board, round_),
    )
    return _view(board, round_, told)


def round_unseen(board: Board, round_: Round, viewer: PersonId) -> RoundView:
    """Return where a round is for who has their back turned: of people, only of themselves."""
    expected = (viewer,) if viewer in expected_ready(board, round_) else ()
    told = _Told(
        expected=expected,
        ready=expected if viewer in round_.moment.ready else (),
        consented=round_.step.consent is None,
    )
    return _view(board, round_, told)


def _view(board: Board, round_: Round, told: _Told) -> RoundView:
    """Return a round: where it stands on its way, which all may know, and what is told of it."""
    return RoundView(
        id=round_.id,
        number=_number(board, round_),
        inbrenger=round_.inbrenger,
        step=round_.step.id,
        at=round_.moment.at,
        course=tuple(round_.method.steps[at].id for at in course(round_)),
        lap=round_.lap,
        laps=(*round_.before, round_.inbrenger),
        follows=round_.follows,
        undone=round_.undone,
        sheet=_sheet_of(round_),
        ended=round_.ended,
        focus=told.focus,
        speaker=told.speaker,
        spoken=told.spoken,
        queue=told.queue,
        groups=told.groups,
        split=told.split,
        ready=told.ready,
        expected=told.expected,
        consented=told.consented,
        hidden=dict(told.hidden),
    )


def _number(board: Board, round_: Round) -> int:
    until = list(board.rounds).index(round_.id) + 1
    return sum(not one.undone for one in list(board.rounds.values())[:until])


def _sheet_of(round_: Round) -> str:
    """Return the flap of the open step: its own, else that of the nearest step before it."""
    before = [at for at in course(round_) if at <= round_.moment.at]
    named = (round_.method.steps[at].sheet for at in reversed(before))
    return next((sheet for sheet in named if sheet is not None), round_.method.sheets[0].id)


def timer_view(board: Board) -> TimerView | None:
    """Return the shared clock; None before the first round."""
    if board.round is None:
        return None
    timer = board.round.moment.timer
    return TimerView(
        state=timer.state,
        total_ms=timer.total_ms,
        left_ms=timer.left_ms,
        ends_at_ms=None if timer.ends_at is None else milliseconds(timer.ends_at),
    )
