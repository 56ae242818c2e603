"""What the rules answer to everybody, in every state of a board: the table itself (P20).

One block says who asks; in it stands first what holds always, then what holds in every step, then
what is left for one state, or for several where that is the same. All requests with one outcome
stand together: `ok` it is done, `nothing` it is so already and nothing happens, else the reason of
the refusal. Behind a request stand the cases meant, where not all cases that are left end alike.
Cards are `own` or of an `other`, `shown` or still `hidden`, or of an `earlier` round; kinds of
card follow where they make a difference, and `rest` is every kind not named elsewhere.
"""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flapover.core.board import Board
from flapover.core.decide import decide
from flapover.core.decide.undoing import UNDO_SECONDS
from flapover.core.events import CardWritten, ClipBrought, ClipMoved
from flapover.core.ids import CardId, KindId, PersonId, RequestId
from flapover.core.method import Method
from flapover.core.rejected import Rejected
from flapover.core.requests import (
    BringClip,
    ChangeMethod,
    Command,
    EndBoard,
    EndRound,
    GiveInbrenger,
    GiveLead,
    PlanMethod,
    RepeatBlock,
    TakePart,
)
from flapover.core.steps import block_of
from tests.core.decision_table.probes import CLIP, Probe, Situation, probes
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

SECOND = PersonId("second")
"""A second gespreksleider, without whom the first could not go."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who asks, on whose device."""

    name: str
    by: PersonId
    typed_by: PersonId | None = None


SEATS = (
    Seat("gespreksleider", LEADER),
    Seat("gespreksleider who takes part", SECOND),
    Seat("inbrenger", INBRENGER),
    Seat("deelnemer", ANN),
    Seat("on paper, by a gespreksleider", PIA, LEADER),
    Seat("on paper, by a deelnemer", PIA, ANN),
    Seat("a deelnemer with a phone, by a gespreksleider", ANN, LEADER),
    Seat("not agreed", LATE),
    Seat("waiting", WIM),
    Seat("removed", REM),
    Seat("screen", SCREEN),
    Seat("stranger", STRANGER),
)
Row = tuple[str, str]
"""A request and the case of it that is meant, such as `edit_card` and `own hidden`."""

Answers = dict[Row, dict[KindId | None, str]]
"""The outcome of every row by kind of card, or by None where no card is meant."""


@dataclass(frozen=True, slots=True)
class State:
    """A board, and what time it is."""

    board: Board
    now: datetime


def table(method: Method) -> str:
    """Return the whole table of a method as text."""
    return "".join(_lines(method))


def _lines(method: Method) -> Iterator[str]:
    assert __doc__ is not None
    yield f"# {method.id}: who may do what, when.\n"
    yield from (f"# {line}".rstrip() + "\n" for line in __doc__.strip().splitlines())
    yield "# Written by `python -m tests.core.decision_table`; read by a person first.\n"
    for seat, answers in all_answers(method):
        yield f"\n\n== {seat.name}\n"
        yield from _block(answers, [step.id for step in method.steps])


_answered: dict[tuple[str, str], tuple[tuple[Seat, dict[str, Answers]], ...]] = {}


def all_answers(method: Method) -> tuple[tuple[Seat, dict[str, Answers]], ...]:
    """Return by seat what the rules answer in every state; asked once for every built-in method."""
    name = (method.id, method.language)
    if name not in _answered:
        states = dict(states_of(method))
        _answered[name] = tuple(
            (seat, {at: answers_of(state, method, seat) for at, state in states.items()})
            for seat in SEATS
        )
    return _answered[name]


