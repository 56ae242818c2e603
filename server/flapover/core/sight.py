"""Who may see what: the only visibility rule.

A sight says all that a view may depend on besides the board, so two viewers with equal sights get
the same bytes. None means: this viewer may not know that it exists.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from sys import intern
from typing import NewType

from flapover.core.board import Board, Card, Person
from flapover.core.groups import group_of, shares
from flapover.core.ids import CardId, GroupId, KindId, PersonId
from flapover.core.method import Role, Step, Write

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
    group: GroupId | None = None
    """Their subgroup, where that makes a difference."""


@dataclass(frozen=True, slots=True)
class Away:
    """Has their back turned to the board in this step: nothing that others do with it shows."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class Own:
    """What depends on the very person."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class CardSight:
    """Sees a card."""

    private_rater: PersonId | None
    """The viewer, when they rated it for their eyes only, or put dots on it."""
    knows_writer: bool
    """Whether they may know whose it is: of an anonymous card only its writer does."""
    sees_related: bool
    """Whether they may know which other cards it hangs together with: not while they are away."""


Sight = Lobby | Table | Away | Own | CardSight

_WHOLE = CardSight(private_rater=None, knows_writer=True, sees_related=True)
"""How nearly everybody sees nearly every card."""


def sees_case(board: Board, viewer: PersonId) -> bool:
    """Say whether a viewer sits at the table and has promised confidentiality; the wall has."""
    who = board.people.get(viewer)
    return who is not None and who.standing == "seated" and who.agreed


def sees_card(board: Board, card: Card, viewer: PersonId) -> bool:
    """Say whether a viewer may know of a card: it is shown, or theirs or their subgroup's (P21).

    Who is away keeps only what is hidden from all others: nobody else can change anything of it.
    """
    return sees_case(board, viewer) and _sees(board, card, viewer, is_away(board, viewer))


def _sees(board: Board, card: Card, viewer: PersonId, away: bool) -> bool:
    """Say the same of somebody who sees the case."""
    if away:
        return card.by == viewer and not card.shown and card.group is None
    return card.shown or card.is_of(viewer) or shares(board, card, viewer)


def is_away(board: Board, viewer: PersonId) -> bool:
    """Say whether the open step closes the board to one of this person's roles."""
    running = board.running
    if running is None or not running.step.away:
        return False
    return not board.roles_of(viewer).isdisjoint(running.step.away)


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
    roles, group = board.roles_of(person), group_of(running, person)
    for rule in running.step.write:
        if rule.kind == kind and _lets_write(rule, roles, group):
            return rule
    return None


def writing_open_to(step: Step, roles: frozenset[Role], group: GroupId | None) -> tuple[Write, ...]:
    """Return the rules by which these roles, in this subgroup, may write in a step."""
    return tuple(rule for rule in step.write if _lets_write(rule, roles, group))


def _lets_write(rule: Write, roles: frozenset[Role], group: GroupId | None) -> bool:
    in_group = rule.group in (None, group) and not (rule.per_group and group is None)
    return in_group and not roles.isdisjoint(rule.who)


def sight(  # noqa: C901 -- one line per noun of the wire
    board: Board, key: Key, viewer: PersonId
) -> Sight | None:
    """Return what `viewer` may see of the entity `key`; None when not even that it exists.

    Closed by default: a key that no line below names is seen by nobody.
    """
    who = board.people.get(viewer)
    if who is None or who.gone:
        return None
    if is_away(board, viewer):
        return _away_sight(board, key, who)
    noun, _, name = key.partition(":")
    match noun:
        case "card":
            return _card_sight(board, CardId(name), who, away=False)
        case "person" | "presence":
            return _person_sight(board, PersonId(name), viewer)
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
        case "clip":
            return Table(frozenset()) if _shows_clip(board, viewer) else None
        case "now":
            return _now_sight(board, viewer) if sees_case(board, viewer) else None
        case _:
            return None


