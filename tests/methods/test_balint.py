"""The Balint method does what the method asks, with its phases kept apart."""

import pytest

from flapover.core.ids import GroupId, PersonId, StepId
from flapover.core.requests import (
    AnswerCard,
    NextStep,
    PickCard,
    PlaceDots,
    PlaceInGroup,
    RateCard,
    RevealAll,
    ShareCard,
)
from tests.methods.facts import dutch, hidden_kinds, silent, step, who_may_write, writing
from tests.methods.stage import ALL, GROUP, OTHERS, seen, who_may, who_sees, writers
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, PIA, Play

METHOD = dutch("balint")
VARIANTS = ["oordeel-schriftelijk", "oordeel-hardop", "oordeel-groepjes"]
BRINGER = ANN
LISTENERS = GROUP - {BRINGER}


def test_there_are_nine_phases_the_sixth_in_three_variants() -> None:
    assert [one.id for one in METHOD.steps] == [
        *("inventarisatie", "keuze", "probleemstelling", "associatie", "beeldvorming"),
        *VARIANTS,
        *("besluit", "gedrag", "ervaringen"),
    ]
    assert len(METHOD.course()) == 9
    assert [one.id for one in METHOD.steps if one.variant_of == "oordeel"] == VARIANTS


def test_the_group_decides_led_by_the_gespreksleider() -> None:
    choice = step(METHOD, "keuze")
    assert choice.dots is not None
    assert choice.pick is not None
    assert choice.pick.who == ("gespreksleider",)
    assert choice.pick.makes_inbrenger


def test_several_problems_are_possible() -> None:
    assert writing(step(METHOD, "inventarisatie"), "werkvraag").max is None


def test_associations_are_for_oneself_and_sharing_is_optional() -> None:
    one = step(METHOD, "associatie")
    assert writing(one, "associatie").private
    assert one.share is not None
    assert one.reveal is None
    assert all("associatie" not in other.reveal_on_entry for other in METHOD.steps)
    assert hidden_kinds(METHOD) == {"associatie", "advies"}


@pytest.mark.parametrize("name", ["probleemstelling", "associatie", "beeldvorming"])
def test_before_the_judgement_nobody_judges(name: str) -> None:
    assert "advies" not in who_may_write(step(METHOD, name))
    assert any(
        word in line
        for line in step(METHOD, name).avoid["deelnemer"]
        for word in ("Oordeel nog niet", "oplossingen")
    )


@pytest.mark.parametrize("name", VARIANTS)
def test_the_inbrenger_is_silent_while_the_others_judge(name: str) -> None:
    assert "inbrenger" in silent(step(METHOD, name))
    assert "Reageer nog niet op een advies." in step(METHOD, name).avoid["inbrenger"]


def test_behaviour_is_recognised_without_attack_and_defence() -> None:
    one = step(METHOD, "gedrag")
    assert one.rate is not None
    assert (one.rate.scale, one.rate.who) == ("herkenning", ("inbrenger",))
    assert "Val niet aan." in one.avoid["deelnemer"]
    assert one.avoid["inbrenger"] == ("Verdedig je niet.",)


@pytest.mark.parametrize("variant", VARIANTS)
def test_it_is_played_whole(variant: str) -> None:
    play = Play(METHOD).start(None)
    _problems_are_collected_and_one_is_chosen(play)
    _the_inbrenger_states_the_problem(play)
    _what_it_calls_up(play)
    _the_picture(play)
    play.do(LEADER, NextStep(step=play.step, variant=StepId(variant)))
    assert play.step == variant
    _judged(play, variant)
    play.next()
    _the_decision(play)
    _behaviour_in_the_group(play)
    _how_others_do_it(play)


