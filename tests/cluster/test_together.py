"""A board whose seats are spread over three nodes behaves as on one."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from flapover.core.ids import BoardId, PersonId
from flapover.core.rejected import Reason
from tests.cluster.kit import Nodes, as_stored, at, events, same_for_all, spread_table, stored
from tests.live.kit import Gone, Table, request_id

pytestmark = pytest.mark.timeout(90)
SILENT = "vragen"
IN_THE_OPEN = "krachten"


async def table_of(nodes: Nodes) -> Table:
    """Seat lena at the first node, ben and dirk at the second, ann and cas at the third."""
    table = await spread_table(nodes.urls, ["ben", "ann"])
    for name, url in (("dirk", nodes.urls[1]), ("cas", nodes.urls[2])):
        await at(table, url).seat(name)
    return table


async def test_P1_P2_P3_three_nodes_that_write_at_once_lose_nothing_and_double_nothing(
    nodes: Nodes,
) -> None:
    table = await table_of(nodes)
    await table.begin("ben", IN_THE_OPEN)
    await same_for_all(nodes.database, table)
    acknowledged: dict[str, str] = {}
    refused: Counter[Reason | str] = Counter()

    async def write(name: str) -> None:
        for number in range(20):
            text = f"{name} {number}"
            card, answer = table[name].send("write_card", kind="kracht", text=text)
            told = await answer
            if told is None:
                acknowledged[card] = text
            else:
                refused[told] += 1

    await asyncio.gather(*(write(name) for name in ("ben", "ann", "cas", "dirk")))
    assert not refused
    board = (await as_stored(nodes.database, table.board)).board
    assert {card: board.cards[card].text for card in acknowledged} == acknowledged  # type: ignore[index]
    assert len(board.cards) == len(acknowledged) == 80
    entries = await stored(nodes.database, table.board)
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    await same_for_all(nodes.database, table)


async def test_P2_one_request_sent_to_three_nodes_at_once_is_one_card(nodes: Nodes) -> None:
    table = await table_of(nodes)
    await table.begin("ben", IN_THE_OPEN)
    ann = table["ann"]
    devices = [ann, *[await at(table, url).again("ann") for url in nodes.urls[:2]]]
    for number in range(10):
        name = request_id()
        text = f"Dezelfde {number}"
        answers = await asyncio.gather(
            *(device.ask("write_card", id=name, kind="kracht", text=text) for device in devices)
        )
        assert answers == [None, None, None]
        another = await devices[1].ask("write_card", id=name, kind="kracht", text="Iets anders")
        assert another == "reused_id"
    board = (await as_stored(nodes.database, table.board)).board
    assert sorted(card.text for card in board.cards.values()) == [
        f"Dezelfde {number}" for number in range(10)
    ]
    await same_for_all(nodes.database, table)


async def test_P21_what_is_hidden_stays_hidden_on_every_node_and_never_goes_over_redis(
    nodes: Nodes, carried: list[str]
) -> None:
    table = await table_of(nodes)
    await table.begin("ben", SILENT)
    await same_for_all(nodes.database, table)
    secrets = {name: f"geheim-van-{name}-4711" for name in ("ann", "cas", "dirk")}
    for name, text in secrets.items():
        assert await table[name].ask("write_card", kind="vraag", text=text) is None
    await same_for_all(nodes.database, table)
    for name, one in table.people.items():
        heard = "".join(one.heard)
        for writer, text in secrets.items():
            assert (text in heard) == (writer == name), f"{name} heard {writer}"
    step = table["lena"].one("now")["step"]
    assert await table["lena"].ask("next_step", step=step) is None
    await same_for_all(nodes.database, table)
    assert all(text in "".join(table["ben"].heard) for text in secrets.values())
    over_redis = "\n".join(carried)
    assert table.board in over_redis
    for told in (*secrets.values(), "geheim", *(one.token for one in table.people.values())):
        assert told not in over_redis
    assert not any(f'"{name}"' in over_redis for name in table.people), "names stay at home"


async def test_P22_the_gespreksleider_leads_from_one_node_and_the_wall_follows_on_another(
    nodes: Nodes,
) -> None:
    table = await table_of(nodes)
    wall = await at(table, nodes.urls[2]).seat("scherm", device="screen")
    lena = table["lena"]
    assert await lena.ask("give_inbrenger", person=table["ben"].person) is None
    assert await lena.ask("start_round") is None
    for _ in range(4):
        step = lena.one("now")["step"]
        assert await lena.ask("next_step", step=step) is None
        await lena.until(lambda step=step: lena.one("now")["step"] != step)  # type: ignore[misc]
        await wall.until(lambda: wall.one("now")["step"] == lena.one("now")["step"])
        await same_for_all(nodes.database, table)
    # From here everybody came by a fresh snapshot, and it is the same.
    for one in table.people.values():
        before = one.views
        one.say('{"type":"resync"}')
        snapshots = one.snapshots
        await one.until(lambda one=one, count=snapshots: one.snapshots > count)  # type: ignore[misc]
        assert one.views == before


async def test_P27_removed_on_one_node_is_gone_on_all(nodes: Nodes) -> None:
    table = await table_of(nodes)
    ann = table["ann"]
    tabs = [ann, *[await at(table, url).again("ann") for url in nodes.urls[:2]]]
    assert await table["lena"].ask("remove_person", person=ann.person) is None
    for tab in tabs:
        await tab.until(lambda tab=tab: tab.codes)  # type: ignore[misc]
        assert (tab.byes, tab.codes) == (["removed"], [4410])
    for url in nodes.urls:
        answer = await at(table, url).http.get(
            f"/api/boards/{table.board}/report.md", headers={"Authorization": f"Bearer {ann.token}"}
        )
        assert answer.status_code == 410


async def test_a_seat_taken_at_one_node_opens_at_once_at_another(nodes: Nodes) -> None:
    table = await table_of(nodes)
    secret = table["lena"].one("door")["secret"]
    for number in range(6):
        body = {"secret": secret, "name": f"Nieuw {number}"}
        here, there = nodes.urls[number % 3], nodes.urls[(number + 1) % 3]
        seated = await at(table, here).http.post(f"/api/boards/{table.board}/seats", json=body)
        got = seated.json()
        answer = await at(table, there).http.get(
            f"/api/boards/{table.board}/report.md",
            headers={"Authorization": f"Bearer {got['token']}"},
        )
        assert answer.status_code == 200, answer.text


async def test_who_is_there_and_who_writes_is_seen_on_every_node(nodes: Nodes) -> None:
    table = await table_of(nodes)
    await table.begin("ben", IN_THE_OPEN)
    await same_for_all(nodes.database, table)
    lena, ann, dirk = table["lena"], table["ann"], table["dirk"]

    def seen(noun: str) -> bool:
        return bool(lena.views[f"presence:{ann.person}"][noun])

    await lena.until(lambda: seen("here"))
    ann.say('{"type":"typing","kind":"kracht"}')
    await lena.until(lambda: seen("writing"))
    second = await at(table, nodes.urls[1]).again("ann")
    await ann.leave()
    await asyncio.sleep(0.2)
    assert seen("here"), "one device is enough, on whichever node"
    await second.leave()
    await lena.until(lambda: not seen("here"))
    late = await at(table, nodes.urls[0]).again("cas")
    await late.until(lambda: late.views[f"presence:{dirk.person}"]["here"])


async def test_P21_nobody_on_another_node_hears_who_writes_in_a_silent_step(
    nodes: Nodes, carried: list[str]
) -> None:
    table = await table_of(nodes)
    await table.begin("ben", SILENT)
    await same_for_all(nodes.database, table)
    table["ann"].say('{"type":"typing","kind":"vraag"}')
    await table["ann"].quiet()
    assert await table["ann"].ask("raise_hand") is None
    await same_for_all(nodes.database, table)
    assert not [said for said in carried if '"wrote"' in said]
    for one in table.people.values():
        assert '"writing":true' not in "".join(one.heard)


async def test_the_clock_rings_once_though_three_nodes_have_it(nodes: Nodes) -> None:
    table = await table_of(nodes)
    await table.begin("ben", IN_THE_OPEN)
    lena = table["lena"]
    assert await lena.ask("start_timer") is None
    rooms = [await home.house.rooms.room(BoardId(table.board)) for home in nodes.homes]
    for room in rooms:
        assert room is not None
        running = room.board.running
        assert running is not None
        ends_at = running.moment.timer.ends_at
        assert ends_at is not None
        # As each alarm would when the time has come.
        room._ring(ends_at)
    await lena.until(lambda: lena.one("timer")["ends_at_ms"] is None)
    await same_for_all(nodes.database, table)
    rung = [
        entry
        for entry in await stored(nodes.database, table.board)
        if entry.request.startswith("ring:")
    ]
    assert len(rung) == 1
    assert len(await events(nodes.database, table.board, "timer_moved")) == 2


async def test_a_no_is_said_by_a_board_that_is_up_to_date(nodes: Nodes) -> None:
    table = await table_of(nodes)
    await table.begin("ben", SILENT)
    await same_for_all(nodes.database, table)
    lena, ann = table["lena"], table["ann"]
    steps = ("next_step", "back_step") * 2
    for number, turn in enumerate(steps):
        assert await lena.ask(turn, step=lena.one("now")["step"]) is None
        # At once, on another node, which may not have heard of the step yet.
        told = await ann.ask("write_card", kind="vraag", text=f"Wat {number}?")
        assert (told is None) == (turn == "back_step"), (turn, told)


async def test_nodes_on_the_same_board_count_the_devices_of_one_person_together(
    nodes: Nodes,
) -> None:
    table = await table_of(nodes)
    for url in nodes.urls * 3:
        await at(table, url).again("ann")
    last = at(table, nodes.urls[0])
    ann = table["ann"]
    room = await nodes.homes[0].house.rooms.room(BoardId(table.board))
    assert room is not None
    async with asyncio.timeout(30):
        while room.devices_of(PersonId(ann.person)) < 10:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    with pytest.raises(Gone, match="too_fast"):
        await last.again("ann")
