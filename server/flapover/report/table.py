"""Writes the verslag as CSV: a row per card, for who wants to sort or count.

No cell can act as a formula in a spreadsheet, whichever separator that takes the file to have
(P42).
"""

import csv
import io
import re
from collections.abc import Iterable
from typing import Final

from flapover.core.method import Language
from flapover.report.plain import flat, lines
from flapover.report.ratings import Said
from flapover.report.verslag import Chapter, Column, Entry, Flap, Verslag
from flapover.report.words import Words

BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it Excel takes UTF-8 for something else."""
SEPARATORS: Final[dict[Language, str]] = {"nl": ";", "en": ","}
"""What a spreadsheet that is set to the language expects."""
# A reader that splits at another sign begins a cell there; so do the wide forms of the signs count.
_FORMULA: Final = re.compile(r"""(^|[,;\t\n])(["']*)(?=[=+\-@＝＋－＠])""")


def table(verslag: Verslag) -> str:
    """Write the verslag as CSV (RFC 4180) that begins with a byte order mark."""
    out = io.StringIO()
    rows = csv.writer(
        out, delimiter=SEPARATORS[verslag.language], quoting=csv.QUOTE_ALL, lineterminator="\r\n"
    )
    rows.writerow(verslag.words.columns)
    for row in _rows(verslag):
        rows.writerow([harmless(cell) for cell in row])
    return BYTE_ORDER_MARK + out.getvalue()


def harmless(cell: str) -> str:
    """Put a quote before what a spreadsheet would reckon with; `seen` lines only."""
    return _FORMULA.sub(r"\1'\2", "\n".join(lines(cell)))


def _rows(verslag: Verslag) -> Iterable[list[str]]:
    for chapter in verslag.chapters:
        for flap in chapter.flaps:
            for column in flap.columns:
                for entry in column.entries:
                    yield _row(chapter, flap, column, entry, verslag.words)


def _said(said: Said) -> str:
    what = _named(flat(said.word), said.by)
    return f"{flat(said.criterion)}: {what}" if said.criterion else what


def _named(text: str, by: str) -> str:
    return f"{text} ({flat(by)})" if by else text


def _row(chapter: Chapter, flap: Flap, column: Column, entry: Entry, words: Words) -> list[str]:
    return [
        str(chapter.number),
        flat(chapter.method),
        flat(chapter.part or chapter.inbrenger or ""),
        flat(flap.title),
        flat(column.title or ""),
        flat(entry.kind),
        "\n".join((entry.text, *(f"{part.name} {part.text}".strip() for part in entry.parts))),
        flat(entry.group),
        flat(entry.by),
        flat(entry.worded_by),
        "\n".join((*map(_said, entry.said), *entry.marks(words), *entry.ties(words))),
        words.aloud if entry.answer == "" else entry.answer or "",
        "\n".join(_named(one.text, one.by) for one in entry.earlier),
        words.only_you if entry.only_you else "",
    ]
