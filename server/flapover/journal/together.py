"""Asks one question for all who want to know the same thing at the same time.

After a restart everybody shows their token at once, and a question for each of them would be most
of what looking them up costs. Whoever asks alone does not wait.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Generic, TypeVar

Found = TypeVar("Found")
Question = Callable[[Collection[str]], Awaitable[Mapping[str, Found]]]
"""Finds what these names stand for; what is not found is left out."""


class Together(Generic[Found]):
    """Those who wait for the next question, which is asked when the one before it is answered."""

    def __init__(self, ask: Question[Found]) -> None:
        """Begin with nobody."""
        self._ask = ask
        self._names: set[str] = set()
        self._next: asyncio.Task[Mapping[str, Found]] | None = None
        self._turn = asyncio.Lock()

    async def find(self, name: str) -> Found | None:
        """Return what this name stands for at some moment after this call; None for nothing.

        Raises:
            Exception: what the question raised.

        """
        self._names.add(name)
        if self._next is None:
            self._next = asyncio.create_task(self._find())
            # When nobody waits any more, nobody is told of its failure either.
            self._next.add_done_callback(lambda done: done.cancelled() or done.exception())
        # Shielded: others wait for the same answer.
        return (await asyncio.shield(self._next)).get(name)

    async def _find(self) -> Mapping[str, Found]:
        async with self._turn:
            names, self._names, self._next = self._names, set(), None
            return await self._ask(names)
