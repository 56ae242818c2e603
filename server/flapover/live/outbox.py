"""What a node still has to tell the others: sets, not a queue, so that it cannot grow."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from flapover.core.ids import BoardId, KindId, PersonId
from flapover.live.bus import Alive, Devices, Heard, NodeId, Rang, There, Wrote


@dataclass(slots=True)
class Outbox:
    """Many doorbells of one board are one; of who is there only the latest counts."""

    alive: bool = False
    rung: dict[BoardId, int] = field(default_factory=dict)
    there: dict[BoardId, bool] = field(default_factory=dict)
    """Whose people to tell, and whether to ask the others for theirs."""
    wrote: dict[tuple[BoardId, PersonId], KindId] = field(default_factory=dict)

    def tell_there(self, board: BoardId, *, asks: bool = False) -> None:
        """Note that a board's people are to be told."""
        self.there[board] = asks or self.there.get(board, False)

    def empty(
        self, node: NodeId, devices: Callable[[BoardId], Devices]
    ) -> Iterator[tuple[BoardId | None, Heard]]:
        """Take everything out, as messages and the board that each is about.

        Args:
            node: who tells it.
            devices: says who is connected to a board at this moment.

        """
        alive, rung, there, wrote = self.alive, self.rung, self.there, self.wrote
        self.alive, self.rung, self.there, self.wrote = False, {}, {}, {}
        if alive:
            yield None, Alive(node=node)
        for board, seq in rung.items():
            yield board, Rang(node=node, board=board, seq=seq)
        for board, asks in there.items():
            yield board, There(node=node, board=board, devices=dict(devices(board)), asks=asks)
        for (board, person), kind in wrote.items():
            yield board, Wrote(node=node, board=board, person=person, kind=kind)
