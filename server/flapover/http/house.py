"""What every route works with: the one set of live things of this process."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address, ip_network
from typing import Annotated, cast
from weakref import WeakValueDictionary

from fastapi import Depends, Request
from starlette.requests import HTTPConnection

from flapover.http.tickets import Tickets
from flapover.journal import Journal
from flapover.live.bus import Bus, open_bus
from flapover.live.films import Films
from flapover.live.limits import Limit
from flapover.live.listener import Desk
from flapover.live.rooms import Rooms
from flapover.live.turns import Turns
from flapover.methods import Library
from flapover.report.press import Press
from flapover.settings import Settings

SEATS_AT_ONCE = 3
SEATS_PER_SECOND = 10
"""How many more seats than boards one address may take, at once and on the long run."""
IPV6_PREFIX = 64
"""A household or a phone has a whole network of this length to choose its addresses from."""


def utc_now() -> datetime:
    """Return the server's clock."""
    return datetime.now(UTC)


class WrongCodes:
    """How many wrong codes one address, and all together, may still try (P33).

    A try is paid for before the code is looked up, or many at once would all find the purse full.
    Whoever has not guessed wrong for minutes draws from a purse of their own kind when the common
    one is empty: else a few guessing addresses would keep everybody out. Both purses together let
    through 110 guesses a second, of 282 thousand million codes, and a hit only leads to the lobby.
    """

    def __init__(self) -> None:
        """Begin with nobody having guessed."""
        self._minute = Limit(burst=5, per_second=5 / 60)
        self._hour = Limit(burst=20, per_second=20 / 3600)
        self._all = Limit(burst=10, per_second=10)
        self._first = Limit(burst=100, per_second=100)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def turn(self, address: str) -> asyncio.Lock:
        """Return the turn of this address: of a group behind one, each waits for the one before.

        Else the tries that are still under way would look like wrong ones to the sixth of them.
        """
        return self._turns.setdefault(neighbourhood(address), asyncio.Lock())

    def take(self, address: str) -> "Try | None":
        """Pay for one code from this address; None when it may not try now."""
        who = neighbourhood(address)
        first = self._hour.untouched(who)
        if not (self._minute.allows(who) and self._hour.allows(who)):
            return None
        for shared in (self._all, self._first) if first else (self._all,):
            if shared.take("all"):
                self._minute.take(who)
                self._hour.take(who)
                return Try(((self._minute, who), (self._hour, who), (shared, "all")))
        return None


@dataclass(frozen=True, slots=True)
class Try:
    """One code that was paid for."""

    paid: tuple[tuple[Limit, str], ...]

    def give_back(self) -> None:
        """Let it cost nothing: the code was right, or could not be looked up."""
        for limit, key in self.paid:
            limit.give_back(key)


@dataclass(frozen=True, slots=True)
class House:
    """The live things of one process."""

    settings: Settings
    journal: Journal
    bus: Bus
    rooms: Rooms
    library: Library
    now: Callable[[], datetime]
    desk: Desk
    wrong_codes: WrongCodes
    new_boards: Limit
    seats_of_address: Limit
    seats_of_board: Limit
    press: Press
    own_methods: Limit
    """How often one address may have a method of its own read."""
    films: Films
    tickets: Tickets
    film_reads: Limit
    """How often one person may have a piece of a film read."""
    turns: Turns
    """Of those who come in."""


def make_house(
    settings: Settings, journal: Journal, library: Library, now: Callable[[], datetime] = utc_now
) -> House:
    """Put the live things of a process together."""
    bus = open_bus(settings.redis_url)
    most_bytes = settings.clip_megabytes * 1_000_000
    films = Films(settings.data / "clips", most_bytes, shared=bus.shared)
    return House(
        settings=settings,
        journal=journal,
        bus=bus,
        rooms=Rooms(journal, now, films.let_go, bus),
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
        seats_of_address=Limit(
            burst=SEATS_AT_ONCE * settings.boards_burst,
            per_second=SEATS_PER_SECOND * settings.boards_per_second,
        ),
        seats_of_board=Limit(burst=60, per_second=1),
        press=Press(),
        own_methods=Limit(burst=30, per_second=1),
        films=films,
        tickets=Tickets(now),
        film_reads=Limit(burst=100, per_second=20),
        turns=Turns(),
    )


def address_of(connection: HTTPConnection) -> str:
    """Return where a request comes from; a proxy is believed only when the settings trust it."""
    return connection.client.host if connection.client is not None else "unknown"


def neighbourhood(address: str) -> str:
    """Return what counts as one address where it is cheap to have many: of IPv6 the network."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ip_network((found.packed[:8] + bytes(8), IPV6_PREFIX)))


def _house(request: Request) -> House:
    return cast("House", request.app.state.house)


AtHome = Annotated[House, Depends(_house)]
