"""The verslag, as the person who asks may see it."""

import asyncio

from fastapi import APIRouter
from fastapi.responses import Response

from flapover.core.project import Scene, snapshot
from flapover.http.people import AtSeat
from flapover.report import markdown

routes = APIRouter(prefix="/api")


@routes.get("/boards/{board}/report.md", response_class=Response)
async def report(seat: AtSeat) -> Response:
    """Return the verslag as Markdown, made from the asker's own projection (P42)."""
    room, person = seat
    # The board is never changed, only replaced; who is there comes and goes.
    scene = Scene(room.board, dict(room.attendance.present))
    # In a thread: a large board takes a while, and everybody else's frames must not wait for it.
    text = await asyncio.to_thread(lambda: markdown(snapshot(scene, person)))
    return Response(
        text,
        media_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="verslag.md"'},
    )
