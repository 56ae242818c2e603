"""Whose turn it is to speak: by name, or the next in the round of speakers."""

from flapover.core.board import Board
from flapover.core.decide.asking import going, going_at, require_lead, seated_person
from flapover.core.events import Event, HandMoved, TurnGiven
from flapover.core.groups import may_speak, queue
from flapover.core.ids import PersonId
from flapover.core.rejected import require
from flapover.core.requests import Command, GiveTurn, NextTurn


def give_turn(board: Board, ask: GiveTurn, command: Command) -> list[Event]:
    """Give the floor to somebody whose turn it can be, or leave it open."""
    require_lead(board, command)
    running = going(board)
    if ask.person is not None:
        person = seated_person(board, ask.person)
        require(may_speak(board, running, person.id), "not_now")
    return [] if running.moment.speaker == ask.person else _given(board, ask.person)


def next_turn(board: Board, ask: NextTurn, command: Command) -> list[Event]:
    """Give the floor to the next who has not had it; after the last it is nobody's.

    Returns:
        Empty when somebody else has the floor than the asker thought: a second tap is harmless.

    """
    require_lead(board, command)
    running = going_at(board, ask.step)
    require(bool(running.step.turns), "not_now")
    speaker = running.moment.speaker
    coming = next(iter(queue(board, running)), None)
    if speaker != ask.after or speaker == coming:
        return []
    return _given(board, coming)


def _given(board: Board, person: PersonId | None) -> list[Event]:
    """Give the floor; a hand that asked for it comes down by itself."""
    given: list[Event] = [TurnGiven(person=person)]
    if person is not None and board.people[person].hand is not None:
        given.append(HandMoved(person=person, since=None))
    return given
