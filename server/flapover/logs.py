"""How this process logs: one line a happening, as text for a person or as JSON for a machine (P39).

Refuses what libraries would say at DEBUG (websockets logs every frame there, SQLAlchemy every row)
and what uvicorn says of each request: it names people's addresses, and whole paths.
"""

import json
import logging
from datetime import UTC, datetime
from typing import Any, Literal

from flapover.notes import Fields, Note, about

Form = Literal["text", "json"]
OURS = "flapover"
LEAST_OF_OTHERS = logging.INFO
LEAST_OF_UVICORN = logging.WARNING
LONGEST_MESSAGE = 200


def log_config(level: str, form: Form) -> dict[str, Any]:
    """Return the logging set-up for `logging.config`; only our own lines go below INFO."""
    others, uvicorn = at_least(LEAST_OF_OTHERS, level), at_least(LEAST_OF_UVICORN, level)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {"()": Text},
            "json": {"()": Json},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["stderr"], "level": others},
        "loggers": {
            OURS: {"level": level.upper()},
            "uvicorn": {"level": uvicorn},
            "uvicorn.error": {"level": uvicorn},
            "uvicorn.access": {"level": uvicorn},
            "websockets": {"level": others},
            "sqlalchemy": {"level": "WARNING"},
            "alembic": {"level": "WARNING"},
            # It would tell of every race between two nodes, which the keys decide as they should.
            "psycopg": {"level": "ERROR"},
        },
    }


def at_least(least: int, level: str) -> str:
    """Return a level of ours, raised to the least that others may log."""
    return logging.getLevelName(max(least, logging.getLevelNamesMapping()[level.upper()]))


class Text(logging.Formatter):
    """A line for a person."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; the way to an error stands on lines of its own."""
        return f"{self.formatTime(record)} {record.levelname} {record.name}: {_said(record)}"


class Json(logging.Formatter):
    """One JSON object a line: when, how serious, where from, what; and the fields of that."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        said = _said(record)
        at = datetime.fromtimestamp(record.created, UTC)
        line = {
            "time": f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": said.happening,
            **said.fields,
        }
        return json.dumps(line, ensure_ascii=False)


def _said(record: logging.LogRecord) -> Note:
    """Return what one of ours says; of a library its own words, not what it filled in.

    That may be anything; and an exception may quote the value that caused it, which may be
    somebody's text. So of an error only its kind and the places in the code are kept.
    """
    if isinstance(record.msg, Note):
        return record.msg
    fields = Fields(message=_template(record))
    fault = record.exc_info[1] if record.exc_info else None
    return Note("library", fields if fault is None else {**fields, **about(fault)})


def _template(record: logging.LogRecord) -> str:
    """Return what a library says, without what it filled in: that may be anything."""
    text = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
    return text.partition("\n")[0][:LONGEST_MESSAGE]
