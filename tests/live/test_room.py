"""A live board: one request after the other, committed before it is seen, whoever else writes."""

# ruff: noqa: ASYNC110 -- what is waited for has no event of its own

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import pytest

from flapover.core.board import Board
from flapover.core.decide import decide
from flapover.core.events import CardWritten, StepEntered, load
from flapover.core.ids import PersonId
from flapover.core.requests import Command, RingTimer
from flapover.journal import BoardGone, JournalUnavailable, SeqTaken
from flapover.live import alarm, draft
from flapover.live import room as module
from flapover.live.room import TRIES, Room
from flapover.notes import Note
from tests.live.fakes import BOARD, Play

VRAGEN = 1
RACES = 10_000
CARD = "card-of-ann-0001"
HAND = "hand-of-ben-00001"


async def test_what_waits_together_is_committed_together() -> None:
    play = await Play.begin(step=VRAGEN)
    ann = await play.phone("ann")
    before = play.journal.appends
    for number in range(3):
        play.ask(ann, "write_card", kind="vraag", text=f"Wat {number}?")
    play.ask(ann, "write_card", kind="vraag", text="een te veel")
    await play.idle()
    assert play.journal.appends == before + 1
    assert [refused for _, refused in ann.answers()] == [None, None, None, "too_many"]


async def test_what_comes_during_a_commit_waits_for_the_next() -> None:
    play = await Play.begin(step=VRAGEN)
    ann = await play.phone("ann")
    before = play.journal.appends
    play.journal.pause = asyncio.Event()
    play.ask(ann, "write_card", kind="vraag", text="een")
    await asyncio.sleep(0.01)
    play.ask(ann, "write_card", kind="vraag", text="twee")
    play.ask(ann, "write_card", kind="vraag", text="drie")
    play.journal.pause.set()
    await play.idle()
    assert play.journal.appends == before + 2
    assert len(play.room.board.cards) == 3


async def test_P2_a_retry_has_the_same_answer_and_no_second_effect() -> None:
    play = await Play.begin(step=VRAGEN)
    ann = await play.phone("ann")
    command = play.command("ann", "write_card", id=CARD, kind="vraag", text="Wat?")
    play.submit(ann, command)
    play.submit(ann, command)
    await play.idle()
    play.submit(ann, command)
    await play.idle()
    await play.reopen()
    again = await play.room.settle(command)
    assert ann.answers() == [(CARD, None)] * 3
    assert again is None
    assert list(play.room.board.cards) == [CARD]


@pytest.mark.parametrize("together", [True, False])
async def test_P2_the_same_id_with_another_body_is_refused(together: bool) -> None:
    play = await Play.begin(step=VRAGEN)
    ann = await play.phone("ann")
    play.ask(ann, "write_card", id=CARD, kind="vraag", text="Wat?")
    if not together:
        await play.idle()
    play.ask(ann, "write_card", id=CARD, kind="vraag", text="Wie?")
    await play.idle()
    assert ann.answers() == [(CARD, None), (CARD, "reused_id")]
    assert play.room.board.cards[CARD].text == "Wat?"  # type: ignore[index]


async def test_P2_the_id_of_another_is_refused() -> None:
    play = await Play.begin(step=VRAGEN)
    assert await play.act("ann", "write_card", id=CARD, kind="vraag", text="Wat?") is None
    lena = await play.act("lena", "write_card", id=CARD, kind="vraag", text="Wat?")
    assert lena == "reused_id"


async def test_P7_what_could_not_be_stored_is_refused_and_never_shown() -> None:
    play = await Play.begin(step=VRAGEN)
    ann = await play.phone("ann")
    before = play.room.board
    play.journal.refuses = [JournalUnavailable("disk full")]
    play.ask(ann, "write_card", id=CARD, kind="vraag", text="Wat?")
    await play.idle()
    assert ann.answers() == [(CARD, "unavailable")]
    assert play.room.board is before
    assert not [key for key in await ann.see() if key.startswith("card:")]
    play.ask(ann, "write_card", id=CARD, kind="vraag", text="Wat?")
    await play.idle()
    assert ann.answers()[-1] == (CARD, None)