def facing(board: Board) -> frozenset[PersonId]:
    """Return everybody who sees the case and has the board before them."""
    return frozenset(
        who for who in board.people if sees_case(board, who) and not is_away(board, who)
    )


def common_sight(board: Board, key: Key) -> Sight | None:
    """Return the sight of an entity that all who face the board have alike; None: it depends.

    Only what changes often is named here. It says no more than `sight` (a test asks it for all).
    """
    noun, _, name = key.partition(":")
    if noun == "card":
        card = board.cards.get(CardId(name))
        plain = card is not None and card.shown and not (card.anonymous or card.dots)
        return _WHOLE if plain and card is not None and not card.ratings else None
    if noun == "presence":
        person = board.people.get(PersonId(name))
        return Table(frozenset()) if person is not None and person.standing == "seated" else None
    return Table(frozenset()) if noun in ("round", "timer") else None


def _person_sight(board: Board, name: PersonId, viewer: PersonId) -> Table | None:
    person = board.people.get(name)
    seen = person is not None and sees_person(board, person, viewer)
    return Table(frozenset()) if seen else None


def _shows_clip(board: Board, viewer: PersonId) -> bool:
    running = board.running
    return running is not None and running.step.clip is not None and sees_case(board, viewer)


def _now_sight(board: Board, viewer: PersonId) -> Table:
    running = board.running
    return Table(board.roles_of(viewer), None if running is None else group_of(running, viewer))


def _away_sight(board: Board, key: Key, who: Person) -> Sight | None:
    """Return what somebody may see whose back is turned: a list of its own, closed by default."""
    if not sees_case(board, who.id):
        return None
    noun, _, name = key.partition(":")
    match noun:
        case "card":
            return _card_sight(board, CardId(name), who, away=True)
        case "person":
            return None if _person_sight(board, PersonId(name), who.id) is None else Away(who.id)
        case "presence":
            return Table(frozenset()) if name == who.id else None
        case "me":
            return Own(who.id)
        case "board" | "method" | "timer":
            return Table(frozenset())
        case "round" | "now":
            return Away(who.id)
        case "door":
            return Table(frozenset()) if who.leads else None
        case "lead":
            return Away(who.id) if who.leads else None
        case _:
            return None


def _card_sight(board: Board, name: CardId, who: Person, *, away: bool) -> CardSight | None:
    card, viewer = board.cards.get(name), who.id
    at_the_table = who.standing == "seated" and who.agreed
    if card is None or not at_the_table or not _sees(board, card, viewer, away):
        return None
    private = viewer in card.dots or (bool(card.ratings) and _rates_privately(card, viewer))
    knows_writer = not card.anonymous or card.is_of(viewer)
    if knows_writer and not (private or away):
        return _WHOLE
    return CardSight(viewer if private else None, knows_writer, sees_related=not away)


def _rates_privately(card: Card, viewer: PersonId) -> bool:
    return any(
        rater == viewer and rating.value != rating.public
        for (rater, _), rating in card.ratings.items()
    )


def card_key(card: CardId) -> Key:
    """Return the key of a card's view."""
    return _key("card", card)


def person_keys(person: PersonId) -> Iterable[Key]:
    """Return the keys of the views of one seat."""
    return (_key("person", person), presence_key(person))


def presence_key(person: PersonId) -> Key:
    """Return the key of the view that says whether somebody is there."""
    return _key("presence", person)


def keys(board: Board) -> list[Key]:
    """Return the key of every view that some viewer of this board may have."""
    return [
        *(Key(noun) for noun in ("board", "me", "door", "now", "lead", "timer", "clip")),
        *(key for person in board.people for key in person_keys(person)),
        *(_key(noun, round_) for round_ in board.rounds for noun in ("method", "round")),
        *(card_key(card) for card in board.cards),
    ]


def _key(noun: str, name: str) -> Key:
    """Return the one string for a key: every connection holds those of all that it was told."""
    return Key(intern(f"{noun}:{name}"))
