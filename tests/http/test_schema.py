"""Whatever the schema allows, and whatever it does not: never a 500, always the one shape (P29)."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error

from flapover.app import create_app
from flapover.settings import Settings
from tests.live.kit import ROOMY

pytestmark = pytest.mark.timeout(180)
OPERATIONS = {
    "GET /healthz",
    "GET /api/about",
    "GET /api/methods",
    "GET /api/methods/{method}/source",
    "GET /api/shared",
    "POST /api/methods/check",
    "PUT /api/boards/{board}/plan",
    "POST /api/boards",
    "POST /api/boards/{board}/seats",
    "POST /api/lobby",
    "GET /api/boards/{board}/report.md",
}
bounded = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_P29_no_request_over_http_breaks_the_server(tmp_path: Path, mode: GenerationMode) -> None:
    app = create_app(Settings(data=tmp_path, **ROOMY))  # type: ignore[arg-type]
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    tried = set()
    for found in schema.get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]
        tried.add(f"{operation.method.upper()} {operation.path}")

        @bounded
        @given(case=operation.as_strategy(generation_mode=mode))
        def never_breaks(case: schemathesis.Case) -> None:
            answer = case.call()
            case.validate_response(answer, checks=[not_a_server_error])
            if answer.status_code >= 400:
                assert set(answer.json()) == {"reason"}, answer.text

        # An operation that takes nothing cannot be asked wrongly.
        with suppress(Unsatisfiable):
            never_breaks()
    assert tried >= OPERATIONS
