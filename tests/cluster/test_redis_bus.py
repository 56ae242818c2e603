"""The doorbell on a real Redis: heard by the others, lost without harm, back by itself."""

# ruff: noqa: ASYNC110 -- what is waited for has no event of its own

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import get_args

import pytest
from redis.asyncio import Redis

from flapover.core.ids import BoardId, KindId, PersonId
from flapover.live import redis_bus
from flapover.live.bus import ALONE, Devices, Heard, NodeId, There, open_bus
from flapover.live.outbox import Outbox
from flapover.live.redis_bus import RedisBus
from tests.redis_server import RedisServer

pytestmark = pytest.mark.timeout(60)
BOARD = BoardId("board")
ANN = PersonId("ann")


class Ears:
    def __init__(self) -> None:
        self.devices: dict[PersonId, int] = {}
        self.looks = 0
        self.knocks: list[int] = []
        self.there: dict[NodeId, Devices] = {}
        self.wrote: list[tuple[PersonId, KindId]] = []

    def look(self) -> None:
        self.looks += 1

    def knock(self, seq: int) -> None:
        self.knocks.append(seq)

    def hear_there(self, node: NodeId, devices: Devices) -> None:
        self.there[node] = devices

    def hear_wrote(self, person: PersonId, kind: KindId) -> None:
        self.wrote.append((person, kind))


class Node:
    def __init__(self, url: str) -> None:
        self.bus = RedisBus(url)
        self.ears = Ears()
        self.bus.enter(BOARD, self.ears)


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(30):
        while not holds():
            await asyncio.sleep(0.01)


@asynccontextmanager
async def node(url: str) -> AsyncIterator[Node]:
    one = Node(url)
    running = asyncio.create_task(one.bus.run())
    try:
        await until(lambda: one.ears.looks)
        yield one
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await one.bus.close()


async def test_a_ring_is_heard_by_the_others_and_not_by_oneself(redis_server: RedisServer) -> None:
    async with node(redis_server.url) as one, node(redis_server.url) as other:
        one.bus.ring(BOARD, 7)
        await until(lambda: other.ears.knocks)
        assert other.ears.knocks == [7]
        assert one.ears.knocks == []


async def test_a_board_that_was_left_is_heard_no_more(redis_server: RedisServer) -> None:
    async with node(redis_server.url) as one, node(redis_server.url) as other:
        elsewhere = Ears()
        other.bus.enter(BoardId("elsewhere"), elsewhere)
        await until(lambda: elsewhere.looks)
        other.bus.leave(BOARD)
        one.bus.ring(BOARD, 7)
        one.bus.ring(BoardId("elsewhere"), 8)
        await until(lambda: elsewhere.knocks)
        assert other.ears.knocks == []


async def test_who_comes_later_is_told_who_is_there(redis_server: RedisServer) -> None:
    async with node(redis_server.url) as one:
        one.ears.devices = {ANN: 2}
        one.bus.tell_there(BOARD)
        async with node(redis_server.url) as other:
            await until(lambda: other.ears.there.get(one.bus.node))
            assert other.ears.there == {one.bus.node: {ANN: 2}}
        await until(lambda: one.ears.there.get(other.bus.node) == {})


async def test_the_people_of_a_node_that_fell_silent_are_away_until_it_speaks_again(
    redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redis_bus, "BEAT_SECONDS", 0.1)
    monkeypatch.setattr(redis_bus, "LOST_SECONDS", 0.4)
    async with node(redis_server.url) as one, node(redis_server.url) as other:
        one.ears.devices = {ANN: 1}
        one.bus.tell_there(BOARD)
        await until(lambda: other.ears.there.get(one.bus.node))
        silent = asyncio.create_task(one.bus._speak())  # takes what is to be said, and loses it
        monkeypatch.setattr(one.bus, "_say_all", lambda: asyncio.sleep(0))
        await until(lambda: other.ears.there[one.bus.node] == {})
        monkeypatch.undo()
        silent.cancel()
        await until(lambda: other.ears.there[one.bus.node] == {ANN: 1})


async def test_P35_redis_may_go_and_come_back(
    redis_server: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    async with node(redis_server.url) as one, node(redis_server.url) as other:
        await asyncio.to_thread(redis_server.stop)
        for seq in range(100):
            one.bus.ring(BOARD, seq)
        await until(lambda: "Redis is away" in caplog.text)
        looks = other.ears.looks
        one.ears.devices = {ANN: 1}
        one.bus.tell_there(BOARD)
        await asyncio.to_thread(redis_server.start)
        await until(lambda: other.ears.looks > looks)
        await until(lambda: other.ears.there.get(one.bus.node) == {ANN: 1})
        one.bus.ring(BOARD, 101)
        await until(lambda: 101 in other.ears.knocks)
    assert caplog.text.count("Redis is away") == 2, "each node says it once"


async def test_a_redis_that_says_nothing_counts_as_away(
    redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import signal

    monkeypatch.setattr(redis_bus, "DEAF_SECONDS", 0.5)
    monkeypatch.setattr(redis_bus, "SEND_SECONDS", 0.5)
    monkeypatch.setattr(redis_bus, "BEAT_SECONDS", 0.1)
    assert redis_server.process is not None
    async with node(redis_server.url) as one:
        redis_server.process.send_signal(signal.SIGSTOP)
        await until(lambda: "Redis is away" in caplog.text)
        looks = one.ears.looks
        redis_server.process.send_signal(signal.SIGCONT)
        await until(lambda: one.ears.looks > looks)


async def test_who_hears_but_cannot_speak_does_not_reach_the_others(
    redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken() -> None:
        raise ConnectionError

    async with node(redis_server.url) as one, node(redis_server.url):
        await until(lambda: one.bus.reaches)
        monkeypatch.setattr(one.bus, "_say_all", broken)
        await until(lambda: not one.bus.reaches)
        monkeypatch.undo()
        await until(lambda: one.bus.reaches)


async def test_what_is_no_message_is_passed_over(redis_server: RedisServer) -> None:
    stranger = Redis.from_url(redis_server.url)
    async with node(redis_server.url) as one, node(redis_server.url) as other:
        for text in ("", "{", '{"type":"later"}', '{"type":"rang","node":"x","board":"board"}'):
            await stranger.publish(f"flapover:board:{BOARD}", text)
        one.bus.ring(BOARD, 9)
        await until(lambda: other.ears.knocks)
        assert other.ears.knocks == [9]
    await stranger.aclose()


def test_P21_no_message_has_a_place_for_what_people_write() -> None:
    fields = {name for message in get_args(Heard) for name in message.model_fields}
    assert fields == {"type", "node", "board", "seq", "devices", "asks", "person", "kind"}


def test_what_is_to_be_told_does_not_grow() -> None:
    out = Outbox()
    for seq in range(1000):
        out.rung[BOARD] = seq
        out.tell_there(BOARD, asks=seq == 3)
        out.wrote[BOARD, ANN] = KindId("vraag")
    said = list(out.empty(NodeId("n"), lambda _: {ANN: 1}))
    assert len(said) == 3
    assert (BOARD, There(node=NodeId("n"), board=BOARD, devices={ANN: 1}, asks=True)) in said
    assert list(out.empty(NodeId("n"), lambda _: {})) == []


def test_without_redis_there_is_nobody_to_tell() -> None:
    assert open_bus(None) is ALONE
    assert not ALONE.shared
