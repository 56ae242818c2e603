"""Own notes reach nobody else, and no byte says whose an anonymous card is (P21)."""

from __future__ import annotations

import base64
import json
import random
import secrets
from pathlib import Path

import pytest

from tests.core.made import EIGEN
from tests.live.fakes import Clock
from tests.live.kit import Home, Table, at_home, open_table
from tests.live.own import known
from tests.live.test_secrecy import disguises

pytestmark = pytest.mark.timeout(240)
NAMES = ["ben", "ann", "cas"]
NOWHERE = "no-such-card-at-all"


async def test_P21_no_byte_of_an_own_note_reaches_another_until_it_is_shared(
    tmp_path: Path,
) -> None:
    with known(EIGEN):
        async with at_home(tmp_path) as home:
            await _notes(home)


async def _notes(home: Home) -> None:
    table = await open_table(home.url, NAMES, method="eigen")
    await table.seat("wall", device="screen")
    lena, ann = table["lena"], table["ann"]
    await table.begin("ben")
    shared, kept = (f"canary-é-{secrets.token_hex(8)}" for _ in range(2))
    cards = {}
    for text in (shared, kept):
        cards[text], answer = ann.send("write_card", kind="notitie", text=text)
        assert await answer is None
    # What shows the cards of others shows no own notes; nobody but their writer can.
    assert await lena.ask("reveal_all") is None
    assert await lena.ask("next_step", step="voor-jezelf") is None
    for prier in ("lena", "ben", "cas", "wall"):
        one = table[prier]
        shares = [await one.ask("share_card", card=card) for card in (cards[kept], NOWHERE)]
        ties = [
            await one.ask("link_cards", card=card, other="x", linked=True)
            for card in (cards[kept], NOWHERE)
        ]
        assert shares[0] == shares[1], prier
        assert ties[0] == ties[1], prier
    named = await table["cas"].ask("write_card", kind="vondst", text="x", sources=[cards[kept]])
    absent = await table["cas"].ask("write_card", kind="vondst", text="x", sources=[NOWHERE])
    assert named == absent
    await _holds_from_others(table, shared, kept, *cards.values())
    assert await ann.ask("share_card", card=cards[shared]) is None
    assert await lena.ask("next_step", step="delen") is None
    await _holds_from_others(table, kept, cards[kept])
    assert all(shared in table[name].texts() for name in ("lena", "ben", "cas", "wall"))
    await table.close()


async def _holds_from_others(table: Table, *canaries: str) -> None:
    await table.settle()
    for name in table.people.keys() - {"ann"}:
        one = table[name]
        headers = {"Authorization": f"Bearer {one.token}"}
        pages = b""
        for path in ("report.md", "report.csv"):
            got = await table.http.get(f"/api/boards/{table.board}/{path}", headers=headers)
            pages += got.content + str(got.headers).encode()
        # Who asks for a card by its id says that id; it is not said to them.
        heard = "\n".join(one.heard).encode() + pages
        for canary in canaries:
            assert not any(disguise in heard for disguise in disguises(canary)), (name, canary)


async def twin(
    folder: Path, monkeypatch: pytest.MonkeyPatch, writer: str
) -> dict[str, list[bytes]]:
    """Play one fixed session; return what the others are sent. Only who wrote differs."""
    chance = random.Random(21)

    def token_urlsafe(size: int = 16) -> str:
        return base64.urlsafe_b64encode(chance.randbytes(size)).rstrip(b"=").decode()

    with monkeypatch.context() as patch, known(EIGEN):
        patch.setattr(secrets, "token_hex", lambda size=16: chance.randbytes(size).hex())
        patch.setattr(secrets, "token_urlsafe", token_urlsafe)
        patch.setattr(secrets, "choice", chance.choice)
        patch.setattr("flapover.live.listener.fresh", token_urlsafe)
        async with at_home(folder, Clock()) as home:
            table = await open_table(home.url, NAMES, method="eigen")
            await table.seat("wall", device="screen")
            await table.begin("ben")
            await _worries(table, writer)
            heard = {}
            for name in ("lena", "ben", "wall"):
                headers = {"Authorization": f"Bearer {table[name].token}"}
                path = f"/api/boards/{table.board}/report.md"
                got = await table.http.get(path, headers=headers)
                heard[name] = [text.encode() for text in table[name].heard] + [got.content]
            await table.close()
    return heard


async def _worries(table: Table, writer: str) -> None:
    """Write without a name: hidden first, and in a later step where all see it come."""
    lena, who = table["lena"], table[writer]
    first, second = "request-of-somebody-1", "request-of-somebody-2"
    assert await who.ask("write_card", id=first, kind="zorg", text="Durf ik dit?") is None
    await table.settle()
    for step in ("voor-jezelf", "delen"):
        assert await lena.ask("next_step", step=step) is None
    await table.settle()
    who.say(json.dumps({"type": "typing", "kind": "zorg"}))
    assert await who.ask("write_card", id=second, kind="zorg", text="En dit?") is None
    await table.settle()
    assert await who.ask("edit_card", card=second, text="En dit dan?") is None
    await table.settle()
    assert await who.ask("rewrite_card", card=first, text="Wat durf ik?") is None
    await table.settle()
    assert "Wat durf ik?" in table["wall"].texts()


async def test_P21_two_runs_that_differ_in_who_wrote_without_a_name_are_the_same_to_the_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = await twin(tmp_path / "a", monkeypatch, "ann")
    cas = await twin(tmp_path / "b", monkeypatch, "cas")
    assert len(ann["wall"]) > 5
    assert ann == cas
