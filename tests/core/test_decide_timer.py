"""The shared clock, rule by rule."""

from datetime import timedelta

import pytest

from flapover.core.decide.timer import MAX_MS
from flapover.core.requests import (
    EndRound,
    ExtendTimer,
    PauseTimer,
    Request,
    RingTimer,
    StartTimer,
    StopTimer,
)
from flapover.core.steps import milliseconds
from flapover.core.views import TimerView
from tests.play import ANN, INBRENGER, LEADER, PULSE, SCREEN, Play

FIVE = 5 * 60_000
MOVES: tuple[Request, ...] = (StartTimer(), PauseTimer(), ExtendTimer(seconds=60), StopTimer())


def clock(play: Play) -> TimerView:
    """Return the clock, as on the wall."""
    return play.view(SCREEN, TimerView)


@pytest.mark.parametrize("request_", MOVES)
def test_only_a_gespreksleider_moves_the_clock_and_only_in_a_round(request_: Request) -> None:
    play = Play("post-it").refused(LEADER, request_, "nothing_going").start()
    for who in (ANN, INBRENGER):
        play.refused(who, request_, "not_allowed")
    play.do(LEADER, EndRound()).refused(LEADER, request_, "nothing_going")


def test_P19_the_clock_ends_at_a_moment_of_the_server() -> None:
    play = Play("post-it").start().do(LEADER, StartTimer())
    ends_at = milliseconds(play.now) + FIVE
    assert (clock(play).state, clock(play).ends_at_ms) == ("running", ends_at)
    play.harmless(LEADER, StartTimer())
    assert play.view(ANN, TimerView) == clock(play)


def test_a_held_clock_keeps_what_was_left_and_runs_on() -> None:
    play = Play("post-it").start().harmless(LEADER, PauseTimer()).do(LEADER, StartTimer())
    play.wait(99).do(LEADER, PauseTimer()).harmless(LEADER, PauseTimer())
    assert (clock(play).state, clock(play).left_ms) == ("paused", FIVE - 100_000)
    play.wait(500).do(LEADER, StartTimer())
    assert clock(play).ends_at_ms == milliseconds(play.now) + FIVE - 100_000


def test_more_time_is_given_whether_the_clock_runs_or_not() -> None:
    play = Play("post-it").start().do(LEADER, ExtendTimer(seconds=60))
    assert (clock(play).total_ms, clock(play).left_ms) == (FIVE + 60_000, FIVE + 60_000)
    play.do(LEADER, StartTimer())
    ends_at = milliseconds(play.now) + FIVE + 60_000
    play.do(LEADER, ExtendTimer(seconds=30))
    assert clock(play).ends_at_ms == ends_at + 30_000


def test_the_clock_is_not_extended_without_end() -> None:
    play = Play("post-it").start()
    for _ in range((MAX_MS - FIVE) // 3_600_000):
        play.do(LEADER, ExtendTimer(seconds=3600))
    play.refused(LEADER, ExtendTimer(seconds=3600), "too_many")


def test_a_stopped_clock_stands_at_the_suggested_time() -> None:
    play = Play("post-it").start().do(LEADER, StartTimer()).wait(20).do(LEADER, StopTimer())
    assert (clock(play).state, clock(play).left_ms) == ("idle", FIVE)
    play.harmless(LEADER, StopTimer())


def test_P19_the_server_alone_rings_and_only_for_the_end_that_still_holds() -> None:
    play = Play("post-it").start().do(LEADER, StartTimer())
    first = play.round.moment.timer.ends_at
    assert first is not None
    play.do(LEADER, ExtendTimer(seconds=60)).errand(RingTimer(first))
    assert clock(play).state == "running"
    play.ring()
    assert clock(play).state == "over"
    assert play.errand(RingTimer(first + timedelta(seconds=60))).latest == ()


def test_a_clock_that_ran_out_starts_afresh_or_goes_on_with_more_time() -> None:
    play = Play("post-it").start().do(LEADER, StartTimer()).ring().do(LEADER, StartTimer())
    assert clock(play).ends_at_ms == milliseconds(play.now) + FIVE
    play.ring().do(LEADER, ExtendTimer(seconds=60))
    assert (clock(play).state, clock(play).left_ms) == ("paused", 60_000)


def test_holding_a_clock_that_should_have_rung_rings_it() -> None:
    play = Play("post-it").start().do(LEADER, StartTimer()).wait(600).do(LEADER, PauseTimer())
    assert clock(play).state == "over"


def test_every_step_has_its_own_clock_and_an_alarm_of_the_last_one_is_not_heard() -> None:
    play = Play("post-it").start().do(LEADER, StartTimer())
    ends_at = play.round.moment.timer.ends_at
    assert ends_at is not None
    play.next().errand(RingTimer(ends_at))
    assert play.latest == ()
    assert (clock(play).state, clock(play).left_ms) == ("idle", 7 * 60_000)


def test_an_alarm_outside_a_round_is_not_heard() -> None:
    play = Play("post-it").errand(RingTimer(Play().now + PULSE))
    assert play.latest == ()
