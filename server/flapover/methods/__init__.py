"""The scripts on disk: `methods/*.yaml` becomes frozen `Method`s, or a clear list of what is wrong.

Refuses everything it does not understand. The rules of the game are not here but in `core`.
"""

from flapover.methods.check import check_file, read_own, shared_parts, source_of
from flapover.methods.dutch import in_dutch
from flapover.methods.library import Library, load_library
from flapover.methods.problems import BadMethod, Mistake
from flapover.methods.schema import schema

__all__ = [
    "BadMethod",
    "Library",
    "Mistake",
    "check_file",
    "in_dutch",
    "load_library",
    "read_own",
    "schema",
    "shared_parts",
    "source_of",
]