async def test_a_commit_of_unknown_fate_is_read_before_anything_is_decided() -> None:
    play = await Play.begin(step=VRAGEN)
    ann = await play.phone("ann")
    play.journal.loses_answer = True
    play.ask(ann, "write_card", id=CARD, kind="vraag", text="Wat?")
    await play.idle()
    assert ann.answers() == [(CARD, "unavailable")]
    play.ask(ann, "write_card", id=CARD, kind="vraag", text="Wat?")
    await play.idle()
    assert ann.answers()[-1] == (CARD, None)
    assert [one.request for one in play.journal.entries[BOARD]].count(CARD) == 1  # type: ignore[arg-type]


async def test_the_board_is_read_again_by_itself_once_the_journal_is_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MEND_SECONDS", 0.02)
    play = await Play.begin(step=VRAGEN)
    ann = await play.phone("ann")
    play.journal.loses_answer = True
    play.journal.unreadable = True
    play.ask(ann, "write_card", id=CARD, kind="vraag", text="Wat?")
    await asyncio.sleep(0.08)
    assert not play.room.board.cards
    play.journal.unreadable = False
    async with asyncio.timeout(20):
        while not play.room.board.cards:
            await asyncio.sleep(0.01)
    await play.idle()
    assert f"card:{CARD}" in await ann.see()
    play.room.close()


async def test_P35_another_writer_who_was_first_is_caught_up_with_and_judged_against() -> None:
    play = await Play.begin(step=VRAGEN)
    ann = await play.phone("ann")
    rival = play.command("lena", "next_step", step="vragen")
    entries = play.journal.entries[BOARD]
    entries.append(play.entry(rival, len(entries) + 1))
    play.ask(ann, "write_card", id=CARD, kind="vraag", text="Wat?", step="vragen")
    await play.idle()
    assert ann.answers() == [(CARD, "step_moved_on")], "the step that counts is the one at commit"
    assert (await ann.see())["now"]["step"] == "vragen-waarderen"


async def test_P35_a_request_that_another_node_stored_is_answered_as_done() -> None:
    play = await Play.begin(step=VRAGEN)
    ann = await play.phone("ann")
    command = play.command("ann", "write_card", id=CARD, kind="vraag", text="Wat?")
    entries = play.journal.entries[BOARD]
    entries.append(play.entry(command, len(entries) + 1))
    play.submit(ann, command)
    await play.idle()
    assert ann.answers() == [(CARD, None)]
    assert f"card:{CARD}" in await ann.see()


async def test_writers_who_are_always_first_make_it_unavailable_not_endless() -> None:
    play = await Play.begin(step=VRAGEN)
    play.journal.refuses = [SeqTaken()] * TRIES
    assert await play.act("ann", "write_card", kind="vraag", text="Wat?") == "unavailable"
    play.room.close()


