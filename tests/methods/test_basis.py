"""The basic method: the one to fall back on, from a question by way of a better one to a plan."""

from flapover.core.ids import KindId, PersonId
from flapover.core.requests import MarkReady, PickCard, RewriteCard, WriteCard
from tests.methods.facts import dutch, hidden_kinds, step
from tests.methods.opened import closed, opened_to_all
from tests.methods.stage import ALL, GROUP, who_may, who_sees, writers
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, PIA, SCREEN, Play, library, writing

METHOD = dutch("basis")
OLD, NEW = "Hoe krijg ik haar stil?", "Hoe zeg ik wat ik vind?"


def asked() -> Play:
    """Return a play in which the inquiry begins with a question of the inbrenger."""
    play = Play("basis").start().at_step("keuze")
    return play.write(INBRENGER, "werkvraag", OLD).at_step("onderzoek")


def smart(who: PersonId, play: Play) -> None:
    """Write an action that is worked out fully."""
    parts = {"wat": "Ik zeg het", "merken": "Ze knikt", "wie": "Wij twee", "wanneer": "2026-12-01"}
    play.do(who, WriteCard(kind=KindId("smart-actie"), text="", parts=parts))


def test_it_is_the_one_to_fall_back_on_and_there_is_only_one() -> None:
    assert {method.id for method in library() if method.fallback} == {"basis"}


def test_the_six_steps_come_in_this_order_and_the_choice_can_be_skipped() -> None:
    assert [one.id for one in METHOD.steps] == [
        *("inleiding", "keuze", "onderzoek", "herformuleren", "actieplan", "evaluatie"),
    ]
    assert [one.id for one in METHOD.steps if one.optional] == ["keuze"]


def test_step_1_everybody_tells_and_nobody_begins_a_case() -> None:
    play = Play("basis").start()
    assert opened_to_all(play) == {
        LEADER: {"write terugkoppeling"},
        INBRENGER: {"write terugkoppeling"},
        ANN: {"write terugkoppeling"},
        SCREEN: set(),
    }
    play.write(ANN, "terugkoppeling", "Ik heb het gevraagd, en het mocht")
    assert play.texts_seen_by(BOB) == ["Ik heb het gevraagd, en het mocht"]
    play.refused(ANN, writing("werkvraag", "Mijn vraag"), "not_now")
    assert set(METHOD.steps[0].turns) == {"gespreksleider", "inbrenger", "deelnemer"}


def test_step_2_who_wrote_the_chosen_question_becomes_the_inbrenger() -> None:
    play = Play("basis").start(None).at_step("keuze")
    play.write(ANN, "werkvraag", "Hoe stop ik ermee?").write(BOB, "werkvraag", "Hoe begin ik?")
    card = play.card_id("Hoe stop ik ermee?")
    closed(play, PickCard(card=card, picked=True), ANN, BOB, SCREEN)
    play.do(LEADER, PickCard(card=card, picked=True))
    assert play.round_seen_by(BOB).inbrenger == ANN
    assert play.card_seen_by(SCREEN, "Hoe stop ik ermee?").picked


def test_step_2_opens_the_choice_to_the_gespreksleider_alone() -> None:
    play = Play("basis").start().at_step("keuze")
    assert opened_to_all(play) == {
        LEADER: {"pick werkvraag", "focus werkvraag"},
        INBRENGER: {"write werkvraag"},
        ANN: {"write werkvraag"},
        SCREEN: set(),
    }


def test_step_3_the_others_ask_and_only_the_inbrenger_has_a_question_at_work() -> None:
    play = asked()
    assert opened_to_all(play) == {
        LEADER: {"focus vraag"},
        INBRENGER: {"write werkvraag", "answer vraag", "focus vraag"},
        ANN: {"write vraag"},
        SCREEN: set(),
    }
    play.write(ANN, "vraag", "Wat wil je zelf?").answer(INBRENGER, "Wat wil je zelf?", "Rust")
    for kind in ("werkvraag", "actie", "herformulering"):
        play.refused(ANN, writing(kind, "Nu al"), "not_now")
    avoid = step(METHOD, "onderzoek").avoid["deelnemer"]
    assert {"Trek geen conclusies.", "Geef geen advies."} <= set(avoid)


def test_step_4_the_others_write_in_silence_and_it_comes_out_when_all_are_ready() -> None:
    play = asked().next()
    assert hidden_kinds(METHOD) == {"herformulering"}
    assert opened_to_all(play) == {
        LEADER: {"reveal herformulering", "focus werkvraag", "focus herformulering"},
        INBRENGER: {"rewrite werkvraag", "focus werkvraag", "focus herformulering"},
        ANN: {"write herformulering", "ready"},
        SCREEN: set(),
    }
    play.write(ANN, "herformulering", "dat je het niet zegt")
    for viewer in (LEADER, INBRENGER, BOB, SCREEN):
        assert play.texts_seen_by(viewer) == [OLD]
    play.refused(ANN, writing("herformulering", "En nog iets"), "too_many")
    play.ready(ANN, BOB, CEM)
    assert "dat je het niet zegt" not in play.texts_seen_by(SCREEN)
    play.do(LEADER, MarkReady(step=play.step, ready=True), on_behalf_of=PIA)
    assert "dat je het niet zegt" in play.texts_seen_by(SCREEN)


