"""What the open step says and opens to a viewer, by their roles and their subgroup."""

from flapover.core.board import Board, Round
from flapover.core.groups import group_of
from flapover.core.ids import GroupId, PersonId
from flapover.core.method import Allow, Rewrite, Role, Step
from flapover.core.sight import ROLES, is_away, writing_open_to
from flapover.core.views import NowView


def in_order(roles: frozenset[Role]) -> tuple[Role, ...]:
    """Return roles in the one order in which they are sent."""
    return tuple(role for role in ROLES if role in roles)


def now_view(board: Board, roles: frozenset[Role], group: GroupId | None) -> NowView | None:
    """Return what the open step says and opens; None when no round goes on."""
    return None if board.running is None else opened(board.running.step, roles, group)


def now_unseen(board: Board, viewer: PersonId) -> NowView | None:
    """Return the same for who has their back turned."""
    return None if board.running is None else opened_to(board, board.running, viewer)


def opened_to(board: Board, running: Round, person: PersonId) -> NowView:
    """Return what the open step says and opens to somebody; to who is away only writing."""
    all_of_it = opened(running.step, board.roles_of(person), group_of(running, person))
    if not is_away(board, person):
        return all_of_it
    return NowView(
        step=all_of_it.step,
        tell=all_of_it.tell,
        tell_group=all_of_it.tell_group,
        away=True,
        avoid=all_of_it.avoid,
        write=all_of_it.write,
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
        ready=all_of_it.ready,
        consent=all_of_it.consent,
        clip=None,
    )


def opened(step: Step, roles: frozenset[Role], group: GroupId | None) -> NowView:
    """Return all that a step says and opens to these roles, in this subgroup."""

    def opens(allow: Allow | None) -> tuple[str, ...]:
        return allow.kinds if allow is not None and not roles.isdisjoint(allow.who) else ()

    mine = in_order(roles)
    return NowView(
        step=step.id,
        tell=tuple((role, step.tell[role]) for role in mine),
        avoid=_avoid(step, mine, group),
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
        clip=step.clip if step.clip is not None and step.clip.who in roles else None,
    )


def _avoid(step: Step, roles: tuple[Role, ...], group: GroupId | None) -> tuple[str, ...]:
    own = () if group is None else step.avoid_group.get(group, ())
    lines = (line for role in roles for line in step.avoid.get(role, ()))
    return tuple(dict.fromkeys((*lines, *own)))


def _in_group(rewrite: Rewrite | None, group: GroupId | None) -> bool:
    return rewrite is None or rewrite.group in (None, group)
