"""One socket of one seat: a set of what changed, no queue, and no answer before its effect."""

from __future__ import annotations

import asyncio
import json

import pytest

from flapover.core.ids import PersonId, RequestId
from flapover.core.project import snapshot, view_of
from flapover.core.sight import Key
from flapover.live import connection as module
from flapover.live.connection import OUR_FAULT, Connection
from flapover.live.wire import outgoing
from tests.live.fakes import Phone, Play
from tests.live.kit import key_of

pytestmark = pytest.mark.timeout(40)
VRAGEN = 1


async def held(play: Play, name: str) -> Phone:
    """Connect somebody whose phone reads nothing after its first snapshot."""
    phone = await play.phone(name)
    await play.idle()
    phone.socket.reads.clear()
    return phone


async def test_the_first_frame_is_a_snapshot_of_exactly_the_projection() -> None:
    play = await Play.begin(step=VRAGEN)
    ann = await play.phone("ann")
    first = json.loads(ann.socket.sent[0])
    fresh = [
        view.model_dump(mode="json") for view in snapshot(play.room.audience.scene, PersonId("ann"))
    ]
    assert (first["type"], first["n"], first["me"]) == ("snapshot", 1, "ann")
    assert first["views"] == json.loads(json.dumps(fresh))


async def test_P22_snapshot_and_updates_give_the_fresh_projection() -> None:
    play = await Play.begin(step=VRAGEN)
    phones = [await play.phone(name) for name in ("lena", "ben", "ann")]
    for number in range(3):
        assert await play.act("ann", "write_card", kind="vraag", text=f"Wat {number}?") is None
    await play.act("lena", "next_step", step="vragen")
    for card in list(play.room.board.cards)[:2]:
        assert await play.act("ben", "rate_card", card=card, value="warm") is None
    await play.act("lena", "undo_step", step="vragen-waarderen")
    await play.idle()
    for phone in phones:
        views = snapshot(play.room.audience.scene, phone.connection.person)
        fresh = [json.loads(view.model_dump_json()) for view in views]
        assert phone.mirror.views == {key_of(view): view for view in fresh}


async def test_P16_a_slow_phone_gets_many_changes_as_one_frame() -> None:
    play = await Play.begin()
    ben = await held(play, "ben")
    before = len(ben.socket.sent)
    play.room.audience.touch([])
    for number in range(200):
        await play.act("lena", "rename_person", person="ann", name=f"Ann {number}")
        assert len(ben.connection._touched) <= 4, "it holds a set, not a queue"
    ben.socket.reads.set()
    await play.idle()
    later = [json.loads(text) for text in ben.socket.sent[before:]]
    assert len(later) <= 2
    assert (await ben.see())["person:ann"]["name"] == "Ann 199"


async def test_nothing_is_sent_when_nothing_is_new_for_this_viewer() -> None:
    play = await Play.begin(step=VRAGEN)
    ben = await play.phone("ben")
    await play.idle()
    before = len(ben.socket.sent)
    await play.act("ann", "write_card", kind="vraag", text="Wat?")
    play.room.audience.touch(
        [Key(name) for name in ("card:nothing", "me", "round:r1", "unheard:of")]
    )
    await play.idle()
    assert len(ben.socket.sent) == before


async def test_the_same_view_is_not_sent_twice() -> None:
    play = await Play.begin()
    ben = await held(play, "ben")
    await play.act("lena", "rename_person", person="ann", name="Annemarie")
    await play.act("lena", "rename_person", person="ann", name="ann")
    before = len(ben.socket.sent)
    ben.socket.reads.set()
    await play.idle()
    sent = [json.loads(text) for text in ben.socket.sent[before:]]
    # The writer may have held a frame with the first name; never one that changes nothing.
    assert all(frame["set"] or frame["gone"] or frame["answers"] for frame in sent)
    assert (await ben.see())["person:ann"]["name"] == "ann"


async def test_gone_is_said_only_of_what_was_told() -> None:
    play = await Play.begin(step=VRAGEN)
    ben, ann = await play.phone("ben"), await play.phone("ann")
    await play.idle()
    await play.act("ann", "write_card", id="card-of-ann-0001", kind="vraag", text="Wat?")
    await play.idle()
    await play.act("ann", "remove_card", card="card-of-ann-0001")
    await play.idle()
    gone = {
        name: [key for text in phone.socket.sent for key in json.loads(text).get("gone", ())]
        for name, phone in (("ben", ben), ("ann", ann))
    }
    assert gone == {"ben": [], "ann": ["card:card-of-ann-0001"]}


async def test_an_answer_comes_with_its_effect_or_after_it() -> None:
    play = await Play.begin(step=VRAGEN)
    ann = await play.phone("ann")
    play.ask(ann, "write_card", id="card-of-ann-0001", kind="vraag", text="Wat?")
    await play.idle()
    for text in ann.socket.sent:
        frame = json.loads(text)
        if frame.get("answers"):
            seen = {key_of(view) for view in frame.get("set", frame.get("views", ()))}
            assert "card:card-of-ann-0001" in seen
    assert ann.answers() == [("card-of-ann-0001", None)]


async def test_an_answer_is_not_given_before_the_commit() -> None:
    play = await Play.begin(step=VRAGEN)
    ann = await play.phone("ann")
    play.journal.pause = asyncio.Event()
    play.ask(ann, "write_card", kind="vraag", text="Wat?")
    for _ in range(50):
        await asyncio.sleep(0)
    assert play.journal.appends
    assert ann.answers() == []
    assert "card" not in {view["type"] for view in (await ann.see()).values()}
    play.journal.pause.set()
    await play.idle()
    assert len(ann.answers()) == 1


