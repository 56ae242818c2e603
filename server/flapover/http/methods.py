"""The methods there are to choose from, and methods that people write for themselves."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response

from flapover.core.ids import MethodId, RequestId
from flapover.core.method import SLUG, Language, Method
from flapover.core.project import method_card, method_preview
from flapover.core.requests import Command, PlanMethod
from flapover.core.views import MethodCard
from flapover.http.errors import not_found, refused
from flapover.http.house import AtHome, House, address_of, neighbourhood
from flapover.http.messages import MistakeSaid, OwnMethodChecked, SharedParts
from flapover.http.people import AtSeat
from flapover.http.tokens import new_token
from flapover.methods import BadMethod, Mistake, in_dutch, read_own, shared_parts, source_of

routes = APIRouter(prefix="/api")
Named = Annotated[MethodId, SLUG]
InLanguage = Annotated[Language, Query()]
MAX_MISTAKES = 20
"""So many are told at once; the rest comes when these are mended."""

LONGEST_SLUG = 40


@routes.get("/methods")
async def methods(house: AtHome, language: InLanguage = "nl") -> list[MethodCard]:
    """Return what there is to choose from."""
    found = (house.library.get(method, language) for method in house.library.ids)
    return [method_card(method) for method in found if method is not None]


@routes.get("/methods/{method}/source", response_class=Response)
async def source(method: Named, house: AtHome, language: InLanguage = "nl") -> Response:
    """Return the file of a method that comes with Flapover, to write one's own from.

    Raises:
        Refused: 404 for a method that is not there.

    """
    found = house.library.get(method, language)
    if found is None:
        raise not_found()
    text = await asyncio.to_thread(source_of, found)
    return Response(text, media_type="application/yaml; charset=utf-8")


@routes.get("/shared")
async def shared(language: InLanguage = "nl") -> SharedParts:
    """Return the kinds and scales that a method of one's own may use."""
    kinds, scales = await asyncio.to_thread(shared_parts, language)
    return SharedParts(kinds=dict(kinds), scales=dict(scales))


async def yaml_of(request: Request, house: AtHome) -> bytes:
    """Return what was sent, as it is; reading it costs time, so not for everybody always.

    Raises:
        Refused: 429, this address sent too many.

    """
    if not house.own_methods.take(neighbourhood(address_of(request))):
        raise refused("too_fast")
    return await request.body()


OwnYaml = Annotated[bytes, Depends(yaml_of)]


@routes.post("/methods/check")
async def check(raw: OwnYaml, language: InLanguage = "nl") -> OwnMethodChecked:
    """Say what is wrong with a method of one's own, or show it as each role will see it."""
    method = await asyncio.to_thread(_read, raw, language)
    if isinstance(method, OwnMethodChecked):
        return method
    return OwnMethodChecked(mistakes=(), preview=method_preview(method))


@routes.put("/boards/{board}/plan", response_model=OwnMethodChecked)
async def plan_own(
    seat: AtSeat, raw: OwnYaml, house: AtHome, language: InLanguage = "nl"
) -> object:
    """Let the next round of a board use a method of one's own; only a gespreksleider may.

    Answers 422 with the mistakes when it is none; nothing has changed then.

    Raises:
        Refused: the rules say no.

    """
    room, person = seat
    if not room.board.people[person].leads:
        raise refused("not_allowed")
    method = await asyncio.to_thread(_read, raw, language)
    if isinstance(method, OwnMethodChecked):
        return JSONResponse(method.model_dump(mode="json"), 422)
    own = _named_apart(method, house)
    command = Command(
        id=RequestId(new_token()),
        request=PlanMethod(method=own.id),
        by=person,
        typed_by=person,
        at=house.now(),
        fresh=new_token(),
        method=own,
    )
    reason = await room.settle(command)
    if reason is not None:
        raise refused(reason)
    return OwnMethodChecked(mistakes=(), preview=method_preview(own))


def _read(raw: bytes, language: Language) -> Method | OwnMethodChecked:
    try:
        return read_own(raw)
    except BadMethod as bad:
        told = tuple(_said(one, language) for one in bad.mistakes[:MAX_MISTAKES])
        return OwnMethodChecked(mistakes=told, preview=None)


def _said(mistake: Mistake, language: Language) -> MistakeSaid:
    english = f"Found {mistake.found}, expected {mistake.expected}."
    said = in_dutch(mistake) if language == "nl" else english
    return MistakeSaid(line=mistake.line, at=mistake.at, said=said)


def _named_apart(method: Method, house: House) -> Method:
    """Keep a copy from passing for the method that it was copied from."""
    if method.id not in house.library.ids:
        return method
    return method.model_copy(update={"id": MethodId(f"eigen-{method.id}"[:LONGEST_SLUG])})
