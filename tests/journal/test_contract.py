"""What every store must do, told once and run on each."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from flapover.core.ids import BoardId
from flapover.journal import (
    BoardGone,
    CodeTaken,
    Entry,
    Journal,
    JournalError,
    JournalUnavailable,
    RequestTaken,
    Seat,
    SeatTaken,
    SeqTaken,
)
from flapover.journal.engines import open_engines
from flapover.journal.tables import ENTRY
from flapover.journal.writes import Write
from tests.journal.conftest import OpenJournal
from tests.journal.made import BOARD, OTHER, WHEN, board, entry, seat, state

pytestmark = pytest.mark.timeout(60)


@pytest.fixture
def new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put this process, and with it each new PostgreSQL session, in another zone."""
    with monkeypatch.context() as patch:
        for name in ("TZ", "PGTZ"):
            patch.setenv(name, "America/New_York")
        time.tzset()
        yield
    time.tzset()


TEXTS = {
    "four bytes": '["\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f600 \U00020000"]',
    "escaped NUL": '["a\\u0000b"]',
    "escaped lone surrogate": '["\\ud800"]',
    "spaces and key order": '[ {"b" : 1,  "a":1.0, "a":2} ]\r\n\t',
    "right to left and combining": '["\u202e\u0645\u0631 e\u0301\u0301"]',
    "highest code point": '["\U0010ffff\uffff\ufeff"]',
    "quotes and percent": "['; DROP TABLE entry; -- %s %(x)s :x ? \\']",
    "very long": '["' + "é" * 2_000_000 + '"]',
    "empty": "",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
async def test_P12_text_comes_back_as_it_went_in(journal: Journal, text: str) -> None:
    first = entry(1, events=text)
    await journal.create(board(), [first], [])
    assert await journal.read(BOARD) == [first]


async def test_P12_a_new_board_is_found_by_id_code_and_token(journal: Journal) -> None:
    made = board(code="K7MPW3XZ")
    await journal.create(made, [entry(1)], [seat()])
    assert await journal.board(BOARD) == made
    assert await journal.board_of_code("K7MPW3XZ") == BOARD
    assert await journal.seat("token-1") == seat()


async def test_P12_each_of_many_who_ask_at_once_finds_their_own_seat(journal: Journal) -> None:
    tokens = [f"token-{number}" for number in range(1200)]
    await journal.create(board(), [], [seat(token) for token in tokens])
    asked = [*tokens, "nobody's", tokens[7]]
    found = await asyncio.gather(*(journal.seat(token) for token in asked))
    assert found == [*(seat(token) for token in tokens), None, seat(tokens[7])]


async def test_P12_of_the_states_of_a_board_the_last_is_kept(journal: Journal) -> None:
    await journal.create(board(), [entry(1), entry(2)], [])
    await journal.create(board(OTHER), [entry(1, on=OTHER)], [])
    assert await journal.state(BOARD) is None
    for kept in (state(1), state(2, text='["😀"]'), state(1, on=OTHER, rules="r2")):
        await journal.keep_state(kept)
        assert await journal.state(kept.board) == kept
    assert await journal.state(BOARD) == state(2, text='["😀"]')


async def test_P6_a_state_stands_at_an_entry_that_is_there(journal: Journal) -> None:
    with pytest.raises(BoardGone):
        await journal.keep_state(state(1))
    await journal.create(board(), [entry(1)], [])
    with pytest.raises(JournalError):
        await journal.keep_state(state(2))
    assert await journal.state(BOARD) is None
    await journal.keep_state(state(1))
    with pytest.raises(JournalError):
        await journal.keep_state(state(2))
    assert await journal.state(BOARD) == state(1), "the one before it stays"


async def test_P12_a_state_and_entries_that_share_a_commit_are_both_stored(
    journal: Journal,
) -> None:
    await journal.create(board(), [entry(1)], [])
    await journal.create(board(OTHER), [entry(1, on=OTHER)], [])
    await asyncio.gather(
        journal.append([entry(2)]),
        journal.keep_state(state(1)),
        journal.append([entry(2, on=OTHER)]),
        journal.keep_state(state(1, on=OTHER)),
    )
    for each in (BOARD, OTHER):
        assert [found.seq for found in await journal.read(each)] == [1, 2]
        assert await journal.state(each) == state(1, on=each)


async def test_P12_digests_come_in_the_order_of_their_entries(journal: Journal) -> None:
    await journal.create(board(), [entry(1, request="zz"), entry(2, request="aa")], [])
    await journal.append([entry(3)])
    assert list((await journal.digests(BOARD, 2)).items()) == [("zz", "d1"), ("aa", "d1")]
    assert await journal.digests(OTHER, 2) == {}


async def test_P36_entries_cannot_be_wiped_and_leave_a_state_behind(
    journal: Journal, url: str
) -> None:
    await journal.create(board(), [entry(1)], [])
    await journal.keep_state(state(1))
    engines = open_engines(url)
    with engines.writing.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(delete(ENTRY))
    engines.dispose()


async def test_P12_what_is_not_there_is_none(journal: Journal) -> None:
    await journal.create(board(code="K7MPW3XZ"), [], [])
    assert await journal.board(OTHER) is None
    assert await journal.board_of_code("k7mpw3xz") is None
    assert await journal.board_of_code("K7MPW3X%") is None
    assert await journal.seat("token-1") is None
    assert await journal.read(OTHER) == []
    assert await journal.read(BOARD) == []


async def test_P12_entries_come_in_the_order_of_their_numbers(journal: Journal) -> None:
    await journal.create(board(), [entry(1)], [])
    for seq in range(2, 121, 2):
        await journal.append([entry(seq), entry(seq + 1)])
    assert [found.seq for found in await journal.read(BOARD)] == list(range(1, 122))
    assert [found.seq for found in await journal.read(BOARD, after=99)] == list(range(100, 122))
    assert await journal.read(BOARD, after=121) == []


async def test_P12_the_ends_of_many_boards_are_told_at_once(journal: Journal) -> None:
    await journal.create(board(), [entry(1), entry(2)], [])
    await journal.create(board(OTHER), [], [])
    nobody = [BoardId(f"nobody-{number}") for number in range(1500)]
    assert await journal.ends([*nobody, OTHER, BOARD]) == {BOARD: 2}
    assert await journal.ends([]) == {}


async def test_P12_boards_do_not_mix(journal: Journal) -> None:
    await journal.create(board(BOARD), [entry(1)], [])
    await journal.create(board(OTHER), [entry(1, on=OTHER, request="request-1")], [])
    assert await journal.read(OTHER) == [entry(1, on=OTHER)]


@pytest.mark.parametrize(
    "zone",
    [UTC, timezone(timedelta(hours=5, minutes=30)), ZoneInfo("Europe/Amsterdam")],
    ids=["UTC", "+05:30", "Amsterdam"],
)
async def test_P12_a_moment_stays_the_same_and_comes_back_in_utc(
    journal: Journal, zone: timezone | ZoneInfo
) -> None:
    at = WHEN.astimezone(zone)
    await journal.create(board(created=at), [entry(1, at=at)], [])
    [found] = await journal.read(BOARD)
    made = await journal.board(BOARD)
    assert made is not None
    for moment in (found.at, made.created):
        assert moment == WHEN
        assert moment.tzinfo is UTC
        assert moment.isoformat() == "2026-03-29T01:59:59.123456+00:00"


async def test_P12_the_zone_of_machine_and_session_is_no_matter(
    open_one: OpenJournal, new_york: None
) -> None:
    journal = open_one()
    await journal.create(board(), [entry(1)], [])
    [found] = await journal.read(BOARD)
    assert found.at.isoformat() == "2026-03-29T01:59:59.123456+00:00"


async def test_P12_a_seq_is_taken_once(journal: Journal) -> None:
    await journal.create(board(), [entry(1)], [])
    with pytest.raises(SeqTaken):
        await journal.append([entry(1, request="other")])
    assert await journal.read(BOARD) == [entry(1)]


async def test_P6_no_entry_is_stored_beyond_a_hole(journal: Journal) -> None:
    await journal.create(board(), [entry(1)], [])
    with pytest.raises(SeqTaken):
        await journal.append([entry(3)])
    assert await journal.read(BOARD) == [entry(1)]


async def test_P2_a_request_is_stored_once(journal: Journal) -> None:
    await journal.create(board(), [entry(1, request="same")], [])
    with pytest.raises(RequestTaken):
        await journal.append([entry(2, request="same")])
    assert await journal.read(BOARD) == [entry(1, request="same")]


async def test_P2_a_repeated_write_hears_of_its_request_first(journal: Journal) -> None:
    await journal.create(board(), [entry(1)], [seat()])
    with pytest.raises(RequestTaken):
        await journal.append([entry(1)], [seat()])


async def test_P12_a_code_is_taken_once(journal: Journal) -> None:
    await journal.create(board(BOARD, code="K7MPW3XZ"), [entry(1)], [])
    with pytest.raises(CodeTaken):
        await journal.create(board(OTHER, code="K7MPW3XZ"), [entry(1, on=OTHER)], [])
    assert await journal.board(OTHER) is None
    assert await journal.read(OTHER) == []


async def test_P12_a_board_is_made_once(journal: Journal) -> None:
    await journal.create(board(code="one"), [], [])
    with pytest.raises(SeqTaken):
        await journal.create(board(code="two"), [], [])
    assert await journal.board(BOARD) == board(code="one")


async def test_P12_a_token_opens_one_seat(journal: Journal) -> None:
    await journal.create(board(BOARD), [], [seat(on=BOARD)])
    await journal.create(board(OTHER), [], [])
    with pytest.raises(SeatTaken):
        await journal.append([entry(1, on=OTHER)], [seat(on=OTHER)])
    assert await journal.seat("token-1") == seat(on=BOARD)
    assert await journal.read(OTHER) == []


async def test_P12_nothing_is_stored_for_a_board_that_is_not_there(journal: Journal) -> None:
    with pytest.raises(BoardGone):
        await journal.append([entry(1)])
    with pytest.raises(BoardGone):
        await journal.append([], [seat()])


async def test_P12_a_seat_can_come_without_an_entry(journal: Journal) -> None:
    await journal.create(board(), [], [])
    await journal.append([], [seat("laptop")])
    assert await journal.seat("laptop") == seat("laptop")


async def test_P12_several_entries_are_all_stored_or_none(journal: Journal) -> None:
    await journal.create(board(), [entry(1)], [])
    with pytest.raises(RequestTaken):
        await journal.append([entry(2), entry(3, request="request-1"), entry(4)], [seat()])
    assert await journal.read(BOARD) == [entry(1)]
    assert await journal.seat("token-1") is None
    await journal.append([entry(2), entry(3), entry(4)], [seat()])
    assert await journal.read(BOARD) == [entry(seq) for seq in (1, 2, 3, 4)]


async def test_P12_nothing_to_write_is_nothing_to_do(journal: Journal) -> None:
    await journal.append([])


NAIVE = datetime(2026, 3, 29, 2, 30)  # noqa: DTZ001
MALFORMED = {
    "raw NUL": ([entry(1, events="\0")], []),
    "half a surrogate pair": ([entry(1, events="\ud800")], []),
    "no zone": ([entry(1, at=NAIVE)], []),
    "a hole": ([entry(1), entry(3)], []),
    "backwards": ([entry(2), entry(1)], []),
    "seq 0": ([entry(0)], []),
    "twice the same request": ([entry(1), entry(2, request="request-1")], []),
    "two boards": ([entry(1), entry(2, on=OTHER)], []),
    "a seat elsewhere": ([entry(1)], [seat(on=OTHER)]),
}


@pytest.mark.parametrize(("entries", "seats"), MALFORMED.values(), ids=MALFORMED.keys())
async def test_P12_a_malformed_write_is_refused_at_once(
    journal: Journal, entries: list[Entry], seats: list[Seat]
) -> None:
    await journal.create(board(), [], [])
    with pytest.raises(ValueError):  # noqa: PT011
        await journal.append(entries, seats)
    assert await journal.read(BOARD) == []


def test_a_new_board_begins_at_its_beginning() -> None:
    with pytest.raises(ValueError, match="seq 1"):
        Write(board=board(), entries=(entry(2),))


async def test_a_closed_journal_says_so(journal: Journal) -> None:
    await journal.create(board(), [], [])
    await journal.close()
    await journal.close()
    for refused in (journal.append([entry(1)]), journal.check(), journal.read(BOARD)):
        with pytest.raises(JournalUnavailable):
            await refused


async def test_what_is_stored_is_there_for_who_opens_it_next(
    journal: Journal, open_one: OpenJournal
) -> None:
    await journal.create(board(), [entry(1)], [seat()])
    await journal.close()
    later = open_one()
    assert await later.read(BoardId("board-1")) == [entry(1)]
    await later.append([replace(entry(2), digest="d2")])
    assert [found.digest for found in await later.read(BOARD)] == ["d1", "d2"]
