"""Hidden text is on no wire of those who may not see it (P21, P23, P42)."""

from __future__ import annotations

import base64
import json
import random
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from flapover.core.project import Scene, view_of
from flapover.core.sight import Key, Own, Sight
from flapover.core.views import View
from tests.live.fakes import Clock
from tests.live.kit import Home, Participant, Table, all_said, at_home, open_table, opened

pytestmark = pytest.mark.timeout(120)


def disguises(token: str) -> Iterator[bytes]:
    """Yield a token in every way that it could be written."""
    plain = token.encode()
    yield plain
    yield plain.hex().encode()
    yield json.dumps(token)[1:-1].encode()
    yield quote(token).encode()
    for shift in range(3):
        # Base64 depends on where the token begins; its edges mix with what stands beside it.
        coded = base64.b64encode(b"x" * shift + plain)
        yield coded[4 if shift else 0 : -4]
    yield "".join(reversed(token)).encode()


@dataclass
class Watch:
    """Everything that every viewer gets, and what each must not get yet."""

    table: Table
    pages: dict[str, list[bytes]] = field(default_factory=dict)
    hidden: dict[str, set[str]] = field(default_factory=dict)
    """Token -> who may see it."""

    def canary(self, *may_see: str) -> str:
        token = f"canary-é-{secrets.token_hex(8)}"
        self.hidden[token] = set(may_see)
        return token

    async def fetch(self, name: str) -> None:
        """Ask for all that HTTP has, as this viewer, and keep it."""
        one = self.table.people[name]
        headers = {"Authorization": f"Bearer {one.token}"}
        kept = self.pages.setdefault(name, [])
        for path in (
            f"/api/boards/{self.table.board}/report.md",
            f"/b/{self.table.board}",
            "/api/x",
        ):
            got = await self.table.http.get(path, headers=headers)
            kept.append(bytes(str(got.headers), "utf-8") + got.content)

    async def check(self) -> None:
        """Fail when anybody was sent what they may not see."""
        await self.table.settle()
        for name, one in self.table.people.items():
            await self.fetch(name)
            seen = "\n".join(one.heard).encode() + b"\n".join(self.pages[name])
            for token, may_see in self.hidden.items():
                if name not in may_see:
                    for disguise in disguises(token):
                        assert disguise not in seen, f"{name} was sent {token}"


@asynccontextmanager
async def watched(home: Home) -> AsyncIterator[Watch]:
    table = await open_table(home.url, ["ben", "ann", "cas"])
    await table.seat("wall", device="screen")
    await table.seat("stille", agree=False)
    yield Watch(table)
    await table.close()


async def pry(watch: Watch, prier: str, card: str) -> None:
    """Ask for a card by its id in every way there is; hidden and absent must sound alike."""
    one = watch.table.people[prier]
    for ask, fields in (
        ("edit_card", {"text": "x"}),
        ("rewrite_card", {"text": "x"}),
        ("remove_card", {}),
        ("move_card", {"sheet": "vragen"}),
        ("rate_card", {"value": "warm"}),
        ("unrate_card", {}),
        ("focus_card", {}),
        ("answer_card", {"text": "x"}),
        ("retract_answer", {}),
    ):
        hidden = await one.ask(ask, card=card, **fields)
        absent = await one.ask(ask, card="no-such-card-at-all", **fields)
        assert hidden == absent, (ask, hidden, absent)


async def test_P21_no_byte_of_a_hidden_card_reaches_another(home: Home) -> None:
    async with watched(home) as watch:
        table = watch.table
        lena, ben, ann, cas = (table[name] for name in ("lena", "ben", "ann", "cas"))
        await table.begin("ben", "vragen")
        # Questions: each writer's own until they are revealed.
        texts = {name: watch.canary(name) for name in ("ann", "cas")}
        cards = {}
        for name, text in texts.items():
            cards[name], answer = table[name].send("write_card", kind="vraag", text=text)
            assert await answer is None
        other = watch.canary("ann")
        assert await ann.ask("edit_card", card=cards["ann"], text=other) is None
        for prier, card in (("cas", "ann"), ("lena", "ann"), ("ben", "cas"), ("wall", "ann")):
            await pry(watch, prier, cards[card])
        await ann.ask("write_card", kind="vraag", text=watch.canary() * 200)
        await ann.ask("write_card", kind="actie", text=watch.canary())
        await watch.check()
        # A step back and forth before the reveal tells nothing either.
        assert await lena.ask("back_step", step="vragen") is None
        assert await lena.ask("next_step", step="situatie") is None
        await table.again("ann")
        await watch.check()
        # Revealed: all at the table see the cards as they are now, never the wording before.
        assert await lena.ask("reveal_author", person=ann.person) is None
        watch.hidden.pop(other)
        await watch.check()
        assert other in ben.texts()
        assert texts["cas"] not in ben.texts()
        assert await lena.ask("next_step", step="vragen") is None
        watch.hidden.pop(texts["cas"])
        await watch.check()
        # The inbrenger's own wording stays hidden after those of the others are shown.
        await lena.ask("go_to_step", step="vragen-waarderen", to="formuleren")
        own = watch.canary("ben")
        assert await ben.ask("write_card", kind="eigen-formulering", text=own) is None
        zin = watch.canary("cas")
        assert await cas.ask("write_card", kind="probleemformulering", text=zin) is None
        await watch.check()
        assert await lena.ask("reveal_all") is None
        watch.hidden.pop(zin)
        assert await lena.ask("next_step", step="formuleren") is None
        await watch.check()
        # Who never promised, and who was sent away, see nothing of the case at all.
        assert not any(text in "".join(table["stille"].heard) for text in (other, zin))
        assert await lena.ask("end_round") is None
        await watch.check()


