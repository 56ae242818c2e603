"""Tells the log when the journal goes away, when it is back, and when a commit takes long.

Once each: while a disk is full or a database is away every commit fails, and one line says it.
Used from the writer thread only.
"""

import logging
from collections.abc import Sequence

from flapover.journal.journal import JournalUnavailable
from flapover.notes import Fields, note

log = logging.getLogger(__name__)
SLOW_SECONDS = 1.0


class Outages:
    """What the last commits say about the store."""

    def __init__(self) -> None:
        """Begin with a journal that is there."""
        self._away = False

    def saw(self, outcomes: Sequence[Exception | None], seconds: float) -> None:
        """Look at what came of a commit that took so many seconds."""
        if seconds > SLOW_SECONDS:
            note(log, "slow_commit", writes=len(outcomes), ms=round(seconds * 1000))
        lost = [one for one in outcomes if isinstance(one, JournalUnavailable)]
        # One write may wait in vain for another process; a store that is away fails all.
        away = len(lost) == len(outcomes)
        if away and not self._away:
            note(log, "journal_away", **_why(lost[0]))
        elif self._away and not away:
            note(log, "journal_back")
        self._away = away


def _why(lost: JournalUnavailable) -> Fields:
    """Return what kind of error the driver had, and its own name for it; never its message."""
    cause = lost.__cause__ or lost
    error = getattr(cause, "orig", None) or cause
    said = Fields(fault=type(error).__name__)
    code = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
    if code is not None:
        said["code"] = str(code)
    return said
