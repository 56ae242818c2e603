"""What a step still waits for before a later one opens: consent, a division, a choice.

Only consent cannot be passed by: it is somebody's word. The rest reminds a gespreksleider of what
the method asks for here, who can still decide to go on without it.
"""

from flapover.core.board import Board, Round
from flapover.core.method import Role, Step, Waits
from flapover.core.steps import block_of


def waits_for(board: Board, round_: Round, step: Step) -> tuple[Waits, ...]:
    """Return what is missing in a step; empty when it may be left."""
    missing: dict[Waits, bool] = {
        "consent": needs_consent(board, round_, step),
        "split": "split" in step.needs and not _divided(round_, step),
        "pick": "pick" in step.needs and _nothing_picked(board, round_, step),
    }
    return tuple(what for what, is_missing in missing.items() if is_missing)


def needs_consent(board: Board, round_: Round, step: Step) -> bool:
    """Say whether a step may not be left for a later one yet, because consent is missing.

    When nobody at the table could give it any more, it is not waited for.
    """
    if step.consent is None or step.id in round_.consents:
        return False
    return _anybody_is(board, (step.consent.who,))


def _divided(round_: Round, step: Step) -> bool:
    """Say whether the step's own division is there, with somebody in every part of it."""
    groups = round_.groups if round_.split == step.id else ()
    return bool(groups) and all(group.members for group in groups)


def _nothing_picked(board: Board, round_: Round, step: Step) -> bool:
    """Say that nothing was chosen here, by people who could; in a repeated block in this lap."""
    rule = step.pick
    if rule is None or not _anybody_is(board, rule.who):
        return False
    in_block = round_.method.index(step.id) in block_of(round_.method)
    return not any(
        card.picked and card.shown and card.round == round_.id and card.kind in rule.kinds
        for card in board.cards.values()
        if not in_block or card.lap in (None, round_.lap)
    )


def _anybody_is(board: Board, roles: tuple[Role, ...]) -> bool:
    return any(not board.roles_of(person.id).isdisjoint(roles) for person in board.seated())
