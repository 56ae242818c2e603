"""Bad and odd texts, each with what is kept of it or why it is refused.

Part of the bad-input corpus (P29). A text is opaque: what looks like markup, a formula or a path is
a text as any other, and is kept letter by letter.
"""

from typing import NamedTuple

from flapover.core.rejected import Reason

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
"""One letter to a reader, seven code points."""

ZALGO = "e" + "\u0301" * 40
"""One letter under forty accents."""


class Case(NamedTuple):
    """What comes in, and what a card and a name keep of it."""

    label: str
    raw: str
    text: str | None
    name: str | None
    text_refused: Reason | None = None
    name_refused: Reason | None = None


def same(label: str, raw: str) -> Case:
    """Return a case of which both keep every letter."""
    return Case(label, raw, raw, raw)


def neither(label: str, raw: str, text: Reason, name: Reason | None = None) -> Case:
    """Return a case that both refuse."""
    return Case(label, raw, None, None, text, name or text)


CASES = (
    neither("empty", "", "empty_text"),
    neither("blank", " \t\r\n ", "empty_text"),
    neither("zero-width only", "\u200b\u200c\u200d\ufeff\u2060", "empty_text"),
    neither("fillers only", "\u3164\u115f\u1160\uffa0\u2800", "empty_text"),
    neither("variation selectors only", "\ufe0f\U000e0100", "empty_text"),
    neither("tags only", "\U000e0041\U000e007f", "empty_text"),
    neither("lone surrogate", "\ud800", "empty_text"),
    neither("control characters only", "\x01\x1b\x7f", "empty_text"),
    Case("NUL", "a\0b", None, "a b", "bad_text", None),
    Case("lone surrogate inside", "a\udc00b", "ab", "a b"),
    Case("escape sequence", "\x1b[31mrood", "[31mrood", "[31mrood"),
    Case(
        "line breaks of all kinds",
        "a\r\nb\rc\u2028d\u2029e\x85f",
        "a\nb\nc\nd\ne\nf",
        "a b c d e f",
    ),
    Case("outer blanks", "  a  b\n", "a  b", "a b"),
    Case("tab", "a\tb", "a\tb", "a b"),
    Case("right-to-left override", "a\u202eb", "a\u202eb", "a b"),
    Case("isolates and marks", "\u2066a\u2069\u200f", "\u2066a\u2069\u200f", "a"),
    Case("zero-width space inside", "a\u200bb", "a\u200bb", "a b"),
    Case("decomposed", "e\u0301", "e\u0301", "\u00e9"),
    Case("forty accents", ZALGO, ZALGO, "\u00e9" + "\u0301" * 39),
    same("family", FAMILY),
    same("Arabic", "\u0645\u0631\u062d\u0628\u0627"),
    same("Hindi", "\u0928\u092e\u0938\u094d\u0924\u0947"),
    same("__proto__", "__proto__"),
    same("constructor", "constructor"),
    same("path", "../../x"),
    same("markup", "<img onerror=alert(1) src=x>"),
    same("template", "{{7*7}}"),
    same("formula", "=HYPERLINK(1)"),
    same("percent", "%00%2500"),
    same("quotes", "'; DROP TABLE cards; --"),
    same("backslash u", "\\u0000"),
    same("look-alike letters", "\u0410nn"),
    Case("40 graphemes", "a" * 40, "a" * 40, "a" * 40),
    Case("41 graphemes", "a" * 41, "a" * 41, None, None, "too_long"),
    Case("40 families", FAMILY * 40, FAMILY * 40, FAMILY * 40),
    Case("41 families", FAMILY * 41, FAMILY * 41, None, None, "too_long"),
    Case("2000 graphemes", "a" * 2000, "a" * 2000, None, None, "too_long"),
    neither("2001 graphemes", "a" * 2001, "too_long"),
    Case("2000 accented", "e\u0301" * 2000, "e\u0301" * 2000, None, None, "too_long"),
    neither("2001 accented", "e\u0301" * 2001, "too_long"),
    Case("2000 families", FAMILY * 2000, FAMILY * 2000, None, None, "too_long"),
    neither("2001 families", FAMILY * 2001, "too_long"),
    neither("16001 accents on one letter", "e" + "\u0301" * 16001, "too_long"),
    Case("2000 with blanks around", f"  {'a' * 2000}\n", "a" * 2000, None, None, "too_long"),
)
