"""A handful of requests of every sort that somebody might try in the step that is open."""

from __future__ import annotations

from collections.abc import Iterator

from flapover.core.board import Board, Card
from flapover.core.groups import split_in_force
from flapover.core.ids import CardId, GroupId, KindId, PersonId, ZoneId
from flapover.core.method import Method, Part, Step
from flapover.core.requests import (
    AnswerCard,
    BackStep,
    EditCard,
    EndRound,
    ExtendTimer,
    FocusCard,
    GiveConsent,
    GiveInbrenger,
    GiveTurn,
    LinkCards,
    MarkReady,
    MoveCard,
    NextStep,
    NextTurn,
    PickCard,
    PlaceDots,
    PlaceInGroup,
    RateCard,
    RemoveCard,
    RepeatBlock,
    Request,
    RetractAnswer,
    RevealAll,
    RevealAuthor,
    RewriteCard,
    ShareCard,
    SplitByChance,
    StartTimer,
    UndoStep,
    UnrateCard,
    WriteCard,
    WriteJoint,
)
from flapover.core.splices import Splice

NO_CARD = CardId("no-such-card-at-all")


def asked_of(board: Board, who: PersonId) -> Iterator[Request]:
    """Yield what `who` might try now; needs a round that is going on."""
    running = board.running
    assert running is not None
    step = running.step
    yield from writing(running.method, step)
    for card in _cards(board, who):
        yield from on_card(board, step, card)
    yield from (RewriteCard(card=NO_CARD, text="x"), EditCard(card=NO_CARD, text="x"))
    yield from (RevealAll(), RevealAuthor(person=who))
    yield MarkReady(step=step.id, ready=who not in running.moment.ready)
    yield GiveConsent(step=step.id, given=step.id not in running.consents)
    yield from (NextStep(step=step.id), BackStep(step=step.id), UndoStep(step=step.id))
    yield RepeatBlock(step=step.id, inbrenger=_another(board))
    yield from (StartTimer(), ExtendTimer(seconds=60), EndRound())
    yield from (GiveInbrenger(person=_another(board)), GiveTurn(person=who))
    yield NextTurn(step=step.id, after=running.moment.speaker)
    yield SplitByChance(step=step.id)
    split = split_in_force(running)
    group = GroupId("1") if split is None or not split.groups else split.groups[0].id
    yield PlaceInGroup(person=who, group=group)


def writing(method: Method, step: Step) -> Iterator[Request]:
    """Yield the request to write a first card of every kind, in the column that it asks for."""
    for kind, one in method.kinds.items():
        rules = [rule for rule in step.write if rule.kind == kind]
        if any(rule.joint for rule in rules):
            yield WriteJoint(kind=kind, base=0, splices=(Splice(at=0, insert="x"),))
        else:
            parts = {part.id: filled(part, "x") for part in one.parts}
            zone = next((column(method, rule.sheet) for rule in rules if rule.zone is None), None)
            yield WriteCard(kind=kind, text="" if parts else "x", parts=parts, zone=zone)


def filled(part: Part, text: str) -> str:
    """Return something that may stand in a part."""
    return "2026-12-01" if part.type == "date" else text


def column(method: Method, sheet: str) -> ZoneId | None:
    """Return the first column of a flap; None when it has none."""
    found = next(one for one in method.sheets if one.id == sheet)
    return found.zones[0].id if found.zones else None


def on_card(board: Board, step: Step, card: Card) -> Iterator[Request]:
    """Yield all that might be done with one card."""
    name, text = card.id, "x"
    parts = dict(card.parts)
    words = "" if parts else text
    yield EditCard(card=name, text=words, parts=parts)
    yield RewriteCard(card=name, text=words, parts=parts)
    yield MoveCard(card=name, sheet=card.sheet, zone=card.zone)
    yield rating(board, step, name)
    criterion = step.rate.criteria[0].id if step.rate and step.rate.criteria else None
    yield UnrateCard(card=name, criterion=criterion)
    yield PlaceDots(card=name, count=1)
    yield PickCard(card=name, picked=not card.picked)
    yield FocusCard(card=name)
    yield AnswerCard(card=name, text=text)
    yield RetractAnswer(card=name)
    yield ShareCard(card=name)
    yield RemoveCard(card=name)
    other = next((one for one in board.cards.values() if one.shown and one.id != name), None)
    if other is not None:
        yield LinkCards(card=name, other=other.id, linked=True)


def rating(board: Board, step: Step, card: CardId, at: int = 0) -> RateCard:
    """Return the request to rate a card, on the first criterion where there are any."""
    rule, running = step.rate, board.running
    if rule is None or running is None:
        return RateCard(card=card, value="warm")
    values = running.method.scales[rule.scale].values
    criterion = rule.criteria[0].id if rule.criteria else None
    return RateCard(card=card, value=values[at % len(values)].id, criterion=criterion)


def _cards(board: Board, who: PersonId) -> list[Card]:
    """Return the latest card of each sort: one's own and another's, hidden and shown."""
    latest: dict[tuple[bool, bool], Card] = {}
    for card in board.cards.values():
        latest[card.is_of(who), card.shown] = card
    return list(latest.values())


def _another(board: Board) -> PersonId:
    """Return somebody at the table who does not bring the case."""
    return next(one.id for one in board.seated() if one.id != board.inbrenger and not one.leads)


def kinds_of(step: Step) -> tuple[KindId, ...]:
    """Return the kinds that are written in a step."""
    return tuple(dict.fromkeys(rule.kind for rule in step.write))
