"""Sorts what one viewer may see into the verslag that every format tells.

What is not among the views is not in here (P42).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from flapover.core.ids import PersonId
from flapover.core.views import CardView, MethodView, RoundView, View
from flapover.report.entries import entry_of
from flapover.report.seen import Seen
from flapover.report.verslag import Chapter, Column, Entry, Flap, Section, Verslag
from flapover.report.wording import day_in_words


def gathered(views: Sequence[View]) -> Verslag:
    """Sort the views of one viewer, given in any order.

    Raises:
        LookupError: there is no `BoardView`.

    """
    seen = Seen.of(views)
    words = seen.words
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
            if one.id in seen.methods and not _is_nothing(one, seen)
            for chapter in _chapters(one, seen.methods[one.id], seen)
        ),
    )


def _is_nothing(one: RoundView, seen: Seen) -> bool:
    """Say whether a round was taken back before this viewer could see anything in it."""
    return one.undone and all(card.round != one.id for card in seen.cards)


def _chapters(one: RoundView, method: MethodView, seen: Seen) -> Iterable[Chapter]:
    """Yield the round, or a part for each person who brought a case, and the rest of it."""
    cards = _as_they_hang([card for card in seen.cards if card.round == one.id], method)
    if len(one.laps) <= 1:
        yield _chapter(one, method, seen, cards, one.inbrenger)
        return
    for lap, inbrenger in enumerate(one.laps, start=1):
        own = [card for card in cards if card.lap == lap]
        name = seen.words.someone if inbrenger is None else seen.name(inbrenger)
        yield replace(_chapter(one, method, seen, own, inbrenger), part=name)
    rest = [card for card in cards if card.lap is None]
    if rest:
        together = seen.words.together
        yield replace(_chapter(one, method, seen, rest, None), part=together)


def _chapter(
    one: RoundView,
    method: MethodView,
    seen: Seen,
    cards: Sequence[CardView],
    inbrenger: PersonId | None,
) -> Chapter:
    entries = [(card, entry_of(card, method, seen)) for card in cards]
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
