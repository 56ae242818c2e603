"""What a line in the log may say: lists of happenings and of fields, and nothing besides (P39).

Refuses free text. A happening has a fixed name, a level and words of ours; what it is about stands
in fields of their own, which hold ids, numbers and words of the program. docs/operations.md tells
each of them to people, and a test compares.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple, TypedDict, Unpack

Happening = Literal[
    "started",
    "stopping",
    "stopped",
    "cannot_start",
    "client_not_built",
    "database_taken_over",
    "board_made",
    "board_opened",
    "board_left",
    "board_ended",
    "board_gone",
    "seat_connected",
    "seat_gone",
    "refused",
    "limit_hit",
    "answered",
    "served",
    "pdf_failed",
    "slow_commit",
    "journal_away",
    "journal_back",
    "bus_away",
    "bus_back",
    "node_came",
    "node_lost",
    "fault",
    "library",
]


class Kind(NamedTuple):
    """How serious a happening is, and how it is told to a person."""

    level: int
    words: str


KINDS: Mapping[Happening, Kind] = MappingProxyType(
    {
        "started": Kind(logging.INFO, "Flapover has started"),
        "stopping": Kind(logging.INFO, "Flapover stops: everybody is told to come back"),
        "stopped": Kind(logging.INFO, "Flapover has stopped"),
        "cannot_start": Kind(logging.CRITICAL, "Flapover cannot start"),
        "client_not_built": Kind(logging.WARNING, "the browser client is not built"),
        "database_taken_over": Kind(
            logging.CRITICAL, "another Flapover took this database over: this one ends"
        ),
        "board_made": Kind(logging.INFO, "a board was made"),
        "board_opened": Kind(logging.INFO, "a board was read into memory"),
        "board_left": Kind(logging.INFO, "a board nobody watches was let go from memory"),
        "board_ended": Kind(logging.INFO, "a gathering ended"),
        "board_gone": Kind(logging.INFO, "a board is no longer in the journal"),
        "seat_connected": Kind(logging.DEBUG, "a seat connected"),
        "seat_gone": Kind(logging.DEBUG, "a seat's socket is gone"),
        "refused": Kind(logging.INFO, "a socket was turned away at the door"),
        "limit_hit": Kind(logging.WARNING, "somebody asks more than a limit allows"),
        "answered": Kind(logging.INFO, "answered over HTTP"),
        "served": Kind(logging.DEBUG, "a page, a file or a figure went out"),
        "pdf_failed": Kind(logging.ERROR, "a verslag could not be made a PDF"),
        "slow_commit": Kind(logging.WARNING, "a commit took long"),
        "journal_away": Kind(logging.ERROR, "the journal cannot be written"),
        "journal_back": Kind(logging.INFO, "the journal can be written again"),
        "bus_away": Kind(logging.WARNING, "Redis is away; looking in the journal instead"),
        "bus_back": Kind(logging.INFO, "Redis is back"),
        "node_came": Kind(logging.INFO, "another node is there"),
        "node_lost": Kind(logging.INFO, "another node is gone"),
        "fault": Kind(logging.ERROR, "a mistake of ours broke something"),
        "library": Kind(logging.INFO, "a library speaks"),
    }
)

Doing = Literal[
    "batch",
    "bus_message",
    "event_loop",
    "films",
    "look",
    "request",
    "route",
    "socket",
    "state",
    "thread",
]
"""What a mistake broke: one of these, and nothing beside it."""


class Ids(TypedDict, total=False):
    """Whom a happening is about."""

    board: str
    person: str
    request: str
    node: str


class Traced(TypedDict, total=False):
    """What kind of error there was, what caused it, and where in the code."""

    fault: str
    cause: str
    stack: list[str]


class Fields(Ids, Traced, total=False):
    """What a happening may be about. Ids, numbers and words of the program; never what is typed."""

    reason: str
    method: str
    route: str
    status: int
    ms: int
    entries: int
    writes: int
    devices: int
    seats: int
    version: str
    store: str
    port: int
    problem: str
    doing: Doing
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Note:
    """A happening with its fields: the message of a log record, as data."""

    happening: Happening
    fields: Fields

    def __str__(self) -> str:
        """Return it in words, for a person: the stack on lines of its own."""
        theirs = self.happening == "library"
        said = [self.fields["message"] if theirs else KINDS[self.happening].words]
        skipped = ("stack", "message") if theirs else ("stack",)
        said += [f"{name}={value}" for name, value in self.fields.items() if name not in skipped]
        return "\n    ".join([" ".join(said), *self.fields.get("stack", [])])


def note(log: logging.Logger, happening: Happening, **fields: Unpack[Fields]) -> None:
    """Write one line, at the level of its happening."""
    level = KINDS[happening].level
    if log.isEnabledFor(level):
        log.log(level, Note(happening, fields))


def note_fault(
    log: logging.Logger, doing: Doing, fault: BaseException, /, **ids: Unpack[Ids]
) -> None:
    """Write down a mistake of ours once: what kind it was and where, not what it says.

    An exception's message may quote the value that caused it, and that value may be somebody's
    text; so only types and places in the code are kept.
    """
    note(log, "fault", doing=doing, **ids, **about(fault))


def about(fault: BaseException) -> Traced:
    """Return the kind of an error, that of what caused it, and the way through the code."""
    said = Traced(fault=type(fault).__name__)
    because = fault.__cause__ or fault.__context__
    if because is not None:
        said["cause"] = type(because).__name__
    said["stack"] = [
        f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(fault.__traceback__)
    ]
    return said


def _short(path: str) -> str:
    """Return a path without where this machine keeps its code."""
    return "/".join(Path(path).parts[-3:])
