"""The line that tells of an answer over HTTP: which route and how it went, never who or what for.

A path may hold anything that somebody typed, so its route is named instead, and a board only once
it is known to be one. The asker's address is not kept.
"""

import logging

from starlette.types import Scope

from flapover.notes import Fields, note

log = logging.getLogger(__name__)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OF_A_BOARD = "/api/boards/{board}"
GONE_OR_CLOSED = (409, 410)
"""Refusals that only a board of ours can give, as every status under 400."""


def note_answer(scope: Scope, status: int, seconds: float) -> None:
    """Note an answer; a status of 0 is none at all."""
    route = getattr(scope.get("route"), "path", "other")
    method = scope["method"] if scope["method"] in METHODS else "other"
    said = Fields(method=method, route=route, status=status, ms=round(seconds * 1000))
    known = 0 < status < 400 or status in GONE_OR_CLOSED
    if route.startswith(OF_A_BOARD) and known:
        said["board"] = scope["path_params"]["board"]
    refused = scope.get("state", {}).get("refused")
    if refused is not None:
        said["reason"] = refused
    note(log, "answered" if route.startswith("/api/") else "served", **said)
