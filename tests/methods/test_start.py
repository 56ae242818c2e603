"""The first meeting: everybody takes part alike, and the agreements become the group's."""

import pytest

from flapover.core.ids import KindId, PersonId
from flapover.core.requests import MarkReady, PickCard, PlaceDots, RevealAuthor, WriteCard
from tests.methods.facts import dutch, hidden_kinds, step
from tests.methods.opened import closed, opened_to_all
from tests.methods.stage import ALL, GROUP, who_may, who_sees, writers
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, PIA, SCREEN, Play, writing

METHOD = dutch("start")
STEPS = (
    *("agenda", "kennismaken", "voor-jezelf", "doelen", "gedeeld", "verwachtingen"),
    *("afspraken", "werkwijze", "evalueren", "casus"),
)
OPEN = {
    "agenda": ({"write agendapunt"}, {"move agendapunt"}),
    "kennismaken": ({"write kennismaking"}, {"reveal kennismaking"}),
    "voor-jezelf": ({"write persoonlijk"}, set()),
    "doelen": ({"write doel"}, {"reveal doel", "move doel"}),
    "gedeeld": ({"dots doel"}, set()),
    "verwachtingen": (
        {"write verwachting"},
        {"move verwachting", "focus doel", "focus verwachting"},
    ),
    "afspraken": ({"write afspraak", "rewrite afspraak"}, {"move afspraak", "focus afspraak"}),
    "werkwijze": ({"write werkwijze"}, {"move werkwijze"}),
    "evalueren": ({"write werkwijze"}, {"move werkwijze"}),
    "casus": ({"write werkvraag"}, {"pick werkvraag"}),
}
"""By step: what is open to everybody, and what to the gespreksleider besides."""


def at(name: str) -> Play:
    """Return a meeting that has come to this step; nobody brings a case."""
    return Play("start").start(None).at_step(name)


def introduce(play: Play, who: PersonId, why: str) -> None:
    """Write an introduction."""
    parts = {"waarom": why, "leren": "Luisteren", "meebrengen": "Geduld"}
    play.do(who, WriteCard(kind=KindId("kennismaking"), text="", parts=parts))


def test_nobody_brings_a_case_and_the_steps_come_in_this_order() -> None:
    assert not METHOD.needs_inbrenger
    assert tuple(one.id for one in METHOD.steps) == STEPS
    assert [one.id for one in METHOD.steps if one.optional] == ["casus"]


@pytest.mark.parametrize("name", STEPS)
def test_a_step_opens_the_same_to_everybody_and_the_leading_to_the_gespreksleider(
    name: str,
) -> None:
    everybody, leading = OPEN[name]
    ready = {"ready"} if step(METHOD, name).ready else set()
    assert opened_to_all(at(name)) == {
        LEADER: everybody | leading,
        INBRENGER: everybody | ready,
        ANN: everybody | ready,
        SCREEN: set(),
    }


@pytest.mark.parametrize("name", STEPS)
def test_what_a_step_does_not_open_is_refused(name: str) -> None:
    play = at(name)
    everybody, _ = OPEN[name]
    for kind in METHOD.kinds:
        if f"write {kind}" not in everybody:
            closed(play, writing(kind, "Iets"), LEADER, ANN, SCREEN)


def test_an_introduction_has_three_parts_and_is_seen_when_its_writer_has_the_floor() -> None:
    assert [part.id for part in METHOD.kinds[KindId("kennismaking")].parts] == [
        *("waarom", "leren", "meebrengen"),
    ]
    play = at("kennismaken")
    introduce(play, ANN, "Nieuw hier")
    introduce(play, BOB, "Op zoek naar rust")
    assert play.texts_seen_by(LEADER) == play.texts_seen_by(SCREEN) == []
    play.refused(ANN, RevealAuthor(person=BOB), "not_now")
    play.reveal(ANN)
    (seen,) = play.cards_seen_by(SCREEN)
    assert seen.by == ANN
    play.next()
    assert len(play.cards_seen_by(SCREEN)) == 2


def test_the_private_questions_are_five_and_nothing_of_them_is_asked_here() -> None:
    questions = " ".join(step(METHOD, "voor-jezelf").self_test)
    for word in ("leren", "geven", "leer jij het best", "tijd", "Vertrouw"):
        assert word in questions


def test_goals_are_written_apart_and_come_out_when_everybody_is_ready() -> None:
    play = at("doelen").write(ANN, "doel", "Beter luisteren")
    assert "Beter luisteren" not in play.texts_seen_by(BOB)
    play.ready(INBRENGER, ANN, BOB, CEM)
    assert "Beter luisteren" not in play.texts_seen_by(SCREEN)
    play.do(LEADER, MarkReady(step=play.step, ready=True), on_behalf_of=PIA)
    assert "Beter luisteren" in play.texts_seen_by(SCREEN)


