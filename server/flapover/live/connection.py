"""One open socket of one seat: what it still has to be told, and the writer that tells it.

It keeps a set of touched keys, not a queue of messages: a slow phone merges many changes into one
frame, holds nothing that can grow, and delays nobody. Only this writer touches the socket.
"""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol

from flapover.core.ids import PersonId, RequestId
from flapover.core.project import Scene
from flapover.core.rejected import Reason
from flapover.core.sight import Key, keys
from flapover.core.steps import milliseconds
from flapover.live.fragments import Fragment, Fragments
from flapover.live.wire import CLOSE_CODES, Answer, Bye, Farewell, Pulse

FRAME_SECONDS = 5.0
"""How long a phone may take to accept one frame before it is given up."""
BYE_SECONDS = 0.5
"""How long a phone may take to accept the last one; the others must see it gone within a second."""


class Socket(Protocol):
    """What a connection needs of a transport."""

    async def send(self, text: str) -> None:
        """Send one message, waiting for the peer to read; `ConnectionError` when it is gone."""

    async def close(self, code: int) -> None:
        """Close; harmless when it is closed already."""


class Stage(Protocol):
    """What a connection reads from its room."""

    @property
    def scene(self) -> Scene:
        """The board and who is there, as committed."""

    @property
    def fragments(self) -> Fragments:
        """The encoded views of that board."""


class Connection:
    """A seat's open socket, as its room sees it."""

    def __init__(
        self, stage: Stage, person: PersonId, socket: Socket, now: Callable[[], datetime]
    ) -> None:
        """Begin with everything still to be told."""
        self.person = person
        self._stage = stage
        self._socket = socket
        self._now = now
        self._wake = asyncio.Event()
        self._wake.set()
        self._whole = True
        self._touched: dict[Key, None] = {}
        self._answers: list[Answer] = []
        self._pulse = False
        self._farewell: Farewell | None = None
        self._sending: asyncio.Timeout | None = None
        self._told: dict[Key, Fragment] = {}
        self._frames = 0

    def touch(self, changed: Iterable[Key]) -> None:
        """Note that these entities may look different now."""
        self._touched.update(dict.fromkeys(changed))
        self._wake.set()

    def resync(self) -> None:
        """Note that the peer wants everything again."""
        self._whole = True
        self._wake.set()

    def answer(self, request: RequestId, refused: Reason | None) -> None:
        """Note what became of a request; it goes out with its effect or after it, never before."""
        self._answers.append(Answer(id=request, refused=refused))
        self._wake.set()

    def pulse(self) -> None:
        """Note that the peer asked for a sign of life."""
        self._pulse = True
        self._wake.set()

    def farewell(self, reason: Farewell) -> None:
        """Note that this socket is to be closed; nothing of the board is sent any more.

        A frame on its way is not waited for: who is removed must not stay by not reading (P27).
        """
        self._farewell = self._farewell or reason
        self._wake.set()
        if self._sending is not None and not self._sending.expired():
            self._sending.reschedule(asyncio.get_running_loop().time())

    async def write(self) -> None:
        """Tell the peer what there is to tell, until a farewell or until the socket breaks.

        Raises:
            ConnectionError: the peer is gone, or did not take a frame in time.

        """
        while self._farewell is None:
            await self._wake.wait()
            self._wake.clear()
            for text in self._drain():
                if self._farewell is None:
                    await self._send(text)
        await say_bye(self._socket, self._farewell)

    async def _send(self, text: str) -> None:
        try:
            async with asyncio.timeout(FRAME_SECONDS) as self._sending:
                await self._socket.send(text)
        except TimeoutError:
            if self._farewell is None:
                raise ConnectionAbortedError("the peer does not read") from None
        finally:
            self._sending = None

    def _drain(self) -> list[str]:
        if self._farewell is not None:
            return []
        frames = [self._snapshot() if self._whole else self._update()]
        if self._pulse:
            self._pulse = False
            frames.append(Pulse(now_ms=milliseconds(self._now())).model_dump_json())
        return [frame for frame in frames if frame]

    def _snapshot(self) -> str:
        scene = self._stage.scene
        found = {key: self._see(scene, key) for key in keys(scene.board)}
        self._told = {key: text for key, text in found.items() if text is not None}
        self._whole = False
        self._touched.clear()
        views = ",".join(self._told.values())
        return (
            f'{{"type":"snapshot",{self._stamp()},"me":"{self.person}",'
            f'"views":[{views}],"answers":[{self._take_answers()}]}}'
        )

    def _update(self) -> str:
        """Return what is new as one frame; empty when nothing is, for this viewer."""
        scene = self._stage.scene
        changed: list[Fragment] = []
        gone: list[Key] = []
        for key in self._touched:
            text = self._see(scene, key)
            if text == self._told.get(key):
                continue
            if text is None:
                del self._told[key]
                gone.append(key)
            else:
                self._told[key] = text
                changed.append(text)
        self._touched.clear()
        if not (changed or gone or self._answers):
            return ""
        names = ",".join(f'"{key}"' for key in gone)
        return (
            f'{{"type":"update",{self._stamp()},"set":[{",".join(changed)}],'
            f'"gone":[{names}],"answers":[{self._take_answers()}]}}'
        )

    def _see(self, scene: Scene, key: Key) -> Fragment | None:
        return self._stage.fragments.of(scene, key, self.person)

    def _stamp(self) -> str:
        self._frames += 1
        return f'"n":{self._frames},"now_ms":{milliseconds(self._now())}'

    def _take_answers(self) -> str:
        taken = ",".join(answer.model_dump_json() for answer in self._answers)
        self._answers.clear()
        return taken


async def say_bye(socket: Socket, reason: Farewell) -> None:
    """Send the last message and close with its code; a peer that does not read is just closed."""
    try:
        async with asyncio.timeout(BYE_SECONDS):
            await socket.send(Bye(reason=reason).model_dump_json())
            await socket.close(CLOSE_CODES[reason])
    except (TimeoutError, ConnectionError):
        # Whoever reads nothing is dropped by the transport when this task ends.
        pass
