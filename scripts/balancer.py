"""A small balancer: keeps what is about one board on one node, and passes bytes on.

For `make cluster` and for measuring. It reads the first request of a connection to choose a node,
and goes to the next one when that is away; it judges nothing.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from zlib import crc32

BOARD = re.compile(rb"^\S+ (?:/(?:api/boards|b)/([A-Za-z0-9_-]+)|/ws\?board=([A-Za-z0-9_-]+))")
MOST_HEAD_BYTES = 64 * 1024
PIECE_BYTES = 64 * 1024


class Balancer:
    """Stands before nodes on this machine."""

    def __init__(self, ports: Sequence[int]) -> None:
        """Know the ports of the nodes."""
        self._ports = list(ports)
        self._turn = count()

    async def serve(self, port: int) -> asyncio.Server:
        """Listen; port 0 takes any free one."""
        return await asyncio.start_server(
            self._take, "127.0.0.1", port, limit=MOST_HEAD_BYTES, backlog=512
        )

    def order(self, head: bytes) -> list[int]:
        """Return the ports to try for a request, the first choice first."""
        named = BOARD.match(head)
        board = named and (named[1] or named[2])
        first = (crc32(board) if board else next(self._turn)) % len(self._ports)
        return self._ports[first:] + self._ports[:first]

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            node_reader, node_writer = await self._node(head)
            node_writer.write(head)
            await asyncio.gather(_pass(reader, node_writer), _pass(node_reader, writer))
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    async def _node(self, head: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        for port in self.order(head):
            with suppress(ConnectionError):
                return await asyncio.open_connection("127.0.0.1", port)
        raise ConnectionRefusedError("no node is there")


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while piece := await reader.read(PIECE_BYTES):
            writer.write(piece)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()
