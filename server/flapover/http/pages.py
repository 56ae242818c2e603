"""The browser client: its one page on every address of it, and its files."""

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse, PlainTextResponse, Response
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.status import HTTP_404_NOT_FOUND
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketClose

from flapover.http.errors import not_found

ADDRESSES = (
    "/",
    "/j",
    "/j/{board}",
    "/s/{board}",
    "/scherm",
    "/methode",
    "/b/{board}",
    "/b/{board}/scherm",
    "/b/{board}/verslag",
    "/b/{board}/methode",
)
"""What the client's own router knows; anything else is not there."""

NOT_BUILT = "Flapover's browser client is not built. In a checkout: make run\n"


class Files(StaticFiles):
    """Files named after their content may be kept for a year; others are asked for anew."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a file; a socket that knocks on any door but its own is refused."""
        if scope["type"] == "websocket":
            await WebSocketClose()(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file and how long it may be kept; who is lost gets the page that says so."""
        try:
            response = await super().get_response(path, scope)
        except HTTPException as wrong:
            if wrong.status_code != HTTP_404_NOT_FOUND or not _wants_page(scope):
                raise
            response = await super().get_response("index.html", scope)
            response.status_code = HTTP_404_NOT_FOUND
        kept = "public, max-age=31536000, immutable" if path.startswith("assets/") else "no-cache"
        response.headers["Cache-Control"] = kept
        return response


def _wants_page(scope: Scope) -> bool:
    return "text/html" in Headers(scope=scope).get("accept", "")


def serve_client(app: FastAPI, dist: Path) -> None:
    """Let an app serve the built client from a folder; a clear line when it is not built."""
    pages = APIRouter()
    index = dist / "index.html"

    async def page() -> Response:
        if not index.is_file():
            return PlainTextResponse(NOT_BUILT, 503)
        return FileResponse(index, headers={"Cache-Control": "no-cache"})

    for address in ADDRESSES:
        pages.add_api_route(address, page, methods=["GET", "HEAD"], include_in_schema=False)
    app.include_router(pages)

    @app.api_route(
        "/api/{rest:path}",
        methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
        include_in_schema=False,
    )
    async def nothing() -> None:
        raise not_found()

    if dist.is_dir():
        app.mount("/", Files(directory=dist))
