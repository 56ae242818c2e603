"""What may be known of the gathering and of those who sit at it."""

from typing import Literal

from flapover.core.board import Board, Person
from flapover.core.clips import held_clip
from flapover.core.ids import PersonId
from flapover.core.project.methods import method_card
from flapover.core.project.opened import in_order
from flapover.core.sight import Lobby, Table
from flapover.core.steps import milliseconds
from flapover.core.views import BoardView, DoorView, MeView, PersonView


def board_view(board: Board, granted: Lobby | Table) -> BoardView:
    """Return the gathering; in the lobby and before the promise, without its title."""
    known = isinstance(granted, Table)
    waiting = isinstance(granted, Lobby) and granted.waiting
    return BoardView(
        id=board.id,
        opened_ms=milliseconds(board.opened),
        title=board.title if known else "",
        language=board.language,
        phase=_phase(board),
        plan=None if waiting else method_card(board.plan),
        inbrenger=None if waiting else board.inbrenger,
        round=board.current if known else None,
    )


def _phase(board: Board) -> Literal["lobby", "round", "between", "ended"]:
    if board.ended:
        return "ended"
    if board.round is None:
        return "lobby"
    return "between" if board.round.ended else "round"


def me_view(board: Board, person: PersonId) -> MeView:
    """Return somebody's own seat."""
    who = board.people[person]
    kept = held_clip(board)
    return MeView(
        person=who.id,
        name=who.name,
        device=who.device,
        standing="seated" if who.standing == "seated" else "waiting",
        agreed=who.agreed,
        roles=in_order(board.roles_of(person)),
        takes_part=who.takes_part,
        clip=kept.id if kept is not None and kept.by == person else None,
    )


def person_view(board: Board, who: Person) -> PersonView:
    """Return somebody at the table or in the lobby."""
    return PersonView(
        id=who.id,
        name=who.name,
        device=who.device,
        standing="left" if who.gone else who.standing,
        roles=in_order(board.roles_of(who.id)),
        takes_part=who.takes_part,
        agreed=who.agreed,
        hand_ms=None if who.hand is None else milliseconds(who.hand),
        order=[one.id for one in board.people.values() if one.standing == who.standing].index(
            who.id
        ),
    )


def person_unseen(board: Board, who: Person, viewer: PersonId) -> PersonView:
    """Return somebody for who has their back turned: of the others, not when they put up a hand."""
    shown = person_view(board, who)
    return shown if who.id == viewer else shown.model_copy(update={"hand_ms": None})


def door_view(board: Board) -> DoorView:
    """Return how others come in; without key and code while it is locked."""
    door = board.door
    if not door.open or board.ended:
        return DoorView(open=False, secret="", code="")
    return DoorView(open=True, secret=door.secret, code=door.code)
