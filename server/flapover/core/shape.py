"""The shape of what the core is made of, none of which changes.

A model that crosses a border is frozen, and closed to the unknown; a value stays inside.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer
from pydantic.fields import FieldInfo

State = TypeVar("State")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(kind: type[State]) -> type[State]:
    """Make a dataclass of a class whose instances nobody changes: mypy refuses whoever tries.

    At runtime nothing does. There a frozen dataclass pays a call for every field of every instance,
    and of these some are made for every request.
    """
    return dataclass(slots=True, unsafe_hash=True)(kind)


def _keyed(pairs: list[tuple[list[str | None], object]]) -> dict[tuple[str | None, ...], object]:
    return {tuple(key): held for key, held in pairs}


PAIRS = (PlainSerializer(lambda held: list(held.items())), BeforeValidator(_keyed))
"""How a mapping whose keys are tuples is written down: JSON knows only text as a key."""


class Frozen(BaseModel):
    """A value that cannot change and refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def fields_as_called(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """Return the fields of a model by what they are called in a file: `from`, not `from_`."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def replace(state: State, **changes: Any) -> State:
    """Return a frozen dataclass with some fields changed.

    As `dataclasses.replace`, with less work: every event replaces the board.

    Raises:
        KeyError: it has no such field.

    """
    kind: type[Any] = type(state)
    places, values_of = _layout(kind)  # type: ignore[arg-type]
    values = list(values_of(state))
    for name, value in changes.items():
        values[places[name]] = value
    made: State = kind(*values)
    return made


@cache
def _layout(kind: type[Any]) -> tuple[Mapping[str, int], Callable[[Any], tuple[Any, ...]]]:
    names = [field.name for field in fields(kind)]
    return {name: at for at, name in enumerate(names)}, attrgetter(*names)
