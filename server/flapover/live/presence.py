"""Who is there and who is writing in the open. Known to this process only, never stored."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable

from flapover.core.ids import PersonId
from flapover.core.project import Presence
from flapover.core.sight import Key

WRITING_SECONDS = 5.0
"""How long 'schrijft …' stays after the last sign of it."""


class Attendance:
    """The presence of everybody on one board."""

    def __init__(self, touch: Callable[[Iterable[Key]], None]) -> None:
        """Begin with nobody; `touch` is told whose presence looks different."""
        self.present: dict[PersonId, Presence] = {}
        self._touch = touch
        self._sockets: Counter[PersonId] = Counter()
        self._pens: dict[PersonId, asyncio.TimerHandle] = {}

    def arrive(self, person: PersonId) -> None:
        """Count a device in."""
        self._sockets[person] += 1
        if self._sockets[person] == 1:
            self._set(person, Presence(here=True))

    def depart(self, person: PersonId) -> None:
        """Count a device out; with the last one its owner is away."""
        self._sockets[person] -= 1
        if self._sockets[person] <= 0:
            del self._sockets[person]
            self._drop_pen(person)
            self._set(person, None)

    def write(self, person: PersonId) -> None:
        """Show that somebody writes, for some seconds. Only for writing that all may see."""
        self._drop_pen(person)
        self._set(person, Presence(here=True, writing=True))
        loop = asyncio.get_running_loop()
        self._pens[person] = loop.call_later(WRITING_SECONDS, self.rest, person)

    def rest(self, person: PersonId) -> None:
        """Show that somebody no longer writes."""
        self._drop_pen(person)
        if self._sockets[person] > 0:
            self._set(person, Presence(here=True))

    def _drop_pen(self, person: PersonId) -> None:
        pen = self._pens.pop(person, None)
        if pen is not None:
            pen.cancel()

    def _set(self, person: PersonId, presence: Presence | None) -> None:
        if self.present.get(person) == presence:
            return
        if presence is None:
            del self.present[person]
        else:
            self.present[person] = presence
        self._touch((Key(f"presence:{person}"),))
