"""Who may see what: the only visibility rule.

A sight says all that a view may depend on besides the board, so two viewers with equal sights get
the same bytes. None means: this viewer may not know that it exists.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NewType

from flapover.core.board import Board, Card, Person
from flapover.core.ids import CardId, KindId, PersonId
from flapover.core.method import Role, Write

Key = NewType("Key", str)
"""`type:id`, or just `type` where a board has one: what a view is known by on the wire."""

ROLES: tuple[Role, ...] = ("gespreksleider", "inbrenger", "deelnemer")


@dataclass(frozen=True, slots=True)
class Lobby:
    """Waits to be let in, or has not promised confidentiality: sees nothing of the case."""

    waiting: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Sees the case. `roles` is empty for the wall."""

    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Own:
    """What depends on the very person."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class CardSight:
    """Sees a card."""

    private_rater: PersonId | None
    """The viewer, when they rated it for their eyes only, or put dots on it."""


Sight = Lobby | Table | Own | CardSight


def sees_case(board: Board, viewer: PersonId) -> bool:
    """Say whether a viewer sits at the table and has promised confidentiality; the wall has."""
    who = board.people.get(viewer)
    return who is not None and who.standing == "seated" and who.agreed


def sees_card(board: Board, card: Card, viewer: PersonId) -> bool:
    """Say whether a viewer may know of a card: it is shown, or they wrote it (P21)."""
    return (card.shown or viewer in (card.by, card.typed_by)) and sees_case(board, viewer)


def sees_person(board: Board, person: Person, viewer: PersonId) -> bool:
    """Say whether a viewer may know of a seat: who waits is known to gespreksleiders alone.

    Who left is still known by name, because their cards stay.
    """
    who = board.people.get(viewer)
    if who is None or who.gone or person.standing == "refused":
        return False
    if viewer == person.id:
        return True
    return who.standing == "seated" and (person.standing != "waiting" or who.leads)


def open_writing(board: Board, person: PersonId, kind: KindId) -> Write | None:
    """Return the rule by which a person may write this kind now; None when they may not."""
    running = board.running
    if running is None or not sees_case(board, person):
        return None
    roles = board.roles_of(person)
    rules = (
        rule for rule in running.step.write if rule.kind == kind and not roles.isdisjoint(rule.who)
    )
    return next(rules, None)


def sight(board: Board, key: Key, viewer: PersonId) -> Sight | None:
    """Return what `viewer` may see of the entity `key`; None when not even that it exists.

    Closed by default: a key that no line below names is seen by nobody.
    """
    who = board.people.get(viewer)
    if who is None or who.gone:
        return None
    noun, _, name = key.partition(":")
    match noun:
        case "card":
            return _card_sight(board, CardId(name), viewer)
        case "person" | "presence":
            person = board.people.get(PersonId(name))
            return (
                Table(frozenset())
                if person is not None and sees_person(board, person, viewer)
                else None
            )
        case "me":
            return Own(viewer)
        case "board":
            return (
                Table(frozenset()) if sees_case(board, viewer) else Lobby(who.standing == "waiting")
            )
        case "door":
            return (
                Table(frozenset())
                if who.standing == "seated" and (who.leads or who.device == "screen")
                else None
            )
        case "lead":
            return Table(frozenset()) if who.leads and sees_case(board, viewer) else None
        case "method" | "round" | "timer":
            return Table(frozenset()) if sees_case(board, viewer) else None
        case "now":
            return Table(board.roles_of(viewer)) if sees_case(board, viewer) else None
        case _:
            return None


def _card_sight(board: Board, name: CardId, viewer: PersonId) -> CardSight | None:
    card = board.cards.get(name)
    if card is None or not sees_card(board, card, viewer):
        return None
    said_privately = viewer in card.dots or any(
        rater == viewer and rating.value != rating.public
        for (rater, _), rating in card.ratings.items()
    )
    return CardSight(viewer if said_privately else None)


def card_key(card: CardId) -> Key:
    """Return the key of a card's view."""
    return Key(f"card:{card}")


def person_keys(person: PersonId) -> Iterable[Key]:
    """Return the keys of the views of one seat."""
    return (Key(f"person:{person}"), Key(f"presence:{person}"))


def keys(board: Board) -> list[Key]:
    """Return the key of every view that some viewer of this board may have."""
    return [
        *(Key(noun) for noun in ("board", "me", "door", "now", "lead", "timer")),
        *(key for person in board.people for key in person_keys(person)),
        *(Key(f"{noun}:{round_}") for round_ in board.rounds for noun in ("method", "round")),
        *(card_key(card) for card in board.cards),
    ]
