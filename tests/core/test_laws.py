"""Laws: what holds after every event of every history, for every viewer."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Self

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from flapover.core import project
from flapover.core.apply import apply
from flapover.core.board import Board, Card
from flapover.core.decide import decide
from flapover.core.events import (
    CardEdited,
    CardRewritten,
    CardWritten,
    Event,
    StepEntered,
    StepUndone,
    dump,
    load,
)
from flapover.core.ids import CardId, PersonId
from flapover.core.method import Method
from flapover.core.rejected import Rejected
from flapover.core.requests import (
    ChangeMethod,
    Command,
    ExtendTimer,
    GiveLead,
    HandOverLead,
    MoveCard,
    RepeatBlock,
    Request,
    ShareCard,
    UndoStep,
)
from flapover.core.sight import Key, common_sight, facing, keys, sight
from flapover.live.fragments import Fragments
from tests.core.histories import DAY, Move, asked, begin, first_steps, methods, moves
from tests.play import ANN, BOB, INBRENGER, LEADER, SCREEN, WIM, Play, key_of

random_histories = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


class Lawful(Play):
    """A play that stops at the first event after which snapshot and updates differ (P22)."""

    def happens(self, event: Event) -> Self:
        super().happens(event)
        made = Fragments()
        for viewer, told in self.told.items():
            assert told == self.fresh_views(viewer, made), (viewer, event.type)
        return self


def played(play: Play, first_step: int, made: list[Move]) -> Iterator[tuple[Board, Command]]:
    """Play a history; yield, after every command, the board before it and the command."""
    begin(play, first_step)
    play.frames = {viewer: [] for viewer in play.frames}
    for number, move in enumerate(made):
        before = play.board
        who, on_behalf_of, request = asked(play, number, move)
        command = play.command(who, request, on_behalf_of)
        play.carry_out(command)
        yield before, command


def may_see(board: Board, card: Card, viewer: PersonId) -> bool:
    """Say anew who may see a card, apart from the code under test."""
    who = board.people[viewer]
    if who.standing != "seated" or not who.agreed:
        return False
    running = board.running
    if running is not None and set(running.step.away) & board.roles_of(viewer):
        return card.by == viewer and not card.shown and card.group is None
    return card.shown or viewer in {card.by, card.typed_by} or _in_its_group(board, card, viewer)


def _in_its_group(board: Board, card: Card, viewer: PersonId) -> bool:
    running = board.running
    if running is None or (card.round, card.split) != (running.id, running.split):
        return False
    return any(one.id == card.group and viewer in one.members for one in running.groups)


# P22


@random_histories
@given(methods, first_steps, moves)
def test_P22_a_view_and_its_updates_are_the_view_made_anew(
    method: str | Method, first_step: int, made: list[Move]
) -> None:
    play = Lawful(method)
    for _ in played(play, first_step, made):
        pass


@random_histories
@given(methods, first_steps, moves)
def test_P22_a_phone_that_sleeps_and_merges_many_changes_ends_up_the_same(
    method: str | Method, first_step: int, made: list[Move]
) -> None:
    play = Play(method)
    for _ in played(play, first_step, made):
        pass
    for viewer, told in play.told.items():
        assert told == play.fresh_views(viewer)
        assert all(key_of(text) == key for key, text in told.items())


# P21


@random_histories
@given(methods, first_steps, moves)
def test_P21_what_all_who_face_the_board_see_alike_is_what_each_of_them_sees(
    method: str | Method, first_step: int, made: list[Move]
) -> None:
    play = Play(method)
    for _ in played(play, first_step, made):
        board = play.board
        alike = {key: common for key in keys(board) if (common := common_sight(board, key))}
        for key, viewer in itertools.product(alike, facing(board)):
            assert sight(board, key, viewer) == alike[key], (key, viewer)


@random_histories
@given(methods, first_steps, moves)
def test_P21_no_word_and_no_id_of_a_hidden_card_reaches_who_may_not_see_it(
    method: str | Method, first_step: int, made: list[Move]
) -> None:
    play = Play(method)
    seen: dict[PersonId, int] = {}
    for _ in played(play, first_step, made):
        for viewer, told in play.told.items():
            sent = play.frames[viewer][seen.get(viewer, 0) :]
            seen[viewer] = len(play.frames[viewer])
            wire = "".join((*told.values(), *(text for placed, _ in sent for text in placed)))
            for secret in _secrets(play.board, viewer):
                assert secret not in wire, (viewer, secret)


def _secrets(board: Board, viewer: PersonId) -> Iterator[str]:
    for card in board.cards.values():
        if not may_see(board, card, viewer):
            yield from (card.id, card.text, *card.earlier)
            yield from (part for part in card.parts.values() if part != DAY)
            if card.answer is not None and card.answer.text:
                yield card.answer.text
    if not _sees_fragment(board, viewer):
        yield "canary-clip"


def _sees_fragment(board: Board, viewer: PersonId) -> bool:
    """Say anew who may know of a clip: its bringer, and who sees the board in a step with one."""
    who, running = board.people[viewer], board.running
    if running is not None and running.clip is not None and running.clip.by == viewer:
        return True
    if running is None or running.step.clip is None or who.standing != "seated" or not who.agreed:
        return False
    return not set(running.step.away) & board.roles_of(viewer)


def _twins(
    method: str | Method, first_step: int, made: list[Move], viewer: PersonId, *, leave_out: bool
) -> Iterator[tuple[Play, Play]]:
    """Play a history twice, other only in what is hidden from `viewer`, while it stays hidden.

    The second play holds other texts there, or with `leave_out` no such cards at all.
    """
    one, other = begin(Play(method), first_step), begin(Play(method), first_step)
    differ: set[CardId] = set()
    for number, move in enumerate(made):
        who, on_behalf_of, request = asked(one, number, move)
        first = one.command(who, request, on_behalf_of)
        reason = one.carry_out(first)
        touched = _hidden_touched(one, viewer)
        differ |= touched
        changed = request
        if leave_out and touched and _counts(one.board):
            return
        if touched and "text" in type(request).model_fields:
            changed = _otherwise(request, f"heel iets anders, en langer {number}")
        second = other.command(who, changed, on_behalf_of)
        if not (leave_out and touched):
            answered = other.carry_out(second)
            assert answered == reason or who != viewer
        there = (one.board.cards[card] for card in differ & one.board.cards.keys())
        if any(card.shown or may_see(one.board, card, viewer) for card in there):
            return
        yield one, other


def _otherwise(request: Request, text: str) -> Request:
    """Return the request with another text, or where it has parts in each that is free."""
    parts = getattr(request, "parts", {})
    if not parts:
        return request.model_copy(update={"text": text})
    others = {part: one if one == DAY else f"{text} {part}" for part, one in parts.items()}
    return request.model_copy(update={"parts": others})


def _counts(board: Board) -> bool:
    """Say whether the method tells how many cards are hidden; another may have taken its place."""
    running = board.running
    return running is not None and any(
        rule.count for step in running.method.steps for rule in step.write
    )


def _hidden_touched(play: Play, viewer: PersonId) -> set[CardId]:
    """Return the cards that the last command wrote or mended, and that are hidden from a viewer."""
    mending = CardWritten | CardEdited | CardRewritten
    named = {event.card for event in play.latest if isinstance(event, mending)}
    return {card for card in named if not may_see(play.board, play.board.cards[card], viewer)}


@pytest.mark.parametrize("viewer", [LEADER, INBRENGER, BOB, SCREEN, WIM])
@settings(random_histories, max_examples=15)
@given(methods, first_steps, moves)
def test_P21_twins_that_differ_in_hidden_texts_send_the_same_bytes(
    viewer: PersonId, method: str | Method, first_step: int, made: list[Move]
) -> None:
    for one, other in _twins(method, first_step, made, viewer, leave_out=False):
        assert one.told[viewer] == other.told[viewer]
        assert one.frames[viewer] == other.frames[viewer]


@pytest.mark.parametrize("viewer", [LEADER, INBRENGER, BOB, SCREEN, WIM])
@settings(random_histories, max_examples=25)
@given(first_steps, moves)
def test_P21_a_hidden_card_leaves_no_trace_where_the_method_does_not_count(
    viewer: PersonId, first_step: int, made: list[Move]
) -> None:
    for one, other in _twins("tien-stappen", first_step, made, viewer, leave_out=True):
        assert one.told[viewer] == other.told[viewer]
        assert one.frames[viewer] == other.frames[viewer]


@random_histories
@given(methods, first_steps, moves)
def test_P21_no_view_of_an_anonymous_card_says_whose_it_is(
    method: str | Method, first_step: int, made: list[Move]
) -> None:
    play = Play(method)
    for _ in played(play, first_step, made):
        for viewer, told in play.told.items():
            for card in play.board.cards.values():
                view = told.get(Key(f"card:{card.id}"))
                if not card.anonymous or view is None or viewer in {card.by, card.typed_by}:
                    continue
                others = {one.by for one in play.board.cards.values() if one.anonymous}
                # Who rates or answers it does so in their own name, and may have written another.
                told_of_it = json.dumps(json.loads(view) | {"ratings": [], "answer": None})
                assert not any(f'"{who}"' in told_of_it for who in others - {viewer}), (
                    viewer,
                    view,
                )


@random_histories
@given(methods, first_steps, moves)
def test_P21_an_own_note_comes_out_only_when_its_writer_shares_it(
    method: str | Method, first_step: int, made: list[Move]
) -> None:
    play = Play(method)
    for before, command in played(play, first_step, made):
        for card in play.board.cards.values():
            earlier = before.cards.get(card.id)
            if card.private and card.shown and (earlier is None or not earlier.shown):
                assert isinstance(command.request, ShareCard | UndoStep)
                assert command.by == card.by


# P23


@pytest.mark.parametrize(
    "maker", ["card_view", "round_view", "person_view", "lead_view", "board_view"]
)
def test_P23_when_a_view_cannot_be_made_nothing_leaves(
    maker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = Play("post-it").at_step("schrijven").write(ANN, "postit", "Bel haar").next()

    def breaks(*_args: Any) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(project, maker, breaks)
    with pytest.raises(RuntimeError):
        project.snapshot(play.scene, LEADER)
    with pytest.raises(RuntimeError):
        play.fresh_views(LEADER)


def test_P23_what_no_rule_names_is_seen_by_nobody() -> None:
    play = Play("post-it").at_step("schrijven").write(ANN, "postit", "Bel haar")
    unknown = (Key("cards"), Key("undo:r1"), Key(""), Key("card"), Key("card:"), Key("person:"))
    for key, viewer in itertools.product(unknown, play.told):
        assert sight(play.board, key, viewer) is None
        assert project.project(play.scene, key, viewer) is None


def test_P23_a_sight_of_one_thing_shows_nothing_of_another() -> None:
    play = Play("post-it").at_step("schrijven").write(ANN, "postit", "Bel haar")
    everything = keys(play.board)
    sights = {sight(play.board, key, viewer) for key in everything for viewer in play.told} - {None}
    secret = Key(f"card:{play.card_id('Bel haar')}")
    for granted in sights:
        view = project.view_of(play.scene, secret, granted)  # type: ignore[arg-type]
        assert view is None or granted == sight(play.board, secret, ANN)


# P46


@random_histories
@given(methods, first_steps, moves)
def test_P46_somebody_leads_at_most_one_brings_the_case_and_nobody_is_promoted_unasked(
    method: str | Method, first_step: int, made: list[Move]
) -> None:
    play = Play(method)
    for before, command in played(play, first_step, made):
        leaders = {one.id for one in play.board.seated() if one.leads}
        led = {one.id for one in before.seated() if one.leads}
        assert leaders or play.board.ended
        if leaders - led:
            assert isinstance(command.request, GiveLead | HandOverLead)
            assert command.by in led
            assert leaders - led == {command.request.person}
        roles = [play.board.roles_of(person) for person in play.board.people]
        assert sum("inbrenger" in one for one in roles) <= 1


# What a command may do


@random_histories
@given(methods, first_steps, moves)
def test_a_refusal_changes_nothing_and_a_command_repeated_has_no_second_effect(
    method: str | Method, first_step: int, made: list[Move]
) -> None:
    play = Play(method)
    for before, command in played(play, first_step, made):
        assert (play.board is before) == (not play.latest)
        again = decide(play.board, command)
        # More time has no name to know a repeat by: there the request's id does it (P2).
        if not isinstance(command.request, ExtendTimer):
            assert isinstance(again, Rejected) or again == []


@random_histories
@given(methods, first_steps, moves)
def test_what_is_stored_gives_the_same_board_again(
    method: str | Method, first_step: int, made: list[Move]
) -> None:
    play = Play(method)
    for _ in played(play, first_step, made):
        pass
    board: Board | None = None
    for event in load(dump(play.events)):
        board = apply(board, event)
    assert board == play.board


@random_histories
@given(methods, first_steps, moves)
def test_a_step_taken_back_restores_its_moment_and_hides_what_it_showed(
    method: str | Method, first_step: int, made: list[Move]
) -> None:
    play = Play(method)
    for before, _ in played(play, first_step, made):
        if any(isinstance(event, StepEntered) for event in play.latest):
            back = apply(play.board, StepUndone())
            assert before.running is not None
            assert back.running is not None
            assert back.running.moment == before.running.moment
            assert back.cards == before.cards


@random_histories
@given(methods, first_steps, moves)
def test_a_lap_or_a_method_taken_back_restores_the_round_and_loses_no_card(
    method: str | Method, first_step: int, made: list[Move]
) -> None:
    play = Play(method)
    for before, command in played(play, first_step, made):
        if play.latest and isinstance(command.request, RepeatBlock | ChangeMethod):
            back = apply(play.board, StepUndone())
            assert before.running is not None
            assert back.running == replace(before.running, clip=None, undo=None)
            assert (back.cards, back.plan) == (before.cards, before.plan)
        if isinstance(command.request, UndoStep):
            assert play.board.cards.keys() == before.cards.keys()
            assert {card.text for card in play.board.cards.values()} == {
                card.text for card in before.cards.values()
            }


@random_histories
@given(methods, first_steps, moves)
def test_cards_on_a_flap_have_one_order_and_a_moved_card_lies_where_it_was_put(
    method: str | Method, first_step: int, made: list[Move]
) -> None:
    play = Play(method)
    for before, command in played(play, first_step, made):
        for row in _rows(play.board).values():
            assert len({card.rank for card in row}) == len(row)
        request = command.request
        if isinstance(request, MoveCard) and play.latest:
            assert before.running is not None
            flap = (before.running.id, request.sheet)
            others = [card.id for card in _rows(before).get(flap, []) if card.id != request.card]
            at = len(others) if request.before is None else others.index(request.before)
            expected = [*others[:at], request.card, *others[at:]]
            assert [card.id for card in _rows(play.board)[flap]] == expected


def _rows(board: Board) -> dict[tuple[str, str], list[Card]]:
    rows: dict[tuple[str, str], list[Card]] = {}
    for card in sorted(board.cards.values(), key=lambda card: card.rank):
        if card.shown:
            rows.setdefault((card.round, card.sheet), []).append(card)
    return rows