async def test_a_rule_that_raises_breaks_only_its_asker(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real, wrote = decide, "what ben wrote"

    def breaks(board: Board | None, command: Command) -> object:
        if command.by == "ben":
            raise LookupError(wrote)
        return real(board, command)

    play = await Play.begin(step=VRAGEN)
    ben, ann = await play.phone("ben"), await play.phone("ann")
    monkeypatch.setattr(draft, "decide", breaks)
    play.ask(ben, "raise_hand", id=HAND)
    play.ask(ann, "write_card", id=CARD, kind="vraag", text="Wat?")
    await play.idle()
    await asyncio.wait_for(ben.socket.gone.wait(), 5)
    assert ben.socket.closed == 1012
    assert ann.answers() == [(CARD, None)]
    said = caplog.records[-1].msg
    assert len(caplog.records) == 1
    assert isinstance(said, Note)
    kept = [said.fields[name] for name in ("doing", "board", "request", "fault")]
    assert kept == ["request", BOARD, HAND, "LookupError"]
    assert said.fields["stack"][-1].endswith(" breaks")
    assert wrote not in caplog.text


async def test_a_command_of_the_server_that_breaks_is_an_error_to_its_caller(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    play = await Play.begin()

    def breaks(board: object, command: object) -> object:
        raise KeyError

    monkeypatch.setattr(draft, "decide", breaks)
    with pytest.raises(RuntimeError):
        await play.act("ann", "raise_hand")


async def test_P37_everybody_is_sent_away_from_a_board_that_was_wiped() -> None:
    play = await Play.begin()
    phones = [await play.phone(name) for name in ("lena", "ann")]
    play.journal.refuses = [BoardGone()]
    play.ask(phones[0], "lock_door")
    await play.idle()
    for phone in phones:
        await asyncio.wait_for(phone.socket.gone.wait(), 5)
        assert phone.socket.closed == 4411


async def test_P27_who_is_removed_is_sent_away_on_every_device_and_nobody_else_is() -> None:
    play = await Play.begin()
    devices = [await play.phone("ann") for _ in range(3)]
    ben = await play.phone("ben")
    await play.act("lena", "remove_person", person="ann")
    for device in devices:
        await asyncio.wait_for(device.socket.gone.wait(), 1)
        assert device.socket.closed == 4410
        assert json.loads(device.socket.sent[-1]) == {"type": "bye", "reason": "removed"}
    await play.idle()
    # Known by name, for the sake of what she wrote, and for nothing else.
    assert (await ben.see()).get("person:ann", {"roles": []})["roles"] == []
    assert await play.act("ann", "raise_hand") == "not_allowed"


# --- the clock


async def started_timer(play: Play, left_seconds: float) -> None:
    """Start the ten or twelve minutes of the step so that they end soon by the server's clock."""
    running = play.room.board.running
    assert running is not None
    minutes = running.step.minutes
    command = play.command("lena", "start_timer")
    at = play.clock() - timedelta(minutes=minutes) + timedelta(seconds=left_seconds)
    early = Command(command.id, command.request, command.by, command.typed_by, at, command.fresh)
    assert await play.room.settle(early) is None


def timer_state(room: Room) -> str:
    assert room.board.running is not None
    return room.board.running.moment.timer.state


async def until_over(play: Play) -> None:
    """Let the server's clock run as ours does."""
    async with asyncio.timeout(20):
        while timer_state(play.room) != "over":
            await asyncio.sleep(0.01)
            play.clock.forward(seconds=0.01)


async def test_P19_the_server_alone_lets_the_clock_run_out() -> None:
    play = await Play.begin(step=VRAGEN)
    ben = await play.phone("ben")
    await started_timer(play, 0.05)
    assert timer_state(play.room) == "running"
    await until_over(play)
    await play.idle()
    assert (await ben.see())["timer"]["state"] == "over"
    assert (await ben.see())["timer"]["left_ms"] == 0


async def test_P19_a_clock_that_was_moved_does_not_ring_at_its_old_time() -> None:
    play = await Play.begin(step=VRAGEN)
    await started_timer(play, 0.05)
    assert await play.act("lena", "extend_timer", seconds=60) is None
    await asyncio.sleep(0.1)
    play.clock.forward(seconds=30)
    await asyncio.sleep(0.1)
    assert timer_state(play.room) == "running"
    play.room.close()


async def test_P19_an_alarm_survives_the_room_being_closed_and_opened_again() -> None:
    play = await Play.begin(step=VRAGEN)
    await started_timer(play, 60)
    play.room.close()
    await play.reopen()
    assert timer_state(play.room) == "running"
    play.room.close()
    play.clock.forward(seconds=61)
    await play.reopen()
    await until_over(play)
    play.room.close()


async def test_P19_an_alarm_that_could_not_be_stored_rings_when_the_journal_is_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MEND_SECONDS", 0.02)
    play = await Play.begin(step=VRAGEN)
    await started_timer(play, 0.02)
    play.journal.refuses = [JournalUnavailable("away")] * 3
    await until_over(play)
    play.room.close()


@pytest.mark.parametrize("fault_in", ["the journal", "the rules"])
async def test_P19_a_mistake_of_ours_while_it_rings_only_delays_the_end(
    monkeypatch: pytest.MonkeyPatch, fault_in: str
) -> None:
    monkeypatch.setattr(alarm, "AGAIN_SECONDS", 0.05)
    monkeypatch.setattr(module, "MEND_SECONDS", 0.02)
    play = await Play.begin(step=VRAGEN)
    rings = 0

    def breaks(board: Board | None, command: Command) -> object:
        nonlocal rings
        rings += isinstance(command.request, RingTimer)
        if rings == 1:
            raise LookupError
        return decide(board, command)

    if fault_in == "the journal":
        await started_timer(play, 0.02)
        play.journal.refuses = [ValueError("a mistake of ours, once")]
    else:
        monkeypatch.setattr(draft, "decide", breaks)
        await started_timer(play, 0.02)
    await until_over(play)
    play.room.close()


async def test_P19_a_ring_that_always_breaks_is_not_tried_without_a_pause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    play = await Play.begin(step=VRAGEN)
    rings = 0

    def breaks(board: Board | None, command: Command) -> object:
        nonlocal rings
        if isinstance(command.request, RingTimer):
            rings += 1
            raise LookupError
        return decide(board, command)

    monkeypatch.setattr(draft, "decide", breaks)
    await started_timer(play, -1)
    await asyncio.sleep(0.2)
    assert rings == 1
    play.room.close()


async def test_P19_no_client_can_take_the_id_of_an_alarm() -> None:
    from pydantic import ValidationError

    from flapover.live.wire import Ask

    with pytest.raises(ValidationError):
        Ask.model_validate(
            {"type": "ask", "id": "ring:1772614800000:12", "request": {"type": "raise_hand"}}
        )
    play = await Play.begin(step=VRAGEN)
    await started_timer(play, 0.02)
    await until_over(play)
    assert play.journal.entries[BOARD][-1].request.startswith("ring:")


async def test_presence_is_shown_and_never_stored() -> None:
    play = await Play.begin()
    lena = await play.phone("lena")
    stored = len(play.journal.entries[BOARD])
    ann = await play.phone("ann")
    await play.idle()
    assert (await lena.see())["presence:ann"]["here"] is True
    play.room.attendance.write(PersonId("ann"))
    await play.idle()
    assert (await lena.see())["presence:ann"]["writing"] is True
    play.room.disconnect(ann.connection)
    play.phones.remove(ann)
    await play.idle()
    assert (await lena.see())["presence:ann"] == {
        "type": "presence", "id": "ann", "here": False, "writing": False,
    }  # fmt: skip
    assert len(play.journal.entries[BOARD]) == stored


@pytest.mark.long(15)
@pytest.mark.parametrize("seed", range(3))
async def test_P25_a_card_is_placed_only_if_it_was_committed_before_the_step_change(  # noqa: C901
    seed: int,
) -> None:
    from random import Random

    chance = Random(seed)
    play = await Play.begin("cas", "dirk", "eva", step=VRAGEN)
    phones = [await play.phone(name) for name in ("lena", "ann", "cas", "dirk", "eva")]
    lena, writers = phones[0], phones[1:]
    steps = {"vragen": "next_step", "vragen-waarderen": "back_step"}
    for _ in range(RACES // 4 // 3):  # four writers, three seeds
        play.journal.pause = None if chance.random() < 0.5 else asyncio.Event()
        asks = [(lena, "step")] + [(writer, "card") for writer in writers]
        chance.shuffle(asks)
        for phone, what in asks:
            now = play.room.board.running
            assert now is not None
            if what == "step":
                play.ask(phone, steps[now.step.id], step=now.step.id)
            else:
                play.ask(phone, "write_card", kind="vraag", text="Wat?")
            if chance.random() < 0.4:
                await asyncio.sleep(0)
        if play.journal.pause is not None:
            play.journal.pause.set()
        await play.idle()
        for card in list(play.room.board.cards.values()):
            await play.act(card.by, "remove_card", card=card.id)
    at, placed = VRAGEN, set()
    for entry in play.journal.entries[BOARD]:
        for event in load(entry.events):
            if isinstance(event, StepEntered):
                at = event.at
            if isinstance(event, CardWritten):
                assert at == VRAGEN, "a card was placed in the silent step"
                placed.add(event.card)
    told = {name for phone in phones for name, why in phone.answers() if why is None}
    assert placed <= told
    refused = [why for phone in writers for _, why in phone.answers() if why]
    assert placed
    assert set(refused) <= {"not_now", "too_many"}
    assert "not_now" in refused
