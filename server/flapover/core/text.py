"""What a text or a name may be. The content itself is never interpreted.

Lengths count grapheme clusters (what a reader calls a letter: a family emoji is one), as the phone
does with `Intl.Segmenter`.
"""

import unicodedata

import regex

from flapover.core.rejected import require

CARD_GRAPHEMES = 2000
ANSWER_GRAPHEMES = 2000
NAME_GRAPHEMES = 40
TITLE_GRAPHEMES = 120
CODE_POINTS_PER_GRAPHEME = 8
"""A bound on stacked combining marks; over the whole text, so that no real script meets it."""

_grapheme = regex.compile(r"\X")
_UNSEEN = (
    r"\p{C}\p{Z}\u00ad\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800"
    r"\ufe00-\ufe0f\U000e0100-\U000e01ef"
)
_unseen = regex.compile(f"[{_UNSEEN}]")
_seen = regex.compile(f"[^{_UNSEEN}]")
_line_breaks = regex.compile(r"\r\n?|[\u2028\u2029\u0085\v\f]")
_control = regex.compile(r"[\p{Cc}\p{Cs}--[\n\t]]", regex.V1)
_not_in_a_name = regex.compile(
    r"[\p{Cc}\p{Cs}\p{Co}\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufeff\u200b]"
)
_spaces = regex.compile(r"\s+")


def graphemes(text: str) -> int:
    """Count what a reader calls letters."""
    return len(text) if text.isascii() else len(_grapheme.findall(text))


def written(raw: str, most: int = CARD_GRAPHEMES) -> str:
    """Return a text as it is kept: one kind of line break, no control characters, no outer blanks.

    Raises:
        Rejected: nothing in it can be read, it is longer than `most` graphemes, or it holds NUL.

    """
    text = part(raw).strip()
    require(readable(text), "empty_text")
    fits(text, most)
    return text


def part(raw: str) -> str:
    """Return a piece of a text as it is kept: as in `written`, but blanks stay, and so may nothing.

    Raises:
        Rejected: it holds NUL.

    """
    if raw.isprintable():
        return raw
    require("\0" not in raw, "bad_text")
    return _control.sub("", _line_breaks.sub("\n", raw))


def readable(text: str) -> bool:
    """Say whether anything in it can be read."""
    if text.isascii() and text.isprintable():
        return not text.isspace() and bool(text)
    return _seen.search(text) is not None


def written_or_empty(raw: str, most: int = ANSWER_GRAPHEMES) -> str:
    """Return a text as it is kept; blank is allowed and becomes empty.

    Raises:
        Rejected: it is too long or holds NUL.

    """
    require("\0" not in raw, "bad_text")
    return written(raw, most) if readable(raw) else ""


def name(raw: str, most: int = NAME_GRAPHEMES) -> str:
    """Return a name or a title as it is kept: one line, nothing that turns or hides others.

    Raises:
        Rejected: nothing in it can be read, or it is longer than `most` graphemes.

    """
    kept = _spaces.sub(" ", _not_in_a_name.sub(" ", unicodedata.normalize("NFC", raw))).strip()
    require(_seen.search(kept) is not None, "empty_text")
    fits(kept, most)
    return kept


def look(called: str) -> str:
    """Return what names that look the same share, whatever their case, blanks and unseen signs.

    Letters that look alike in two alphabets stay apart: to tell those takes a table, not a rule.
    """
    return _unseen.sub("", unicodedata.normalize("NFKC", called)).casefold()


def fits(text: str, most: int = CARD_GRAPHEMES) -> None:
    """Refuse a text that is longer than `most` graphemes."""
    require(len(text) <= most * CODE_POINTS_PER_GRAPHEME, "too_long")
    require(graphemes(text) <= most, "too_long")
