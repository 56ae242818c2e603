"""Says where the built browser client and the method files lie.

In a checkout that is `web/dist` and `methods/`; in an installed package the copies that
hatch_build.py put into it. Refuses to look anywhere else, such as the current folder.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def web_dist() -> Path:
    """Return the folder of the built client; it may be absent in a checkout never built."""
    return _either(_PACKAGE / "web_dist", _CHECKOUT / "web" / "dist")


def methods_folder() -> Path:
    """Return the folder of the `*.yaml` methods that come with Flapover."""
    return _either(_PACKAGE / "methods_files", _CHECKOUT / "methods")


def _either(packaged: Path, in_checkout: Path) -> Path:
    return packaged if packaged.is_dir() else in_checkout
