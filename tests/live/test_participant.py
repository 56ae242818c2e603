"""What the tests' own participant waits for, and what it does not forgive."""

from __future__ import annotations

import asyncio

import pytest

from tests.live.kit import Participant

BOARD = {"type": "board", "title": "Dinsdag"}
A_MOMENT = 0.02


def participant() -> Participant:
    return Participant("http://nowhere", "board", "token")


async def test_a_view_that_has_not_come_yet_is_waited_for() -> None:
    one = participant()
    waiting = asyncio.create_task(one.until(lambda: one.one("board")["title"] == "Dinsdag"))
    await asyncio.sleep(0)
    assert not waiting.done()
    one.mirror.take({"type": "snapshot", "n": 1, "views": [BOARD]})
    await one._notify()
    await waiting


async def test_a_view_that_never_comes_fails_with_its_name() -> None:
    one = participant()
    with pytest.raises(AssertionError, match=r"it never came; there was no KeyError.'now'"):
        await one.until(lambda: one.one("now")["step"] == "vragen", A_MOMENT)
    with pytest.raises(AssertionError, match="there was no StopIteration"):
        await one.until(lambda: next(iter(one.of("card")))["text"], A_MOMENT)


async def test_what_only_does_not_hold_names_nothing_missing() -> None:
    one = participant()
    with pytest.raises(AssertionError, match=r"^it never came; last heard"):
        await one.until(one.texts, A_MOMENT)


async def test_any_other_fault_in_what_is_asked_is_heard_at_once() -> None:
    one = participant()
    with pytest.raises(AttributeError):
        await one.until(lambda: one.mirror.nothing)  # type: ignore[attr-defined]
