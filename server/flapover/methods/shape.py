"""Fits what was read into the frozen models, and words what does not fit for an author.

Judges each part by itself; whether the parts fit each other is for `consistency`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from flapover.core.ids import KindId, ScaleId
from flapover.core.method import Kind, Scale
from flapover.core.shape import Frozen, fields_as_called
from flapover.methods.problems import At, Problem, expected_one_of, quote
from flapover.methods.source import Value

Model = TypeVar("Model", bound=BaseModel)


class KindsFile(Frozen):
    """Kinds of card that every method may use."""

    kinds: dict[KindId, Kind]


class ScalesFile(Frozen):
    """Scales that every method may use."""

    scales: dict[ScaleId, Scale]


def fit(model: type[Model], value: Value) -> Model | list[Problem]:
    """Return the model that a file describes, or at least one problem, in the order of the fields.

    A number where text is expected does not fit, nor text where a number is.
    """
    try:
        # By way of JSON: there a list may become a tuple, while nothing else turns into another.
        return model.model_validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        return [_problem(model, one) for one in error.errors(include_url=False) if _real(one)]


def _real(error: ErrorDetails) -> bool:
    # A list whose items are wrong is also called too short, since none of them count.
    found = error["input"]
    return not (error["type"] == "too_short" and found and len(found) >= _bound(error))


def _problem(model: type[BaseModel], error: ErrorDetails) -> Problem:
    at: At = error["loc"]
    found = error["input"]
    match error["type"]:
        case "missing":
            return Problem(at, "nothing", f"the field '{at[-1]}'")
        case "extra_forbidden":
            holder = _model_at(model, at[:-1])
            fields = fields_as_called(holder) if holder else ()
            return expected_one_of(at, str(at[-1]), fields, "one of the fields")
        case "literal_error":
            options = re.findall(r"'([^']*)'", error["ctx"]["expected"])
            at = at[:-1] if at[-1] == "[key]" else at
            if isinstance(found, str):
                return expected_one_of(at, found, options)
            return Problem(at, quote(found), f"one of: {', '.join(options)}")
        case "value_error":
            return Problem(at, *_told(error))
        case _:
            at = at[:-1] if at and at[-1] == "[key]" else at
            return Problem(at, _found(error), _expected(error))


def _told(error: ErrorDetails) -> tuple[str, str]:
    # The models' own checks say what is wrong; what is expected follows from it.
    said = str(error["ctx"]["error"])
    found, _, expected = said.partition(", expected ")
    return found, expected or "otherwise"


def _found(error: ErrorDetails) -> str:
    found = error["input"]
    match error["type"]:
        case "string_too_long":
            return f"{len(found)} characters"
        case "too_long":
            return f"{len(found)} items"
        case "too_short":
            return f"{len(found)} items" if found else "an empty list"
        case "string_too_short":
            return "an empty text"
        case _:
            return quote(found)


_EXPECTED = {
    "string_type": "text",
    "string_pattern_mismatch": "a short name: small letters, digits and -, a letter first",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "model_type": "a mapping (key: value)",
    "dict_type": "a mapping (key: value)",
    "mapping_type": "a mapping (key: value)",
}


def _expected(error: ErrorDetails) -> str:
    match error["type"]:
        case "string_type" if isinstance(error["input"], bool | int):
            return "text (put it in quotes)"
        case "string_too_long" | "too_long" | "less_than_equal":
            return f"at most {_bound(error)}"
        case "string_too_short" | "too_short" | "greater_than_equal":
            return f"at least {_bound(error)}"
        case other:
            return _EXPECTED.get(other, error["msg"])


def _bound(error: ErrorDetails) -> int:
    bounds = error["ctx"]
    names = ("min_length", "max_length", "ge", "le")
    return next(int(bounds[name]) for name in names if name in bounds)


def _model_at(model: type[BaseModel], at: At) -> type[BaseModel] | None:
    """Return the model whose fields stand at a place; None when no model does."""
    here: object = model
    for part in at:
        here = _inside(here, part)
    return next(_models_in(here), None)


def _inside(here: object, part: str | int) -> object:
    owner = next(_models_in(here), None)
    fields = {} if owner is None else fields_as_called(owner)
    if isinstance(part, str) and part in fields:
        return fields[part].annotation
    return next((args[-1] for args in _containers_in(here)), None)


def _models_in(here: object) -> Iterator[type[BaseModel]]:
    if isinstance(here, type) and issubclass(here, BaseModel):
        yield here
    elif get_origin(here) in (Union, UnionType, Annotated):
        for one in get_args(here):
            yield from _models_in(one)


def _containers_in(here: object) -> Iterator[tuple[object, ...]]:
    match get_origin(here):
        case origin if origin is tuple:
            yield get_args(here)[:1]
        case origin if origin in (dict, Mapping):
            yield get_args(here)
        case origin if origin in (Union, UnionType, Annotated):
            for one in get_args(here):
                yield from _containers_in(one)
        case _:
            return
