"""Who may act: sealed boards, seats that died, roles that must be silent, and the server's time."""

from __future__ import annotations

import asyncio
import json
from typing import Any, get_args

import pytest

from flapover.core.requests import Request
from flapover.live.wire import PROTOCOL
from tests.live.kit import (
    PATIENCE_SECONDS,
    Home,
    Participant,
    Table,
    all_said,
    at_home,
    open_table,
    opened,
)

pytestmark = pytest.mark.timeout(120)
REQUESTS = get_args(get_args(Request)[0])
NOT_FOUND = (404, '{"reason":"not_found"}')


async def knock(table: Table, board: str, token: str) -> tuple[list[str | bytes], int | None]:
    """Say hello on a fresh socket; return all that was said until it closed."""
    async with opened(table.url) as socket:
        hello = {"type": "hello", "protocol": PROTOCOL, "board": board, "token": token}
        await socket.send(json.dumps(hello))
        return await all_said(socket), socket.close_code


def filled(model: type, ids: dict[str, str]) -> dict[str, Any]:
    """Return a request of this type that names things of another board wherever it can."""
    values: dict[str, object] = {
        "card": ids["card"],
        "before": ids["card"],
        "person": ids["person"],
        "step": "vragen",
        "to": "situatie",
        "kind": "vraag",
        "text": "x",
        "name": "x",
        "sheet": "vragen",
        "value": "warm",
        "ready": True,
        "given": True,
        "seconds": 60,
        "takes_part": True,
        "method": "post-it",
    }
    return {name: values[name] for name in model.model_fields if name in values}  # type: ignore[attr-defined]


async def test_P26_seats_of_one_board_open_nothing_of_another(home: Home) -> None:
    ours, theirs = [await open_table(home.url, ["ben", "ann"]) for _ in range(2)]
    for table in (ours, theirs):
        await table.begin("ben", "vragen")
    card, answer = ours["ann"].send("write_card", kind="vraag", text="van bord A")
    assert await answer is None
    before = dict(ours["lena"].views)

    nothing = await theirs.http.get("/api/boards/no-such-board/report.md")
    assert (nothing.status_code, nothing.text) == NOT_FOUND
    for seat in theirs.people.values():
        auth = {"Authorization": f"Bearer {seat.token}"}
        for board in (ours.board, "no-such-board", ours.board.upper(), f"{ours.board}%00"):
            got = await theirs.http.get(f"/api/boards/{board}/report.md", headers=auth)
            assert (got.status_code, got.text) == NOT_FOUND
            assert {*got.headers} == {*nothing.headers}
        said, code = await knock(theirs, ours.board, seat.token)
        assert (said, code) == (['{"type":"bye","reason":"unknown_seat"}'], 4404)
    for token in ("A" * 22, theirs.leader_secret, ours.leader_secret):
        assert await knock(theirs, ours.board, token) == (
            ['{"type":"bye","reason":"unknown_seat"}'],
            4404,
        )
    for secret in (theirs.leader_secret, theirs["lena"].one("door")["secret"]):
        body = {"secret": secret, "name": "Eve"}
        got = await theirs.http.post(f"/api/boards/{ours.board}/seats", json=body)
        assert (got.status_code, got.text) == NOT_FOUND

    # Every request there is, naming the card and the person of the other board.
    ids = {"card": card, "person": ours["ann"].person}
    absent = {"card": "no-such-card-at-all", "person": "no-such-person"}
    for model in REQUESTS:
        name = str(model.model_fields["type"].default)
        fields = filled(model, ids)
        if not {"card", "person"} & fields.keys():
            continue
        told = await theirs["lena"].ask(name, **fields)
        assert told is not None, name
        assert told == await theirs["lena"].ask(name, **filled(model, absent)), name
    await ours.settle()
    assert ours["lena"].views == before
    await ours.close()
    await theirs.close()


