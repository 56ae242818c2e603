"""What waits, and who gave a dot, is on no wire: not to the gespreksleider, not to the wall (P21).

Two plays that differ only in what must stay secret send everybody else the very same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flapover.core.ids import CriterionId, PersonId
from flapover.core.requests import PlaceDots, RateCard
from tests.core.weighed import WEIGHED
from tests.live.own import known
from tests.live.replay import Chance, Replay
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, SCREEN, Play
from tests.recorded import recording

pytestmark = pytest.mark.timeout(120)
OTHERS = (LEADER, INBRENGER, ANN, SCREEN)
"""Everybody who weighs nothing here, and must learn nothing of it."""


@dataclass(frozen=True)
class Weighing:
    """What two people say in secret."""

    says: str
    bob: int
    """How many dots Bob gives; Cem gives the rest of three."""


async def sent(folder: Path, weighing: Weighing, *, shown: bool) -> Replay:
    """Play one weighing through real sockets, and on to the step that shows it if so wanted."""
    with recording() as records:
        play = Play(WEIGHED).start()
        for who in (INBRENGER, ANN):
            play.write(who, "vraag", f"Vraag van {who}").write(who, "idee", f"Idee van {who}")
        play.next()
        _weigh(play, weighing)
        if shown:
            play.next()
    chance = Chance()
    with known(WEIGHED):
        async with chance.at_home(folder) as home:
            replay = Replay(home, chance)
            await replay.play(records[0])
    return replay


def _weigh(play: Play, weighing: Weighing) -> None:
    question, idea = play.card_id("Vraag van ann"), play.card_id("Idee van ann")
    for criterion in (CriterionId("belang"), CriterionId("gemak")):
        play.do(BOB, RateCard(card=question, value=weighing.says, criterion=criterion))
    play.do(BOB, PlaceDots(card=idea, count=weighing.bob))
    play.do(CEM, PlaceDots(card=idea, count=3 - weighing.bob))


def told(replay: Replay, who: PersonId) -> list[dict[str, Any]]:
    """Return all that somebody was sent, but for the secrets of the door and who is connected."""
    frames = [json.loads(text) for text in replay.people[who].heard]
    return [
        {**frame, "n": None, field: [view for view in frame[field] if _comparable(view)]}
        for frame in frames
        for field in ("views", "set")
        if field in frame and any(map(_comparable, frame[field]))
    ]


def _comparable(view: dict[str, Any]) -> bool:
    return view["type"] not in ("door", "presence")


def cards(replay: Replay, who: PersonId) -> Iterator[dict[str, Any]]:
    """Yield every card that somebody was ever sent, as it was then."""
    for frame in told(replay, who):
        yield from (view for view in frame.get("set", []) if view["type"] == "card")


async def test_P21_what_waits_is_on_no_wire_of_another(tmp_path: Path) -> None:
    one = await sent(tmp_path / "a", Weighing("een", 1), shown=False)
    other = await sent(tmp_path / "b", Weighing("drie", 2), shown=False)
    for who in OTHERS:
        assert list(cards(one, who))
        for card in cards(one, who):
            assert (card["ratings"], card["dots"], card["my_dots"]) == ([], None, 0)
        assert told(one, who) == told(other, who), who
        assert one.reports[who] == other.reports[who], who
    assert told(one, BOB) != told(other, BOB), "who weighs sees what they said"


async def test_P21_whose_the_dots_are_is_on_no_wire_when_they_are_shown(tmp_path: Path) -> None:
    one = await sent(tmp_path / "a", Weighing("een", 1), shown=True)
    other = await sent(tmp_path / "b", Weighing("een", 2), shown=True)
    for who in OTHERS:
        assert [card["dots"] for card in cards(one, who) if card["dots"]] == [3]
        assert told(one, who) == told(other, who), who
        assert one.reports[who] == other.reports[who], who


async def test_a_rating_that_is_shown_later_is_told_then(tmp_path: Path) -> None:
    one = await sent(tmp_path / "a", Weighing("een", 1), shown=True)
    other = await sent(tmp_path / "b", Weighing("drie", 1), shown=True)
    for who in OTHERS:
        assert told(one, who) != told(other, who), who
        assert one.reports[who] != other.reports[who], who
