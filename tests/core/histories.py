"""Random histories: what people may do at a table, wise or not, in any order.

A move is four small numbers, so that hypothesis can make it smaller; what it means depends on the
board it is made on, so that most moves touch something that is there.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from flapover.core.board import Board
from flapover.core.decide import decide
from flapover.core.groups import split_in_force
from flapover.core.ids import (
    CardId,
    ClipId,
    CriterionId,
    GroupId,
    KindId,
    MethodId,
    PersonId,
    RequestId,
    SheetId,
    StepId,
    ZoneId,
)
from flapover.core.method import Kind, Method
from flapover.core.rejected import Rejected
from flapover.core.requests import (
    AdmitPerson,
    Agree,
    AnswerCard,
    BackStep,
    ChangeMethod,
    Command,
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
from flapover.core.sight import open_writing
from flapover.core.splices import Splice
from flapover.core.text import NAME_GRAPHEMES
from tests.core.made import EIGEN, FILM, GANG, GROEPEN, SAMEN
from tests.core.weighed import WEIGHED
from tests.play import (
    ANN,
    BOB,
    CEM,
    INBRENGER,
    LATE,
    LEADER,
    PIA,
    REM,
    SCREEN,
    STRANGER,
    WIM,
    Play,
    library,
)

PEOPLE = (LEADER, INBRENGER, ANN, BOB, CEM, PIA, WIM, LATE, SCREEN, REM, STRANGER)
ASKERS: tuple[tuple[PersonId, PersonId | None], ...] = (
    *((LEADER, None),) * 6,
    *((INBRENGER, None),) * 4,
    *((who, None) for who in (ANN, ANN, ANN, BOB, BOB, CEM, WIM, LATE, SCREEN, REM, STRANGER)),
    *((LEADER, PIA),) * 2,
    (ANN, PIA),
    (LEADER, ANN),
)
"""Who asks, and for whom when not for themselves."""

DAY = "2026-12-01"
"""What stands in every part that is a day; the one text that many cards share."""

TRIES = 60
"""How far a wise move looks around; one for every number that a move can hold."""


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody does something: which asker, which deed, and two numbers that choose the rest."""

    asker: int
    deed: int
    this: int
    that: int


