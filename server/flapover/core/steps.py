"""Questions about where a round stands, that both the rules and the views ask."""

from datetime import UTC, datetime, timedelta

from flapover.core.board import Board, Card, Round, Timer
from flapover.core.ids import KindId, PersonId
from flapover.core.method import Step

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def milliseconds(at: datetime) -> int:
    """Return a moment as whole milliseconds since 1970, UTC."""
    return (at - _EPOCH) // timedelta(milliseconds=1)


def timer_of(step: Step) -> Timer:
    """Return the clock of a step as it stands when the step opens: not running."""
    total = step.minutes * 60_000
    return Timer(total_ms=total, left_ms=total)


def next_index(round_: Round) -> int | None:
    """Return the index of the step after the open one; None in the last."""
    after = round_.moment.at + 1
    return after if after < len(round_.method.steps) else None


def needs_consent(board: Board, round_: Round, step: Step) -> bool:
    """Say whether a step may not be left for a later one yet, because consent is missing.

    When nobody at the table could give it any more, it is not waited for.
    """
    if step.consent is None or step.id in round_.consents:
        return False
    who = step.consent.who
    return any(who in board.roles_of(person.id) for person in board.seated())


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
    entered = round_.method.steps[round_.moment.at + 1 : at + 1]
    return tuple(dict.fromkeys(kind for step in entered for kind in step.reveal_on_entry))


def hidden_cards(board: Board, round_: Round) -> list[Card]:
    """Return the hidden cards of a round, author by author in order of coming, in their order."""
    place = {person: at for at, person in enumerate(board.people)}
    hidden = [card for card in board.cards.values() if card.round == round_.id and not card.shown]
    return sorted(hidden, key=lambda card: (place.get(card.by, len(place)), card.rank))


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
            counts[card.kind] += 1
    return {kind: count for kind, count in counts.items() if count}
