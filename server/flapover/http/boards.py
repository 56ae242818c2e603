"""Making a board."""

import logging

from fastapi import APIRouter, Request

from flapover.core.apply import apply
from flapover.core.decide import decide
from flapover.core.events import Event, dump
from flapover.core.ids import BoardId, PersonId, RequestId
from flapover.core.rejected import Rejected
from flapover.core.requests import Join, OpenBoard
from flapover.http.errors import refused
from flapover.http.house import AtHome, House, address_of
from flapover.http.messages import NewBoard, Opened
from flapover.http.tokens import hashed, new_code, new_name, new_token
from flapover.journal import CodeTaken, Entry, Seat
from flapover.journal import NewBoard as Row
from flapover.live.draft import digest_of, errand
from flapover.notes import note

log = logging.getLogger(__name__)
routes = APIRouter(prefix="/api")
TRIES = 5
"""How often another code is tried when one is taken."""


@routes.post("/boards", status_code=201)
async def open_board(ask: NewBoard, request: Request, house: AtHome) -> Opened:
    """Make a board with its maker as gespreksleider.

    Raises:
        Refused: no such method, no name, or too many boards from one address.

    """
    if not house.new_boards.take(address_of(request)):
        raise refused("too_fast")
    for _ in range(TRIES):
        try:
            return await _try_to_open(ask, house)
        except CodeTaken:
            continue
    raise refused("unavailable")


async def _try_to_open(ask: NewBoard, house: House) -> Opened:
    board, person = BoardId(new_name()), PersonId(new_name())
    token, leader_secret, code = new_token(), new_token(), new_code()
    at = house.now()
    entry = _first_entry(ask, house, board, person, code)
    row = Row(id=board, code=code, leader_hash=hashed(leader_secret), created=at)
    await house.journal.create(row, [entry], [Seat(hashed(token), board, person)])
    note(log, "board_made", board=board)
    return Opened(board=board, person=person, token=token, leader_secret=leader_secret)


def _first_entry(ask: NewBoard, house: House, board: BoardId, person: PersonId, code: str) -> Entry:
    """Return the opening of a board and the coming of its maker, as one entry."""
    method = house.library.get(ask.method, ask.language)
    if method is None:
        raise refused("no_such_method")
    opening = errand(
        RequestId("open"),
        OpenBoard(board, ask.title, ask.language, code, new_token(), method),
        house.now(),
    )
    joining = errand(
        RequestId("join"),
        Join(person, ask.name, "phone", waiting=False, leads=True, takes_part=ask.takes_part),
        opening.at,
    )
    opened = _events(decide(None, opening))
    joined = _events(decide(apply(None, opened[0]), joining))
    return Entry(
        board=board,
        seq=1,
        request=opening.id,
        digest=digest_of(opening),
        by=opening.by,
        at=opening.at,
        events=dump([*opened, *joined]),
    )


def _events(outcome: list[Event] | Rejected) -> list[Event]:
    if isinstance(outcome, Rejected):
        raise refused(outcome.reason)
    return outcome
