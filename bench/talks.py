"""The words of the references that do not just send on text."""

from bench.seat import Broadcast, Seat, card
from bench.tally import marked
from bench.wire import BINARY, Wire, framed

CONNECT = b"40"
"""Engine.IO message (4), Socket.IO connect (0)."""
PING, PONG = b"2", b"3"

SYNC, UPDATE = 0, 2
"""y-websocket: a message about the document, which is a change to it."""
CARDS = b"cards"
ANY, STRING = 8, 119
"""Yjs: content of any kind, and that kind."""
PARENT_SUB = 0x20
"""Yjs: the item stands under a key of a map."""


class SocketIo(Broadcast):
    """Socket.IO 5 over Engine.IO 4, over a WebSocket from the first byte."""

    path = "/socket.io/?EIO=4&transport=websocket&table={}"

    def card(self, _seat: Seat, mark: int, /) -> bytes:
        """Emit a card."""
        return b'42["card",%b]' % card(mark)


async def greet_socketio(wire: Wire) -> None:
    """Go through the two openings, and answer pings from then on."""
    wire.answer_short(PING, PONG)
    await wire.message()
    wire.send(framed(CONNECT))
    await wire.message()


class YWebsocket(Broadcast):
    """Updates of Yjs: each card is a new entry of one map, written by a client of its own."""

    opcode = BINARY

    def card(self, seat: Seat, mark: int, /) -> bytes:
        """Set a key of the map."""
        update = b"".join(
            (
                b"\x01\x01",  # changes of one client, of which one
                _number(seat.number),
                _number(seat.written),
                bytes((ANY | PARENT_SUB, 1)),  # a root type, by its name
                _text(CARDS),
                _text(marked(mark).strip(b"#")),
                bytes((1, STRING)),
                _text(card(mark)),
                b"\x00",  # nothing is deleted
            )
        )
        return bytes((SYNC, UPDATE)) + _text(update)


def _number(value: int) -> bytes:
    """Return an unsigned number as lib0 writes it: seven bits a byte, the lowest first."""
    written = bytearray()
    while value > 0x7F:
        written.append(0x80 | value & 0x7F)
        value >>= 7
    written.append(value)
    return bytes(written)


def _text(value: bytes) -> bytes:
    return _number(len(value)) + value
