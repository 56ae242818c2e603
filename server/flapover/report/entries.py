"""Tells a card as it reads in the verslag."""

from flapover.core.method import Kind
from flapover.core.views import AnswerView, CardView, MethodView
from flapover.report.ratings import said_of, weight
from flapover.report.seen import Seen
from flapover.report.told import told
from flapover.report.verslag import Entry, Wording
from flapover.report.wording import wording
from flapover.report.words import Words


def entry_of(card: CardView, method: MethodView, seen: Seen) -> Entry:
    """Return a card as it reads, by what its viewer may know of it."""
    kind = method.kinds.get(card.kind) or Kind(name=card.kind, plural=card.kind)
    words = seen.words
    first, *others = told(card, kind, words)
    names = {rating.by: seen.name(rating.by) for rating in card.ratings}
    return Entry(
        id=card.id,
        kind=kind.name,
        paper=kind.paper,
        text=first.text,
        parts=tuple(others),
        earlier=_earlier(card, kind, seen),
        by=seen.writers(card),
        worded_by=_worded_by(card, len(card.earlier), seen),
        group=_group(card, method, words),
        only_you=not card.shown,
        said=tuple(said_of(card.ratings, names, method, words)),
        answer=None if card.answer is None else _answer(card.answer),
        answer_opens=card.answer is not None and card.answer.opening != "",
        action=kind.means == "action",
        dots=card.dots or 0,
        picked=card.picked,
        sources=seen.gists(card.sources),
        links=seen.gists(card.links),
        sign=seen.signs.get(card.id, ""),
        weight=weight(card.ratings, method),
    )


def _answer(answer: AnswerView) -> str:
    said = answer.text.strip()
    return wording(answer.opening, said) if said else ""


def _earlier(card: CardView, kind: Kind, seen: Seen) -> tuple[Wording, ...]:
    return tuple(
        Wording(wording(kind.starter, text), _worded_by(card, at, seen))
        for at, text in enumerate(card.earlier)
    )


def _worded_by(card: CardView, at: int, seen: Seen) -> str:
    """Say who gave the wording `at`, oldest first; empty where all are the author's, or unknown."""
    several = len(card.writers) > 1 and card.reworded_by
    if card.anonymous or not (several or any(one != card.by for one in card.reworded_by)):
        return ""
    return seen.name(card.reworded_by[at - 1]) if at else seen.writers(card)


def _group(card: CardView, method: MethodView, words: Words) -> str:
    """Return what the subgroup is called whose card it is, or that alone writes such cards."""
    if card.group is None:
        return method.groups.get(card.kind, "")
    splits = (step.split for step in method.steps if step.id == card.split)
    split = next(splits, None)
    named = () if split is None else split.groups
    numbered = words.duo if split is not None and split.form == "duos" else words.part
    return next((one.title for one in named if one.id == card.group), numbered.format(card.group))
