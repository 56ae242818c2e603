"""The two protocol classes that uvicorn is given, with bounds on what a peer can make them hold.

Refuses to know what is served. The bounds are here because uvicorn sets none of its own (seen in
0.54; tests/http/test_corpus.py). A WebSocket begins as an ASGI one, which is how its page, token
and seat are judged; from then on its messages pass ASGI by (docs/decisions/0007).
"""

import asyncio
import struct
from collections.abc import Mapping
from typing import Any, Protocol, cast
from weakref import ref

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame
from websockets.http11 import Request

HEAD_SECONDS = 10.0
"""How long a connection may take to say what it asks for."""
MAX_HEAD_BYTES = 32 * 1024
MAX_FRAGMENTS = 256
LINE = "flapover.line"
"""Under this name the scope of a WebSocket holds the line itself, among its extensions."""

FINAL_TEXT = 0x81


class Http(H11Protocol):
    """HTTP/1.1 whose request heads come in time; h11 bounds how long they are."""

    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Take what came; whoever began a head must end it in time."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_waiting()
        elif self._head_timer is None:
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _await_head(self) -> None:
        self._head_timer = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None


class Talker(Protocol):
    """Who is told what happens on a line."""

    def hear(self, text: str | None) -> None:
        """Take one message; None for a binary one. May not raise."""

    def wait(self) -> None:
        """Write nothing for now: the peer does not read."""

    def go_on(self) -> None:
        """Write again: the peer has read."""


class WebSocket(WebSocketsSansIOProtocol):
    """A WebSocket that reads nothing from who reads nothing, and bounds what comes in pieces."""

    is_full = False
    """Whether the peer reads so slowly that nothing more should be written now."""
    _talker: Talker | None = None

    def talk(self, talker: Talker) -> None:
        """Let somebody hear all messages from now on, those first that wait for ASGI."""
        self._talker = talker
        waiting = [self.queue.get_nowait() for _ in range(self.queue.qsize())]
        for message in waiting:
            if message["type"] == "websocket.receive":
                talker.hear(message.get("text"))
            else:
                self.queue.put_nowait(message)
        if self.read_paused:
            self.read_paused = False
            self._read_on()
        self._forget_the_handshake()

    def write(self, text: bytes) -> None:
        """Send one text message, in UTF-8; nothing happens on a line that is closing."""
        if not (self.close_sent or self.transport.is_closing()):
            self.transport.write(_head(len(text)) + text)

    def hang_up(self, code: int) -> None:
        """Send a close; the peer's own, or its silence, then ends the connection."""
        if self.close_sent or self.transport.is_closing():
            return
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code})
        self.conn.send_close(code)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.close_timer = self.loop.call_later(self.close_timeout, self.transport.close)

    def cut(self) -> None:
        """End the connection now; what was written and not yet read is lost."""
        self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of what holds each other, and would wait for the garbage collector."""
        super().connection_lost(exc)
        self._talker = None
        self.conn.parser.close()

    def handle_connect(self, event: Request) -> None:
        """Let the application find this line."""
        super().handle_connect(event)
        if not self.close_sent:
            self.scope["extensions"][LINE] = {"line": ref(self)}

    def pause_writing(self) -> None:
        """Stop reading too: else a flood of pings grows a queue of pongs."""
        super().pause_writing()
        self.is_full = True
        if not self.transport.is_closing():
            self.transport.pause_reading()
        if self._talker is not None:
            self._talker.wait()

    def resume_writing(self) -> None:
        """Read on, unless a message still waits for us."""
        super().resume_writing()
        self.is_full = False
        if not self.read_paused:
            self._read_on()
        if self._talker is not None:
            self._talker.go_on()

    def handle_cont(self, event: Frame) -> None:
        """Take a fragment; empty ones count too, which the bound on bytes does not see."""
        if len(self.frames) < MAX_FRAGMENTS:
            super().handle_cont(event)
        else:
            self._fail(CloseCode.MESSAGE_TOO_BIG)

    def send_receive_event_to_app(self) -> None:
        """Pass a whole message on, unless it calls itself text and is not."""
        text: str | None = None
        if self.curr_msg_data_type == "text":
            try:
                text = b"".join(self.frames).decode()
            except UnicodeDecodeError:
                return self._fail(CloseCode.INVALID_DATA)
        if self._talker is None:
            return super().send_receive_event_to_app()
        self.frames = []
        if not self.close_sent:
            self._talker.hear(text)
        return None

    def _forget_the_handshake(self) -> None:
        """Let go of what was said at the door: it would take some kilobytes for each open seat."""
        self.request.headers.clear()
        self.response.headers.clear()
        # In place: Starlette keeps hold of the list.
        cast(list[tuple[bytes, bytes]], self.scope["headers"]).clear()

    def _read_on(self) -> None:
        if not self.transport.is_closing():
            self.transport.resume_reading()

    def _fail(self, code: CloseCode) -> None:
        self.frames = []
        if self.close_sent:
            return
        self.conn.fail(code)
        self.handle_parser_exception()


def line_of(scope: Mapping[str, Any]) -> WebSocket:
    """Return the line of a WebSocket's scope.

    Raises:
        KeyError: it is served by another protocol class than the one above.
        ConnectionError: the line is gone.

    """
    line: WebSocket | None = scope["extensions"][LINE]["line"]()
    if line is None:
        raise ConnectionResetError("the line is gone")
    return line


def _head(length: int) -> bytes:
    """Return the head of a frame that is a whole text message (RFC 6455, 5.2)."""
    if length < 126:
        return bytes((FINAL_TEXT, length))
    if length < 1 << 16:
        return struct.pack("!BBH", FINAL_TEXT, 126, length)
    return struct.pack("!BBQ", FINAL_TEXT, 127, length)
