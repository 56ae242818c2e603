"""The verslag, as the person who asks may see it."""

from fastapi import APIRouter
from fastapi.responses import Response

from flapover.core.project import snapshot
from flapover.http.people import AtSeat
from flapover.report import markdown

routes = APIRouter(prefix="/api")


@routes.get("/boards/{board}/report.md", response_class=Response)
async def report(seat: AtSeat) -> Response:
    """Return the verslag as Markdown, made from the asker's own projection (P42)."""
    room, person = seat
    return Response(
        markdown(snapshot(room.scene, person)),
        media_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="verslag.md"'},
    )
