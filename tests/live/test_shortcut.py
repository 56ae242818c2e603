"""A board opens from its state and what came after as it does from all of its entries."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from flapover import core
from flapover.core.board import Board
from flapover.core.ids import PersonId, RequestId
from flapover.core.stored import dump_board, load_board
from flapover.journal import JournalUnavailable, State
from flapover.live import shortcut
from flapover.live.kept import Kept, kept_in
from flapover.live.shortcut import read_board, rules
from tests.live.fakes import BOARD, Play

pytestmark = pytest.mark.timeout(30)
VRAGEN = 1


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortcut, "KEEP_EVERY", 10)


async def played() -> Play:
    """Play on until a state is kept and something came after it."""
    play = await Play.begin(step=VRAGEN)
    assert await play.act("ann", "write_card", kind="vraag", text="Wat raakt je?") is None
    await busy(play, 14)
    await kept(play)
    return play


async def busy(play: Play, entries: int) -> None:
    for number in range(entries):
        ready = number % 2 == 0
        assert await play.act("ann", "mark_ready", step="vragen", ready=ready) is None


async def kept(play: Play) -> State:
    """Return the state that is stored, once nothing is under way."""
    keeping = play.room._shortcut._keeping
    if keeping is not None:
        await keeping
    return play.journal.states[BOARD]


async def replayed(play: Play) -> Kept:
    found = kept_in(await play.journal.read(BOARD))
    assert found is not None
    return found


async def opened(play: Play) -> Kept:
    found = await read_board(BOARD, play.journal)
    assert found is not None
    return found


def same(one: Kept, other: Kept) -> bool:
    return (one.board, one.seq, list(one.digests.items())) == (
        other.board, other.seq, list(other.digests.items()),
    )  # fmt: skip


async def test_a_board_opens_from_its_state_as_from_all_its_entries() -> None:
    play = await played()
    state = await kept(play)
    assert 0 < state.seq < play.room.seq
    found = await opened(play)
    assert found.stated == state.seq, "it was opened by the shortcut"
    assert same(found, await replayed(play))


async def test_a_state_holds_what_was_committed_when_it_was_made() -> None:
    play = await played()
    state = await kept(play)
    entries = (await play.journal.read(BOARD))[: state.seq]
    until = kept_in(entries)
    assert until is not None
    assert load_board(state.text) == until.board
    assert state.request == entries[-1].request


async def test_a_state_is_kept_once_in_so_many_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    play = await Play.begin(step=VRAGEN)
    await kept(play)
    seqs = [play.journal.states[BOARD].seq]
    for _ in range(20):
        await busy(play, 2)
        seqs.append((await kept(play)).seq)
    assert list(dict.fromkeys(seqs)) == [10, 20, 30, 40, 50]


async def test_a_short_evening_keeps_no_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortcut, "KEEP_EVERY", 1000)
    play = await Play.begin(step=VRAGEN)
    assert play.room._shortcut._keeping is None
    assert same(await opened(play), await replayed(play))
    assert play.journal.states == {}


async def test_a_long_board_without_a_state_keeps_one_as_soon_as_it_was_opened() -> None:
    play = await played()
    play.journal.states.clear()
    await play.reopen()
    assert (await kept(play)).seq == play.room.seq


async def test_P2_a_request_from_before_the_state_is_known_after_it() -> None:
    play = await Play.begin(step=VRAGEN)
    first = play.command("ann", "write_card", kind="vraag", text="De eerste?")
    assert await play.room.settle(first) is None
    await busy(play, 15)
    assert play.journal.entries[BOARD][(await kept(play)).seq - 1].request != first.id
    await play.reopen()
    before = play.room.seq
    assert await play.room.settle(first) is None
    assert play.room.seq == before
    assert await play.room.settle(replace(first, by=PersonId("ben"))) == "reused_id"


@pytest.mark.parametrize(
    "spoilt",
    [
        {"rules": "those of another version"},
        {"request": RequestId("of another history")},
        {"seq": 10_000},
        {"text": ""},
        {"text": "{}\n[]"},
    ],
)
async def test_a_state_that_does_not_fit_is_passed_by(
    spoilt: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    play = await played()
    play.journal.states[BOARD] = replace(await kept(play), **spoilt)  # type: ignore[arg-type]
    found = await opened(play)
    assert found.stated == 0
    assert same(found, await replayed(play))
    assert bool(caplog.records) == ("text" in spoilt), "only a broken one is a fault"


async def test_P7_a_state_that_cannot_be_kept_disturbs_nobody() -> None:
    play = await Play.begin(step=VRAGEN)
    await kept(play)
    play.journal.states.clear()
    play.journal.keeps_no_state = True
    await busy(play, 12)
    keeping = play.room._shortcut._keeping
    assert keeping is not None
    await keeping
    assert play.journal.states == {}
    assert same(await opened(play), await replayed(play))


async def test_a_journal_that_is_away_is_told_not_passed_by() -> None:
    play = await played()
    play.journal.unreadable = True
    with pytest.raises(JournalUnavailable):
        await read_board(BOARD, play.journal)


def test_every_line_of_the_core_counts_among_the_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "decide").mkdir()
    for name in ("__init__.py", "decide/cards.py"):
        (tmp_path / name).write_text("a = 1\n")
    monkeypatch.setattr(core, "__file__", str(tmp_path / "__init__.py"))
    made = rules.__wrapped__()
    assert rules.__wrapped__() == made
    (tmp_path / "decide" / "cards.py").write_text("a = 2\n")
    assert rules.__wrapped__() != made


async def test_a_state_is_written_down_beside_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []

    def noting(board: Board) -> str:
        threads.append(threading.current_thread())
        return dump_board(board)

    monkeypatch.setattr(shortcut, "dump_board", noting)
    await played()
    assert threads
    assert threading.main_thread() not in threads
