"""Who is removed is gone within a second, also when their phone reads nothing (P27)."""

from __future__ import annotations

import asyncio
import json

import pytest

from tests.http.raw import TEXT, Line, frame
from tests.live.kit import PATIENCE_SECONDS, Home, open_table

pytestmark = pytest.mark.timeout(120)


async def test_P27_a_real_phone_that_reads_nothing_is_gone_within_a_second(home: Home) -> None:
    table = await open_table(home.url, ["ben", "ann"])
    await table.begin("ben", "laatste-vragen")
    for _ in range(40):
        ask = table["ann"].ask("write_card", kind="vraag", text="é" * 1900)
        assert await ask is None
    ben = table["ben"]
    await ben.leave()
    line = await Line.socket(home.url)
    hello = {"type": "hello", "protocol": 1, "board": table.board, "token": ben.token}
    line.writer.write(frame(TEXT, json.dumps(hello).encode()))
    await line.reader.read(1)
    line.writer.transport.pause_reading()  # type: ignore[attr-defined]
    room = await home.house.rooms.room(table.board)  # type: ignore[arg-type]
    assert room is not None
    connection = next(one for one in room.audience.connections if one.person == ben.person)
    async with asyncio.timeout(20):
        while not connection._line.is_full:
            connection.resync()
            await asyncio.sleep(0.01)
    assert room.devices_of(ben.person) == 1  # type: ignore[arg-type]
    assert await table["lena"].ask("remove_person", person=ben.person) is None
    async with asyncio.timeout(PATIENCE_SECONDS):
        while room.devices_of(ben.person):  # type: ignore[arg-type]  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    line.hang_up()
