"""Whoever turns their back gets no byte of what the others do, over the real wires (P21)."""

from __future__ import annotations

import base64
import random
import secrets
from pathlib import Path

import pytest

from tests.core.made import GROEPEN
from tests.live.fakes import Clock
from tests.live.kit import Home, at_home, open_table
from tests.live.own import known
from tests.live.test_secrecy import disguises

pytestmark = pytest.mark.timeout(240)


async def test_P21_no_byte_of_a_card_reaches_who_turns_their_back(tmp_path: Path) -> None:
    with known(GROEPEN):
        async with at_home(tmp_path) as home:
            await _gossip(home)


async def _gossip(home: Home) -> None:
    table = await open_table(home.url, ["ben", "ann", "cas"], method="klein")
    lena, ben, ann, cas = (table[name] for name in ("lena", "ben", "ann", "cas"))
    await table.begin("ben", "verdelen")
    before, canary = (f"canary-é-{secrets.token_hex(8)}" for _ in range(2))
    assert await ann.ask("write_card", kind="vraag", text=before) is None
    assert await lena.ask("go_to_step", step="verdelen", to="roddel") is None
    await table.settle()
    assert before in ann.texts()
    assert before not in ben.texts()
    heard = len(ben.heard)
    card, answer = ann.send("write_card", kind="vraag", text=canary)
    assert await answer is None
    assert await cas.ask("rate_card", card=card, value="ja") is None
    assert await cas.ask("focus_card", card=card) is None
    assert await ann.ask("mark_ready", step="roddel", ready=True) is None
    assert await ann.ask("raise_hand") is None
    assert await lena.ask("give_turn", person=ann.person) is None
    await table.settle()
    assert canary in cas.texts()
    # Not a frame came, but for the answers to what ben himself does.
    assert all('"pulse"' in text for text in ben.heard[heard:])
    for ask, fields in (
        ("edit_card", {"text": "x"}),
        ("rewrite_card", {"text": "x"}),
        ("remove_card", {}),
        ("move_card", {"sheet": "flap"}),
        ("rate_card", {"value": "ja"}),
        ("focus_card", {}),
        ("answer_card", {"text": "x"}),
    ):
        there = await ben.ask(ask, card=card, **fields)
        assert there == await ben.ask(ask, card="no-such-card-at-all", **fields), ask
    # A reload, and a second device of the same seat.
    await table.again("ben")
    await table.settle()
    headers = {"Authorization": f"Bearer {ben.token}"}
    pages = b""
    for path in ("report.md", "report.csv"):
        got = await table.http.get(f"/api/boards/{table.board}/{path}", headers=headers)
        pages += got.content + str(got.headers).encode()
    seen = "\n".join(ben.heard[heard:]).encode() + pages
    for token in (before, canary, card):
        assert not any(disguise in seen for disguise in disguises(token)), token
    assert await ben.ask("write_card", kind="notitie", text="Alleen voor mij") is None
    await table.settle()
    assert ben.texts() == ["Alleen voor mij"]
    assert await lena.ask("next_step", step="roddel") is None
    await table.settle()
    assert {before, canary} < set(ben.texts())
    await table.close()


async def twin(folder: Path, monkeypatch: pytest.MonkeyPatch, *, busy: bool) -> list[bytes]:
    """Play one fixed session; return all that ben is sent. Only what the others do differs."""
    chance = random.Random(21)

    def token_urlsafe(size: int = 16) -> str:
        return base64.urlsafe_b64encode(chance.randbytes(size)).rstrip(b"=").decode()

    clock = Clock()
    with monkeypatch.context() as patch, known(GROEPEN):
        patch.setattr(secrets, "token_hex", lambda size=16: chance.randbytes(size).hex())
        patch.setattr(secrets, "token_urlsafe", token_urlsafe)
        patch.setattr(secrets, "choice", chance.choice)
        async with at_home(folder, clock) as home:
            table = await open_table(home.url, ["ben", "ann", "cas"], method="klein")
            lena, ben, ann, cas = (table[name] for name in ("lena", "ben", "ann", "cas"))
            await table.begin("ben", "roddel")
            await table.settle()
            if busy:
                for number in range(4):
                    name = f"request-of-ann-000{number}"
                    await ann.ask("write_card", id=name, kind="vraag", text=f"roddel {number}")
                    await cas.ask("rate_card", card=name, value="ja")
                    await cas.ask("focus_card", card=name)
                await cas.ask("mark_ready", step="roddel", ready=True)
                await lena.ask("give_turn", person=cas.person)
            await table.settle(["lena", "ann", "cas"])
            await ben.ask("write_card", id="request-of-ben-0001", kind="notitie", text="Zo")
            await ben.ask("mark_ready", id="request-of-ben-0002", step="roddel", ready=True)
            headers = {"Authorization": f"Bearer {ben.token}"}
            got = await table.http.get(f"/api/boards/{table.board}/report.md", headers=headers)
            heard = list(ben.heard)
            await table.close()
    return [text.encode() for text in heard] + [got.content]


async def test_P21_two_runs_that_differ_in_what_the_others_do_are_the_same_to_the_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet = await twin(tmp_path / "a", monkeypatch, busy=False)
    busy = await twin(tmp_path / "b", monkeypatch, busy=True)
    assert len(quiet) > 5
    assert quiet == busy
