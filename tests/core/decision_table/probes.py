"""Every request there is, asked of a board in every way that may matter: the rows of the table.

A request type without a line in `PROBES` fails the test: nothing becomes possible unseen (P20).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flapover.core.board import Board
from flapover.core.groups import split_in_force
from flapover.core.ids import (
    CardId,
    ClipId,
    CriterionId,
    GroupId,
    KindId,
    MethodId,
    PersonId,
    StepId,
)
from flapover.core.method import Method, Step
from flapover.core.requests import (
    AdmitPerson,
    Agree,
    AnswerCard,
    BackStep,
    BringClip,
    ChangeMethod,
    EditCard,
    EndBoard,
    EndRound,
    ExtendTimer,
    FocusCard,
    GiveConsent,
    GiveInbrenger,
    GiveLead,
    GiveTurn,
    GoToStep,
    HandOverLead,
    LayDownLead,
    Leave,
    LinkCards,
    LockDoor,
    LowerHand,
    MarkReady,
    MoveCard,
    NextStep,
    NextTurn,
    PauseClip,
    PauseTimer,
    PickCard,
    PlaceDots,
    PlaceInGroup,
    PlanMethod,
    PlayClip,
    RaiseHand,
    RateCard,
    RejoinPerson,
    RemoveCard,
    RemoveClip,
    RemovePerson,
    RenamePerson,
    RepeatBlock,
    Request,
    RetractAnswer,
    RevealAll,
    RevealAuthor,
    RewriteCard,
    SeatOnPaper,
    ShareCard,
    SplitByChance,
    StartRound,
    StartTimer,
    StopClip,
    StopTimer,
    TakePart,
    UndoStep,
    UnlockDoor,
    UnrateCard,
    WatchElsewhere,
    WriteCard,
    WriteJoint,
)
from flapover.core.splices import Splice

NOWHERE = StepId("nergens")
ABSENT = CardId("card-that-is-not-there")
CLIP = ClipId("clip-of-the-inbrenger")


@dataclass(frozen=True, slots=True)
class Probe:
    """One case of a request, what to call it in the table, and the kind of card it is about."""

    name: str
    request: Request | BringClip
    kind: KindId | None = None
    late: bool = False
    """Asked after the time to undo is over."""
    bare: bool = False
    """Asked by somebody who has no card in this round yet."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A board, who asks, and the people and cards that a request may be about."""

    board: Board
    method: Method
    asker: PersonId
    people: Mapping[str, PersonId]
    """By what they are called in the table, such as `self` and `deelnemer`."""
    cards: Mapping[str, Mapping[KindId, CardId]]
    """By whose they are and whether all see them, such as `own hidden`, then by kind."""

    @property
    def step(self) -> Step | None:
        """The step that is open."""
        return None if self.board.running is None else self.board.running.step

    @property
    def here(self) -> StepId:
        """The id of the open step, or some id."""
        return self.method.steps[0].id if self.step is None else self.step.id


Probing = Callable[[Situation], Iterator[Probe]]


def _alone(request: Request) -> Probing:
    def probing(_at: Situation) -> Iterator[Probe]:
        yield Probe("", request)

    return probing


def _on_cards(make: Callable[[Situation, CardId, KindId], Request]) -> Probing:
    def probing(at: Situation) -> Iterator[Probe]:
        yield Probe("no card", make(at, ABSENT, next(iter(at.method.kinds))))
        for whose, kinds in at.cards.items():
            for kind, card in kinds.items():
                yield Probe(whose, make(at, card, kind), kind)

    return probing


def _on_people(make: Callable[[PersonId], Request], *names: str) -> Probing:
    def probing(at: Situation) -> Iterator[Probe]:
        return (Probe(name, make(at.people[name])) for name in names)

    return probing


def _write(at: Situation) -> Iterator[Probe]:
    for kind in at.method.kinds:
        card = WriteCard(kind=kind, **said(at.method, kind, "Nieuw"))
        yield Probe("a first", card, kind, bare=True)
        yield Probe("a third", card, kind)
        yield Probe("for another step", card.model_copy(update={"step": NOWHERE}), kind)
        yield from _write_from(at, card)


def _write_from(at: Situation, card: WriteCard) -> Iterator[Probe]:
    """Name a card as the source of a new one, of the kinds for which a step allows that."""
    rules = [rule for step in at.method.steps for rule in step.write if rule.kind == card.kind]
    kinds = [kind for rule in rules for kind in rule.from_]
    if not kinds:
        return
    sources = {"no card": ABSENT, **{whose: cards[kinds[0]] for whose, cards in at.cards.items()}}
    for whose, source in sources.items():
        asked = card.model_copy(update={"sources": (source,)})
        yield Probe(f"from {whose}", asked, card.kind, bare=True)


