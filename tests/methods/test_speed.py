"""Speed: a few questions, one sentence from everybody, and only what touches becomes visible."""

from flapover.core.requests import PickCard, RateCard, RevealAll, ShareCard
from tests.methods.facts import dutch, hidden_kinds, step
from tests.methods.facts import writing as rule_of
from tests.methods.opened import closed, opened, opened_to_all
from tests.methods.stage import ALL, GROUP, seen, who_may, who_sees, writers
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, SCREEN, Play, writing

METHOD = dutch("speed")
OTHERS = (LEADER, ANN, BOB, CEM, SCREEN)
ASKING = {
    LEADER: {"focus vraag"},
    INBRENGER: {"answer vraag", "focus vraag"},
    ANN: {"write vraag"},
    SCREEN: set(),
}


def sentences() -> Play:
    """Return a play in which three people and the inbrenger have finished the sentence."""
    play = Play("speed").at_step("formuleren")
    play.write(ANN, "probleemformulering", "dat ik wacht")
    play.write(BOB, "probleemformulering", "dat ik bang ben")
    play.write(CEM, "probleemformulering", "dat niemand luistert")
    return play.write(INBRENGER, "eigen-formulering", "dat ik het zelf niet zeg")


def test_there_are_six_steps_in_half_an_hour_and_the_second_round_is_optional() -> None:
    assert [one.id for one in METHOD.steps] == [
        *("casus", "vragen", "nog-een-ronde", "formuleren", "luisteren", "raken"),
    ]
    assert METHOD.minutes <= 30
    assert [one.id for one in METHOD.steps if one.optional] == ["nog-een-ronde"]


def test_step_1_the_inbrenger_alone_writes_and_the_others_listen() -> None:
    play = Play("speed").at_step("casus")
    assert opened_to_all(play) == {
        LEADER: set(), INBRENGER: {"write werkvraag"}, ANN: set(), SCREEN: set(),
    }  # fmt: skip
    play.refused(ANN, writing("vraag", "Waarom?"), "not_now")
    play.write(INBRENGER, "werkvraag", "Ik stel het uit")
    assert play.texts_seen_by(SCREEN) == ["Ik stel het uit"]
    play.refused(INBRENGER, writing("werkvraag", "En nog iets"), "too_many")


def test_steps_2_and_3_the_others_ask_and_the_inbrenger_answers_at_once() -> None:
    for name in ("vragen", "nog-een-ronde"):
        play = Play("speed").at_step(name)
        assert opened_to_all(play) == ASKING
        play.write(ANN, "vraag", "Sinds wanneer?")
        assert play.texts_seen_by(BOB) == ["Sinds wanneer?"]
        play.answer(INBRENGER, "Sinds wanneer?", "Sinds mei")
        play.refused(INBRENGER, writing("vraag", "Aan mezelf"), "not_now")


def test_step_4_everyone_finishes_one_sentence_that_nobody_else_sees() -> None:
    for kind in ("probleemformulering", "eigen-formulering"):
        assert METHOD.kinds[rule_of(step(METHOD, "formuleren"), kind).kind].starter == (
            "Mijn probleem is …"
        )
    play = sentences()
    assert opened_to_all(play) == {
        LEADER: set(),
        INBRENGER: {"write eigen-formulering"},
        ANN: {"write probleemformulering", "ready"},
        SCREEN: set(),
    }
    assert play.texts_seen_by(ANN) == ["dat ik wacht"]
    assert play.texts_seen_by(INBRENGER) == ["dat ik het zelf niet zeg"]
    assert play.texts_seen_by(LEADER) == play.texts_seen_by(SCREEN) == []
    play.refused(ANN, writing("probleemformulering", "Nog een"), "too_many")
    play.refused(LEADER, RevealAll(), "not_now")


def test_step_5_the_sentences_come_out_one_author_at_a_time_and_that_of_the_inbrenger_never() -> (
    None
):
    play = sentences().at_step("luisteren")
    assert opened_to_all(play) == {
        LEADER: {"reveal probleemformulering"},
        INBRENGER: {
            *("write gehoord", "write eigen-formulering"),
            *("rate probleemformulering", "ready"),
        },
        ANN: set(),
        SCREEN: set(),
    }
    play.reveal(BOB)
    assert play.texts_seen_by(SCREEN) == ["dat ik bang ben"]
    play.reveal_all()
    assert set(play.texts_seen_by(SCREEN)) == {
        *("dat ik wacht", "dat ik bang ben", "dat niemand luistert"),
    }
    for who in OTHERS:
        assert "dat ik het zelf niet zeg" not in play.texts_seen_by(who)


def test_P21_step_5_nobody_but_the_inbrenger_sees_a_rating_then_or_later() -> None:
    play = sentences().at_step("luisteren").reveal_all()
    before = {who: dict(play.told[who]) for who in OTHERS}
    play.rate(INBRENGER, "dat ik wacht", "warm").rate(INBRENGER, "dat ik bang ben", "koud")
    assert {who: play.told[who] for who in OTHERS} == before
    (own,) = play.card_seen_by(INBRENGER, "dat ik wacht").ratings
    assert own.value == "warm"
    play.at_step("raken")
    for who in OTHERS:
        assert all(card.ratings == () for card in play.cards_seen_by(who))
    card = play.card_id("dat ik wacht")
    closed(play, RateCard(card=card, value="warm"), LEADER, ANN, SCREEN)


