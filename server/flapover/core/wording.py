"""What a card says: one text, or the parts that its kind has.

A part is bounded by what the whole card may hold, so that a kind with parts gives no more room.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flapover.core.method import Kind, Part
from flapover.core.rejected import reject, require
from flapover.core.text import CARD_GRAPHEMES, NAME_GRAPHEMES, name, written, written_or_empty


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it is kept; with parts it has them one per line, in the order of the kind."""

    text: str
    parts: Mapping[str, str]


def worded(kind: Kind, raw: str, raw_parts: Mapping[str, str]) -> Words:
    """Return what a card of this kind will say; a part that was left empty is not among its parts.

    Raises:
        Rejected: parts and text do not fit the kind, a part that is needed is empty, something is
            no date, or the whole is too long.

    """
    if not kind.parts:
        require(not raw_parts, "malformed")
        return Words(written(raw), {})
    known = {part.id for part in kind.parts}
    require(not raw and raw_parts.keys() <= known, "malformed")
    said = {part.id: _said(part, raw_parts.get(part.id, "")) for part in kind.parts}
    parts = {part: text for part, text in said.items() if text}
    return Words(written("\n".join(parts.values()), CARD_GRAPHEMES), parts)


def _said(part: Part, raw: str) -> str:
    text = written_or_empty(raw, CARD_GRAPHEMES)
    if not text:
        return text if part.optional else reject("empty_text")
    match part.type:
        case "text":
            return text
        case "person":
            return name(raw, NAME_GRAPHEMES)
        case "date":
            return _day(text)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return reject("bad_text")
