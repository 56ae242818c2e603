"""Makes PDFs beside the server: in a process each, with bounds on time, size and number."""

import asyncio
import sys
from collections.abc import Hashable
from pathlib import Path
from typing import Literal

TYPESETTER = Path(__file__).resolve().parent / "typesetter.py"
AT_ONCE = 2
WAITING = 40
SECONDS = 30
LARGEST_BYTES = 32 << 20
ENVIRONMENT = {"RAYON_NUM_THREADS": "1"}
"""All that the typesetter gets of ours: no setting, of which one may hold a password."""


class PressBusy(Exception):
    """Too many PDFs are being made, or this person has one under way."""


class PressFailed(Exception):
    """No PDF came, in time or at all."""

    def __init__(self, reason: Literal["too_slow", "broke", "too_large"]) -> None:
        """Keep why."""
        super().__init__(reason)
        self.reason = reason


class Press:
    """Takes PDFs in turn; each person has one under way at most (P28)."""

    def __init__(self, seconds: float = SECONDS) -> None:
        """Begin with nothing under way."""
        self._seconds = seconds
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._under_way: set[Hashable] = set()

    async def pdf(self, asker: Hashable, data: str) -> bytes:
        """Set a verslag, given as `paper` has it.

        Raises:
            PressBusy: the asker has one under way, or very many wait.
            PressFailed: it could not be set within the bounds.

        """
        if asker in self._under_way or len(self._under_way) >= WAITING:
            raise PressBusy
        self._under_way.add(asker)
        try:
            async with self._turns:
                return await self._set(data.encode())
        finally:
            self._under_way.remove(asker)

    async def _set(self, data: bytes) -> bytes:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", str(TYPESETTER)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=ENVIRONMENT,
        )
        try:
            async with asyncio.timeout(self._seconds):
                pdf, _ = await process.communicate(data)
        except TimeoutError:
            raise PressFailed("too_slow") from None
        finally:
            # Also when the asker went away or the server stops: nothing goes on setting.
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode != 0 or not pdf:
            raise PressFailed("broke")
        if len(pdf) > LARGEST_BYTES:
            raise PressFailed("too_large")
        return pdf
