"""Writes the verslag as Markdown, for people who read or keep it as text.

No text in it can act as markup (P41).
"""

from collections.abc import Iterable

from flapover.report.plain import inline, plain
from flapover.report.ratings import Said
from flapover.report.verslag import Chapter, Entry, Section, Told, Verslag, Wording
from flapover.report.words import Words

INSIDE_ITEM = "  "


def markdown(verslag: Verslag) -> str:
    """Write the verslag, in the board's language.

    Returns:
        Markdown that ends in one newline. Headings without cards are left out, and cards of a
        kind that no heading gathers stand under a last one of their own.

    """
    words = verslag.words
    blocks = [f"# {inline(verslag.title) or words.report}", verslag.day]
    for chapter in verslag.chapters:
        blocks += _chapter(chapter, words)
    return "\n\n".join(blocks) + "\n"


def _chapter(chapter: Chapter, words: Words) -> Iterable[str]:
    part = () if chapter.part is None else (inline(chapter.part),)
    yield f"## {' · '.join((words.round.format(chapter.number), inline(chapter.method), *part))}"
    if chapter.inbrenger is not None:
        yield words.inbrenger.format(_name(chapter.inbrenger, words))
    if not chapter.sections:
        yield f"*{words.nothing}*"
    for section in chapter.sections:
        yield from _section(section, words)


def _section(section: Section, words: Words) -> Iterable[str]:
    yield f"### {words.rest if section.title is None else inline(section.title)}"
    yield "\n".join(_item(entry, words) for entry in section.entries)


def _item(entry: Entry, words: Words) -> str:
    lines = [f"- {plain(entry.text, INSIDE_ITEM)} *({_aside(entry, words)})*"]
    lines += [f"- {_told(part)}" for part in entry.parts]
    lines += [f"- {_earlier(one, words)}" for one in entry.earlier]
    lines += [f"- {_said(said)}" for said in entry.said]
    lines += [f"- {mark}" for mark in entry.marks(words)]
    lines += [f"- {inline(tie)}" for tie in entry.ties(words)]
    if entry.answer is not None:
        lines.append(f"- {_answer(entry.answer, entry.answer_opens, words)}")
    return f"\n{INSIDE_ITEM}".join(lines)


def _told(part: Told) -> str:
    return f"{inline(part.name)} {_inside(part.text)}" if part.name else _inside(part.text)


def _earlier(one: Wording, words: Words) -> str:
    by = f" ({inline(one.by)})" if one.by else ""
    return f"{words.earlier}{by}: {_inside(one.text)}"


def _answer(answer: str, opens: bool, words: Words) -> str:
    if not answer:
        return f"{words.answer}: *{words.aloud}*"
    return _inside(answer) if opens else f"{words.answer}: {_inside(answer)}"


def _inside(text: str) -> str:
    return plain(text, INSIDE_ITEM * 2)


def _aside(entry: Entry, words: Words) -> str:
    """Say whose a card is, and whether only they see it."""
    by = _name(entry.whose(words), words)
    return f"{by}, {words.only_you}" if entry.only_you else by


def _name(name: str, words: Words) -> str:
    return inline(name) or words.someone


def _said(said: Said) -> str:
    what = f"{inline(said.sign)} {inline(said.word)}".strip()
    by = f" ({inline(said.by)})" if said.by else ""
    return f"{inline(said.criterion)}: {what}{by}" if said.criterion else f"{what}{by}"
