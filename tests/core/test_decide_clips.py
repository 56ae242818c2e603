"""A clip from the inbrenger's phone: who brings it, plays it, stops it, and when it is gone."""

from datetime import timedelta

import pytest
from hypothesis import given

from flapover.core.apply import apply
from flapover.core.board import Board, BroughtClip
from flapover.core.clips import LONGEST_MS, place_ms, shown_clip
from flapover.core.decide.clips import START_MS
from flapover.core.ids import ClipId, PersonId
from flapover.core.method import Method
from flapover.core.requests import (
    ChangeMethod,
    EndBoard,
    EndRound,
    GiveInbrenger,
    PauseClip,
    PlayClip,
    RemoveClip,
    RemovePerson,
    Request,
    StopClip,
    WatchElsewhere,
)
from flapover.core.views import ClipView, MeView
from tests.core.histories import Move, first_steps, methods, moves
from tests.core.made import FILM, method, step
from tests.core.test_laws import played, random_histories
from tests.play import (
    ANN,
    BEGIN,
    INBRENGER,
    LATE,
    LEADER,
    PIA,
    REM,
    SCREEN,
    STRANGER,
    WIM,
    Play,
    Unexpected,
)

CLIP = ClipId("clip-1")
PLAY, PAUSE, STOP = PlayClip(clip=CLIP), PauseClip(clip=CLIP), StopClip(clip=CLIP)


def shown() -> Play:
    return Play(FILM).at_step("tonen").brings(INBRENGER, CLIP)


def seen_by(play: Play, who: PersonId) -> ClipView:
    return play.view(who, ClipView)


# Who brings it


def test_the_inbrenger_brings_a_clip_and_everybody_at_the_table_knows_of_it() -> None:
    play = shown().joins(LATE)
    for who in (LEADER, INBRENGER, ANN, SCREEN):
        view = seen_by(play, who)
        assert (view.clip, view.by, view.media, view.size) == (CLIP, INBRENGER, "video/webm", 1000)
        assert (view.at_ms, view.since_ms, view.elsewhere) == (0, None, None)
    for who in (WIM, LATE, REM):
        with pytest.raises(Unexpected):
            seen_by(play, who)


def test_before_it_is_there_everybody_knows_that_it_may_come() -> None:
    play = Play(FILM).at_step("tonen")
    assert seen_by(play, ANN) == seen_by(play, SCREEN)
    assert (seen_by(play, ANN).clip, seen_by(play, ANN).warn_seconds) == (None, 30)
    assert play.now_seen_by(INBRENGER).clip == FILM.steps[0].clip
    assert {play.now_seen_by(who).clip for who in (LEADER, ANN, SCREEN)} == {None}


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        (LEADER, "not_allowed"),
        (ANN, "not_allowed"),
        (SCREEN, "not_allowed"),
        (WIM, "not_allowed"),
        (REM, "not_allowed"),
        (STRANGER, "not_allowed"),
    ],
)
def test_P20_nobody_else_brings_one(who: PersonId, reason: str) -> None:
    assert Play(FILM).at_step("tonen").tries_to_bring(who, CLIP) == reason


def test_P20_it_comes_only_in_a_step_that_shows_one() -> None:
    play = Play(FILM)
    assert play.tries_to_bring(INBRENGER, CLIP) == "nothing_going"
    assert play.at_step("zonder").tries_to_bring(INBRENGER, CLIP) == "not_now"
    play.do(LEADER, EndBoard())
    assert play.tries_to_bring(INBRENGER, CLIP) == "ended"


def test_another_takes_its_place_and_that_of_somebody_else_does_not() -> None:
    play = shown().do(INBRENGER, PLAY).brings(INBRENGER, "clip-2")
    assert seen_by(play, ANN).clip == "clip-2"
    assert seen_by(play, ANN).since_ms is None
    play.refused(INBRENGER, PLAY, "not_now")
    play.next()
    assert play.tries_to_bring(LEADER, "clip-3") == "already_going"


def test_P21_in_a_later_step_only_whoever_brought_it_knows_that_it_is_kept() -> None:
    play = shown().at_step("zonder")
    assert play.view(INBRENGER, MeView).clip == CLIP
    for who in (LEADER, ANN, SCREEN):
        assert play.view(who, MeView).clip is None
        assert not any(CLIP in view.model_dump_json() for view in play.views(who).values())
    play.do(INBRENGER, RemoveClip(clip=CLIP))
    assert play.view(INBRENGER, MeView).clip is None


