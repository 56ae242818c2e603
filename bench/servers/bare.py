"""The reference: uvicorn as Flapover runs it, sending on what comes in, and nothing else.

No parsing, no rules, no storage, no secrecy: what any server on this stack pays at the least.
"""

import sys
from collections import defaultdict
from typing import Any

import uvicorn

tables: dict[str, set[Any]] = defaultdict(set)


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Send every text on to everybody on the same path, the sender too."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})
        return
    if scope["type"] != "websocket":
        return
    await receive()
    await send({"type": "websocket.accept"})
    table = tables[scope["path"]]
    table.add(send)
    try:
        while (message := await receive())["type"] == "websocket.receive":
            for peer in tuple(table):
                await peer({"type": "websocket.send", "text": message["text"]})
    finally:
        table.discard(send)


if __name__ == "__main__":
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=int(sys.argv[1]),
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        log_level="warning",
        lifespan="off",
    )
