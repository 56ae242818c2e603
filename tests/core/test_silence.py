"""P25: who is silent in a step says nothing there, in whatever way.

What a role may say is read here from the method itself, apart from the rules under test.
"""

from collections.abc import Iterator

import pytest

from flapover.core.events import CardWritten
from flapover.core.ids import CardId, KindId, PersonId
from flapover.core.method import Allow, Method, Role, Step
from flapover.core.requests import (
    AnswerCard,
    EditCard,
    NextStep,
    RemoveCard,
    RenamePerson,
    Request,
    RewriteCard,
    WriteCard,
)
from tests.play import ANN, BOB, INBRENGER, LEADER, SCREEN, Play, library, writing

EVERY_STEP = [
    pytest.param(method, at, id=f"{method.id}.{method.language}-{step.id}")
    for method in library()
    for at, step in enumerate(method.steps, start=1)
]
SEATED: tuple[tuple[PersonId, Role], ...] = (
    (LEADER, "gespreksleider"),
    (INBRENGER, "inbrenger"),
    (ANN, "deelnemer"),
)


@pytest.mark.parametrize(("method", "at"), EVERY_STEP)
def test_P25_in_every_step_every_role_says_only_what_the_method_opens_to_it(
    method: Method, at: int
) -> None:
    play = Play(method).at_step(at)
    for who, _ in SEATED:
        for kind in method.kinds:
            play.happens(card_of(method, who, kind))
    step = method.steps[at - 1]
    for who, role in SEATED:
        for request in _closed_to(method, step, who, role):
            before = play.board
            assert play.ask(who, request) is not None, (who, request.type)
            assert play.board is before


def _closed_to(method: Method, step: Step, who: PersonId, role: Role) -> Iterator[Request]:
    """Return every way to say something that the step does not open to this role."""
    writable = {rule.kind for rule in step.write if role in rule.who}
    for kind in method.kinds:
        card = CardId(f"{who}-{kind}")
        if kind not in writable:
            yield WriteCard(kind=kind, text="Nou zeg")
            yield WriteCard(kind=kind, text="Nou zeg", step=step.id)
            yield EditCard(card=card, text="Nou zeg")
            yield RemoveCard(card=card)
        if not _opens(step.rewrite, kind, role):
            yield RewriteCard(card=card, text="Nou zeg")
        for author, _ in SEATED:
            if not _opens(step.answer, kind, role):
                yield AnswerCard(card=CardId(f"{author}-{kind}"), text="Nou zeg")
    if not writable and role != "gespreksleider":
        yield RenamePerson(person=who, name="Nou zeg")
    if role != "gespreksleider":
        yield RenamePerson(person=BOB, name="Nou zeg")


def _opens(allow: Allow | None, kind: KindId, role: Role) -> bool:
    return allow is not None and kind in allow.kinds and role in allow.who


def card_of(method: Method, who: PersonId, kind: KindId) -> CardWritten:
    """Return that somebody wrote a card of this kind, seen by all."""
    return CardWritten(
        card=CardId(f"{who}-{kind}"),
        kind=kind,
        sheet=method.sheets[0].id,
        zone=None,
        rank=1.0,
        by=who,
        typed_by=who,
        text="Eerder",
        shown=True,
    )


def test_P25_the_others_listen_while_the_inbrenger_sketches_the_situation() -> None:
    play = Play("tien-stappen").at_step(1)
    for kind in play.round.method.kinds:
        play.refused(ANN, writing(kind, "Maar waarom dan?"), "not_now")
        play.refused(LEADER, writing(kind, "Maar waarom dan?"), "not_now")


def test_P21_a_question_written_in_silence_reaches_only_its_writer() -> None:
    play = Play("tien-stappen").at_step(2).write(ANN, "vraag", "Wat raakt je hierin?")
    assert play.texts_seen_by(ANN) == ["Wat raakt je hierin?"]
    for who in (INBRENGER, BOB, LEADER, SCREEN):
        assert play.texts_seen_by(who) == []


def test_P25_however_cards_race_a_step_change_only_what_came_before_is_placed() -> None:
    for turn in range(14):
        play = Play("post-it").at_step("schrijven")
        writers = [(ANN, BOB)[number % 2] for number in range(6)]
        commands = [
            play.command(who, writing("postit", f"nummer {number}"))
            for number, who in enumerate(writers)
        ]
        change = play.command(LEADER, NextStep(step=play.step))
        before = turn % 7
        order = [*commands[:before], change, *commands[before:]]
        reasons = [play.carry_out(command) for command in order]
        placed = [reason for reason in reasons[before + 1 :] if reason is None]
        assert placed == []
        assert len(play.texts_seen_by(SCREEN)) == before
