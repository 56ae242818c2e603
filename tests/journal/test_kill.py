"""A server that dies takes nothing with it that it had acknowledged (P1)."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from flapover.journal import Journal
from tests.journal.made import board
from tests.journal.writer import BOARDS

pytestmark = pytest.mark.timeout(120)

ROOT = Path(__file__).parents[2]
KILLS_AFTER_LINES = (1, 150)


async def test_P1_what_was_acknowledged_survives_kill_9(url: str, journal: Journal) -> None:
    for id in BOARDS:  # noqa: A001
        await journal.create(board(id), [], [])
    acknowledged: dict[str, int] = {}
    for lines in KILLS_AFTER_LINES:
        acknowledged |= await _write_and_be_killed(url, lines)
        for id in BOARDS:  # noqa: A001
            seqs = [found.seq for found in await journal.read(id)]
            assert len(seqs) >= acknowledged.get(id, 0)
            assert len(seqs) % 2 == 0, "half a write was stored"
            assert seqs == list(range(1, len(seqs) + 1))
    assert acknowledged


async def _write_and_be_killed(url: str, after_lines: int) -> dict[str, int]:
    """Return the last acknowledged seq per board."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.journal.writer", url, stdout=asyncio.subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    said = [await process.stdout.readline() for _ in range(after_lines)]
    process.kill()
    said += (await process.stdout.read()).splitlines(keepends=True)
    await process.wait()
    # A last line that was cut short was not said.
    words = [line.decode().split() for line in said if line.endswith(b"\n")]
    return {id: int(seq) for id, seq in words}  # noqa: A001
