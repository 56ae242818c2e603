"""Turns what people wrote into Markdown that shows it as it was written, and nothing else.

Owns the neutralising of markup, HTML, links, tables and direction overrides. Refuses to interpret.
"""

import re
import unicodedata
from typing import Final

_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# `:` and `@` only make links where they meet more letters, yet a rule without cases is surer.
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]()#|~!$^=:@]")
_OPENS_A_LIST: Final = re.compile(r"^([-+])|^(\d+)([.)])")
_WWW: Final = re.compile(r"(?i)(?<=www)\.")
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
    lines = [_line(one) for one in text.splitlines()]
    return f"\\\n{indent}".join(line for line in lines if line)


def inline(text: str) -> str:
    """Write a text as `plain` does, on one line: for headings and names."""
    return _line(" ".join(text.split()))


def _line(text: str) -> str:
    spaced = text.replace("\t", " ")
    seen = "".join(one for one in spaced if unicodedata.category(one) not in {"Cc", "Cs"}).strip()
    seen = _OVERRIDES.sub(lambda one: f"⟨U+{ord(one[0]):04X}⟩", seen)
    escaped = _MARKUP.sub(r"\\\g<0>", seen)
    escaped = "".join(_ENTITIES.get(one, one) for one in escaped)
    escaped = _WWW.sub(r"\.", escaped)
    escaped = _OPENS_A_LIST.sub(
        lambda one: f"\\{one[1]}" if one[1] else f"{one[2]}\\{one[3]}", escaped
    )
    if any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in seen):
        return f"{_FIRST_STRONG_ISOLATE}{escaped}{_POP_ISOLATE}"
    return escaped
