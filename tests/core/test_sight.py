"""Who may see what, beside the laws in test_laws.py."""

import pytest

from flapover.core.board import Board
from flapover.core.ids import PersonId
from flapover.core.project import Presence, project, view_of
from flapover.core.requests import EndRound, GiveLead
from flapover.core.sight import CardSight, Key, Lobby, Own, Sight, Table, keys, sight
from flapover.core.views import BoardView, CardView, LeadView, PresenceView, View
from tests.core.made import method, step, writes
from tests.play import (
    ANN,
    BOB,
    INBRENGER,
    LATE,
    LEADER,
    PIA,
    REM,
    SCREEN,
    STRANGER,
    WIM,
    Play,
)


def nouns(play: Play, who: PersonId) -> set[str]:
    """Return the sorts of views that somebody has."""
    return {key.partition(":")[0] for key in play.told.get(who, {})}


def running() -> Play:
    """Return a play with a shown and a hidden card."""
    play = Play("post-it").at_step("vraag").write(INBRENGER, "werkvraag", "Hoe nu?").next()
    return play.write(ANN, "postit", "Bel haar").joins(LATE)


CASE = {"board", "me", "person", "presence", "method", "round", "now", "timer", "card"}


@pytest.mark.parametrize(
    ("who", "has"),
    [
        (LEADER, CASE | {"door", "lead"}),
        (ANN, CASE),
        (PIA, CASE),
        (SCREEN, CASE | {"door"}),
        (LATE, {"board", "me", "person", "presence"}),
        (WIM, {"board", "me", "person", "presence"}),
        (REM, set()),
        (STRANGER, set()),
    ],
)
def test_each_has_the_views_that_are_theirs(who: PersonId, has: set[str]) -> None:
    assert nouns(running(), who) == has


def test_P21_a_hidden_card_is_seen_by_its_writer_and_by_who_wrote_it_down() -> None:
    play = running().write(LEADER, "postit", "Van Pia", on_behalf_of=PIA)
    see = {who for who in play.told if "Van Pia" in play.texts_seen_by(who)}
    assert see == {LEADER, PIA}
    see = {who for who in play.told if "Bel haar" in play.texts_seen_by(who)}
    assert see == {ANN}


def test_P21_the_place_of_a_card_does_not_tell_how_many_are_still_hidden() -> None:
    play = Play("tien-stappen").at_step("vragen")
    for text in ("a1", "a2", "a3"):
        play.write(ANN, "vraag", text)
    play.write(BOB, "vraag", "b1").reveal(BOB)
    assert play.card_seen_by(INBRENGER, "b1").rank == 1.0


def test_how_many_are_hidden_is_known_only_where_the_method_counts() -> None:
    play = running()
    assert play.round_seen_by(BOB).hidden == {"postit": 1}
    assert play.lead_seen_by(LEADER).unveils[0].count == 1
    silent = Play("tien-stappen").at_step("vragen").write(ANN, "vraag", "Waarom?")
    assert silent.round_seen_by(BOB).hidden == {}
    assert silent.lead_seen_by(LEADER).unveils[0].count is None


def test_what_the_next_step_reveals_is_told_whether_or_not_there_is_any() -> None:
    play = Play("tien-stappen").at_step("vragen")
    before = play.lead_seen_by(LEADER).unveils
    assert play.write(ANN, "vraag", "Waarom?").lead_seen_by(LEADER).unveils == before


def test_a_reveal_of_what_everybody_can_see_already_is_not_announced() -> None:
    play = Play("basis").at_step("herformuleren")
    told = play.lead_seen_by(LEADER).unveils
    for person in play.board.seated():
        if "deelnemer" in play.board.roles_of(person.id):
            play.write(person.id, "herformulering", "Wat wil ik zelf?")
    assert play.lead_seen_by(LEADER).unveils == told
    play.reveal_all()
    assert [one.count for one in play.lead_seen_by(LEADER).unveils] == [0]


def test_only_gespreksleiders_are_told_what_comes_next() -> None:
    play = running().do(LEADER, GiveLead(person=BOB))
    assert {who for who in play.told if "lead" in nouns(play, who)} == {LEADER, BOB}
    assert play.view(BOB, LeadView).next == "lezen"


def test_before_the_promise_and_in_the_lobby_the_title_is_not_told() -> None:
    play = running()
    assert [play.view(who, BoardView).title for who in (ANN, LATE, WIM)] == ["Intervisie", "", ""]
    assert play.view(LATE, BoardView).round is None


def test_viewers_with_an_equal_sight_get_the_same_view() -> None:
    play = running().do(LEADER, EndRound()).at_step("schrijven").write(BOB, "postit", "Bel hem")
    for key in keys(play.board):
        found: dict[Sight, View | None] = {}
        for who in play.told:
            granted = sight(play.board, key, who)
            if granted is not None:
                view = view_of(play.scene, key, granted)
                assert found.setdefault(granted, view) == view


def test_what_may_not_be_seen_is_not_in_a_snapshot() -> None:
    play = running()
    for who in (*play.told, STRANGER):
        for key in play.fresh_views(who):
            assert sight(play.board, key, who) is not None


def test_a_sight_says_who_looks_only_where_the_view_depends_on_it() -> None:
    board: Board = running().board
    shown = next(card for card in board.cards.values() if card.shown)
    assert sight(board, Key("me"), ANN) == Own(ANN)
    assert sight(board, Key("board"), ANN) == Table(frozenset())
    assert sight(board, Key("board"), WIM) == Lobby(waiting=True)
    assert sight(board, Key("now"), ANN) == Table(frozenset({"deelnemer"}))
    assert sight(board, Key(f"card:{shown.id}"), ANN) == CardSight(
        private_rater=None, knows_writer=True, sees_related=True
    )


def test_a_view_holds_no_field_that_the_door_does_not_name() -> None:
    play = running()
    view = project(play.scene, Key(f"card:{play.card_id('Hoe nu?')}"), BOB)
    assert isinstance(view, CardView)
    assert set(view.model_dump()) == {
        "type", "id", "round", "kind", "sheet", "zone", "rank", "by", "typed_by", "text",
        "earlier", "shown", "ratings", "dots", "my_dots", "picked", "answer", "lap",
        "reworded_by", "revision", "writers", "group", "split",
        "parts", "anonymous", "private", "sources", "links",
    }  # fmt: skip


def test_presence_is_told_of_whom_one_may_know() -> None:
    play = running()
    play.presence = {ANN: Presence(here=True, writing=True), WIM: Presence(here=True)}
    seen = project(play.scene, Key(f"presence:{ANN}"), BOB)
    assert seen == PresenceView(id=ANN, here=True, writing=True)
    assert project(play.scene, Key(f"presence:{WIM}"), BOB) is None
    assert project(play.scene, Key(f"presence:{WIM}"), LEADER) is not None
    assert project(play.scene, Key(f"presence:{BOB}"), ANN) == PresenceView(
        id=BOB, here=False, writing=False
    )


def test_how_an_answer_begins_is_told_to_whoever_answers() -> None:
    answer = {"kinds": ["vraag"], "who": ["inbrenger"], "prompt": "Dus je zegt …"}
    play = Play(method(step("een", write=[writes()], answer=answer))).start()
    assert play.now_seen_by(INBRENGER).answer_prompt == "Dus je zegt …"
    assert {play.now_seen_by(who).answer_prompt for who in (LEADER, ANN, SCREEN)} == {""}