async def test_P42_a_report_is_the_projection_of_who_asks(home: Home) -> None:
    async with watched(home) as watch:
        table = watch.table
        await table.begin("ben", "vragen")
        secret = watch.canary("ann")
        assert await table["ann"].ask("write_card", kind="vraag", text=secret) is None
        for name in table.people:
            await watch.fetch(name)
        assert secret.encode() in watch.pages["ann"][0]
        for name in table.people.keys() - {"ann"}:
            assert secret.encode() not in watch.pages[name][0], name
        await table["lena"].ask("next_step", step="vragen")
        for name in table.people:
            await watch.fetch(name)
            sees = name != "stille"
            assert (secret.encode() in watch.pages[name][3]) is sees, name


CAS = "request-of-cas-0001"


async def twin(folder: Path, monkeypatch: pytest.MonkeyPatch, own: str, edits: int) -> list[bytes]:
    """Play one fixed session; return all that ann is sent. What differs is hidden from her."""
    chance = random.Random(21)

    def token_hex(size: int = 16) -> str:
        return chance.randbytes(size).hex()

    def token_urlsafe(size: int = 16) -> str:
        return base64.urlsafe_b64encode(chance.randbytes(size)).rstrip(b"=").decode()

    clock = Clock()
    with monkeypatch.context() as patch:
        patch.setattr(secrets, "token_hex", token_hex)
        patch.setattr(secrets, "token_urlsafe", token_urlsafe)
        patch.setattr(secrets, "choice", chance.choice)
        patch.setattr("flapover.live.listener.fresh", token_urlsafe)
        async with at_home(folder, clock) as home:
            table = await open_table(home.url, ["ben", "ann", "cas"])
            lena, ben, ann, cas = (table[name] for name in ("lena", "ben", "ann", "cas"))
            await table.begin("ben", "formuleren")
            card, answer = ben.send("write_card", kind="eigen-formulering", text="begin")
            assert await answer is None
            await table.settle()
            for number in range(edits):
                clock.forward(milliseconds=1)
                await ben.ask("edit_card", card=card, text=f"{own} {number}")
                await table["ben"].quiet()
            clock.at = Clock().at
            await table.settle()
            await cas.ask("write_card", id=f"{CAS}-1", kind="probleemformulering", text="van cas")
            await table.settle()
            await pry_once(ann, card)
            await lena.ask("next_step", step="formuleren")
            await table.settle()
            headers = {"Authorization": f"Bearer {ann.token}"}
            path = f"/api/boards/{table.board}/report.md"
            got = await table.http.get(path, headers=headers)
            await table.close()
    kept = [(name, value) for name, value in got.headers.raw if name != b"date"]
    return [text.encode() for text in ann.heard] + [repr(kept).encode(), got.content]


async def pry_once(one: Participant, card: str) -> None:
    asked = await one.ask("rate_card", id="request-of-ann-0001", card=card, value="warm")
    assert asked == "no_such_card"


async def test_P21_two_runs_that_differ_in_hidden_text_are_the_same_to_the_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = await twin(tmp_path / "a", monkeypatch, "kort", edits=1)
    long = await twin(tmp_path / "b", monkeypatch, "veel langer " * 50, edits=5)
    assert len(short) > 10
    assert short == long


async def test_P23_a_viewer_whose_view_fails_gets_nothing_and_the_others_go_on(
    home: Home, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    table = await open_table(home.url, ["ben", "ann"])
    await table.begin("ben", "vragen")
    ann, ben, lena = table["ann"], table["ben"], table["lena"]
    wrote = "what-ann-wrote"

    def breaks(scene: Scene, key: Key, granted: Sight) -> View | None:
        if key.startswith("card:") or granted == Own(scene.board.people[ann.person].id):  # type: ignore[index]
            raise LookupError(wrote)
        return view_of(scene, key, granted)

    monkeypatch.setattr("flapover.live.fragments.view_of", breaks)
    ann.comes_back = False
    heard = len(ann.heard)
    ann.send("write_card", kind="vraag", text=wrote)
    await ann.until(lambda: ann.codes)
    assert ann.codes == [1011]
    assert ann.heard[heard:] == []
    async with opened(home.url) as socket:
        hello = {"type": "hello", "protocol": 1, "board": table.board, "token": ann.token}
        await socket.send(json.dumps(hello))
        assert await all_said(socket) == []
        assert socket.close_code == 1011
    assert await lena.ask("lock_door") is None
    assert await ben.ask("raise_hand") is None
    monkeypatch.setattr("flapover.core.project.view_of", breaks)
    headers = {"Authorization": f"Bearer {ann.token}"}
    got = await table.http.get(f"/api/boards/{table.board}/report.md", headers=headers)
    assert (got.status_code, got.text) == (500, '{"reason":"unavailable"}')
    assert got.headers["content-security-policy"]
    assert wrote not in caplog.text
    assert caplog.text.count("fault=LookupError") == 3
    await table.close()


async def test_P21_an_error_over_http_repeats_nothing_that_was_sent(home: Home) -> None:
    canary = f"canary{secrets.token_hex(6)}"
    async with httpx.AsyncClient(base_url=home.url, trust_env=False) as http:
        for got in (
            await http.post("/api/boards", json={"name": canary, "method": "NO", "x": canary}),
            await http.post("/api/boards", content=canary),
            await http.post("/api/lobby", json={"code": canary, "name": canary}),
            await http.get(f"/api/{canary}"),
            await http.get(f"/{canary}"),
            await http.get("/api/methods", params={"language": canary}),
        ):
            assert got.status_code in (400, 404)
            assert canary not in str(got.headers) + got.text
