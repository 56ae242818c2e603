"""A reference: python-socketio on uvicorn, run as Flapover runs it."""

import sys
from typing import Any
from urllib.parse import parse_qs

import socketio
import uvicorn

io = socketio.AsyncServer(
    async_mode="asgi",
    cors_allowed_origins="*",
    transports=["websocket"],
    http_compression=False,
)
tables: dict[str, str] = {}


async def connect(sid: str, environ: dict[str, Any]) -> None:
    """Sit down at the table that the address names."""
    tables[sid] = parse_qs(environ["QUERY_STRING"])["table"][0]
    await io.enter_room(sid, tables[sid])


async def card(sid: str, written: dict[str, Any]) -> None:
    """Send a card to everybody at the table, the sender too."""
    await io.emit("card", written, room=tables[sid])


async def disconnect(sid: str, _reason: str) -> None:
    """Forget who is gone."""
    tables.pop(sid, None)


if __name__ == "__main__":
    io.on("connect", connect)
    io.on("card", card)
    io.on("disconnect", disconnect)
    uvicorn.run(
        socketio.ASGIApp(io),
        host="127.0.0.1",
        port=int(sys.argv[1]),
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        log_level="warning",
        lifespan="off",
    )
