"""Asks what a step opens to somebody at the table, as their phone has it."""

from collections.abc import Iterator

from flapover.core.ids import PersonId
from flapover.core.requests import Request
from flapover.core.views import NowView
from tests.play import ANN, INBRENGER, LEADER, SCREEN, Play


def opened(play: Play, who: PersonId) -> set[str]:
    """Return all that the open step opens to one person: `write vraag`, `rate vraag`, `ready`."""
    return set(_opened(play.now_seen_by(who)))


def opened_to_all(play: Play) -> dict[PersonId, set[str]]:
    """Return that of the gespreksleider, the inbrenger, one of the others, and the wall."""
    return {who: opened(play, who) for who in (LEADER, INBRENGER, ANN, SCREEN)}


def _opened(now: NowView) -> Iterator[str]:
    yield from (f"write {rule.kind}" for rule in now.write)
    by_kinds = {
        "rewrite": now.rewrite,
        "focus": now.focus,
        "answer": now.answer,
        "move": now.move,
        "share": now.share,
        "link": now.link,
        "rate": now.rate.kinds if now.rate else (),
        "dots": now.dots.kinds if now.dots else (),
        "pick": now.pick.kinds if now.pick else (),
        "reveal": now.reveal.kinds if now.reveal else (),
    }
    for doing, kinds in by_kinds.items():
        yield from (f"{doing} {kind}" for kind in kinds)
    if now.ready:
        yield "ready"
    if now.consent:
        yield "consent"


def closed(play: Play, request: Request, *people: PersonId) -> None:
    """See that a request is refused to each of these people, to the wall for being a wall."""
    for who in people:
        play.refused(who, request, "not_allowed" if who == SCREEN else "not_now")
