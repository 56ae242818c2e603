"""Boards of Flapover and the people on them, made over HTTP and the socket as a phone does."""

import asyncio
import json
import random
import re
from dataclasses import dataclass
from typing import Any

import httpx

from bench.process import Measured
from bench.seat import FILL, Seat
from bench.tally import marked
from bench.wire import TEXT, Wire, framed, open_wire

METHOD = "tien-stappen"
EVERYBODY_WRITES = "krachten"
"""The step of the tien-stappenmethode in which all may write, in the open."""
ANSWER = re.compile(rb'"id":"bench-(\d{12})","refused":(null|"[a-z_]+")')
AT_ONCE = 8
"""Boards that are made side by side."""

ROOMY = {
    "FLAPOVER_PERSON_BURST": "1000000",
    "FLAPOVER_PERSON_PER_SECOND": "1000000",
    "FLAPOVER_BOARD_PER_SECOND": "1000000",
    "FLAPOVER_BOARDS_BURST": "1000000",
    "FLAPOVER_LOG_LEVEL": "warning",
}
"""Limits that no measurement meets, by the documented settings; all else is as it ships."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a phone keeps to come back to its seat."""

    board: str
    token: str


class Words:
    """How a phone talks with Flapover."""

    opcode = TEXT
    beat: bytes | None = b'{"type":"beat"}'

    def card(self, seat: Seat, mark: int, /) -> bytes:
        """Ask to write a card."""
        seat.own_card = mark
        return (
            b'{"type":"ask","id":"bench-%012d","request":{"type":"write_card",'
            b'"kind":"kracht","text":"%b %b","step":"krachten"}}' % (mark, marked(mark), FILL)
        )

    def note(self, seat: Seat, data: bytes) -> None:
        """Find the answers to what the seat asked."""
        if b'"answers":[{' not in data:
            return
        for digits, refused in ANSWER.findall(data):
            seat.tally.note_answer(done=refused == b"null")
            if int(digits) == seat.waits_for:
                seat.answered()


class WordsOfEditors(Words):
    """The same of people who go on changing the card that they wrote last."""

    def card(self, seat: Seat, mark: int, /) -> bytes:
        """Ask to change one's card."""
        assert seat.own_card is not None
        return (
            b'{"type":"ask","id":"bench-%012d","request":{"type":"edit_card",'
            b'"card":"bench-%012d","text":"%b %b"}}' % (mark, seat.own_card, marked(mark), FILL)
        )


async def open_boards(server: Measured, boards: int, seats: int) -> list[list[tuple[Ticket, Wire]]]:
    """Make boards with everybody seated, agreed, and in a step in which all write in the open."""
    limit = asyncio.Semaphore(AT_ONCE)
    async with httpx.AsyncClient(base_url=server.origin, timeout=60) as http:

        async def one() -> list[tuple[Ticket, Wire]]:
            async with limit:
                return await _open_board(server, http, seats)

        return list(await asyncio.gather(*(one() for _ in range(boards))))


async def come_in(server: Measured, ticket: Ticket) -> tuple[Wire, list[dict[str, Any]]]:
    """Take a seat by its ticket; return the wire and all that may be seen."""
    wire = await _knock(server, ticket)
    views: list[dict[str, Any]] = json.loads(await wire.message())["views"]
    return wire, views


async def sit_again(server: Measured, ticket: Ticket) -> Wire:
    """Come back to a seat; return when the board is there.

    Raises:
        ConnectionError: the server does not want it now.

    """
    wire = await _knock(server, ticket)
    said = await wire.message()
    if said.startswith(b'{"type":"snapshot"'):
        return wire
    wire.leave()
    raise ConnectionRefusedError(said.decode())


async def _knock(server: Measured, ticket: Ticket) -> Wire:
    wire = await open_wire(server.port, "/ws")
    hello = {"type": "hello", "protocol": 1, "board": ticket.board, "token": ticket.token}
    wire.send(framed(json.dumps(hello).encode()))
    return wire


async def ask(wire: Wire, name: str = "", **request: object) -> list[dict[str, Any]]:
    """Ask something and wait for its answer; return the views that came with it.

    Args:
        wire: of who asks.
        name: of the request, and of the card when it places one; any when none is given.
        request: what is asked.

    Raises:
        RuntimeError: it was refused.

    """
    name = name or f"setup-{random.getrandbits(64):016x}"
    wire.send(framed(json.dumps({"type": "ask", "id": name, "request": request}).encode()))
    while True:
        text = await wire.message()
        if name.encode() not in text:
            continue
        frame = json.loads(text)
        for answer in frame["answers"]:
            if answer["id"] == name and answer["refused"]:
                raise RuntimeError(f"{request}: {answer['refused']}")
        views: list[dict[str, Any]] = frame["set"]
        return views


async def _open_board(
    server: Measured, http: httpx.AsyncClient, seats: int
) -> list[tuple[Ticket, Wire]]:
    maker = {"method": METHOD, "name": "Lea", "takes_part": True}
    opened = (await http.post("/api/boards", json=maker)).raise_for_status().json()
    tickets, people = [Ticket(opened["board"], opened["token"])], [opened["person"]]
    leader, views = await come_in(server, tickets[0])
    secret = next(view["secret"] for view in views if view["type"] == "door")
    for number in range(1, seats):
        body = {"secret": secret, "name": f"P{number}"}
        answer = await http.post(f"/api/boards/{opened['board']}/seats", json=body)
        seated = answer.raise_for_status().json()
        tickets.append(Ticket(opened["board"], seated["token"]))
        people.append(seated["person"])
    others = [(await come_in(server, ticket))[0] for ticket in tickets[1:]]
    wires = [leader, *others]
    await asyncio.gather(*(ask(wire, type="agree") for wire in wires))
    await _go_where_everybody_writes(leader, people[1])
    return list(zip(tickets, wires, strict=True))


async def _go_where_everybody_writes(leader: Wire, inbrenger: str) -> None:
    await ask(leader, type="give_inbrenger", person=inbrenger)
    views = await ask(leader, type="start_round")
    method = next(view for view in views if view["type"] == "method")
    first = method["steps"][0]["id"]
    await ask(leader, type="go_to_step", step=first, to=EVERYBODY_WRITES)
