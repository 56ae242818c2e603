"""Giving and handing over roles: who leads, who brings the case, who takes part."""

from flapover.core.board import Board, Person
from flapover.core.decide.asking import require_lead, seated_person
from flapover.core.decide.people import require_another_lead
from flapover.core.events import Event, InbrengerChanged, LeadChanged, PartChanged
from flapover.core.ids import PersonId
from flapover.core.rejected import require
from flapover.core.requests import (
    Command,
    GiveInbrenger,
    GiveLead,
    HandOverLead,
    LayDownLead,
    TakePart,
)


def give_lead(board: Board, ask: GiveLead, command: Command) -> list[Event]:
    """Make somebody gespreksleider as well."""
    require_lead(board, command)
    found = _with_phone(board, ask.person)
    return [] if found.leads else [LeadChanged(person=found.id, leads=True)]


def hand_over_lead(board: Board, ask: HandOverLead, command: Command) -> list[Event]:
    """Make somebody else gespreksleider in one's own place; at no moment is there none."""
    require_lead(board, command)
    found = _with_phone(board, ask.person)
    require(found.id != command.by, "no_such_person")
    given: list[Event] = [] if found.leads else [LeadChanged(person=found.id, leads=True)]
    return [*given, LeadChanged(person=command.by, leads=False)]


def lay_down_lead(board: Board, _ask: LayDownLead, command: Command) -> list[Event]:
    """Stop being gespreksleider; never the last one."""
    require_lead(board, command)
    require_another_lead(board, board.people[command.by])
    return [LeadChanged(person=command.by, leads=False)]


def take_part(board: Board, ask: TakePart, command: Command) -> list[Event]:
    """As gespreksleider, also act as a deelnemer, or stop doing so."""
    require_lead(board, command)
    if board.people[command.by].takes_part == ask.takes_part:
        return []
    return [PartChanged(person=command.by, takes_part=ask.takes_part)]


def give_inbrenger(board: Board, ask: GiveInbrenger, command: Command) -> list[Event]:
    """Say who brings the case, in the running round or in the next; at most one."""
    require_lead(board, command)
    person = None if ask.person is None else seated_person(board, ask.person).id
    return [] if board.inbrenger == person else [InbrengerChanged(person=person)]


def _with_phone(board: Board, person: PersonId) -> Person:
    found = seated_person(board, person)
    require(found.device == "phone", "no_such_person")
    return found
