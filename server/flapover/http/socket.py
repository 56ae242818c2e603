"""The door of the socket: which page may knock, who is there, and the reader behind it."""

import asyncio
import logging

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from flapover.core.ids import PersonId
from flapover.http.house import AtSocket, House
from flapover.http.origin import is_ours
from flapover.http.tokens import hashed
from flapover.journal import JournalUnavailable
from flapover.live.connection import Connection, say_bye
from flapover.live.faults import note_fault
from flapover.live.listener import Listener
from flapover.live.room import Room
from flapover.live.wire import PROTOCOL, Farewell, Hello, read

log = logging.getLogger(__name__)
routes = APIRouter()
OUR_FAULT = 1011
LAST_WORD_SECONDS = 10.0
CLOSE_SECONDS = 1.0
"""A peer that reads nothing would otherwise keep us waiting to say that we go."""


class Phone:
    """A WebSocket as a connection wants it: text, and one kind of error when it is gone."""

    def __init__(self, socket: WebSocket) -> None:
        """Wrap an accepted socket."""
        self._socket = socket

    async def send(self, text: str) -> None:
        """Send one message; waits while the peer does not read."""
        try:
            await self._socket.send_text(text)
        except (WebSocketDisconnect, RuntimeError, OSError) as gone:
            raise ConnectionResetError("the peer is gone") from gone

    async def receive(self) -> str | None:
        """Return the next text; None for a binary frame.

        Raises:
            ConnectionError: the peer is gone.

        """
        message = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            raise ConnectionResetError("the peer is gone")
        text: str | None = message.get("text")
        return text

    async def close(self, code: int) -> None:
        """Close; harmless when it is closed already."""
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._socket.close(code)
        except (TimeoutError, WebSocketDisconnect, RuntimeError, OSError):
            pass


@routes.websocket("/ws")
async def socket(knocking: WebSocket, house: AtSocket) -> None:
    """Let a page of ours in, learn whose seat it has, and keep talking until one of us stops."""
    headers = knocking.headers
    public_url = house.settings.public_url
    if not is_ours(headers.getlist("origin"), headers.getlist("host"), public_url):
        await knocking.close()
        return
    await knocking.accept()
    phone = Phone(knocking)
    try:
        await _serve(phone, house)
    except ConnectionError:
        pass
    except JournalUnavailable:
        await say_bye(phone, "restart")
    except Exception as fault:  # noqa: BLE001 -- it breaks this socket, not the server
        note_fault(log, "a socket", fault)
        await phone.close(OUR_FAULT)


async def _serve(phone: Phone, house: House) -> None:
    hello = await _hello(phone, house)
    if not isinstance(hello, Hello):
        return await say_bye(phone, hello)
    found = await _seat(hello, house)
    if not isinstance(found, tuple):
        return await say_bye(phone, found)
    room, person = found
    connection = Connection(room, person, phone, house.now)
    room.connect(connection)
    try:
        await _talk(phone, connection, Listener(house.desk, room, connection))
    finally:
        room.disconnect(connection)


async def _hello(phone: Phone, house: House) -> Hello | Farewell:
    try:
        async with asyncio.timeout(house.settings.hello_seconds):
            text = await phone.receive()
    except TimeoutError:
        return "too_slow"
    said = None if text is None else read(text)
    if not isinstance(said, Hello):
        return "bad_message"
    return said if said.protocol == PROTOCOL else "protocol"


async def _seat(hello: Hello, house: House) -> tuple[Room, PersonId] | Farewell:
    """Return the room and person that a token opens; not there and not yours sound alike."""
    seat = await house.journal.seat(hashed(hello.token))
    if seat is None or seat.board != hello.board:
        return "unknown_seat"
    room = await house.rooms.room(seat.board)
    if room is None:
        return "unknown_seat"
    if room.board.people[seat.person].gone:
        return "removed"
    if room.devices_of(seat.person) >= house.settings.max_devices:
        return "too_fast"
    return room, seat.person


async def _talk(phone: Phone, connection: Connection, listener: Listener) -> None:
    """Read and write side by side until goodbye is said or the peer is gone."""
    writer = asyncio.create_task(connection.write())
    reader = asyncio.create_task(_listen(phone, connection, listener))
    try:
        await asyncio.wait({reader, writer}, return_when=asyncio.FIRST_COMPLETED)
        if reader.done() and reader.exception() is None:
            # The reader stopped because the peer broke the rules: let the writer say so.
            await asyncio.wait({writer}, timeout=LAST_WORD_SECONDS)
    finally:
        for task in (reader, writer):
            task.cancel()
        outcomes = await asyncio.gather(reader, writer, return_exceptions=True)
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome


async def _listen(phone: Phone, connection: Connection, listener: Listener) -> None:
    """Pass on what the peer says until it breaks a rule; silence is one."""
    while True:
        try:
            async with asyncio.timeout(listener.silence_seconds):
                text = await phone.receive()
        except TimeoutError:
            return connection.farewell("too_slow")
        broken = "bad_message" if text is None else listener.hear(text)
        if broken is not None:
            return connection.farewell(broken)
