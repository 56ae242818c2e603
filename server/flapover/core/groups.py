"""How the group is divided, and who comes to speak: questions that rules and views both ask."""

from flapover.core.board import Board, Card, Group, Round
from flapover.core.ids import GroupId, PersonId
from flapover.core.method import Split


def group_of(round_: Round, person: PersonId) -> GroupId | None:
    """Return the subgroup that somebody is in; None when in none."""
    for group in round_.groups:
        if person in group.members:
            return group.id
    return None


def shares(board: Board, card: Card, person: PersonId) -> bool:
    """Say whether a card belongs to the subgroup that somebody is in now.

    A later division, or the same in a next lap, may use the same name for other people: they get
    nothing of the former.
    """
    running = board.running
    if running is None or card.group is None or card.round != running.id:
        return False
    now = card.split == running.split and card.lap in (None, running.lap)
    return now and card.group == group_of(running, person)


def split_in_force(round_: Round) -> Split | None:
    """Return by what rule people are put in subgroups now: that of the open step, else the last."""
    if round_.step.split is not None or round_.split is None:
        return round_.step.split
    at = round_.method.index(round_.split)
    return None if at is None else round_.method.steps[at].split


def without(groups: tuple[Group, ...], person: PersonId) -> tuple[Group, ...]:
    """Return a division without somebody; a subgroup without a name goes with its last member."""
    kept = (
        Group(one.id, one.title, tuple(member for member in one.members if member != person))
        for one in groups
    )
    return tuple(one for one in kept if one.members or one.title)


def may_speak(board: Board, round_: Round, person: PersonId) -> bool:
    """Say whether somebody can be given the floor in the open step."""
    step = round_.step
    if board.roles_of(person).isdisjoint(step.turns):
        return False
    return step.turn_group in (None, group_of(round_, person))


def queue(board: Board, round_: Round) -> tuple[PersonId, ...]:
    """Return who has still to come to speak in the open step, in order."""
    if round_.ended:
        return ()
    moment = round_.moment
    waiting = [
        one.id
        for one in board.seated()
        if one.id not in moment.spoken
        and one.id != moment.speaker
        and may_speak(board, round_, one.id)
    ]
    order = {"inbrenger-first": -1, "free": 0, "inbrenger-last": 1}[round_.step.turn_order]
    return tuple(sorted(waiting, key=lambda one: order if one == round_.inbrenger else 0))