def said(method: Method, kind: KindId, text: str) -> dict[str, Any]:
    """Return what a card of this kind says, in its parts when it has those."""
    parts = method.kinds[kind].parts
    if not parts:
        return {"text": text}
    words = {"text": text, "date": "2026-12-01", "person": "Ann"}
    return {"text": "", "parts": {part.id: words[part.type] for part in parts}}


def _link(at: Situation, card: CardId, kind: KindId) -> Request:
    own = at.cards["own shown"][kind]
    return LinkCards(
        card=card, other=at.cards["other shown"][kind] if card == own else own, linked=True
    )


def _write_joint(at: Situation) -> Iterator[Probe]:
    new = (Splice(at=0, insert="Nieuw"),)
    for kind in at.method.kinds:
        yield Probe("", WriteJoint(kind=kind, base=0, splices=new), kind)
        yield Probe("on a text that never was", WriteJoint(kind=kind, base=9, splices=new), kind)
        asked = WriteJoint(kind=kind, base=0, splices=new, step=NOWHERE)
        yield Probe("for another step", asked, kind)
        asked = WriteJoint(kind=kind, base=0, splices=new, card=ABSENT)
        yield Probe("in no card", asked, kind)


def _move(at: Situation, card: CardId, _kind: KindId) -> Request:
    sheet = at.method.sheets[-1]
    return MoveCard(card=card, sheet=sheet.id, zone=sheet.zones[0].id if sheet.zones else None)


def _rate(at: Situation, card: CardId, _kind: KindId) -> Request:
    rule = None if at.step is None else at.step.rate
    if rule is None:
        return RateCard(card=card, value="warm")
    value = at.method.scales[rule.scale].values[0].id
    return RateCard(card=card, value=value, criterion=_criterion(at))


def _unrate(at: Situation, card: CardId, _kind: KindId) -> Request:
    return UnrateCard(card=card, criterion=_criterion(at))


def _criterion(at: Situation) -> CriterionId | None:
    rule = None if at.step is None else at.step.rate
    return rule.criteria[0].id if rule is not None and rule.criteria else None


def _rating(at: Situation) -> Iterator[Probe]:
    yield from _on_cards(_rate)(at)
    nowhere = CriterionId("nergens")
    yield from _once_more(at, lambda card: RateCard(card=card, value="warm", criterion=nowhere))


def _dots(at: Situation) -> Iterator[Probe]:
    yield from _on_cards(lambda _, card, _kind: PlaceDots(card=card, count=1))(at)
    yield from _once_more(at, lambda card: PlaceDots(card=card, count=10))


def _picks(at: Situation) -> Iterator[Probe]:
    yield from _on_cards(lambda _, card, _kind: PickCard(card=card, picked=True))(at)
    yield from _once_more(at, lambda card: PickCard(card=card, picked=False))


def _once_more(at: Situation, make: Callable[[CardId], Request]) -> Iterator[Probe]:
    """Ask otherwise of a card that all see: another criterion, more dots, no longer."""
    for kind, card in at.cards["other shown"].items():
        yield Probe("otherwise", make(card), kind)


def _focus(at: Situation) -> Iterator[Probe]:
    yield Probe("nothing", FocusCard(card=None))
    yield from _on_cards(lambda _, card, _kind: FocusCard(card=card))(at)


def _ready(at: Situation) -> Iterator[Probe]:
    yield Probe("", MarkReady(step=at.here, ready=True))
    yield Probe("in another step", MarkReady(step=NOWHERE, ready=True))


def _consent(at: Situation) -> Iterator[Probe]:
    yield Probe("", GiveConsent(step=at.here, given=True))
    yield Probe("in another step", GiveConsent(step=NOWHERE, given=True))


def _next(at: Situation) -> Iterator[Probe]:
    yield Probe("", NextStep(step=at.here))
    yield Probe("anyway", NextStep(step=at.here, anyway=True))
    yield Probe("from another step", NextStep(step=NOWHERE))
    for variant in (NOWHERE, *(step.id for step in at.method.steps if step.variant_of)):
        yield Probe(f"by {variant}", NextStep(step=at.here, variant=variant))


def _back(at: Situation) -> Iterator[Probe]:
    yield Probe("", BackStep(step=at.here))
    yield Probe("from another step", BackStep(step=NOWHERE))


