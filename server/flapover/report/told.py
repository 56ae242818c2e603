"""What stands on a card, part by part, a day in words."""

from datetime import date

from flapover.core.method import Kind, Part
from flapover.core.views import CardView
from flapover.report.verslag import Told
from flapover.report.wording import day_in_words, shortened, wording
from flapover.report.words import Words


def told(card: CardView, kind: Kind, words: Words) -> list[Told]:
    """Return what stands on a card: the one text, or every part that has something."""
    parts = [
        Told("" if part.starter else part.name, *_part(part, card.parts[part.id], words))
        for part in kind.parts
        if part.id in card.parts
    ]
    return parts or [Told("", wording(kind.starter, card.text), None)]


def gist(card: CardView, kind: Kind, words: Words) -> str:
    """Return a card in a few words, for where it is only pointed at."""
    return shortened("\n".join(part.text for part in told(card, kind, words)))


def _part(part: Part, text: str, words: Words) -> tuple[str, date | None]:
    if part.type == "date":
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return text, None
        return day_in_words(day, words), day
    return wording(part.starter, text), None
