"""Bytes as a peer may really send them: what a well-behaved library would not."""

from __future__ import annotations

import asyncio
import os
import struct
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

TEXT, BINARY, PING, CONTINUATION = 0x1, 0x2, 0x9, 0x0
HANDSHAKE = (
    ("Upgrade", "websocket"),
    ("Connection", "Upgrade"),
    ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ("Sec-WebSocket-Version", "13"),
)


def head(method: str, path: str, *headers: tuple[str, str]) -> bytes:
    """Return the head of a request."""
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def frame(opcode: int, payload: bytes, *, fin: bool = True) -> bytes:
    """Return a masked frame."""
    first = bytes([opcode | (0x80 if fin else 0)])
    match len(payload):
        case size if size < 126:
            length = bytes([0x80 | size])
        case size if size < 65536:
            length = bytes([0x80 | 126]) + struct.pack("!H", size)
        case size:
            length = bytes([0x80 | 127]) + struct.pack("!Q", size)
    mask = os.urandom(4)
    whole = (mask * (len(payload) // 4 + 1))[: len(payload)]
    masked = int.from_bytes(payload, "big") ^ int.from_bytes(whole, "big")
    return first + length + mask + masked.to_bytes(len(payload), "big")


@dataclass
class Line:
    """A TCP connection to a server under test."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @classmethod
    async def to(cls, url: str) -> Line:
        at = urlsplit(url)
        return cls(*await asyncio.open_connection(at.hostname, at.port))

    @classmethod
    async def socket(cls, url: str) -> Line:
        """Open a WebSocket by hand."""
        line = await cls.to(url)
        host = urlsplit(url).netloc
        answer = await line.say(head("GET", "/ws", ("Host", host), ("Origin", url), *HANDSHAKE))
        assert answer == 101, answer
        return line

    async def say(self, data: bytes, seconds: float = 20) -> int:
        """Send bytes and return the status of the answer; 0 when it just hung up."""
        with suppress(ConnectionError):
            self.writer.write(data)
            await self.writer.drain()
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            async with asyncio.timeout(seconds):
                answer = await self.reader.readuntil(b"\r\n\r\n")
            return int(answer.split(b" ", 2)[1])
        return 0

    async def close_code(self, seconds: float = 30) -> int:
        """Return the code in the close frame to come; 0 when it just hung up."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            async with asyncio.timeout(seconds):
                while True:
                    first, second = await self.reader.readexactly(2)
                    size = second & 0x7F
                    if size == 126:
                        size = int.from_bytes(await self.reader.readexactly(2), "big")
                    elif size == 127:
                        size = int.from_bytes(await self.reader.readexactly(8), "big")
                    payload = await self.reader.readexactly(size)
                    if first & 0x0F == 0x8:
                        return int.from_bytes(payload[:2], "big")
        return 0

    async def closed(self, seconds: float = 30) -> bool:
        """Say whether the other side hangs up in time."""
        try:
            async with asyncio.timeout(seconds):
                with suppress(ConnectionError):
                    while await self.reader.read(65536):
                        pass
        except TimeoutError:
            return False
        return True

    def hang_up(self) -> None:
        self.writer.close()


async def status(url: str, data: bytes) -> int:
    """Send one request as bytes and return the status of the answer."""
    line = await Line.to(url)
    try:
        return await line.say(data)
    finally:
        line.hang_up()
