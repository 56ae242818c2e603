"""One open socket of one seat: what it still has to be told, and the frames that tell it.

It keeps a set of touched keys, not a queue of messages: a slow phone merges many changes into one
frame, holds nothing that can grow, and delays nobody. Only a connection writes on its line.
"""

import asyncio
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, Protocol

from flapover import counts
from flapover.core.ids import PersonId, RequestId
from flapover.core.project import Scene
from flapover.core.rejected import Reason
from flapover.core.sight import Key, keys
from flapover.live.fragments import Fragment, Fragments
from flapover.live.wire import CLOSE_CODES, Bye, Farewell, Pulse

FRAME_SECONDS = 5.0
"""How long a phone may take to read on, once it does not, before it is given up."""
BYE_SECONDS = 0.5
"""How long a phone may take to accept the last one; the others must see it gone within a second."""
OUR_FAULT = 1011
Parted = Farewell | Literal["left", "fault", "stuck"]
"""Why a line went: we said so; its peer left, or was lost; we broke; or its peer read nothing."""

NOTHING: Mapping[Key, None] = MappingProxyType({})


class Line(Protocol):
    """What a connection needs of a transport. Nothing here waits."""

    @property
    def is_full(self) -> bool:
        """Whether the peer reads so slowly that nothing more should be written now."""

    def write(self, text: bytes) -> None:
        """Send one message; harmless when the line is closing."""

    def hang_up(self, code: int) -> None:
        """Close, after what was written; harmless when it is closed already."""

    def cut(self) -> None:
        """Close now, whatever was written."""


class Stage(Protocol):
    """What a connection needs of whom it belongs to."""

    @property
    def fragments(self) -> Fragments:
        """The encoded views of that board."""

    def call(self, connection: "Connection") -> None:
        """Let a connection `tell` soon, once for all that it has by then."""


