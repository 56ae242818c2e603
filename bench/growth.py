"""Whether a board becomes dearer as it fills: with cards, and with history."""

import asyncio
import time

from bench import people, report
from bench.kinds import FLAPOVER, WORDS_OF_FLAPOVER, sit_at_boards
from bench.loads import Load, drained, run
from bench.party import Party
from bench.people import Ticket
from bench.process import Measured, new_folder
from bench.size import Size
from bench.wire import Wire
from tests.ports import free_port

SEATS = 8
FEW, MANY = 3, 125
"""Cards of each seat: some 20 on a board, or the 1,000 that it holds."""
EDITS = Load("edits", 10, SEATS, 2_000, ())
WINDOWS = 3

OLD_BOARDS = 3
CARDS, EDITED = 25, 1_225
"""By each seat: together 10,000 events."""


async def cards_on_the_board(size: Size) -> None:
    """Print the CPU of a change on a full board over that on a fresh one."""
    with FLAPOVER.start() as server:
        edits = EDITS.sized(size)
        few = await _editors(server, edits, FEW)
        many = await _editors(server, edits, max(FEW, size.of(MANY)))
        ratios = []
        for _ in range(WINDOWS):
            fresh = await run(server, few, edits, size.seconds)
            full = await run(server, many, edits, size.seconds)
            ratios.append(full.cpu_us / fresh.cpu_us)
        report.show("cpu_1000_vs_20_cards", ratios)
        few.leave()
        many.leave()


async def history_of_the_board(size: Size) -> None:
    """Print how long a board with a long history takes to open after a restart."""
    with new_folder(FLAPOVER.within) as folder:
        port = free_port()
        with FLAPOVER.start_in(folder, port) as server:
            boards = await people.open_boards(server, OLD_BOARDS + 1, SEATS)
            await asyncio.gather(*(_make_history(board, size) for board in boards[1:]))
        tickets = [board[0][0] for board in boards]
        with FLAPOVER.start_in(folder, port) as server:
            # The first opening after a start pays for what is read once.
            await _opening_ms(server, tickets[0])
            took = [await _opening_ms(server, ticket) for ticket in tickets[1:]]
        report.show("open_10k_events_ms", took)


async def _editors(server: Measured, load: Load, cards: int) -> Party:
    party = await sit_at_boards(server, load.tables, SEATS)
    await party.write_each(cards)
    await drained(party.tally)
    party.talk(people.WordsOfEditors())
    return party


async def _make_history(board: list[tuple[Ticket, Wire]], size: Size) -> None:
    party = Party([wire for _, wire in board], WORDS_OF_FLAPOVER, 1, SEATS)
    await party.write_each(CARDS)
    party.talk(people.WordsOfEditors())
    await party.write_each(size.of(EDITED))
    party.leave()


async def _opening_ms(server: Measured, ticket: Ticket) -> float:
    began = time.perf_counter()
    wire, _ = await people.come_in(server, ticket)
    took = time.perf_counter() - began
    wire.leave()
    return took * 1e3
