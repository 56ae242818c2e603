"""Many seats in one process: what each costs while it is quiet, and how all come back at once."""

import asyncio
import random
import time
from contextlib import suppress

from bench import people, report
from bench.kinds import PATIENT, WORDS_OF_FLAPOVER
from bench.loads import drained, percentile
from bench.party import Party
from bench.people import Ticket
from bench.process import Measured, new_folder
from bench.size import Size
from bench.wire import Wire
from tests.ports import free_port

SEATS = 8
"""At a board in use, and at a quiet one of the ordinary size."""
LARGE = 40
"""The most that a board holds."""
USED_BOARDS = 10
USED_CARDS_PER_SECOND = 40.0
"""Half a card a second of each seat on the boards in use."""
SETTLE_SECONDS = 3.0
SPREAD_SECONDS = 3.0
"""A browser waits for up to so long, at random, before it comes back after a restart."""

Board = list[tuple[Ticket, Wire]]


async def five_thousand(size: Size) -> None:
    """Measure with 5,000 seats on boards of 40, and what a seat costs on boards of 8."""
    with PATIENT.start() as server:
        used = await people.open_boards(server, USED_BOARDS, SEATS)
        each, quiet = await _memory_of(server, size.of(1_000 // SEATS), SEATS)
        report.show("idle_kib_per_seat_of_8", [each])
        _leave([*used, *quiet])
    await _crowd(5_000, "idle_kib_per_seat", size)


async def ten_thousand(size: Size) -> None:
    """Measure with 10,000 seats."""
    await _crowd(10_000, "idle_10000_kib_per_seat", size)


async def _crowd(seats: int, memory: str, size: Size) -> None:
    with new_folder(PATIENT.within) as folder:
        port = free_port()
        with PATIENT.start_in(folder, port) as server:
            used = await people.open_boards(server, USED_BOARDS, SEATS)
            each, quiet = await _memory_of(server, size.of(seats // LARGE), LARGE)
            report.show(memory, [each])
            _leave([*used, *quiet])
        with PATIENT.start_in(folder, port) as server:
            took, p99_ms = await _come_back(server, used, quiet)
        report.show(f"reconnect_{seats}_s", [took])
        report.show(f"reconnect_{seats}_in_use_p99_ms", [p99_ms])


async def _memory_of(server: Measured, boards: int, seats: int) -> tuple[float, list[Board]]:
    """Open quiet boards; return the memory of each seat in KiB, board and all."""
    before = server.memory_bytes()
    quiet = await people.open_boards(server, boards, seats)
    await asyncio.sleep(SETTLE_SECONDS)
    if any(wire.cut for board in quiet for _, wire in board):
        raise RuntimeError("the server hung up on somebody who was quiet")
    return (server.memory_bytes() - before) / (boards * seats) / 1024, quiet


async def _come_back(
    server: Measured, used: list[Board], quiet: list[Board]
) -> tuple[float, float]:
    """Let the crowd come back while some boards are in use.

    Returns:
        The seconds until the last has its board, and the p99 of the others meanwhile in ms.

    """
    wires = [await people.sit_again(server, ticket) for board in used for ticket, _ in board]
    party = Party(wires, WORDS_OF_FLAPOVER, USED_BOARDS, SEATS)
    stop = asyncio.Event()
    writing = asyncio.create_task(party.write_at_random(USED_CARDS_PER_SECOND, stop))
    began = time.perf_counter()
    tickets = [ticket for board in quiet for ticket, _ in board]
    back = await asyncio.gather(*(_back(server, ticket) for ticket in tickets))
    took = time.perf_counter() - began
    stop.set()
    await writing
    await drained(party.tally)
    party.leave()
    for wire in back:
        wire.leave()
    return took, percentile(sorted(party.tally.seen_seconds), 99) * 1e3


async def _back(server: Measured, ticket: Ticket) -> Wire:
    """Try until it works, as a browser does."""
    while True:
        await asyncio.sleep(random.uniform(0, SPREAD_SECONDS))
        with suppress(ConnectionError, TimeoutError):
            return await people.sit_again(server, ticket)


def _leave(boards: list[Board]) -> None:
    for board in boards:
        for _, wire in board:
            wire.leave()