def _undo(at: Situation) -> Iterator[Probe]:
    yield Probe("", UndoStep(step=at.here))
    yield Probe("too late", UndoStep(step=at.here), late=True)
    yield Probe("from another step", UndoStep(step=NOWHERE))


def _repeat(at: Situation) -> Iterator[Probe]:
    names = ("inbrenger", "deelnemer", "on paper", "waiting", "screen")
    yield from _on_people(lambda who: RepeatBlock(step=at.here, inbrenger=who), *names)(at)
    deelnemer = at.people["deelnemer"]
    yield Probe("anyway", RepeatBlock(step=at.here, inbrenger=deelnemer, anyway=True))
    yield Probe("from another step", RepeatBlock(step=NOWHERE, inbrenger=deelnemer))


def _start(at: Situation) -> Iterator[Probe]:
    yield Probe("", StartRound())
    yield from _on_cards(lambda _, card, _kind: StartRound(bring=card))(at)


def _change(at: Situation) -> Iterator[Probe]:
    yield Probe("to another", ChangeMethod(method=_another(at)))
    yield Probe("to this one", ChangeMethod(method=at.method.id))
    yield Probe("to no method", ChangeMethod(method=MethodId("nergens")))


def _another(at: Situation) -> MethodId:
    return MethodId("post-it" if at.method.id != "post-it" else "tien-stappen")


def _go_to(at: Situation) -> Iterator[Probe]:
    first, last = at.method.steps[0].id, at.method.steps[-1].id
    yield Probe("first", GoToStep(step=at.here, to=first))
    yield Probe("last", GoToStep(step=at.here, to=last))
    yield Probe("last anyway", GoToStep(step=at.here, to=last, anyway=True))
    yield Probe("nowhere", GoToStep(step=at.here, to=NOWHERE))
    yield Probe("from another step", GoToStep(step=NOWHERE, to=last))


def _turn(at: Situation) -> Iterator[Probe]:
    yield Probe("nobody", GiveTurn(person=None))
    names = ("gespreksleider", "inbrenger", "deelnemer", "waiting", "screen")
    yield from _on_people(lambda who: GiveTurn(person=who), *names)(at)


def _next_turn(at: Situation) -> Iterator[Probe]:
    running = at.board.running
    speaker = None if running is None else running.moment.speaker
    yield Probe("", NextTurn(step=at.here, after=speaker))
    yield Probe("after another", NextTurn(step=at.here, after=at.people["screen"]))
    yield Probe("in another step", NextTurn(step=NOWHERE, after=speaker))


def _split(at: Situation) -> Iterator[Probe]:
    yield Probe("", SplitByChance(step=at.here))
    yield Probe("in another step", SplitByChance(step=NOWHERE))


def _place(at: Situation) -> Iterator[Probe]:
    running = at.board.running
    split = None if running is None else split_in_force(running)
    name = split.groups[0].id if split is not None and split.groups else GroupId("1")
    for who in ("self", "deelnemer", "on paper", "waiting", "removed", "screen"):
        yield Probe(who, PlaceInGroup(person=at.people[who], group=name))
    yield Probe("out", PlaceInGroup(person=at.people["deelnemer"], group=None))
    yield Probe("nowhere", PlaceInGroup(person=at.people["deelnemer"], group=GroupId("nergens")))


def _inbrenger(at: Situation) -> Iterator[Probe]:
    yield Probe("nobody", GiveInbrenger(person=None))
    names = ("self", "deelnemer", "on paper", "waiting", "screen")
    yield from _on_people(lambda who: GiveInbrenger(person=who), *names)(at)


def _rejoin(at: Situation) -> Iterator[Probe]:
    was = {"a deelnemer": "deelnemer", "the gespreksleider": "gespreksleider", "oneself": "self"}
    for name, former in was.items():
        request = RejoinPerson(person=at.people["waiting"], was=at.people[former])
        yield Probe(f"waiting for {name}", request)
    for name in ("self", "screen", "removed", "on paper"):
        request = RejoinPerson(person=at.people[name], was=at.people["deelnemer"])
        yield Probe(f"{name} for a deelnemer", request)


def _on_clips(make: Callable[[ClipId], Request]) -> Probing:
    def probing(_at: Situation) -> Iterator[Probe]:
        yield Probe("", make(CLIP))
        yield Probe("another", make(ClipId("clip-that-is-not-there")))

    return probing


def _bring(_at: Situation) -> Iterator[Probe]:
    yield Probe("a clip", BringClip(ClipId("clip-that-is-new"), "video/mp4", 1000))


