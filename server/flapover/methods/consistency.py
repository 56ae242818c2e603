"""Whether the parts of a method fit each other: names exist, secrets come out in time.

Each check yields its problems; a method without any can be played to its end.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flapover.core.ids import GroupId, KindId
from flapover.core.method import Allow, Method, Rate, Step, Write
from flapover.methods.course import course_problems
from flapover.methods.discretion import discretion
from flapover.methods.grouping import away, groups, turns
from flapover.methods.problems import At, Problem, expected_one_of
from flapover.methods.weighing import weighing


def inconsistencies(method: Method) -> list[Problem]:
    """Return what does not fit; empty for a good method.

    While a name is wrong only names are judged: one slip would seem to break all that builds on it.
    """
    names = [problem for check in (_ids, _names, _places) for problem in check(method)]
    own = (_order, _secrets, discretion, _writing, weighing, _beginning_and_end)
    checks = (*own, course_problems, groups, turns, away)
    return names or [problem for check in checks for problem in check(method)]


class Mention(NamedTuple):
    """A kind named somewhere, and in which step (an index from 0)."""

    at: At
    kind: KindId
    step: int


def used_kinds(method: Method) -> set[KindId]:
    """Return every kind that a step or the verslag names."""
    return {mention.kind for mention in _mentions(method)}


def _ids(method: Method) -> Iterator[Problem]:
    yield from _twice(("sheets",), [sheet.id for sheet in method.sheets])
    yield from _twice(("steps",), [step.id for step in method.steps])
    for i, step in enumerate(method.steps):
        parts = step.split.groups if step.split else ()
        yield from _twice(("steps", i, "split", "groups"), [one.id for one in parts])
    for i, sheet in enumerate(method.sheets):
        yield from _twice(("sheets", i, "zones"), [zone.id for zone in sheet.zones])
    for name, scale in method.scales.items():
        yield from _twice(("scales", name, "values"), [value.id for value in scale.values])


def _twice(at: At, ids: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for i, one in enumerate(ids):
        if one in seen:
            yield Problem((*at, i, "id"), f"'{one}' again", "each id once")
        seen.add(one)


def _names(method: Method) -> Iterator[Problem]:
    for mention in _mentions(method):
        if mention.kind not in method.kinds:
            yield expected_one_of(mention.at, mention.kind, method.kinds)
    for i, step in enumerate(method.steps):
        if step.rate and step.rate.scale not in method.scales:
            yield expected_one_of(("steps", i, "rate", "scale"), step.rate.scale, method.scales)


def _places(method: Method) -> Iterator[Problem]:
    sheets = [sheet.id for sheet in method.sheets]
    for i, step in enumerate(method.steps):
        if step.sheet is not None and step.sheet not in sheets:
            yield expected_one_of(("steps", i, "sheet"), step.sheet, sheets)
        for j, write in enumerate(step.write):
            yield from _place(method, write, ("steps", i, "write", j))


def _place(method: Method, write: Write, at: At) -> Iterator[Problem]:
    sheet = method.sheet(write.sheet)
    if sheet is None:
        yield expected_one_of((*at, "sheet"), write.sheet, [one.id for one in method.sheets])
    elif write.zone is not None and not sheet.zones:
        yield Problem((*at, "zone"), f"'{write.zone}'", f"no zone: flap '{sheet.id}' has none")
    elif write.zone is not None and write.zone not in [zone.id for zone in sheet.zones]:
        what = f"one of the zones of '{sheet.id}'"
        yield expected_one_of((*at, "zone"), write.zone, [zone.id for zone in sheet.zones], what)


def _order(method: Method) -> Iterator[Problem]:
    """What is done with a kind comes no earlier than its writing."""
    written = _first_written(method, hidden=False)
    for mention in _done(method):
        if written.get(mention.kind, len(method.steps)) > mention.step:
            found = f"'{mention.kind}', which nobody has written by then"
            yield Problem(mention.at, found, "a kind written in this step or before it")
    for mention in _reported(method):
        if mention.kind not in written:
            yield Problem(mention.at, f"'{mention.kind}', which nobody writes", "a written kind")


def _secrets(method: Method) -> Iterator[Problem]:
    """What is revealed was hidden before, and what is hidden is revealed in the end."""
    hidden = _first_written(method, hidden=True)
    for mention in _revealed(method):
        if hidden.get(mention.kind, len(method.steps)) > mention.step:
            found = f"'{mention.kind}', which is not hidden by then"
            yield Problem(mention.at, found, "a kind written hidden in this step or before it")
    for i, step in enumerate(method.steps):
        for j, write in enumerate(step.write):
            if write.hidden and not write.private and not _comes_out(method, write.kind, i):
                found = f"'{write.kind}' written hidden and never revealed"
                expected = "a reveal or share from this step on, or reveal_on_entry in a later one"
                yield Problem(("steps", i, "write", j, "kind"), found, expected)


def _comes_out(method: Method, kind: KindId, written: int) -> bool:
    """Say whether hidden cards come out whichever variants are played after their writing."""
    came_out = [
        step
        for i, step in enumerate(method.steps)
        if (i >= written and step.reveal is not None and kind in step.reveal.kinds)
        or (i >= written and step.share is not None and kind in step.share.kinds)
        or (i > written and kind in step.reveal_on_entry)
    ]
    sure = any(step.variant_of in (None, method.steps[written].variant_of) for step in came_out)
    return sure or any(
        all(step in came_out for step in method.steps if step.variant_of == choice)
        for choice in {step.variant_of for step in came_out}
    )


def _writing(method: Method) -> Iterator[Problem]:
    for i, step in enumerate(method.steps):
        taken: dict[tuple[str, str], list[GroupId | None]] = {}
        for j, write in enumerate(step.write):
            at = ("steps", i, "write", j)
            if write.count and not write.hidden:
                yield Problem((*at, "count"), "true", "hidden: true beside it")
            if write.joint:
                yield from _together(method, write, at)
            for who in write.who:
                # Who writes says the kind alone, so one kind can land in one way only.
                before = taken.setdefault((write.kind, who), [])
                if any(None in (one, write.group) or one == write.group for one in before):
                    found = f"'{write.kind}' again for {who}"
                    yield Problem((*at, "kind"), found, "each kind once per role in a step")
                before.append(write.group)


def _together(method: Method, write: Write, at: At) -> Iterator[Problem]:
    """What several write is one card, in the open, and never also a card of one person."""
    if write.hidden:
        expected = "no hidden: what several write together lies in sight"
        yield Problem((*at, "hidden"), "true beside joint", expected)
    for field in ("min", "max"):
        if field in write.model_fields_set:
            found = f"{getattr(write, field)} beside joint"
            yield Problem((*at, field), found, f"no {field}: it is one card")
    sheet = method.sheet(write.sheet)
    if sheet is not None and sheet.zones and write.zone is None:
        yield Problem((*at, "zone"), "nothing", "the column where the card lands")
    alone = (one for step in method.steps for one in step.write if one.kind == write.kind)
    if any(not one.joint for one in alone):
        found = f"'{write.kind}' joint here and not elsewhere"
        yield Problem((*at, "joint"), found, "a kind of its own for what is written together")


def _beginning_and_end(method: Method) -> Iterator[Problem]:
    if method.group.min > method.group.max:
        found = f"{method.group.min}, more than max ({method.group.max})"
        yield Problem(("group", "min"), found, "at most max")
    if method.steps[0].sheet is None:
        yield Problem(("steps", 0, "sheet"), "nothing", "the flap that the wall begins with")
    last = len(method.steps) - 1
    for i, step in enumerate(method.steps):
        if step.consent and i == last:
            yield Problem(("steps", i, "consent"), "it in the last step", "a step that it opens")
        if step.consent and step.consent.who == "inbrenger" and not _has_inbrenger(method, i):
            expected = "needs_inbrenger: true, or another role"
            yield Problem(("steps", i, "consent", "who"), "'inbrenger'", expected)
        if step.clip and step.clip.who == "inbrenger" and not _has_inbrenger(method, i):
            expected = "needs_inbrenger: true, or another role"
            yield Problem(("steps", i, "clip", "who"), "'inbrenger'", expected)


def _has_inbrenger(method: Method, step: int) -> bool:
    picks = (one.pick for one in method.steps[:step])
    return method.needs_inbrenger or any(pick and pick.makes_inbrenger for pick in picks)


def _first_written(method: Method, *, hidden: bool) -> dict[KindId, int]:
    """Return of each kind the index of the first step that has it written (hidden, when asked)."""
    first: dict[KindId, int] = {}
    for i, step in enumerate(method.steps):
        for write in step.write:
            if write.hidden or not hidden:
                first.setdefault(write.kind, i)
    return first


def _mentions(method: Method) -> Iterator[Mention]:
    for i, step in enumerate(method.steps):
        for j, write in enumerate(step.write):
            yield Mention(("steps", i, "write", j, "kind"), write.kind, i)
    yield from _done(method)
    yield from _revealed(method)
    yield from _rated_for_later(method)
    yield from _reported(method)


def _done(method: Method) -> Iterator[Mention]:
    for i, step in enumerate(method.steps):
        for j, write in enumerate(step.write):
            for k, kind in enumerate(write.from_):
                yield Mention(("steps", i, "write", j, "from", k), kind, i)
        for field, allowed in _doings(step):
            for k, kind in enumerate(allowed.kinds):
                yield Mention(("steps", i, field, "kinds", k), kind, i)


def _doings(step: Step) -> Iterator[tuple[str, Allow | Rate]]:
    doings = {
        "rewrite": step.rewrite,
        "rate": step.rate,
        "dots": step.dots,
        "pick": step.pick,
        "focus": step.focus,
        "answer": step.answer,
        "move": step.move,
        "link": step.link,
        "share": step.share,
    }
    return ((field, allowed) for field, allowed in doings.items() if allowed is not None)


def _revealed(method: Method) -> Iterator[Mention]:
    for i, step in enumerate(method.steps):
        for k, kind in enumerate(step.reveal.kinds if step.reveal else ()):
            yield Mention(("steps", i, "reveal", "kinds", k), kind, i)
        for k, kind in enumerate(step.reveal_on_entry):
            yield Mention(("steps", i, "reveal_on_entry", k), kind, i)


def _rated_for_later(method: Method) -> Iterator[Mention]:
    for i, step in enumerate(method.steps):
        for k, kind in enumerate(step.reveal_ratings_on_entry):
            yield Mention(("steps", i, "reveal_ratings_on_entry", k), kind, i)


def _reported(method: Method) -> Iterator[Mention]:
    for i, heading in enumerate(method.report):
        for k, kind in enumerate(heading.kinds):
            yield Mention(("report", i, "kinds", k), kind, len(method.steps))
