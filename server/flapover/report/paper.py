"""Lays the verslag out for A4: which cards hang side by side, and every text ready to be set.

What comes out is JSON for verslag.typ, which only draws. All of it is text, never markup (P41).
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil
from typing import Any, Final

import regex

from flapover.core.method import Language
from flapover.report.plain import flat, lines
from flapover.report.ratings import Said
from flapover.report.verslag import (
    Chapter,
    Column,
    Entry,
    Flap,
    Section,
    Told,
    Verslag,
)
from flapover.report.wording import day_in_words
from flapover.report.words import Words

REGIONS: Final[dict[Language, str]] = {"nl": "nl", "en": "gb"}
LONG_LETTERS, LONG_LINES = 700, 18
"""A card above either may be cut at the end of a page; another moves to the next one whole."""
ABREAST = 3
"""More columns than this hang in two rows; on a page that lies on its side when they are tall."""
LETTERS_ABREAST = 90
"""About how many letters of a card's size a flap takes side by side."""
WHOLE_LINES = 30
"""A flap that is lower than this moves to the next page whole."""
_RUN: Final = regex.compile(r"\S{31,}")
_PIECE: Final = regex.compile(r"\X{1,12}")
ZERO_WIDTH_SPACE: Final = "\u200b"

Json = dict[str, Any]


def paper(verslag: Verslag) -> str:
    """Return what verslag.typ sets, as JSON."""
    words = verslag.words
    title = _line(verslag.title) or words.report
    laid: Json = {
        "lang": verslag.language,
        "region": REGIONS[verslag.language],
        "title": title,
        "foot": title if title == words.report else f"{words.report} · {title}",
        "when": f"{words.report} · {verslag.day}",
        "there": ", ".join(_line(name) for name in verslag.there) or None,
        "words": {
            name: getattr(words, name)
            for name in ("answer", "earlier", "later", "there", "flaps", "keep", "nothing", "none")
        },
        "chapters": [_chapter(chapter, words) for chapter in verslag.chapters],
    }
    for before, chapter in pairwise(laid["chapters"]):
        chapter["begins"] = before["number"] != chapter["number"]
    return json.dumps(laid, ensure_ascii=False)


def _chapter(chapter: Chapter, words: Words) -> Json:
    inbrenger = chapter.inbrenger
    return {
        "number": chapter.number,
        "begins": False,
        "title": " · ".join(
            _line(text)
            for text in (words.round.format(chapter.number), chapter.method, chapter.part)
            if text
        ),
        "inbrenger": None if inbrenger is None else words.inbrenger.format(_line(inbrenger)),
        "questions": [_entry(entry, words) for entry in chapter.questions],
        "sections": [_section(section, words) for section in chapter.sections],
        "flaps": [_flap(flap, words) for flap in chapter.flaps],
    }


def _section(section: Section, words: Words) -> Json:
    return {
        "title": words.rest if section.title is None else _line(section.title),
        "entries": [_entry(entry, words) for entry in section.entries],
    }


def _flap(flap: Flap, words: Words) -> Json:
    titled = any(column.title for column in flap.columns)
    columns = flap.columns if titled else _stacks(flap.columns[0].entries)
    abreast = _abreast(len(columns))
    rows = [columns[at : at + abreast] for at in range(0, len(columns), abreast)]
    whole = sum(max(map(_tall, row)) for row in rows) <= WHOLE_LINES
    wide = len(rows) > 1 and not whole
    return {
        "title": _line(flap.title),
        "titled": titled,
        "field": flap.field,
        "whole": whole,
        "wide": wide,
        "abreast": len(columns) if wide else abreast,
        "columns": [
            {
                "title": _line(column.title or ""),
                "entries": [_entry(entry, words) for entry in column.entries],
            }
            for column in columns
        ],
    }


def _abreast(columns: int) -> int:
    """Return how many columns hang side by side on a page that stands upright."""
    return columns if columns <= ABREAST else ceil(columns / 2)


