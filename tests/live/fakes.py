"""Stand-ins for the two things at the edge of the live part: the phone's socket and the disk."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from flapover.core.events import dump
from flapover.core.ids import BoardId, MethodId, PersonId, RequestId
from flapover.core.requests import Command, Join, OpenBoard, Request, request_adapter
from flapover.journal import (
    Entry,
    JournalUnavailable,
    NewBoard,
    RequestTaken,
    Seat,
    SeqTaken,
    State,
)
from flapover.live.connection import Connection
from flapover.live.draft import errand
from flapover.live.room import Room, open_room
from flapover.live.wire import outgoing
from tests.live.kit import Mirror
from tests.play import library

LIBRARY = library()
BOARD = BoardId("board")


@dataclass
class Clock:
    """Time that moves when a test says so."""

    at: datetime = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


class MemoryJournal:
    """A journal that can be told to fail, before or after it stored."""

    def __init__(self) -> None:
        self.entries: dict[BoardId, list[Entry]] = defaultdict(list)
        self._requests: set[tuple[BoardId, RequestId]] = set()
        self.states: dict[BoardId, State] = {}
        self.keeps_no_state = False
        self.appends = 0
        self.reads = 0
        self.refuses: list[Exception] = []
        """What the next appends raise, instead of storing."""
        self.loses_answer = False
        """Store the next append, then say that nobody knows."""
        self.unreadable = False
        self.pause: asyncio.Event | None = None

    async def create(self, board: NewBoard, first: Sequence[Entry], seats: Sequence[Seat]) -> None:
        self._store(first)

    async def append(self, entries: Sequence[Entry], seats: Sequence[Seat] = ()) -> None:
        self.appends += 1
        if self.pause is not None:
            await self.pause.wait()
        await asyncio.sleep(0)
        if self.refuses:
            raise self.refuses.pop(0)
        self._store(entries)
        if self.loses_answer:
            self.loses_answer = False
            raise JournalUnavailable("the line broke during the commit")

    def _store(self, entries: Sequence[Entry]) -> None:
        for entry in entries:
            stored = self.entries[entry.board]
            if (entry.board, entry.request) in self._requests:
                raise RequestTaken
            if entry.seq != len(stored) + 1:
                raise SeqTaken
            stored.append(entry)
            self._requests.add((entry.board, entry.request))

    async def read(self, board: BoardId, after: int = 0) -> list[Entry]:
        self.reads += 1
        await asyncio.sleep(0)
        if self.unreadable:
            raise JournalUnavailable("away")
        return [entry for entry in self.entries.get(board, []) if entry.seq > after]

    async def digests(self, board: BoardId, up_to: int) -> dict[RequestId, str]:
        entries = self.entries.get(board, [])
        return {entry.request: entry.digest for entry in entries if entry.seq <= up_to}

    async def state(self, board: BoardId) -> State | None:
        if self.unreadable:
            raise JournalUnavailable("away")
        return self.states.get(board)

    async def keep_state(self, state: State) -> None:
        if self.keeps_no_state:
            raise JournalUnavailable("full")
        self.states[state.board] = state

    async def ends(self, boards: Collection[BoardId]) -> dict[BoardId, int]:
        if self.unreadable:
            raise JournalUnavailable("away")
        return {board: len(self.entries[board]) for board in boards if board in self.entries}

    async def board(self, board: BoardId) -> NewBoard | None:
        return None

    async def board_of_code(self, code: str) -> BoardId | None:
        return None

    async def seat(self, token_hash: str) -> Seat | None:
        return None

    async def check(self) -> None: ...

    async def close(self) -> None: ...


class Reading:
    """Whether the peer reads; what it does not read, a real line would keep."""

    def __init__(self, line: FakeLine) -> None:
        self._line = line
        self._now = True

    def is_set(self) -> bool:
        return self._now

    def clear(self) -> None:
        self._now = False

    def set(self) -> None:
        self._now = True
        self._line.read_on()


class FakeLine:
    """Takes what a connection writes, if it is a message; full while the peer does not read."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.closed: int | None = None
        self.was_cut = False
        self.gone = asyncio.Event()
        self.reads = Reading(self)
        self.talker: Connection | None = None
        self._unread: list[str] = []

    @property
    def is_full(self) -> bool:
        return bool(self._unread)

    def write(self, text: bytes) -> None:
        outgoing.validate_json(text)
        if self.closed is not None or self.was_cut:
            return
        if self.reads.is_set():
            self.sent.append(text.decode())
            return
        self._unread.append(text.decode())
        if self.talker is not None:
            self.talker.wait()

    def read_on(self) -> None:
        """Take what lay on the line, and ask for more."""
        unread, self._unread = self._unread, []
        self.sent += unread
        if self.talker is not None and not self.was_cut:
            self.talker.go_on()

    def hang_up(self, code: int) -> None:
        self.closed = code if self.closed is None else self.closed
        self.gone.set()

    def cut(self) -> None:
        self.was_cut = True
        self.gone.set()

    async def frames(self, count: int) -> list[dict[str, Any]]:
        """Return the first so many frames, once they were sent."""
        async with asyncio.timeout(20):
            while len(self.sent) < count:  # noqa: ASYNC110
                await asyncio.sleep(0)
        return [json.loads(text) for text in self.sent[:count]]


