"""What every route works with: the one set of live things of this process."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, cast

from fastapi import Depends, Request, WebSocket
from starlette.requests import HTTPConnection

from flapover.journal import Journal
from flapover.live.limits import Limit
from flapover.live.listener import Desk
from flapover.live.rooms import Rooms
from flapover.methods import Library
from flapover.settings import Settings


def utc_now() -> datetime:
    """Return the server's clock."""
    return datetime.now(UTC)


class WrongCodes:
    """How many wrong codes one address, and all together, may still try (P33)."""

    def __init__(self) -> None:
        """Begin with nobody having guessed."""
        self._minute = Limit(burst=5, per_second=5 / 60)
        self._hour = Limit(burst=20, per_second=20 / 3600)
        self._all = Limit(burst=10, per_second=10)

    def open_to(self, address: str) -> bool:
        """Say whether this address may try a code now."""
        own = self._minute.allows(address) and self._hour.allows(address)
        return own and self._all.allows("all")

    def note(self, address: str) -> None:
        """Count a wrong code."""
        for limit, key in ((self._minute, address), (self._hour, address), (self._all, "all")):
            limit.take(key)


@dataclass(frozen=True, slots=True)
class House:
    """The live things of one process."""

    settings: Settings
    journal: Journal
    rooms: Rooms
    library: Library
    now: Callable[[], datetime]
    desk: Desk
    wrong_codes: WrongCodes
    new_boards: Limit


def make_house(
    settings: Settings, journal: Journal, library: Library, now: Callable[[], datetime] = utc_now
) -> House:
    """Put the live things of a process together."""
    return House(
        settings=settings,
        journal=journal,
        rooms=Rooms(journal, now),
        library=library,
        now=now,
        desk=Desk(
            library=library,
            per_person=Limit(settings.person_burst, settings.person_per_second),
            per_board=Limit(settings.board_per_second, settings.board_per_second),
            now=now,
            silence_seconds=2 * settings.heartbeat_seconds + 2,
        ),
        wrong_codes=WrongCodes(),
        new_boards=Limit(burst=settings.boards_burst, per_second=settings.boards_per_second),
    )


def address_of(connection: HTTPConnection) -> str:
    """Return where a request comes from; a proxy is believed only when the settings trust it."""
    return connection.client.host if connection.client is not None else "unknown"


def _of_request(request: Request) -> House:
    return _house(request)


def _of_socket(socket: WebSocket) -> House:
    return _house(socket)


def _house(connection: Request | WebSocket) -> House:
    return cast("House", connection.app.state.house)


AtHome = Annotated[House, Depends(_of_request)]
AtSocket = Annotated[House, Depends(_of_socket)]
