"""The walk in twos does what the method asks: duos go out, are called back, and bring results."""

from flapover.core.ids import GroupId
from flapover.core.requests import EditCard, PlaceInGroup, SplitByChance
from tests.methods.facts import dutch, silent, step, who_may_write, writing
from tests.methods.stage import ALL, GROUP, open_step, seen, who_may, who_sees, writers
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, PIA, SCREEN, Play
from tests.play import writing as card

METHOD = dutch("wandeling")
(ASK, DUOS, WALK, BACK) = METHOD.steps


def test_the_question_and_what_is_expected_back_come_from_who_has_the_question() -> None:
    assert who_may_write(ASK) == {
        "werkvraag": ("gespreksleider", "inbrenger"),
        "opbrengst": ("gespreksleider", "inbrenger"),
    }
    assert not METHOD.needs_inbrenger


def test_there_are_duos_and_nobody_walks_off_before_the_signal() -> None:
    assert DUOS.split is not None
    assert DUOS.split.form == "duos"
    assert DUOS.avoid["deelnemer"] == ("Loop nog niet weg; wacht op het startsein.",)


def test_phones_call_people_back_from_the_walk_and_nobody_writes_on_the_way() -> None:
    assert [one.id for one in METHOD.steps if one.signal] == [WALK.id]
    assert silent(WALK) == {"gespreksleider", "inbrenger", "deelnemer"}


def test_results_are_those_of_the_duo() -> None:
    rule = writing(BACK, "resultaat")
    assert (rule.per_group, rule.max) == (True, 3)
    assert step(METHOD, "terug") is BACK


def test_it_is_played_whole() -> None:
    play = Play(METHOD).start()
    _the_question(play)
    _duos_are_formed(play)
    _they_walk(play)
    _each_duo_brings_its_result(play)


def _the_question(play: Play) -> None:
    assert writers(play) == {"werkvraag": {INBRENGER, LEADER}, "opbrengst": {INBRENGER, LEADER}}
    play.write(INBRENGER, "werkvraag", "Hoe houden we het leuk?")
    play.write(LEADER, "opbrengst", "Eén idee per duo")
    assert who_sees(play, "Hoe houden we het leuk?") == ALL
    play.next()


def _duos_are_formed(play: Play) -> None:
    assert writers(play) == {}
    assert who_may(play, SplitByChance(step=play.step)) == {LEADER}
    play.do(LEADER, SplitByChance(step=play.step))
    sizes = sorted(len(one.members) for one in play.round_seen_by(SCREEN).groups)
    assert sizes == [2, 3], "five people: one trio"
    for who, duo in ((ANN, "1"), (BOB, "1"), (CEM, "2"), (INBRENGER, "2"), (PIA, "2")):
        play.do(LEADER, PlaceInGroup(person=who, group=GroupId(duo)))
    members = {str(one.id): set(one.members) for one in play.round_seen_by(ANN).groups}
    assert members == {"1": {ANN, BOB}, "2": {CEM, INBRENGER, PIA}}
    play.next()


def _they_walk(play: Play) -> None:
    assert writers(play) == {}
    assert open_step(play, ANN).signal
    assert who_sees(play, "Hoe houden we het leuk?") == ALL, "the question goes with them"
    play.next()


def _each_duo_brings_its_result(play: Play) -> None:
    assert writers(play) == {"resultaat": GROUP}
    for count in range(3):
        play.write(ANN, "resultaat", f"Samen lunchen {count}")
    play.refused(BOB, card("resultaat", "Nog een."), "too_many")
    assert writers(play) == {"resultaat": {CEM, INBRENGER}}
    result = play.card_id("Samen lunchen 0")
    assert seen(play, SCREEN, result).group == "1"
    assert who_may(play, EditCard(card=result, text="Elke week lunchen")) == {ANN, BOB}
    play.edit(BOB, "Samen lunchen 0", "Elke week lunchen")
    play.write(CEM, "resultaat", "Vaker wandelen")
    assert who_sees(play, "Vaker wandelen") == ALL
