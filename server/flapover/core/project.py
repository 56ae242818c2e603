"""The door out: the only code that turns board content into something that leaves the process.

Views are built by allow-list from what `sight` grants; a field added to the board stays secret
until a line here shows it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from flapover.core.board import Board, Card, Moment, Person, Rated, Round
from flapover.core.groups import group_of, queue
from flapover.core.ids import CardId, GroupId, PersonId, RoundId, StepId
from flapover.core.method import Allow, Criterion, Method, Rewrite, Role, Step
from flapover.core.sight import (
    ROLES,
    Away,
    CardSight,
    Key,
    Lobby,
    Own,
    Sight,
    Table,
    is_away,
    keys,
    sight,
    writing_open_to,
)
from flapover.core.steps import (
    block_of,
    course,
    expected_ready,
    held_back,
    milliseconds,
    needs_consent,
    next_index,
    skip_index,
    takes_card,
    timer_of,
    unveiled_by,
    variants_next,
)
from flapover.core.views import (
    AnswerView,
    BoardView,
    CardView,
    ComingView,
    DoorView,
    GroupView,
    LeadView,
    MethodCard,
    MethodPreview,
    MethodView,
    MeView,
    NowView,
    OnPaper,
    PersonView,
    PresenceView,
    RatingView,
    RoundView,
    StepPreview,
    StepView,
    TimerView,
    Unveiled,
    View,
)
from flapover.core.waiting import rated_kinds_shown_by


@dataclass(frozen=True, slots=True)
class Presence:
    """What is known of a person's devices; never stored."""

    here: bool = False
    writing: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A board, and who is there at this moment."""

    board: Board
    presence: Mapping[PersonId, Presence] = field(default_factory=dict)


def snapshot(scene: Scene, viewer: PersonId) -> list[View]:
    """Return all that `viewer` may see; empty for a stranger."""
    found = (project(scene, key, viewer) for key in keys(scene.board))
    return [view for view in found if view is not None]


def project(scene: Scene, key: Key, viewer: PersonId) -> View | None:
    """Return what `viewer` may see of one entity; None when not even that it exists."""
    granted = sight(scene.board, key, viewer)
    return None if granted is None else view_of(scene, key, granted)


def view_of(  # noqa: C901 -- one line per noun of the wire
    scene: Scene, key: Key, granted: Sight
) -> View | None:
    """Return the view of an entity for everybody with this sight; None when nothing is to be seen.

    Takes no viewer, on purpose: whoever has an equal sight may be sent the same bytes.
    """
    board = scene.board
    noun, _, name = key.partition(":")
    match noun, granted:
        case "card", CardSight():
            return _card(board, board.cards[CardId(name)], granted)
        case "person", Table():
            return _person(board, board.people[PersonId(name)])
        case "person", Away(viewer):
            return _person_unseen(board, board.people[PersonId(name)], viewer)
        case "presence", Table():
            there = scene.presence.get(PersonId(name), Presence())
            return PresenceView(id=PersonId(name), here=there.here, writing=there.writing)
        case "me", Own(person):
            return _me(board, person)
        case "board", Lobby() | Table():
            return _board(board, granted)
        case "door", Table():
            return _door(board)
        case "lead", Table():
            return _lead(board)
        case "lead", Away():
            return _lead_unseen(board)
        case "method", Table():
            return _method(board.rounds[RoundId(name)])
        case "round", Table():
            return _round(board, board.rounds[RoundId(name)])
        case "round", Away(viewer):
            return _round_unseen(board, board.rounds[RoundId(name)], viewer)
        case "timer", Table():
            return _timer(board)
        case "now", Table(roles, group):
            return _now(board, roles, group)
        case "now", Away(viewer):
            return _now_unseen(board, viewer)
        case _:
            return None


def method_card(method: Method) -> MethodCard:
    """Return what the chooser says of a method; method texts are public."""
    return MethodCard(
        id=method.id,
        name=method.name,
        summary=method.summary,
        purpose=method.purpose,
        use_when=method.use_when,
        avoid_when=method.avoid_when,
        level=method.level,
        fits=method.fits,
        needs_inbrenger=method.needs_inbrenger,
        group=method.group,
        minutes=method.minutes,
        steps=tuple(method.steps[at].title for at in method.course()),
        source=method.source,
        takes_card=takes_card(method) is not None,
        fallback=method.fallback,
    )


def method_preview(method: Method) -> MethodPreview:
    """Return what each role will read and may do in each step; method texts are public."""
    unplayed = Round(
        id=RoundId("preview"),
        method=method,
        inbrenger=None,
        moment=Moment(at=0, timer=timer_of(method.steps[0])),
    )
    return MethodPreview(
        card=method_card(method),
        method=_method(unplayed),
        steps=tuple(
            StepPreview(
                step=step.id,
                roles={role: _previewed(step, frozenset({role})) for role in ROLES},
                wall=_previewed(step, frozenset()),
            )
            for step in method.steps
        ),
    )


def _previewed(step: Step, roles: frozenset[Role]) -> NowView:
    """Return what a step opens to a role in whichever subgroup."""
    write = tuple(rule for rule in step.write if not roles.isdisjoint(rule.who))
    return _opened(step, roles, None).model_copy(update={"write": write})


def _in_order(roles: frozenset[Role]) -> tuple[Role, ...]:
    return tuple(role for role in ROLES if role in roles)


def _board(board: Board, granted: Lobby | Table) -> BoardView:
    known = isinstance(granted, Table)
    waiting = isinstance(granted, Lobby) and granted.waiting
    return BoardView(
        id=board.id,
        opened_ms=milliseconds(board.opened),
        title=board.title if known else "",
        language=board.language,
        phase=_phase(board),
        plan=None if waiting else method_card(board.plan),
        inbrenger=None if waiting else board.inbrenger,
        round=board.current if known else None,
    )


def _phase(board: Board) -> Literal["lobby", "round", "between", "ended"]:
    if board.ended:
        return "ended"
    if board.round is None:
        return "lobby"
    return "between" if board.round.ended else "round"


def _me(board: Board, person: PersonId) -> MeView:
    who = board.people[person]
    return MeView(
        person=who.id,
        name=who.name,
        device=who.device,
        standing="seated" if who.standing == "seated" else "waiting",
        agreed=who.agreed,
        roles=_in_order(board.roles_of(person)),
        takes_part=who.takes_part,
    )


def _person(board: Board, who: Person) -> PersonView:
    return PersonView(
        id=who.id,
        name=who.name,
        device=who.device,
        standing="left" if who.gone else who.standing,
        roles=_in_order(board.roles_of(who.id)),
        takes_part=who.takes_part,
        agreed=who.agreed,
        hand_ms=None if who.hand is None else milliseconds(who.hand),
        order=[one.id for one in board.people.values() if one.standing == who.standing].index(
            who.id
        ),
    )


def _door(board: Board) -> DoorView:
    door = board.door
    if not door.open or board.ended:
        return DoorView(open=False, secret="", code="")
    return DoorView(open=True, secret=door.secret, code=door.code)


def _method(round_: Round) -> MethodView:
    method = round_.method
    return MethodView(
        id=round_.id,
        method=method.id,
        name=method.name,
        summary=method.summary,
        source=method.source,
        steps=tuple(
            StepView(
                id=step.id,
                title=step.title,
                minutes=step.minutes,
                wall=step.wall,
                sheet=step.sheet,
                consent=step.consent,
                optional=step.optional,
                variant_of=step.variant_of,
                why=step.why,
                signal=step.signal,
                self_test=step.self_test,
                example=step.example,
                turn_order=step.turn_order,
                turn_group=step.turn_group,
                split=step.split,
                away=step.away,
            )
            for step in method.steps
        ),
        kinds=method.kinds,
        scales=dict(method.scales),
        criteria=_criteria(method),
        sheets=method.sheets,
        report=method.report,
        block=_block(method),
        path=method.path,
    )


def _block(method: Method) -> tuple[StepId, ...]:
    return tuple(method.steps[at].id for at in block_of(method))


def _criteria(method: Method) -> tuple[Criterion, ...]:
    rules = (step.rate for step in method.steps if step.rate is not None)
    return tuple({one.id: one for rule in rules for one in rule.criteria}.values())


def _round(board: Board, round_: Round) -> RoundView:
    expected = expected_ready(board, round_)
    return RoundView(
        id=round_.id,
        number=list(board.rounds).index(round_.id) + 1,
        inbrenger=round_.inbrenger,
        step=round_.step.id,
        at=round_.moment.at,
        course=tuple(round_.method.steps[at].id for at in course(round_)),
        lap=round_.lap,
        laps=(*round_.before, round_.inbrenger),
        follows=round_.follows,
        sheet=_sheet_of(round_),
        ended=round_.ended,
        focus=round_.moment.focus,
        speaker=round_.moment.speaker,
        spoken=round_.moment.spoken,
        queue=queue(board, round_),
        groups=tuple(
            GroupView(id=one.id, title=one.title, members=one.members) for one in round_.groups
        ),
        split=round_.split,
        ready=tuple(person for person in expected if person in round_.moment.ready),
        expected=expected,
        consented=round_.step.consent is None or round_.step.id in round_.consents,
        hidden=held_back(board, round_),
    )


def _sheet_of(round_: Round) -> str:
    """Return the flap of the open step: its own, else that of the nearest step before it."""
    before = [at for at in course(round_) if at <= round_.moment.at]
    named = (round_.method.steps[at].sheet for at in reversed(before))
    return next((sheet for sheet in named if sheet is not None), round_.method.sheets[0].id)


def _timer(board: Board) -> TimerView | None:
    if board.round is None:
        return None
    timer = board.round.moment.timer
    return TimerView(
        state=timer.state,
        total_ms=timer.total_ms,
        left_ms=timer.left_ms,
        ends_at_ms=None if timer.ends_at is None else milliseconds(timer.ends_at),
    )


def _now(board: Board, roles: frozenset[Role], group: GroupId | None) -> NowView | None:
    return None if board.running is None else _opened(board.running.step, roles, group)


def _in_group(rewrite: Rewrite | None, group: GroupId | None) -> bool:
    return rewrite is None or rewrite.group in (None, group)


def _opened(step: Step, roles: frozenset[Role], group: GroupId | None) -> NowView:
    def opens(allow: Allow | None) -> tuple[str, ...]:
        return allow.kinds if allow is not None and not roles.isdisjoint(allow.who) else ()

    mine = _in_order(roles)
    return NowView(
        step=step.id,
        tell=tuple((role, step.tell[role]) for role in mine),
        avoid=tuple(dict.fromkeys(line for role in mine for line in step.avoid.get(role, ()))),
        tell_group=None if group is None else step.tell_group.get(group),
        away=False,
        write=writing_open_to(step, roles, group),
        rewrite=(reworded := opens(step.rewrite) if _in_group(step.rewrite, group) else ()),
        rewrite_anyone=bool(reworded) and step.rewrite is not None and step.rewrite.anyone,
        rate=step.rate if step.rate is not None and not roles.isdisjoint(step.rate.who) else None,
        dots=step.dots if opens(step.dots) else None,
        pick=step.pick if opens(step.pick) else None,
        focus=opens(step.focus),
        answer=opens(step.answer),
        answer_prompt=step.answer.prompt if step.answer and opens(step.answer) else "",
        move=opens(step.move),
        link=opens(step.link),
        share=opens(step.share),
        reveal=step.reveal if opens(step.reveal) else None,
        turns=step.turns if "gespreksleider" in roles else (),
        ready=not roles.isdisjoint(step.ready),
        consent=step.consent if step.consent is not None and step.consent.who in roles else None,
    )


def _lead(board: Board) -> LeadView | None:
    running = board.running
    if running is None:
        return None
    after = next_index(running)
    coming: Step | None = None if after is None else running.method.steps[after]
    skipped = skip_index(running)
    undo = running.undo
    return LeadView(
        next=None if coming is None else coming.id,
        next_tell={} if coming is None else coming.tell,
        unveils=() if after is None else _unveils(board, running, after),
        skip=None if skipped is None else _coming(board, running, skipped),
        choices=tuple(_coming(board, running, at) for at in variants_next(running)),
        repeats=running.moment.at == block_of(running.method).stop - 1,
        shows_ratings=() if after is None else rated_kinds_shown_by(running, after),
        needs_consent=needs_consent(board, running, running.step),
        undo_until_ms=None if undo is None else milliseconds(undo.until),
        undo_hides=0 if undo is None else sum(card in board.cards for card in undo.revealed),
        undo_hides_ratings=undo is not None and bool(undo.rated or undo.counted),
        on_paper=tuple(
            OnPaper(person=one.id, now=_opened_to(board, running, one.id))
            for one in board.seated()
            if one.device == "paper"
        ),
    )


def _coming(board: Board, running: Round, at: int) -> ComingView:
    step = running.method.steps[at]
    return ComingView(
        step=step.id,
        tell=step.tell,
        unveils=_unveils(board, running, at),
        shows_ratings=rated_kinds_shown_by(running, at),
    )


def _unveils(board: Board, running: Round, after: int) -> tuple[Unveiled, ...]:
    """Say which kinds a step will reveal, and how many where the method shows the number.

    The kinds come from the method alone: whether there is a card at all would tell too much.
    """
    counts = held_back(board, running)
    return tuple(
        Unveiled(kind=kind, count=counts.get(kind)) for kind in unveiled_by(running, after)
    )


def _card(board: Board, card: Card, granted: CardSight) -> CardView:
    answer = card.answer
    return CardView(
        id=card.id,
        round=card.round,
        kind=card.kind,
        sheet=card.sheet,
        zone=card.zone,
        rank=card.rank,
        by=card.by if granted.knows_writer else None,
        typed_by=card.typed_by if granted.knows_writer else None,
        text=card.text,
        parts=dict(card.parts),
        anonymous=card.anonymous,
        private=card.private,
        sources=_shown(board, card.sources) if granted.sees_related else (),
        links=_shown(board, card.links) if granted.sees_related else (),
        earlier=card.earlier,
        # Of an anonymous card even who reworded it would tell: mostly that is its writer.
        reworded_by=card.reworded_by if granted.knows_writer else (),
        revision=0 if card.joint is None else card.joint.revision,
        writers=() if card.joint is None else card.joint.writers,
        shown=card.shown,
        ratings=tuple(_ratings(card, granted)),
        dots=card.total,
        my_dots=0 if granted.private_rater is None else card.dots.get(granted.private_rater, 0),
        picked=card.picked,
        answer=None if answer is None else AnswerView(by=answer.by, text=answer.text),
        lap=card.lap,
        group=card.group,
        split=card.split,
    )


def _ratings(card: Card, granted: CardSight) -> Iterator[RatingView]:
    """Yield the ratings that a viewer sees, in an order that tells nothing of when they came."""
    for (rater, criterion), one in sorted(card.ratings.items(), key=lambda item: _order(item[0])):
        value = one.value if rater == granted.private_rater else one.public
        if value is not None:
            yield RatingView(by=rater, value=value, criterion=criterion)


def _order(rated: Rated) -> tuple[str, str]:
    rater, criterion = rated
    return (rater, criterion or "")


def _shown(board: Board, named: tuple[CardId, ...]) -> tuple[CardId, ...]:
    """Leave out what is hidden again or gone: its id is not to be known either (P21)."""
    return tuple(one for one in named if one in board.cards and board.cards[one].shown)


# What is left for who has their back turned: nothing here may depend on what others do with cards


def _person_unseen(board: Board, who: Person, viewer: PersonId) -> PersonView:
    shown = _person(board, who)
    return shown if who.id == viewer else shown.model_copy(update={"hand_ms": None})


def _round_unseen(board: Board, round_: Round, viewer: PersonId) -> RoundView:
    expected = (viewer,) if viewer in expected_ready(board, round_) else ()
    return RoundView(
        id=round_.id,
        number=list(board.rounds).index(round_.id) + 1,
        inbrenger=round_.inbrenger,
        step=round_.step.id,
        at=round_.moment.at,
        course=tuple(round_.method.steps[at].id for at in course(round_)),
        lap=round_.lap,
        laps=(*round_.before, round_.inbrenger),
        follows=round_.follows,
        sheet=_sheet_of(round_),
        ended=round_.ended,
        focus=None,
        speaker=None,
        spoken=(),
        queue=(),
        groups=(),
        split=None,
        ready=expected if viewer in round_.moment.ready else (),
        expected=expected,
        consented=round_.step.consent is None,
        hidden={},
    )


def _now_unseen(board: Board, viewer: PersonId) -> NowView | None:
    return None if board.running is None else _opened_to(board, board.running, viewer)


def _opened_to(board: Board, running: Round, person: PersonId) -> NowView:
    """Return what the open step says and opens to somebody; to who is away only writing."""
    opened = _opened(running.step, board.roles_of(person), group_of(running, person))
    if not is_away(board, person):
        return opened
    return NowView(
        step=opened.step,
        tell=opened.tell,
        tell_group=opened.tell_group,
        away=True,
        avoid=opened.avoid,
        write=opened.write,
        rewrite=(),
        rewrite_anyone=False,
        rate=None,
        dots=None,
        pick=None,
        focus=(),
        answer=(),
        answer_prompt="",
        move=(),
        link=(),
        share=(),
        reveal=None,
        turns=(),
        ready=opened.ready,
        consent=opened.consent,
    )


def _lead_unseen(board: Board) -> LeadView | None:
    lead, running = _lead(board), board.running
    if lead is None or running is None:
        return None
    return LeadView(
        next=lead.next,
        next_tell=lead.next_tell,
        skip=None if lead.skip is None else _uncounted(lead.skip),
        choices=tuple(_uncounted(one) for one in lead.choices),
        repeats=lead.repeats,
        unveils=_without_counts(lead.unveils),
        needs_consent=lead.needs_consent,
        undo_until_ms=lead.undo_until_ms,
        undo_hides=0,
        shows_ratings=lead.shows_ratings,
        undo_hides_ratings=False,
        on_paper=(),
    )


def _uncounted(coming: ComingView) -> ComingView:
    unveils = _without_counts(coming.unveils)
    return ComingView(
        step=coming.step, tell=coming.tell, unveils=unveils, shows_ratings=coming.shows_ratings
    )


def _without_counts(unveils: tuple[Unveiled, ...]) -> tuple[Unveiled, ...]:
    return tuple(Unveiled(kind=one.kind, count=None) for one in unveils)