def test_step_4_the_old_and_the_new_question_stand_side_by_side() -> None:
    play = asked().next()
    play.refused(ANN, RewriteCard(card=play.card_id(OLD), text=NEW), "not_allowed")
    play.rewrite(INBRENGER, OLD, NEW)
    card = play.card_seen_by(SCREEN, NEW)
    assert OLD in str(card.earlier)
    (flap,) = [sheet for sheet in METHOD.sheets if sheet.id == card.sheet]
    assert [zone.id for zone in flap.zones] == ["werkvraag", "anders"]


def test_step_5_the_inbrenger_alone_makes_the_plan_in_any_of_three_forms() -> None:
    play = asked().at_step("actieplan")
    focus = {f"focus {kind}" for kind in ("werkvraag", "smart-actie", "actie")}
    assert opened_to_all(play) == {
        LEADER: focus,
        INBRENGER: {"write smart-actie", "write actie", "write inzicht", *focus},
        ANN: set(),
        SCREEN: set(),
    }
    smart(INBRENGER, play)
    play.write(INBRENGER, "actie", "Morgen bellen").write(INBRENGER, "inzicht", "Ik wacht steeds")
    assert len(play.texts_seen_by(SCREEN)) == 4
    play.refused(ANN, writing("actie", "Bel haar"), "not_now")


def test_step_6_the_inbrenger_says_first_what_was_learned_and_then_the_others() -> None:
    play = asked().at_step("evaluatie")
    assert opened_to_all(play) == {
        LEADER: set(), INBRENGER: {"write leerpunt"}, ANN: {"write leerpunt"}, SCREEN: set(),
    }  # fmt: skip
    last = METHOD.steps[-1]
    assert (last.turns, last.turn_order) == (("inbrenger", "deelnemer"), "inbrenger-first")
    play.write(ANN, "leerpunt", "Doorvragen loont", zone="inhoud")
    play.refused(ANN, writing("vraag", "Nog iets?"), "not_now")


def test_the_verslag_has_both_questions_and_the_plan() -> None:
    assert [heading.kinds for heading in METHOD.report] == [
        ("terugkoppeling",),
        ("werkvraag",),
        ("vraag",),
        ("herformulering",),
        ("smart-actie", "actie"),
        ("inzicht",),
        ("leerpunt",),
    ]


def test_it_is_played_whole() -> None:
    play = Play(METHOD).start(None)
    assert writers(play) == {"terugkoppeling": {LEADER, *GROUP}}
    play.write(BOB, "terugkoppeling", "Het is gelukt").next()
    assert writers(play) == {"werkvraag": GROUP}
    play.write(INBRENGER, "werkvraag", OLD).write(ANN, "werkvraag", "Hoe stop ik?")
    card = play.card_id(OLD)
    assert who_may(play, PickCard(card=card, picked=True)) == {LEADER}
    play.do(LEADER, PickCard(card=card, picked=True)).next()
    assert play.round_seen_by(SCREEN).inbrenger == INBRENGER
    assert writers(play) == {"werkvraag": {INBRENGER}, "vraag": {ANN, BOB, CEM}}
    play.write(ANN, "vraag", "Wat wil je zelf?").answer(INBRENGER, "Wat wil je zelf?", "Rust")
    play.next()
    assert writers(play) == {"herformulering": {ANN, BOB, CEM}}
    play.write(CEM, "herformulering", "dat je het niet zegt")
    assert who_sees(play, "dat je het niet zegt") == {CEM}
    play.ready(ANN, BOB, CEM)
    play.do(LEADER, MarkReady(step=play.step, ready=True), on_behalf_of=PIA)
    assert who_sees(play, "dat je het niet zegt") == ALL
    assert who_may(play, RewriteCard(card=card, text=NEW)) == {INBRENGER}
    play.rewrite(INBRENGER, OLD, NEW).next()
    assert who_sees(play, NEW) == ALL
    assert writers(play) == {kind: {INBRENGER} for kind in ("smart-actie", "actie", "inzicht")}
    smart(INBRENGER, play)
    play.next()
    assert writers(play) == {"leerpunt": GROUP}
    play.write(BOB, "leerpunt", "Doorvragen loont", zone="inhoud")
    assert who_sees(play, "Doorvragen loont") == ALL
