"""Builds the verslag as Markdown from the projected views of one viewer.

What is not among the views is not in the verslag (P42); no text in it can act as markup (P41).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from flapover.core.ids import PersonId, RoundId
from flapover.core.method import ScaleValue
from flapover.core.views import BoardView, CardView, MethodView, PersonView, RoundView, View
from flapover.report.plain import inline, plain
from flapover.report.words import WORDS, Words

INSIDE_ITEM = "  "


def markdown(views: Sequence[View]) -> str:
    """Write the verslag of everything in these views, in the board's language.

    Args:
        views: what one viewer may see, in any order; one of them is the `BoardView`.

    Returns:
        Markdown that ends in one newline. Headings without cards are left out, and cards of a
        kind that no heading gathers stand under a last one of their own.

    Raises:
        LookupError: there is no `BoardView`.

    """
    sight = _Sight.of(views)
    words = WORDS[sight.board.language]
    blocks = [f"# {inline(sight.board.title) or words.report}", _day(sight.board, words)]
    for one in sorted(sight.rounds, key=lambda seen: seen.number):
        blocks += _round(one, sight, words)
    return "\n\n".join(blocks) + "\n"


def _day(board: BoardView, words: Words) -> str:
    """Return the day of the gathering in words, by UTC."""
    day = datetime.fromtimestamp(board.opened_ms / 1000, UTC)
    return f"{day.day} {words.months[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class _Sight:
    """The views, sorted out."""

    board: BoardView
    rounds: tuple[RoundView, ...]
    methods: dict[RoundId, MethodView] = field(default_factory=dict)
    people: dict[PersonId, str] = field(default_factory=dict)
    cards: tuple[CardView, ...] = ()

    @classmethod
    def of(cls, views: Sequence[View]) -> "_Sight":
        board = next((view for view in views if isinstance(view, BoardView)), None)
        if board is None:
            raise LookupError("no BoardView among the views")
        return cls(
            board=board,
            rounds=tuple(view for view in views if isinstance(view, RoundView)),
            methods={view.id: view for view in views if isinstance(view, MethodView)},
            people={view.id: view.name for view in views if isinstance(view, PersonView)},
            cards=tuple(view for view in views if isinstance(view, CardView)),
        )

    def name(self, person: PersonId, words: Words) -> str:
        return inline(self.people.get(person, "")) or words.someone


def _round(one: RoundView, sight: _Sight, words: Words) -> list[str]:
    method = sight.methods.get(one.id)
    if method is None:
        return []
    cards = _as_they_hang([card for card in sight.cards if card.round == one.id], method)
    blocks = [f"## {words.round.format(one.number)} · {inline(method.name)}"]
    if one.inbrenger is not None:
        blocks.append(words.inbrenger.format(sight.name(one.inbrenger, words)))
    if not cards:
        return [*blocks, f"*{words.nothing}*"]
    gathered = {kind for heading in method.report for kind in heading.kinds}
    for heading in method.report:
        found = [card for card in cards if card.kind in heading.kinds]
        blocks += _section(heading.title, found, method, sight, words)
    rest = [card for card in cards if card.kind not in gathered]
    return blocks + _section(words.rest, rest, method, sight, words)


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


def _section(
    title: str, cards: Sequence[CardView], method: MethodView, sight: _Sight, words: Words
) -> list[str]:
    if not cards:
        return []
    items = "\n".join(_item(card, method, sight, words) for card in cards)
    return [f"### {inline(title)}", items]


def _item(card: CardView, method: MethodView, sight: _Sight, words: Words) -> str:
    kind = method.kinds.get(card.kind)
    starter = "" if kind is None else kind.starter
    by = sight.name(card.by, words)
    aside = f"{by}, {words.only_you}" if not card.shown else by
    lines = [f"- {_wording(starter, card.text)} *({aside})*"]
    lines += [f"- {words.earlier}: {_wording(starter, text)}" for text in card.earlier]
    lines += [f"- {said}" for said in _ratings(card, method, sight, words)]
    if card.answer is not None:
        lines.append(f"- {words.answer}: {_answer(card.answer.text, words)}")
    return f"\n{INSIDE_ITEM}".join(lines)


def _wording(starter: str, text: str) -> str:
    # The card keeps its opening ('Mijn probleem is …'); the dots make place for what follows it.
    opening = starter.rstrip(" .…")
    return plain(f"{opening} {text}" if opening else text, INSIDE_ITEM * 2)


def _answer(text: str, words: Words) -> str:
    return plain(text, INSIDE_ITEM * 2) or f"*{words.aloud}*"


def _ratings(card: CardView, method: MethodView, sight: _Sight, words: Words) -> Iterable[str]:
    values = _values(method)
    for rating in card.ratings:
        value = values.get(rating.value)
        said = (
            inline(rating.value) if value is None else f"{inline(value.sign)} {inline(value.word)}"
        )
        yield f"{said} ({sight.name(rating.by, words)})"


def _values(method: MethodView) -> dict[str, ScaleValue]:
    return {value.id: value for scale in method.scales.values() for value in scale.values}
