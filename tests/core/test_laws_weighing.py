"""Laws of what weighs cards: what waits, or is for oneself, leaves no trace with anybody else."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from flapover.core.events import CardRated, DotsPlaced, StepEntered
from flapover.core.ids import PersonId
from flapover.core.requests import RateCard
from tests.core.histories import Move, asked, begin, first_steps, moves
from tests.core.test_laws import played, random_histories
from tests.core.weighed import WEIGHED
from tests.play import ANN, BOB, INBRENGER, LEADER, SCREEN, WIM, Play

VIEWERS = [LEADER, INBRENGER, BOB, SCREEN, WIM]


def _twins(
    first_step: int, made: list[Move], viewer: PersonId, *, leave_out: bool
) -> Iterator[tuple[Play, Play]]:
    """Play a history twice, other only in what others said unseen, until that comes out.

    The second play holds other values there, or with `leave_out` no such ratings and dots at all.
    """
    one, other = begin(Play(WEIGHED), first_step), begin(Play(WEIGHED), first_step)
    for number, move in enumerate(made):
        who, on_behalf_of, request = asked(one, number, move)
        first = one.command(who, request, on_behalf_of)
        reason = one.carry_out(first)
        if any(isinstance(event, StepEntered) and _brings_out(event) for event in one.latest):
            return
        unseen = viewer not in (first.by, first.typed_by) and _said_unseen(one)
        changed = request
        if unseen and isinstance(request, RateCard):
            changed = request.model_copy(update={"value": "twee"})
        second = other.command(who, changed, on_behalf_of)
        if not (unseen and leave_out):
            answered = other.carry_out(second)
            assert answered == reason or who != viewer
        yield one, other


def _brings_out(event: StepEntered) -> bool:
    return bool(event.rated or event.counted)


def _said_unseen(play: Play) -> bool:
    return any(
        isinstance(event, CardRated | DotsPlaced) and not event.shown for event in play.latest
    )


@pytest.mark.parametrize("leave_out", [False, True], ids=["otherwise", "not at all"])
@pytest.mark.parametrize("viewer", VIEWERS)
@settings(random_histories, max_examples=20)
@given(first_steps, moves)
def test_P21_what_others_said_of_a_card_unseen_leaves_no_byte(
    viewer: PersonId, leave_out: bool, first_step: int, made: list[Move]
) -> None:
    for one, other in _twins(first_step, made, viewer, leave_out=leave_out):
        assert one.told[viewer] == other.told[viewer]
        assert one.frames[viewer] == other.frames[viewer]


@random_histories
@given(first_steps, moves)
def test_P21_no_screen_but_the_givers_tells_whose_dots_a_card_has(
    first_step: int, made: list[Move]
) -> None:
    play = Play(WEIGHED)
    for _ in played(play, first_step, made):
        for viewer in play.told:
            for card in play.cards_seen_by(viewer):
                kept = play.board.cards[card.id]
                assert card.my_dots == kept.dots.get(viewer, 0)
                assert card.dots == kept.total


@random_histories
@given(first_steps, moves)
def test_nobody_has_more_dots_on_cards_than_the_step_gave(
    first_step: int, made: list[Move]
) -> None:
    play = Play(WEIGHED)
    for _ in played(play, first_step, made):
        for who in (ANN, BOB, INBRENGER):
            ideas = [card for card in play.board.cards.values() if card.kind == "idee"]
            for round_ in play.board.rounds:
                spent = sum(card.dots.get(who, 0) for card in ideas if card.round == round_)
                assert spent <= 3