async def test_P5_frames_are_numbered_without_a_hole_and_resync_goes_on_counting() -> None:
    play = await Play.begin()
    ben = await play.phone("ben")
    for number in range(5):
        await play.act("lena", "rename_person", person="ann", name=f"Ann {number}")
        await play.idle()
        if number == 2:
            ben.connection.resync()
            await play.idle()
    frames = [json.loads(text) for text in ben.socket.sent]
    assert [frame["n"] for frame in frames] == list(range(1, len(frames) + 1))
    kinds = [frame["type"] for frame in frames]
    assert kinds.count("snapshot") == 2
    assert kinds[-1] == "update"


async def test_a_pulse_has_the_clock_and_no_number() -> None:
    play = await Play.begin()
    ben = await play.phone("ben")
    ben.connection.pulse()
    await play.idle()
    last = json.loads(ben.socket.sent[-1])
    assert last == {"type": "pulse", "now_ms": int(play.clock().timestamp() * 1000)}


async def test_P14_a_phone_that_takes_no_frame_in_time_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "FRAME_SECONDS", 0.05)
    play = await Play.begin()
    ben = await held(play, "ben")
    await play.act("lena", "rename_person", person="ann", name="Annemarie")
    await asyncio.wait_for(ben.socket.gone.wait(), 5)
    assert ben.socket.was_cut


async def test_after_a_farewell_nothing_of_the_board_is_sent() -> None:
    play = await Play.begin()
    ben = await play.phone("ben")
    before = len(ben.socket.sent)
    ben.connection.touch({Key("board"): None})
    ben.connection.resync()
    ben.connection.answer(RequestId("a" * 16), None)
    ben.connection.farewell("removed")
    ben.connection.farewell("restart")
    await asyncio.wait_for(ben.socket.gone.wait(), 5)
    assert ben.socket.sent[before:] == ['{"type":"bye","reason":"removed"}']
    assert ben.socket.closed == 4410


async def test_P14_a_phone_that_reads_on_in_time_keeps_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "FRAME_SECONDS", 0.5)
    play = await Play.begin()
    ben = await held(play, "ben")
    await play.act("lena", "rename_person", person="ann", name="Annemarie")
    ben.socket.reads.set()
    await asyncio.sleep(0.6)
    assert not ben.socket.gone.is_set()
    assert (await ben.see())["person:ann"]["name"] == "Annemarie"


async def test_P27_a_peer_that_reads_nothing_is_sent_away_in_time_all_the_same() -> None:
    play = await Play.begin()
    ben = await held(play, "ben")
    await play.act("lena", "rename_person", person="ann", name="Annemarie")
    await asyncio.sleep(0.01)
    assert ben.socket.is_full, "a frame is on its way"
    await play.act("lena", "remove_person", person="ben")
    ben.connection.farewell("restart")
    assert ben.socket.closed == 4410
    while not ben.socket.was_cut:  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def test_P27_a_slow_peer_hears_its_goodbye_right_after_the_frame_on_its_way() -> None:
    play = await Play.begin()
    ben = await held(play, "ben")
    before = len(ben.socket.sent)
    await play.act("lena", "rename_person", person="ann", name="Annemarie")
    await asyncio.sleep(0.01)
    ben.connection.pulse()
    ben.connection.farewell("removed")
    await asyncio.sleep(0.05)
    ben.socket.reads.set()
    assert [json.loads(text)["type"] for text in ben.socket.sent[before:]] == ["update", "bye"]
    await asyncio.sleep(module.BYE_SECONDS + 0.1)
    assert not ben.socket.was_cut
    assert ben.socket.closed == 4410


async def test_everything_a_connection_sends_is_a_message_of_the_protocol() -> None:
    play = await Play.begin(step=VRAGEN)
    ann = await play.phone("ann")
    play.ask(
        ann,
        "write_card",
        kind="vraag",
        text='Wat "zegt" \\ dit\n\u2028 \U0001f469\u200d\U0001f467?',
    )
    play.ask(ann, "write_card", kind="actie", text="mag niet")
    ann.connection.pulse()
    await play.idle()
    await play.act("lena", "remove_person", person="ann")
    await play.idle()
    await asyncio.wait_for(ann.socket.gone.wait(), 5)
    for text in ann.socket.sent:
        outgoing.validate_json(text)
    assert '"bye"' in ann.socket.sent[-1]


async def test_P23_a_view_that_cannot_be_made_ends_only_the_socket_that_needed_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    play = await Play.begin(step=VRAGEN)
    lena, ben, ann = [await play.phone(name) for name in ("lena", "ben", "ann")]
    await play.idle()
    before = len(ann.socket.sent)

    def breaks(scene: object, key: str, granted: object) -> object:
        if key.startswith("card:"):
            raise LookupError("the text of the card")
        return view_of(scene, key, granted)  # type: ignore[arg-type]

    monkeypatch.setattr("flapover.live.fragments.view_of", breaks)
    await play.act("ann", "write_card", kind="vraag", text="Wat?")
    await play.idle()
    assert ann.socket.closed == OUR_FAULT
    assert len(ann.socket.sent) == before
    await play.act("lena", "rename_person", person="ben", name="Bernard")
    await lena.see()
    assert (await ben.see())["person:ben"]["name"] == "Bernard"
    assert isinstance(ben.connection, Connection)
