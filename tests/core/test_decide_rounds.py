"""The gathering and its rounds, rule by rule."""

from flapover.core.decide import decide
from flapover.core.decide.rounds import MAX_ROUNDS
from flapover.core.ids import BoardId, MethodId
from flapover.core.rejected import Rejected
from flapover.core.requests import (
    EndBoard,
    EndRound,
    GiveInbrenger,
    OpenBoard,
    PlanMethod,
    RaiseHand,
    Request,
    StartRound,
    StartTimer,
)
from flapover.core.views import BoardView, MethodView, TimerView
from tests.core.made import method, step, writes
from tests.play import ANN, INBRENGER, LEADER, PIA, Play, library


def test_a_board_is_opened_once() -> None:
    play = Play(cast=False)
    again = OpenBoard(BoardId("b2"), "Weer", "nl", "c", "s", play.board.plan)
    assert play.try_errand(again) == "already_going"


def test_before_a_board_is_opened_there_is_nothing() -> None:
    outcome = decide(None, Play().command(ANN, RaiseHand()))
    assert isinstance(outcome, Rejected)
    assert outcome.reason == "nothing_going"


def test_only_a_gespreksleider_plans_starts_and_ends() -> None:
    play = Play("post-it").at_step(1)
    for who in (ANN, INBRENGER, PIA):
        for request in ending_and_beginning():
            play.refused(who, request, "not_allowed")


def ending_and_beginning() -> tuple[Request, ...]:
    """Return every request about rounds."""
    return (PlanMethod(method=MethodId("post-it")), StartRound(), EndRound(), EndBoard())


def test_another_method_is_planned_for_the_next_round_and_the_running_one_keeps_its_own() -> None:
    play = Play("post-it").at_step(1).plan("tien-stappen")
    play.harmless(LEADER, PlanMethod(method=MethodId("tien-stappen")))
    assert play.view(ANN, MethodView).method == "post-it"
    plan = play.view(ANN, BoardView).plan
    assert plan is not None
    assert plan.id == "tien-stappen"
    play.do(LEADER, EndRound()).start()
    assert play.view(ANN, MethodView).method == "tien-stappen"


def test_a_method_that_is_not_there_is_not_planned() -> None:
    Play().refused(LEADER, PlanMethod(method=MethodId("constructor")), "no_such_method")


def test_a_board_in_english_plans_methods_in_english() -> None:
    play = Play("post-it", "en").plan("tien-stappen")
    assert play.board.plan == library().get(MethodId("tien-stappen"), "en")


def test_a_round_needs_an_inbrenger_when_its_method_does() -> None:
    Play("post-it").refused(LEADER, StartRound(), "needs_inbrenger")
    alone = method(step(write=[writes()]), needs_inbrenger=False)
    assert Play(alone).start(None).round.inbrenger is None


def test_a_round_starts_once_in_its_first_step_with_the_clock_ready() -> None:
    play = Play("post-it").start().refused(LEADER, StartRound(), "already_going")
    assert play.step == "vraag"
    timer = play.view(ANN, TimerView)
    assert (timer.state, timer.left_ms) == ("idle", 5 * 60_000)


def test_a_round_ends_once_and_its_clock_and_table_with_it() -> None:
    play = Play("post-it").at_step(1).do(LEADER, StartTimer()).do(LEADER, EndRound())
    play.refused(LEADER, EndRound(), "nothing_going")
    seen = play.round_seen_by(ANN)
    assert (seen.ended, seen.focus, seen.speaker, seen.expected) == (True, None, None, ())
    assert play.view(ANN, TimerView).ends_at_ms is None
    assert play.view(ANN, BoardView).phase == "between"


def test_what_was_never_shown_stays_hidden_after_the_round() -> None:
    play = Play("post-it").at_step("schrijven").write(ANN, "postit", "Nog niet")
    play.do(LEADER, EndRound())
    assert play.texts_seen_by(INBRENGER) == []
    assert play.texts_seen_by(ANN) == ["Nog niet"]


def test_the_next_round_chooses_its_own_inbrenger() -> None:
    play = Play("post-it").start().do(LEADER, EndRound())
    play.refused(LEADER, StartRound(), "needs_inbrenger")
    play.start(ANN)
    assert (play.round.id, play.round_seen_by(ANN).number) == ("r2", 2)


def test_a_board_holds_no_more_rounds_than_fit() -> None:
    play = Play("post-it")
    for _ in range(MAX_ROUNDS):
        play.start().do(LEADER, EndRound())
    play.do(LEADER, GiveInbrenger(person=ANN)).refused(LEADER, StartRound(), "board_full")


def test_ending_the_gathering_ends_the_round_and_cannot_be_done_twice() -> None:
    play = Play("post-it").start().do(LEADER, EndBoard()).refused(LEADER, EndBoard(), "ended")
    assert play.view(ANN, BoardView).phase == "ended"
    assert play.round_seen_by(ANN).ended
