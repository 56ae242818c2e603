"""A board as the journal holds it, as far as this process has read."""

from collections.abc import Iterable
from dataclasses import dataclass

from flapover.core.apply import apply
from flapover.core.board import Board
from flapover.core.events import load
from flapover.core.ids import RequestId
from flapover.core.sight import Key
from flapover.core.touch import touched
from flapover.journal import Entry


@dataclass(slots=True)
class Kept:
    """What is on disk. Only ever replaced by what was read from it, or committed to it."""

    board: Board
    seq: int
    """Of the last entry."""
    digests: dict[RequestId, str]
    """Of every request that was ever stored, in order, so that a retry is known (P2)."""
    stated: int = 0
    """The entry up to which a state of it is stored; 0 when none is, as far as is known here."""

    def read_on(self, entries: Iterable[Entry]) -> dict[Key, None]:
        """Take in entries that follow; return the keys that they touched."""
        keys: dict[Key, None] = {}
        for entry in entries:
            board = self.board
            for event in load(entry.events):
                before, board = board, apply(board, event)
                keys.update(dict.fromkeys(touched(before, event, board)))
            self.board, self.seq = board, entry.seq
            self.digests[entry.request] = entry.digest
        return keys


def kept_in(entries: Iterable[Entry], begun: Kept | None = None) -> Kept | None:
    """Return the board that a whole journal of it makes; None for an empty one.

    Args:
        entries: all of them, or those that follow on `begun`.
        begun: what the entries before these made; given away.

    """
    board: Board | None = None
    seq, digests, stated = 0, dict[RequestId, str](), 0
    if begun is not None:
        board, seq, digests, stated = begun.board, begun.seq, begun.digests, begun.stated
    for entry in entries:
        for event in load(entry.events):
            board = apply(board, event)
        seq = entry.seq
        digests[entry.request] = entry.digest
    return None if board is None else Kept(board, seq, digests, stated)
