"""What holds for every request: who asks, for whom, and what most rules begin with."""

from flapover.core.board import Board, Card, Person, Round
from flapover.core.groups import shares
from flapover.core.ids import CardId, PersonId, StepId
from flapover.core.method import Allow, Role
from flapover.core.rejected import reject, require
from flapover.core.requests import (
    AdmitPerson,
    Agree,
    BackStep,
    ChangeMethod,
    Command,
    EditCard,
    EndBoard,
    EndRound,
    ExtendTimer,
    GiveConsent,
    GiveInbrenger,
    GiveLead,
    GoToStep,
    HandOverLead,
    LayDownLead,
    Leave,
    LockDoor,
    LowerHand,
    MarkReady,
    NextStep,
    PauseTimer,
    PlanMethod,
    RaiseHand,
    RejoinPerson,
    RemoveCard,
    RemovePerson,
    RenamePerson,
    RepeatBlock,
    Request,
    SeatOnPaper,
    StartRound,
    StartTimer,
    StopTimer,
    TakePart,
    UndoStep,
    UnlockDoor,
    WriteCard,
)
from flapover.core.sight import is_away, sees_card
from flapover.core.steps import in_play

BEFORE_THE_PROMISE: tuple[type[Request], ...] = (Agree, Leave)
WITH_BACK_TURNED: tuple[type[Request], ...] = (
    *(WriteCard, EditCard, RemoveCard, MarkReady, GiveConsent),
    *(NextStep, BackStep, GoToStep, UndoStep),
    *(StartTimer, PauseTimer, ExtendTimer, StopTimer),
    *(PlanMethod, GiveInbrenger, StartRound, RepeatBlock, ChangeMethod, EndRound, EndBoard),
    *(Agree, AdmitPerson, RenamePerson, RemovePerson, RejoinPerson, Leave, SeatOnPaper),
    *(GiveLead, HandOverLead, LayDownLead, TakePart),
    *(LockDoor, UnlockDoor, RaiseHand, LowerHand),
)
"""All that somebody may ask who sees no board now: no answer to it says anything of a card."""

AFTER_THE_END: tuple[type[Request], ...] = (Agree, Leave, RemovePerson)


def admit(board: Board, command: Command) -> None:
    """Let a request on to its own rule only when its asker may ask anything at all.

    Raises:
        Rejected: not seated, the wall, another's seat, no promise yet, or the gathering is over.

    """
    who = board.people.get(command.by)
    if who is None or who.gone or who.device == "screen":
        reject("not_allowed")
    if command.typed_by != command.by:
        _on_behalf(board, who, command.typed_by)
    if not isinstance(command.request, Leave):
        require(who.standing == "seated", "not_allowed")
    if not isinstance(command.request, AFTER_THE_END):
        require(not board.ended, "ended")
    if not isinstance(command.request, BEFORE_THE_PROMISE):
        require(who.agreed, "not_agreed")
    if not isinstance(command.request, WITH_BACK_TURNED):
        require(not is_away(board, command.by), "not_now")


def _on_behalf(board: Board, who: Person, typist: PersonId) -> None:
    """Only a gespreksleider acts for another, and only for someone without a phone."""
    helper = board.people.get(typist)
    if helper is None or helper.standing != "seated" or not helper.leads:
        reject("not_allowed")
    require(who.device == "paper", "not_allowed")
    require(helper.agreed, "not_agreed")
    # Else whoever has their back turned would act, and learn, through somebody else's seat.
    require(not is_away(board, typist), "not_now")


def require_lead(board: Board, command: Command) -> None:
    """Refuse everybody but a gespreksleider."""
    require(board.people[command.by].leads, "not_allowed")


def going(board: Board) -> Round:
    """Return the running round, or refuse."""
    running = board.running
    return reject("nothing_going") if running is None else running


def going_at(board: Board, step: StepId) -> Round:
    """Return the running round when this step is the open one, or refuse."""
    running = going(board)
    require(running.step.id == step, "step_moved_on")
    return running


def has_role(board: Board, command: Command, roles: tuple[Role, ...]) -> bool:
    """Say whether the asker has one of these roles now."""
    return not board.roles_of(command.by).isdisjoint(roles)


def card_seen_by(board: Board, card: CardId, viewer: PersonId) -> Card:
    """Return a card that the viewer may see; hidden and absent are refused alike (P21)."""
    found = board.cards.get(card)
    if found is None or not sees_card(board, found, viewer):
        reject("no_such_card")
    return found


def own_card(board: Board, card: CardId, command: Command) -> Card:
    """Return a card of the asker's, or of their subgroup's, in the running round, or refuse.

    Who types for another must see the card as well: they would learn that it exists (P21).
    """
    found = card_seen_by(board, card, command.typed_by)
    require(found.by == command.by or shares(board, found, command.by), "not_allowed")
    going(board)
    require(in_play(board, found), "not_now")
    return found


def shown_card(board: Board, card: CardId, command: Command, allowed: Allow | None) -> Card:
    """Return a card of the running round, seen by all and opened to the asker, or refuse."""
    going(board)
    found = card_seen_by(board, card, command.by)
    if allowed is None or not has_role(board, command, allowed.who):
        reject("not_now")
    require(found.shown and in_play(board, found) and found.kind in allowed.kinds, "not_now")
    return found


def seated_person(board: Board, person: PersonId) -> Person:
    """Return somebody at the table (not the wall), or refuse."""
    found = board.people.get(person)
    if found is None or found.standing != "seated" or found.device == "screen":
        reject("no_such_person")
    return found
