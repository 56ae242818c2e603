"""The letter that cards share that are tied to each other, the same as on every screen."""

from collections import Counter
from collections.abc import Iterable, Mapping
from string import ascii_uppercase

from flapover.core.ids import CardId, RoundId
from flapover.core.views import CardView


def signs_of(cards: Iterable[CardView]) -> Mapping[CardId, str]:
    """Return the letter of every card that is tied to another that this viewer sees.

    In the order in which the cards lie, and anew in every round; A to Z, then A2 to Z2.
    """
    by_id = {card.id: card for card in sorted(cards, key=lambda card: (card.rank, card.id))}
    signs: dict[CardId, str] = {}
    used = Counter[RoundId]()
    for card in by_id.values():
        if card.id in signs or not _tied(card, by_id):
            continue
        letter = _letter(used[card.round])
        used[card.round] += 1
        signs |= dict.fromkeys(_together(card, by_id), letter)
    return signs


def _tied(card: CardView, by_id: Mapping[CardId, CardView]) -> list[CardView]:
    return [by_id[other] for other in card.links if other in by_id]


def _together(first: CardView, by_id: Mapping[CardId, CardView]) -> set[CardId]:
    found, ahead = {first.id}, [first]
    while ahead:
        others = [one for one in _tied(ahead.pop(), by_id) if one.id not in found]
        found |= {one.id for one in others}
        ahead += others
    return found


def _letter(at: int) -> str:
    again, letter = divmod(at, len(ascii_uppercase))
    return ascii_uppercase[letter] + (str(again + 1) if again else "")
