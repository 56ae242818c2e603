"""A gathering, played as a script: who does what, and what each of them then has on screen.

    play = Play("tien-stappen").at_step(2).write(ANN, "vraag", "Wat raakt je hierin?")
    assert play.texts_seen_by(INBRENGER) == []

Only the pure core, with a clock of its own. Beside the board it keeps for every viewer what their
phone would hold, changed by updates alone and made as `live/connection.py` makes them; so a test
can ask whether a snapshot and updates tell one story. A step that is refused raises `Unexpected`,
unless the script says that it is.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Protocol, Self, TypeVar

from pydantic import TypeAdapter

from flapover.core.apply import apply
from flapover.core.board import Board, Card, Device, Round
from flapover.core.decide import decide
from flapover.core.events import Event
from flapover.core.ids import (
    BoardId,
    CardId,
    ClipId,
    KindId,
    MethodId,
    PersonId,
    RequestId,
    SheetId,
    StepId,
    ZoneId,
)
from flapover.core.method import Language, Method
from flapover.core.project import Presence, Scene
from flapover.core.rejected import Reason, Rejected
from flapover.core.requests import (
    SERVER,
    AdmitPerson,
    Agree,
    AnswerCard,
    BackStep,
    BringClip,
    ChangeMethod,
    Command,
    EditCard,
    Errand,
    FocusCard,
    GiveConsent,
    GiveInbrenger,
    GoToStep,
    Join,
    MarkReady,
    MoveCard,
    NextStep,
    OpenBoard,
    PlanMethod,
    RateCard,
    RemoveCard,
    RemovePerson,
    RepeatBlock,
    Request,
    RevealAll,
    RevealAuthor,
    RewriteCard,
    RingTimer,
    SeatOnPaper,
    StartRound,
    UndoStep,
    WriteCard,
)
from flapover.core.sight import Key, keys
from flapover.core.touch import touched
from flapover.core.views import CardView, LeadView, NowView, RoundView, View
from flapover.live.fragments import Fragments
from flapover.methods import Library, load_library
from flapover.places import methods_folder

LEADER = PersonId("leader")
INBRENGER = PersonId("inbrenger")
ANN = PersonId("ann")
BOB = PersonId("bob")
CEM = PersonId("cem")
PIA = PersonId("pia")
"""Has no phone: the gespreksleider writes for her."""

SCREEN = PersonId("screen")
"""The wall."""

WIM = PersonId("wim")
"""Waits in the lobby."""

REM = PersonId("rem")
"""Was sent away."""

LATE = PersonId("late")
"""Not there yet: `joins(LATE)`."""

STRANGER = PersonId("stranger")
"""Never comes."""

NAMES = {
    LEADER: "Lea",
    INBRENGER: "Ine",
    ANN: "Ann",
    BOB: "Bob",
    CEM: "Cem",
    PIA: "Pia",
    SCREEN: "Scherm",
    WIM: "Wim",
    REM: "Rem",
    LATE: "Lot",
}
BEGIN = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
PULSE = timedelta(seconds=1)
"""How far the clock goes on with every command."""

Frame = tuple[tuple[str, ...], tuple[Key, ...]]
"""What one command changed for one viewer: the views set, as JSON, and the keys gone."""

OneView = TypeVar("OneView", bound=View)
_views: TypeAdapter[View] = TypeAdapter(View)


class Onlooker(Protocol):
    """Somebody who is told of every command in every play while they look on."""

    def before(self, play: "Play", command: Command) -> None:
        """Look at a play to which a command is about to be put."""

    def after(self, play: "Play", command: Command, refused: Reason | None) -> None:
        """Look at what came of it."""


_onlookers: list[Onlooker] = []


@contextmanager
def looked_on(by: Onlooker) -> Iterator[None]:
    """Let somebody look on at every play meanwhile."""
    _onlookers.append(by)
    try:
        yield
    finally:
        _onlookers.remove(by)


class Unexpected(AssertionError):
    """The script says that something happens, and the rules say otherwise."""


@cache
def library() -> Library:
    """Return the methods that come with Flapover, read once."""
    return load_library(methods_folder())


class Play:
    """One gathering on a table of its own; every step of the script returns the play itself."""

    def __init__(
        self,
        method: str | Method = "tien-stappen",
        language: Language = "nl",
        *,
        cast: bool = True,
        watched: bool = True,
    ) -> None:
        """Open a board that plans `method`, and seat the whole cast unless told not to.

        One that is not watched tells no viewer anything: for scripts that only ask the rules.
        """
        found = method if isinstance(method, Method) else library().get(MethodId(method), language)
        if found is None:
            raise Unexpected(f"no method {method}")
        self.now = BEGIN
        self.events: list[Event] = []
        """All that happened."""
        self.latest: tuple[Event, ...] = ()
        """What the last command led to."""
        self.last_id = RequestId("")
        """The id of the last request; that of the card when it wrote one."""
        self.told: dict[PersonId, dict[Key, str]] = {}
        """What each viewer's phone holds."""
        self.frames: dict[PersonId, list[Frame]] = {}
        """What each viewer was sent after their snapshot; no frame when nothing changed."""
        self.presence: dict[PersonId, Presence] = {}
        self._watched = watched
        self._board: Board | None = None
        self._fragments = Fragments()
        self._count = 0
        opening = OpenBoard(BoardId("b1"), "Intervisie", language, "CODE1234", "secret", found)
        self._carry_out(self._command(SERVER, opening))
        if cast:
            self._seat_the_cast()

    def _seat_the_cast(self) -> None:
        self.joins(LEADER, leads=True).agrees(LEADER)
        for person in (INBRENGER, ANN, BOB, CEM, REM):
            self.joins(person).agrees(person)
        self.joins(SCREEN, device="screen").joins(WIM, waiting=True)
        self.seats_on_paper(PIA)
        self.do(LEADER, RemovePerson(person=REM))

    # What there is

    @property
    def opened(self) -> bool:
        """Whether there is a board yet."""
        return self._board is not None

    @property
    def board(self) -> Board:
        """The board as it is now."""
        if self._board is None:
            raise Unexpected("there is no board")
        return self._board

    @property
    def round(self) -> Round:
        """The round that is going on."""
        if self.board.running is None:
            raise Unexpected("no round is going on")
        return self.board.running

    @property
    def step(self) -> StepId:
        """The open step."""
        return self.round.step.id

    @property
    def scene(self) -> Scene:
        """The board and who is there."""
        return Scene(self.board, self.presence)

    def card(self, text: str) -> Card:
        """Return the one card with this text."""
        found = [card for card in self.board.cards.values() if card.text == text]
        if len(found) != 1:
            raise Unexpected(f"{len(found)} cards say {text!r}")
        return found[0]

    def card_id(self, text: str) -> CardId:
        """Return the id of the one card with this text."""
        return self.card(text).id

    # What each sees

    def views(self, who: PersonId) -> dict[Key, View]:
        """Return what a viewer's phone holds, as views."""
        return {key: _views.validate_json(text) for key, text in self.told.get(who, {}).items()}

    def view(self, who: PersonId, noun: type[OneView]) -> OneView:
        """Return the latest view of this sort that a viewer has."""
        found = [view for view in self.views(who).values() if isinstance(view, noun)]
        if not found:
            raise Unexpected(f"{who} has no {noun.__name__}")
        return found[-1]

    def round_seen_by(self, who: PersonId) -> RoundView:
        """Return where the latest round is, as a viewer sees it."""
        return self.view(who, RoundView)

    def now_seen_by(self, who: PersonId) -> NowView:
        """Return what the open step says to a viewer."""
        return self.view(who, NowView)

    def lead_seen_by(self, who: PersonId) -> LeadView:
        """Return what a gespreksleider sees of the next step."""
        return self.view(who, LeadView)

    def cards_seen_by(self, who: PersonId) -> list[CardView]:
        """Return the cards that a viewer has, flap by flap by rank, those still hidden last."""
        cards = [view for view in self.views(who).values() if isinstance(view, CardView)]
        return sorted(cards, key=_place)

    def card_seen_by(self, who: PersonId, text: str) -> CardView:
        """Return the one card with this text, as a viewer has it."""
        found = [card for card in self.cards_seen_by(who) if card.text == text]
        if len(found) != 1:
            raise Unexpected(f"{who} has {len(found)} cards that say {text!r}")
        return found[0]

    def texts_seen_by(self, who: PersonId) -> list[str]:
        """Return the texts of the cards that a viewer has, as they lie."""
        return [card.text for card in self.cards_seen_by(who)]

    def fresh_views(self, who: PersonId, made: Fragments | None = None) -> dict[Key, str]:
        """Return what a viewer would get in a snapshot now; `made` holds what is made already."""
        fragments = Fragments() if made is None else made
        found = ((key, fragments.of(self.scene, key, who)) for key in keys(self.board))
        return {key: view.decode() for key, view in found if view is not None}

    # What they do

    def ask(
        self,
        who: PersonId,
        request: Request,
        on_behalf_of: PersonId | None = None,
        name: RequestId | None = None,
    ) -> Reason | None:
        """Ask something, and return why it was refused; None when it was done."""
        return self._carry_out(self.command(who, request, on_behalf_of, name))

    def do(self, who: PersonId, request: Request, on_behalf_of: PersonId | None = None) -> Self:
        """Ask something that is done."""
        reason = self.ask(who, request, on_behalf_of)
        if reason is not None:
            raise Unexpected(f"{who} was refused {request.type}: {reason}")
        return self

    def refused(
        self,
        who: PersonId,
        request: Request,
        reason: Reason,
        on_behalf_of: PersonId | None = None,
    ) -> Self:
        """Ask something that is refused for this reason, and changes nothing."""
        before = self.board
        found = self.ask(who, request, on_behalf_of)
        if found != reason:
            raise Unexpected(f"{who} asked {request.type}: {found}, expected {reason}")
        if self.board is not before:
            raise Unexpected(f"{request.type} was refused and changed the board")
        return self

    def harmless(
        self, who: PersonId, request: Request, on_behalf_of: PersonId | None = None
    ) -> Self:
        """Ask something that is fine and changes nothing, as a retry."""
        self.do(who, request, on_behalf_of)
        if self.latest:
            raise Unexpected(f"{request.type} was not harmless: {self.latest}")
        return self

    def write(
        self,
        who: PersonId,
        kind: str,
        text: str,
        *,
        zone: str | None = None,
        step: str | None = None,
        on_behalf_of: PersonId | None = None,
    ) -> Self:
        """Write a card."""
        return self.do(who, writing(kind, text, zone=zone, step=step), on_behalf_of)

    def edit(self, who: PersonId, text: str, new: str) -> Self:
        """Replace the text of a card."""
        return self.do(who, EditCard(card=self.card_id(text), text=new))

    def rewrite(self, who: PersonId, text: str, new: str) -> Self:
        """Give a card a new wording beside the old one."""
        return self.do(who, RewriteCard(card=self.card_id(text), text=new))

    def remove(self, who: PersonId, text: str) -> Self:
        """Take a card away."""
        return self.do(who, RemoveCard(card=self.card_id(text)))

    def move(
        self,
        who: PersonId,
        text: str,
        sheet: str,
        zone: str | None = None,
        before: str | None = None,
    ) -> Self:
        """Put a card before another, or last."""
        return self.do(who, self.moving(text, sheet, zone, before))

    def moving(
        self, text: str, sheet: str, zone: str | None = None, before: str | None = None
    ) -> MoveCard:
        """Return the request to put a card elsewhere."""
        return MoveCard(
            card=self.card_id(text),
            sheet=SheetId(sheet),
            zone=None if zone is None else ZoneId(zone),
            before=None if before is None else self.card_id(before),
        )

    def rate(self, who: PersonId, text: str, value: str) -> Self:
        """Rate a card."""
        return self.do(who, RateCard(card=self.card_id(text), value=value))

    def answer(self, who: PersonId, text: str, said: str = "") -> Self:
        """Answer a question; nothing said is 'aloud'."""
        return self.do(who, AnswerCard(card=self.card_id(text), text=said))

    def focus(self, who: PersonId, text: str | None) -> Self:
        """Lay a card on the table, or clear it."""
        return self.do(who, FocusCard(card=None if text is None else self.card_id(text)))

    def ready(self, *people: PersonId) -> Self:
        """Let people say that they have finished the open step."""
        for who in people:
            self.do(who, MarkReady(step=self.step, ready=True))
        return self

    def consent(self, who: PersonId = INBRENGER) -> Self:
        """Say that it is enough."""
        return self.do(who, GiveConsent(step=self.step, given=True))

    def reveal_all(self, who: PersonId = LEADER) -> Self:
        """Show all hidden cards that the step lets be shown."""
        return self.do(who, RevealAll())

    def reveal(self, author: PersonId, who: PersonId = LEADER) -> Self:
        """Show one author's hidden cards."""
        return self.do(who, RevealAuthor(person=author))

    # How it goes on

    def start(self, inbrenger: PersonId | None = INBRENGER) -> Self:
        """Start the planned round."""
        if inbrenger != self.board.plan_inbrenger:
            self.do(LEADER, GiveInbrenger(person=inbrenger))
        return self.do(LEADER, StartRound())

    def plan(self, method: str) -> Self:
        """Choose the method of the next round."""
        return self.do(LEADER, PlanMethod(method=MethodId(method)))

    def plan_own(self, method: Method) -> Self:
        """Choose a method of one's own for the next round."""
        command = replace(self.command(LEADER, PlanMethod(method=method.id)), method=method)
        reason = self._carry_out(command)
        if reason is not None:
            raise Unexpected(f"{method.id} was not planned: {reason}")
        return self

    def at_step(self, step: int | str) -> Self:
        """Come to a step, by its number from 1 or its id, walking through those between.

        Starts the round when none is going on, and lets consent be given where it is needed.
        """
        if self.board.running is None:
            self.start()
        method = self.round.method
        target = step - 1 if isinstance(step, int) else method.index(StepId(step))
        if target is None:
            raise Unexpected(f"{method.id} has no step {step}")
        while self.round.moment.at < target:
            self.next(anyway=True)
        if self.round.moment.at > target:
            self.go_to(method.steps[target].id)
        return self

    def next(self, *, anyway: bool = False) -> Self:
        """Open the next step, with consent where that is needed."""
        needed = self.round.step.consent
        if needed is not None and self.step not in self.round.consents:
            people = (one.id for one in self.board.seated() if one.agreed)
            self.consent(next(one for one in people if needed.who in self.board.roles_of(one)))
        return self.do(LEADER, NextStep(step=self.step, anyway=anyway))

    def repeat(self, inbrenger: PersonId) -> Self:
        """Go through the repeated block again."""
        return self.do(LEADER, RepeatBlock(step=self.step, inbrenger=inbrenger))

    def back(self) -> Self:
        """Open the step before."""
        return self.do(LEADER, BackStep(step=self.step))

    def go_to(self, step: str) -> Self:
        """Jump to a step, whatever is still to be done."""
        return self.do(LEADER, GoToStep(step=self.step, to=StepId(step), anyway=True))

    def undo(self) -> Self:
        """Take the last step change back."""
        return self.do(LEADER, UndoStep(step=self.step))

    def wait(self, seconds: float) -> Self:
        """Let time pass; nobody but `ring` looks at the clock."""
        self.now += timedelta(seconds=seconds)
        return self

    def ring(self) -> Self:
        """Let the server's alarm go off for the clock that runs."""
        ends_at = self.round.moment.timer.ends_at
        if ends_at is None:
            raise Unexpected("the clock does not run")
        self.now = max(self.now, ends_at)
        return self.errand(RingTimer(ends_at))

    # Who comes and goes

    def joins(
        self,
        who: PersonId,
        name: str | None = None,
        *,
        device: Device = "phone",
        waiting: bool = False,
        leads: bool = False,
        takes_part: bool = False,
    ) -> Self:
        """Take a seat, or wait in the lobby."""
        called = NAMES.get(who, str(who)) if name is None else name
        return self.errand(Join(who, called, device, waiting, leads, takes_part))

    def agrees(self, *people: PersonId) -> Self:
        """Promise confidentiality."""
        for who in people:
            self.do(who, Agree())
        return self

    def admits(self, who: PersonId) -> Self:
        """Let somebody in from the lobby."""
        return self.do(LEADER, AdmitPerson(person=who))

    def seats_on_paper(self, who: PersonId) -> Self:
        """Seat somebody without a phone; `who` will be their id."""
        command = self.command(LEADER, SeatOnPaper(name=NAMES.get(who, str(who))), fresh=who)
        reason = self._carry_out(command)
        if reason is not None:
            raise Unexpected(f"no seat on paper: {reason}")
        return self

    def tries_to_bring(self, who: PersonId, clip: str) -> Reason | None:
        """Send a clip from a phone, and return why it was refused; None when it is there."""
        return self._carry_out(self._command(who, BringClip(ClipId(clip), "video/webm", 1000)))

    def brings(self, who: PersonId, clip: str) -> Self:
        """Send a clip from a phone."""
        reason = self.tries_to_bring(who, clip)
        if reason is not None:
            raise Unexpected(f"{who} was refused a clip: {reason}")
        return self

    def errand(self, errand: Errand) -> Self:
        """Let the server do an errand of its own."""
        reason = self.try_errand(errand)
        if reason is not None:
            raise Unexpected(f"the server was refused {type(errand).__name__}: {reason}")
        return self

    def try_errand(self, errand: Errand) -> Reason | None:
        """Let the server try an errand, and return why it was refused."""
        return self._carry_out(self._command(SERVER, errand))

    # How it works

    def command(
        self,
        who: PersonId,
        request: Request,
        on_behalf_of: PersonId | None = None,
        name: RequestId | None = None,
        fresh: str | None = None,
    ) -> Command:
        """Stamp a request as the server does, and let the clock go on."""
        return self._command(who, request, on_behalf_of, name, fresh)

    def _command(
        self,
        who: PersonId,
        request: Request | Errand,
        on_behalf_of: PersonId | None = None,
        name: RequestId | None = None,
        fresh: str | None = None,
    ) -> Command:
        self._count += 1
        self.now += PULSE
        method = None
        if isinstance(request, PlanMethod | ChangeMethod):
            method = library().get(request.method, self.board.language)
        return Command(
            id=name or RequestId(f"request-{self._count:08}"),
            request=request,
            by=on_behalf_of or who,
            typed_by=who,
            at=self.now,
            fresh=fresh or f"fresh-{self._count:08}",
            method=method,
        )

    def carry_out(self, command: Command) -> Reason | None:
        """Carry out a command that was stamped before, as a late or repeated one."""
        return self._carry_out(command)

    def _carry_out(self, command: Command) -> Reason | None:
        for one in _onlookers:
            one.before(self, command)
        refused = self._carry_out_unseen(command)
        for one in _onlookers:
            one.after(self, command, refused)
        return refused

    def _carry_out_unseen(self, command: Command) -> Reason | None:
        outcome = decide(self._board, command)
        self.last_id = command.id
        if isinstance(outcome, Rejected):
            self.latest = ()
            return outcome.reason
        self.latest = tuple(outcome)
        for event in outcome:
            self.happens(event)
        return None

    def happens(self, event: Event) -> Self:
        """Let an event happen as it stands, judged by nobody, and tell every viewer."""
        before = self._board
        after = apply(before, event)
        self._board = after
        self.events.append(event)
        if not self._watched:
            return self
        changed = tuple(dict.fromkeys(touched(before, event, after)))
        self._fragments.forget(changed)
        for viewer in self.told:
            self._update(viewer, changed)
        for viewer in after.people:
            if viewer not in self.told:
                self._connect(viewer)
        return self

    def _connect(self, viewer: PersonId) -> None:
        """Give somebody who has just come a snapshot; from here on they live by updates."""
        found = {key: self._see(key, viewer) for key in keys(self.board)}
        self.told[viewer] = {key: text for key, text in found.items() if text is not None}
        self.frames[viewer] = []

    def _update(self, viewer: PersonId, changed: Iterable[Key]) -> None:
        told = self.told[viewer]
        placed: list[str] = []
        gone: list[Key] = []
        for key in changed:
            text = self._see(key, viewer)
            if text == told.get(key):
                continue
            if text is None:
                del told[key]
                gone.append(key)
            else:
                told[key] = text
                placed.append(text)
        if placed or gone:
            self.frames[viewer].append((tuple(placed), tuple(gone)))

    def _see(self, key: Key, viewer: PersonId) -> str | None:
        view = self._fragments.of(self.scene, key, viewer)
        return None if view is None else view.decode()


def _place(card: CardView) -> tuple[str, str, bool, float]:
    return (card.round, card.sheet, not card.shown, card.rank)


def writing(kind: str, text: str, *, zone: str | None = None, step: str | None = None) -> Request:
    """Return the request to write a card."""
    return WriteCard(
        kind=KindId(kind),
        text=text,
        zone=None if zone is None else ZoneId(zone),
        step=None if step is None else StepId(step),
    )


def key_of(view: str) -> Key:
    """Return the key of an encoded view, as a phone makes it: `type:id`, or just `type`."""
    said: dict[str, Any] = json.loads(view)
    alone = said["type"] in ("board", "me", "door", "now", "lead", "timer", "clip")
    return Key(said["type"] if alone else f"{said['type']}:{said['id']}")