def _block(answers: dict[str, Answers], steps: Sequence[str]) -> Iterator[str]:
    rows = list(next(iter(answers.values())))
    always = [row for row in rows if _agree(answers.values(), row)]
    in_steps = [
        row for row in rows if row not in always and _agree([answers[at] for at in steps], row)
    ]
    if always:
        yield f"\n-- always\n{_told(next(iter(answers.values())), always)}"
    if in_steps:
        yield f"\n-- in every step\n{_told(answers[steps[0]], in_steps)}"
    same: dict[str, list[str]] = {}
    for name, found in answers.items():
        said = {*always, *in_steps} if name in steps else {*always}
        left = [row for row in rows if row not in said]
        same.setdefault(_told(found, left), []).append(name)
    for told, names in same.items():
        if told:
            yield f"\n-- {', '.join(names)}\n{told}"


def _agree(answers: Iterable[Answers], row: Row) -> bool:
    first, *others = (found[row] for found in answers)
    return all(other == first for other in others)


def states_of(method: Method) -> Iterator[tuple[str, State]]:
    """Return a board in every state; before the open round there was another one."""
    lobby = _cast(method)
    yield "lobby", State(lobby.board, lobby.now)
    for at, step in enumerate(method.steps, start=1):
        play = _in_step(method, at)
        yield step.id, State(play.board, play.now)
    if method.repeat is not None:
        again = _in_next_lap(method)
        yield "next lap", State(again.board, again.now)
    if method.fallback:
        taken_over = _taken_over_by(method)
        yield "in place of another method", State(taken_over.board, taken_over.now)
    play = _in_step(method, 1).do(LEADER, EndRound())
    yield "between", State(play.board, play.now)
    play.do(LEADER, EndBoard())
    yield "ended", State(play.board, play.now)


def _cast(method: Method) -> Play:
    play = Play(method, watched=False).joins(SECOND, "Sam").agrees(SECOND).joins(LATE)
    play.do(LEADER, GiveLead(person=SECOND)).do(SECOND, TakePart(takes_part=True))
    return play.do(LEADER, GiveInbrenger(person=INBRENGER))


def _in_step(method: Method, step: int) -> Play:
    play = _cast(method).start()
    _lay_cards(play, "earlier")
    play.do(LEADER, EndRound()).at_step(step)
    _lay_cards(play, "shown")
    _lay_cards(play, "hidden")
    return play.happens(_clip()).happens(ClipMoved(at_ms=0, since=play.now))


def _in_next_lap(method: Method) -> Play:
    """Return a play in which the block has just begun anew, by mistake or not."""
    play = _in_step(method, block_of(method).stop)
    return play.do(LEADER, RepeatBlock(step=play.step, inbrenger=BOB, anyway=True))


def _taken_over_by(method: Method) -> Play:
    """Return a play in which this method has just taken the place of another."""
    play = _cast(Play("post-it").board.plan).start()
    play.do(LEADER, ChangeMethod(method=method.id))
    _lay_cards(play, "shown")
    _lay_cards(play, "hidden")
    return play


def _clip() -> ClipBrought:
    """Return a clip of the inbrenger's, whether or not the script comes to that."""
    return ClipBrought(clip=CLIP, media="video/webm", size=1000, by=INBRENGER)


def _lay_cards(play: Play, how: str) -> None:
    """Lay a card of every kind by everybody, whether or not the script comes to that."""
    for writer in (LEADER, SECOND, INBRENGER, ANN, PIA, LATE, WIM, REM, SCREEN, STRANGER, BOB):
        for rank, kind in enumerate(play.round.method.kinds, start=1):
            play.happens(_card(play.round.method, writer, kind, how, rank))


def _card(method: Method, writer: PersonId, kind: KindId, how: str, rank: int) -> CardWritten:
    rules = (rule for step in method.steps for rule in step.write if rule.kind == kind)
    rule = next(rules, None)
    return CardWritten(
        card=_name(writer, kind, how),
        kind=kind,
        sheet=method.sheets[0].id,
        zone=None,
        rank=float(rank),
        by=writer,
        typed_by=LEADER if writer == PIA else writer,
        text=how,
        shown=how != "hidden",
        anonymous=rule is not None and rule.anonymous,
        private=rule is not None and rule.private,
    )


def _name(writer: PersonId, kind: KindId, how: str) -> CardId:
    return CardId(f"{writer}-{kind}-{how}")


