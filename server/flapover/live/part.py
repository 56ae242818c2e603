"""A film while it comes in: a file of its own, gone unless it was kept.

Everything that touches the disk is done in a thread, and waited for also by who is cancelled: else
a file that was just being opened would stay behind, open.
"""

import asyncio
import os
from collections.abc import Callable
from io import BufferedWriter
from pathlib import Path
from types import TracebackType
from typing import Self

PART = ".part"


class Part:
    """One such file, open from the first piece that is written."""

    def __init__(self, path: Path) -> None:
        """Write at this path, where nothing may lie yet."""
        self._path = path
        self._file: BufferedWriter | None = None

    async def __aenter__(self) -> Self:
        """Open it.

        Raises:
            OSError: it cannot be made.

        """
        try:
            await _to_its_end(self._open)
        except BaseException:
            await _to_its_end(self._drop)
            raise
        return self

    async def __aexit__(
        self,
        _kind: type[BaseException] | None,
        _fault: BaseException | None,
        _where: TracebackType | None,
    ) -> None:
        """Close it, and take it off the disk unless it was kept."""
        await _to_its_end(self._drop)

    async def write(self, piece: bytes) -> None:
        """Add to it.

        Raises:
            OSError: the disk does not take it.

        """
        await _to_its_end(lambda: self._write(piece))

    async def keep(self, path: Path) -> None:
        """Put it, whole and on the disk, where it stays."""
        await _to_its_end(lambda: self._keep(path))

    def _open(self) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(made, "wb")

    def _opened(self) -> BufferedWriter:
        if self._file is None:
            raise ValueError("a part was used before it was opened")
        return self._file

    def _write(self, piece: bytes) -> None:
        self._opened().write(piece)

    def _keep(self, path: Path) -> None:
        file = self._opened()
        file.flush()
        os.fsync(file.fileno())
        self._path.replace(path)

    def _drop(self) -> None:
        try:
            if self._file is not None:
                self._file.close()
        finally:
            self._path.unlink(missing_ok=True)


async def _to_its_end(work: Callable[[], None]) -> None:
    doing = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        await asyncio.shield(doing)
    except asyncio.CancelledError:
        await asyncio.wait({doing})
        raise