@dataclass(frozen=True, slots=True)
class Table:
    """What a deed chooses from: a board, the numbers of the move, and a text nobody else wrote."""

    board: Board
    move: Move
    text: str

    @property
    def method(self) -> Method:
        """The method of the running round, or the next."""
        running = self.board.running
        return self.board.plan if running is None else running.method

    @property
    def here(self) -> StepId:
        """The open step, or the first."""
        running = self.board.running
        return self.method.steps[0].id if running is None else running.step.id

    @property
    def there(self) -> StepId:
        """Any step."""
        return self.method.steps[self.move.this % len(self.method.steps)].id

    @property
    def other(self) -> MethodId:
        """Any method, also one that is not there."""
        return MethodId(("post-it", "tien-stappen", "geen")[self.move.this % 3])

    @property
    def person(self) -> PersonId:
        """Any person, also one who never came."""
        return PEOPLE[self.move.this % len(PEOPLE)]

    @property
    def someone(self) -> PersonId | None:
        """Any person or nobody."""
        return None if self.move.that % 5 == 0 else self.person

    @property
    def kind(self) -> KindId:
        """A kind, mostly one that the step opens to somebody."""
        running = self.board.running
        opened = [] if running is None else [rule.kind for rule in running.step.write] * 3
        kinds = [*opened, *self.method.kinds]
        return kinds[self.move.this % len(kinds)]

    def card(self, number: int | None = None) -> CardId:
        """Return any card, also one that is not there."""
        names = [*self.board.cards, CardId("no-such-card")]
        return names[(self.move.this if number is None else number) % len(names)]

    @property
    def value(self) -> str:
        """A value of any scale of the method, or of none."""
        scales = self.method.scales.values()
        values = [*(value.id for scale in scales for value in scale.values), "geen"]
        return values[self.move.that % len(values)]

    @property
    def speaker(self) -> PersonId | None:
        """Who has the floor."""
        running = self.board.running
        return None if running is None else running.moment.speaker

    @property
    def part(self) -> GroupId | None:
        """A subgroup, mostly one that is there or may be made, or none."""
        running = self.board.running
        split = None if running is None else split_in_force(running)
        named = [] if split is None else [one.id for one in split.groups]
        parts = [*named, GroupId("1"), GroupId("2"), GroupId("3"), None]
        return parts[self.move.that % len(parts)]

    @property
    def criterion(self) -> CriterionId | None:
        """A criterion of the open step; None where it has none."""
        running = self.board.running
        rule = None if running is None else running.step.rate
        if rule is None or not rule.criteria:
            return None
        return rule.criteria[self.move.this % len(rule.criteria)].id

    @property
    def clip(self) -> ClipId:
        """The clip that is there, or none that ever was."""
        running = self.board.running
        there = None if running is None else running.clip
        return ClipId("no-such-clip") if there is None or self.move.that % 9 == 8 else there.id

    def write(self) -> Request:
        """Write a card somewhere."""
        step = None if self.move.that % 3 else self.there
        parts = self.parts(self.kind)
        text = "" if parts else self.text
        return WriteCard(
            kind=self.kind, text=text, step=step, parts=parts, sources=self.sources(self.kind)
        )

    def edit(self) -> Request:
        """Put other words on a card, part by part where it has parts."""
        card = self.board.cards.get(self.card())
        parts = {} if card is None else self.parts(card.kind)
        return EditCard(card=self.card(), text="" if parts else self.text, parts=parts)

    def rewrite(self) -> Request:
        """Word a card anew, likewise."""
        card = self.board.cards.get(self.card())
        parts = {} if card is None else self.parts(card.kind)
        return RewriteCard(card=self.card(), text="" if parts else self.text, parts=parts)

    def parts(self, kind: KindId) -> dict[str, str]:
        """Return something for each part of a kind; nothing for what has none."""
        known = self.method.kinds.get(kind)
        return {} if known is None else in_parts(known, self.text)

    def sources(self, kind: KindId) -> tuple[CardId, ...]:
        """Return cards that a new one may come from, where the step asks for that."""
        running = self.board.running
        rules = () if running is None else running.step.write
        open_to = {one for rule in rules if rule.kind == kind for one in rule.from_}
        found = [card.id for card in self.board.cards.values() if card.kind in open_to]
        return tuple(found[self.move.that % (len(found) + 1) :][:3])

    def tie(self) -> Request:
        """Tie two cards to each other, or untie them."""
        linked = self.move.that % 4 > 0
        return LinkCards(card=self.card(), other=self.card(self.move.that), linked=linked)

    def together(self) -> Request:
        """Put a word in the card that several write, or take a piece away; mostly a bit behind."""
        written = (one for one in self.board.cards.values() if one.joint is not None)
        card = next((one for one in written if one.kind == self.kind), None)
        revision = 0 if card is None or card.joint is None else card.joint.revision
        at = self.move.this % (1 if card is None else len(card.text) + 1)
        splice = Splice(at=at, remove=self.move.that % 4, insert=self.text)
        base = max(0, revision - self.move.that % 3)
        return WriteJoint(kind=self.kind, base=base, splices=(splice,))

    def moving(self) -> Request:
        """Put a card somewhere."""
        sheets = self.method.sheets
        sheet = sheets[self.move.that % len(sheets)]
        card = self.board.cards.get(self.card())
        if card is not None and self.move.that % 2:
            sheet = self.method.sheet(card.sheet) or sheet
        zone = sheet.zones[self.move.this % len(sheet.zones)].id if sheet.zones else None
        before = None if self.move.that % 3 == 0 else self.card(self.move.that)
        return MoveCard(card=self.card(), sheet=sheet.id, zone=zone, before=before)


