"""Where the reviewed tables are kept."""

from pathlib import Path

from flapover.core.method import Method

FOLDER = Path(__file__).parent


def path_of(method: Method) -> Path:
    """Return the file of a method's table."""
    return FOLDER / f"{method.id}.txt"
