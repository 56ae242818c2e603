"""The bus by Redis or Valkey: publish and subscribe, a channel for each board, nothing stored.

While Redis is away nothing here waits for it: doorbells are forgotten, as every node looks in the
journal by itself, and who is there stays as it was last heard. It comes back by itself.
"""

import asyncio
import logging
from secrets import token_urlsafe
from time import monotonic
from typing import Any, TypeVar

from pydantic import ValidationError
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from flapover.core.ids import BoardId, KindId, PersonId
from flapover.live.bus import (
    Alive,
    Devices,
    Ears,
    Heard,
    Left,
    NodeId,
    Rang,
    There,
    Wrote,
    heard,
)
from flapover.live.outbox import Outbox
from flapover.live.reach import Reach
from flapover.notes import note, note_fault

log = logging.getLogger(__name__)
Thing = TypeVar("Thing")
NODES = "flapover:nodes"
BOARD = "flapover:board:"
BEAT_SECONDS = 2.0
"""How often a node says that it is there; it hears itself, and so knows that Redis works."""

DEAF_SECONDS = 6.0
"""How long nothing may be heard, not even oneself, before the line counts as broken."""

LOST_SECONDS = 15.0
"""How long a node may be silent before its people are away."""

SEND_SECONDS = 5.0
AGAIN_SECONDS = 0.5
GOODBYE_SECONDS = 1.0
AT_ONCE = 500
"""Channels in one command, messages in one go."""


