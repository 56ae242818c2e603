"""Encoded views, each made once for all viewers who may see the same.

The key of the cache is what `sight` grants, and `view_of` takes nothing else: viewers can share a
fragment only when they may see the very same bytes.
"""

from collections.abc import Iterable, Mapping

from flapover.core.board import Board
from flapover.core.ids import PersonId
from flapover.core.project import Scene, view_of
from flapover.core.shape import value
from flapover.core.sight import Key, Sight, common_sight, facing, sight

Fragment = bytes
"""One view as JSON, in UTF-8."""


@value
class News:
    """What touched entities look like to all who face a board as it is now."""

    touched: Mapping[Key, None]
    board: Board
    facing: frozenset[PersonId]
    """Who sees it so; nobody where somebody may see one of them otherwise."""
    views: Mapping[Key, Fragment]
    listed: bytes
    """Those views as a frame lists them."""


class Fragments:
    """The encoded views of one board at its present revision."""

    def __init__(self) -> None:
        """Begin with none."""
        self._made: dict[Key, dict[Sight, Fragment | None]] = {}
        self._facing = _Facing()
        self._news: News | None = None

    def forget(self, keys: Iterable[Key]) -> None:
        """Drop what may have changed."""
        for key in keys:
            self._made.pop(key, None)
        self._news = None

    def news(self, scene: Scene, touched: Mapping[Key, None]) -> News:
        """Return what all who face the board see alike of these entities.

        Made once for the very same mapping, which everybody whom a commit touched alike shares.
        """
        news = self._news
        if news is None or news.touched is not touched or news.board is not scene.board:
            news = self._news = self._made_alike(scene, touched)
        return news

    def _made_alike(self, scene: Scene, touched: Mapping[Key, None]) -> News:
        views = dict[Key, Fragment]()
        for key in touched:
            granted = common_sight(scene.board, key)
            view = None if granted is None else self._view(scene, key, granted)
            if view is None:
                return News(touched, scene.board, frozenset(), {}, b"")
            views[key] = view
        who = self._facing.of(scene.board)
        return News(touched, scene.board, who, views, b",".join(views.values()))

    def of(self, scene: Scene, key: Key, viewer: PersonId) -> Fragment | None:
        """Return what `viewer` may be sent of an entity; None when nothing."""
        board = scene.board
        granted = common_sight(board, key) if viewer in self._facing.of(board) else None
        if granted is None:
            granted = sight(board, key, viewer)
        return None if granted is None else self._view(scene, key, granted)

    def _view(self, scene: Scene, key: Key, granted: Sight) -> Fragment | None:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = {}
        elif granted in made:
            return made[granted]
        view = view_of(scene, key, granted)
        made[granted] = fragment = None if view is None else view.model_dump_json().encode()
        return fragment


class _Facing:
    """Who faces a board, found anew only when somebody or a round changed: cards do not count."""

    def __init__(self) -> None:
        self._people: object = None
        self._rounds: object = None
        self._who: frozenset[PersonId] = frozenset()

    def of(self, board: Board) -> frozenset[PersonId]:
        if board.people is not self._people or board.rounds is not self._rounds:
            self._people, self._rounds = board.people, board.rounds
            self._who = facing(board)
        return self._who
