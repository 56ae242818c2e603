"""The door of the socket: which page may knock, who is there, and the reader behind it."""

import asyncio
import logging
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from flapover import counts
from flapover.core.ids import PersonId
from flapover.http.house import House
from flapover.http.origin import is_ours
from flapover.http.tokens import hashed
from flapover.journal import JournalUnavailable
from flapover.live.connection import OUR_FAULT, Connection, say_bye
from flapover.live.listener import Listener
from flapover.live.room import Room
from flapover.live.wire import PROTOCOL, Farewell, Hello, read
from flapover.notes import Ids, note, note_fault
from flapover.transport import line_of

log = logging.getLogger(__name__)
PATH = "/ws"


class Door:
    """ASGI middleware that serves the socket, and lets all else pass.

    Beside the router: what a framework puts around a route would stay for as long as a seat is
    open, and there are thousands of them.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a socket in."""
        if scope["type"] == "websocket" and scope["path"] == PATH:
            await take_in(WebSocket(scope, receive, send), scope["app"].state.house)
        else:
            await self._app(scope, receive, send)


@dataclass(frozen=True, slots=True)
class Turned:
    """Somebody who may not come in: why, and whose seat it is, when it is one of ours."""

    reason: Farewell
    seat: Ids = field(default_factory=Ids)


class Phone:
    """A seat's socket while it is judged: one message at a time, and one kind of error."""

    def __init__(self, socket: WebSocket) -> None:
        """Wrap an accepted socket."""
        self._socket = socket
        self.line = line_of(socket.scope)

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


class Talk:
    """What a connection and its listener make of what happens on their line."""

    def __init__(self, room: Room, connection: Connection, listener: Listener) -> None:
        """Begin with somebody who has just said something."""
        self._board = room.board.id
        self._connection = connection
        self._listener = listener
        self._loop = asyncio.get_running_loop()
        self._heard_at = self._loop.time()

    def hear(self, text: str | None) -> None:
        """Pass on what the peer says until it breaks a rule."""
        self._heard_at = self._loop.time()
        try:
            broken = "bad_message" if text is None else self._listener.hear(text)
        except Exception as fault:  # noqa: BLE001 -- it breaks this socket, not the server
            note_fault(log, "socket", fault, board=self._board, person=self._connection.person)
            return self._connection.fail()
        if broken is not None:
            self._connection.farewell(broken)
        return None

    def wait(self) -> None:
        """Let the connection hold what it has."""
        self._connection.wait()

    def go_on(self) -> None:
        """Let the connection tell the rest."""
        self._connection.go_on()

    async def end(self, phone: Phone) -> None:
        """Return when the line is gone, which a long silence ends."""
        while True:
            try:
                async with asyncio.timeout_at(self._heard_at + self._listener.silence_seconds):
                    # All messages pass this by now: what still comes is that there are no more.
                    await phone.receive()
            except TimeoutError:
                if self._loop.time() >= self._heard_at + self._listener.silence_seconds:
                    self._connection.farewell("too_slow")
                    return
            except ConnectionError:
                return


async def take_in(knocking: WebSocket, house: House) -> None:
    """Let a page of ours in, learn whose seat it has, and keep talking until one of us stops."""
    headers = knocking.headers
    public_url = house.settings.public_url
    if not is_ours(headers.getlist("origin"), headers.getlist("host"), public_url):
        note(log, "refused", reason="foreign_page")
        counts.said_bye("foreign_page")
        await knocking.close()
        return
    await knocking.accept()
    phone = Phone(knocking)
    try:
        await _serve(phone, house)
    except ConnectionError:
        pass
    except JournalUnavailable:
        _turn_away(phone, Turned("restart"))
    except Exception as fault:  # noqa: BLE001 -- it breaks this socket, not the server
        note_fault(log, "socket", fault)
        phone.line.hang_up(OUR_FAULT)


async def _serve(phone: Phone, house: House) -> None:
    hello = await _hello(phone, house)
    if isinstance(hello, Turned):
        return _turn_away(phone, hello)
    found = await _seat(hello, house)
    if isinstance(found, Turned):
        return _turn_away(phone, found)
    room, person = found
    board = room.board.id
    connection = Connection(room.audience, person, phone.line)
    talk = Talk(room, connection, Listener(house.desk, room, connection))
    room.connect(connection)
    note(log, "seat_connected", board=board, person=person, devices=room.devices_of(person))
    try:
        phone.line.talk(talk)
        await talk.end(phone)
    finally:
        connection.close()
        room.disconnect(connection)
        note(log, "seat_gone", board=board, person=person, reason=connection.parted)


def _turn_away(phone: Phone, turned: Turned) -> None:
    note(log, "refused", reason=turned.reason, **turned.seat)
    say_bye(phone.line, turned.reason)


async def _hello(phone: Phone, house: House) -> Hello | Turned:
    try:
        async with asyncio.timeout(house.settings.hello_seconds):
            text = await phone.receive()
    except TimeoutError:
        return Turned("too_slow")
    said = None if text is None else read(text)
    if not isinstance(said, Hello):
        return Turned("bad_message")
    return said if said.protocol == PROTOCOL else Turned("protocol")


async def _seat(hello: Hello, house: House) -> tuple[Room, PersonId] | Turned:
    """Return the room and person that a token opens; not there and not yours sound alike."""
    seat = await house.journal.seat(hashed(hello.token))
    if seat is None or seat.board != hello.board:
        return Turned("unknown_seat")
    await house.turns.mine(seat.board)
    room = await house.rooms.room(seat.board)
    if room is None:
        return Turned("unknown_seat")
    known = Ids(board=seat.board, person=seat.person)
    if (await room.person(seat.person)).gone:
        return Turned("removed", known)
    if room.devices_of(seat.person) >= house.settings.max_devices:
        return Turned("too_fast", known)
    return room, seat.person
