"""Tickets by themselves: that old ones leave, whoever asks."""

from __future__ import annotations

from flapover.core.ids import BoardId, ClipId, PersonId
from flapover.http.tickets import TICKET_SECONDS, Tickets
from tests.live.fakes import Clock


def test_old_ones_leave_also_when_no_new_one_is_given() -> None:
    clock = Clock()
    tickets = Tickets(clock)
    for name in ("ann", "ben", "ann"):
        tickets.give(BoardId("board"), PersonId(name), ClipId("clip"))
    clock.forward(seconds=TICKET_SECONDS - 1)
    late = tickets.give(BoardId("board"), PersonId("ann"), ClipId("clip"))
    clock.forward(seconds=1)
    assert tickets.read("none") is None
    assert len(tickets) == 1
    assert tickets.read(late) is not None
    clock.forward(seconds=TICKET_SECONDS)
    assert tickets.read(late) is None
    assert len(tickets) == 0
