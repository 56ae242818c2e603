"""Showing an own card that was hidden, or a note that was only for oneself."""

from flapover.core.board import Board
from flapover.core.decide.asking import going, has_role, own_card
from flapover.core.decide.steps import placed
from flapover.core.events import CardsRevealed, Event
from flapover.core.rejected import reject, require
from flapover.core.requests import Command, ShareCard
from flapover.core.sight import is_away


def share_card(board: Board, ask: ShareCard, command: Command) -> list[Event]:
    """Show one own card to all; only its writer can, and only of the kinds that the step names.

    Returns:
        Empty when it is shown already, so a retry is harmless.

    Raises:
        Rejected: the card is not the asker's, or the step lets nobody in this role share its kind.

    """
    card = own_card(board, ask.card, command)
    running = going(board)
    rule = running.step.share
    if rule is None or card.kind not in rule.kinds or not has_role(board, command, rule.who):
        reject("not_now")
    # Whoever turned their back would show something that they do not see themselves.
    require(not is_away(board, command.by), "not_now")
    return [] if card.shown else [CardsRevealed(cards=placed(board, running, [card]))]