def test_which_goals_are_shared_is_seen_in_the_next_step_and_never_by_whom() -> None:
    play = at("doelen").write(ANN, "doel", "Beter luisteren").next()
    card = play.card_id("Beter luisteren")
    play.do(BOB, PlaceDots(card=card, count=1)).do(CEM, PlaceDots(card=card, count=1))
    play.refused(BOB, PlaceDots(card=card, count=2), "too_many")
    assert play.card_seen_by(LEADER, "Beter luisteren").dots is None
    assert play.card_seen_by(BOB, "Beter luisteren").my_dots == 1
    play.next()
    for viewer in (LEADER, ANN, SCREEN):
        assert play.card_seen_by(viewer, "Beter luisteren").dots == 2


def test_anybody_may_mend_an_agreement_and_its_earlier_wording_stays() -> None:
    play = at("afspraken").write(ANN, "afspraak", "We zijn op tijd", zone="praktisch")
    play.rewrite(BOB, "We zijn op tijd", "We beginnen om negen uur")
    card = play.card_seen_by(SCREEN, "We beginnen om negen uur")
    assert "We zijn op tijd" in str(card.earlier)
    play.rewrite(LEADER, "We beginnen om negen uur", "We beginnen om negen uur precies")
    assert card.by == ANN


def test_the_agreements_are_asked_about_in_columns_of_their_own() -> None:
    (flap,) = [sheet for sheet in METHOD.sheets if sheet.id == "afspraken"]
    assert [zone.id for zone in flap.zones] == [
        *("vertrouwen", "voorbereiding", "inbrengen", "ritme", "plek", "praktisch"),
    ]
    guide = " ".join(step(METHOD, "afspraken").write[0].guide)
    assert "zes tot acht weken" in guide
    assert "dagdeel" in guide


def test_a_first_case_is_pointed_out_by_the_gespreksleider() -> None:
    play = at("casus").write(CEM, "werkvraag", "Hoe zeg ik het hem?")
    card = play.card_id("Hoe zeg ik het hem?")
    play.refused(CEM, PickCard(card=card, picked=True), "not_now")
    play.do(LEADER, PickCard(card=card, picked=True))
    assert play.card_seen_by(SCREEN, "Hoe zeg ik het hem?").picked


def test_two_kinds_are_hidden_for_a_while() -> None:
    assert hidden_kinds(METHOD) == {"kennismaking", "doel"}


def test_the_verslag_begins_with_the_agreements() -> None:
    assert METHOD.report[0].kinds == ("afspraak",)
    told = {kind for heading in METHOD.report for kind in heading.kinds}
    assert told == set(METHOD.kinds)


def test_it_is_played_whole() -> None:
    play = Play(METHOD).start(None)
    everybody = {LEADER, *GROUP}
    assert writers(play) == {"agendapunt": everybody}
    play.write(ANN, "agendapunt", "Koffie").next()
    assert writers(play) == {"kennismaking": everybody}
    introduce(play, ANN, "Nieuw hier")
    hello = "Nieuw hier\nLuisteren\nGeduld"
    assert who_sees(play, hello) == {ANN}
    assert who_may(play, RevealAuthor(person=ANN)) == {LEADER}
    play.reveal(ANN)
    assert who_sees(play, hello) == ALL
    play.next()
    assert writers(play) == {"persoonlijk": everybody}
    play.next()
    assert writers(play) == {"doel": everybody}
    play.write(BOB, "doel", "Beter luisteren")
    assert who_sees(play, "Beter luisteren") == {BOB}
    play.next()
    goal = play.card_id("Beter luisteren")
    assert who_may(play, PlaceDots(card=goal, count=1)) == everybody
    play.do(CEM, PlaceDots(card=goal, count=1))
    assert who_sees(play, "Beter luisteren") == ALL
    play.next()
    assert writers(play) == {"verwachting": everybody}
    play.write(CEM, "verwachting", "Op tijd zijn", zone="elkaar").next()
    assert writers(play) == {"afspraak": everybody}
    play.write(ANN, "afspraak", "Wat hier is, blijft hier", zone="vertrouwen")
    play.rewrite(BOB, "Wat hier is, blijft hier", "We vertellen niets door").next()
    for text in ("Om de beurt een casus", "Elk halfjaar kijken we terug"):
        assert writers(play) == {"werkwijze": everybody}
        play.write(LEADER, "werkwijze", text).next()
        assert who_sees(play, text) == ALL
    assert writers(play) == {"werkvraag": everybody}
    play.write(CEM, "werkvraag", "Hoe zeg ik het hem?")
    card = play.card_id("Hoe zeg ik het hem?")
    assert who_may(play, PickCard(card=card, picked=True)) == {LEADER}
    play.do(LEADER, PickCard(card=card, picked=True))
    assert play.card_seen_by(SCREEN, "Hoe zeg ik het hem?").picked
