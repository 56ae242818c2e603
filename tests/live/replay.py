"""Plays a record again through real sockets, and looks at every screen after every command.

The server is the real one, in this process. Its clock and its chance are those of the record, so
that persons, cards and subgroups are the same there and here; of a view only what the door and
the board are called, and who is connected, is left out when two are compared.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx

from flapover.core.ids import MethodId, PersonId
from flapover.core.requests import (
    BringClip,
    Command,
    Join,
    OpenBoard,
    PlanMethod,
    Request,
    RingTimer,
    request_adapter,
)
from flapover.core.sight import Key
from tests.live.fakes import Clock
from tests.live.kit import NO_TLS, Home, Participant, View, at_home
from tests.play import LEADER, Unexpected
from tests.recorded import No, Record, Turn

TOLD_APART = 6
"""A text shorter than this may well stand in another."""


@dataclass
class Chance:
    """What the server would draw by lot or look up on its clock; here the record says it."""

    clock: Clock = field(default_factory=Clock)
    person: str = ""
    fresh: str = ""
    boards: Iterator[int] = field(default_factory=count)
    names: list[str] = field(default_factory=list)

    def opens(self) -> None:
        """Let a board be opened, led by the first to come."""
        self.names = [LEADER, f"b{next(self.boards)}"]

    @asynccontextmanager
    async def at_home(self, folder: Path) -> AsyncIterator[Home]:
        """Serve, with this clock and this chance."""
        with ExitStack() as patches:
            for name, draws in (
                ("http.boards.new_name", self.names_pop),
                ("http.people.PersonId", lambda _: PersonId(self.person)),
                ("live.listener.fresh", lambda: self.fresh),
            ):
                patches.enter_context(patch(f"flapover.{name}", draws))
            patches.enter_context(patch("flapover.live.alarm.LOOK_SECONDS", 0.02))
            async with at_home(folder, self.clock) as home:
                yield home

    def names_pop(self) -> str:
        """Return the name of the board, then that of who leads it."""
        return self.names.pop()


class Replay:
    """One record on one board of a server."""

    def __init__(self, home: Home, chance: Chance, own: Mapping[MethodId, str] = {}) -> None:
        """Play on this server; `own` holds the YAML of methods that are not the library's."""
        self.people: dict[PersonId, Participant] = {}
        self.refusals = 0
        """How many refusals came over a socket as the rules had said."""
        self.screens = 0
        """How many whole screens were compared."""
        self.reports: dict[PersonId, str] = {}
        """What each could read as their verslag at the end."""
        self._url = home.url
        self._http = httpx.AsyncClient(
            base_url=home.url, trust_env=False, timeout=30, verify=NO_TLS
        )
        self._chance = chance
        self._own = own
        self._board = ""
        self._opening: tuple[OpenBoard, datetime] | None = None
        """A board is opened with its maker's coming, by one call, at the time of the opening."""

    async def play(self, record: Record) -> None:
        """Play it whole, and see that everybody has what they had, and was refused what they were.

        Raises:
            AssertionError: a screen differs, or an answer does.

        """
        try:
            for turn in record.turns:
                await self._play(turn)
            self._chance.clock.at = record.ended
            await self._refused(record.last)
            await self._never_told(record)
        finally:
            await asyncio.gather(*(one.leave() for one in self.people.values()))
            await self._http.aclose()

    async def _play(self, turn: Turn) -> None:
        self._chance.clock.at = turn.command.at
        self._chance.fresh = turn.command.fresh
        await self._refused(turn.noes)
        await self._happens(turn)
        await self._settle()
        self._compare(turn)

    # What happens

    async def _happens(self, turn: Turn) -> None:
        command = turn.command
        match command.request:
            case OpenBoard() as opening:
                self._opening = opening, command.at
            case Join() as join:
                await self._joins(join)
            case RingTimer():
                leader = self.people[LEADER]
                await leader.until(lambda: leader.one("timer")["state"] == "over")
            case PlanMethod(method=method) if method in self._own:
                await self._plans(command.by, self._own[method])
            case BringClip():
                raise Unexpected("a clip comes over HTTP, which no record can do yet")
            case request:
                said = await self._asks(command, request)
                assert said == turn.refused, f"{command.by} asked {request.type}: {said}"

    async def _asks(self, command: Command, request: Request) -> str | None:
        one = self.people[command.typed_by]
        kind, fields = on_the_wire(request)
        by = None if command.by == command.typed_by else command.by
        return await one.ask(kind, id=command.id, by=by, **fields)

    async def _joins(self, join: Join) -> None:
        self._chance.person = join.person
        if self._opening is not None:
            got = await self._opens(*self._opening, join)
            self._opening = None
        elif join.waiting:
            code = self.people[LEADER].one("door")["code"]
            got = await self._post("/api/lobby", {"code": code, "name": join.name})
        else:
            secret = self.people[LEADER].one("door")["secret"]
            body = {"secret": secret, "name": join.name, "device": join.device}
            got = await self._post(f"/api/boards/{self._board}/seats", body)
        assert got["person"] == join.person
        one = Participant(self._url, self._board, got["token"], got["person"])
        self.people[join.person] = await one.come()

    async def _opens(self, opening: OpenBoard, at: datetime, join: Join) -> dict[str, str]:
        self._chance.opens()
        self._chance.clock.at = at
        body = {
            "title": opening.title,
            "method": opening.plan.id,
            "language": opening.language,
            "name": join.name,
            "takes_part": join.takes_part,
        }
        got = await self._post("/api/boards", body)
        self._board = got["board"]
        return got

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, str]:
        answer = await self._http.post(path, json=body)
        assert answer.status_code == 201, answer.text
        got: dict[str, str] = answer.json()
        return got

    async def _plans(self, who: PersonId, text: str) -> None:
        headers = {"Authorization": f"Bearer {self.people[who].token}"}
        path = f"/api/boards/{self._board}/plan"
        answer = await self._http.put(path, content=text.encode(), headers=headers)
        assert answer.status_code == 200, answer.text

    # What is refused

    async def _refused(self, noes: Sequence[No]) -> None:
        """See that everybody is refused what the rules refuse, and that nothing comes of it."""
        if not noes:
            return
        before = {who: screen(one) for who, one in self.people.items()}
        asked = [(no, self._asks_in_vain(no)) for no in noes]
        for no, answer in asked:
            said = await answer
            assert said == no.reason, f"{no.by} asked {no.request}: {said}, not {no.reason}"
        self.refusals += len(asked)
        await self._settle()
        assert before == {who: screen(one) for who, one in self.people.items()}

    def _asks_in_vain(self, no: No) -> asyncio.Future[str | None]:
        kind, fields = on_the_wire(no.request)
        by = None if no.by == no.typed_by else no.by
        return self.people[no.typed_by].send(kind, by=by, **fields)[1]

    # What is seen

    async def _settle(self) -> None:
        """Let everybody hear all that is under way; who was sent away hears why."""
        await asyncio.gather(*(_hears(one) for one in self._connected()))

    def _connected(self) -> list[Participant]:
        return [one for one in self.people.values() if not one.byes]

    def _compare(self, turn: Turn) -> None:
        for who, one in self.people.items():
            if one.byes:
                assert not turn.seen[who], f"{who} was sent away and sees {turn.seen[who]}"
                continue
            self.screens += 1
            expected = {key: _of_the_rules(text) for key, text in turn.seen[who].items()}
            found = screen(one)
            assert found == expected, _difference(who, turn, found, expected)

    async def _never_told(self, record: Record) -> None:
        """See that no frame and no verslag ever held a text that its receiver never had (P21)."""
        texts = {text for turn in record.turns for text in _texts(turn)}
        for who, one in self.people.items():
            had = "".join(text for turn in record.turns for text in turn.seen.get(who, {}).values())
            never = {text for text in texts if len(text) >= TOLD_APART and text not in had}
            self.reports[who] = await self._verslag(one)
            sent = "".join(one.heard) + self.reports[who]
            assert not [text for text in never if text in sent], f"{who} was sent what is hidden"

    async def _verslag(self, one: Participant) -> str:
        headers = {"Authorization": f"Bearer {one.token}"}
        got = await self._http.get(f"/api/boards/{self._board}/report.md", headers=headers)
        return got.text