def answers_of(state: State, method: Method, seat: Seat) -> Answers:
    """Return what the rules answer to one seat in one state."""
    found: Answers = {}
    for probe in probes(_situation(state.board, method, seat)):
        row = found.setdefault((_named(probe), probe.name), {})
        row[probe.kind] = _outcome(state, seat, probe)
    return found


def _named(probe: Probe) -> str:
    return "bring" if isinstance(probe.request, BringClip) else probe.request.type


def _situation(board: Board, method: Method, seat: Seat) -> Situation:
    people = {
        "self": seat.by,
        "gespreksleider": SECOND if seat.by == LEADER else LEADER,
        "inbrenger": INBRENGER,
        "deelnemer": BOB if seat.by != BOB else CEM,
        "on paper": PIA,
        "waiting": WIM,
        "removed": REM,
        "screen": SCREEN,
    }
    cards = {
        f"{whose} {how}": {kind: _name(writer, kind, how) for kind in method.kinds}
        for how in ("shown", "hidden", "earlier")
        for whose, writer in (("own", seat.by), ("other", BOB))
    }
    return Situation(board, method, seat.by, people, cards)


def _outcome(state: State, seat: Seat, probe: Probe) -> str:
    request = probe.request
    method = None
    if isinstance(request, PlanMethod | ChangeMethod):
        method = library().get(request.method, "nl")
    command = Command(
        id=RequestId("request-of-the-table"),
        request=request,
        by=seat.by,
        typed_by=seat.typed_by or seat.by,
        at=state.now + timedelta(seconds=UNDO_SECONDS + 1 if probe.late else 1),
        fresh="fresh",
        method=method,
    )
    outcome = decide(_without_own(state.board, seat) if probe.bare else state.board, command)
    if isinstance(outcome, Rejected):
        return outcome.reason
    return "ok" if outcome else "nothing"


def _without_own(board: Board, seat: Seat) -> Board:
    others = {name: card for name, card in board.cards.items() if card.by != seat.by}
    return replace(board, cards=others)


def _told(found: Answers, rows: Sequence[Row]) -> str:
    """Return the outcomes of these rows, one paragraph each."""
    by_outcome: dict[str, list[str]] = {}
    for request in dict.fromkeys(request for request, _ in rows):
        cases = {case: found[request, case] for name, case in rows if name == request}
        for outcome, said in _told_of_one(cases).items():
            by_outcome.setdefault(outcome, []).append(f"{request}{said}")
    order = sorted(by_outcome, key=lambda outcome: (outcome != "ok", outcome != "nothing", outcome))
    return "".join(_paragraph(outcome, by_outcome[outcome]) for outcome in order)


def _told_of_one(cases: Mapping[str, Mapping[KindId | None, str]]) -> dict[str, str]:
    """Return, by outcome, which cases of a request have it; nothing where all have the same."""
    outcomes = list(dict.fromkeys(one for kinds in cases.values() for one in kinds.values()))
    if len(outcomes) == 1:
        return {outcomes[0]: ""}
    said: dict[str, list[str]] = {outcome: [] for outcome in outcomes}
    for case, kinds in cases.items():
        for outcome in dict.fromkeys(kinds.values()):
            named = [kind for kind, one in kinds.items() if one == outcome and kind is not None]
            said[outcome].append(f"{case or 'plain'}{_which(named, len(kinds))}")
    return {outcome: f" ({', '.join(names)})" for outcome, names in said.items()}


def _which(named: Sequence[KindId], of: int) -> str:
    """Return the kinds meant; nothing for all of them, and `rest` for most."""
    if not named or len(named) == of:
        return ""
    return " rest" if len(named) > of / 2 else f" {'+'.join(named)}"


def _paragraph(outcome: str, names: Sequence[str]) -> str:
    text = f"{outcome:<16}{'; '.join(names)}"
    return textwrap.fill(text, 100, subsequent_indent=" " * 16, break_on_hyphens=False) + "\n"
