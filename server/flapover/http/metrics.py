"""The page for whoever watches over a server: figures, to who knows its token."""

from secrets import compare_digest
from typing import Annotated

from fastapi import APIRouter, Header, HTTPException, Response
from prometheus_client import CONTENT_TYPE_LATEST

from flapover import counts
from flapover.http.house import AtHome

routes = APIRouter()


@routes.get("/metrics", include_in_schema=False)
async def metrics(house: AtHome, authorization: Annotated[str, Header()] = "") -> Response:
    """Return what this process counted, as Prometheus reads it.

    Raises:
        HTTPException: 404 when no token is set; 401 for another one.

    """
    token = house.settings.metrics_token
    if token is None:
        raise HTTPException(404)
    if not compare_digest(authorization.encode(), f"Bearer {token}".encode()):
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    seats = sum(len(room.audience.connections) for room in house.rooms)
    redis = house.bus.reaches if house.bus.shared else None
    return Response(counts.written(len(house.rooms), seats, redis), media_type=CONTENT_TYPE_LATEST)
