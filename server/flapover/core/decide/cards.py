"""Writing on the flap: who may write, mend, reword, take away and move cards."""

from flapover.core.board import Board, Card, Round
from flapover.core.decide.asking import card_seen_by, going, has_role, own_card, shown_card
from flapover.core.decide.links import named_sources
from flapover.core.events import (
    CardEdited,
    CardMoved,
    CardRemoved,
    CardRewritten,
    CardWritten,
    Event,
)
from flapover.core.groups import group_of
from flapover.core.ids import CardId, GroupId, SheetId, ZoneId
from flapover.core.method import Rewrite, Write
from flapover.core.rejected import reject, require
from flapover.core.requests import Command, EditCard, MoveCard, RemoveCard, RewriteCard, WriteCard
from flapover.core.sight import open_writing
from flapover.core.steps import lap_here
from flapover.core.wording import Words, worded

MAX_CARDS = 1000
MAX_REWORDINGS = 20
"""Of one card: every earlier wording travels with it."""


def write_card(board: Board, ask: WriteCard, command: Command) -> list[Event]:
    """Place a card where the open step says; its id is the id of the request.

    The step that counts is the one open now: a card meant for another goes back to its writer.

    Raises:
        Rejected: no such writing is open to the asker, the text is not one, or there are enough.

    """
    running = going(board)
    require(ask.step is None or ask.step == running.step.id, "step_moved_on")
    rule = open_writing(board, command.by, ask.kind)
    if rule is None or rule.joint:
        reject("not_now")
    card = CardId(command.id)
    require(card not in board.cards, "reused_id")
    require(len(board.cards) < MAX_CARDS, "board_full")
    words = worded(running.method.kinds[rule.kind], ask.text, ask.parts)
    group = group_of(running, command.by) if rule.per_group else None
    own: list[Card] = []
    if rule.max is not None or rule.hidden:
        # Elsewhere nothing depends on them, and a full flap takes a while to go through.
        own = [one for one in board.cards.values() if _counts(one, running, group, command)]
    if rule.max is not None:
        # In a repeated block everybody has the same room for every inbrenger.
        counted = [one for one in own if one.kind == rule.kind and one.lap == lap_here(running)]
        require(len(counted) < rule.max, "too_many")
    return [
        CardWritten(
            card=card,
            kind=rule.kind,
            sheet=rule.sheet,
            zone=zone_of(running, rule, ask.zone),
            rank=_hidden_rank(own) if rule.hidden else last_rank(board, running, rule.sheet) + 1,
            by=command.by,
            typed_by=command.typed_by,
            text=words.text,
            parts=words.parts,
            shown=not rule.hidden,
            group=group,
            anonymous=rule.anonymous,
            private=rule.private,
            sources=named_sources(board, ask.sources, rule, command),
        )
    ]


def _counts(card: Card, running: Round, group: GroupId | None, command: Command) -> bool:
    """Say whether a card counts with those that the asker, or their subgroup, has in the round."""
    if card.round != running.id:
        return False
    if group is None:
        return card.by == command.by and card.group is None
    return card.group == group and card.split == running.split


def _hidden_rank(own: list[Card]) -> float:
    """Order hidden cards among their writer's own; nothing of others may show in it."""
    return max((card.rank for card in own if not card.shown), default=0.0) + 1


def last_rank(board: Board, running: Round, sheet: SheetId) -> float:
    """Return the rank of the last card shown on a flap; 0 on an empty one."""
    return board.last_rank.get((running.id, sheet), 0.0)


def zone_of(running: Round, rule: Write, asked: ZoneId | None) -> ZoneId | None:
    """Return the column where a card of this rule lands; the writer chooses where it names none."""
    if rule.zone is not None:
        require(asked in (None, rule.zone), "no_such_place")
        return rule.zone
    return _zone_on(running, rule.sheet, asked)


def _zone_on(running: Round, sheet: SheetId, zone: ZoneId | None) -> ZoneId | None:
    """Return the zone when the flap has it; a flap with zones needs one, another has none."""
    flap = running.method.sheet(sheet)
    if flap is None:
        reject("no_such_place")
    zones = [one.id for one in flap.zones]
    require(zone in zones if zones else zone is None, "no_such_place")
    return zone


def edit_card(board: Board, ask: EditCard, command: Command) -> list[Event]:
    """Replace the text of an own card while its kind may be written."""
    card = own_card(board, ask.card, command)
    _still_open(board, card, command)
    words = worded(going(board).method.kinds[card.kind], ask.text, ask.parts)
    if words == Words(card.text, card.parts):
        return []
    return [CardEdited(card=card.id, text=words.text, parts=words.parts)]


