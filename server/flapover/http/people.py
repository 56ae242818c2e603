"""Coming in by either link or by spoken code, and opening a seat by its token."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request

from flapover.core.ids import BoardId, PersonId, RequestId
from flapover.core.requests import Join, Opaque
from flapover.http.errors import gone, not_found, refused
from flapover.http.house import AtHome, House, address_of, neighbourhood
from flapover.http.messages import Knock, NewSeat, Seated
from flapover.http.tokens import hashed, new_token, same, spoken
from flapover.journal import JournalUnavailable, Seat
from flapover.live.draft import errand
from flapover.live.room import Room

routes = APIRouter(prefix="/api")
OfBoard = Annotated[BoardId, Opaque]


async def one_seat_more(request: Request, house: AtHome) -> None:
    """Count a seat that an address asks for.

    Raises:
        Refused: 429, it asked for too many.

    """
    if not house.seats_of_address.take(neighbourhood(address_of(request))):
        raise refused("too_fast")


@routes.post("/boards/{board}/seats", status_code=201, dependencies=[Depends(one_seat_more)])
async def take_seat(board: OfBoard, ask: NewSeat, house: AtHome) -> Seated:
    """Seat whoever has the secret of the link or QR, or that of the gespreksleider.

    Raises:
        Refused: 404 for an unknown board or secret, 410 for a secret that was replaced, else why
            the board takes nobody.

    """
    row = await house.journal.board(board)
    room = await house.rooms.room(board)
    if row is None or room is None:
        raise not_found()
    leads = same(hashed(ask.secret), row.leader_hash)
    if ask.secret in room.board.door.former or (leads and not room.board.leader_link):
        raise gone()
    if not leads and not same(ask.secret, room.board.door.secret):
        raise not_found()
    return await _seat(house, room, ask, waiting=False, leads=leads)


@routes.post("/lobby", status_code=201, dependencies=[Depends(one_seat_more)])
async def knock(ask: Knock, request: Request, house: AtHome) -> Seated:
    """Let whoever knows the spoken code wait in the lobby (P33).

    Raises:
        Refused: 404 for any wrong code, 429 after too many, else why the board takes nobody.

    """
    address = address_of(request)
    async with house.wrong_codes.turn(address):
        board = await _board_of(ask.code, address, house)
    room = await house.rooms.room(board)
    if room is None:
        raise not_found()
    return await _seat(house, room, ask, waiting=True, leads=False)


async def _board_of(code: str, address: str, house: House) -> BoardId:
    # Paid before anything is awaited: of many guesses at once each must find the purse as the one
    # before left it.
    guess = house.wrong_codes.take(address)
    if guess is None:
        raise refused("too_fast")
    try:
        board = await house.journal.board_of_code(spoken(code))
    except JournalUnavailable:
        guess.give_back()
        raise
    if board is None:
        raise not_found()
    guess.give_back()
    return board


async def _seat(
    house: House, room: Room, ask: NewSeat | Knock, waiting: bool, leads: bool
) -> Seated:
    """Seat somebody; whoever asks again with the same token has the same seat (P2)."""
    token = ask.token or new_token()
    held = None if ask.token is None else await house.journal.seat(hashed(token))
    if held is not None:
        return await _same_seat(room, held, token)
    if not house.seats_of_board.take(room.board.id):
        raise refused("too_fast")
    # From the token, so that two that ask at once are one person as well.
    person = PersonId(hashed(f"{room.board.id} {token}")[:16])
    leads = leads and ask.device == "phone"
    join = Join(person, ask.name, ask.device, waiting=waiting, leads=leads)
    seat = Seat(hashed(token), room.board.id, person)
    reason = await room.settle(errand(RequestId(f"join:{person}"), join, house.now()), seat)
    if reason is not None:
        raise refused(reason)
    return Seated(board=room.board.id, person=person, token=token, waiting=waiting)


async def _same_seat(room: Room, held: Seat, token: str) -> Seated:
    if held.board != room.board.id:
        raise not_found()
    who = await room.person(held.person)
    if who.gone:
        raise gone()
    waiting = who.standing == "waiting"
    return Seated(board=held.board, person=who.id, token=token, waiting=waiting)


async def seated(
    board: OfBoard, house: AtHome, authorization: Annotated[str, Header()] = ""
) -> tuple[Room, PersonId]:
    """Return the board and the person whose token a request carries.

    Raises:
        Refused: 404 when the token opens no seat on this board, 410 when the seat is dead, 429
            when this person asks for more than they may, over HTTP and their sockets together.

    """
    scheme, _, token = authorization.partition(" ")
    seat = await house.journal.seat(hashed(token)) if scheme.lower() == "bearer" else None
    room = await house.rooms.room(board) if seat is not None and seat.board == board else None
    if seat is None or room is None:
        raise not_found()
    if (await room.person(seat.person)).gone:
        raise gone()
    if not house.desk.per_person.take((seat.board, seat.person)):
        raise refused("too_fast")
    return room, seat.person


AtSeat = Annotated[tuple[Room, PersonId], Depends(seated)]
