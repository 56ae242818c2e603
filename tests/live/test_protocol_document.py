"""docs/protocol.md says all that the models say, and its examples are messages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from flapover.app import create_app
from flapover.core.rejected import Reason
from flapover.core.requests import Request
from flapover.core.views import View
from flapover.http import messages
from flapover.live.wire import CLOSE_CODES, PROTOCOL, Farewell, Incoming, Outgoing
from flapover.settings import Settings

TEXT = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text()
EXAMPLES = re.findall(r"```json (\w+)\n(.*?)```", TEXT, re.DOTALL)
ADAPTERS: dict[str, TypeAdapter[Any]] = {
    "in": TypeAdapter(Incoming),
    "out": TypeAdapter(Outgoing),
    "view": TypeAdapter(View),
}


def types_of(union: object) -> list[str]:
    return [model.model_fields["type"].annotation for model in get_args(get_args(union)[0])]


def tags(union: object) -> set[str]:
    return {get_args(annotation)[0] for annotation in types_of(union)}


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_every_example_is_a_message(kind: str, example: str) -> None:
    adapter = ADAPTERS.get(kind) or TypeAdapter(getattr(messages, kind))
    assert adapter.validate_python(json.loads(example), strict=False)


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Requests", tags(Request)),
        ("Refusals", set(get_args(Reason))),
        ("Views, and who gets them", tags(View)),
        ("The socket", set(get_args(Farewell))),
    ],
)
def test_every_name_stands_in_its_table_and_no_other(heading: str, names: set[str]) -> None:
    section = TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?`) \|", section, re.MULTILINE)
    said = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert said == names


def test_every_close_code_stands_beside_its_reason() -> None:
    for reason, code in CLOSE_CODES.items():
        assert f"| `{reason}` | {code} |" in TEXT
    assert f"protocol version {PROTOCOL}." in TEXT


def test_every_message_has_an_example() -> None:
    shown = {json.loads(example)["type"] for kind, example in EXAMPLES if kind in ("in", "out")}
    assert shown == tags(Incoming) | tags(Outgoing)


def test_every_field_of_a_request_is_named() -> None:
    section = TEXT.partition("\n## Requests\n")[2].partition("\n## ")[0]
    rows = [row for row in section.splitlines() if row.startswith("| `")]
    for model in get_args(get_args(Request)[0]):
        name = str(model.model_fields["type"].default)
        row = next(row for row in rows if f"`{name}`" in row.split("|")[1])
        for field, info in model.model_fields.items():
            written = field if info.is_required() else f"{field}?"
            assert field == "type" or f"`{written}`" in row, (name, field)


def test_every_route_is_named(tmp_path: Path) -> None:
    paths = create_app(Settings(data=tmp_path)).openapi()["paths"]
    routes = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    assert routes == set(re.findall(r"^\| `((?:GET|POST|PUT) /\S+)` \|", TEXT, re.MULTILINE))
