"""Looking back: what hindered carries no name, and nobody sees who chose to stop or go on."""

import pytest

from flapover.core.ids import PersonId
from flapover.core.requests import MarkReady, PlaceDots, RevealAll
from tests.methods.facts import dutch, hidden_kinds, step
from tests.methods.opened import closed, opened_to_all
from tests.methods.stage import ALL, GROUP, seen, who_may, who_sees, writers
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, PIA, SCREEN, Play, writing

METHOD = dutch("evaluatie")
STEPS = ("opbrengst", "hielp", "beter", "voorstellen", "kiezen", "afspreken")
OPEN = {
    "opbrengst": ({"write opbrengst"}, {"reveal opbrengst", "focus opbrengst"}),
    "hielp": (
        {"write helpt", "write hindert"},
        {"reveal helpt", "reveal hindert", "focus helpt", "focus hindert"},
    ),
    "beter": (
        {"write verbetering", "dots verbetering"},
        {"focus helpt", "focus hindert", "focus verbetering"},
    ),
    "voorstellen": ({"write voorstel"}, set()),
    "kiezen": ({"dots voorstel"}, set()),
    "afspreken": ({"write afspraak"}, {"focus voorstel", "focus afspraak"}),
}
"""By step: what is open to everybody, and what to the gespreksleider besides."""


def at(name: str) -> Play:
    """Return an evaluation that has come to this step; nobody brings a case."""
    return Play("evaluatie").start(None).at_step(name)


def test_nobody_brings_a_case_and_the_steps_come_in_this_order() -> None:
    assert not METHOD.needs_inbrenger
    assert tuple(one.id for one in METHOD.steps) == STEPS


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


def test_step_1_what_it_brings_me_and_the_organisation_comes_out_when_all_are_ready() -> None:
    play = at("opbrengst").write(ANN, "opbrengst", "Ik slaap weer", zone="mij")
    play.write(BOB, "opbrengst", "Minder verzuim", zone="organisatie")
    assert play.texts_seen_by(LEADER) == []
    play.ready(INBRENGER, ANN, BOB, CEM)
    play.do(LEADER, MarkReady(step=play.step, ready=True), on_behalf_of=PIA)
    assert set(play.texts_seen_by(SCREEN)) == {"Ik slaap weer", "Minder verzuim"}


def test_P21_step_2_nobody_learns_who_wrote_what_hindered_and_what_helped_has_a_name() -> None:
    play = at("hielp").write(ANN, "helpt", "De stilte").write(ANN, "hindert", "Het gehaast")
    assert play.texts_seen_by(LEADER) == play.texts_seen_by(SCREEN) == []
    play.refused(BOB, RevealAll(), "not_now").reveal_all()
    for viewer in (LEADER, BOB, SCREEN):
        assert play.card_seen_by(viewer, "De stilte").by == ANN
        card = play.card_seen_by(viewer, "Het gehaast")
        assert (card.by, card.typed_by) == (None, None)
        assert card.zone == "hinderde"
    assert play.card_seen_by(ANN, "Het gehaast").by == ANN


def test_step_3_each_gives_three_dots_to_improvements() -> None:
    play = at("beter").write(ANN, "verbetering", "Een vaste dag")
    card = play.card_id("Een vaste dag")
    play.do(BOB, PlaceDots(card=card, count=3)).do(LEADER, PlaceDots(card=card, count=1))
    assert play.card_seen_by(SCREEN, "Een vaste dag").dots == 4
    play.refused(BOB, PlaceDots(card=card, count=4), "too_many")
    closed(play, PlaceDots(card=card, count=1), SCREEN)


def choose(play: Play, who: PersonId, proposal: str) -> None:
    """Put the one dot on a proposal."""
    play.do(who, PlaceDots(card=play.card_id(proposal), count=1))


def test_P21_steps_4_to_6_who_chose_what_stays_secret_and_the_outcome_comes_at_the_end() -> None:
    play = at("voorstellen").write(ANN, "voorstel", "De zesde is de laatste")
    play.write(BOB, "voorstel", "We gaan door").next()
    others = (LEADER, ANN, CEM, SCREEN)
    before = {who: dict(play.told[who]) for who in others}
    choose(play, BOB, "We gaan door")
    assert {who: play.told[who] for who in others} == before
    play.refused(BOB, PlaceDots(card=play.card_id("De zesde is de laatste"), count=1), "too_many")
    choose(play, CEM, "We gaan door")
    choose(play, ANN, "De zesde is de laatste")
    play.next()
    for viewer in (LEADER, ANN, SCREEN):
        assert play.card_seen_by(viewer, "We gaan door").dots == 2
        assert play.card_seen_by(viewer, "De zesde is de laatste").dots == 1
    play.write(LEADER, "afspraak", "Tot de zomer, elke zes weken")
    assert "Tot de zomer, elke zes weken" in play.texts_seen_by(SCREEN)


def test_what_is_hidden_for_a_while() -> None:
    assert hidden_kinds(METHOD) == {"opbrengst", "helpt", "hindert"}


def test_the_gespreksleider_neither_defends_nor_pushes() -> None:
    assert "Verdedig jezelf niet." in step(METHOD, "hielp").avoid["gespreksleider"]
    assert step(METHOD, "voorstellen").avoid["gespreksleider"] == (
        "Laat nog niet merken wat jij wilt.",
    )


def test_the_verslag_has_everything_under_its_own_heading() -> None:
    assert [heading.kinds for heading in METHOD.report] == [
        *(("opbrengst",), ("helpt",), ("hindert",), ("verbetering",), ("voorstel",), ("afspraak",)),
    ]


def test_it_is_played_whole() -> None:
    play = Play(METHOD).start(None)
    everybody = {LEADER, *GROUP}
    assert writers(play) == {"opbrengst": everybody}
    play.write(ANN, "opbrengst", "Ik slaap weer", zone="mij")
    assert who_sees(play, "Ik slaap weer") == {ANN}
    play.reveal_all()
    assert who_sees(play, "Ik slaap weer") == ALL
    play.next()
    assert writers(play) == {"helpt": everybody, "hindert": everybody}
    play.write(BOB, "hindert", "Het gehaast")
    assert who_sees(play, "Het gehaast") == {BOB}
    play.reveal_all()
    card = play.card_id("Het gehaast")
    assert {who for who in ALL if seen(play, who, card).by} == {BOB}, "no name beside it"
    play.next()
    assert writers(play) == {"verbetering": everybody}
    play.write(ANN, "verbetering", "Een vaste dag")
    day = play.card_id("Een vaste dag")
    assert who_may(play, PlaceDots(card=day, count=3)) == everybody
    play.do(CEM, PlaceDots(card=day, count=2)).next()
    assert {seen(play, who, day).dots for who in ALL} == {2}
    assert writers(play) == {"voorstel": everybody}
    play.write(ANN, "voorstel", "We gaan door").next()
    assert writers(play) == {}
    choose(play, BOB, "We gaan door")
    assert {seen(play, who, play.card_id("We gaan door")).dots for who in ALL} == {None}
    play.next()
    assert {seen(play, who, play.card_id("We gaan door")).dots for who in ALL} == {1}
    assert writers(play) == {"afspraak": everybody}
    play.write(LEADER, "afspraak", "Elke zes weken")
    assert who_sees(play, "Elke zes weken") == ALL
