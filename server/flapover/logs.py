"""How this process logs: one line an event, with ids and places, never with content (P39).

Refuses what libraries would say at DEBUG: websockets logs every frame there, SQLAlchemy every row.
"""

import logging
import traceback
from types import TracebackType
from typing import Any

OURS = "flapover"
LEAST_OF_OTHERS = logging.INFO
_Exception = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


def log_config(level: str) -> dict[str, Any]:
    """Return the logging set-up for `logging.config`; only our own lines go below INFO."""
    others = at_least_info(level).upper()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": Line,
                "fmt": "%(asctime)s %(levelname)s %(name)s: %(message)s",
            }
        },
        "filters": {"no_query": {"()": _NoQuery}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["no_query"],
            }
        },
        "root": {"handlers": ["stderr"], "level": others},
        "loggers": {
            OURS: {"level": level.upper()},
            "uvicorn": {"level": others},
            "uvicorn.error": {"level": others},
            "uvicorn.access": {"level": others},
            "websockets": {"level": others},
            "sqlalchemy": {"level": "WARNING"},
            # It would tell of every race between two nodes, which the keys decide as they should.
            "psycopg": {"level": "ERROR"},
        },
    }


def at_least_info(level: str) -> str:
    """Return a level of ours, raised to INFO: the least that a library may log."""
    return level if logging.getLevelNamesMapping()[level.upper()] >= LEAST_OF_OTHERS else "info"


class Line(logging.Formatter):
    """Says where something went wrong and what kind of error it was, not what the error says.

    An exception may quote the value that caused it, and that value may be somebody's text.
    """

    def formatException(self, ei: _Exception) -> str:  # noqa: N802 -- logging's own name
        """Return the lines of code and the type."""
        kind, _, where = ei
        lines = "".join(traceback.format_tb(where))
        return f"{lines}{'' if kind is None else kind.__name__}"


class _NoQuery(logging.Filter):
    """Cuts what follows a `?` off every path that a log line is about to name."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_path_only(arg) for arg in record.args)
        return True


def _path_only(arg: object) -> object:
    return arg.partition("?")[0] if isinstance(arg, str) and "/" in arg else arg
