"""The film behind a clip: sent by whoever brings it, fetched by the seats that may watch."""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect

from flapover.core.board import BroughtClip, Media
from flapover.core.clips import shown_clip
from flapover.core.decide import decide
from flapover.core.ids import BoardId, ClipId, PersonId, RequestId
from flapover.core.rejected import Rejected
from flapover.core.requests import BringClip, Command
from flapover.core.sight import Key, sight
from flapover.http.errors import not_found, refused
from flapover.http.house import AtHome, House
from flapover.http.messages import ClipTaken, ClipTicket
from flapover.http.people import AtSeat, OfBoard
from flapover.http.tickets import TICKET_SECONDS, Pass
from flapover.http.tokens import new_name, new_token
from flapover.http.watched import WatchedFile
from flapover.journal import JournalUnavailable
from flapover.live.films import Broken, NoRoom, NotAFilm, TooLarge
from flapover.live.room import Room

routes = APIRouter(prefix="/api/boards/{board}/clip")
ONE_RANGE = re.compile(r"bytes=(?:(\d{1,15})-(\d{0,15})|-\d{1,15})")


@routes.put("", status_code=201)
async def bring(seat: AtSeat, request: Request, house: AtHome) -> ClipTaken:
    """Put the film that is sent on the board, as the clip of the round.

    Nothing of it is kept unless it came whole, is an mp4 or a webm, is not too large, and the rules
    let its sender bring one, both when it begins to come and when it is here.

    Raises:
        Refused: 413 too large, 415 no film, 503 no room on the disk, 400 it did not come whole,
            else why the rules say no.

    """
    room, person = seat
    if not house.films.max_bytes:
        raise refused("not_allowed")
    clip = ClipId(new_name())
    _may_bring(room, person, clip, house)
    announced = _announced(request)
    if announced > house.films.max_bytes:
        raise refused("file_too_large")
    media, size = await _taken_in(room.board.id, clip, announced, request, house)
    await _put_on_board(room.board.id, person, BringClip(clip, media, size), house)
    return ClipTaken(clip=clip)


def _may_bring(room: Room, person: PersonId, clip: ClipId, house: House) -> None:
    """Ask the rules before anything is read: 100 MB for a 'no' would be a waste."""
    asked = _bringing(person, BringClip(clip, "video/mp4", 0), house)
    outcome = decide(room.board, asked)
    if isinstance(outcome, Rejected):
        raise refused(outcome.reason)


def _bringing(person: PersonId, errand: BringClip, house: House) -> Command:
    return Command(
        id=RequestId(f"clip:{errand.clip}"),
        request=errand,
        by=person,
        typed_by=person,
        at=house.now(),
        fresh=new_token(),
    )


def _announced(request: Request) -> int:
    length = request.headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 20 else 0


async def _taken_in(
    board: BoardId, clip: ClipId, announced: int, request: Request, house: House
) -> tuple[Media, int]:
    try:
        return await house.films.take_in(board, clip, announced, _pieces(request))
    except TooLarge:
        raise refused("file_too_large") from None
    except NotAFilm:
        raise refused("wrong_file") from None
    except Broken:
        # Else the rest of a film that came too slowly would be read, and thrown away, for ever.
        raise HTTPException(400, headers={"Connection": "close"}) from None
    except (NoRoom, OSError):
        raise refused("unavailable") from None


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    try:
        async for piece in request.stream():
            yield piece
    except ClientDisconnect:
        raise Broken from None


async def _put_on_board(board: BoardId, person: PersonId, errand: BringClip, house: House) -> None:
    """Note a film that is here on its board; wipe it when it is certain that it was not noted.

    When that is not certain, as the journal was away or its sender just went, the sweep finds out.
    """
    try:
        # Asked anew: while the film came, its board may have been let go and opened again.
        room = await house.rooms.room(board)
        reason = None if room is None else await room.settle(_bringing(person, errand, house))
    except (RuntimeError, JournalUnavailable):
        await house.films.wiped(board, errand.clip)
        raise
    if room is None or reason not in (None, "unavailable"):
        await house.films.wiped(board, errand.clip)
    if room is None:
        raise not_found()
    if reason is not None:
        raise refused(reason)


@routes.post("/ticket")
async def ticket(seat: AtSeat, house: AtHome) -> ClipTicket:
    """Return a ticket for the clip that the open step shows to this seat.

    Raises:
        Refused: 404 when there is none, for this seat.

    """
    room, person = seat
    clip = _seen_by(room, person)
    if clip is None or await _lying(room.board.id, clip, house) is None:
        raise not_found()
    fresh = house.tickets.give(room.board.id, person, clip.id)
    return ClipTicket(ticket=fresh, seconds=TICKET_SECONDS)


@routes.get("", response_class=Response)
async def film(
    board: OfBoard,
    request: Request,
    house: AtHome,
    ticket: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Return the film, or the one range of it that is asked for, while the ticket's seat sees it.

    Raises:
        Refused: 404 for any ticket that does not open it now, 429 when it is read too often.

    """
    opened = house.tickets.read(ticket)
    clip = None if opened is None or opened.board != board else await _opened(opened, house)
    if opened is None or clip is None:
        raise not_found()
    if not house.film_reads.take((board, opened.person)):
        raise refused("too_fast")
    found = await _lying(board, clip, house)
    if found is None:
        raise not_found()
    if not _asks_a_part(request.headers.get("range", "")):
        # A header that asks for nothing that we give is no header (RFC 9110, 14.2).
        del MutableHeaders(scope=request.scope)["range"]

    async def still() -> bool:
        return await _opened(opened, house) is not None

    return WatchedFile(house.films.path(board, clip.id), clip.media, found, still)


async def _opened(opened: Pass, house: House) -> BroughtClip | None:
    """Return the clip that a ticket is for, while its seat may watch it."""
    room = await house.rooms.room(opened.board)
    clip = None if room is None else _seen_by(room, opened.person)
    return clip if clip is not None and clip.id == opened.clip else None


def _seen_by(room: Room, person: PersonId) -> BroughtClip | None:
    """Return the clip that a seat may watch now; None when it may not know of one (P21)."""
    clip = shown_clip(room.board)
    return None if sight(room.board, Key("clip"), person) is None else clip


async def _lying(board: BoardId, clip: BroughtClip, house: House) -> os.stat_result | None:
    try:
        return await asyncio.to_thread(house.films.path(board, clip.id).stat)
    except FileNotFoundError:
        return None


def _asks_a_part(header: str) -> bool:
    asked = ONE_RANGE.fullmatch(header)
    if asked is None:
        return False
    first, last = asked.groups(default="")
    return not last or int(first) <= int(last)
