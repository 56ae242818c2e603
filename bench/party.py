"""Everybody who sits at the tables of one server, and how they write."""

import asyncio
import random
import time
from collections.abc import Iterator

from bench.seat import BEAT_SECONDS, Seat, Talk
from bench.tally import Tally
from bench.wire import Wire


class Party:
    """So many tables of so many seats; somebody must `leave` in the end."""

    def __init__(self, wires: list[Wire], talk: Talk, tables: int, seats: int) -> None:
        """Take over open wires, table by table."""
        self.tables, self.seats = tables, seats
        self.tally = Tally(seats)
        self.people = [Seat(wire, talk, self.tally, n) for n, wire in enumerate(wires, 1)]
        self._beating = asyncio.create_task(self._keep_beating())

    @property
    def cards_at_a_table(self) -> float:
        """How many cards lie at a table by now, on average."""
        return len(self.tally.sent_at) / self.tables

    def talk(self, words: Talk) -> None:
        """Let everybody talk otherwise from now on."""
        for seat in self.people:
            seat.talk = words

    def leave(self) -> None:
        """Go, all of them."""
        self._beating.cancel()
        for seat in self.people:
            seat.leave()

    def write_when_answered(self, stop: asyncio.Event) -> None:
        """Let each seat write the next card as soon as the last is answered."""
        loop = asyncio.get_running_loop()

        def write(seat: Seat) -> None:
            if not stop.is_set():
                # Not from within the reading of the answer: the others read first.
                loop.call_soon(seat.write_and_then, lambda: write(seat))

        for seat in self.people:
            write(seat)

    async def write_each(self, cards: int) -> None:
        """Let each seat write so many cards, one after the other; ends when all are answered."""
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        left = len(self.people)

        def write(seat: Seat, more: int) -> None:
            nonlocal left
            if more:
                loop.call_soon(seat.write_and_then, lambda: write(seat, more - 1))
                return
            left -= 1
            if not left:
                done.set_result(None)

        for seat in self.people:
            write(seat, cards)
        await done

    async def write_at_random(self, cards_per_second: float, stop: asyncio.Event) -> None:
        """Let anybody write at random moments, whether or not the server keeps up."""
        moments = _moments(cards_per_second)
        due = next(moments)
        while not stop.is_set():
            while due <= time.perf_counter():
                random.choice(self.people).write()
                due = next(moments)
            await asyncio.sleep(due - time.perf_counter())

    async def _keep_beating(self) -> None:
        while True:
            await asyncio.sleep(1)
            before = time.perf_counter() - BEAT_SECONDS
            for seat in self.people:
                if seat.quiet_since < before:
                    seat.beat()


def _moments(per_second: float) -> Iterator[float]:
    moment = time.perf_counter()
    while True:
        moment += random.expovariate(per_second)
        yield moment
