"""The gathering and its rounds: opening, planning, starting, ending."""

from datetime import datetime

from flapover.core.board import Board
from flapover.core.decide.asking import going, require_lead
from flapover.core.events import (
    BoardEnded,
    BoardOpened,
    Event,
    MethodPlanned,
    RoundEnded,
    RoundStarted,
)
from flapover.core.ids import RoundId
from flapover.core.rejected import reject, require
from flapover.core.requests import Command, EndBoard, EndRound, OpenBoard, PlanMethod, StartRound
from flapover.core.text import TITLE_GRAPHEMES, name

MAX_ROUNDS = 20


def open_board(errand: OpenBoard, at: datetime) -> list[Event]:
    """Open a board; a blank title is no title."""
    return [
        BoardOpened(
            board=errand.board,
            at=at,
            title=name(errand.title, TITLE_GRAPHEMES) if errand.title.strip() else "",
            language=errand.language,
            code=errand.code,
            secret=errand.secret,
            plan=errand.plan,
        )
    ]


def plan_method(board: Board, _ask: PlanMethod, command: Command) -> list[Event]:
    """Choose the method of the next round."""
    require_lead(board, command)
    if command.method is None:
        reject("no_such_method")
    return [] if command.method == board.plan else [MethodPlanned(method=command.method)]


def start_round(board: Board, _ask: StartRound, command: Command) -> list[Event]:
    """Open the first step of the planned method for the chosen inbrenger."""
    require_lead(board, command)
    require(board.running is None, "already_going")
    require(len(board.rounds) < MAX_ROUNDS, "board_full")
    inbrenger = board.plan_inbrenger
    require(inbrenger is not None or not board.plan.needs_inbrenger, "needs_inbrenger")
    number = len(board.rounds) + 1
    return [RoundStarted(round=RoundId(f"r{number}"), method=board.plan, inbrenger=inbrenger)]


def end_round(board: Board, _ask: EndRound, command: Command) -> list[Event]:
    """Close the case."""
    require_lead(board, command)
    going(board)
    return [RoundEnded()]


def end_board(board: Board, _ask: EndBoard, command: Command) -> list[Event]:
    """Close the gathering, and the case that is still going on."""
    require_lead(board, command)
    return [BoardEnded()] if board.running is None else [RoundEnded(), BoardEnded()]