async def _hears(one: Participant) -> None:
    """Wait for the answer to a beat, or for the bye of who is sent away."""
    heard = len(one.heard)
    one.say('{"type":"beat"}')
    await one.until(lambda: one.byes or any('"pulse"' in text for text in one.heard[heard:]))


def on_the_wire(request: Request) -> tuple[str, dict[str, Any]]:
    """Return the type of a request and its fields as JSON has them."""
    fields: dict[str, Any] = request_adapter.dump_python(request, mode="json", by_alias=True)
    return fields.pop("type"), fields


def screen(one: Participant) -> dict[Key, View]:
    """Return all that somebody has on screen, as far as it can be compared."""
    return {Key(key): comparable(view) for key, view in one.views.items()}


def comparable(view: View) -> View:
    """Return a view without what is called otherwise on every board, or depends on the line."""
    match view["type"]:
        case "board":
            return {**view, "id": None}
        case "door":
            return {**view, "secret": bool(view["secret"]), "code": bool(view["code"])}
        case "presence":
            return {**view, "here": None, "writing": None}
        case _:
            return view


@lru_cache(maxsize=20_000)
def _of_the_rules(text: str) -> View:
    return comparable(json.loads(text))


@lru_cache(maxsize=20_000)
def _texts_of(text: str) -> tuple[str, ...]:
    view = json.loads(text)
    if view["type"] != "card":
        return ()
    said = (view["text"], *view["parts"].values(), *view["earlier"])
    return tuple(json.dumps(one, ensure_ascii=False)[1:-1] for one in said)


def _texts(turn: Turn) -> Iterator[str]:
    for told in turn.seen.values():
        for text in told.values():
            yield from _texts_of(text)


def _difference(
    who: PersonId, turn: Turn, found: Mapping[Key, View], expected: Mapping[Key, View]
) -> str:
    keys = sorted(found.keys() | expected.keys())
    lines = [
        f"{key}: {found.get(key)}, expected {expected.get(key)}"
        for key in keys
        if found.get(key) != expected.get(key)
    ]
    return f"{who} after {turn.command.request}:\n" + "\n".join(lines)
