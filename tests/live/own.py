"""A method of a test's own, on a server in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from flapover.core.method import Method
from flapover.methods import Library, load_library
from flapover.places import methods_folder


@contextmanager
def known(*methods: Method) -> Iterator[None]:
    """Let servers that start meanwhile have these methods as well."""
    ours = load_library(methods_folder())
    more = {(method.id, method.language): method for method in methods}
    with patch("flapover.app.load_library", lambda _: Library({**ours.methods, **more})):
        yield
