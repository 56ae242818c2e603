"""Many writers share one commit, and none of them notices the others."""

from __future__ import annotations

import asyncio
import gc
from collections import Counter
from collections.abc import Coroutine, Sequence

import pytest
from sqlalchemy import Connection, Engine, event

from flapover.core.ids import BoardId
from flapover.journal import (
    BoardGone,
    CodeTaken,
    Journal,
    JournalError,
    JournalUnavailable,
    RequestTaken,
    SeatTaken,
    SeqTaken,
)
from flapover.journal.engines import open_engines
from flapover.journal.group_commit import GroupCommit, Outcome
from flapover.journal.writes import Write
from tests.journal.conftest import OpenJournal
from tests.journal.made import BOARD, OTHER, board, entry, seat

pytestmark = pytest.mark.timeout(60)

WINDOW_SECONDS = 0.05


async def test_many_appends_share_few_commits(url: str, open_one: OpenJournal) -> None:
    engines = open_engines(url)
    journal = open_one(engines)
    boards = [BoardId(f"board-{number}") for number in range(200)]
    await asyncio.gather(*(journal.create(board(id), [], []) for id in boards))  # noqa: A001
    commits = _count_commits(engines.writing)
    await asyncio.gather(*(journal.append([entry(1, on=id)]) for id in boards))  # noqa: A001
    assert 1 <= commits["commit"] <= 10
    for id in boards:  # noqa: A001
        assert await journal.read(id) == [entry(1, on=id)]


async def test_writes_of_one_board_keep_their_order_in_a_batch(open_one: OpenJournal) -> None:
    journal = open_one(window_seconds=WINDOW_SECONDS)
    await journal.create(board(), [], [])
    await asyncio.gather(*(journal.append([entry(seq)]) for seq in range(1, 51)))
    assert [found.seq for found in await journal.read(BOARD)] == list(range(1, 51))


async def test_a_board_can_be_made_and_written_in_one_batch(open_one: OpenJournal) -> None:
    journal = open_one(window_seconds=WINDOW_SECONDS)
    await asyncio.gather(journal.create(board(), [entry(1)], []), journal.append([entry(2)]))
    assert await journal.read(BOARD) == [entry(1), entry(2)]


async def test_bad_writes_hurt_only_themselves(url: str, open_one: OpenJournal) -> None:
    engines = open_engines(url)
    journal = open_one(engines, window_seconds=WINDOW_SECONDS)
    await journal.create(board(), [entry(1)], [seat("taken")])
    await journal.create(board(OTHER), [], [])
    commits = _count_commits(engines.writing)
    outcomes = await _outcomes(
        journal.append([entry(1, on=OTHER)]),
        journal.append([entry(1, request="late")]),
        journal.append([entry(2)], [seat("fine")]),
        journal.append([entry(3, request="request-1")]),
        journal.append([entry(1, on=BoardId("nowhere"))]),
        journal.create(board(BoardId("board-3"), code="code-board-1"), [], []),
        journal.append([entry(2, on=OTHER)], [seat("taken", on=OTHER)]),
        journal.check(),
        journal.append([entry(2, on=OTHER, request="good")]),
        journal.append([entry(9, on=OTHER)]),
        journal.append([entry(3)]),
    )
    assert outcomes == [
        None,
        SeqTaken,
        None,
        RequestTaken,
        BoardGone,
        CodeTaken,
        SeatTaken,
        None,
        None,
        SeqTaken,
        None,
    ]
    assert commits["commit"] == 1
    assert await journal.read(BOARD) == [entry(1), entry(2), entry(3)]
    assert await journal.read(OTHER) == [
        entry(1, on=OTHER),
        entry(2, on=OTHER, request="good"),
    ]


async def test_a_write_that_follows_a_refused_one_is_refused_too(open_one: OpenJournal) -> None:
    journal = open_one(window_seconds=WINDOW_SECONDS)
    await journal.create(board(), [entry(1)], [])
    outcomes = await _outcomes(
        journal.append([entry(2, request="request-1")]),
        journal.append([entry(3)]),
    )
    assert outcomes == [RequestTaken, SeqTaken]
    assert await journal.read(BOARD) == [entry(1)]


async def test_close_writes_what_is_queued(open_one: OpenJournal) -> None:
    journal = open_one(window_seconds=60)
    writing = [asyncio.create_task(journal.create(board(), [entry(1)], []))]
    writing += [asyncio.create_task(journal.append([entry(seq)])) for seq in range(2, 100)]
    await asyncio.sleep(0)
    await journal.close()
    await asyncio.gather(*writing)
    assert len(await open_one().read(BOARD)) == 99


async def test_a_cancelled_write_is_whole_or_absent_and_makes_no_noise(
    journal: Journal, open_one: OpenJournal
) -> None:
    noise: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, what: noise.append(what))
    boards = [BoardId(f"board-{number}") for number in range(40)]
    for number, id in enumerate(boards):  # noqa: A001
        await journal.create(board(id), [entry(1, on=id)], [])
        # Every second one is refused, so that an error too has nobody to go to.
        request = "request-1" if number % 2 else None
        writing = asyncio.create_task(
            journal.append([entry(2, on=id, request=request), entry(3, on=id)])
        )
        await asyncio.sleep((number % 5) * 0.0002)
        writing.cancel()
        await asyncio.wait([writing])
        del writing
    await journal.close()
    gc.collect()
    await asyncio.sleep(0)
    assert noise == []
    later = open_one()
    for number, id in enumerate(boards):  # noqa: A001
        seqs = [found.seq for found in await later.read(id)]
        assert seqs in ([[1]] if number % 2 else [[1], [1, 2, 3]])


async def test_a_write_whose_loop_is_gone_disturbs_nobody() -> None:
    stored: list[Write] = []

    def store(batch: Sequence[Write]) -> Sequence[Outcome]:
        stored.extend(batch)
        return [None] * len(batch)

    commits = GroupCommit(store, window_seconds=WINDOW_SECONDS)

    async def leave_early() -> None:
        task = asyncio.create_task(commits.submit(Write()))
        await asyncio.sleep(0)
        task.cancel()

    await asyncio.to_thread(asyncio.run, leave_early())
    await commits.submit(Write())
    await commits.close()
    assert len(stored) == 2


async def test_a_store_that_breaks_answers_everyone_and_goes_on() -> None:
    broken = True

    def store(batch: Sequence[Write]) -> Sequence[Outcome]:
        if broken:
            raise KeyError("a mistake of ours")
        return [None] * len(batch)

    commits = GroupCommit(store)
    for refused in [commits.submit(Write()) for _ in range(3)]:
        with pytest.raises(JournalUnavailable):
            await refused
    broken = False
    await commits.submit(Write())
    await commits.close()


def _count_commits(engine: Engine) -> Counter[str]:
    commits: Counter[str] = Counter()

    @event.listens_for(engine, "commit")
    def count(_connection: Connection) -> None:
        commits["commit"] += 1

    return commits


async def _outcomes(
    *writes: Coroutine[object, object, None],
) -> list[type[JournalError] | None]:
    outcomes = await asyncio.gather(*writes, return_exceptions=True)
    for outcome in outcomes:
        assert outcome is None or isinstance(outcome, JournalError), outcome
    return [type(outcome) if isinstance(outcome, JournalError) else None for outcome in outcomes]
