"""Several writers on one store: keys decide, not memory."""

from __future__ import annotations

import asyncio
from collections import Counter

import psycopg
import pytest

from flapover.core.ids import BoardId
from flapover.journal import Journal, JournalUnavailable, SeqTaken
from flapover.journal.migrate import upgrade
from flapover.journal.sql import open_journal
from tests.journal.conftest import OpenJournal
from tests.journal.made import BOARD, OTHER, board, entry

pytestmark = pytest.mark.timeout(60)


async def test_P12_of_two_writers_at_one_seq_exactly_one_wins(open_one: OpenJournal) -> None:
    one, other = open_one(), open_one()
    boards = [BoardId(f"board-{number}") for number in range(10)]
    for id in boards:  # noqa: A001
        await one.create(board(id), [], [])
    for seq in range(1, 11):
        # The nodes go through the boards in opposite directions, as a deadlock would like it.
        outcomes = await asyncio.gather(
            *(_attempt(one, id, seq, "one") for id in boards),  # noqa: A001
            *(_attempt(other, id, seq, "other") for id in reversed(boards)),  # noqa: A001
        )
        assert Counter(outcomes) == {"stored": len(boards), "taken": len(boards)}
    for id in boards:  # noqa: A001
        assert [found.seq for found in await one.read(id)] == list(range(1, 11))
        assert await one.read(id) == await other.read(id)


async def test_P12_what_one_node_wrote_the_other_reads_at_once(open_one: OpenJournal) -> None:
    one, other = open_one(), open_one()
    await one.create(board(), [], [])
    for seq in range(1, 21):
        await (one if seq % 2 else other).append([entry(seq)])
        assert len(await (other if seq % 2 else one).read(BOARD, after=seq - 1)) == 1


@pytest.mark.postgres
async def test_P35_a_frozen_node_holds_up_only_the_board_it_was_writing(postgres_url: str) -> None:
    upgrade(postgres_url)
    journal = open_journal(postgres_url)
    await journal.create(board(BOARD), [], [])
    await journal.create(board(OTHER), [], [])
    with psycopg.connect(postgres_url) as frozen:
        frozen.execute(
            "INSERT INTO entry VALUES (%s, 1, NULL, 'frozen', 'd', 'bob', now(), '[]')", (BOARD,)
        )
        async with asyncio.timeout(6):
            stored, held = await asyncio.gather(
                journal.append([entry(1, on=OTHER)]),
                journal.append([entry(1, on=BOARD)]),
                return_exceptions=True,
            )
        assert stored is None
        assert isinstance(held, JournalUnavailable)
        frozen.rollback()
    await journal.append([entry(1, on=BOARD)])
    await journal.close()


async def _attempt(journal: Journal, id: BoardId, seq: int, who: str) -> str:  # noqa: A002
    try:
        await journal.append([entry(seq, on=id, request=f"{who}-{seq}")])
    except SeqTaken:
        return "taken"
    return "stored"
