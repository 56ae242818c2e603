"""What a verslag says, before any format writes it: chapters, headings, flaps and cards.

Holds texts as they were written; each format neutralises what it would take for its own signs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flapover.core.ids import CardId
from flapover.core.method import Language, Paper
from flapover.report.ratings import Said
from flapover.report.words import WORDS, Words


@dataclass(frozen=True, slots=True)
class Told:
    """One part of a card."""

    name: str
    """Empty where its own opening says enough."""
    text: str
    day: date | None
    """Of a part that is a day."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What stood on a card before."""

    text: str
    by: str
    """Empty where every wording is the author's own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A card as it reads."""

    id: CardId
    kind: str
    paper: Paper
    text: str
    """Of a card with parts, what stands in the first that has something."""
    parts: tuple[Told, ...]
    """The others, as far as something is written in them."""
    earlier: tuple[Wording, ...]
    by: str
    """Whose it is: one name, or those of all who wrote it together."""
    worded_by: str
    """Whose the words are by now; empty where every wording is the author's own."""
    group: str
    """What the subgroup is called that it comes from; empty where the whole group writes such."""
    only_you: bool
    said: tuple[Said, ...]
    answer: str | None
    """With its opening; empty is 'aloud', None is not answered."""
    answer_opens: bool
    """Its opening says that it is one."""
    action: bool
    """A step that somebody is going to take."""
    dots: int
    """As far as they are for all to see."""
    picked: bool
    """Chosen to go on with."""
    sources: tuple[str, ...]
    """What it comes from, each in a few words."""
    links: tuple[str, ...]
    """What it is tied to, likewise."""
    sign: str
    """The letter of all that hang together so; empty where it is tied to nothing."""
    weight: float | None
    """From 0 to 1, by the mean of what was said in numbers; None where nothing was."""

    def whose(self, words: Words) -> str:
        """Return whose it is: the subgroup, who wrote it, and who put it in these words."""
        worded = words.worded.format(self.worded_by) if self.worded_by else ""
        return ", ".join(one for one in (self.group, self.by, worded) if one)

    def marks(self, words: Words) -> Iterable[str]:
        """Yield what the group did with it, in words: chosen, and its dots."""
        if self.picked:
            yield words.picked
        if self.dots:
            yield words.dot if self.dots == 1 else words.dots.format(self.dots)

    def ties(self, words: Words) -> Iterable[str]:
        """Yield how it hangs together with other cards; the quotes hold what people wrote."""
        for word, gists in ((words.sources, self.sources), (words.links, self.links)):
            if gists:
                yield f"{word}: {', '.join(f'‘{gist}’' for gist in gists)}"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the method, and what it gathers; without a title, what no heading asks for."""

    title: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a flap; without a title, what hangs in none."""

    title: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Flap:
    """A flap as it hangs: its columns side by side, also the empty ones."""

    title: str
    columns: tuple[Column, ...]
    field: bool
    """Its two columns are forces that push against each other."""

    def hangs(self) -> bool:
        """Return whether there is anything on it."""
        return any(column.entries for column in self.columns)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A round; of one that several people brought a case in, what belongs to one of them."""

    number: int
    part: str | None
    """Whose part of the round it is, where there are more; 'together' of what is nobody's own."""
    method: str
    inbrenger: str | None
    questions: tuple[Entry, ...]
    """What it is about, in the words of the inbrenger."""
    sections: tuple[Section, ...]
    flaps: tuple[Flap, ...]
    """Only those with something on them, in the order of the method."""


@dataclass(frozen=True, slots=True)
class Verslag:
    """All of it, rounds in order."""

    title: str
    language: Language
    day: str
    """The day of the gathering in words, by UTC."""
    there: tuple[str, ...]
    """Who sat at the table, in order of coming."""
    chapters: tuple[Chapter, ...] = ()

    @property
    def words(self) -> Words:
        """What the verslag says of its own accord."""
        return WORDS[self.language]