class RedisBus:
    """One node's place on the bus."""

    shared = True

    def __init__(self, url: str) -> None:
        """Prepare; connects when it runs."""
        self.node = NodeId(token_urlsafe(9))
        self._redis = Redis.from_url(
            url,
            decode_responses=True,
            retry=Retry(NoBackoff(), 0),  # after a failure all of it begins anew, below
            socket_timeout=SEND_SECONDS,
            socket_connect_timeout=SEND_SECONDS,
        )
        self._ears: dict[BoardId, Ears] = {}
        self._tuned: set[BoardId] = set()
        self._boards_changed = asyncio.Event()
        self._nodes: dict[NodeId, float] = {}
        """When each other node was last heard, monotonic."""
        self._out = Outbox()
        self._something_to_say = asyncio.Event()
        self._reach = Reach(self.node)

    @property
    def reaches(self) -> bool:
        """See `Bus.reaches`."""
        return self._reach.both_ways

    def enter(self, board: BoardId, ears: Ears) -> None:
        """See `Bus.enter`."""
        self._ears[board] = ears
        self._boards_changed.set()
        if board in self._tuned:
            # Between its reading and now something may have come, for which nobody listened.
            ears.look()
            self._tell_there(board, asks=True)

    def leave(self, board: BoardId) -> None:
        """See `Bus.leave`."""
        self._ears.pop(board, None)
        self._boards_changed.set()

    def ring(self, board: BoardId, seq: int) -> None:
        """See `Bus.ring`."""
        self._out.rung[board] = seq
        self._something_to_say.set()

    def tell_there(self, board: BoardId) -> None:
        """See `Bus.tell_there`."""
        self._tell_there(board, asks=False)

    def tell_wrote(self, board: BoardId, person: PersonId, kind: KindId) -> None:
        """See `Bus.tell_wrote`."""
        self._out.wrote[board, person] = kind
        self._something_to_say.set()

    async def run(self) -> None:
        """See `Bus.run`."""
        async with asyncio.TaskGroup() as group:
            for part in (self._listen, self._speak, self._beat):
                group.create_task(part())

    async def close(self) -> None:
        """See `Bus.close`."""
        try:
            async with asyncio.timeout(GOODBYE_SECONDS):
                await self._redis.publish(NODES, Left(node=self.node).model_dump_json())
        except (RedisError, OSError):
            pass  # the others will miss us
        finally:
            await self._redis.aclose()

    async def _listen(self) -> None:
        while not _ended():
            try:
                await self._tune_in()
            except (RedisError, OSError) as away:
                self._reach.broke(away)
            self._reach.went_deaf()
            self._tuned = set()
            await asyncio.sleep(AGAIN_SECONDS)

    async def _tune_in(self) -> None:
        async with self._redis.pubsub() as radio:
            await radio.subscribe(NODES)
            if _ended():
                return
            # No task group: its end leaves a mark on us that looks like a cancellation (3.11).
            parts = {asyncio.create_task(part(radio)) for part in (self._follow, self._hear)}
            try:
                done, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
                for part in done:
                    part.result()
            finally:
                for part in parts:
                    part.cancel()
                await asyncio.gather(*parts, return_exceptions=True)

    async def _follow(self, radio: PubSub) -> None:
        """Keep the channels those of the boards that are live here."""
        wanted: set[BoardId] = set()
        while not _ended():
            self._boards_changed.clear()
            before, wanted = wanted, set(self._ears)
            self._tuned &= wanted
            for some in _pieces([BOARD + board for board in wanted - before]):
                await radio.subscribe(*some)
            for some in _pieces([BOARD + board for board in before - wanted]):
                await radio.unsubscribe(*some)
            await self._boards_changed.wait()

    async def _hear(self, radio: PubSub) -> None:
        while not _ended():
            said: dict[str, Any] | None = await radio.get_message(timeout=DEAF_SECONDS)
            if said is None:
                raise TimeoutError
            match said["type"]:
                case "subscribe":
                    self._tuned_in(said["channel"])
                case "message":
                    self._take(said["data"])
                case _:
                    pass

    def _tuned_in(self, channel: str) -> None:
        """Catch up with what was told while nobody listened."""
        if channel == NODES:
            return
        board = BoardId(channel.removeprefix(BOARD))
        ears = self._ears.get(board)
        if ears is not None:
            self._tuned.add(board)
            ears.look()
            self._tell_there(board, asks=True)

    def _take(self, text: str) -> None:
        try:
            said = heard.validate_json(text)
        except ValidationError:
            return  # of another version; what it says is in the journal, or is said again
        if said.node == self.node:
            self._note_back()
            return
        try:
            self._note_alive(said.node)
            self._pass_on(said)
        except Exception as fault:  # noqa: BLE001 -- it breaks this message, not the bus
            note_fault(log, "bus_message", fault, node=said.node)

    def _pass_on(self, said: Heard) -> None:
        match said:
            case Alive():
                pass
            case Left():
                self._forget(said.node)
            case Rang() | There() | Wrote():
                ears = self._ears.get(said.board)
                if ears is not None:
                    self._tell(ears, said)

    def _tell(self, ears: Ears, said: Rang | There | Wrote) -> None:
        match said:
            case Rang():
                ears.knock(said.seq)
            case There():
                ears.hear_there(said.node, said.devices)
                if said.asks:
                    self.tell_there(said.board)
            case Wrote():
                ears.hear_wrote(said.person, said.kind)

    def _note_alive(self, node: NodeId) -> None:
        known = node in self._nodes
        self._nodes[node] = monotonic()
        if not known:
            note(log, "node_came", node=node)
            for board in self._ears:
                self._tell_there(board, asks=True)

    def _forget(self, node: NodeId) -> None:
        if self._nodes.pop(node, None) is not None:
            note(log, "node_lost", node=node)
        for ears in tuple(self._ears.values()):
            ears.hear_there(node, {})

    async def _speak(self) -> None:
        while not _ended():
            await self._something_to_say.wait()
            self._something_to_say.clear()
            try:
                await self._say_all()
            except (RedisError, OSError) as away:
                self._reach.broke(away)
                # Who is there would else not be told before the next change.
                for board in self._ears:
                    self._tell_there(board, asks=False)
                await asyncio.sleep(AGAIN_SECONDS)

    async def _say_all(self) -> None:
        messages = [
            (NODES if board is None else BOARD + board, said.model_dump_json())
            for board, said in self._out.empty(self.node, self._devices)
        ]
        for some in _pieces(messages):
            pipe = self._redis.pipeline(transaction=False)
            for channel, text in some:
                pipe.publish(channel, text)
            async with asyncio.timeout(SEND_SECONDS):
                await pipe.execute()

    async def _beat(self) -> None:
        while not _ended():
            self._out.alive = True
            self._something_to_say.set()
            await asyncio.sleep(BEAT_SECONDS)
            lost = monotonic() - LOST_SECONDS
            # While we hear nothing, nothing is known of the others.
            for node in [one for one, at in self._nodes.items() if self._reach.hears and at < lost]:
                self._forget(node)

    def _devices(self, board: BoardId) -> Devices:
        ears = self._ears.get(board)
        return {} if ears is None else ears.devices

    def _tell_there(self, board: BoardId, *, asks: bool) -> None:
        self._out.tell_there(board, asks=asks)
        self._something_to_say.set()

    def _note_back(self) -> None:
        """What we said came back to us."""
        if not self._reach.hears:
            # While we heard nothing, nobody was silent.
            self._nodes = dict.fromkeys(self._nodes, monotonic())
        self._reach.came_back()


def _ended() -> bool:
    """Whether this task was cancelled: a driver may have eaten the cancellation itself."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _pieces(things: list[Thing]) -> list[list[Thing]]:
    return [things[at : at + AT_ONCE] for at in range(0, len(things), AT_ONCE)]
