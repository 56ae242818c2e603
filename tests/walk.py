"""Plays a method that nobody wrote a script for: everybody does all that every step opens to them.

Nothing here knows a method by name; what to try comes from the steps, and the rules say who may.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flapover.core.board import Card
from flapover.core.decide import decide
from flapover.core.ids import CardId, KindId, PersonId, StepId
from flapover.core.method import Method, Step, Write
from flapover.core.rejected import Rejected
from flapover.core.requests import (
    AnswerCard,
    Command,
    Errand,
    FocusCard,
    GiveTurn,
    LinkCards,
    MarkReady,
    MoveCard,
    NextTurn,
    PickCard,
    PlaceDots,
    RaiseHand,
    Request,
    RevealAll,
    RevealAuthor,
    RewriteCard,
    ShareCard,
    SplitByChance,
    StartTimer,
    WriteCard,
    WriteJoint,
)
from flapover.core.splices import Splice
from flapover.core.steps import next_index
from tests.asked import column, filled, rating
from tests.play import ANN, BOB, INBRENGER, LEADER, PIA, Play
from tests.recorded import Turn

ACTORS = (INBRENGER, ANN, BOB, PIA, LEADER)
CARDS = 2
"""How many of each kind are written, and how many are acted upon."""


DOINGS = (
    ("rate", "rate_card"),
    ("dots", "place_dots"),
    ("pick", "pick_card"),
    ("focus", "focus_card"),
    ("answer", "answer_card"),
    ("rewrite", "rewrite_card"),
    ("move", "move_card"),
    ("link", "link_cards"),
    ("share", "share_card"),
    ("reveal", "reveal_all"),
    ("split", "split_by_chance"),
    ("ready", "mark_ready"),
    ("turns", "give_turn"),
    ("consent", "give_consent"),
)
"""What a step may open, and the request that does it."""


def walk(play: Play) -> None:
    """Play the planned method from its first step to its last."""
    play.start()
    while True:
        _everybody_acts(play)
        if next_index(play.round) is None:
            return
        _goes_on(play)


def left_out(turns: Iterable[Turn], method: Method) -> set[tuple[StepId, str]]:
    """Return what the steps of a walk open and nobody did in them, apart from a card too many."""
    done = {(turn.step, of_request(turn.command)) for turn in turns if turn.refused is None}
    written = {kind for _, kind in done}
    steps = [method.steps[at] for at in method.course()]
    opened = {(one.id, doing) for one in steps for field, doing in DOINGS if _is_open(one, field)}
    unwritten = {
        (one.id, rule.kind)
        for one in steps
        for rule in one.write
        if not (rule.max and rule.kind in written)
    }
    return (opened | unwritten) - done


def _is_open(step: Step, field: str) -> bool:
    if field == "reveal":
        # Another way opens no request: it comes out by itself.
        return step.reveal is not None and "all" in step.reveal.ways
    return bool(getattr(step, field))


def of_request(command: Command) -> str:
    """Return what a request does; of writing which kind."""
    request = command.request
    if isinstance(request, WriteCard | WriteJoint):
        return request.kind
    return "" if isinstance(request, Errand) else request.type


def _everybody_acts(play: Play) -> None:
    _if_allowed(play, LEADER, SplitByChance(step=play.step))
    for who in ACTORS:
        for request in _writing(play, who):
            _if_allowed(play, who, request)
    for who in ACTORS:
        _if_allowed(play, who, MarkReady(step=play.step, ready=True))
    _if_allowed(play, LEADER, RevealAuthor(person=ANN))
    _if_allowed(play, LEADER, RevealAll())
    _if_allowed(play, BOB, RaiseHand())
    for who in ACTORS:
        _if_allowed(play, LEADER, GiveTurn(person=who))
    _if_allowed(play, LEADER, NextTurn(step=play.step, after=play.round.moment.speaker))
    for who in ACTORS:
        for card in _to_act_upon(play):
            for request in _doing(play, card):
                _if_allowed(play, who, request)


def _goes_on(play: Play) -> None:
    """Let the clock run, out where people are elsewhere, and open the next step."""
    play.do(LEADER, StartTimer())
    if play.round.step.signal:
        play.ring()
    play.next()


def _if_allowed(play: Play, who: PersonId, request: Request) -> None:
    on_paper = play.board.people[who].device == "paper"
    command = play.command(LEADER if on_paper else who, request, who if on_paper else None)
    outcome = decide(play.board, command)
    if not isinstance(outcome, Rejected) and outcome:
        play.carry_out(command)


def _writing(play: Play, who: PersonId) -> Iterator[Request]:
    for rule in play.round.step.write:
        if rule.joint:
            yield _together(play, rule.kind, who)
            continue
        for number in range(min(CARDS, rule.max or CARDS)):
            yield _card(play, rule, f"{rule.kind} {number} van {who}")


def _card(play: Play, rule: Write, text: str) -> WriteCard:
    parts = {
        part.id: filled(part, f"{text}, {part.id}")
        for part in play.round.method.kinds[rule.kind].parts
    }
    zone = column(play.round.method, rule.sheet) if rule.zone is None else None
    sources = [card.id for card in play.board.cards.values() if _may_lead_to(play, rule, card)]
    return WriteCard(
        kind=rule.kind,
        text="" if parts else text,
        parts=parts,
        zone=zone,
        sources=tuple(sources[:1]),
    )


def _may_lead_to(play: Play, rule: Write, card: Card) -> bool:
    return card.shown and card.kind in rule.from_ and card.round == play.round.id


def _together(play: Play, kind: KindId, who: PersonId) -> WriteJoint:
    card = next((one for one in play.board.cards.values() if one.kind == kind), None)
    base = 0 if card is None or card.joint is None else card.joint.revision
    splices = (Splice(at=0, insert=f"Van {who}. "),)
    return WriteJoint(kind=kind, card=None if card is None else card.id, base=base, splices=splices)


def _to_act_upon(play: Play) -> list[CardId]:
    """Return the last few cards of each kind."""
    cards = [one for one in play.board.cards.values() if one.round == play.round.id]
    found: dict[KindId, list[CardId]] = {}
    for card in cards:
        found.setdefault(card.kind, []).append(card.id)
    return [card for ids in found.values() for card in ids[-CARDS:]]


def _doing(play: Play, name: CardId) -> Iterator[Request]:
    card = play.board.cards.get(name)
    if card is None:
        return
    sheet = play.round.method.sheet(card.sheet)
    last = sheet.zones[-1].id if sheet is not None and sheet.zones else None
    words = {part: f"{said} anders" for part, said in card.parts.items()}
    yield ShareCard(card=name)
    yield rating(play.board, play.round.step, name, at=len(card.ratings))
    yield PlaceDots(card=name, count=1)
    yield PickCard(card=name, picked=True)
    yield FocusCard(card=name)
    yield AnswerCard(card=name, text="Zo zit dat.")
    if not card.earlier:
        yield RewriteCard(card=name, text="" if words else f"{card.text} anders", parts=words)
    yield MoveCard(card=name, sheet=card.sheet, zone=last)
    for other in _to_act_upon(play):
        if other != name:
            yield LinkCards(card=name, other=other, linked=True)
