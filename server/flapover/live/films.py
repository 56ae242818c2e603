"""The films behind clips: one file each in the data folder, for as long as the board shows it.

Takes a film in piece by piece, never whole in memory, and knows what it is by how it begins, not
by what it is called. Refuses to judge who may send or see one: that is for the rules.
"""

import asyncio
import logging
import re
import stat
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from flapover.core.board import Media
from flapover.core.clips import held_clip
from flapover.core.ids import BoardId, ClipId
from flapover.live.part import PART, Part
from flapover.live.rooms import Rooms
from flapover.live.space import Claim, Space
from flapover.notes import note_fault

log = logging.getLogger(__name__)
HEAD_BYTES = 80
"""So much of the beginning tells what a film is."""

WRITE_BYTES = 256 * 1024
STALL_SECONDS = 20.0
UPLOAD_SECONDS = 15 * 60.0
"""How long a film may come, however steadily: each holds a socket and a claim on the disk."""

SWEEP_SECONDS = 600.0
SETTLED_SECONDS = 60.0
"""How old a film is before it can be a stray."""

LONGEST_SECONDS = 12 * 60 * 60.0
"""How long a film is kept at most, when a round is left open and forgotten."""

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
    """It did not come whole: the sender went away, fell silent, began anew, or was too slow."""