def _still_open(board: Board, card: Card, command: Command) -> None:
    """Refuse to change a card out of its time, or under what somebody said of it."""
    rule = open_writing(board, command.by, card.kind)
    # A card of several is nobody's own: one of them would wipe what the others wrote.
    require(rule is not None and not rule.joint and not is_fixed(card), "not_now")


def is_fixed(card: Card) -> bool:
    """Say whether nobody may change a card any more: all see what was said of it.

    What only its sayer sees does not count: a refusal would tell of it (P21).
    """
    rated = any(rating.public is not None for rating in card.ratings.values())
    return rated or card.answer is not None or card.picked or bool(card.total)


def rewrite_card(board: Board, ask: RewriteCard, command: Command) -> list[Event]:
    """Give a card a new wording, an own one or where the step says so any; the former stays."""
    rule = None if board.running is None else board.running.step.rewrite
    card = _to_reword(board, rule, ask, command)
    if rule is None or card.kind not in rule.kinds or not _may_reword(board, rule, command):
        reject("not_now")
    words = worded(going(board).method.kinds[card.kind], ask.text, ask.parts)
    if words == Words(card.text, card.parts):
        return []
    require(len(card.earlier) < MAX_REWORDINGS, "too_many")
    return [CardRewritten(card=card.id, text=words.text, parts=words.parts, by=command.by)]


def _may_reword(board: Board, rule: Rewrite, command: Command) -> bool:
    in_group = rule.group is None or rule.group == group_of(going(board), command.by)
    return in_group and has_role(board, command, rule.who)


def _to_reword(board: Board, rule: Rewrite | None, ask: RewriteCard, command: Command) -> Card:
    """Return the card; that of another must lie in sight of all."""
    if rule is None or not rule.anyone:
        return own_card(board, ask.card, command)
    card = card_seen_by(board, ask.card, command.typed_by)
    if card.by == command.by:
        return own_card(board, ask.card, command)
    return shown_card(board, ask.card, command, rule)


def remove_card(board: Board, ask: RemoveCard, command: Command) -> list[Event]:
    """Take an own card away while its kind may be written."""
    card = own_card(board, ask.card, command)
    _still_open(board, card, command)
    return [CardRemoved(card=card.id)]


def move_card(board: Board, ask: MoveCard, command: Command) -> list[Event]:
    """Put a card elsewhere on a flap, before another card or last."""
    running = going(board)
    card = shown_card(board, ask.card, command, running.step.move)
    zone = _zone_on(running, ask.sheet, ask.zone)
    if ask.before == card.id:
        return []
    row = sorted(
        (
            one
            for one in board.cards.values()
            if one.shown and one.round == running.id and one.sheet == ask.sheet
        ),
        key=lambda one: one.rank,
    )
    row = [one for one in row if one.id != card.id]
    at = len(row) if ask.before is None else _index(board, row, ask.before, command)
    low = row[at - 1].rank if at else None
    high = row[at].rank if at < len(row) else None
    if (card.sheet, card.zone) == (ask.sheet, zone) and _lies_between(card.rank, low, high):
        return []
    rank = _between(low, high)
    if rank is not None:
        return [CardMoved(card=card.id, sheet=ask.sheet, zone=zone, rank=rank)]
    return _spread(row, at, card, ask.sheet, zone)


def _index(board: Board, row: list[Card], before: CardId, command: Command) -> int:
    card_seen_by(board, before, command.by)
    found = [at for at, one in enumerate(row) if one.id == before]
    return found[0] if found else reject("no_such_place")


def _lies_between(rank: float, low: float | None, high: float | None) -> bool:
    return (low is None or low < rank) and (high is None or rank < high)


def _between(low: float | None, high: float | None) -> float | None:
    """Return a rank between two; None when there is no room left between them."""
    if high is None:
        return (0.0 if low is None else low) + 1
    if low is None:
        return high - 1
    middle = (low + high) / 2
    return middle if low < middle < high else None


def _spread(
    row: list[Card], at: int, card: Card, sheet: SheetId, zone: ZoneId | None
) -> list[Event]:
    """Give the whole row new ranks: after some fifty moves into one gap no room is left."""
    moved: list[Event] = []
    for rank, one in enumerate([*row[:at], card, *row[at:]], start=1):
        where = zone if one is card else one.zone
        moved.append(CardMoved(card=one.id, sheet=sheet, zone=where, rank=float(rank)))
    return moved
