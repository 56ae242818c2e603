"""The server dies again and again while everybody writes: nothing is lost, nothing comes twice."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from pathlib import Path

import pytest

from flapover.core.events import load
from flapover.core.ids import BoardId, PersonId
from flapover.core.project import Scene, snapshot
from flapover.journal import open_journal
from flapover.live.room import open_room
from tests.live.fakes import Clock
from tests.live.kit import ROOMY, Participant, Server, Table, key_of, open_table

pytestmark = pytest.mark.timeout(240)
WRITERS = ("ann", "ben", "cas", "dirk")
MOST_CARDS = 40
"""Of one writer, who mends them from then on: a board holds no more than a thousand."""


class Writer:
    """Somebody who keeps writing, and remembers what was acknowledged."""

    def __init__(
        self, one: Participant, chance: random.Random, most_seconds_between: float = 1 / 3
    ) -> None:
        self.one = one
        self.chance = chance
        self.most_seconds_between = most_seconds_between
        self.acknowledged: dict[str, str] = {}
        self.refused: Counter[str] = Counter()
        self.count = 0
        one.doubling = chance
        one.double_share = 0.2

    def say(self, text: str) -> tuple[str, asyncio.Future[str | None]]:
        if len(self.acknowledged) < MOST_CARDS:
            return self.one.send("write_card", kind="kracht", text=text)
        card = self.chance.choice([*self.acknowledged])
        _, answer = self.one.send("edit_card", card=card, text=text)
        return card, answer

    async def write(self, stop: asyncio.Event) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            text = f"{self.one.person} {number}"
            card, answer = self.say(text)
            if self.chance.random() < 0.05:
                # Between the commit and its answer, as likely as not.
                await asyncio.sleep(self.chance.random() / 100)
                self.one.cut()
            refused = await answer
            if refused is None:
                self.acknowledged[card] = text
                self.count += 1
            else:
                self.refused[refused] += 1
            await asyncio.sleep(self.chance.random() * self.most_seconds_between)


async def all_write_on(writers: list[Writer], cards: int) -> None:
    """Wait until so many more were acknowledged: a slow machine writes less in the same time."""
    enough = sum(writer.count for writer in writers) + cards
    while sum(writer.count for writer in writers) <= enough:  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def run(folder: Path, boards: int, kills: int, seconds_between: float) -> None:
    chance = random.Random(1)
    with Server(folder, **ROOMY) as server:
        tables = await asyncio.gather(*(open_table(server.url, WRITERS) for _ in range(boards)))
        for table in tables:
            await table.begin("ben", "krachten")
        writers = [
            Writer(table[name], random.Random(chance.random()))
            for table in tables
            for name in WRITERS
        ]
        stop = asyncio.Event()
        writing = [asyncio.create_task(writer.write(stop)) for writer in writers]
        for _ in range(kills):
            await all_write_on(writers, 20)
            await asyncio.sleep(seconds_between * (0.5 + chance.random()))
            server.kill()
            await asyncio.to_thread(server.start)
        await asyncio.sleep(0.5)
        stop.set()
        await asyncio.gather(*writing)
        for table in tables:
            await asyncio.wait_for(table.settle(), 3)
        server.kill()
        acknowledged = sum(writer.count for writer in writers)
        assert acknowledged > 20 * kills
        assert not any(writer.refused for writer in writers)
        assert "Traceback" not in server.log.read_text()
        for table in tables:
            await judge(f"sqlite:///{folder / 'data' / 'flapover.sqlite'}", table, writers)


async def judge(url: str, table: Table, writers: list[Writer]) -> None:
    """Compare what is on disk with what was promised and with what everybody sees."""
    journal = open_journal(url)
    try:
        entries = await journal.read(BoardId(table.board))
        room = await open_room(BoardId(table.board), journal, Clock())
    finally:
        await journal.close()
    assert room is not None
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert len({entry.request for entry in entries}) == len(entries)
    placed = [
        event.card
        for entry in entries
        for event in load(entry.events)
        if event.type == "card_written"
    ]
    assert len(placed) == len(set(placed))
    texts = Counter(card.text for card in room.board.cards.values())
    assert set(texts.values()) <= {1}, "a card was placed twice"
    for writer in writers:
        if writer.one.board == table.board:
            for card, text in writer.acknowledged.items():
                assert room.board.cards[card].text == text, "an acknowledged card is missing"  # type: ignore[index]
    for one in table.people.values():
        views = snapshot(Scene(room.board), PersonId(one.person))
        fresh = {key_of(view.model_dump()): view.model_dump(mode="json") for view in views}
        here = {key: view for key, view in one.views.items() if not key.startswith("presence")}
        assert here == {key: view for key, view in fresh.items() if not key.startswith("presence")}


@pytest.mark.long(60)
async def test_P1_P2_P3_nothing_is_lost_or_doubled_when_the_server_dies(tmp_path: Path) -> None:
    await run(tmp_path, boards=10, kills=10, seconds_between=0.8)


@pytest.mark.slow
@pytest.mark.timeout(1800)
async def test_P1_P2_P3_fifty_boards_and_a_hundred_deaths(tmp_path: Path) -> None:
    await run(tmp_path, boards=50, kills=100, seconds_between=1.5)
