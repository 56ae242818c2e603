"""What a request leads to: events, or a refusal. Pure; one module per noun.

Default is no: a request without a rule here is refused, and a test refuses to let one be added
without its row in the decision table (P20).
"""

from collections.abc import Callable, Mapping
from typing import Any

from flapover.core.board import Board
from flapover.core.decide import (
    cards,
    choices,
    clips,
    groups,
    joint,
    links,
    people,
    ratings,
    roles,
    rounds,
    sharing,
    steps,
    timer,
    turns,
)
from flapover.core.decide.asking import admit
from flapover.core.events import Event
from flapover.core.rejected import Rejected, reject, require
from flapover.core.requests import (
    AdmitPerson,
    Agree,
    AnswerCard,
    BackStep,
    BringClip,
    ChangeMethod,
    Command,
    EditCard,
    EndBoard,
    EndRound,
    ExtendTimer,
    FocusCard,
    GiveConsent,
    GiveInbrenger,
    GiveLead,
    GiveTurn,
    GoToStep,
    HandOverLead,
    Join,
    LayDownLead,
    Leave,
    LinkCards,
    LockDoor,
    LowerHand,
    MarkReady,
    MoveCard,
    NextStep,
    NextTurn,
    OpenBoard,
    PauseClip,
    PauseTimer,
    PickCard,
    PlaceDots,
    PlaceInGroup,
    PlanMethod,
    PlayClip,
    RaiseHand,
    RateCard,
    RejoinPerson,
    RemoveCard,
    RemoveClip,
    RemovePerson,
    RenamePerson,
    RepeatBlock,
    Request,
    RetractAnswer,
    RevealAll,
    RevealAuthor,
    RewriteCard,
    RingTimer,
    SeatOnPaper,
    ShareCard,
    SplitByChance,
    StartRound,
    StartTimer,
    StopClip,
    StopTimer,
    TakePart,
    UndoStep,
    UnlockDoor,
    UnrateCard,
    WatchElsewhere,
    WriteCard,
    WriteJoint,
)

Rule = Callable[[Board, Any, Command], list[Event]]
"""Takes the board, the request of its own type, and the command around it."""

RULES: Mapping[type[Request], Rule] = {
    WriteCard: cards.write_card,
    EditCard: cards.edit_card,
    WriteJoint: joint.write_joint,
    RewriteCard: cards.rewrite_card,
    RemoveCard: cards.remove_card,
    MoveCard: cards.move_card,
    ShareCard: sharing.share_card,
    LinkCards: links.link_cards,
    RevealAll: steps.reveal_all,
    RevealAuthor: steps.reveal_author,
    RateCard: ratings.rate_card,
    UnrateCard: ratings.unrate_card,
    FocusCard: ratings.focus_card,
    AnswerCard: ratings.answer_card,
    RetractAnswer: ratings.retract_answer,
    PlaceDots: choices.place_dots,
    PickCard: choices.pick_card,
    MarkReady: steps.mark_ready,
    GiveConsent: steps.give_consent,
    NextStep: steps.next_step,
    BackStep: steps.back_step,
    GoToStep: steps.go_to_step,
    UndoStep: steps.undo_step,
    RepeatBlock: steps.repeat_block,
    StartTimer: timer.start_timer,
    PauseTimer: timer.pause_timer,
    ExtendTimer: timer.extend_timer,
    StopTimer: timer.stop_timer,
    PlanMethod: rounds.plan_method,
    ChangeMethod: rounds.change_method,
    GiveInbrenger: roles.give_inbrenger,
    StartRound: rounds.start_round,
    EndRound: rounds.end_round,
    EndBoard: rounds.end_board,
    Agree: people.agree,
    AdmitPerson: people.admit_person,
    RenamePerson: people.rename_person,
    RemovePerson: people.remove_person,
    RejoinPerson: people.rejoin_person,
    Leave: people.leave,
    SeatOnPaper: people.seat_on_paper,
    GiveLead: roles.give_lead,
    HandOverLead: roles.hand_over_lead,
    LayDownLead: roles.lay_down_lead,
    TakePart: roles.take_part,
    LockDoor: people.lock_door,
    UnlockDoor: people.unlock_door,
    RaiseHand: people.raise_hand,
    LowerHand: people.lower_hand,
    GiveTurn: turns.give_turn,
    NextTurn: turns.next_turn,
    SplitByChance: groups.split_by_chance,
    PlaceInGroup: groups.place_in_group,
    PlayClip: clips.play_clip,
    PauseClip: clips.pause_clip,
    StopClip: clips.stop_clip,
    RemoveClip: clips.remove_clip,
    WatchElsewhere: clips.watch_elsewhere,
}


def decide(board: Board | None, command: Command) -> list[Event] | Rejected:
    """Return what a command leads to on a board as it is now; `board` is None before it is opened.

    Returns:
        Events to be stored and applied together; none when all is already so, which makes a retry
        harmless. Or the refusal, which changes nothing.

    """
    try:
        return _judge(board, command)
    except Rejected as refusal:
        return refusal


def _judge(board: Board | None, command: Command) -> list[Event]:
    match command.request:
        case OpenBoard() as errand:
            require(board is None, "already_going")
            return rounds.open_board(errand, command.at)
        case _ if board is None:
            return reject("nothing_going")
        case Join() as errand:
            return people.join(board, errand)
        case RingTimer() as errand:
            return timer.ring_timer(board, errand)
        case BringClip() as errand:
            admit(board, command)
            return clips.bring_clip(board, errand, command)
        case request:
            admit(board, command)
            rule = RULES.get(type(request))
            events = reject("not_allowed") if rule is None else rule(board, request, command)
            return [*events, *steps.reveal_when_ready(board, events)]
