"""A method of a test's own, on a server in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from flapover.core.method import Method
from flapover.methods import Library
from tests.play import library


@contextmanager
def known(*methods: Method) -> Iterator[None]:
    """Let servers that start meanwhile have these methods as well."""
    more = {(method.id, method.language): method for method in methods}
    with patch("flapover.app.load_library", lambda _: Library({**library().methods, **more})):
        yield
