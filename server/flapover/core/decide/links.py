"""How cards hang together: which they come from, and which they are tied to."""

from collections.abc import Iterable

from flapover.core.board import Board, Card
from flapover.core.decide.asking import card_seen_by, going, shown_card
from flapover.core.events import CardsLinked, Event
from flapover.core.ids import CardId
from flapover.core.method import Write
from flapover.core.rejected import reject, require
from flapover.core.requests import Command, LinkCards

MAX_LINKS = 20
"""Of one card: the ids of all that it is tied to travel with it."""


def named_sources(
    board: Board, asked: Iterable[CardId], rule: Write, command: Command
) -> tuple[CardId, ...]:
    """Return the cards that a new one comes from, each once, in the order in which they were named.

    Raises:
        Rejected: the rule takes no cards of this kind, or one of them is not shown in this round.

    """
    found = [_source(board, one, rule, command).id for one in asked]
    return tuple(dict.fromkeys(found))


def _source(board: Board, card: CardId, rule: Write, command: Command) -> Card:
    found = card_seen_by(board, card, command.by)
    open_to_all = found.shown and found.round == going(board).id
    return found if open_to_all and found.kind in rule.from_ else reject("not_now")


def link_cards(board: Board, ask: LinkCards, command: Command) -> list[Event]:
    """Tie two shown cards to each other, or untie them.

    Returns:
        Empty when they are so already, so a retry is harmless.

    Raises:
        Rejected: the step ties no such cards, both are the same, or one has enough ties.

    """
    rule = going(board).step.link
    card = shown_card(board, ask.card, command, rule)
    other = shown_card(board, ask.other, command, rule)
    require(card.id != other.id, "not_now")
    if (other.id in card.links) == ask.linked:
        return []
    full = ask.linked and MAX_LINKS in (len(card.links), len(other.links))
    require(not full, "too_many")
    return [CardsLinked(card=card.id, other=other.id, linked=ask.linked)]
