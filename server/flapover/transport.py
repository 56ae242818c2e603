"""Bounds on what a peer can make uvicorn hold: request heads, fragments, pongs, and waiting.

Owns the two protocol classes that uvicorn is given; refuses to know what is served. Each override
is here because uvicorn sets no bound of its own (seen in 0.54; tests/http/test_corpus.py).
"""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame

HEAD_SECONDS = 10.0
"""How long a connection may take to say what it asks for."""
MAX_HEAD_BYTES = 32 * 1024
MAX_FRAGMENTS = 256


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


class WebSocket(WebSocketsSansIOProtocol):
    """A WebSocket that reads nothing from who reads nothing, and bounds what comes in pieces."""

    def pause_writing(self) -> None:
        """Stop reading too: else a flood of pings grows a queue of pongs."""
        super().pause_writing()
        if not self.transport.is_closing():
            self.transport.pause_reading()

    def resume_writing(self) -> None:
        """Read on, unless a message still waits for us."""
        super().resume_writing()
        if not self.read_paused and not self.transport.is_closing():
            self.transport.resume_reading()

    def handle_cont(self, event: Frame) -> None:
        """Take a fragment; empty ones count too, which the bound on bytes does not see."""
        if len(self.frames) < MAX_FRAGMENTS:
            super().handle_cont(event)
        else:
            self._fail(CloseCode.MESSAGE_TOO_BIG)

    def send_receive_event_to_app(self) -> None:
        """Pass a whole message on, unless it calls itself text and is not."""
        if self.curr_msg_data_type == "text" and not _is_text(self.frames):
            self._fail(CloseCode.INVALID_DATA)
        else:
            super().send_receive_event_to_app()

    def _fail(self, code: CloseCode) -> None:
        self.frames = []
        if self.close_sent:
            return
        self.conn.fail(code)
        self.handle_parser_exception()


def _is_text(frames: list[bytes]) -> bool:
    try:
        b"".join(frames).decode()
    except UnicodeDecodeError:
        return False
    return True
