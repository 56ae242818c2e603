"""Writes on many boards and says on stdout what was acknowledged, until it is killed."""

from __future__ import annotations

import asyncio
import sys

from flapover.core.ids import BoardId
from flapover.journal import Journal, open_journal
from tests.journal.made import entry

BOARDS = [BoardId(f"board-{number}") for number in range(10)]


async def main(url: str) -> None:
    journal = open_journal(url)
    await asyncio.gather(*(_write_on(journal, board) for board in BOARDS))


async def _write_on(journal: Journal, board: BoardId) -> None:
    found = await journal.read(board)
    seq = found[-1].seq if found else 0
    while True:
        await journal.append([entry(seq + 1, on=board), entry(seq + 2, on=board)])
        seq += 2
        sys.stdout.write(f"{board} {seq}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