def _stacks(entries: Sequence[Entry]) -> tuple[Column, ...]:
    """Hang cards in two or three stacks: each under the shortest, so that they read across."""
    stacks: list[list[Entry]] = [[] for _ in range(2 if len(entries) <= 8 else 3)]
    heights = [0.0] * len(stacks)
    for entry in entries:
        shortest = heights.index(min(heights))
        stacks[shortest].append(entry)
        heights[shortest] += _height(entry, LETTERS_ABREAST // len(stacks))
    return tuple(Column(None, tuple(stack)) for stack in stacks)


def _tall(column: Column) -> float:
    return sum(_height(entry, LETTERS_ABREAST // 3) for entry in column.entries)


def _height(entry: Entry, letters: int) -> float:
    """Guess how many lines a card takes, its edges and foot counted."""
    texts = (entry.text, entry.answer or "", *_former(entry))
    rows = sum(1 + len(line) // letters for text in texts for line in text.splitlines())
    return rows + 2.5


def _entry(entry: Entry, words: Words) -> Json:
    by = _line(entry.whose(words))
    due = _due(entry)
    tones = {said.tone for said in entry.said}
    letters = sum(len(text) for text in (entry.text, entry.answer or "", *_former(entry)))
    breaks = sum(text.count("\n") for text in (entry.text, entry.answer or "", *_former(entry)))
    return {
        "paper": entry.paper,
        "text": _text(entry.text),
        "earlier": [{"text": _text(one.text), "by": _line(one.by)} for one in entry.earlier],
        "worded_by": _line(entry.worded_by),
        "parts": [
            {"name": _line(part.name), "text": _text(part.text), "due": part is due}
            for part in entry.parts
        ],
        "by": f"{by} ({words.only_you})" if entry.only_you else by,
        "said": list(_said(entry.said)),
        "marks": list(entry.marks(words)),
        "sign": entry.sign,
        "ties": [_line(tie) for tie in entry.ties(words)],
        "weight": 0.5 if entry.weight is None else entry.weight,
        "tone": tones.pop() if len(tones) == 1 else None,
        "answer": words.aloud if entry.answer == "" else _text(entry.answer),
        "answer_opens": entry.answer_opens and entry.answer != "",
        "long": letters > LONG_LETTERS or breaks > LONG_LINES,
        "action": entry.action,
        "due": day_in_words(due.day, words) if due is not None and due.day is not None else "",
    }


def _former(entry: Entry) -> Iterable[str]:
    return (one.text for one in entry.earlier)


def _due(entry: Entry) -> Told | None:
    """Return the part that says by when an action is done: its first day."""
    days = (part for part in entry.parts if part.day is not None)
    return next(days, None) if entry.action else None


def _said(said: Iterable[Said]) -> Iterable[Json]:
    """Count equal ratings: sign, word, and how many said so."""
    given = list(said)
    for one in given:
        # In so little room the number says enough; the other forms tell of how many it is the mean.
        if one.mean and one.criterion:
            yield {"label": f"{_line(one.criterion)} {one.mean}", "tone": one.tone}
    others = (one for one in given if not (one.mean and one.criterion))
    counted = Counter((one.criterion, one.sign, one.word, one.tone) for one in others)
    for (criterion, sign, word, tone), count in counted.items():
        # The wide forms of + and the like are in none of the faces.
        label = _signed(unicodedata.normalize("NFKC", _line(sign)), _line(word))
        label = f"{_line(criterion)}: {label}" if criterion else label
        yield {"label": f"{label} × {count}" if count > 1 else label, "tone": tone}


def _signed(sign: str, word: str) -> str:
    """Put a sign before its word, unless they are the same number."""
    return word if sign == word else f"{sign} {word}".strip()


def _text(text: str | None) -> str | None:
    return None if text is None else _breakable("\n".join(lines(text)))


def _line(text: str) -> str:
    return _breakable(flat(text))


def _breakable(text: str) -> str:
    """Let a run of letters that no line can hold be cut anywhere between two of them."""
    return _RUN.sub(lambda run: ZERO_WIDTH_SPACE.join(_PIECE.findall(run[0])), text)
