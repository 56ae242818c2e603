"""Every error over HTTP, in one shape: a status and a reason, never a traceback."""

from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from flapover.core.rejected import Reason
from flapover.http.messages import Refusal
from flapover.journal import JournalUnavailable

STATUS: dict[Reason, int] = {
    "door_locked": 409,
    "board_full": 409,
    "ended": 410,
    "file_too_large": 413,
    "wrong_file": 415,
    "too_fast": 429,
    "unavailable": 503,
}
"""How a refusal of the rules is told over HTTP; any other is 400."""


class Refused(Exception):
    """A request over HTTP that is answered with a reason."""

    def __init__(self, status: int, refusal: Refusal) -> None:
        """Keep what is answered."""
        super().__init__(refusal.reason)
        self.status = status
        self.refusal = refusal


def not_found() -> Refused:
    """Return the one answer to what is not there and to what is not yours (P26)."""
    return Refused(404, Refusal(reason="not_found"))


def gone() -> Refused:
    """Return the answer to a seat or link that was valid once (P27)."""
    return Refused(410, Refusal(reason="gone"))


def refused(reason: Reason) -> Refused:
    """Return the answer to what the rules refuse."""
    return Refused(STATUS.get(reason, 400), Refusal(reason=reason))


def answer_errors(app: FastAPI) -> None:
    """Let an app tell every error in this one shape."""

    @app.exception_handler(Refused)
    async def _refused(request: Request, wrong: Refused) -> JSONResponse:
        return _answer(request, wrong.status, wrong.refusal)

    @app.exception_handler(RequestValidationError)
    async def _malformed(request: Request, wrong: RequestValidationError) -> JSONResponse:
        if any(error["loc"][0] == "path" for error in wrong.errors()):
            # An id that none of ours can have is one that is not there (P26).
            return _answer(request, 404, Refusal(reason="not_found"))
        return _answer(request, 400, Refusal(reason="malformed"))

    @app.exception_handler(JournalUnavailable)
    async def _unavailable(request: Request, _wrong: JournalUnavailable) -> JSONResponse:
        return _answer(request, 503, Refusal(reason="unavailable"))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, wrong: HTTPException) -> JSONResponse:
        reason: Refusal = Refusal(reason="not_found" if wrong.status_code == 404 else "malformed")
        return _answer(request, wrong.status_code, reason, wrong.headers)


def _answer(
    request: Request, status: int, refusal: Refusal, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    request.state.refused = refusal.reason  # for the log, http/answers.py
    retry = {"Retry-After": "10"} if status in (429, 503) else {}
    return JSONResponse(refusal.model_dump(), status, headers={**(headers or {}), **retry})
