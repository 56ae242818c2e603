"""The verslag in every form, as the person who asks may see it."""

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

from fastapi import APIRouter
from fastapi.responses import Response

from flapover.core.ids import PersonId
from flapover.core.project import Scene, snapshot
from flapover.http.errors import not_found, refused
from flapover.http.house import AtHome
from flapover.http.people import AtSeat
from flapover.live.room import Room
from flapover.notes import note
from flapover.report import Verslag, agenda, gathered, markdown, paper, table
from flapover.report.press import PressBusy, PressFailed

Form = TypeVar("Form")
log = logging.getLogger(__name__)
routes = APIRouter(prefix="/api/boards/{board}")


@routes.get("/report.md", response_class=Response)
async def as_text(seat: AtSeat) -> Response:
    """Return the verslag as Markdown, made from the asker's own projection (P42)."""
    text = await _beside_the_loop(*seat, markdown)
    return _file(text, "text/markdown; charset=utf-8", "verslag.md")


@routes.get("/report.csv", response_class=Response)
async def as_table(seat: AtSeat) -> Response:
    """Return the verslag as CSV, a row per card, from the asker's own projection (P42)."""
    text = await _beside_the_loop(*seat, table)
    return _file(text, "text/csv; charset=utf-8", "verslag.csv")


@routes.get("/report.pdf", response_class=Response)
async def as_paper(seat: AtSeat, house: AtHome) -> Response:
    """Return the verslag as PDF on A4, made from the asker's own projection (P42).

    Raises:
        Refused: 429 when this person has one under way, 503 when it cannot be made.

    """
    room, person = seat
    laid = await _beside_the_loop(room, person, paper)
    try:
        pdf = await house.press.pdf((room.board.id, person), laid)
    except PressBusy:
        raise refused("too_fast") from None
    except PressFailed as failed:
        note(log, "pdf_failed", board=room.board.id, person=person, reason=failed.reason)
        raise refused("unavailable") from None
    return _file(pdf, "application/pdf", "verslag.pdf")


@routes.get("/report.ics", response_class=Response)
async def as_agenda(seat: AtSeat, house: AtHome) -> Response:
    """Return the cards that have a day as a calendar file, from the asker's own projection (P42).

    Raises:
        Refused: 404 when this person sees no card with a day.

    """
    made_at = house.now()
    events = await _beside_the_loop(*seat, lambda verslag: agenda(verslag, made_at))
    if events is None:
        raise not_found()
    return _file(events, "text/calendar; charset=utf-8", "acties.ics")


async def _beside_the_loop(room: Room, person: PersonId, form: Callable[[Verslag], Form]) -> Form:
    # The board is never changed, only replaced; who is there comes and goes.
    scene = Scene(room.board, dict(room.attendance.present))
    # In a thread: a large board takes a while, and everybody else's frames must not wait for it.
    return await asyncio.to_thread(lambda: form(gathered(snapshot(scene, person))))


def _file(content: str | bytes, media_type: str, name: str) -> Response:
    return Response(
        content,
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