def test_step_6_only_what_the_inbrenger_points_out_is_seen_to_touch() -> None:
    play = sentences().at_step("luisteren").reveal_all().rate(INBRENGER, "dat ik wacht", "warm")
    play.at_step("raken")
    focus = {"focus probleemformulering", "focus eigen-formulering", "focus gehoord"}
    assert opened(play, LEADER) == focus
    assert opened(play, ANN) == opened(play, SCREEN) == set()
    assert opened(play, INBRENGER) == {
        *("write inzicht", "write actie"),
        *("pick probleemformulering", "share eigen-formulering", "share gehoord"),
        *focus,
    }
    card = play.card_id("dat ik bang ben")
    closed(play, PickCard(card=card, picked=True), LEADER, ANN, SCREEN)
    play.do(INBRENGER, PickCard(card=card, picked=True))
    assert [one.text for one in play.cards_seen_by(SCREEN) if one.picked] == ["dat ik bang ben"]


def test_step_6_the_inbrenger_shares_the_own_sentence_only_when_they_want_to() -> None:
    play = sentences().at_step("raken")
    own = play.card_id("dat ik het zelf niet zeg")
    assert own not in {card.id for card in play.cards_seen_by(ANN)}
    for who in (LEADER, ANN):
        play.refused(who, ShareCard(card=own), "no_such_card")
    play.do(INBRENGER, ShareCard(card=own))
    assert "dat ik het zelf niet zeg" in play.texts_seen_by(ANN)
    play.write(INBRENGER, "inzicht", "Ik wacht op mezelf")
    play.refused(ANN, writing("inzicht", "Dat zag ik al"), "not_now")


def test_P21_step_5_the_inbrenger_notes_what_they_heard_and_shows_what_they_choose() -> None:
    play = sentences().at_step("luisteren").reveal(BOB)
    for text in ("dat ik bang ben!", "wachten"):
        play.write(INBRENGER, "gehoord", text)
    assert rule_of(step(METHOD, "luisteren"), "gehoord").max is None
    play.at_step("raken")
    for who in OTHERS:
        assert not {"dat ik bang ben!", "wachten"} & set(play.texts_seen_by(who))
    play.refused(LEADER, ShareCard(card=play.card_id("wachten")), "no_such_card")
    play.do(INBRENGER, ShareCard(card=play.card_id("dat ik bang ben!")))
    assert "dat ik bang ben!" in play.texts_seen_by(ANN)
    assert "wachten" not in play.texts_seen_by(ANN)


def test_what_is_secret_and_the_scale() -> None:
    assert hidden_kinds(METHOD) == {"probleemformulering", "eigen-formulering", "gehoord"}
    rate = step(METHOD, "luisteren").rate
    assert rate is not None
    assert (rate.scale, rate.visible, rate.who) == ("warm-lauw-koud", "never", ("inbrenger",))


def test_the_others_neither_explain_nor_defend_their_sentence() -> None:
    assert "Licht je zin niet toe." in step(METHOD, "luisteren").avoid["deelnemer"]
    assert "Verdedig je zin niet." in step(METHOD, "raken").avoid["deelnemer"]


def test_the_verslag_has_the_case_questions_sentences_insights_and_actions() -> None:
    assert [heading.kinds for heading in METHOD.report] == [
        ("werkvraag",),
        ("vraag",),
        ("probleemformulering", "eigen-formulering"),
        ("gehoord",),
        ("inzicht",),
        ("actie",),
    ]


def test_it_is_played_whole() -> None:
    play = Play(METHOD).start()
    assert writers(play) == {"werkvraag": {INBRENGER}}
    play.write(INBRENGER, "werkvraag", "Ik stel het uit").next()
    for text in ("Sinds wanneer?", "Wat dan?"):
        assert writers(play) == {"vraag": GROUP - {INBRENGER}}
        play.write(ANN, "vraag", text).answer(INBRENGER, text).next()
    assert writers(play) == {
        "probleemformulering": GROUP - {INBRENGER}, "eigen-formulering": {INBRENGER},
    }  # fmt: skip
    play.write(ANN, "probleemformulering", "dat ik wacht")
    play.write(BOB, "probleemformulering", "dat ik bang ben")
    play.write(INBRENGER, "eigen-formulering", "dat ik niets zeg")
    assert who_sees(play, "dat ik wacht") == {ANN}
    play.next().reveal(ANN).reveal_all()
    sentence, own = play.card_id("dat ik wacht"), play.card_id("dat ik niets zeg")
    assert who_sees(play, "dat ik wacht") == who_sees(play, "dat ik bang ben") == ALL
    assert who_may(play, RateCard(card=sentence, value="warm")) == {INBRENGER}
    play.rate(INBRENGER, "dat ik wacht", "warm")
    assert {who for who in ALL if seen(play, who, sentence).ratings} == {INBRENGER}
    play.next()
    assert who_may(play, PickCard(card=sentence, picked=True)) == {INBRENGER}
    play.do(INBRENGER, PickCard(card=sentence, picked=True))
    assert all(seen(play, who, sentence).picked for who in ALL)
    assert who_may(play, ShareCard(card=own)) == {INBRENGER}
    play.do(INBRENGER, ShareCard(card=own)).write(INBRENGER, "actie", "Ik begin vandaag")
    assert who_sees(play, "dat ik niets zeg") == who_sees(play, "Ik begin vandaag") == ALL
