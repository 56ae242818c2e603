"""Asks a method what a step opens to whom, in the words of the tests."""

from flapover.core.ids import KindId, MethodId, StepId
from flapover.core.method import Method, Role, Step, Write
from tests.play import library

ROLES: tuple[Role, ...] = ("gespreksleider", "inbrenger", "deelnemer")


def dutch(name: str) -> Method:
    """Return a built-in method."""
    method = library().get(MethodId(name), "nl")
    assert method is not None
    return method


def step(method: Method, name: str) -> Step:
    """Return a step by its id."""
    at = method.index(StepId(name))
    assert at is not None
    return method.steps[at]


def writing(one: Step, kind: str) -> Write:
    """Return the only rule for a kind in a step."""
    (rule,) = [rule for rule in one.write if rule.kind == kind]
    return rule


def who_may_write(one: Step) -> dict[KindId, tuple[Role, ...]]:
    """Return the roles that may write each kind in a step."""
    return {rule.kind: rule.who for rule in one.write}


def silent(one: Step) -> set[Role]:
    """Return the roles that can do nothing but read and say that they are ready."""
    doings = [
        one.rewrite,
        one.rate,
        one.dots,
        one.pick,
        one.focus,
        one.answer,
        one.move,
        one.reveal,
        *one.write,
    ]
    busy = {role for doing in doings if doing for role in doing.who}
    return {role for role in ROLES if role not in busy}


def hidden_kinds(method: Method) -> set[KindId]:
    """Return the kinds that are written hidden in some step."""
    return {rule.kind for one in method.steps for rule in one.write if rule.hidden}
