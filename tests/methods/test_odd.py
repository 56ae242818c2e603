"""A method that nobody foresaw: kinds, scales, groups and steps of its own, and no code for it.

It resembles none of those that come along, and is used as a group uses its own: from a file.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from flapover.core.ids import GroupId, KindId, StepId
from flapover.core.project import snapshot
from flapover.core.requests import (
    AnswerCard,
    GiveTurn,
    LinkCards,
    MarkReady,
    NextStep,
    PickCard,
    PlaceDots,
    PlaceInGroup,
    RateCard,
    RepeatBlock,
    RewriteCard,
    ShareCard,
    WriteCard,
)
from flapover.core.views import LeadView
from flapover.methods import read_own
from flapover.report import gathered, markdown
from tests.methods.stage import ALL, GROUP, in_parts, seen, together, who_may, who_sees, writers
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, PIA, SCREEN, Play, library

YAML = (Path(__file__).parent / "weerbericht.yaml").read_text("utf-8")
METHOD = read_own(YAML.encode())
HIGH, LOW = "stilte na de vraag", "haast voor het eind"
CLOUD, OTHER = f"{HIGH}\n2026-11-02\nDe ploeg", f"{LOW}\n2026-10-30"
PART_OF = {INBRENGER: "noord", ANN: "noord", BOB: "zuid", CEM: "zee", PIA: "zee"}


def test_it_resembles_no_method_that_comes_along() -> None:
    others = list(library())
    own = {"wolk", "vlaag", "bliksem", "barometer", "logboek", "paraplu"}
    assert set(METHOD.kinds) == own
    assert not any(own & set(other.kinds) for other in others)
    assert not any(set(METHOD.scales) & set(other.scales) for other in others)
    assert all(other.id != METHOD.id for other in others)
    assert not any("deelnemer" in step.away for other in others for step in other.steps)


def test_the_command_line_finds_nothing_wrong_with_it(tmp_path: Path) -> None:
    path = tmp_path / "weerbericht.yaml"
    path.write_text(YAML, "utf-8")
    command = [sys.executable, "-m", "flapover", "methods", "check", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


@pytest.mark.parametrize("way", ["onweer", "stilte"])
def test_it_is_played_whole(way: str) -> None:
    play = Play("post-it").plan_own(METHOD).start()
    assert play.round.method == METHOD
    _clouds_come_out_when_all_are_ready(play)
    _three_winds(play)
    _one_of_two_ways(play, way)
    _the_others_turn_their_backs(play)
    _everybody_measures(play)
    _once_more_for_another(play)
    _the_rainbow(play)
    _tomorrow(play)
    _what_goes_home(play, way)


def _clouds_come_out_when_all_are_ready(play: Play) -> None:
    assert writers(play) == {"wolk": GROUP}
    column = "hoog"
    play.do(
        ANN, in_parts("wolk", f"wat: {HIGH}", "sinds: 2026-11-02", "bij: De ploeg", zone=column)
    )
    play.do(BOB, in_parts("wolk", f"wat: {LOW}", "sinds: 2026-10-30", zone="laag"))
    assert who_sees(play, CLOUD) == {ANN}
    assert play.round_seen_by(SCREEN).hidden == {"wolk": 2}
    play.ready(INBRENGER, ANN, BOB, CEM)
    assert who_sees(play, CLOUD) == {ANN}
    play.do(LEADER, MarkReady(step=play.step, ready=True), on_behalf_of=PIA)
    assert who_sees(play, CLOUD) == who_sees(play, OTHER) == ALL
    play.next()


def _three_winds(play: Play) -> None:
    play.refused(LEADER, NextStep(step=play.step), "needs_split")
    for who, part in PART_OF.items():
        play.do(LEADER, PlaceInGroup(person=who, group=GroupId(part)))
    assert play.now_seen_by(BOB).tell_group == "Wat trekt weg?"
    assert play.now_seen_by(BOB).avoid == ()
    north = next(who for who, part in PART_OF.items() if part == "noord")
    assert play.now_seen_by(north).avoid == ("Kijk niet om.", "Fluit niet.")
    assert writers(play) == {"vlaag": GROUP}
    cloud = play.card_id(CLOUD)
    play.do(ANN, WriteCard(kind=KindId("vlaag"), text="naar binnen", sources=(cloud,)))
    assert writers(play) == {"vlaag": {BOB, CEM}}, "one of each part"
    play.edit(INBRENGER, "naar binnen", "naar binnen toe")
    assert seen(play, SCREEN, play.card_id("naar binnen toe")).sources == (cloud,)
    floor = {who for who in GROUP if LEADER in who_may(play, GiveTurn(person=who))}
    assert floor == {CEM}
    play.do(LEADER, GiveTurn(person=CEM))
    play.do(BOB, PlaceDots(card=cloud, count=3)).do(CEM, PlaceDots(card=cloud, count=1))
    play.refused(BOB, PlaceDots(card=cloud, count=4), "too_many")
    assert seen(play, LEADER, cloud).dots is None
    assert seen(play, BOB, cloud).my_dots == 3


def _one_of_two_ways(play: Play, way: str) -> None:
    choices = [one.step for one in play.view(LEADER, LeadView).choices]
    assert choices == ["onweer", "stilte"]
    play.do(LEADER, NextStep(step=play.step, variant=StepId(way)))
    if way == "stilte":
        assert writers(play) == {}
    else:
        play.write(CEM, "bliksem", "Niemand luistert echt")
        card = play.card_id("Niemand luistert echt")
        assert {who: seen(play, who, card).by for who in (CEM, ANN, LEADER, SCREEN)} == {
            CEM: CEM, ANN: None, LEADER: None, SCREEN: None,
        }  # fmt: skip
    play.next()


def _the_others_turn_their_backs(play: Play) -> None:
    assert play.now_seen_by(ANN).away
    assert not play.now_seen_by(INBRENGER).away
    assert play.texts_seen_by(ANN) == []
    assert CLOUD in play.texts_seen_by(INBRENGER)
    assert writers(play) == {
        "barometer": {INBRENGER, LEADER}, "logboek": {ANN, BOB, CEM},
    }  # fmt: skip
    play.do(INBRENGER, together(play, "barometer", "zakt"))
    play.do(LEADER, together(play, "barometer", "Hij "))
    play.write(ANN, "logboek", "Het is stil achter mij")
    assert who_sees(play, "Hij zakt") == {INBRENGER, LEADER, SCREEN}
    assert who_sees(play, "Het is stil achter mij") == {ANN}
    play.next()


def _everybody_measures(play: Play) -> None:
    cloud, gust = play.card_id(CLOUD), play.card_id("naar binnen toe")
    assert {seen(play, who, cloud).dots for who in ALL} == {4}, "the dots came out with the step"
    for criterion in ("kracht", "duur"):
        rating = RateCard(card=cloud, value="orkaan", criterion=criterion)
        assert who_may(play, rating) == {ANN, BOB, CEM}
        play.do(ANN, rating)
    assert {who: len(seen(play, who, cloud).ratings) for who in (ANN, BOB, SCREEN)} == {
        ANN: 2, BOB: 0, SCREEN: 0,
    }  # fmt: skip
    play.refused(ANN, RateCard(card=cloud, value="zon", criterion="kracht"), "no_such_value")
    play.refused(LEADER, NextStep(step=play.step), "needs_pick")
    assert who_may(play, PickCard(card=cloud, picked=True)) == {ANN, BOB, CEM}
    play.do(BOB, PickCard(card=cloud, picked=True))
    play.do(INBRENGER, LinkCards(card=cloud, other=gust, linked=True))
    note = play.card_id("Het is stil achter mij")
    assert who_may(play, ShareCard(card=note)) == {ANN}
    play.do(ANN, ShareCard(card=note))
    assert who_sees(play, "Het is stil achter mij") == ALL


def _once_more_for_another(play: Play) -> None:
    play.do(LEADER, RepeatBlock(step=play.step, inbrenger=BOB))
    assert (play.step, play.round_seen_by(ANN).lap) == ("lucht", 2)
    play.do(INBRENGER, in_parts("wolk", "wat: damp", "sinds: 2026-11-19", zone="laag"))
    assert who_sees(play, "damp\n2026-11-19") == {INBRENGER}
    play.next()
    for who, part in PART_OF.items():
        play.do(LEADER, PlaceInGroup(person=who, group=GroupId(part)))
    play.next().next().next()
    play.refused(LEADER, NextStep(step=play.step), "needs_pick")
    play.do(ANN, PickCard(card=play.card_id("damp\n2026-11-19"), picked=True))
    play.next()


def _the_rainbow(play: Play) -> None:
    assert {len(seen(play, who, play.card_id(CLOUD)).ratings) for who in ALL} == {2}
    anew = RewriteCard(card=play.card_id("Hij zakt"), text="Hij staat stil")
    assert who_may(play, anew) == GROUP
    play.do(CEM, anew)
    barometer = seen(play, SCREEN, play.card_id("Hij staat stil"))
    assert (barometer.earlier, barometer.reworded_by) == (("Hij zakt",), (CEM,))
    answer = AnswerCard(card=play.card_id("naar binnen toe"), text="Ik ruik regen")
    assert who_may(play, answer) == {INBRENGER, ANN, CEM}, "all but the new inbrenger"
    play.do(ANN, answer).next()


def _tomorrow(play: Play) -> None:
    barometer = play.card_id("Hij staat stil")
    parasol = WriteCard(kind=KindId("paraplu"), text="Ik bel vrijdag", sources=(barometer,))
    play.do(BOB, parasol)
    play.rate(CEM, "Hij staat stil", "storm")
    assert {seen(play, who, barometer).ratings[0].value for who in ALL} == {"storm"}
    play.focus(BOB, "Ik bel vrijdag")
    assert play.lead_seen_by(LEADER).waits_for == ("consent",)
    play.refused(LEADER, NextStep(step=play.step, anyway=True), "needs_consent")
    play.consent(ANN).next()
    assert play.step == "na"
    assert writers(play) == {}


def _what_goes_home(play: Play, way: str) -> None:
    told = markdown(gathered(snapshot(play.scene, CEM)))
    for heading in ("Dit hing er in de lucht", "Waar het waaide", "Mee naar buiten"):
        assert heading in told
    for said in ("Het weerbericht", HIGH, LOW, "naar binnen toe", "Hij staat stil"):
        assert said in told
    assert "Boven ons hangt" in told
    assert "- Ik bel vrijdag *(Bob)*\n  - uit: ‘Hij staat stil’" in told
    assert ("Niemand luistert echt" in told) == (way == "onweer")
