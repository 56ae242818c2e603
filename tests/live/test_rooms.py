"""Which boards are live: each at most once, and none that nobody watches."""

# ruff: noqa: ASYNC110 -- what is waited for has no event of its own

from __future__ import annotations

import asyncio
import gc
import threading
import weakref

import pytest

from flapover.core.ids import BoardId
from flapover.journal import Entry, JournalUnavailable
from flapover.live import rooms as module
from flapover.live.kept import Kept, kept_in
from flapover.live.rooms import Rooms
from tests.live.fakes import BOARD, Play

pytestmark = pytest.mark.timeout(20)


async def test_a_board_that_many_open_at_once_becomes_one_room() -> None:
    play = await Play.begin()
    rooms = Rooms(play.journal, play.clock)
    before = play.journal.reads
    found = await asyncio.gather(*(rooms.room(BOARD) for _ in range(50)))
    assert len({id(room) for room in found}) == 1
    assert found[0] is not None
    assert play.journal.reads == before + 1
    assert await rooms.room(BOARD) is found[0]
    assert len(rooms) == 1


async def test_P31_nothing_holds_a_room_that_was_let_go() -> None:
    play = await Play.begin("cas", step=1)
    assert await play.act("lena", "start_timer") is None
    phone = await play.phone("ann")
    await play.idle()
    phone.socket.talker = None  # as a line that is lost lets go of it
    phone.connection.close()
    play.room.disconnect(phone.connection)
    play.room.close()
    left = [weakref.ref(one) for one in (play.room, play.room.audience, phone.connection)]
    gc.collect()
    gc.disable()  # it comes by so rarely that what only it could free would stay
    try:
        del play, phone
        assert [one() for one in left] == [None] * 3
    finally:
        gc.enable()


async def test_a_board_is_replayed_beside_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    play = await Play.begin()
    rooms = Rooms(play.journal, play.clock)
    threads: list[threading.Thread] = []
    goes_on = threading.Event()

    def slow(entries: list[Entry], begun: Kept | None) -> object:
        threads.append(threading.current_thread())
        assert goes_on.wait(10), "the loop stood still"
        return kept_in(entries, begun)

    monkeypatch.setattr("flapover.live.shortcut.kept_in", slow)
    opening = [asyncio.create_task(rooms.room(BOARD)) for _ in range(3)]
    while not threads:
        await asyncio.sleep(0.001)
    goes_on.set()
    assert len({id(await one) for one in opening}) == 1
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


async def test_who_gives_up_waiting_takes_the_room_from_nobody() -> None:
    play = await Play.begin()
    rooms = Rooms(play.journal, play.clock)
    impatient = asyncio.create_task(rooms.room(BOARD))
    patient = asyncio.create_task(rooms.room(BOARD))
    await asyncio.sleep(0)
    impatient.cancel()
    assert await patient is not None


async def test_a_board_that_does_not_exist_leaves_nothing_behind() -> None:
    play = await Play.begin()
    rooms = Rooms(play.journal, play.clock)
    assert await rooms.room(BoardId("nowhere")) is None
    assert len(rooms) == 0
    assert not rooms._opening


async def test_a_journal_that_is_away_is_told_to_all_who_wait_and_tried_again_later() -> None:
    play = await Play.begin()
    rooms = Rooms(play.journal, play.clock)
    play.journal.unreadable = True
    found = await asyncio.gather(*(rooms.room(BOARD) for _ in range(3)), return_exceptions=True)
    assert all(isinstance(one, JournalUnavailable) for one in found)
    play.journal.unreadable = False
    assert await rooms.room(BOARD) is not None


async def test_P31_a_board_is_let_go_after_nobody_watched_it_for_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "IDLE_SECONDS", 0.02)
    play = await Play.begin()
    rooms = Rooms(play.journal, play.clock)
    room = await rooms.room(BOARD)
    assert room is not None
    play.room = room
    ann = await play.phone("ann")
    tidy = asyncio.create_task(rooms.keep_tidy())
    await asyncio.sleep(0.1)
    assert len(rooms) == 1, "somebody is watching"
    room.disconnect(ann.connection)
    async with asyncio.timeout(20):
        while len(rooms):
            await asyncio.sleep(0.01)
    tidy.cancel()
    again = await rooms.room(BOARD)
    assert again is not None
    assert again is not room
    assert again.board == room.board


async def test_P17_closing_tells_everybody_to_come_back() -> None:
    play = await Play.begin()
    rooms = Rooms(play.journal, play.clock)
    room = await rooms.room(BOARD)
    assert room is not None
    play.room = room
    phones = [await play.phone(name) for name in ("lena", "ann")]
    rooms.close()
    for phone in phones:
        await asyncio.wait_for(phone.socket.gone.wait(), 5)
        assert phone.socket.sent[-1] == '{"type":"bye","reason":"restart"}'
        assert phone.socket.closed == 1012
