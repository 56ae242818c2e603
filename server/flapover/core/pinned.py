"""The method that a board pins: every board stores its own, and equal ones are one in memory.

A method takes some hundred kilobytes, and most boards use one of seventeen.
"""

from hashlib import blake2b
from typing import Annotated
from weakref import WeakValueDictionary

from pydantic import (
    AfterValidator,
    PlainSerializer,
    PlainValidator,
    SerializationInfo,
    ValidationInfo,
)

from flapover.core.method import Method

_known: WeakValueDictionary[bytes, Method] = WeakValueDictionary()


def _same(method: Method) -> Method:
    """Return the equal method that is here already, or this one."""
    digest = blake2b(method.model_dump_json().encode(), digest_size=16).digest()
    return _known.setdefault(digest, method)


Pinned = Annotated[Method, AfterValidator(_same)]


def _place(method: Method, info: SerializationInfo) -> int:
    """Return where a method stands among those written down once for a whole board."""
    methods = _those_of(info.context)
    for place, known in enumerate(methods):
        if known is method:
            return place
    methods.append(method)
    return len(methods) - 1


def _at(place: object, info: ValidationInfo) -> Method:
    methods = _those_of(info.context)
    if not isinstance(place, int) or not 0 <= place < len(methods):
        raise ValueError("not the place of a method")
    return methods[place]


def _those_of(context: object) -> list[Method]:
    if not isinstance(context, list):
        raise TypeError("a board is written down with a list for its methods")
    return context


Placed = Annotated[Method, PlainSerializer(_place), PlainValidator(_at)]
"""A method in a board that is written down (`stored`): its place in a list beside the board."""
