"""How long a change of step, of inbrenger in a block, or of method can be taken back."""

from datetime import datetime, timedelta

from flapover.core.requests import Command

UNDO_SECONDS = 30


def undo_until(command: Command) -> datetime:
    """Return until when what a command leads to can be taken back."""
    return command.at + timedelta(seconds=UNDO_SECONDS)
