"""What everybody may know of a method: its texts are public."""

from collections.abc import Iterator

from flapover.core.board import Moment, Round
from flapover.core.ids import KindId, RoundId, StepId
from flapover.core.method import Criterion, Method, Role, Step
from flapover.core.project.opened import opened
from flapover.core.sight import ROLES
from flapover.core.steps import block_of, takes_card, timer_of
from flapover.core.views import (
    GroupPreview,
    MethodCard,
    MethodPreview,
    MethodView,
    NowView,
    StepPreview,
    StepView,
)


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
        method=method_view(unplayed),
        steps=tuple(_steps_previewed(method)),
    )


def _steps_previewed(method: Method) -> Iterator[StepPreview]:
    by: Step | None = None
    for step in method.steps:
        by = step if step.split is not None else by
        named = by.split.groups if by is not None and by.split is not None else ()
        see = _in_no_group if named else _in_any_group
        yield StepPreview(
            step=step.id,
            roles={role: see(step, role) for role in ROLES},
            split=None if by is None else by.id,
            groups=tuple(
                GroupPreview(
                    id=group.id,
                    title=group.title,
                    roles={role: opened(step, frozenset({role}), group.id) for role in ROLES},
                )
                for group in named
            ),
            wall=opened(step, frozenset(), None),
        )


def _in_no_group(step: Step, role: Role) -> NowView:
    return opened(step, frozenset({role}), None)


def _in_any_group(step: Step, role: Role) -> NowView:
    """Return what a step opens to a role in a group with a number, whichever it is."""
    write = tuple(rule for rule in step.write if role in rule.who)
    return _in_no_group(step, role).model_copy(update={"write": write})


def method_view(round_: Round) -> MethodView:
    """Return the script of a round."""
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
                grouped=_grouped(step),
                away=step.away,
                clip=step.clip is not None,
            )
            for step in method.steps
        ),
        kinds=method.kinds,
        scales=dict(method.scales),
        criteria=_criteria(method),
        sheets=method.sheets,
        report=method.report,
        groups=dict(_groups(method)),
        block=_block(method),
        path=method.path,
    )


def _grouped(step: Step) -> bool:
    alone = [rule.group for rule in step.write] + [step.turn_group]
    if step.rewrite is not None:
        alone.append(step.rewrite.group)
    return (
        step.split is not None
        or any(group is not None for group in alone)
        or any(rule.per_group for rule in step.write)
        or bool(step.tell_group or step.avoid_group)
    )


def _groups(method: Method) -> Iterator[tuple[KindId, str]]:
    splits = (step.split for step in method.steps if step.split is not None)
    titles = {one.id: one.title for split in splits for one in split.groups}
    rules = [rule for step in method.steps for rule in step.write]
    for kind in dict.fromkeys(rule.kind for rule in rules):
        found = {rule.group for rule in rules if rule.kind == kind}
        (only,) = found if len(found) == 1 else (None,)
        if only in titles:
            yield kind, titles[only]


def _block(method: Method) -> tuple[StepId, ...]:
    return tuple(method.steps[at].id for at in block_of(method))


def _criteria(method: Method) -> tuple[Criterion, ...]:
    rules = (step.rate for step in method.steps if step.rate is not None)
    return tuple({one.id: one for rule in rules for one in rule.criteria}.values())