class NoRoom(Exception):
    """It would leave too little of the disk to others."""


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

    def __init__(self, folder: Path, max_bytes: int, *, shared: bool = False) -> None:
        """Keep films in a folder, which is made when the first one comes.

        Args:
            folder: where they lie.
            max_bytes: the largest that is taken.
            shared: whether other nodes may have films in it, and some on their way.

        """
        self._folder = folder
        self._shared = shared
        self.max_bytes = max_bytes
        self._space = Space(folder, max_bytes)
        self._coming: dict[BoardId, object] = {}
        self._wiping: set[asyncio.Task[None]] = set()

    def path(self, board: BoardId, clip: ClipId) -> Path:
        """Return where a film lies, or would; no name of anybody's making is in it."""
        return self._folder / f"{board}.{clip}"

    def wipe(self, board: BoardId, clip: ClipId) -> None:
        """Take a film off the disk, if it is there; it takes a while when it is large."""
        self.path(board, clip).unlink(missing_ok=True)

    def let_go(self, board: BoardId, clip: ClipId) -> None:
        """Wipe a film beside all that goes on."""
        wiping = asyncio.create_task(self.wiped(board, clip))
        self._wiping.add(wiping)
        wiping.add_done_callback(self._wiping.discard)

    async def wiped(self, board: BoardId, clip: ClipId) -> None:
        """Wipe a film; what cannot be wiped now is left to the sweep."""
        try:
            await asyncio.to_thread(self.wipe, board, clip)
        except OSError as fault:
            note_fault(log, "films", fault, board=board)

    async def take_in(
        self, board: BoardId, clip: ClipId, announced: int, pieces: AsyncIterator[bytes]
    ) -> tuple[Media, int]:
        """Store a film as it comes, and return what it is and how many bytes; a newer one wins.

        Args:
            board: of this board.
            clip: under this name.
            announced: how many bytes are said to come; 0 when that was not said.
            pieces: what comes.

        Raises:
            TooLarge: it holds more bytes than allowed; it is read no further.
            NotAFilm: it is no mp4 or webm.
            Broken: it did not come whole, or not in time.
            NoRoom: the disk, or what films may take of it, is full.
            OSError: it cannot be written.

        """
        mine = self._coming[board] = object()
        try:
            with self._space.claim(announced) as claim:
                if not await asyncio.to_thread(self._space.fits):
                    raise NoRoom
                async with (
                    asyncio.timeout(UPLOAD_SECONDS),
                    Part(self._folder / f"{board}.{clip}{PART}") as part,
                ):
                    bounded = self._bounded(board, mine, pieces)
                    media, size = await self._written(part, claim, bounded)
                    await part.keep(self.path(board, clip))
        except TimeoutError:
            raise Broken from None
        finally:
            if self._coming.get(board) is mine:
                del self._coming[board]
        return media, size

    async def _bounded(
        self, board: BoardId, mine: object, pieces: AsyncIterator[bytes]
    ) -> AsyncIterator[bytes]:
        """Pass the pieces on while they come, are not too many, and are of the newest film."""
        size = 0
        while True:
            async with asyncio.timeout(STALL_SECONDS):
                piece = await anext(pieces, None)
            if self._coming.get(board) is not mine:
                raise Broken
            if piece is None:
                return
            size += len(piece)
            if size > self.max_bytes:
                raise TooLarge
            yield piece

    async def _written(
        self, part: Part, claim: Claim, pieces: AsyncIterator[bytes]
    ) -> tuple[Media, int]:
        media: Media | None = None
        waiting, size = bytearray(), 0
        async for piece in pieces:
            waiting += piece
            if media is None and len(waiting) >= HEAD_BYTES:
                media = _known(bytes(waiting[:HEAD_BYTES]))
            if media is not None and len(waiting) >= WRITE_BYTES:
                size += await self._write(part, claim, bytes(waiting))
                waiting.clear()
        media = media or _known(bytes(waiting))
        return media, size + await self._write(part, claim, bytes(waiting))

    async def _write(self, part: Part, claim: Claim, piece: bytes) -> int:
        # Asked again at each piece: others write on this disk too.
        if not await asyncio.to_thread(self._space.is_spare):
            raise NoRoom
        await part.write(piece)
        claim.took(len(piece))
        return len(piece)

    def clear_parts(self) -> None:
        """Take away what was on its way when a process ended."""
        alive = time.time() - UPLOAD_SECONDS if self._shared else None
        for path in self._folder.glob(f"*{PART}"):
            written = _written_at(path)
            if alive is not None and (written is None or written > alive):
                continue  # it may be on its way to another node
            try:
                path.unlink(missing_ok=True)
            except OSError as fault:
                note_fault(log, "films", fault)

    def lying(self) -> Iterator[Film]:
        """Yield every whole film."""
        for path in sorted(self._folder.glob("*")):
            named = NAME.fullmatch(path.name)
            written = None if named is None else _written_at(path)
            if named is not None and written is not None:
                yield Film(BoardId(named[1]), ClipId(named[2]), path, written)

    async def sweep(self, rooms: Rooms, before: float, now: float) -> None:
        """Wipe the films that no board shows any more, and those that lie there too long.

        One that cannot be judged or wiped is left for the next time, and holds up no other.

        Args:
            rooms: to ask the boards.
            before: only of films written before this moment, in seconds since 1970: a younger one
                may still be on its way to its board.
            now: the time, likewise.

        """
        for film in await asyncio.to_thread(lambda: list(self.lying())):
            if film.written >= before:
                continue
            try:
                if now - film.written > LONGEST_SECONDS or not await _shown(rooms, film):
                    await asyncio.to_thread(self.wipe, film.board, film.clip)
            except Exception as fault:  # noqa: BLE001 -- it is one odd board or film
                note_fault(log, "films", fault, board=film.board)

    async def keep_swept(self, rooms: Rooms) -> None:
        """Wipe what was left behind, now and from time to time; runs until it is cancelled."""
        now = time.time()
        # At the start nothing of ours is on its way any more; of another node something may be.
        before = now - SETTLED_SECONDS if self._shared else now
        while True:
            try:
                await self.sweep(rooms, before, now)
            except Exception as fault:  # noqa: BLE001 -- who stopped sweeping would never begin again
                note_fault(log, "films", fault)
            await asyncio.sleep(SWEEP_SECONDS)
            now = time.time()
            before = now - SETTLED_SECONDS


async def _shown(rooms: Rooms, film: Film) -> bool:
    room = await rooms.room(film.board)
    clip = None if room is None else held_clip(room.board)
    return clip is not None and clip.id == film.clip


def _written_at(path: Path) -> float | None:
    """Return when a film was written; None when it is gone by now, or is no file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime if stat.S_ISREG(found.st_mode) else None


def _known(head: bytes) -> Media:
    media = media_of(head)
    if media is None:
        raise NotAFilm
    return media
