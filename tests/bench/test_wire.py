"""The load generator's own WebSocket, against a server that knows the protocol."""

import asyncio

import pytest
from websockets.asyncio.server import ServerConnection, serve

from bench.party import Party
from bench.seat import Broadcast, card
from bench.wire import framed, open_wire


async def _echo(socket: ServerConnection) -> None:
    await socket.ping()
    async for said in socket:
        await socket.send(said)


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 200_000])
async def test_what_is_sent_comes_back_whole(size: int) -> None:
    async with serve(_echo, "127.0.0.1", 0, compression=None) as server:
        wire = await open_wire(server.sockets[0].getsockname()[1], "/")
        said = bytes(65 + number % 26 for number in range(size))
        for _ in range(2):
            wire.send(framed(said))
            assert await wire.message() == said
        wire.leave()


async def test_a_short_message_is_answered_by_itself() -> None:
    heard: list[str | bytes] = []

    async def ping(socket: ServerConnection) -> None:
        await socket.recv()
        await socket.send("2")
        heard.append(await socket.recv())
        await socket.send("done")

    async with serve(ping, "127.0.0.1", 0, compression=None) as server:
        wire = await open_wire(server.sockets[0].getsockname()[1], "/")
        wire.answer_short(b"2", b"3")
        wire.send(framed(b"hello"))
        assert await wire.message() == b"done"
        assert heard == ["3"]
        wire.leave()


async def test_who_is_hung_up_on_is_told() -> None:
    async def hang_up(socket: ServerConnection) -> None:
        await socket.close()

    async with serve(hang_up, "127.0.0.1", 0, compression=None) as server:
        wire = await open_wire(server.sockets[0].getsockname()[1], "/")
        with pytest.raises(ConnectionError):
            await wire.message()


async def test_a_party_sees_every_card_once_and_knows_what_is_missing() -> None:
    async with serve(_echo, "127.0.0.1", 0, compression=None) as server:
        wire = await open_wire(server.sockets[0].getsockname()[1], "/")
        party = Party([wire], Broadcast(), tables=1, seats=1)
        window = party.tally.window()
        await party.write_each(5)
        assert len(window.seen()) == 5
        assert (party.tally.missing, window.lost) == (0, 0)
        party.tally.new_mark()  # one that nobody sends
        assert (party.tally.missing, window.lost) == (1, 1)
        party.leave()
        await asyncio.sleep(0)


def test_a_card_of_a_reference_has_its_size() -> None:
    assert len(card(7)) == len(card(123_456)) == 300