@pytest.mark.parametrize("way", ["remove_person", "leave"])
async def test_P27_who_is_gone_is_gone_on_every_device_within_a_second(
    home: Home, way: str
) -> None:
    table = await open_table(home.url, ["ben", "ann"])
    lena, ann = table["lena"], table["ann"]
    link = lena.one("door")["secret"]
    tabs = [ann, await table.again("ann"), await table.again("ann")]
    started = asyncio.get_running_loop().time()
    if way == "leave":
        ann.send("leave")
    else:
        assert await lena.ask(way, person=ann.person) is None
    for tab in tabs:
        await tab.until(lambda tab=tab: tab.codes)  # type: ignore[misc]
        assert (tab.byes, tab.codes) == (["removed"], [4410])
    assert asyncio.get_running_loop().time() - started < 1
    assert await knock(table, table.board, ann.token) == (
        ['{"type":"bye","reason":"removed"}'],
        4410,
    )
    auth = {"Authorization": f"Bearer {ann.token}"}
    got = await table.http.get(f"/api/boards/{table.board}/report.md", headers=auth)
    assert (got.status_code, got.text) == (410, '{"reason":"gone"}')
    body = {"secret": link, "name": "Ann weer"}
    again = await table.http.post(f"/api/boards/{table.board}/seats", json=body)
    await table["ben"].quiet()
    # Known by name, for the sake of what she wrote, and for nothing else.
    assert table["ben"].views.get(f"person:{ann.person}", {"roles": []})["roles"] == []
    if way == "remove_person":
        assert (again.status_code, again.text) == (410, '{"reason":"gone"}')
        await lena.quiet()
        assert lena.one("door")["secret"] != link
        await table.seat("cas")
    else:
        assert again.status_code == 201
    await table.close()


async def test_P27_a_removed_peer_that_reads_nothing_is_gone_within_a_second_too(
    home: Home,
) -> None:
    table = await open_table(home.url, ["ann"])
    lena, ann = table["lena"], table["ann"]
    assert ann._socket is not None
    deaf = ann._socket.transport
    deaf.pause_reading()
    room = next(iter(home.house.rooms))
    assert await lena.ask("remove_person", person=ann.person) is None
    async with asyncio.timeout(PATIENCE_SECONDS):
        while room.devices_of(ann.person):  # type: ignore[arg-type]  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    await table.close()
    deaf.abort()  # an early asyncio of Python 3.11 leaves it open


async def test_P27_a_role_that_changed_counts_at_once_on_every_device(home: Home) -> None:
    table = await open_table(home.url, ["ben", "ann"])
    lena, ann = table["lena"], table["ann"]
    tabs = [ann, await table.again("ann"), await table.again("ann")]
    assert await lena.ask("give_lead", person=ann.person) is None
    for tab in tabs:
        await tab.until(lambda tab=tab: "gespreksleider" in tab.one("me")["roles"])  # type: ignore[misc]
        assert "door" in tab.views
    assert await tabs[1].ask("hand_over_lead", person=lena.person) is None
    for tab in tabs:
        await tab.until(lambda tab=tab: "door" not in tab.views)  # type: ignore[misc]
        assert await tab.ask("lock_door") == "not_allowed"
    for tab in tabs[1:]:
        await tab.leave()
    await table.close()


async def test_P25_a_silent_role_writes_in_no_way_at_all(home: Home) -> None:
    table = await open_table(home.url, ["ben", "ann"])
    lena, ben, ann = table["lena"], table["ben"], table["ann"]
    await table.begin("ben", "vragen")
    card, answer = ann.send("write_card", kind="vraag", text="Wat?")
    assert await answer is None
    late = {"kind": "vraag", "text": "te laat", "step": "vragen"}
    assert await lena.ask("next_step", step="vragen") is None
    await table.settle()

    async def silent(one: Participant) -> None:
        assert await one.ask("write_card", kind="vraag", text="x") == "not_now"
        assert await one.ask("write_card", **late) == "step_moved_on"
        assert await one.ask("edit_card", card=card, text="x") == "not_now"
        assert await one.ask("rewrite_card", card=card, text="x") == "not_now"
        assert await one.ask("remove_card", card=card) == "not_now"
        assert await one.ask("answer_card", card=card, text="x") == "not_now"
        assert await one.ask("rename_person", person=one.person, name="Gil!") == "not_now"
        one.say('{"type":"typing","kind":"vraag"}')
        await table.settle()
        assert ben.views[f"presence:{ann.person}"]["writing"] is False

    await silent(ann)
    second = await table.again("ann")
    await silent(second)
    # What was written offline goes back to its writer; what was placed stays placed once.
    ann.cut()
    _, answer = ann.send("write_card", **late)
    _, replayed = ann.send("write_card", id=card, kind="vraag", text="Wat?")
    assert await answer == "step_moved_on"
    assert await replayed is None
    await silent(ann)
    assert await ben.ask("write_card", kind="vraag", text="x") == "not_now"
    assert len(ann.of("card")) == 1
    await second.leave()
    await table.close()


