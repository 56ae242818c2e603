"""The films behind clips: one file each in the data folder, for as long as the board shows it.

Takes a film in piece by piece, never whole in memory, and knows what it is by how it begins, not
by what it is called. Refuses to judge who may send or see one: that is for the rules.
"""

import asyncio
import logging
import os
import re
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from io import BufferedWriter
from pathlib import Path

from flapover.core.board import Media
from flapover.core.clips import held_clip
from flapover.core.ids import BoardId, ClipId
from flapover.journal import JournalUnavailable
from flapover.live.rooms import Rooms

log = logging.getLogger(__name__)
HEAD_BYTES = 80
"""So much of the beginning tells what a film is."""

WRITE_BYTES = 256 * 1024
RESERVE_BYTES = 256 * 1024 * 1024
"""What a film leaves free on the disk: the journal must never lack room because of it."""

STALL_SECONDS = 20.0
SWEEP_SECONDS = 600.0
SETTLED_SECONDS = 60.0
"""How old a film is before it can be a stray."""

LONGEST_SECONDS = 12 * 60 * 60.0
"""How long a film is kept at most, when a round is left open and forgotten."""

PART = ".part"
NAME = re.compile(r"([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)")
MATROSKA = b"\x1a\x45\xdf\xa3"
DOCTYPE_WEBM = re.compile(rb"\x42\x82[\x84-\x88]webm")
NOT_FILMS = frozenset(
    {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"M4A ", b"M4B "}
)
"""Brands of the family of mp4 that are pictures or sound."""


class TooLarge(Exception):
    """More came than a film may be."""


class NotAFilm(Exception):
    """It does not begin as an mp4 or a webm does."""


class Broken(Exception):
    """It did not come whole: the sender went away, fell silent, or began anew."""


@dataclass(frozen=True, slots=True)
class Film:
    """A film as it lies on the disk."""

    board: BoardId
    clip: ClipId
    path: Path
    written: float
    """When, in seconds since 1970."""


def media_of(head: bytes) -> Media | None:
    """Return what a film is by its first bytes; None when it is no mp4 or webm.

    By ISO/IEC 14496-12 (a file begins with its `ftyp`) and RFC 8794 (the EBML head says `webm`).
    A film of an iPhone, of the brand `qt`, is laid out as an mp4 and passes for one.
    """
    if head[4:8] == b"ftyp" and len(head) >= 12:
        return None if head[8:12] in NOT_FILMS else "video/mp4"
    if head.startswith(MATROSKA) and DOCTYPE_WEBM.search(head[:HEAD_BYTES]):
        return "video/webm"
    return None


class Films:
    """Every film of this process's data folder."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        """Keep films in a folder, which is made when the first one comes."""
        self._folder = folder
        self.max_bytes = max_bytes
        self._coming: dict[BoardId, object] = {}

    def path(self, board: BoardId, clip: ClipId) -> Path:
        """Return where a film lies, or would; no name of anybody's making is in it."""
        return self._folder / f"{board}.{clip}"

    def wipe(self, board: BoardId, clip: ClipId) -> None:
        """Take a film off the disk, if it is there."""
        self.path(board, clip).unlink(missing_ok=True)

    def has_room(self, size: int) -> bool:
        """Say whether the disk can take so many bytes and still have some to spare."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return shutil.disk_usage(self._folder).free >= size + RESERVE_BYTES

    async def take_in(
        self, board: BoardId, clip: ClipId, pieces: AsyncIterator[bytes]
    ) -> tuple[Media, int]:
        """Store a film as it comes, and return what it is and how many bytes; a newer one wins.

        Raises:
            TooLarge: it holds more bytes than allowed; it is read no further.
            NotAFilm: it is no mp4 or webm.
            Broken: it did not come whole.
            OSError: it cannot be written.

        """
        mine = self._coming[board] = object()
        part = self._folder / f"{board}.{clip}{PART}"
        try:
            media, size = await self._written(part, self._bounded(board, mine, pieces))
            await asyncio.to_thread(part.replace, self.path(board, clip))
        finally:
            part.unlink(missing_ok=True)
            if self._coming.get(board) is mine:
                del self._coming[board]
        return media, size

    async def _bounded(
        self, board: BoardId, mine: object, pieces: AsyncIterator[bytes]
    ) -> AsyncIterator[bytes]:
        """Pass the pieces on while they come, are not too many, and are of the newest film."""
        size = 0
        while True:
            try:
                async with asyncio.timeout(STALL_SECONDS):
                    piece = await anext(pieces, None)
            except TimeoutError:
                raise Broken from None
            if self._coming.get(board) is not mine:
                raise Broken
            if piece is None:
                return
            size += len(piece)
            if size > self.max_bytes:
                raise TooLarge
            yield piece

    async def _written(self, part: Path, pieces: AsyncIterator[bytes]) -> tuple[Media, int]:
        media: Media | None = None
        waiting, size = bytearray(), 0
        with os.fdopen(await asyncio.to_thread(_made, part), "wb") as file:
            async for piece in pieces:
                waiting += piece
                if media is None and len(waiting) >= HEAD_BYTES:
                    media = _known(bytes(waiting[:HEAD_BYTES]))
                if media is not None and len(waiting) >= WRITE_BYTES:
                    size += await asyncio.to_thread(file.write, bytes(waiting))
                    waiting.clear()
            media = media or _known(bytes(waiting))
            size += await asyncio.to_thread(file.write, bytes(waiting))
            await asyncio.to_thread(_to_disk, file)
        return media, size

    def clear_parts(self) -> None:
        """Take away what was on its way when the process ended."""
        for path in self._folder.glob(f"*{PART}"):
            path.unlink(missing_ok=True)

    def lying(self) -> Iterator[Film]:
        """Yield every whole film."""
        for path in sorted(self._folder.glob("*")):
            named = NAME.fullmatch(path.name)
            if named is not None:
                written = path.stat().st_mtime
                yield Film(BoardId(named[1]), ClipId(named[2]), path, written)

    async def sweep(self, rooms: Rooms, before: float, now: float) -> None:
        """Wipe the films that no board shows any more, and those that lie there too long.

        Args:
            rooms: to ask the boards.
            before: only of films written before this moment, in seconds since 1970: a younger one
                may still be on its way to its board.
            now: the time, likewise.

        """
        for film in await asyncio.to_thread(lambda: list(self.lying())):
            if film.written >= before:
                continue
            if now - film.written > LONGEST_SECONDS or not await _shown(rooms, film):
                self.wipe(film.board, film.clip)

    async def keep_swept(self, rooms: Rooms) -> None:
        """Wipe what was left behind, now and from time to time; runs until it is cancelled."""
        before = now = time.time()
        while True:
            try:
                await self.sweep(rooms, before, now)
            except (OSError, JournalUnavailable) as fault:
                log.error("films could not be swept: %s", type(fault).__name__)
            await asyncio.sleep(SWEEP_SECONDS)
            now = time.time()
            before = now - SETTLED_SECONDS


async def _shown(rooms: Rooms, film: Film) -> bool:
    room = await rooms.room(film.board)
    clip = None if room is None else held_clip(room.board)
    return clip is not None and clip.id == film.clip


def _known(head: bytes) -> Media:
    media = media_of(head)
    if media is None:
        raise NotAFilm
    return media


def _made(part: Path) -> int:
    part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def _to_disk(file: BufferedWriter) -> None:
    file.flush()
    os.fsync(file.fileno())
