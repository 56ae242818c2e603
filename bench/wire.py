"""One WebSocket as a load generator needs it: as little work a frame as Python allows.

Refuses to know what is said over it. Frames go out masked, as a browser's do; what comes in is
walked by its headers and handed on in the pieces in which it came, whole frames only.
"""

import asyncio
import base64
import os
from collections import deque
from collections.abc import Callable
from functools import lru_cache
from typing import cast

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
FIN = 0x80
# Not zero: some servers pass over the unmasking when it changes nothing.
KEY = b"\x5a\xc3\x17\x9e"
OPEN_SECONDS = 60.0

Hear = Callable[[bytes], None]


def framed(payload: bytes, opcode: int = TEXT) -> bytes:
    """Return one masked frame (RFC 6455, 5.2)."""
    size = len(payload)
    body = (int.from_bytes(payload, "big") ^ _mask(size)).to_bytes(size, "big")
    if size < 126:
        return bytes((FIN | opcode, 0x80 | size)) + KEY + body
    mark, width = (126, 2) if size < 2**16 else (127, 8)
    return bytes((FIN | opcode, 0x80 | mark)) + size.to_bytes(width, "big") + KEY + body


@lru_cache(maxsize=4096)
def _mask(size: int) -> int:
    return int.from_bytes((KEY * (size // 4 + 1))[:size], "big")


class Wire(asyncio.Protocol):
    """A client's connection: gathers messages until it is told who hears them."""

    def __init__(self) -> None:
        """Make one that is not connected; `open_wire` does that."""
        self.transport: asyncio.Transport | None = None
        self.cut = False
        """The other side hung up, or never let us in."""
        self._rest = b""
        self._opened = asyncio.get_running_loop().create_future()
        self._messages: deque[bytes] = deque()
        self._arrived = asyncio.Event()
        self._hear: Hear | None = None
        self._on_cut: Callable[[], None] | None = None
        self._short: dict[bytes, bytes] = {}

    def hear(self, hear: Hear, on_cut: Callable[[], None]) -> None:
        """From now on hand on what comes in; what came before is dropped."""
        self._hear, self._on_cut = hear, on_cut
        self._messages.clear()

    def answer_short(self, short: bytes, reply: bytes) -> None:
        """Answer a message of one byte with one of our own: the heartbeat of socket.io."""
        self._short[short] = framed(reply)

    def send(self, frame: bytes) -> None:
        """Send a frame; it waits here when the server does not read."""
        if self.transport is not None:
            self.transport.write(frame)

    async def message(self) -> bytes:
        """Return the next message, as long as nobody hears them.

        Raises:
            ConnectionError: the server hung up.

        """
        while not self._messages:
            if self.cut:
                raise ConnectionResetError("the server hung up")
            self._arrived.clear()
            await self._arrived.wait()
        return self._messages.popleft()

    def leave(self) -> None:
        """Go, and do not wait for a goodbye."""
        self._on_cut = None
        if self.transport is not None:
            self.transport.write(framed(b"\x03\xe8", CLOSE))
            self.transport.close()

    async def opened(self) -> None:
        """Wait until the server has agreed to talk."""
        async with asyncio.timeout(OPEN_SECONDS):
            await self._opened

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self.transport = cast(asyncio.Transport, transport)  # uvloop's own is none by its type

    def connection_lost(self, _error: Exception | None) -> None:
        """Tell whoever waits."""
        self.cut, self.transport = True, None
        self._arrived.set()
        if not self._opened.done():
            self._opened.set_exception(ConnectionResetError("the server hung up"))
        if self._on_cut is not None:
            self._on_cut()

    def data_received(self, data: bytes) -> None:
        """Walk the frames that are whole and keep the rest."""
        if self._rest:
            data = self._rest + data
        start = 0 if self._opened.done() else self._handshake(data)
        end = self._walk(data, start)
        self._rest = data[end:]
        if self._hear is not None and end:
            self._hear(data[:end])

    def _handshake(self, data: bytes) -> int:
        end = data.find(b"\r\n\r\n") + 4
        if end < 4:
            return 0
        if data.startswith(b"HTTP/1.1 101"):
            self._opened.set_result(None)
        else:
            refused = data[: data.find(b"\r\n")].decode("latin-1")
            self._opened.set_exception(ConnectionRefusedError(refused))
        return end

    def _walk(self, data: bytes, at: int) -> int:
        size = len(data)
        while self._opened.done() and size - at >= 2:
            length, head = data[at + 1], 2
            if length >= 126:
                head = 4 if length == 126 else 10
                if size - at < head:
                    break
                length = int.from_bytes(data[at + 2 : at + head], "big")
            end = at + head + length
            if end > size:
                break
            if data[at] & 0x0F > BINARY or length == 1 or self._hear is None:
                self._take(data[at] & 0x0F, data[at + head : end])
            at = end
        return at

    def _take(self, opcode: int, payload: bytes) -> None:
        if opcode == PING:
            self.send(framed(payload, PONG))
        elif payload in self._short:
            self.send(self._short[payload])
        elif opcode <= BINARY and self._hear is None:
            self._messages.append(payload)
            self._arrived.set()


async def open_wire(port: int, path: str) -> Wire:
    """Open a WebSocket on this machine, with the headers a browser would send.

    Raises:
        ConnectionError: the server is not there, or does not want it.

    """
    _, wire = await asyncio.get_running_loop().create_connection(Wire, "127.0.0.1", port)
    origin = f"127.0.0.1:{port}"
    lines = (
        f"GET {path} HTTP/1.1",
        f"Host: {origin}",
        f"Origin: http://{origin}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        "",
        "",
    )
    wire.send("\r\n".join(lines).encode())
    await wire.opened()
    return wire
