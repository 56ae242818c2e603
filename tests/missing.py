"""Says that a test cannot run here, and why; in CI that is a failure, never a quiet skip."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def in_ci() -> bool:
    """Tell whether nothing may be left out."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def cannot_run(reason: str) -> NoReturn:
    """End the test: failed in CI, else skipped with the reason that the summary repeats."""
    if in_ci():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
