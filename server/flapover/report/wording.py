"""How words read in the verslag: a day, what is cut short, and a text after its fixed opening."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from flapover.report.plain import flat
from flapover.report.words import Words

SHORT: Final = 60
"""How many letters of a card stand where it is only pointed at."""


def day_in_words(day: date, words: Words) -> str:
    """Return a day as '3 december 2026'."""
    return f"{day.day} {words.months[day.month - 1]} {day.year}"


def name_list(names: Sequence[str], words: Words) -> str:
    """Return names as one says them: 'Ann, Bob en Cem'."""
    *others, last = names
    return f"{', '.join(others)} {words.and_} {last}" if others else last


def shortened(text: str) -> str:
    """Return a text on one line, cut at a word where it is long."""
    line = flat(text)
    if len(line) <= SHORT:
        return line
    cut = line[: SHORT - 1]
    word = cut.rfind(" ")
    return f"{(cut[:word] if word > SHORT // 2 else cut).rstrip(' .,;:…')}…"


def wording(starter: str, text: str) -> str:
    """Put the fixed opening of a kind before a text, unless its writer typed it once more."""
    # The dots at its end ('Mijn probleem is …') make place for what follows.
    opening = starter.rstrip(" .…")
    said, after = text.lstrip(), len(opening)
    again = said.lower().startswith(opening.lower()) and not said[after : after + 1].isalnum()
    return f"{opening} {text}" if opening and not again else text
