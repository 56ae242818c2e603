"""The door out: the only code that turns board content into something that leaves the process.

Views are built by allow-list from what `sight` grants; a field added to the board stays secret
until a line here shows it. One module per noun. What ends in `_unseen` is for who has their back
turned: nothing in it may depend on what others do with cards.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flapover.core.board import Board
from flapover.core.ids import CardId, PersonId, RoundId
from flapover.core.project.cards import card_view
from flapover.core.project.clips import clip_view
from flapover.core.project.leading import lead_unseen, lead_view
from flapover.core.project.methods import method_card, method_preview, method_view
from flapover.core.project.opened import now_unseen, now_view
from flapover.core.project.people import board_view, door_view, me_view, person_unseen, person_view
from flapover.core.project.rounds import round_unseen, round_view, timer_view
from flapover.core.sight import Away, CardSight, Key, Lobby, Own, Sight, Table, keys, sight
from flapover.core.views import PresenceView, View

__all__ = ["Presence", "Scene", "method_card", "method_preview", "project", "snapshot", "view_of"]


@dataclass(frozen=True, slots=True)
class Presence:
    """What is known of a person's devices; never stored."""

    here: bool = False
    writing: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A board, and who is there at this moment."""

    board: Board
    presence: Mapping[PersonId, Presence] = field(default_factory=dict)


def snapshot(scene: Scene, viewer: PersonId) -> list[View]:
    """Return all that `viewer` may see; empty for a stranger."""
    found = (project(scene, key, viewer) for key in keys(scene.board))
    return [view for view in found if view is not None]


def project(scene: Scene, key: Key, viewer: PersonId) -> View | None:
    """Return what `viewer` may see of one entity; None when not even that it exists."""
    granted = sight(scene.board, key, viewer)
    return None if granted is None else view_of(scene, key, granted)


def view_of(  # noqa: C901 -- one line per noun of the wire
    scene: Scene, key: Key, granted: Sight
) -> View | None:
    """Return the view of an entity for everybody with this sight; None when nothing is to be seen.

    Takes no viewer, on purpose: whoever has an equal sight may be sent the same bytes.
    """
    board = scene.board
    noun, _, name = key.partition(":")
    match noun, granted:
        case "card", CardSight():
            return card_view(board, board.cards[CardId(name)], granted)
        case "person", Table():
            return person_view(board, board.people[PersonId(name)])
        case "person", Away(viewer):
            return person_unseen(board, board.people[PersonId(name)], viewer)
        case "presence", Table():
            there = scene.presence.get(PersonId(name), Presence())
            return PresenceView(id=PersonId(name), here=there.here, writing=there.writing)
        case "me", Own(person):
            return me_view(board, person)
        case "board", Lobby() | Table():
            return board_view(board, granted)
        case "door", Table():
            return door_view(board)
        case "lead", Table():
            return lead_view(board)
        case "lead", Away():
            return lead_unseen(board)
        case "method", Table():
            return method_view(board.rounds[RoundId(name)])
        case "round", Table():
            return round_view(board, board.rounds[RoundId(name)])
        case "round", Away(viewer):
            return round_unseen(board, board.rounds[RoundId(name)], viewer)
        case "timer", Table():
            return timer_view(board)
        case "clip", Table():
            return clip_view(board)
        case "now", Table(roles, group):
            return now_view(board, roles, group)
        case "now", Away(viewer):
            return now_unseen(board, viewer)
        case _:
            return None
