"""Whether what weighs cards fits together: ratings, dots, picks, and the flap that draws them."""

from collections.abc import Iterator

from flapover.core.ids import CriterionId, KindId
from flapover.core.method import Method, Step
from flapover.methods.problems import At, Problem


def weighing(method: Method) -> Iterator[Problem]:
    """Yield what does not fit; every name is known to exist."""
    yield from _criteria(method)
    yield from _waits_and_comes_out(method)
    yield from _dots(method)
    yield from _picks(method)
    yield from _drawn(method)


def _criteria(method: Method) -> Iterator[Problem]:
    names: dict[CriterionId, str] = {}
    for i, step in enumerate(method.steps):
        seen: set[CriterionId] = set()
        for k, criterion in enumerate(step.rate.criteria if step.rate else ()):
            at = ("steps", i, "rate", "criteria", k)
            if criterion.id in seen:
                yield Problem((*at, "id"), f"'{criterion.id}' again", "each id once")
            if names.setdefault(criterion.id, criterion.name) != criterion.name:
                expected = f"'{names[criterion.id]}', as '{criterion.id}' is called before"
                yield Problem((*at, "name"), f"'{criterion.name}'", expected)
            seen.add(criterion.id)


def _waits_and_comes_out(method: Method) -> Iterator[Problem]:
    """What waits is shown by a later step, and what is shown has waited."""
    for i, step in enumerate(method.steps):
        for k, kind in enumerate(step.reveal_ratings_on_entry):
            earlier = (said for one in method.steps[:i] for said, _ in _waiting(one))
            if kind not in earlier:
                found = f"'{kind}', of which no rating or dots wait by then"
                expected = "a kind with visible: later in an earlier step"
                yield Problem(("steps", i, "reveal_ratings_on_entry", k), found, expected)
        for kind, at in _waiting(step):
            if not any(kind in one.reveal_ratings_on_entry for one in method.steps[i + 1 :]):
                found = f"'{kind}' for later, and never shown"
                expected = "reveal_ratings_on_entry in a later step"
                yield Problem(("steps", i, *at), found, expected)


def _waiting(step: Step) -> Iterator[tuple[KindId, At]]:
    for field, rule in (("rate", step.rate), ("dots", step.dots)):
        if rule is not None and rule.visible == "later":
            for k, kind in enumerate(rule.kinds):
                yield kind, (field, "kinds", k)


def _dots(method: Method) -> Iterator[Problem]:
    visible: dict[KindId, str] = {}
    for i, step in enumerate(method.steps):
        if step.dots is None:
            continue
        at = ("steps", i, "dots")
        if step.dots.per_card is not None and step.dots.per_card > step.dots.each:
            found = f"{step.dots.per_card}, more than each ({step.dots.each})"
            yield Problem((*at, "per_card"), found, "at most each")
        said = step.dots.visible
        if any(visible.get(kind, said) != said for kind in step.dots.kinds):
            # One total stands for all dots of a card.
            expected = "the same for a kind in every step with dots"
            yield Problem((*at, "visible"), f"'{said}'", expected)
        visible |= dict.fromkeys(step.dots.kinds, said)


def _picks(method: Method) -> Iterator[Problem]:
    for i, step in enumerate(method.steps):
        if step.pick is not None and step.pick.makes_inbrenger and step.pick.max > 1:
            at = ("steps", i, "pick", "makes_inbrenger")
            yield Problem(at, f"true with max {step.pick.max}", "max: 1, as one brings the case")


def _drawn(method: Method) -> Iterator[Problem]:
    for i, sheet in enumerate(method.sheets):
        if sheet.draw == "force-field" and len(sheet.zones) != 2:
            found = f"'force-field' with {len(sheet.zones)} zones"
            yield Problem(("sheets", i, "draw"), found, "two zones, that push against each other")
