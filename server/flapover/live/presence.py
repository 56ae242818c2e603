"""Who is there and who is writing in the open, on this node and on others. Never stored."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable

from flapover.core.ids import PersonId
from flapover.core.project import Presence
from flapover.core.sight import Key, presence_key
from flapover.live.bus import Devices, NodeId

WRITING_SECONDS = 5.0
"""How long 'schrijft …' stays after the last sign of it."""


class Attendance:
    """The presence of everybody on one board."""

    def __init__(
        self,
        present: dict[PersonId, Presence],
        touch: Callable[[Iterable[Key]], None],
        touch_soon: Callable[[Iterable[Key]], None],
        tell: Callable[[], None] = lambda: None,
    ) -> None:
        """Begin with nobody.

        Args:
            present: who is there, kept here.
            touch: told who began or stopped writing.
            touch_soon: told who came or went, which may be shown a moment later.
            tell: told when a device came or went here, which other nodes do not know.

        """
        self.present = present
        self.here: Counter[PersonId] = Counter()
        """The devices on this node."""
        self._elsewhere: dict[NodeId, Devices] = {}
        self._touch = touch
        self._touch_soon = touch_soon
        self._tell = tell
        self._pens: dict[PersonId, asyncio.TimerHandle] = {}

    def arrive(self, person: PersonId) -> None:
        """Count a device in."""
        self.here[person] += 1
        self._look(person)
        self._tell()

    def depart(self, person: PersonId) -> None:
        """Count a device out; with the last one its owner is away."""
        self.here[person] -= 1
        if self.here[person] <= 0:
            del self.here[person]
        self._look(person)
        self._tell()

    def hear(self, node: NodeId, devices: Devices) -> None:
        """Take over who is connected on another node."""
        before = self._elsewhere.pop(node, {})
        if devices:
            self._elsewhere[node] = devices
        for person in {**before, **devices}:
            self._look(person)

    def devices(self, person: PersonId) -> int:
        """Count somebody's devices on all nodes, as far as this one has heard."""
        elsewhere = (devices.get(person, 0) for devices in self._elsewhere.values())
        return self.here[person] + sum(elsewhere)

    def write(self, person: PersonId) -> None:
        """Show that somebody writes, for some seconds. Only for writing that all may see."""
        self._drop_pen(person)
        loop = asyncio.get_running_loop()
        self._pens[person] = loop.call_later(WRITING_SECONDS, self.rest, person)
        self._look(person)

    def rest(self, person: PersonId) -> None:
        """Show that somebody no longer writes."""
        self._drop_pen(person)
        self._look(person)

    def _drop_pen(self, person: PersonId) -> None:
        pen = self._pens.pop(person, None)
        if pen is not None:
            pen.cancel()

    def _look(self, person: PersonId) -> None:
        """Show of somebody what is so by now."""
        presence = None
        if self.devices(person) > 0:
            presence = Presence(here=True, writing=person in self._pens)
        else:
            self._drop_pen(person)
        before = self.present.get(person)
        if before == presence:
            return
        if presence is None:
            del self.present[person]
        else:
            self.present[person] = presence
        touch = self._touch_soon if before is None or presence is None else self._touch
        touch((presence_key(person),))
