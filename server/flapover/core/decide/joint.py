"""Writing one card together: the server puts every change over those that came before it.

No word is lost: a change is judged against the text that its writer saw, and lands in the text as
it is. What a writer could not have seen, they cannot take away. Where two write at one place, who
comes last stands first: right behind the letters that they wrote on from. So two who go on typing
behind each other do not tear each other's words apart.
"""

from flapover.core.board import Board, Card, Joint, Round
from flapover.core.decide.asking import going
from flapover.core.decide.cards import MAX_CARDS, is_fixed, last_rank, zone_of
from flapover.core.events import CardWritten, Event, JointWritten
from flapover.core.groups import group_of
from flapover.core.ids import CardId, GroupId
from flapover.core.method import Write
from flapover.core.rejected import reject, require
from flapover.core.requests import Command, WriteJoint
from flapover.core.sight import is_away, open_writing
from flapover.core.splices import Splice, Splices, neat, over, spliced
from flapover.core.steps import lap_here
from flapover.core.text import fits, part, readable


def write_joint(board: Board, ask: WriteJoint, command: Command) -> list[Event]:
    """Change the text of the card that the asker writes together with others; begin it if need be.

    Returns:
        Empty when the change is in the text already, or when nothing is left of it.

    Raises:
        Rejected: no such writing is open to the asker, the text would be too long, or the revision
            is one that is no longer known (`stale`).

    """
    running = going(board)
    require(ask.step is None or ask.step == running.step.id, "step_moved_on")
    rule = open_writing(board, command.by, ask.kind)
    if rule is None or not rule.joint or is_away(board, command.by):
        reject("not_now")
    group = group_of(running, command.by) if rule.per_group else None
    card = joint_card(board, running, rule, group)
    require(ask.card is None or (card is not None and card.id == ask.card), "no_such_card")
    change = neat(_clean(one) for one in ask.splices)
    return (
        _begun(board, rule, group, change, ask, command)
        if card is None
        else _written(card, change, ask, command)
    )


def joint_card(board: Board, running: Round, rule: Write, group: GroupId | None) -> Card | None:
    """Return the one card that all, or a subgroup, write together; None before its first word."""
    found = (
        card
        for card in board.cards.values()
        if card.joint is not None
        and (card.round, card.lap, card.kind) == (running.id, lap_here(running), rule.kind)
        and card.group == group
        and (group is None or card.split == running.split)
    )
    return next(found, None)


def _clean(one: Splice) -> Splice:
    return one.model_copy(update={"insert": part(one.insert)})


def _begun(
    board: Board,
    rule: Write,
    group: GroupId | None,
    change: Splices,
    ask: WriteJoint,
    command: Command,
) -> list[Event]:
    """Give the card its place and its first words."""
    require(ask.base == 0, "stale")
    text = _result("", change)
    require(readable(text), "empty_text")
    card = CardId(command.id)
    require(card not in board.cards, "reused_id")
    require(len(board.cards) < MAX_CARDS, "board_full")
    running = going(board)
    place = CardWritten(
        card=card,
        kind=rule.kind,
        sheet=rule.sheet,
        zone=zone_of(running, rule, None),
        rank=last_rank(board, running, rule.sheet) + 1,
        by=command.by,
        typed_by=command.typed_by,
        text="",
        shown=True,
        group=group,
    )
    return [place, _event(card, 1, change, command)]


def _written(card: Card, change: Splices, ask: WriteJoint, command: Command) -> list[Event]:
    require(not is_fixed(card), "not_now")
    joint = card.joint or Joint()
    if any(request == command.id for request, _ in joint.recent):
        return []
    behind = joint.revision - ask.base
    require(0 <= behind <= len(joint.recent), "stale")
    for _, earlier in joint.recent[len(joint.recent) - behind :]:
        change = over(change, earlier, first=True)
    _result(card.text, change)
    return [_event(card.id, joint.revision + 1, change, command)] if change else []


def _result(text: str, change: Splices) -> str:
    try:
        after = spliced(text, change)
    except ValueError:
        reject("no_such_place")
    fits(after)
    return after


def _event(card: CardId, revision: int, change: Splices, command: Command) -> JointWritten:
    return JointWritten(
        card=card, request=command.id, by=command.by, revision=revision, splices=change
    )
