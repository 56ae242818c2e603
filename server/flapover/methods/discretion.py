"""Whether a method keeps what it promises its writers: own notes stay theirs, anonymous is so.

What is asked of the script here, the core keeps to as well; a script that promises otherwise would
only confuse whoever reads it.
"""

from collections.abc import Iterator

from flapover.core.ids import KindId
from flapover.core.method import Method, Write
from flapover.methods.problems import At, Problem


def discretion(method: Method) -> Iterator[Problem]:
    """Yield what does not fit in the writing that is private or anonymous, and in its sharing."""
    for check in (_everywhere_alike, _own_notes, _anonymous, _together, _shared):
        yield from check(method)


def _everywhere_alike(method: Method) -> Iterator[Problem]:
    """A reveal names a kind, so all cards of a kind are private, or none; anonymous likewise."""
    for field in ("private", "anonymous"):
        first: dict[KindId, bool] = {}
        for at, _, write in _writing(method):
            here = bool(getattr(write, field))
            if first.setdefault(write.kind, here) != here:
                found = f"{str(here).lower()} for '{write.kind}', which was otherwise before"
                yield Problem((*at, field), found, "the same wherever the kind is written")


def _own_notes(method: Method) -> Iterator[Problem]:
    for at, _, write in _writing(method):
        if write.private and not write.hidden:
            yield Problem((*at, "hidden"), "false", "nothing, or true: own notes are hidden")
        if write.private and write.per_group:
            yield Problem((*at, "per_group"), "true", "own notes, or cards of a subgroup")
        if write.private and write.count:
            yield Problem((*at, "count"), "true", "no count of own notes")
    private = {write.kind for _, _, write in _writing(method) if write.private}
    for at, kind in _revealed(method):
        if kind in private:
            yield Problem(at, f"'{kind}', which is private", "a kind that is not; or share it")


def _anonymous(method: Method) -> Iterator[Problem]:
    """Nothing that is done with anonymous cards may tell whose they are."""
    anonymous = {write.kind for _, _, write in _writing(method) if write.anonymous}
    for at, kinds, expected in _telling(method):
        for k, kind in enumerate(kinds):
            if kind in anonymous:
                yield Problem((*at, "kinds", k), f"'{kind}', which is anonymous", expected)


def _telling(method: Method) -> Iterator[tuple[At, tuple[KindId, ...], str]]:
    for i, step in enumerate(method.steps):
        if step.reveal is not None and "author" in step.reveal.ways:
            expected = "ways: [all], as one by one tells who wrote it"
            yield ("steps", i, "reveal"), step.reveal.kinds, expected
        if step.pick is not None and step.pick.makes_inbrenger:
            expected = "another kind, as its writer would be named"
            yield ("steps", i, "pick"), step.pick.kinds, expected


def _together(method: Method) -> Iterator[Problem]:
    """What several people write in one text has many writers, and neither parts nor sources."""
    for at, _, write in _writing(method):
        for field in ("private", "anonymous"):
            if write.joint and getattr(write, field):
                yield Problem((*at, field), "true beside joint", "one of both")
        if write.joint and write.from_:
            yield Problem((*at, "from"), "it beside joint", "a kind that one person writes")
        if write.joint and method.kinds[write.kind].parts:
            found = f"'{write.kind}', which has parts, beside joint"
            yield Problem((*at, "kind"), found, "a kind without parts")


def _shared(method: Method) -> Iterator[Problem]:
    for i, step in enumerate(method.steps):
        hidden = {write.kind for _, by, write in _writing(method) if write.hidden and by <= i}
        for k, kind in enumerate(step.share.kinds if step.share else ()):
            if kind not in hidden:
                found = f"'{kind}', which is not hidden by then"
                expected = "a kind written hidden or private in this step or before it"
                yield Problem(("steps", i, "share", "kinds", k), found, expected)


def _writing(method: Method) -> Iterator[tuple[At, int, Write]]:
    for i, step in enumerate(method.steps):
        for j, write in enumerate(step.write):
            yield ("steps", i, "write", j), i, write


def _revealed(method: Method) -> Iterator[tuple[At, KindId]]:
    for i, step in enumerate(method.steps):
        for k, kind in enumerate(step.reveal.kinds if step.reveal else ()):
            yield ("steps", i, "reveal", "kinds", k), kind
        for k, kind in enumerate(step.reveal_on_entry):
            yield ("steps", i, "reveal_on_entry", k), kind
