"""The scripts on disk: `methods/*.yaml` becomes frozen `Method`s, or a clear list of what is wrong.

Refuses everything it does not understand. The rules of the game are not here but in `core`.
"""

from flapover.methods.check import check_file
from flapover.methods.library import Library, load_library
from flapover.methods.problems import BadMethod
from flapover.methods.schema import schema

__all__ = ["BadMethod", "Library", "check_file", "load_library", "schema"]
