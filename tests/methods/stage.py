"""Who may do a thing now and who sees a card, asked of the rules without anything happening."""

from flapover.core.decide import decide
from flapover.core.ids import CardId, KindId, PersonId, ZoneId
from flapover.core.method import Kind, Part, Write
from flapover.core.rejected import Rejected
from flapover.core.requests import Request, WriteCard, WriteJoint
from flapover.core.splices import Splice
from flapover.core.views import CardView, MethodView, StepView
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, PIA, SCREEN, Play

OTHERS = {ANN, BOB, CEM}
"""Everyone with a phone but the inbrenger; the gespreksleider takes no part."""

GROUP = {INBRENGER, *OTHERS}
PEOPLE = (LEADER, INBRENGER, ANN, BOB, CEM)
ALL = {*PEOPLE, SCREEN}
ON_PAPER = PIA

Writers = dict[str, set[PersonId]]


def who_may(play: Play, request: Request) -> set[PersonId]:
    """Return the people whom the rules would let do this now."""
    return {
        who
        for who in PEOPLE
        if not isinstance(decide(play.board, play.command(who, request)), Rejected)
    }


def writers(play: Play) -> Writers:
    """Return of every kind of the method who may write one now; kinds of nobody are left out."""
    kinds = play.round.method.kinds.items()
    found = {str(kind): who_may(play, _writing(play, kind, one)) for kind, one in kinds}
    return {kind: people for kind, people in found.items() if people}


def who_sees(play: Play, text: str) -> set[PersonId]:
    """Return the viewers, the wall among them, who have a card with this text."""
    return {who for who in (*PEOPLE, SCREEN) if text in play.texts_seen_by(who)}


def seen(play: Play, who: PersonId, card: CardId) -> CardView:
    """Return a card that a viewer must have."""
    (found,) = [view for view in play.cards_seen_by(who) if view.id == card]
    return found


def open_step(play: Play, who: PersonId) -> StepView:
    """Return what a viewer's phone knows of the open step before it is told its own part."""
    (found,) = [one for one in play.view(who, MethodView).steps if one.id == play.step]
    return found


def in_parts(kind: str, *said: str, zone: str | None = None) -> WriteCard:
    """Return the request to write a card of several parts, each given as `part: text`."""
    parts = dict(one.split(": ", 1) for one in said)
    column = None if zone is None else ZoneId(zone)
    return WriteCard(kind=KindId(kind), text="", parts=parts, zone=column)


def together(play: Play, kind: str, text: str) -> WriteJoint:
    """Return the request to put text at the beginning of the card that people write together."""
    found = (card for card in play.board.cards.values() if card.kind == kind)
    card = next(found, None)
    base = 0 if card is None or card.joint is None else card.joint.revision
    splices = (Splice(at=0, insert=text),)
    name = None if card is None else card.id
    return WriteJoint(kind=KindId(kind), card=name, base=base, splices=splices)


def _writing(play: Play, kind: KindId, one: Kind) -> Request:
    rules = [rule for rule in play.round.step.write if rule.kind == kind]
    if any(rule.joint for rule in rules):
        return together(play, kind, "x")
    parts = {part.id: _filled(part) for part in one.parts}
    return WriteCard(kind=kind, text="" if parts else "x", parts=parts, zone=_column(play, rules))


def _filled(part: Part) -> str:
    return "2026-12-01" if part.type == "date" else "x"


def _column(play: Play, rules: list[Write]) -> ZoneId | None:
    """Return a column where the writer has to choose one."""
    sheets = (play.round.method.sheet(rule.sheet) for rule in rules if rule.zone is None)
    return next((sheet.zones[0].id for sheet in sheets if sheet and sheet.zones), None)