Deed = Callable[[Table], Request]
DEEDS: tuple[Deed, ...] = (
    *(Table.write,) * 12,
    *(Table.together,) * 4,
    *(lambda at: NextStep(step=at.here, anyway=at.move.this % 2 > 0),) * 5,
    *(lambda at: NextStep(step=at.here, variant=at.there),) * 2,
    *(lambda at: RepeatBlock(step=at.here, inbrenger=at.person, anyway=at.move.that % 2 > 0),) * 3,
    lambda at: ChangeMethod(method=at.other) if at.move.that % 3 == 1 else RaiseHand(),
    *(Table.edit,) * 3,
    *(lambda at: GiveConsent(step=at.here, given=at.move.this % 4 > 0),) * 2,
    *(lambda at: MarkReady(step=at.here, ready=at.move.this % 3 > 0),) * 2,
    *(lambda at: UndoStep(step=at.here),) * 3,
    *(lambda at: RateCard(card=at.card(), value=at.value, criterion=at.criterion),) * 3,
    *(lambda at: PlaceDots(card=at.card(), count=at.move.that % 3),) * 3,
    *(lambda at: PickCard(card=at.card(), picked=at.move.that % 3 > 0),) * 2,
    *(lambda at: AnswerCard(card=at.card(), text=at.text if at.move.that % 3 else ""),) * 2,
    *(Table.moving,) * 4,
    *(lambda _: RevealAll(),) * 2,
    *(lambda at: RevealAuthor(person=at.person),) * 2,
    *(lambda _: Agree(),) * 2,
    *(lambda at: FocusCard(card=at.card() if at.move.that % 4 else None),) * 2,
    *(Table.rewrite,) * 2,
    *(lambda at: ShareCard(card=at.card()),) * 3,
    *(Table.tie,) * 3,
    lambda at: RemoveCard(card=at.card()),
    *(lambda at: UnrateCard(card=at.card(), criterion=at.criterion),) * 2,
    *(lambda at: RetractAnswer(card=at.card()),) * 2,
    lambda at: BackStep(step=at.here),
    lambda at: GoToStep(step=at.here, to=at.there, anyway=at.move.this % 2 > 0),
    lambda at: NextStep(step=at.there),
    lambda _: StartTimer(),
    lambda _: PauseTimer(),
    lambda at: ExtendTimer(seconds=10 + at.move.this),
    lambda _: StopTimer(),
    lambda at: PlanMethod(method=at.other),
    *(lambda at: GiveInbrenger(person=at.someone),) * 2,
    *(lambda _: StartRound(),) * 3,
    *(lambda at: StartRound(bring=at.card()),) * 2,
    lambda at: EndRound() if at.move.that % 3 == 1 else StartRound(),
    lambda at: EndBoard() if at.move.that % 9 == 1 else RaiseHand(),
    lambda at: AdmitPerson(person=at.person),
    lambda at: RenamePerson(person=at.person, name=at.text),
    lambda at: RemovePerson(person=at.person) if at.move.that % 2 else UnlockDoor(),
    lambda at: RejoinPerson(person=at.person, was=PEOPLE[at.move.that % len(PEOPLE)]),
    lambda at: Leave() if at.move.that % 5 == 1 else RaiseHand(),
    lambda at: SeatOnPaper(name=at.text),
    lambda at: GiveLead(person=at.person),
    lambda at: HandOverLead(person=at.person),
    lambda _: LayDownLead(),
    lambda at: TakePart(takes_part=at.move.this % 2 > 0),
    lambda _: LockDoor(),
    lambda _: UnlockDoor(),
    lambda at: LowerHand(person=at.person),
    lambda at: GiveTurn(person=at.someone),
    lambda at: NextTurn(step=at.here, after=at.speaker if at.move.that % 5 else at.someone),
    lambda at: SplitByChance(step=at.here),
    *(lambda at: PlayClip(clip=at.clip, at_ms=100 * at.move.this),) * 2,
    lambda at: PauseClip(clip=at.clip),
    lambda at: StopClip(clip=at.clip),
    lambda at: RemoveClip(clip=at.clip) if at.move.that % 3 == 1 else PauseClip(clip=at.clip),
    lambda at: WatchElsewhere(where=("room", "screen", None, None)[at.move.that % 4]),
    *(lambda at: PlaceInGroup(person=at.person, group=at.part),) * 2,
)

