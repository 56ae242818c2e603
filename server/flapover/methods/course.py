"""Whether the way through a method can be walked: variants, optional steps, the repeated block."""

from collections.abc import Iterator
from itertools import groupby

from flapover.core.method import Method
from flapover.core.steps import block_of
from flapover.methods.problems import At, Problem, expected_one_of


def course_problems(method: Method) -> Iterator[Problem]:
    """Yield what does not fit in the order of the steps."""
    yield from _variants(method)
    yield from _optional(method)
    yield from _block(method)
    yield from _ready(method)
    yield from _needs(method)


def _variants(method: Method) -> Iterator[Problem]:
    seen = set()
    for choice, group in groupby(range(len(method.steps)), lambda i: method.steps[i].variant_of):
        steps = list(group)
        at: At = ("steps", steps[0], "variant_of")
        if choice is None:
            continue
        if steps[0] == 0:
            yield Problem(at, f"'{choice}' in the first step", "a step before it, to choose in")
        if choice in seen:
            yield Problem(at, f"'{choice}' again, after another step", "its variants in a row")
        elif len(steps) == 1:
            yield Problem(at, f"'{choice}' once", "at least two variants in a row")
        seen.add(choice)


def _optional(method: Method) -> Iterator[Problem]:
    for i, step in enumerate(method.steps):
        if step.optional and i == 0:
            expected = "a first step that everybody goes through"
            yield Problem(("steps", i, "optional"), "true", expected)
        if step.optional and step.variant_of is not None:
            yield Problem(("steps", i, "optional"), "true in a variant", "one of the two")


def _block(method: Method) -> Iterator[Problem]:
    if method.repeat is None:
        return
    steps = [step.id for step in method.steps]
    ends = {"from": method.repeat.begin, "to": method.repeat.to}
    for field, name in ends.items():
        if name not in steps:
            yield expected_one_of(("repeat", field), name, steps)
        elif method.steps[steps.index(name)].variant_of is not None:
            yield Problem(("repeat", field), f"'{name}', a variant", "a step that is always played")
        elif method.steps[steps.index(name)].optional:
            yield Problem(("repeat", field), f"'{name}', optional", "a step that is always played")
    if set(ends.values()) <= set(steps) and not block_of(method):
        found = f"'{method.repeat.to}', which comes before '{method.repeat.begin}'"
        yield Problem(("repeat", "to"), found, "the last step of the block")
    if not method.needs_inbrenger:
        yield Problem(("repeat",), "a block per inbrenger", "needs_inbrenger: true")


def _ready(method: Method) -> Iterator[Problem]:
    for i, step in enumerate(method.steps):
        if step.reveal and "ready" in step.reveal.ways and not step.ready:
            found = "'ready', while nobody is asked to say so"
            yield Problem(("steps", i, "reveal", "ways"), found, "ready: [...] beside it")


def _needs(method: Method) -> Iterator[Problem]:
    last = len(method.steps) - 1
    for i, step in enumerate(method.steps):
        for k, need in enumerate(step.needs):
            at: At = ("steps", i, "needs", k)
            if getattr(step, need) is None:
                yield Problem(at, f"'{need}', which cannot be done here", f"{need}: beside it")
            elif i == last:
                yield Problem(at, f"'{need}' in the last step", "a step that comes after it")
