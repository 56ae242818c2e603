"""Makes boards, entries and seats of which a test only says what matters to it."""

from __future__ import annotations

from datetime import UTC, datetime

from flapover.core.ids import BoardId, PersonId, RequestId
from flapover.journal import Entry, NewBoard, Seat, State

WHEN = datetime(2026, 3, 29, 1, 59, 59, 123456, tzinfo=UTC)
ANN = PersonId("ann")
BOARD = BoardId("board-1")
OTHER = BoardId("board-2")


def board(id: BoardId = BOARD, code: str | None = None, created: datetime = WHEN) -> NewBoard:  # noqa: A002
    return NewBoard(id=id, code=code or f"code-{id}", leader_hash="leader", created=created)


def entry(
    seq: int,
    *,
    on: BoardId = BOARD,
    request: str | None = None,
    at: datetime = WHEN,
    events: str = "[]",
) -> Entry:
    return Entry(
        board=on,
        seq=seq,
        request=RequestId(request or f"request-{seq}"),
        digest="d1",
        by=ANN,
        at=at,
        events=events,
    )


def seat(token_hash: str = "token-1", on: BoardId = BOARD) -> Seat:
    return Seat(token_hash=token_hash, board=on, person=ANN)


def state(seq: int, *, on: BoardId = BOARD, rules: str = "r1", text: str = "{}") -> State:
    return State(board=on, seq=seq, request=RequestId(f"request-{seq}"), rules=rules, text=text)
