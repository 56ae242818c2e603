"""Dividing the group: by chance or by hand, and who comes late."""

from hashlib import blake2b

from flapover.core.board import Board, Group, Round
from flapover.core.decide.asking import going, going_at, require_lead, seated_person
from flapover.core.events import Event, GroupMade, GroupsMade
from flapover.core.groups import group_of, split_in_force, without
from flapover.core.ids import GroupId, PersonId, StepId
from flapover.core.method import Split
from flapover.core.rejected import reject, require
from flapover.core.requests import Command, PlaceInGroup, SplitByChance
from flapover.core.shape import replace
from flapover.core.sight import sees_case


def split_by_chance(board: Board, ask: SplitByChance, command: Command) -> list[Event]:
    """Divide the group as the open step says; asking again divides it anew."""
    require_lead(board, command)
    running = going_at(board, ask.step)
    split = running.step.split
    if split is None:
        reject("not_now")
    people = _shuffled(_among(board, split), command.fresh)
    return _made(running, running.step.id, _dealt(split, people))


def _among(board: Board, split: Split) -> list[PersonId]:
    """Return whom chance divides: who has not promised yet is put in by hand later."""
    return [
        one.id
        for one in board.seated()
        if sees_case(board, one.id) and not board.roles_of(one.id).isdisjoint(split.who)
    ]


def _shuffled(people: list[PersonId], fresh: str) -> list[PersonId]:
    """Return people in an order that nobody can foresee: the server's token is the chance."""
    return sorted(people, key=lambda one: blake2b(f"{fresh}\n{one}".encode()).digest())


def _dealt(split: Split, people: list[PersonId]) -> tuple[Group, ...]:
    empty = _empty(split) or _numbered(_how_many(split, len(people)))
    return tuple(
        replace(group, members=tuple(people[at :: len(empty)])) for at, group in enumerate(empty)
    )


def _how_many(split: Split, people: int) -> int:
    """Return in how many parts; of duos one is a trio when the number is odd.

    Four people or more are never left as one: a part that is the whole has nobody to tell it to.
    """
    most = people // 2
    about = most if split.form == "duos" else round(people / (split.size or 2))
    return max(1, min(2, most), about)


def _empty(split: Split) -> tuple[Group, ...]:
    return tuple(Group(one.id, one.title) for one in split.groups)


def _numbered(count: int) -> tuple[Group, ...]:
    return tuple(Group(GroupId(str(number)), "") for number in range(1, count + 1))


def place_in_group(board: Board, ask: PlaceInGroup, command: Command) -> list[Event]:
    """Put somebody in a subgroup, out of the one they were in; also who came late.

    Where the method names no subgroups the next number makes a new one.

    Raises:
        Rejected: the group is not divided and is not to be, or has no such subgroup.

    """
    require_lead(board, command)
    running = going(board)
    split = split_in_force(running)
    if split is None:
        reject("not_now")
    person = seated_person(board, ask.person).id
    step, groups = _division(running, split)
    if ask.group is not None and any(
        one.id == ask.group and person in one.members for one in groups
    ):
        return []
    left = without(groups, person)
    return _made(running, step, left if ask.group is None else _with(left, ask.group, person))


def _division(running: Round, split: Split) -> tuple[StepId, tuple[Group, ...]]:
    """Return the division to change, which is a new one in a step that has a split of its own."""
    if running.step.split is None and running.split is not None:
        return running.split, running.groups
    here = running.step.id
    return here, running.groups if running.split == here else _empty(split)


def _with(groups: tuple[Group, ...], name: GroupId, person: PersonId) -> tuple[Group, ...]:
    """Return a division in which somebody is put last in a subgroup."""
    if all(one.id != name for one in groups):
        groups = _opened(groups, name)
    return tuple(
        replace(one, members=(*one.members, person)) if one.id == name else one for one in groups
    )


def _opened(groups: tuple[Group, ...], name: GroupId) -> tuple[Group, ...]:
    """Return a division with one more subgroup, where it has numbers and this is the first free."""
    taken = {one.id for one in groups}
    named = any(one.title for one in groups)
    free = next(one for one in _numbered(len(groups) + 1) if one.id not in taken)
    require(not named and name == free.id, "no_such_place")
    return tuple(sorted((*groups, free), key=lambda one: int(one.id)))


def _made(running: Round, step: StepId, groups: tuple[Group, ...]) -> list[Event]:
    if (running.split, running.groups) == (step, groups):
        return []
    made = tuple(GroupMade(id=one.id, title=one.title, members=one.members) for one in groups)
    return [GroupsMade(split=step, groups=made)]


def in_place_of(running: Round | None, was: PersonId, now: PersonId) -> list[Event]:
    """Return what puts somebody in the subgroup that another had; empty when in none."""
    if running is None or running.split is None or group_of(running, was) is None:
        return []
    left = (replace(one, members=_but(one.members, now)) for one in running.groups)
    groups = (
        replace(one, members=tuple(now if member == was else member for member in one.members))
        for one in left
    )
    return _made(running, running.split, tuple(groups))


def _but(members: tuple[PersonId, ...], person: PersonId) -> tuple[PersonId, ...]:
    return tuple(member for member in members if member != person)