small = st.integers(min_value=0, max_value=59)
moves = st.lists(
    st.builds(
        Move,
        asker=st.integers(0, len(ASKERS) - 1),
        deed=st.integers(0, len(DEEDS) - 1),
        this=small,
        that=small,
    ),
    min_size=5,
    max_size=45,
)
methods = st.sampled_from([*library().ids, SAMEN, GANG, GROEPEN, EIGEN, FILM, WEIGHED])
first_steps = st.integers(min_value=0, max_value=10)
"""Where a history begins: 0 is the lobby, more than there are is the last step."""


def begin(play: Play, first_step: int) -> Play:
    """Bring a play to where its history begins, with cards and somebody who has not promised."""
    play.joins(LATE)
    if first_step:
        for step in range(1, min(first_step, len(play.board.plan.steps)) + 1):
            play.at_step(step)
            _write_as_asked(play)
    return play


def _write_as_asked(play: Play) -> None:
    """Let two people write one card of each kind that the open step asks of them."""
    if play.round.step.clip is not None:
        # Whoever may not bring one is refused, and that is as well.
        play.tries_to_bring(INBRENGER, f"canary-clip-{play.step}")
    for rule, who in itertools.product(play.round.step.write, (INBRENGER, ANN, BOB)):
        if open_writing(play.board, who, rule.kind) == rule:
            text = f"begin-{play.step}-{rule.kind}-{who}"
            if rule.joint:
                splice = Splice(at=0, insert=text)
                play.do(who, WriteJoint(kind=rule.kind, base=0, splices=(splice,)))
            else:
                parts = in_parts(play.round.method.kinds[rule.kind], text)
                zone = rule.zone or _first_zone(play.round.method, rule.sheet)
                words = "" if parts else text
                ask = WriteCard(kind=rule.kind, text=words, parts=parts, zone=zone)
                # What may be there once in a round may have been written in an earlier step.
                assert play.ask(who, ask) in (None, "too_many")


def _first_zone(method: Method, sheet: SheetId) -> ZoneId | None:
    flap = method.sheet(sheet)
    return flap.zones[0].id if flap is not None and flap.zones else None


def in_parts(kind: Kind, text: str) -> dict[str, str]:
    """Return a text for each part of a kind, all different; a day or a name where one is asked."""
    short = {"date": DAY, "person": text[-NAME_GRAPHEMES:]}
    return {part.id: short.get(part.type, f"{text}-{part.id}") for part in kind.parts}


Asked = tuple[PersonId, PersonId | None, Request]
"""Who asks, for whom, what."""


def asked(play: Play, number: int, move: Move) -> Asked:
    """Return what the move means on this play now.

    Most moves are wise: they look for somebody and something near for which the deed is done.
    Left to chance alone nearly everything is refused, and no history gets anywhere.
    """
    meant = _meant(play, number, move)
    if move.that % 4 == 0:
        return meant
    for turn in range(TRIES):
        near = replace(move, asker=move.asker + turn, this=move.this + 7 * turn)
        found = _meant(play, number, near)
        if _is_done(play, found):
            return found
    return meant


def _meant(play: Play, number: int, move: Move) -> Asked:
    who, on_behalf_of = ASKERS[move.asker % len(ASKERS)]
    request = DEEDS[move.deed](Table(play.board, move, f"kanarie{number:04}"))
    return who, on_behalf_of, request


def _is_done(play: Play, asked_: Asked) -> bool:
    who, on_behalf_of, request = asked_
    method = None
    if isinstance(request, PlanMethod | ChangeMethod):
        method = library().get(request.method, "nl")
    command = Command(
        id=RequestId("request-to-find-out"),
        request=request,
        by=on_behalf_of or who,
        typed_by=who,
        at=play.now,
        fresh="fresh-to-find-out",
        method=method,
    )
    outcome = decide(play.board, command)
    return not isinstance(outcome, Rejected) and bool(outcome)
