"""The application: routes, what lives as long as the process, and how errors are told."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from flapover.http import about, boards, clips, methods, metrics, people, report
from flapover.http.errors import answer_errors
from flapover.http.guard import Guard
from flapover.http.house import make_house, utc_now
from flapover.http.pages import serve_client
from flapover.http.socket import Door
from flapover.journal import open_journal
from flapover.methods import load_library
from flapover.notes import note, note_fault
from flapover.places import methods_folder, web_dist
from flapover.serve import GOODBYE, NODE
from flapover.settings import Settings

log = logging.getLogger(__name__)
LARGE_ENOUGH_BYTES = 1000


def create_app(settings: Settings, now: Callable[[], datetime] = utc_now) -> FastAPI:
    """Build the application on an open journal, which is closed when the application stops.

    Raises:
        BadMethod: a method that comes with Flapover is no good; it names the file and the line.
        SchemaNotCurrent: the tables are of another version.
        JournalUnavailable: the database cannot be opened.

    """
    library = load_library(methods_folder())
    journal = open_journal(settings.database_url)
    house = make_house(settings, journal, library, now)

    @asynccontextmanager
    async def alive(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
        app.state.house = house
        asyncio.get_running_loop().set_exception_handler(_note)
        house.films.clear_parts()
        tidying = [
            asyncio.create_task(house.rooms.keep_tidy()),
            asyncio.create_task(house.films.keep_swept(house.rooms)),
            asyncio.create_task(house.bus.run()),
            asyncio.create_task(house.rooms.keep_caught_up()),
        ]
        try:
            yield {GOODBYE: house.rooms.close, NODE: house.bus.node}
        finally:
            for task in tidying:
                task.cancel()
            await asyncio.gather(*tidying, return_exceptions=True)
            house.rooms.close()
            await house.bus.close()
            await journal.close()
            note(log, "stopped", node=house.bus.node)

    app = FastAPI(title="Flapover", lifespan=alive, docs_url=None, redoc_url=None)
    answer_errors(app)
    for module in (about, boards, clips, methods, metrics, people, report):
        app.include_router(module.routes)
    serve_client(app, web_dist())
    app.add_middleware(GZipMiddleware, minimum_size=LARGE_ENOUGH_BYTES)
    app.add_middleware(Guard)
    app.add_middleware(Door)
    return app


def _note(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what nobody caught; asyncio itself would print the exception, and so perhaps a text."""
    fault = context.get("exception")
    if fault is None:
        # What follows names a task, and so perhaps what it was given.
        said = str(context["message"]).partition("<")[0]
        note(log, "fault", doing="event_loop", message=said)
    else:
        note_fault(log, "event_loop", fault)
