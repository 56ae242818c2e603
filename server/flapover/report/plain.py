"""Turns what people wrote into Markdown that shows it as it was written, and nothing else.

Owns the neutralising of markup, HTML, tables and direction overrides. Refuses to interpret. A
character is escaped only where a reader would take it for markup: a verslag is read in text
editors too. A bare address stays as it is; what makes a link of it shows where it leads.
"""

import re
import unicodedata
from typing import Final

# Constructs that need a partner are escaped even when alone: it may stand in the text beside it.
_MARKUP: Final = re.compile(
    r"""
    \\(?=[!-/:-@\[-`{-~]|$)            # a backslash before punctuation, or at the end of a line
    | [`\[~$]                          # code, links, struck out, formulas
    | \*(?!(?<=\s\*)\s)                # emphasis, unless it stands between spaces
    | (?<![^\W_])_ | _(?![^\W_])       # emphasis, unless within a word
    | =(?==)                           # highlighting
    | :(?=[\w+-]*[a-z][\w+-]*:)        # :emoji:
    """,
    re.VERBOSE,
)
_OPENS_A_BLOCK: Final = re.compile(
    r"""^(?:
    (?P<sign>[-+](?=\s|$) | -(?=[-\s:|]*$) | [#>=] | [:|](?=[-\s:|]|$))
    | (?P<number>\d+)(?=[.)](?:\s|$))
    )""",
    re.VERBOSE,
)
_CLOSES_A_HEADING: Final = re.compile(r"(?<=\s)#(?=#*$)")
_TAG: Final = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_OVERRIDES: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def plain(text: str, indent: str = "") -> str:
    r"""Write a text so that every Markdown reader shows it as text.

    Lines stay lines; empty ones and white space at either end are dropped. Direction overrides
    are named (`⟨U+202E⟩`), and a text with right-to-left letters is isolated from its surroundings.

    Args:
        text: as it was written; may hold anything.
        indent: put before every line but the first, to stay inside a list item.

    Returns:
        One paragraph without its end of line; empty when nothing is left.

    """
    return f"\\\n{indent}".join(_line(line) for line in lines(text))


def inline(text: str) -> str:
    """Write a text as `plain` does, on one line: for headings and names."""
    return _line(flat(text))


def lines(text: str) -> list[str]:
    """Return the lines that are not empty, as `seen` has them."""
    return [line for line in (seen(one) for one in text.splitlines()) if line]


def flat(text: str) -> str:
    """Return a text on one line, as `seen` has it."""
    return seen(" ".join(text.split()))


def seen(line: str) -> str:
    """Return a line without what has no letter of its own: control signs, and overrides by name."""
    spaced = line.replace("\t", " ")
    kept = "".join(one for one in spaced if unicodedata.category(one) not in {"Cc", "Cs"}).strip()
    return _OVERRIDES.sub(lambda one: f"⟨U+{ord(one[0]):04X}⟩", kept)


def _line(line: str) -> str:
    escaped = _OPENS_A_BLOCK.sub(_stopped, _MARKUP.sub(r"\\\g<0>", line))
    escaped = _CLOSES_A_HEADING.sub(r"\\#", escaped)
    escaped = _TAG.sub("&lt;", _ENTITY.sub("&amp;", escaped))
    if any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in line):
        return f"{_FIRST_STRONG_ISOLATE}{escaped}{_POP_ISOLATE}"
    return escaped


def _stopped(opens: re.Match[str]) -> str:
    return f"\\{opens['sign']}" if opens["sign"] else f"{opens['number']}\\"