def _elsewhere(_at: Situation) -> Iterator[Probe]:
    yield Probe("in the room", WatchElsewhere(where="room"))
    yield Probe("here", WatchElsewhere(where=None))


def _part(_at: Situation) -> Iterator[Probe]:
    yield Probe("yes", TakePart(takes_part=True))
    yield Probe("no", TakePart(takes_part=False))


def _plan(at: Situation) -> Iterator[Probe]:
    yield Probe("another", PlanMethod(method=_another(at)))
    yield Probe("no method", PlanMethod(method=MethodId("nergens")))


PROBES: Mapping[type[Request], Probing] = {
    WriteCard: _write,
    EditCard: _on_cards(
        lambda at, card, kind: EditCard(card=card, **said(at.method, kind, "Anders"))
    ),
    WriteJoint: _write_joint,
    RewriteCard: _on_cards(
        lambda at, card, kind: RewriteCard(card=card, **said(at.method, kind, "Anders"))
    ),
    RemoveCard: _on_cards(lambda _, card, _kind: RemoveCard(card=card)),
    MoveCard: _on_cards(_move),
    ShareCard: _on_cards(lambda _, card, _kind: ShareCard(card=card)),
    LinkCards: _on_cards(_link),
    RevealAll: _alone(RevealAll()),
    RevealAuthor: _on_people(
        lambda who: RevealAuthor(person=who), "inbrenger", "deelnemer", "waiting", "screen"
    ),
    RateCard: _rating,
    UnrateCard: _on_cards(_unrate),
    PlaceDots: _dots,
    PickCard: _picks,
    FocusCard: _focus,
    AnswerCard: _on_cards(lambda _, card, _kind: AnswerCard(card=card, text="Daarom")),
    RetractAnswer: _on_cards(lambda _, card, _kind: RetractAnswer(card=card)),
    MarkReady: _ready,
    GiveConsent: _consent,
    NextStep: _next,
    BackStep: _back,
    GoToStep: _go_to,
    UndoStep: _undo,
    StartTimer: _alone(StartTimer()),
    PauseTimer: _alone(PauseTimer()),
    ExtendTimer: _alone(ExtendTimer(seconds=60)),
    StopTimer: _alone(StopTimer()),
    PlanMethod: _plan,
    GiveInbrenger: _inbrenger,
    StartRound: _start,
    ChangeMethod: _change,
    RepeatBlock: _repeat,
    EndRound: _alone(EndRound()),
    EndBoard: _alone(EndBoard()),
    Agree: _alone(Agree()),
    AdmitPerson: _on_people(
        lambda who: AdmitPerson(person=who), "self", "deelnemer", "waiting", "removed"
    ),
    RenamePerson: _on_people(
        lambda who: RenamePerson(person=who, name="Andere naam"),
        "self", "deelnemer", "waiting", "removed", "screen",
    ),
    RemovePerson: _on_people(
        lambda who: RemovePerson(person=who),
        "self", "deelnemer", "gespreksleider", "waiting", "removed", "screen",
    ),
    RejoinPerson: _rejoin,
    Leave: _alone(Leave()),
    SeatOnPaper: _alone(SeatOnPaper(name="Nog iemand")),
    GiveLead: _on_people(
        lambda who: GiveLead(person=who),
        "self", "deelnemer", "on paper", "waiting", "removed", "screen",
    ),
    HandOverLead: _on_people(
        lambda who: HandOverLead(person=who),
        "self", "deelnemer", "on paper", "waiting", "removed", "screen",
    ),
    LayDownLead: _alone(LayDownLead()),
    TakePart: _part,
    LockDoor: _alone(LockDoor()),
    UnlockDoor: _alone(UnlockDoor()),
    RaiseHand: _alone(RaiseHand()),
    LowerHand: _on_people(
        lambda who: LowerHand(person=who), "self", "deelnemer", "waiting", "screen"
    ),
    GiveTurn: _turn,
    NextTurn: _next_turn,
    SplitByChance: _split,
    PlaceInGroup: _place,
    PlayClip: _on_clips(lambda clip: PlayClip(clip=clip)),
    PauseClip: _on_clips(lambda clip: PauseClip(clip=clip)),
    StopClip: _on_clips(lambda clip: StopClip(clip=clip)),
    RemoveClip: _on_clips(lambda clip: RemoveClip(clip=clip)),
    WatchElsewhere: _elsewhere,
}  # fmt: skip


def probes(at: Situation) -> Iterator[Probe]:
    """Return every row for one asker on one board."""
    for probing in (*PROBES.values(), _bring):
        yield from probing(at)
