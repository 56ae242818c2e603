"""The state of a board, kept beside its events so that a long evening opens quickly.

A shortcut and nothing more: it is taken only when the very same rules made it, of the very entries
that are there. Else, and where there is none, the events are replayed from the first.
"""

import asyncio
import hashlib
import logging
from functools import cache
from pathlib import Path

import pydantic

from flapover import core
from flapover.core.board import Board
from flapover.core.ids import BoardId, RequestId
from flapover.core.stored import dump_board, load_board
from flapover.journal import Journal, JournalError, State
from flapover.live.kept import Kept, kept_in
from flapover.notes import note_fault

log = logging.getLogger(__name__)
KEEP_EVERY = 500
"""Entries. To replay so many takes some 15 ms; an ordinary evening has fewer."""


class Shortcut:
    """Keeps the state of one board now and then. Nobody waits for it, nor hears that it failed."""

    def __init__(self, journal: Journal, kept: Kept) -> None:
        """Begin with a board as it was opened, which keeps one at once if that took long."""
        self._journal = journal
        self._due = kept.stated + KEEP_EVERY
        self._keeping: asyncio.Task[None] | None = None
        self.follow(kept)

    def follow(self, kept: Kept) -> None:
        """Keep the state of a board that has come far since the last one."""
        if kept.seq < self._due:
            return
        self._due = kept.seq + KEEP_EVERY
        request = next(reversed(kept.digests))
        self._keeping = asyncio.create_task(self._keep(kept.board, kept.seq, request))

    async def _keep(self, board: Board, seq: int, request: RequestId) -> None:
        try:
            text = await asyncio.to_thread(dump_board, board)
            await self._journal.keep_state(State(board.id, seq, request, rules(), text))
        except JournalError:
            pass  # whoever writes for people hears of it, and tells
        except Exception as fault:  # noqa: BLE001 -- it breaks a shortcut, not the board
            note_fault(log, "state", fault, board=board.id)


async def read_board(board: BoardId, journal: Journal) -> Kept | None:
    """Return a board as the journal holds it; None when there is no such board.

    Raises:
        JournalUnavailable: it cannot be read.

    """
    begun = await _restored(board, journal)
    entries = await journal.read(board, 0 if begun is None else begun.seq)
    # In a thread: a long evening takes a while to replay, and other boards must not wait for it.
    return await asyncio.to_thread(kept_in, entries, begun)


async def _restored(board: BoardId, journal: Journal) -> Kept | None:
    state = await journal.state(board)
    if state is None or state.rules != rules():
        return None
    digests = await journal.digests(board, state.seq)
    if len(digests) != state.seq or next(reversed(digests)) != state.request:
        return None
    try:
        made = await asyncio.to_thread(load_board, state.text)
    except Exception as fault:  # noqa: BLE001 -- it breaks a shortcut, not the board
        note_fault(log, "state", fault, board=board)
        return None
    return Kept(made, state.seq, digests, stated=state.seq)


@cache
def rules() -> str:
    """Return what tells the rules of this program from those of any other.

    All that the core says, as any line of it can change what events make of a board.
    """
    made = hashlib.blake2b(pydantic.VERSION.encode(), digest_size=16)
    folder = Path(core.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        made.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes() + b"\0")
    return made.hexdigest()
