"""Whether this server works, and where it can be reached."""

from importlib.metadata import version

from fastapi import APIRouter, Request

from flapover.http.house import AtHome
from flapover.http.messages import About
from flapover.serve import ANY_ADDRESS, lan_address

routes = APIRouter()
VERSION = version("flapover")
LOOPBACK = ("localhost", "127.0.0.1", "::1")


@routes.get("/healthz")
async def health(house: AtHome) -> dict[str, str]:
    """Answer only when the journal can be written.

    Raises:
        JournalUnavailable: it cannot; told as 503.

    """
    await house.journal.check()
    return {"status": "ok", "version": VERSION}


@routes.get("/api/about")
async def about(request: Request, house: AtHome) -> About:
    """Say which address belongs in links and QR codes: one that a phone can reach."""
    return About(
        version=VERSION,
        origin=house.settings.public_url or _reachable(request, house.settings.host),
        clip_megabytes=house.settings.clip_megabytes,
    )


def _reachable(request: Request, host: str) -> str:
    """Return the address that the asker used, or for 'localhost' the one in the network.

    A server that listens on one address only is not to be had at another.
    """
    url = request.base_url
    lan = lan_address() if url.hostname in LOOPBACK and host in ANY_ADDRESS else None
    return str(url.replace(hostname=lan) if lan else url).rstrip("/")
