"""How our own mistakes are logged: where it happened, never what was written (P39)."""

import logging
import traceback


def note_fault(log: logging.Logger, doing: str, fault: BaseException) -> None:
    """Log a mistake of ours once, with ids and line numbers only.

    An exception's message may quote the value that caused it, and that value may be somebody's
    text; so only its type and the lines of our code are logged.
    """
    where = "".join(traceback.format_tb(fault.__traceback__))
    log.error("%s broke: %s\n%s", doing, type(fault).__name__, where)
