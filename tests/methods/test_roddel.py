"""The gossip method does what the method asks: the inbrenger turns their back, and comes back."""

from flapover.core.requests import AnswerCard, RateCard, RevealAll, ShareCard
from tests.methods.facts import dutch, step, who_may_write, writing
from tests.methods.stage import ALL, OTHERS, seen, together, who_may, who_sees, writers
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, SCREEN, Play

METHOD = dutch("roddel")
ADVICE = "Zeg het hem gewoon."


def test_there_are_five_steps_with_these_names() -> None:
    assert [one.id for one in METHOD.steps] == [
        *("vraag", "vragen", "roddelen", "terug", "terugkijken")
    ]


def test_each_of_the_others_asks_three_creative_questions() -> None:
    rule = writing(step(METHOD, "vragen"), "vraag")
    assert (rule.who, rule.min, rule.max, rule.hidden) == (("deelnemer",), 3, 3, False)


def test_the_inbrenger_is_away_while_the_others_gossip_and_has_private_notes() -> None:
    gossip = step(METHOD, "roddelen")
    assert gossip.away == ("inbrenger",)
    assert [one.id for one in METHOD.steps if one.away] == [gossip.id]
    assert writing(gossip, "notitie").private
    assert writing(gossip, "gezamenlijk-advies").joint
    assert gossip.avoid["inbrenger"] == ("Kijk niet om.", "Bemoei je er niet mee.")


def test_the_inbrenger_says_whether_the_advice_fits() -> None:
    rate = step(METHOD, "terug").rate
    assert rate is not None
    assert (rate.scale, rate.who, rate.visible) == ("past", ("inbrenger",), "now")
    assert [value.id for value in METHOD.scales[rate.scale].values] == [
        *("past", "past-deels", "past-niet")
    ]


def test_at_the_end_both_sides_look_back() -> None:
    assert who_may_write(step(METHOD, "terugkijken")) == {
        "leerpunt": ("inbrenger",),
        "actie": ("inbrenger",),
        "terugblik": ("deelnemer",),
    }


def test_it_is_played_whole() -> None:
    play = Play(METHOD).start()
    _the_question(play)
    _three_questions_each(play)
    _gossip(play)
    _the_inbrenger_comes_back(play)
    _all_look_back(play)


def _the_question(play: Play) -> None:
    assert writers(play) == {"werkvraag": {INBRENGER}}
    play.write(INBRENGER, "werkvraag", "Hoe zeg ik het hem?")
    assert who_sees(play, "Hoe zeg ik het hem?") == ALL
    play.next()


def _three_questions_each(play: Play) -> None:
    assert writers(play) == {"vraag": OTHERS}
    for count in range(3):
        play.write(ANN, "vraag", f"Welk dier is het? {count}")
    assert writers(play) == {"vraag": OTHERS - {ANN}}
    animal = play.card_id("Welk dier is het? 1")
    assert who_may(play, AnswerCard(card=animal, text="Een beer.")) == {INBRENGER}
    play.answer(INBRENGER, "Welk dier is het? 1", "Een beer.")
    play.next()


def _gossip(play: Play) -> None:
    assert writers(play) == {"notitie": {INBRENGER}, "gezamenlijk-advies": OTHERS}
    assert play.texts_seen_by(INBRENGER) == [], "the board is gone"
    play.write(INBRENGER, "notitie", "Au.").write(INBRENGER, "notitie", "Grappig.")
    frames = len(play.frames[INBRENGER])
    play.do(ANN, together(play, "gezamenlijk-advies", "het hem gewoon."))
    play.do(BOB, together(play, "gezamenlijk-advies", "Zeg "))
    assert len(play.frames[INBRENGER]) == frames, "not a byte tells that they write"
    assert who_sees(play, ADVICE) == ALL - {INBRENGER}
    assert play.texts_seen_by(INBRENGER) == ["Au.", "Grappig."]
    assert who_sees(play, "Au.") == {INBRENGER}
    assert who_may(play, ShareCard(card=play.card_id("Au."))) == set()
    play.next()


def _the_inbrenger_comes_back(play: Play) -> None:
    advice = play.card_id(ADVICE)
    assert who_sees(play, ADVICE) == ALL
    assert writers(play) == {"inzicht": {INBRENGER}}
    assert who_may(play, RateCard(card=advice, value="past")) == {INBRENGER}
    play.do(INBRENGER, RateCard(card=advice, value="past-deels"))
    assert {one.value for who in ALL for one in seen(play, who, advice).ratings} == {"past-deels"}
    assert who_may(play, RevealAll()) == set()
    assert who_may(play, ShareCard(card=play.card_id("Au."))) == {INBRENGER}
    play.do(INBRENGER, ShareCard(card=play.card_id("Au.")))
    assert who_sees(play, "Au.") == ALL
    assert who_sees(play, "Grappig.") == {INBRENGER}
    play.next()


def _all_look_back(play: Play) -> None:
    assert writers(play) == {
        "leerpunt": {INBRENGER},
        "actie": {INBRENGER},
        "terugblik": OTHERS,
    }
    assert play.round_seen_by(SCREEN).queue[0] == INBRENGER
    play.write(INBRENGER, "leerpunt", "Ik wacht te lang.").write(CEM, "terugblik", "Met zorg.")
    assert who_sees(play, "Met zorg.") == ALL
    assert who_sees(play, "Grappig.") == {INBRENGER}, "for ever"
    assert LEADER not in writers(play)["terugblik"]
