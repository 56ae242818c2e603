"""Whether a method divides the group before it speaks of its parts, and turns backs without holes.

Whoever has their back turned may write only what is their own secret: anything else of theirs could
be changed by the others, and so tell something of what those do.
"""

from collections.abc import Iterator

from flapover.core.ids import GroupId, KindId
from flapover.core.method import Allow, Method, Rate, Split, Step
from flapover.methods.problems import At, Problem, expected_one_of


def groups(method: Method) -> Iterator[Problem]:
    """Yield what is said of subgroups that are not there by then."""
    split: Split | None = None
    for i, step in enumerate(method.steps):
        split = step.split or split
        for at, name in _named(step, ("steps", i)):
            yield from _known(split, name, at)
        for j, write in enumerate(step.write):
            if write.per_group and split is None:
                expected = "a split in this step or before it"
                yield Problem(("steps", i, "write", j, "per_group"), "true", expected)


def _named(step: Step, at: At) -> Iterator[tuple[At, GroupId]]:
    for j, write in enumerate(step.write):
        if write.group is not None:
            yield (*at, "write", j, "group"), write.group
    if step.rewrite is not None and step.rewrite.group is not None:
        yield (*at, "rewrite", "group"), step.rewrite.group
    for name in step.tell_group:
        yield (*at, "tell_group", name), name
    for name in step.avoid_group:
        yield (*at, "avoid_group", name), name
    if step.turn_group is not None:
        yield (*at, "turn_group"), step.turn_group


def _known(split: Split | None, name: GroupId, at: At) -> Iterator[Problem]:
    names = [] if split is None else [one.id for one in split.groups]
    if not names:
        yield Problem(at, f"'{name}'", "a split with named groups in this step or before it")
    elif name not in names:
        yield expected_one_of(at, name, names)


def turns(method: Method) -> Iterator[Problem]:
    """Yield what is said of turns in a step that gives none."""
    for i, step in enumerate(method.steps):
        if step.turns:
            continue
        if step.turn_order != "free":
            yield Problem(("steps", i, "turn_order"), f"'{step.turn_order}'", "turns beside it")
        if step.turn_group is not None:
            yield Problem(("steps", i, "turn_group"), f"'{step.turn_group}'", "turns beside it")


def away(method: Method) -> Iterator[Problem]:
    """Yield what a step opens to a role that has its back turned in it."""
    for i, step in enumerate(method.steps):
        yield from _away_writing(step, ("steps", i))
        yield from _away_doing(step, ("steps", i))
        yield from _away_revealing(method, step, ("steps", i))


def _away_writing(step: Step, at: At) -> Iterator[Problem]:
    for j, write in enumerate(step.write):
        for who in sorted(set(write.who) & set(step.away)):
            if not write.hidden or write.per_group:
                found = f"'{who}', who is away in this step"
                expected = "only cards of their own with hidden: true"
                yield Problem((*at, "write", j, "who"), found, expected)


def _away_doing(step: Step, at: At) -> Iterator[Problem]:
    for field, allowed in _doings(step):
        for who in sorted(set(allowed.who) & set(step.away)):
            found = f"'{who}', who is away in this step"
            yield Problem((*at, field, "who"), found, "roles that see the board")
    if step.clip is not None and step.clip.who in step.away:
        found = f"'{step.clip.who}', who is away in this step"
        yield Problem((*at, "clip", "who"), found, "roles that see the board")


def _away_revealing(method: Method, step: Step, at: At) -> Iterator[Problem]:
    if not step.away or step.reveal is None:
        return
    own = _hidden_of(method, step)
    for k, kind in enumerate(step.reveal.kinds):
        if kind in own:
            found = f"'{kind}', which somebody writes who is away in this step"
            yield Problem((*at, "reveal", "kinds", k), found, "a kind of the others alone")


def _hidden_of(method: Method, step: Step) -> set[KindId]:
    rules = (rule for one in method.steps for rule in one.write if rule.hidden)
    return {rule.kind for rule in rules if not set(rule.who).isdisjoint(step.away)}


def _doings(step: Step) -> Iterator[tuple[str, Allow | Rate]]:
    """Yield all that a step lets people do with cards, by the name of its field."""
    for field in type(step).model_fields:
        allowed = getattr(step, field)
        if isinstance(allowed, Allow | Rate):
            yield field, allowed
