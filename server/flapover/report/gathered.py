"""Sorts what one viewer may see into the verslag that every format tells.

What is not among the views is not in here (P42). Texts are as they were written: each format
neutralises what it would take for its own signs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Final

from flapover.core.ids import CardId, PersonId, RoundId
from flapover.core.method import Kind, Language, Paper, Part
from flapover.core.views import BoardView, CardView, MethodView, PersonView, RoundView, View
from flapover.report.plain import flat
from flapover.report.ratings import Said, said_of, weight
from flapover.report.words import WORDS, Words

SHORT: Final = 60
"""How many letters of a card stand where it is only pointed at."""


@dataclass(frozen=True, slots=True)
class Told:
    """One part of a card."""

    name: str
    """Empty where its own opening says enough."""
    text: str
    day: date | None
    """Of a part that is a day."""


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
    earlier: tuple[str, ...]
    by: str
    only_you: bool
    said: tuple[Said, ...]
    answer: str | None
    """Empty is 'aloud'; None is not answered."""
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
    weight: float | None
    """From 0 to 1, by the mean of what was said in numbers; None where nothing was."""

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


def gathered(views: Sequence[View]) -> Verslag:
    """Sort the views of one viewer, given in any order.

    Raises:
        LookupError: there is no `BoardView`.

    """
    seen = _Seen.of(views)
    words = WORDS[seen.board.language]
    return Verslag(
        title=seen.board.title.strip() or words.report,
        language=seen.board.language,
        day=day_in_words(datetime.fromtimestamp(seen.board.opened_ms / 1000, UTC).date(), words),
        there=tuple(
            one.name
            for one in sorted(seen.people.values(), key=lambda one: one.order)
            if one.standing == "seated" and one.device != "screen"
        ),
        chapters=tuple(
            chapter
            for one in sorted(seen.rounds, key=lambda one: one.number)
            if one.id in seen.methods
            for chapter in _chapters(one, seen.methods[one.id], seen)
        ),
    )


def day_in_words(day: date, words: Words) -> str:
    """Return a day as '3 december 2026'."""
    return f"{day.day} {words.months[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class _Seen:
    """The views by type."""

    board: BoardView
    rounds: tuple[RoundView, ...]
    methods: Mapping[RoundId, MethodView] = field(default_factory=dict)
    people: Mapping[PersonId, PersonView] = field(default_factory=dict)
    cards: tuple[CardView, ...] = ()

    @classmethod
    def of(cls, views: Sequence[View]) -> "_Seen":
        board = next((view for view in views if isinstance(view, BoardView)), None)
        if board is None:
            raise LookupError("no BoardView among the views")
        return cls(
            board=board,
            rounds=tuple(view for view in views if isinstance(view, RoundView)),
            methods={view.id: view for view in views if isinstance(view, MethodView)},
            people={view.id: view for view in views if isinstance(view, PersonView)},
            cards=tuple(view for view in views if isinstance(view, CardView)),
        )

    def gists(self, ids: Iterable[CardId]) -> tuple[str, ...]:
        """Return cards in a few words each, as far as this viewer sees them."""
        found = (card for one in ids for card in self.cards if card.id == one)
        return tuple(self._gist(card) for card in found)

    def _gist(self, card: CardView) -> str:
        method = self.methods.get(card.round)
        kind = None if method is None else method.kinds.get(card.kind)
        return shortened(wording("" if kind is None else kind.starter, card.text))

    def writers(self, card: CardView) -> tuple[str, ...]:
        """Say whose a card is, as far as anybody may know."""
        if card.anonymous or card.by is None:
            return (WORDS[self.board.language].anonymous,)
        return tuple(map(self.name, card.writers or (card.by,)))

    def name(self, person: PersonId) -> str:
        known = self.people.get(person)
        name = "" if known is None else known.name
        return name.strip() or WORDS[self.board.language].someone


def _chapters(one: RoundView, method: MethodView, seen: _Seen) -> Iterable[Chapter]:
    """Yield the round, or a part for each person who brought a case, and the rest of it."""
    cards = _as_they_hang([card for card in seen.cards if card.round == one.id], method)
    if len(one.laps) <= 1:
        yield _chapter(one, method, seen, cards, one.inbrenger)
        return
    for lap, inbrenger in enumerate(one.laps, start=1):
        own = [card for card in cards if card.lap == lap]
        name = WORDS[seen.board.language].someone if inbrenger is None else seen.name(inbrenger)
        yield replace(_chapter(one, method, seen, own, inbrenger), part=name)
    rest = [card for card in cards if card.lap is None]
    if rest:
        together = WORDS[seen.board.language].together
        yield replace(_chapter(one, method, seen, rest, None), part=together)


def _chapter(
    one: RoundView,
    method: MethodView,
    seen: _Seen,
    cards: Sequence[CardView],
    inbrenger: PersonId | None,
) -> Chapter:
    entries = [(card, _entry(card, method, seen)) for card in cards]
    return Chapter(
        number=one.number,
        part=None,
        method=method.name,
        inbrenger=None if inbrenger is None else seen.name(inbrenger),
        questions=tuple(
            entry
            for card, entry in entries
            if inbrenger is not None and card.by == inbrenger and _means(card, method) == "question"
        ),
        sections=tuple(_sections(entries, method)),
        flaps=tuple(_flaps(entries, method)),
    )


def _means(card: CardView, method: MethodView) -> str | None:
    kind = method.kinds.get(card.kind)
    return None if kind is None else kind.means


def _sections(entries: Sequence[tuple[CardView, Entry]], method: MethodView) -> Iterable[Section]:
    asked = {kind for heading in method.report for kind in heading.kinds}
    for heading in method.report:
        found = tuple(entry for card, entry in entries if card.kind in heading.kinds)
        if found:
            yield Section(heading.title, found)
    rest = tuple(entry for card, entry in entries if card.kind not in asked)
    if rest:
        yield Section(None, rest)


def _flaps(entries: Sequence[tuple[CardView, Entry]], method: MethodView) -> Iterable[Flap]:
    for sheet in method.sheets:
        here = [(card, entry) for card, entry in entries if card.sheet == sheet.id]
        zones = {zone.id for zone in sheet.zones}
        loose = tuple(entry for card, entry in here if card.zone not in zones)
        columns = [
            Column(zone.title, tuple(entry for card, entry in here if card.zone == zone.id))
            for zone in sheet.zones
        ]
        field = sheet.draw == "force-field" and len(columns) == 2 and not loose
        flap = Flap(sheet.title, (*([Column(None, loose)] if loose else []), *columns), field)
        if flap.hangs():
            yield flap


def _as_they_hang(cards: Iterable[CardView], method: MethodView) -> list[CardView]:
    """Sort cards flap by flap and column by column, in the order of the method."""
    sheets = {sheet.id: number for number, sheet in enumerate(method.sheets)}
    zones = {
        (sheet.id, zone.id): number
        for sheet in method.sheets
        for number, zone in enumerate(sheet.zones)
    }

    def place(card: CardView) -> tuple[int, int, float, str]:
        sheet = sheets.get(card.sheet, len(sheets))
        zone = -1 if card.zone is None else zones.get((card.sheet, card.zone), len(zones))
        return (sheet, zone, card.rank, card.id)

    return sorted(cards, key=place)


def _entry(card: CardView, method: MethodView, seen: _Seen) -> Entry:
    kind = method.kinds.get(card.kind) or Kind(name=card.kind, plural=card.kind)
    first, *others = _told(card, kind, WORDS[seen.board.language])
    names = {rating.by: seen.name(rating.by) for rating in card.ratings}
    return Entry(
        id=card.id,
        kind=kind.name,
        paper=kind.paper,
        text=first.text,
        parts=tuple(others),
        earlier=tuple(wording(kind.starter, text) for text in card.earlier),
        by=", ".join(seen.writers(card)),
        only_you=not card.shown,
        said=tuple(said_of(card.ratings, names, method, WORDS[seen.board.language])),
        answer=None if card.answer is None else card.answer.text.strip(),
        action=kind.means == "action",
        dots=card.dots or 0,
        picked=card.picked,
        sources=seen.gists(card.sources),
        links=seen.gists(card.links),
        weight=weight(card.ratings, method),
    )


def _told(card: CardView, kind: Kind, words: Words) -> list[Told]:
    """Return what stands on a card, part by part; a day in words."""
    told = [
        Told("" if part.starter else part.name, *_part(part, card.parts[part.id], words))
        for part in kind.parts
        if part.id in card.parts
    ]
    return told or [Told("", wording(kind.starter, card.text), None)]


def _part(part: Part, text: str, words: Words) -> tuple[str, date | None]:
    if part.type == "date":
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return text, None
        return day_in_words(day, words), day
    return wording(part.starter, text), None


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