def _problems_are_collected_and_one_is_chosen(play: Play) -> None:
    assert writers(play) == {"werkvraag": GROUP}
    play.write(ANN, "werkvraag", "Ik krijg hem niet mee.").write(ANN, "werkvraag", "Te druk.")
    play.write(BOB, "werkvraag", "Mijn team lacht niet.").next()
    mine, other = play.card_id("Ik krijg hem niet mee."), play.card_id("Te druk.")
    assert writers(play) == {}
    assert who_may(play, PlaceDots(card=mine, count=3)) == GROUP
    play.do(BOB, PlaceDots(card=mine, count=3))
    assert who_may(play, PlaceDots(card=other, count=3)) == GROUP - {BOB}
    assert {seen(play, who, mine).dots for who in ALL} == {3}
    assert who_may(play, PickCard(card=mine, picked=True)) == {LEADER}
    play.do(LEADER, PickCard(card=mine, picked=True))
    assert play.board.roles_of(BRINGER) == {"inbrenger"}
    play.next()


def _the_inbrenger_states_the_problem(play: Play) -> None:
    assert writers(play) == {"vraagstelling": {BRINGER}}
    play.write(BRINGER, "vraagstelling", "Hoe krijg ik hem mee?")
    assert who_sees(play, "Hoe krijg ik hem mee?") == ALL
    play.next()


def _what_it_calls_up(play: Play) -> None:
    assert writers(play) == {"associatie": LISTENERS}
    play.write(BOB, "associatie", "Mijn vader.").write(CEM, "associatie", "Een muur.")
    assert who_sees(play, "Een muur.") == {CEM}
    share = ShareCard(card=play.card_id("Een muur."))
    assert who_may(play, share) == {CEM}
    play.do(CEM, share)
    assert who_sees(play, "Een muur.") == ALL
    play.next()
    assert who_sees(play, "Mijn vader.") == {BOB}, "what is not shared stays one's own"


def _the_picture(play: Play) -> None:
    assert writers(play) == {"vraag": LISTENERS, "factor": GROUP}
    play.write(BOB, "vraag", "Wat zei je?")
    assert who_may(play, AnswerCard(card=play.card_id("Wat zei je?"), text="Nee.")) == {BRINGER}
    play.answer(BRINGER, "Wat zei je?", "Nee.")
    play.write(BRINGER, "factor", "Mijn geduld", zone="helpt")
    play.write(CEM, "factor", "De haast", zone="hindert")
    assert who_sees(play, "De haast") == ALL


def _judged(play: Play, variant: str) -> None:
    assert writers(play) in ({"advies": LISTENERS}, {}), "a group is made first"
    if variant == "oordeel-groepjes":
        for who, group in ((BOB, "1"), (CEM, "1"), (INBRENGER, "2"), (PIA, "2")):
            play.do(LEADER, PlaceInGroup(person=who, group=GroupId(group)))
    play.write(BOB, "advies", "Vraag wat hij wil.")
    early: set[PersonId] = {BOB} if variant == "oordeel-schriftelijk" else ALL
    assert who_sees(play, "Vraag wat hij wil.") == early
    assert who_may(play, RevealAll()) == ({LEADER} if early == {BOB} else set())


def _the_decision(play: Play) -> None:
    advice = play.card_id("Vraag wat hij wil.")
    assert who_sees(play, "Vraag wat hij wil.") == ALL
    assert writers(play) == {"inzicht": {BRINGER}, "actie": {BRINGER}}
    assert who_may(play, PickCard(card=advice, picked=True)) == {BRINGER}
    play.do(BRINGER, PickCard(card=advice, picked=True))
    play.write(BRINGER, "actie", "Ik vraag het hem maandag.").next()


def _behaviour_in_the_group(play: Play) -> None:
    assert writers(play) == {"herkenning": LISTENERS}
    play.write(CEM, "herkenning", "snel antwoordde")
    card = play.card_id("snel antwoordde")
    assert who_may(play, RateCard(card=card, value="herken-ik")) == {BRINGER}
    play.rate(BRINGER, "snel antwoordde", "herken-ik-niet")
    assert {one.value for who in ALL for one in seen(play, who, card).ratings} == {"herken-ik-niet"}
    play.next()


def _how_others_do_it(play: Play) -> None:
    assert writers(play) == {"eigen-aanpak": LISTENERS}
    play.write(INBRENGER, "eigen-aanpak", "ga ik koffie halen")
    assert who_sees(play, "ga ik koffie halen") == ALL
    assert who_sees(play, "Mijn vader.") == {BOB}
    assert OTHERS != LISTENERS, "roles went with the choice"
