"""Questions about where a round stands, that both the rules and the views ask."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from flapover.core.board import Board, Card, Moment, Round, Timer
from flapover.core.ids import ChoiceId, KindId, PersonId, StepId
from flapover.core.method import Kind, Method, Step, Write

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def milliseconds(at: datetime) -> int:
    """Return a moment as whole milliseconds since 1970, UTC."""
    return (at - _EPOCH) // timedelta(milliseconds=1)


def timer_of(step: Step) -> Timer:
    """Return the clock of a step as it stands when the step opens: not running."""
    total = step.minutes * 60_000
    return Timer(total_ms=total, left_ms=total)


def opening(round_: Round, at: int) -> Moment:
    """Return the moment at which a step opens: nobody is ready, nothing lies on the table."""
    return Moment(at=at, timer=timer_of(round_.method.steps[at]))


def chosen_at(round_: Round, at: int) -> Mapping[ChoiceId, StepId]:
    """Return which variants are chosen once step `at` is open: that step, when it is one."""
    step = round_.method.steps[at]
    if step.variant_of is None:
        return round_.moment.chosen
    return {**round_.moment.chosen, step.variant_of: step.id}


def course(round_: Round) -> tuple[int, ...]:
    """Return the indices of the steps that this round goes through, as things stand."""
    return round_.method.course(round_.moment.chosen)


def next_index(round_: Round) -> int | None:
    """Return the index of the step after the open one; None in the last."""
    return next((at for at in course(round_) if at > round_.moment.at), None)


def back_index(round_: Round) -> int | None:
    """Return the index of the step before the open one; None in the first."""
    return next((at for at in reversed(course(round_)) if at < round_.moment.at), None)


def skip_index(round_: Round) -> int | None:
    """Return where one comes who passes the next step over; None where that may not be."""
    after = next_index(round_)
    if after is None or not round_.method.steps[after].optional:
        return None
    return next((at for at in course(round_) if at > after), None)


def variants_next(round_: Round) -> tuple[int, ...]:
    """Return the indices of the steps that the next one may be chosen from; empty for no choice."""
    after = next_index(round_)
    choice = None if after is None else round_.method.steps[after].variant_of
    if choice is None:
        return ()
    return tuple(at for at, step in enumerate(round_.method.steps) if step.variant_of == choice)


def passed(round_: Round, at: int) -> list[Step]:
    """Return the steps from the open one to step `at`, that one too, on the course to it."""
    way = round_.method.course(chosen_at(round_, at))
    return [round_.method.steps[one] for one in way if round_.moment.at <= one <= at]


def block_of(method: Method) -> range:
    """Return the indices of the steps that are repeated per inbrenger; empty without a block."""
    first = None if method.repeat is None else method.index(method.repeat.begin)
    last = None if method.repeat is None else method.index(method.repeat.to)
    return range(0) if first is None or last is None else range(first, last + 1)


def lap_here(round_: Round) -> int | None:
    """Return the lap that the open step belongs to; None outside a repeated block."""
    return round_.lap if round_.moment.at in block_of(round_.method) else None


def in_play(board: Board, card: Card) -> bool:
    """Say whether something can still be done with a card.

    In a repeated block a card of an earlier lap only lies there to be read. After the block the
    whole group looks back, and then all laps are in play again.
    """
    running = board.running
    if running is None or card.round != running.id:
        return False
    return card.lap is None or lap_here(running) in (None, card.lap)


def expected_ready(board: Board, round_: Round) -> tuple[PersonId, ...]:
    """Return who is asked to say when they are ready in the open step, in order of coming."""
    if round_.ended:
        return ()
    asked = round_.step.ready
    return tuple(
        person.id for person in board.seated() if not board.roles_of(person.id).isdisjoint(asked)
    )


def unveiled_by(round_: Round, at: int) -> tuple[KindId, ...]:
    """Return the kinds whose hidden cards become visible when step `at` is entered from here.

    Skipping a step does not skip its reveal: cards never stay hidden for ever because of a jump.
    """
    entered = [step for step in passed(round_, at) if step is not round_.step]
    return tuple(dict.fromkeys(kind for step in entered for kind in step.reveal_on_entry))


def takes_card(method: Method) -> Write | None:
    """Return as what the first step takes in a card that the inbrenger brings; None: it cannot."""
    first = method.steps[0]
    for rule in first.write:
        zones = () if (sheet := method.sheet(rule.sheet)) is None else sheet.zones
        alone = "inbrenger" in rule.who and not (rule.hidden or rule.joint or rule.per_group)
        placed = rule.group is None and (rule.zone is not None or not zones)
        if alone and placed and _takes_text(method.kinds[rule.kind]):
            return rule
    return None


def _takes_text(kind: Kind) -> bool:
    return not kind.parts or any(part.type == "text" for part in kind.parts)


def all_ready(board: Board, round_: Round) -> bool:
    """Say whether everybody who is asked has said to be ready; not when nobody is asked."""
    expected = expected_ready(board, round_)
    return bool(expected) and round_.moment.ready.issuperset(expected)


def hidden_cards(board: Board, round_: Round) -> list[Card]:
    """Return the hidden cards of a round that can be revealed; own notes cannot.

    Author by author in order of coming, in their order. The anonymous ones come last and by their
    ids, which are chance: any order that knows the authors would tell who wrote what (P21).
    """
    place = {person: at for at, person in enumerate(board.people)}

    def order(card: Card) -> tuple[int, float, str]:
        if card.anonymous:
            return (len(place) + 1, 0.0, card.id)
        return (place.get(card.by, len(place)), card.rank, "")

    hidden = (card for card in board.cards.values() if card.round == round_.id and not card.shown)
    return sorted((card for card in hidden if not card.private), key=order)


def held_back(board: Board, round_: Round) -> dict[KindId, int]:
    """Count the hidden cards per kind, of those kinds whose number the method shows."""
    counted = {
        rule.kind
        for step in round_.method.steps
        for rule in step.write
        if rule.hidden and rule.count
    }
    if not counted:
        return {}
    counts = dict.fromkeys(sorted(counted), 0)
    for card in board.cards.values():
        if card.round == round_.id and not card.shown and card.kind in counts:
            counts[card.kind] += not card.private
    return {kind: count for kind, count in counts.items() if count}
