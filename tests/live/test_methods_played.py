"""Every method, played whole through real sockets by everybody at the table, the wall among them.

What was written down while the rules alone played it is what each must see, and be refused, there:
after every command every screen is compared, and in every step everybody asks for what they may
not have (P20, P21, P22, P25).
"""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from flapover.core.ids import MethodId
from tests.live.kit import Home
from tests.live.replay import Chance, Replay
from tests.methods import test_odd
from tests.play import Play, library
from tests.recorded import Record, recording
from tests.walk import left_out, walk

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="module")]
WHOLE = "test_it_is_played_whole"
"""How the whole script of a method begins its name, in tests/methods/test_<method>.py."""

Served = tuple[Home, Chance]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    """One server for all of them."""
    chance = Chance()
    async with chance.at_home(Path(tmp_path_factory.mktemp("played"))) as home:
        yield home, chance


@pytest.mark.parametrize("method", sorted(library().ids))
async def test_P20_P21_everybody_does_all_that_every_step_opens(
    served: Served, method: MethodId
) -> None:
    with recording() as records:
        play = Play(method)
        walk(play)
    assert left_out(records[0].turns, play.round.method) == set()
    await replayed(served, records)


def scripts() -> list[Any]:
    """Return every whole script that a method has of its own, by its method."""
    found = []
    for method in sorted(library().ids):
        module = import_module(f"tests.methods.test_{method.replace('-', '_')}")
        functions = inspect.getmembers(module, inspect.isfunction)
        whole = [script for name, script in functions if name.startswith(WHOLE)]
        assert whole, f"{method} has no {WHOLE}"
        found += [one for script in whole for one in _each(method, script)]
    return found


def _each(method: MethodId, script: Callable[..., None]) -> list[Any]:
    """Return a script as often as it is parametrized."""
    marks = [mark for mark in getattr(script, "pytestmark", []) if mark.name == "parametrize"]
    values = [value for mark in marks for value in mark.args[1]] or [None]
    return [
        pytest.param(script, () if value is None else (value,), id=_called(method, value))
        for value in values
    ]


def _called(method: MethodId, value: object) -> str:
    return method if value is None else f"{method}-{value}"


@pytest.mark.parametrize(("script", "said"), scripts())
async def test_P20_P21_the_script_of_a_method_is_played_whole(
    served: Served, script: Callable[..., None], said: tuple[object, ...]
) -> None:
    with recording() as records:
        script(*said)
    await replayed(served, records)


@pytest.mark.parametrize("way", ["onweer", "stilte"])
async def test_P20_P21_a_method_that_nobody_foresaw_is_sent_and_played_whole(
    served: Served, way: str
) -> None:
    with recording() as records:
        test_odd.test_it_is_played_whole(way)
    await replayed(served, records, {test_odd.METHOD.id: test_odd.YAML})


async def test_P20_P21_everybody_does_all_that_it_opens_too(served: Served) -> None:
    with recording() as records:
        play = Play("post-it").plan_own(test_odd.METHOD)
        walk(play)
    assert left_out(records[0].turns, test_odd.METHOD) == set()
    await replayed(served, records, {test_odd.METHOD.id: test_odd.YAML})


async def replayed(served: Served, records: list[Record], own: Mapping[MethodId, str] = {}) -> None:
    """Play these records on boards of their own."""
    home, chance = served
    assert records
    for record in records:
        replay = Replay(home, chance, own)
        await replay.play(record)
        assert replay.refusals > 100
        assert replay.screens > 100
