"""What holds for every answer over HTTP: headers that keep a page to itself, and bounded bodies.

Owns the outermost layer, so it also answers a mistake of ours, without letting anybody print it.
"""

import asyncio
import logging
import re
from time import perf_counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flapover.http.answers import note_answer
from flapover.notes import note_fault

log = logging.getLogger(__name__)
MAX_BODY_BYTES = 64 * 1024
BODY_SECONDS = 10.0
POLICY = "; ".join(  # noqa: FLY002 -- one rule a line
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
FILM = re.compile(r"/api/boards/[^/]+/clip")
"""Where a body may be large and slow: its route takes it piece by piece, within its own bounds."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """ASGI middleware around the whole app."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a body that is too large or too slow, and put the headers on every answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = perf_counter(), 0

        async def guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith("/api"):
                    headers["Cache-Control"] = "no-store"
                else:
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            await self._answer(scope, receive, guarded)
        except Exception as fault:  # noqa: BLE001 -- uvicorn would print it, and what it quotes
            note_fault(log, "route", fault)
            if status:
                raise ConnectionAbortedError("the answer broke off") from None
            await _refuse(500, "unavailable")(scope, receive, guarded)
        finally:
            note_answer(scope, status, perf_counter() - began)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "PUT" and FILM.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
            return
        app: ASGIApp
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = None if _announced(scope) > MAX_BODY_BYTES else await _body(receive)
        except TimeoutError:
            app = _refuse(408, "too_long")
        else:
            app = _refuse(413, "too_long") if body is None else self._app
            receive = _replay(body or b"", receive)
        await app(scope, receive, send)


def _refuse(status: int, reason: str) -> JSONResponse:
    # What is left of a body nobody read would be taken for the next request.
    return JSONResponse({"reason": reason}, status, headers={"Connection": "close"})


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 20 else 0


async def _body(receive: Receive) -> bytes | None:
    """Return the whole body; None when it is larger than any of ours, announced or not."""
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)
        parts.append(message.get("body", b""))
        if sum(map(len, parts)) > MAX_BODY_BYTES:
            return None
        if not message.get("more_body", False):
            return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives the body once, and then what still comes."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
