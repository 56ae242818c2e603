"""The five questions are asked in their order: the inbrenger answers, the others help to look."""

import pytest

from flapover.core.requests import AnswerCard, FocusCard, NextStep
from tests.methods.facts import dutch
from tests.methods.opened import closed, opened_to_all
from tests.play import ANN, BOB, INBRENGER, LEADER, SCREEN, Play, writing

METHOD = dutch("vijf-vragen")
ANSWERS = {
    "doel": ("doel", ("doel", "vraag")),
    "gelukt": ("resultaat", ("doel", "resultaat", "vraag")),
    "weten": ("aanwijzing", ("resultaat", "aanwijzing", "vraag")),
    "verklaren": ("verklaring", ("aanwijzing", "verklaring", "vraag")),
}
"""By step: the kind in which the inbrenger answers, and what can lie on the table."""


def test_the_questions_come_in_this_order_as_a_path_each_with_why_it_is_asked() -> None:
    assert [one.id for one in METHOD.steps] == [*ANSWERS, "leren"]
    assert METHOD.path
    assert all(one.why for one in METHOD.steps)
    assert not any(one.optional for one in METHOD.steps)


def test_each_question_has_a_flap_of_its_own() -> None:
    assert [one.sheet for one in METHOD.steps] == [sheet.id for sheet in METHOD.sheets]


def test_nobody_runs_ahead_to_a_later_question() -> None:
    assert METHOD.steps[0].avoid["inbrenger"] == ("Vertel nog niet hoe het afliep.",)
    for one in METHOD.steps[1:3]:
        assert "Leg nog niet uit hoe het kwam." in one.avoid["inbrenger"]
    assert "Geef nog geen advies." in METHOD.steps[3].avoid["deelnemer"]


@pytest.mark.parametrize("name", ANSWERS)
def test_in_a_question_the_inbrenger_answers_and_the_others_ask_on(name: str) -> None:
    kind, on_table = ANSWERS[name]
    play = Play("vijf-vragen").at_step(name)
    focus = {f"focus {one}" for one in on_table}
    assert opened_to_all(play) == {
        LEADER: focus,
        INBRENGER: {f"write {kind}", "answer vraag", *focus},
        ANN: {"write vraag"},
        SCREEN: set(),
    }


@pytest.mark.parametrize("name", ANSWERS)
def test_what_is_said_in_a_question_is_seen_by_all_and_nobody_answers_for_the_inbrenger(
    name: str,
) -> None:
    kind, _ = ANSWERS[name]
    play = Play("vijf-vragen").at_step(name)
    play.write(INBRENGER, kind, "Mijn antwoord").write(ANN, "vraag", "Hoe precies?")
    for viewer in (LEADER, INBRENGER, ANN, BOB, SCREEN):
        assert set(play.texts_seen_by(viewer)) == {"Mijn antwoord", "Hoe precies?"}
    question = play.card_id("Hoe precies?")
    closed(play, writing(kind, "Voor jou ingevuld"), LEADER, ANN, SCREEN)
    closed(play, AnswerCard(card=question, text="Zo"), LEADER, ANN, SCREEN)
    play.refused(INBRENGER, writing("vraag", "Aan mezelf"), "not_now")
    play.refused(ANN, FocusCard(card=question), "not_now")
    play.focus(INBRENGER, "Hoe precies?").answer(INBRENGER, "Hoe precies?", "Zo dus")
    said = play.card_seen_by(BOB, "Hoe precies?").answer
    assert said is not None
    assert said.text == "Zo dus"


def test_at_the_end_all_write_what_they_learned_and_the_inbrenger_what_to_do() -> None:
    play = Play("vijf-vragen").at_step("leren")
    focus = {"focus verklaring", "focus leerpunt", "focus actie"}
    assert opened_to_all(play) == {
        LEADER: focus,
        INBRENGER: {"write leerpunt", "write actie", *focus},
        ANN: {"write leerpunt"},
        SCREEN: set(),
    }
    play.refused(ANN, writing("actie", "Doe jij dat maar"), "not_now")
    play.refused(ANN, writing("vraag", "Nog een?"), "not_now")


def test_at_the_end_the_inbrenger_speaks_first() -> None:
    assert METHOD.steps[-1].turns == ("inbrenger", "deelnemer")
    assert METHOD.steps[-1].turn_order == "inbrenger-first"


def test_it_is_played_whole_from_aim_to_lesson() -> None:
    play = Play("vijf-vragen").start()
    for name, (kind, _) in ANSWERS.items():
        assert play.step == name
        play.write(INBRENGER, kind, f"Antwoord op {name}").next()
    play.write(INBRENGER, "leerpunt", "Eerst vragen").write(BOB, "leerpunt", "Ik ook")
    play.write(INBRENGER, "actie", "Maandag vraag ik het eerst")
    play.refused(LEADER, NextStep(step=play.step), "no_such_step")
    assert len(play.texts_seen_by(SCREEN)) == len(ANSWERS) + 3


def test_the_verslag_follows_the_questions() -> None:
    kinds = [heading.kinds for heading in METHOD.report]
    assert kinds == [
        *((kind,) for kind, _ in ANSWERS.values()),
        ("leerpunt",),
        ("actie",),
        ("vraag",),
    ]
