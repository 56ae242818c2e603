"""Whether a bus reaches the others: known by what we say ourselves and hear back.

Told once when it does not any more, and once when it does again.
"""

import logging

from flapover.live.bus import NodeId
from flapover.notes import note

log = logging.getLogger(__name__)


class Reach:
    """What one node knows of its own line."""

    def __init__(self, node: NodeId) -> None:
        """Begin without a line."""
        self._node = node
        self._said_away = False
        self.hears = False
        """Whether what is said arrives here."""

    @property
    def both_ways(self) -> bool:
        """Whether what is said here arrives, and so what is said elsewhere."""
        return self.hears and not self._said_away

    def came_back(self) -> None:
        """Note that we heard ourselves: both ways are open."""
        self.hears = True
        if self._said_away:
            self._said_away = False
            note(log, "bus_back", node=self._node)

    def went_deaf(self) -> None:
        """Note that what is said does not arrive here any more."""
        self.hears = False

    def broke(self, why: BaseException) -> None:
        """Note that something could not be said or heard."""
        if not self._said_away:
            self._said_away = True
            note(log, "bus_away", node=self._node, fault=type(why).__name__)
