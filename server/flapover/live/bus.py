"""What nodes that share boards tell each other: that a board grew, who is where, who is writing.

A doorbell, not a letter box. It carries ids and numbers, never what people write; all of it may be
lost, and nothing that matters then is: entries are in the journal, where every node looks from time
to time, and who is there is told again.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, NewType, Protocol

from pydantic import Field, TypeAdapter

from flapover.core.ids import BoardId, KindId, PersonId
from flapover.core.shape import Frozen

NodeId = NewType("NodeId", str)
"""Of one process, made anew at every start."""

Devices = Mapping[PersonId, int]
"""How many sockets each person has open; nobody is there with none."""


class Rang(Frozen):
    """A node stored entries: this is the last one's number."""

    type: Literal["rang"] = "rang"
    node: NodeId
    board: BoardId
    seq: int


class There(Frozen):
    """All who are connected to a board at one node; replaces what that node said before."""

    type: Literal["there"] = "there"
    node: NodeId
    board: BoardId
    devices: dict[PersonId, int]
    asks: bool = False
    """Whether the others are to say the same of theirs."""


class Wrote(Frozen):
    """Somebody is writing something of a kind that all may know of."""

    type: Literal["wrote"] = "wrote"
    node: NodeId
    board: BoardId
    person: PersonId
    kind: KindId


class Alive(Frozen):
    """A node is there; the people of one that no longer says so are away."""

    type: Literal["alive"] = "alive"
    node: NodeId


class Left(Frozen):
    """A node has ended as it should."""

    type: Literal["left"] = "left"
    node: NodeId


Heard = Rang | There | Wrote | Alive | Left
heard: TypeAdapter[Heard] = TypeAdapter(Annotated[Heard, Field(discriminator="type")])


class Ears(Protocol):
    """A board that is live on this node, as the bus knows it."""

    def look(self) -> None:
        """Note that another node may have stored something."""

    def knock(self, seq: int) -> None:
        """Note that another node stored entries up to this one."""

    @property
    def devices(self) -> Devices:
        """Who is connected on this node."""

    def hear_there(self, node: NodeId, devices: Devices) -> None:
        """Note who is connected on another node, by now."""

    def hear_wrote(self, person: PersonId, kind: KindId) -> None:
        """Note that somebody on another node is writing."""


class Bus(Protocol):
    """The way from one node to the others. Never waits, never raises, may lose all it is given."""

    @property
    def node(self) -> NodeId:
        """This process's own name, made anew at every start."""

    @property
    def shared(self) -> bool:
        """Whether other nodes may write to the same boards."""

    @property
    def reaches(self) -> bool:
        """Whether what is told arrives at this moment; of a node alone, always."""

    def enter(self, board: BoardId, ears: Ears) -> None:
        """Pass on what the others tell of a board, from now on."""

    def leave(self, board: BoardId) -> None:
        """Pass on nothing of a board any more."""

    def ring(self, board: BoardId, seq: int) -> None:
        """Tell that entries up to this one are stored."""

    def tell_there(self, board: BoardId) -> None:
        """Tell who is connected here."""

    def tell_wrote(self, board: BoardId, person: PersonId, kind: KindId) -> None:
        """Tell that somebody is writing. Only for writing that all may see."""

    async def run(self) -> None:
        """Carry it all; runs until it is cancelled."""

    async def close(self) -> None:
        """Say goodbye to the other nodes."""


class Alone:
    """The bus of a node that has its database to itself: nobody hears anything."""

    shared = False
    reaches = True
    node = NodeId("alone")

    def enter(self, board: BoardId, ears: Ears) -> None:
        """See `Bus.enter`."""

    def leave(self, board: BoardId) -> None:
        """See `Bus.leave`."""

    def ring(self, board: BoardId, seq: int) -> None:
        """See `Bus.ring`."""

    def tell_there(self, board: BoardId) -> None:
        """See `Bus.tell_there`."""

    def tell_wrote(self, board: BoardId, person: PersonId, kind: KindId) -> None:
        """See `Bus.tell_wrote`."""

    async def run(self) -> None:
        """See `Bus.run`."""

    async def close(self) -> None:
        """See `Bus.close`."""


ALONE = Alone()


def open_bus(redis_url: str | None) -> Bus:
    """Return the bus that the settings name: by Redis or Valkey, or none at all."""
    if redis_url is None:
        return ALONE
    from flapover.live.redis_bus import RedisBus

    return RedisBus(redis_url)