# Who plays it


def test_it_begins_on_all_screens_a_moment_after_the_tap() -> None:
    play = shown()
    play.do(INBRENGER, PlayClip(clip=CLIP, at_ms=2000))
    starts = (play.now - BEGIN + timedelta(milliseconds=START_MS)) // timedelta(milliseconds=1)
    for who in (LEADER, INBRENGER, ANN, SCREEN):
        view = seen_by(play, who)
        assert view.at_ms == 2000
        assert view.since_ms == int(BEGIN.timestamp() * 1000) + starts


def test_a_pause_holds_it_where_it_was() -> None:
    play = shown().do(INBRENGER, PlayClip(clip=CLIP, at_ms=2000)).wait(9)
    play.do(INBRENGER, PAUSE)
    assert seen_by(play, ANN).at_ms == 2000 + 10_000 - START_MS
    assert seen_by(play, ANN).since_ms is None
    play.harmless(INBRENGER, PAUSE)
    play.do(INBRENGER, STOP)
    assert seen_by(play, ANN).at_ms == 0
    play.harmless(INBRENGER, STOP).harmless(LEADER, STOP)


def test_a_pause_before_it_began_leaves_it_where_it_would_have_begun() -> None:
    clip = BroughtClip(CLIP, "video/mp4", 1, ANN, 700, BEGIN)
    assert place_ms(clip, BEGIN - timedelta(milliseconds=400)) == 700
    assert place_ms(clip, BEGIN + timedelta(milliseconds=400)) == 1100
    assert place_ms(clip, BEGIN + timedelta(days=2)) == LONGEST_MS


@pytest.mark.parametrize("request_", [PLAY, PAUSE, STOP, RemoveClip(clip=CLIP)])
def test_P20_the_others_neither_play_nor_stop_it(request_: Request) -> None:
    play = shown().do(INBRENGER, PLAY)
    for who in (ANN, SCREEN, WIM):
        play.refused(who, request_, "not_allowed")
    if request_ is not STOP:
        play.refused(LEADER, request_, "not_allowed")


def test_the_gespreksleider_can_stop_it() -> None:
    play = shown().do(INBRENGER, PLAY).do(LEADER, STOP)
    assert seen_by(play, ANN).since_ms is None
    play.refused(LEADER, StopClip(clip=ClipId("clip-9")), "not_now")


def test_in_a_step_without_one_it_is_out_of_sight_and_stands_still() -> None:
    play = shown().do(INBRENGER, PLAY).at_step("zonder")
    assert shown_clip(play.board) is None
    with pytest.raises(Unexpected):
        seen_by(play, ANN)
    play.refused(INBRENGER, PLAY, "not_now").refused(LEADER, STOP, "not_now")
    play.at_step("tonen")
    assert (seen_by(play, ANN).clip, seen_by(play, ANN).since_ms) == (CLIP, None)


def test_a_step_change_and_its_undoing_stop_it() -> None:
    play = shown().do(INBRENGER, PLAY).next()
    assert seen_by(play, INBRENGER).since_ms is None
    play.undo()
    assert (seen_by(play, ANN).clip, seen_by(play, ANN).since_ms) == (CLIP, None)


def test_P21_who_has_their_back_turned_learns_nothing_of_it() -> None:
    play = shown().next()
    assert seen_by(play, INBRENGER).clip == CLIP
    with pytest.raises(Unexpected):
        seen_by(play, ANN)
    for request in (PLAY, PAUSE, STOP, WatchElsewhere(where="room")):
        play.refused(ANN, request, "not_now")
    assert play.tries_to_bring(ANN, "clip-2") == "not_now"


# In the room instead


def test_it_is_one_tap_to_watch_in_the_room_or_on_a_shared_screen() -> None:
    play = shown().do(INBRENGER, PLAY).do(INBRENGER, WatchElsewhere(where="screen"))
    view = seen_by(play, ANN)
    assert (view.elsewhere, view.since_ms, view.clip) == ("screen", None, CLIP)
    play.refused(INBRENGER, PLAY, "not_now")
    play.do(LEADER, WatchElsewhere(where="room")).harmless(LEADER, WatchElsewhere(where="room"))
    play.refused(ANN, WatchElsewhere(where=None), "not_allowed")
    play.do(INBRENGER, WatchElsewhere(where=None)).do(INBRENGER, PLAY)


