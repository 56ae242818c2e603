"""Many who ask at the same time are one question, and each hears what was so after they asked."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

import pytest

from flapover.journal import JournalUnavailable
from flapover.journal.together import Together

pytestmark = pytest.mark.timeout(20)


class Store:
    def __init__(self) -> None:
        self.holds: dict[str, str] = {}
        self.asked: list[set[str]] = []
        self.open = asyncio.Event()
        self.fails = False

    async def __call__(self, names: Collection[str]) -> dict[str, str]:
        self.asked.append(set(names))
        here = dict(self.holds)
        await self.open.wait()
        if self.fails:
            raise JournalUnavailable("away")
        return {name: here[name] for name in names if name in here}


async def test_who_asks_while_a_question_is_out_shares_the_next() -> None:
    store = Store()
    store.holds = {"a": "Ann", "b": "Ben"}
    together = Together(store)
    first = asyncio.create_task(together.find("a"))
    await asyncio.sleep(0.01)
    others = [asyncio.create_task(together.find(name)) for name in ("b", "c", "b")]
    await asyncio.sleep(0.01)
    assert store.asked == [{"a"}]
    store.open.set()
    assert await first == "Ann"
    assert await asyncio.gather(*others) == ["Ben", None, "Ben"]
    assert store.asked == [{"a"}, {"b", "c"}]


async def test_what_was_stored_before_one_asked_is_found() -> None:
    store = Store()
    together = Together(store)
    early = asyncio.create_task(together.find("a"))
    await asyncio.sleep(0.01)
    store.holds["a"] = "Ann"
    late = asyncio.create_task(together.find("a"))
    store.open.set()
    assert (await early, await late) == (None, "Ann")


async def test_all_who_share_a_question_hear_that_it_failed_and_the_next_is_asked() -> None:
    store = Store()
    store.open.set()
    store.fails = True
    together = Together(store)
    told = await asyncio.gather(
        *(together.find(name) for name in ("a", "b")), return_exceptions=True
    )
    assert [type(one) for one in told] == [JournalUnavailable] * 2
    store.fails, store.holds = False, {"a": "Ann"}
    assert await together.find("a") == "Ann"


async def test_who_gives_up_takes_no_answer_from_others() -> None:
    store = Store()
    store.holds = {"a": "Ann"}
    together = Together(store)
    impatient, patient = (asyncio.create_task(together.find("a")) for _ in range(2))
    await asyncio.sleep(0.01)
    impatient.cancel()
    await asyncio.sleep(0.01)
    store.open.set()
    assert await patient == "Ann"
    assert impatient.cancelled()
