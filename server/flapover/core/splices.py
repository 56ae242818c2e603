"""Changes to one text that several people write at once, and how one goes over another.

A change is one or more splices against the same text: in order, none overlapping. Places count code
points, so a letter outside the basic plane (half of it in JavaScript's counting) cannot be split.
web/src/joint/splices.ts does the same on the phone; both are held to tests/core/splices.json.

Law: for two changes A and B of one text, A and then B over A give what B and then A over B give,
and every word that either put in is in it.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from pydantic import Field, StringConstraints

from flapover.core.shape import Frozen

Place = Annotated[int, Field(ge=0, le=100_000)]


class Splice(Frozen):
    """At a place, take so many code points away and put a text in."""

    at: Place
    remove: Place = 0
    insert: Annotated[str, StringConstraints(max_length=20_000)] = ""

    @property
    def end(self) -> int:
        """The place behind the last code point that it takes away."""
        return self.at + self.remove


Splices = tuple[Splice, ...]


def in_order(splices: Sequence[Splice]) -> bool:
    """Say whether splices are in order and none takes what another takes."""
    return all(one.end <= after.at for one, after in itertools.pairwise(splices))


def neat(splices: Iterable[Splice]) -> Splices:
    """Return the same change in its one shape: what touches is one, and none does nothing."""
    joined: list[Splice] = []
    for one in splices:
        if not (one.remove or one.insert):
            continue
        if joined and joined[-1].end == one.at:
            last = joined.pop()
            joined.append(_splice(last.at, last.remove + one.remove, last.insert + one.insert))
        else:
            joined.append(one)
    return tuple(joined)


def spliced(text: str, splices: Splices) -> str:
    """Return the text after a change.

    Raises:
        ValueError: the change is not of this text: it reaches beyond its end.

    """
    kept: list[str] = []
    done = 0
    for one in splices:
        if one.end > len(text):
            raise ValueError("a splice beyond the end of the text")
        kept += (text[done : one.at], one.insert)
        done = one.end
    return "".join((*kept, text[done:]))


def over(mine: Splices, theirs: Splices, *, first: bool = False) -> Splices:
    """Return what `mine` is after `theirs` was done to the text that both were meant for.

    What I put inside what they took away is kept, and what they put inside what I take away as
    well. At one place the words of whoever was `first` stand first.
    """
    return neat(part for one in mine for part in _over(one, theirs, first))


def _over(mine: Splice, theirs: Splices, first: bool) -> Iterator[Splice]:
    if mine.insert:
        yield _splice(_moved(mine.at, theirs, first=first), 0, mine.insert)
    for start, end in _left_of(mine, theirs):
        yield _splice(_moved(start, theirs, first=False), end - start, "")


def _moved(place: int, theirs: Splices, *, first: bool) -> int:
    """Return where a place is after their change; a `first` stays before what they put there."""
    return place + sum(
        len(one.insert) - min(one.remove, place - one.at)
        for one in theirs
        if one.at < place or (one.at == place and not first)
    )


def _left_of(mine: Splice, theirs: Splices) -> Iterator[tuple[int, int]]:
    """Return the stretches of what I take away that are left, cut where they put words in."""
    start = mine.at
    for one in theirs:
        if one.end < start or one.at >= mine.end:
            continue
        if start < one.at:
            yield start, one.at
        start = max(start, one.end)
    if start < mine.end:
        yield start, mine.end


def _splice(at: int, remove: int, insert: str) -> Splice:
    # Trusted: made of splices that were judged when they came in.
    return Splice.model_construct(at=at, remove=remove, insert=insert)
