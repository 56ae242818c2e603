"""The method that a board pins: every board stores its own, and equal ones are one in memory.

A method takes some hundred kilobytes, and most boards use one of seventeen.
"""

from hashlib import blake2b
from typing import Annotated
from weakref import WeakValueDictionary

from pydantic import AfterValidator

from flapover.core.method import Method

_known: WeakValueDictionary[bytes, Method] = WeakValueDictionary()


def _same(method: Method) -> Method:
    """Return the equal method that is here already, or this one."""
    digest = blake2b(method.model_dump_json().encode(), digest_size=16).digest()
    return _known.setdefault(digest, method)


Pinned = Annotated[Method, AfterValidator(_same)]
