"""What happened to the gathering and its rounds."""

from datetime import datetime
from typing import Literal

from flapover.core.ids import BoardId, PersonId, RoundId
from flapover.core.method import Language
from flapover.core.pinned import Pinned
from flapover.core.shape import Frozen


class BoardOpened(Frozen):
    """A gathering began."""

    type: Literal["board_opened"] = "board_opened"
    board: BoardId
    at: datetime
    title: str
    language: Language
    code: str
    secret: str
    plan: Pinned


class MethodPlanned(Frozen):
    """The next round will use this method."""

    type: Literal["method_planned"] = "method_planned"
    method: Pinned


class RoundStarted(Frozen):
    """A case began, with the whole text of its method."""

    type: Literal["round_started"] = "round_started"
    round: RoundId
    method: Pinned
    inbrenger: PersonId | None
    follows: RoundId | None = None
    """The round whose case goes on here with another method."""
    undo_until: datetime | None = None
    """So long can the other method be taken back; None, as it was stored first, is not at all."""


class BlockRepeated(Frozen):
    """The repeated block began anew, at this step, for another inbrenger."""

    type: Literal["block_repeated"] = "block_repeated"
    at: int
    inbrenger: PersonId | None
    undo_until: datetime | None = None
    """So long can it be taken back; None, as it was stored first, is not at all."""


class RoundEnded(Frozen):
    """The case is closed."""

    type: Literal["round_ended"] = "round_ended"


class BoardEnded(Frozen):
    """The gathering is closed."""

    type: Literal["board_ended"] = "board_ended"