def test_an_inbrenger_without_a_phone_says_so_by_way_of_the_gespreksleider() -> None:
    play = Play(FILM).start(PIA)
    play.do(LEADER, WatchElsewhere(where="room"), PIA)
    assert seen_by(play, ANN).elsewhere == "room"


def test_a_clip_that_comes_late_turns_no_screen_back_from_elsewhere() -> None:
    play = shown().do(LEADER, WatchElsewhere(where="room"))
    assert play.tries_to_bring(INBRENGER, "clip-2") == "not_now"
    assert (seen_by(play, ANN).elsewhere, seen_by(play, ANN).clip) == ("room", CLIP)
    play.do(LEADER, WatchElsewhere(where=None)).brings(INBRENGER, "clip-2")


def _elsewhere(play: Play) -> None:
    play.do(LEADER, WatchElsewhere(where="room"))


def _a_step_without(play: Play) -> None:
    play.at_step("zonder")


@pytest.mark.parametrize("hide", [_elsewhere, _a_step_without])
def test_P36_its_bringer_takes_it_away_also_while_nobody_sees_it(hide: object) -> None:
    play = shown()
    assert callable(hide)
    hide(play)
    play.refused(INBRENGER, RemoveClip(clip=ClipId("clip-9")), "not_now")
    for who in (LEADER, ANN):
        play.refused(who, RemoveClip(clip=CLIP), "not_now")
    play.do(INBRENGER, RemoveClip(clip=CLIP))
    assert play.round.clip is None


# When it is gone


def _removed(play: Play) -> None:
    play.do(INBRENGER, RemoveClip(clip=CLIP))


def _round_ended(play: Play) -> None:
    play.do(LEADER, EndRound())


def _board_ended(play: Play) -> None:
    play.do(LEADER, EndBoard())


def _another_method(play: Play) -> None:
    play.do(LEADER, ChangeMethod(method="post-it"))


def _another_inbrenger(play: Play) -> None:
    play.do(LEADER, GiveInbrenger(person=ANN))


def _again(play: Play) -> None:
    play.at_step("samen").repeat(ANN)


def _left(play: Play) -> None:
    play.do(LEADER, RemovePerson(person=INBRENGER))


@pytest.mark.parametrize(
    "way",
    [
        _removed,
        _round_ended,
        _board_ended,
        _another_method,
        _another_inbrenger,
        _again,
        _left,
    ],
)
def test_P36_it_is_gone_with_the_round_the_lap_and_whoever_brought_it(way: object) -> None:
    play = shown()
    assert callable(way)
    way(play)
    assert all(round_.clip is None for round_ in play.board.rounds.values())
    assert CLIP not in "".join(text for told in play.told.values() for text in told.values())


def test_giving_the_same_person_the_case_again_keeps_it() -> None:
    play = shown().do(LEADER, GiveInbrenger(person=INBRENGER))
    assert seen_by(play, ANN).clip == CLIP


@random_histories
@given(methods, first_steps, moves)
def test_P20_only_its_bringer_makes_a_clip_play_and_it_never_outlives_its_round(
    method_: str | Method, first_step: int, made: list[Move]
) -> None:
    play = Play(method_)
    for before, command in played(play, first_step, made):
        clip = _clip_of(play.board)
        assert all(one.clip is None for one in play.board.rounds.values() if one.ended)
        if clip is not None and clip.since is not None and clip != _clip_of(before):
            assert isinstance(command.request, PlayClip)
            assert command.by == clip.by


def _clip_of(board: Board) -> BroughtClip | None:
    return None if board.running is None else board.running.clip


def test_a_clip_that_moves_when_it_is_gone_is_no_matter() -> None:
    play = shown().do(INBRENGER, PLAY)
    moved = play.latest[0]
    play.do(INBRENGER, RemoveClip(clip=CLIP))
    assert apply(play.board, moved) == play.board


def test_a_method_says_who_brings_a_clip_and_when_it_runs_long() -> None:
    (open_step,) = method(step(clip={"who": "deelnemer", "warn_seconds": 45})).steps
    assert open_step.clip is not None
    assert (open_step.clip.who, open_step.clip.warn_seconds) == ("deelnemer", 45)
