"""The views of one viewer by type, and whom and what they name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flapover.core.ids import CardId, PersonId, RoundId
from flapover.core.method import Kind
from flapover.core.views import BoardView, CardView, MethodView, PersonView, RoundView, View
from flapover.report.signs import signs_of
from flapover.report.told import gist
from flapover.report.wording import name_list
from flapover.report.words import WORDS, Words


@dataclass(frozen=True, slots=True)
class Seen:
    """The views by type."""

    board: BoardView
    rounds: tuple[RoundView, ...]
    methods: Mapping[RoundId, MethodView] = field(default_factory=dict)
    people: Mapping[PersonId, PersonView] = field(default_factory=dict)
    cards: tuple[CardView, ...] = ()
    signs: Mapping[CardId, str] = field(default_factory=dict)
    """The letter of each card that is tied to another."""

    @classmethod
    def of(cls, views: Sequence[View]) -> "Seen":
        """Sort the views of one viewer.

        Raises:
            LookupError: there is no `BoardView`.

        """
        board = next((view for view in views if isinstance(view, BoardView)), None)
        if board is None:
            raise LookupError("no BoardView among the views")
        cards = tuple(view for view in views if isinstance(view, CardView))
        return cls(
            board=board,
            rounds=tuple(view for view in views if isinstance(view, RoundView)),
            methods={view.id: view for view in views if isinstance(view, MethodView)},
            people={view.id: view for view in views if isinstance(view, PersonView)},
            cards=cards,
            signs=signs_of(cards),
        )

    @property
    def words(self) -> Words:
        """What the verslag says of its own accord."""
        return WORDS[self.board.language]

    def gists(self, ids: Iterable[CardId]) -> tuple[str, ...]:
        """Return cards in a few words each, as far as this viewer sees them."""
        found = (card for one in ids for card in self.cards if card.id == one)
        return tuple(self._gist(card) for card in found)

    def _gist(self, card: CardView) -> str:
        method = self.methods.get(card.round)
        kind = None if method is None else method.kinds.get(card.kind)
        return gist(card, kind or Kind(name=card.kind, plural=card.kind), self.words)

    def writers(self, card: CardView) -> str:
        """Say whose a card is, as far as anybody may know."""
        if card.anonymous or card.by is None:
            return self.words.anonymous
        return name_list([self.name(one) for one in card.writers or (card.by,)], self.words)

    def name(self, person: PersonId) -> str:
        """Return what somebody is called."""
        known = self.people.get(person)
        name = "" if known is None else known.name
        return name.strip() or self.words.someone
