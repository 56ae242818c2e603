"""What a gespreksleider sees of the next step, and of the one that can be taken back."""

from collections import Counter
from collections.abc import Iterator

from flapover.core.board import Board, Round, Undo
from flapover.core.ids import KindId, PersonId
from flapover.core.method import Step, Write
from flapover.core.needs import waits_for
from flapover.core.project.opened import opened_to
from flapover.core.steps import (
    block_of,
    held_back,
    in_play,
    milliseconds,
    next_index,
    skip_index,
    unveiled_by,
    variants_next,
)
from flapover.core.views import ComingView, LeadView, OnPaper, Unveiled
from flapover.core.waiting import rated_kinds_shown_by


def lead_view(board: Board) -> LeadView | None:
    """Return what a tap on 'next' does and what can be taken back; None when no round goes on."""
    running = board.running
    if running is None:
        return None
    after = next_index(running)
    coming: Step | None = None if after is None else running.method.steps[after]
    skipped = skip_index(running)
    undo = running.undo
    return LeadView(
        next=None if coming is None else coming.id,
        next_tell={} if coming is None else coming.tell,
        unveils=() if after is None else _unveils(board, running, after),
        skip=None if skipped is None else _coming(board, running, skipped),
        choices=tuple(_coming(board, running, at) for at in variants_next(running)),
        repeats=running.moment.at == block_of(running.method).stop - 1,
        shows_ratings=() if after is None else rated_kinds_shown_by(running, after),
        waits_for=waits_for(board, running, running.step),
        undo_until_ms=None if undo is None else milliseconds(undo.until),
        undo_takes="step" if undo is None else undo.takes,
        undo_hides=0 if undo is None else _hidden_again(board, undo),
        undo_hides_ratings=undo is not None and bool(undo.rated or undo.counted),
        on_paper=tuple(
            OnPaper(person=one.id, now=opened_to(board, running, one.id))
            for one in board.seated()
            if one.device == "paper"
        ),
    )


def _hidden_again(board: Board, undo: Undo) -> int:
    """Count what would be hidden again; a round that another method began stays as it is."""
    return 0 if undo.takes == "method" else sum(card in board.cards for card in undo.revealed)


def _coming(board: Board, running: Round, at: int) -> ComingView:
    step = running.method.steps[at]
    return ComingView(
        step=step.id,
        tell=step.tell,
        unveils=_unveils(board, running, at),
        shows_ratings=rated_kinds_shown_by(running, at),
    )


def _unveils(board: Board, running: Round, after: int) -> tuple[Unveiled, ...]:
    """Say which kinds a step will reveal, and how many where the method shows the number.

    The kinds come from the method alone: whether there is a card at all would tell too much. That
    there is none is said where everybody can see it.
    """
    counts = held_back(board, running)
    return tuple(
        Unveiled(kind=kind, count=counts.get(kind, 0 if _none_left(board, running, kind) else None))
        for kind in unveiled_by(running, after)
    )


def _none_left(board: Board, running: Round, kind: KindId) -> bool:
    """Say whether it is plain to all that no card of this kind is hidden.

    Only what is shown, and by whom, is looked at, so nothing hidden is told (P21).
    """
    hidden = [rule for rule in _writes_of(running, kind) if rule.hidden]
    if any(rule.count for rule in hidden):
        return True  # the number itself is shown, and it is not there
    if len(hidden) != 1 or hidden[0].anonymous or hidden[0].per_group:
        return False
    rule, up = hidden[0], Counter(_writers_up(board, kind))
    writers = [one for one in board.seated() if not board.roles_of(one.id).isdisjoint(rule.who)]
    most = rule.max
    return most is not None and bool(writers) and all(up[one.id] >= most for one in writers)


def _writes_of(running: Round, kind: KindId) -> list[Write]:
    return [rule for step in running.method.steps for rule in step.write if rule.kind == kind]


def _writers_up(board: Board, kind: KindId) -> Iterator[PersonId]:
    """Yield who wrote each card of a kind that can be seen and that still counts."""
    for card in board.cards.values():
        if card.shown and card.kind == kind and in_play(board, card):
            yield card.by


def lead_unseen(board: Board) -> LeadView | None:
    """Return the same for a gespreksleider who is away: what the method says, and no number."""
    lead, running = lead_view(board), board.running
    if lead is None or running is None:
        return None
    return LeadView(
        next=lead.next,
        next_tell=lead.next_tell,
        skip=None if lead.skip is None else _uncounted(lead.skip),
        choices=tuple(_uncounted(one) for one in lead.choices),
        repeats=lead.repeats,
        unveils=_without_counts(lead.unveils),
        # Not whether something was chosen, or who sits where.
        waits_for=tuple(what for what in lead.waits_for if what == "consent"),
        undo_until_ms=lead.undo_until_ms,
        undo_takes=lead.undo_takes,
        undo_hides=0,
        shows_ratings=lead.shows_ratings,
        undo_hides_ratings=False,
        on_paper=(),
    )


def _uncounted(coming: ComingView) -> ComingView:
    unveils = _without_counts(coming.unveils)
    return ComingView(
        step=coming.step, tell=coming.tell, unveils=unveils, shows_ratings=coming.shows_ratings
    )


def _without_counts(unveils: tuple[Unveiled, ...]) -> tuple[Unveiled, ...]:
    return tuple(Unveiled(kind=one.kind, count=None) for one in unveils)
