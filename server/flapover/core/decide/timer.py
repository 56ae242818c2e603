"""The shared clock: gespreksleiders move it, the server alone rings it."""

from datetime import datetime, timedelta

from flapover.core.board import Board, Timer
from flapover.core.decide.asking import going, require_lead
from flapover.core.events import Event, TimerMoved
from flapover.core.rejected import require
from flapover.core.requests import (
    Command,
    ExtendTimer,
    PauseTimer,
    RingTimer,
    StartTimer,
    StopTimer,
)
from flapover.core.shape import replace
from flapover.core.steps import timer_of

MAX_MS = 12 * 60 * 60 * 1000
_MS = timedelta(milliseconds=1)


def start_timer(board: Board, _ask: StartTimer, command: Command) -> list[Event]:
    """Let the clock run; one that ran out starts afresh."""
    timer = _led(board, command)
    if timer.state == "running":
        return []
    left = timer.left_ms or timer.total_ms
    return [_moved(replace(timer, left_ms=left, ends_at=command.at + left * _MS))]


def pause_timer(board: Board, _ask: PauseTimer, command: Command) -> list[Event]:
    """Hold the clock; one that should have rung by now rings."""
    timer = _led(board, command)
    if timer.ends_at is None:
        return []
    return [_moved(replace(timer, left_ms=_left(timer.ends_at, command.at), ends_at=None))]


def extend_timer(board: Board, ask: ExtendTimer, command: Command) -> list[Event]:
    """Give more time, running or not."""
    timer = _led(board, command)
    more = ask.seconds * 1000
    require(timer.total_ms + more <= MAX_MS, "too_many")
    ends_at = None if timer.ends_at is None else timer.ends_at + more * _MS
    return [_moved(Timer(timer.total_ms + more, timer.left_ms + more, ends_at))]


def stop_timer(board: Board, _ask: StopTimer, command: Command) -> list[Event]:
    """Put the clock back to the suggested time, not running."""
    timer = _led(board, command)
    fresh = timer_of(going(board).step)
    return [] if timer == fresh else [_moved(fresh)]


def ring_timer(board: Board, errand: RingTimer) -> list[Event]:
    """Let the clock run out, unless it was moved since the server set its alarm."""
    timer = None if board.running is None else board.running.moment.timer
    if timer is None or timer.ends_at != errand.ends_at:
        return []
    return [_moved(replace(timer, left_ms=0, ends_at=None))]


def _led(board: Board, command: Command) -> Timer:
    require_lead(board, command)
    return going(board).moment.timer


def _left(ends_at: datetime, at: datetime) -> int:
    return max(0, (ends_at - at) // _MS)


def _moved(timer: Timer) -> Event:
    return TimerMoved(total_ms=timer.total_ms, left_ms=timer.left_ms, ends_at=timer.ends_at)