@dataclass
class Phone:
    """Somebody's open socket on a room."""

    room: Room
    connection: Connection
    socket: FakeLine
    mirror: Mirror = field(default_factory=Mirror)
    _taken: int = 0

    async def see(self) -> dict[str, dict[str, Any]]:
        """Return the views as they are once nothing is left to be told."""
        self.room.audience.hurry()
        while not self.room.audience.is_told:  # noqa: ASYNC110
            await asyncio.sleep(0)
        for text in self.socket.sent[self._taken :]:
            frame = json.loads(text)
            assert frame["type"] in ("bye", "pulse") or self.mirror.take(frame)
        self._taken = len(self.socket.sent)
        return self.mirror.views

    def answers(self) -> list[tuple[str, str | None]]:
        frames = [json.loads(text) for text in self.socket.sent]
        return [(one["id"], one["refused"]) for frame in frames for one in frame.get("answers", ())]


class Play:
    """A live room on a memory journal, with `lena` leading, and `ben` and `ann` at the table."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.journal = MemoryJournal()
        self.room: Room
        self.phones: list[Phone] = []
        self._count = 0

    @classmethod
    async def begin(cls, *names: str, step: int | None = None) -> Play:
        """Open a board; with `step`, in a round with ben as inbrenger at that step."""
        play = cls()
        await play._open()
        for name in ("lena", "ben", "ann", *names):
            join = Join(PersonId(name), name, "phone", waiting=False, leads=name == "lena")
            command = errand(RequestId(f"join:{name}"), join, play.clock())
            assert await play.room.settle(command) is None
            assert await play.act(name, "agree") is None
        if step is not None:
            assert await play.act("lena", "give_inbrenger", person="ben") is None
            assert await play.act("lena", "start_round") is None
            for _ in range(step):
                running = play.room.board.running
                assert running is not None
                assert await play.act("lena", "next_step", step=running.step.id) is None
        return play

    async def _open(self) -> None:
        method = LIBRARY.get(MethodId("tien-stappen"), "nl")
        assert method is not None
        opening = OpenBoard(BOARD, "Dinsdag", "nl", "BCDFGHJK", "secret-of-128-bit", method)
        command = errand(RequestId("open"), opening, self.clock())
        await self.journal.create(
            NewBoard(BOARD, "BCDFGHJK", "hash", self.clock()), [self.entry(command, 1)], []
        )
        await self.reopen()

    async def reopen(self) -> Room:
        """Read the board again, as another process would."""
        found = await open_room(BOARD, self.journal, self.clock)
        assert found is not None
        self.room = found
        return found

    def entry(self, command: Command, seq: int) -> Entry:
        """Return what a writer would store of a command as the board is now."""
        from flapover.core.decide import decide
        from flapover.core.rejected import Rejected
        from flapover.live.draft import digest_of

        board = None if seq == 1 else self.room.board
        events = decide(board, command)
        assert not isinstance(events, Rejected), events.reason
        return Entry(
            board=BOARD,
            seq=seq,
            request=command.id,
            digest=digest_of(command),
            by=command.typed_by,
            at=command.at,
            events=dump(events),
        )

    def command(self, by: str, type_: str, *, id: str | None = None, **fields: Any) -> Command:  # noqa: A002
        self._count += 1
        request: Request = request_adapter.validate_python({"type": type_, **fields})
        name = RequestId(id or f"request-{self._count:010}")
        at = self.clock()
        return Command(name, request, PersonId(by), PersonId(by), at, f"fresh-{self._count}")

    async def act(self, by: str, type_: str, **fields: Any) -> str | None:
        return await self.room.settle(self.command(by, type_, **fields))

    def ask(self, phone: Phone, type_: str, **fields: Any) -> str:
        """Submit a request from a phone, as its listener would; return its id."""
        command = self.command(phone.connection.person, type_, **fields)
        self.submit(phone, command)
        return command.id

    def submit(self, phone: Phone, command: Command) -> None:
        connection = phone.connection
        self.room.submit(
            command,
            lambda refused: connection.answer(command.id, refused),
            lambda: connection.farewell("restart"),
        )

    async def phone(self, name: str) -> Phone:
        """Connect a device of somebody, and take its first snapshot."""
        socket = FakeLine()
        connection = socket.talker = Connection(self.room.audience, PersonId(name), socket)
        self.room.connect(connection)
        phone = Phone(self.room, connection, socket)
        self.phones.append(phone)
        await phone.see()
        return phone

    async def idle(self) -> None:
        """Wait until the room has nothing under way and all that can be told is told."""
        async with asyncio.timeout(20):
            while self.room._worker is not None or self.room._queue:  # noqa: ASYNC110
                await asyncio.sleep(0)
        for phone in self.phones:
            if phone.socket.reads.is_set() and not phone.socket.gone.is_set():
                await phone.see()
