"""Everybody who is connected to one board on this node, and who of them has something to be told.

However much happens in one turn of the loop, a connection tells once, of the board as it is then.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from time import perf_counter

from flapover import counts
from flapover.core.ids import PersonId
from flapover.core.project import Presence, Scene
from flapover.core.sight import Key
from flapover.core.steps import milliseconds
from flapover.live.connection import Connection
from flapover.live.fragments import Fragments
from flapover.live.kept import Kept
from flapover.notes import note_fault

log = logging.getLogger(__name__)
SOON_SECONDS = 1.0
"""How long may pass before people see who came or went. After a restart everybody comes back at
once, and to tell each of forty of each of the others would be most of the work."""


class Audience:
    """The connections of a board, and the encoded views that they share."""

    def __init__(self, kept: Kept, now: Callable[[], datetime]) -> None:
        """Begin with nobody.

        Args:
            kept: what is on disk, by now.
            now: the clock.

        """
        self.connections: set[Connection] = set()
        self.present: dict[PersonId, Presence] = {}
        """Who is there, on any node; an `Attendance` keeps it."""
        self.fragments = Fragments()
        self._kept = kept
        self._now = now
        self._called: dict[Connection, None] = {}
        self._began: list[float] = []
        self._soon: dict[Key, None] = {}
        self._hurrying: asyncio.TimerHandle | None = None

    @property
    def scene(self) -> Scene:
        """The board, as committed, and who is there."""
        return Scene(self._kept.board, self.present)

    @property
    def is_told(self) -> bool:
        """Whether nobody has anything left to be told."""
        return not self._called

    def add(self, connection: Connection) -> None:
        """Let a connection take part, and tell all it may see."""
        self.connections.add(connection)
        self.call(connection)

    def touch(self, keys: Iterable[Key]) -> None:
        """Let every connection look at these entities again."""
        changed, self._soon = {**self._soon, **dict.fromkeys(keys)}, {}
        self.fragments.forget(changed)
        for connection in self.connections:
            connection.touch(changed)
        self._call(self.connections)

    def touch_soon(self, keys: Iterable[Key]) -> None:
        """Let every connection look at these entities with the next that are touched, or soon.

        Who comes meanwhile sees at once what is so by now.
        """
        self.fragments.forget(keys)
        if not self.connections:
            return
        self._soon.update(dict.fromkeys(keys))
        if self._hurrying is None:
            loop = asyncio.get_running_loop()
            self._hurrying = loop.call_later(SOON_SECONDS, self.hurry)

    def hurry(self) -> None:
        """Let every connection look at what was touched and could wait."""
        self.close()
        if self._soon:
            self.touch(())

    def time(self, began: float) -> None:
        """Count how long it takes from a moment of `perf_counter` until all have been told."""
        self._began.append(began)

    def close(self) -> None:
        """Stop the clock."""
        if self._hurrying is not None:
            self._hurrying.cancel()
            self._hurrying = None

    def call(self, connection: Connection) -> None:
        """Let a connection tell what it has, once this turn of the loop is over."""
        self._call((connection,))

    def _call(self, connections: Collection[Connection]) -> None:
        if connections and not self._called:
            asyncio.get_running_loop().call_soon(self._tell)
        self._called.update(dict.fromkeys(connections))

    def _tell(self) -> None:
        called, self._called = self._called, {}
        began, self._began = self._began, []
        scene, now_ms = self.scene, milliseconds(self._now())
        frames = size = 0
        for one in called:
            try:
                told = one.tell(scene, now_ms)
            except Exception as fault:  # noqa: BLE001 -- it breaks this socket, not the board
                note_fault(log, "socket", fault, board=scene.board.id, person=one.person)
                one.fail()
            else:
                frames += told > 0
                size += told
        counts.sent(frames, size)
        if began:
            ended = perf_counter()
            for one_began in began:
                counts.sent_after(ended - one_began)
