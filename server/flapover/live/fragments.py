"""Encoded views, each made once for all viewers who may see the same.

The key of the cache is what `sight` grants, and `view_of` takes nothing else: viewers can share a
fragment only when they may see the very same bytes.
"""

from collections.abc import Iterable

from flapover.core.ids import PersonId
from flapover.core.project import Scene, view_of
from flapover.core.sight import Key, Sight, sight

Fragment = bytes
"""One view as JSON, in UTF-8."""


class Fragments:
    """The encoded views of one board at its present revision."""

    def __init__(self) -> None:
        """Begin with none."""
        self._made: dict[Key, dict[Sight, Fragment | None]] = {}

    def forget(self, keys: Iterable[Key]) -> None:
        """Drop what may have changed."""
        for key in keys:
            self._made.pop(key, None)

    def of(self, scene: Scene, key: Key, viewer: PersonId) -> Fragment | None:
        """Return what `viewer` may be sent of an entity; None when nothing."""
        granted = sight(scene.board, key, viewer)
        if granted is None:
            return None
        made = self._made.setdefault(key, {})
        if granted not in made:
            view = view_of(scene, key, granted)
            made[granted] = None if view is None else view.model_dump_json().encode()
        return made[granted]
