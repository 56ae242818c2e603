"""The JSON Schema of a method file, for editors: made from the models, so that it cannot lie.

It says what a file may hold, which is less than a whole `Method`: the kinds and scales that it
does not bring itself come from the shared files. Those have the same schema.
"""

import ast
import inspect
import json
from collections.abc import Iterator
from itertools import pairwise
from textwrap import dedent
from typing import get_args

from pydantic import BaseModel, JsonValue
from pydantic.json_schema import models_json_schema

from flapover.core import method as script
from flapover.core.method import Method, Role
from flapover.core.shape import Frozen
from flapover.methods.shape import KindsFile, ScalesFile

Schema = dict[str, JsonValue]

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The one that editors know best."""


def schema() -> str:
    """Return the schema as it stands in `methods/schema.json`."""
    return json.dumps(_schema(), indent=2, ensure_ascii=False) + "\n"


def _schema() -> Schema:
    files: tuple[type[BaseModel], ...] = (Method, KindsFile, ScalesFile)
    _, made = models_json_schema([(one, "validation") for one in files])
    definitions = _inner(made, "$defs")
    for name, model in _models():
        _describe(_inner(definitions, name), model)
    _as_a_file(_inner(definitions, "Method"))
    tell = _inner(_inner(_inner(definitions, "Step"), "properties"), "tell")
    tell["required"] = list(get_args(Role))
    _close(definitions)
    return {
        "$schema": DIALECT,
        "title": "A method of Flapover, or its shared kinds or scales",
        "if": {"anyOf": [{"required": [name]} for name in ("id", "name", "steps")]},
        "then": {"$ref": "#/$defs/Method"},
        "else": {"anyOf": [{"$ref": "#/$defs/KindsFile"}, {"$ref": "#/$defs/ScalesFile"}]},
        "$defs": definitions,
    }


def _as_a_file(whole: Schema) -> None:
    required = whole["required"]
    if isinstance(required, list):
        required.remove("kinds")
    del _inner(_inner(whole, "properties"), "kinds")["minProperties"]


def _models() -> Iterator[tuple[str, type[BaseModel]]]:
    for name, one in vars(script).items():
        if isinstance(one, type) and issubclass(one, Frozen) and one is not Frozen:
            yield name, one


def _describe(definition: Schema, model: type[BaseModel]) -> None:
    properties = _inner(definition, "properties")
    docs = _attribute_docs(model)
    for attribute, info in model.model_fields.items():
        called = info.alias or attribute
        if attribute in docs and called in properties:
            _inner(properties, called)["description"] = docs[attribute]


def _attribute_docs(model: type[BaseModel]) -> dict[str, str]:
    """Return what stands in a string below each field of a class."""
    source = ast.parse(dedent(inspect.getsource(model)))
    body = [line for one in source.body if isinstance(one, ast.ClassDef) for line in one.body]
    docs: dict[str, str] = {}
    for field, below in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            text = _text(below)
            if text:
                docs[field.target.id] = text
    return docs


def _text(statement: ast.stmt) -> str:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return " ".join(str(statement.value.value).split())
    return ""


def _close(value: JsonValue) -> None:
    """Let a mapping with patterned names have no others; pydantic leaves that open."""
    if isinstance(value, dict):
        if "patternProperties" in value:
            value["additionalProperties"] = False
        for one in value.values():
            _close(one)
    elif isinstance(value, list):
        for one in value:
            _close(one)


def _inner(outer: Schema, name: str) -> Schema:
    inner = outer[name]
    if not isinstance(inner, dict):
        raise TypeError(f"{name}: pydantic made {type(inner).__name__}, not a mapping")
    return inner
