"""A small participant: joins by link, shows the board as it changes, writes what you type.

    python examples/participant.py 'http://localhost:8000/j/BOARD#SECRET' --name Ann

It keeps to docs/protocol.md: a request stays until it is answered, also over a lost line, and the
view is never carried on over a hole. It needs httpx and websockets.
"""

import argparse
import asyncio
import json
import secrets
import sys
from typing import Any
from urllib.parse import urlsplit

import httpx
from websockets import ClientConnection, ConnectionClosed, connect
from websockets.typing import Origin

Message = dict[str, Any]

LONE = ("board", "me", "door", "now", "lead", "timer", "clip")  # a board has one of these
waiting: dict[str, Message] = {}  # what was sent and not answered, by id
views: dict[str, Message] = {}


def ask(request: Message) -> str:
    """Keep a request until the server answers; the same id is the same request."""
    name = secrets.token_hex(12)
    waiting[name] = {"type": "ask", "id": name, "request": request}
    return json.dumps(waiting[name])


async def take(frame: Message, socket: ClientConnection) -> None:
    """Apply a snapshot or an update, and say what became of our requests."""
    if frame["type"] == "snapshot":
        views.clear()
    for view in frame.get("views") or frame.get("set", ()):
        key = view["type"] if view["type"] in LONE else f"{view['type']}:{view['id']}"
        views[key] = view
        if view["type"] == "card":
            print(f"[{view['kind']}] {view['text']}{'' if view['shown'] else '  (nog verborgen)'}")
        elif view["type"] == "now":
            print(*(line for _, line in view["tell"]), sep="\n")
    for key in frame.get("gone", ()):
        views.pop(key, None)
    for answer in frame.get("answers", ()):
        if (sent := waiting.pop(answer["id"], None)) and answer["refused"]:
            print("geweigerd:", answer["refused"], sent["request"].get("text", ""))
    if not views["me"]["agreed"] and not waiting:
        await socket.send(ask({"type": "agree"}))


async def listen(socket: ClientConnection, hello: Message) -> str | None:
    """Hear the server out on one connection; return why it said goodbye."""
    await socket.send(json.dumps(hello))
    last, hopeful = None, [*waiting.values()]
    async for text in socket:
        frame = json.loads(text)
        if frame["type"] == "bye":
            return str(frame["reason"])
        if frame["type"] == "update" and frame["n"] != (last or 0) + 1:
            last = None
            await socket.send('{"type":"resync"}')
        elif frame["type"] in ("snapshot", "update"):
            last = frame["n"]
            await take(frame, socket)
            while hopeful:
                await socket.send(json.dumps(hopeful.pop(0)))
    return None


async def keep_alive(socket: ClientConnection) -> None:
    """Give a sign of life, or count as gone."""
    while True:
        await asyncio.sleep(20)
        await socket.send('{"type":"beat"}')


async def write(lines: asyncio.StreamReader, current: list[ClientConnection]) -> None:
    """Write each line as the first kind of card that is open to us now."""
    while line := (await lines.readline()).decode().strip():
        open_now = views.get("now", {}).get("write", ())
        if not open_now:
            print("nu niet te schrijven:", line)
            continue
        text = ask({"type": "write_card", "kind": open_now[0]["kind"], "text": line})
        try:
            await current[0].send(text)
        except ConnectionClosed:
            print("nog niet bewaard:", line)  # it goes out again with the next connection


async def main() -> None:
    """Take a seat, and come back for as long as it is ours."""
    options = argparse.ArgumentParser(description="Take part in a board.")
    options.add_argument("link")
    options.add_argument("--name", required=True)
    given = options.parse_args()
    link = urlsplit(given.link)
    origin, board = f"{link.scheme}://{link.netloc}", link.path.rpartition("/")[2]
    body = {"secret": link.fragment, "name": given.name}
    seat = httpx.post(f"{origin}/api/boards/{board}/seats", json=body)  # noqa: ASYNC210
    if seat.is_error:
        sys.exit(f"geen plaats: {seat.json()['reason']}")
    hello = {"type": "hello", "protocol": 1, "board": board, "token": seat.json()["token"]}
    lines = asyncio.StreamReader()
    current: list[ClientConnection] = []
    writer: asyncio.Task[None] | None = None
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), sys.stdin
    )
    while True:
        try:
            address = f"{origin.replace('http', 'ws', 1)}/ws"
            async with connect(address, origin=Origin(origin), max_size=None) as socket:
                current[:] = [socket]
                writer = writer or asyncio.create_task(write(lines, current))
                beats = asyncio.create_task(keep_alive(socket))
                try:
                    reason = await listen(socket, hello)
                finally:
                    beats.cancel()
                if reason not in (None, "restart", "too_slow"):
                    sys.exit(f"de server sluit af: {reason}")
        except (OSError, ConnectionClosed):
            pass
        await asyncio.sleep(0.5 + secrets.randbelow(1000) / 1000)


if __name__ == "__main__":
    asyncio.run(main())