class Connection:
    """A seat's open socket, as its room sees it."""

    def __init__(self, stage: Stage, person: PersonId, line: Line) -> None:
        """Begin with everything still to be told."""
        self.person = person
        self._stage = stage
        self._line = line
        self._whole = True
        self._touched: Mapping[Key, None] = NOTHING
        self._answers: list[bytes] = []
        self._pulse = False
        self._is_over = False
        self.parted: Parted = "left"
        """Why the line went, once it has."""
        self._giving_up: asyncio.TimerHandle | None = None
        self._told: dict[Key, Fragment] = {}
        self._frames = 0

    def touch(self, changed: Mapping[Key, None]) -> None:
        """Note that these entities may look different now; the room calls all that it touches."""
        self._touched = {**self._touched, **changed} if self._touched else changed

    def resync(self) -> None:
        """Note that the peer wants everything again."""
        self._whole = True
        self._stage.call(self)

    def answer(self, request: RequestId, refused: Reason | None) -> None:
        """Note what became of a request; it goes out with its effect or after it, never before."""
        said = "null" if refused is None else f'"{refused}"'
        # By hand: neither an id nor a reason can hold what JSON would escape.
        self._answers.append(f'{{"id":"{request}","refused":{said}}}'.encode())
        self._stage.call(self)

    def pulse(self) -> None:
        """Note that the peer asked for a sign of life."""
        self._pulse = True
        self._stage.call(self)

    def farewell(self, reason: Farewell) -> None:
        """Say goodbye and close; nothing of the board is sent any more.

        Who reads nothing is not waited for: who is removed must not stay by not reading (P27).
        """
        if self._is_over:
            return
        self._is_over = True
        self.parted = reason
        say_bye(self._line, reason)
        asyncio.get_running_loop().call_later(BYE_SECONDS, self._cut_when_full)

    def fail(self) -> None:
        """Close, because of a fault of ours that this peer must not have to live with."""
        self._is_over = True
        self.parted = "fault"
        self._line.hang_up(OUR_FAULT)

    def close(self) -> None:
        """Note that the line is gone."""
        self._is_over = True
        self.go_on()

    def wait(self) -> None:
        """Note that the peer does not read now; it has some seconds to go on."""
        if self._giving_up is None:
            loop = asyncio.get_running_loop()
            self._giving_up = loop.call_later(FRAME_SECONDS, self._give_up)

    def go_on(self) -> None:
        """Note that the peer reads again."""
        if self._giving_up is not None:
            self._giving_up.cancel()
            self._giving_up = None
        if not self._is_over:
            self._stage.call(self)

    def tell(self, scene: Scene, now_ms: int) -> int:
        """Write what there is to tell, unless the peer is still busy with what came before.

        Args:
            scene: the board and who is there, as committed.
            now_ms: the server's clock, ms since 1970.

        Returns:
            The bytes of the frame that told it; 0 for none.

        """
        if self._is_over or self._line.is_full:
            return 0
        frame = self._snapshot(scene, now_ms) if self._whole else self._update(scene, now_ms)
        if frame:
            self._line.write(frame)
        if self._pulse:
            self._pulse = False
            self._line.write(Pulse(now_ms=now_ms).model_dump_json().encode())
        return len(frame)

    def _give_up(self) -> None:
        if not self._is_over:
            self.parted = "stuck"
        self._line.cut()

    def _cut_when_full(self) -> None:
        if self._line.is_full:
            self._line.cut()

    def _snapshot(self, scene: Scene, now_ms: int) -> bytes:
        view_of = self._stage.fragments.of
        found = {key: view_of(scene, key, self.person) for key in keys(scene.board)}
        self._told = {key: view for key, view in found.items() if view is not None}
        self._whole = False
        self._touched = NOTHING
        self._frames += 1
        return b'{"type":"snapshot","n":%d,"now_ms":%d,"me":"%b","views":[%b],"answers":[%b]}' % (
            self._frames,
            now_ms,
            self.person.encode(),
            b",".join(self._told.values()),
            self._take_answers(),
        )

    def _update(self, scene: Scene, now_ms: int) -> bytes:
        """Return what is new as one frame; empty when nothing is, for this viewer."""
        touched, self._touched = self._touched, NOTHING
        changed = gone = b""
        if touched:
            news = self._stage.fragments.news(scene, touched)
            if self.person not in news.facing or self._knows_any(news.views):
                changed, gone = self._compared(scene, touched)
            else:
                self._told.update(news.views)
                changed = news.listed
        if not (changed or gone or self._answers):
            return b""
        self._frames += 1
        return b'{"type":"update","n":%d,"now_ms":%d,"set":[%b],"gone":[%b],"answers":[%b]}' % (
            self._frames,
            now_ms,
            changed,
            gone,
            self._take_answers() if self._answers else b"",
        )

    def _knows_any(self, views: Mapping[Key, Fragment]) -> bool:
        told = self._told
        if told.keys().isdisjoint(views):
            return False
        return any(told.get(key) == view for key, view in views.items())

    def _compared(self, scene: Scene, touched: Iterable[Key]) -> tuple[bytes, bytes]:
        """Return the views that differ from what this viewer was told, and the keys that went."""
        changed: list[Fragment] = []
        gone: list[str] = []
        view_of, told = self._stage.fragments.of, self._told
        for key in touched:
            view = view_of(scene, key, self.person)
            if view == told.get(key):
                continue
            if view is None:
                del told[key]
                gone.append(f'"{key}"')
            else:
                told[key] = view
                changed.append(view)
        return b",".join(changed), ",".join(gone).encode()

    def _take_answers(self) -> bytes:
        taken, self._answers = self._answers, []
        return b",".join(taken)


def say_bye(line: Line, reason: Farewell) -> None:
    """Send the last message, and close with its code."""
    counts.said_bye(reason)
    line.write(Bye(reason=reason).model_dump_json().encode())
    line.hang_up(CLOSE_CODES[reason])