async def test_P25_whoever_only_acts_for_one_on_paper_cannot_break_the_silence(home: Home) -> None:
    table = await open_table(home.url, ["ben"])
    lena = table["lena"]
    assert await lena.ask("seat_on_paper", name="Oma") is None
    await lena.quiet()
    oma = next(one["id"] for one in lena.of("person") if one["device"] == "paper")
    await table.begin("ben", "vragen-waarderen")
    assert await lena.ask("write_card", by=oma, kind="vraag", text="x") == "not_now"
    await table.close()


async def test_P5_numbers_have_no_hole_and_a_resync_is_a_fresh_snapshot(home: Home) -> None:
    table = await open_table(home.url, ["ben", "ann"])
    await table.begin("ben", "laatste-vragen")
    ann, ben = table["ann"], table["ben"]
    for number in range(20):
        assert await ann.ask("write_card", kind="vraag", text=str(number)) is None
        if number % 7 == 0:
            ben.say('{"type":"resync"}')
    await table.settle()
    frames = [json.loads(text) for text in ben.heard]
    numbers = [frame["n"] for frame in frames if "n" in frame]
    assert numbers == list(range(1, len(numbers) + 1))
    assert ben.snapshots == 4
    fresh = await table.again("ben")
    # What differs is what changes by itself: nobody's presence, and no clock that runs.
    assert fresh.views == ben.views
    await fresh.leave()
    # A frame that is lost is noticed at the next, and nothing is shown that never was.
    ben.mirror.n = 1
    assert await ann.ask("write_card", kind="vraag", text="na het gat") is None
    await ben.until(lambda: ben.snapshots == 5)
    assert ben.resyncs == 1
    assert ben.views.keys() >= {key for key in ann.views if key.startswith("card:")}
    await table.close()


async def test_P19_what_is_left_is_the_same_whatever_the_clock_of_the_phone(home: Home) -> None:
    table = await open_table(home.url, ["ben", "ann"])
    await table.begin("ben", "vragen")
    assert await table["lena"].ask("start_timer") is None
    await table.settle()
    left = []
    minute, day = 60_000, 86_400_000
    for name, wrong_by in (("lena", 0), ("ben", 15 * minute), ("ann", -day)):
        one = table[name]
        frame = json.loads(next(text for text in reversed(one.heard) if '"now_ms"' in text))
        # A phone knows only its own clock and the server's as it was told with a frame.
        phone_at_frame = frame["now_ms"] + wrong_by
        server_minus_phone = frame["now_ms"] - phone_at_frame
        phone_later = phone_at_frame + 5_000
        left.append(one.one("timer")["ends_at_ms"] - (phone_later + server_minus_phone))
    assert max(left) - min(left) < 1000
    assert 12 * minute - 10_000 < min(left) <= 12 * minute
    await table.close()


async def test_P14_a_line_that_went_dead_is_shown_as_away(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    async with at_home(tmp_path_factory.mktemp("p14"), heartbeat_seconds=0.3) as home:
        table = await open_table(home.url, ["ann"])
        lena, ann = table["lena"], table["ann"]
        assert ann._socket is not None
        deaf = ann._socket.transport
        deaf.pause_reading()

        async def beats() -> None:
            while True:
                lena.say('{"type":"beat"}')
                await asyncio.sleep(0.2)

        alive = asyncio.create_task(beats())
        # Two heartbeats and two seconds: 42 s with the real settings.
        await lena.until(lambda: not lena.views[f"presence:{ann.person}"]["here"])
        room = next(iter(home.house.rooms))
        assert room.devices_of(ann.person) == 0  # type: ignore[arg-type]
        alive.cancel()
        await table.close()
        deaf.abort()
