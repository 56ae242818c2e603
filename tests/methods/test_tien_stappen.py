"""The ten-step method does what the method asks, above all in who keeps silent when."""

import pytest

from flapover.core.method import Role
from flapover.core.requests import (
    AnswerCard,
    GiveConsent,
    MoveCard,
    NextStep,
    RateCard,
    RevealAuthor,
    RewriteCard,
)
from tests.methods.facts import dutch, hidden_kinds, silent, step, who_may_write, writing
from tests.methods.stage import ALL, GROUP, OTHERS, seen, who_may, who_sees, writers
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, Play
from tests.play import writing as card

METHOD = dutch("tien-stappen")
(TELL, ASK, RATE, ANSWER, LAST, WORD, RATE_WORDS, TALK, FORCES, ACT) = METHOD.steps


def test_there_are_ten_steps_with_these_names() -> None:
    assert [one.id for one in METHOD.steps] == [
        *("situatie", "vragen", "vragen-waarderen", "antwoorden", "laatste-vragen"),
        *("formuleren", "formuleringen-waarderen", "bespreken", "krachten", "acties"),
    ]


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("situatie", {"gespreksleider", "deelnemer"}),
        ("vragen", {"inbrenger"}),
        ("vragen-waarderen", {"gespreksleider", "deelnemer"}),
        ("antwoorden", {"deelnemer"}),
        ("laatste-vragen", set()),
        ("formuleren", set()),
        ("formuleringen-waarderen", {"gespreksleider", "deelnemer"}),
        ("bespreken", {"deelnemer"}),
        ("krachten", set()),
        ("acties", {"deelnemer"}),
    ],
)
def test_these_roles_can_only_read_in_a_step(name: str, roles: set[Role]) -> None:
    assert silent(step(METHOD, name)) == roles


def test_until_step_8_every_role_is_told_what_not_to_do_where_it_must_not_react() -> None:
    for one in METHOD.steps[:7]:
        assert "deelnemer" in one.avoid, one.id
        assert "gespreksleider" in one.avoid, one.id


@pytest.mark.parametrize("name", ["situatie", "vragen", "antwoorden", "laatste-vragen"])
def test_nobody_reacts_to_what_is_said(name: str) -> None:
    said = " ".join(step(METHOD, name).avoid["deelnemer"])
    assert "Reageer niet" in said


@pytest.mark.parametrize("name", ["vragen-waarderen", "formuleringen-waarderen"])
def test_nobody_reacts_to_a_rating(name: str) -> None:
    assert "Reageer niet op de waardering." in step(METHOD, name).avoid["deelnemer"]


def test_step_1_the_inbrenger_does_not_say_the_dilemma_and_may_put_keywords_only() -> None:
    assert TELL.avoid["inbrenger"] == ("Noem nog niet wat je dilemma is.",)
    assert who_may_write(TELL) == {"steekwoord": ("inbrenger",)}
    assert writing(TELL, "steekwoord").min == 0


def test_step_2_each_of_the_others_writes_exactly_three_questions_for_themselves() -> None:
    rule = writing(ASK, "vraag")
    assert who_may_write(ASK) == {"vraag": ("deelnemer",)}
    assert (rule.min, rule.max, rule.hidden) == (3, 3, True)
    assert METHOD.kinds[rule.kind].hint == "open-question"


def test_step_2_not_even_the_number_of_questions_is_seen() -> None:
    assert not any(rule.count for one in METHOD.steps for rule in one.write)


def test_step_2_the_gespreksleider_lets_the_questions_be_read_one_author_at_a_time() -> None:
    assert ASK.reveal is not None
    assert ASK.reveal.kinds == ("vraag",)
    assert ASK.reveal.who == ("gespreksleider",)
    assert ASK.reveal.ways == ("author", "all")
    assert ASK.turns == ("deelnemer",)


def test_step_3_shows_the_questions_that_are_still_hidden() -> None:
    assert RATE.reveal_on_entry == ("vraag",)


@pytest.mark.parametrize("name", ["vragen-waarderen", "formuleringen-waarderen"])
def test_the_inbrenger_alone_rates_and_everybody_sees_it_at_once(name: str) -> None:
    rate = step(METHOD, name).rate
    assert rate is not None
    assert (rate.who, rate.scale, rate.visible) == (("inbrenger",), "warm-neutraal-koud", "now")
    assert step(METHOD, name).write == ()


def test_the_scale_is_warm_neutral_cold_as_plus_nought_minus() -> None:
    (scale,) = METHOD.scales.values()
    assert [(one.id, one.sign, one.tone) for one in scale.values] == [
        ("warm", "＋", "warm"),
        ("neutraal", "0", "neutral"),
        ("koud", "–", "cold"),
    ]


def test_step_3_rates_questions_and_step_7_formulations_of_the_others() -> None:
    assert RATE.rate is not None
    assert RATE_WORDS.rate is not None
    assert RATE.rate.kinds == ("vraag",)
    assert RATE_WORDS.rate.kinds == ("probleemformulering",)


def test_rating_is_over_when_the_step_is() -> None:
    assert [one.id for one in METHOD.steps if one.rate] == [RATE.id, RATE_WORDS.id]


def test_step_4_the_inbrenger_answers_the_questions_on_the_table_and_nobody_writes() -> None:
    assert ANSWER.write == ()
    assert ANSWER.answer is not None
    assert ANSWER.answer.who == ("inbrenger",)
    assert ANSWER.focus is not None
    assert ANSWER.turns == ()


def test_step_5_anyone_asks_on_without_limit_and_the_inbrenger_answers_at_once() -> None:
    rule = writing(LAST, "vraag")
    anyone = ("gespreksleider", "deelnemer")
    assert (rule.who, rule.min, rule.max, rule.hidden) == (anyone, 0, None, False)
    assert LAST.turns == anyone
    assert LAST.answer is not None
    assert LAST.answer.who == ("inbrenger",)
    assert LAST.ready == ("deelnemer",)


def test_step_6_everyone_writes_one_sentence_the_inbrenger_included() -> None:
    assert who_may_write(WORD) == {
        "probleemformulering": ("deelnemer",),
        "eigen-formulering": ("inbrenger",),
    }
    for rule in WORD.write:
        assert (rule.min, rule.max, rule.hidden) == (1, 1, True)
        assert METHOD.kinds[rule.kind].starter == "Mijn probleem is …"


def test_step_6_shows_all_sentences_but_that_of_the_inbrenger() -> None:
    assert WORD.reveal is not None
    assert WORD.reveal.kinds == ("probleemformulering",)
    assert RATE_WORDS.reveal_on_entry == ("probleemformulering",)
    assert TALK.reveal_on_entry == ("eigen-formulering",)


def test_three_kinds_are_secret_for_a_while() -> None:
    assert hidden_kinds(METHOD) == {"vraag", "probleemformulering", "eigen-formulering"}


def test_step_8_the_inbrenger_rewords_the_own_sentence_and_cannot_overwrite_it() -> None:
    assert TALK.rewrite is not None
    assert (TALK.rewrite.kinds, TALK.rewrite.who) == (("eigen-formulering",), ("inbrenger",))
    assert TALK.write == ()


def test_step_8_the_inbrenger_speaks_and_then_the_others_about_a_sentence_on_the_table() -> None:
    assert TALK.turns == ("inbrenger", "deelnemer")
    assert TALK.focus is not None
    assert set(TALK.focus.kinds) == {"probleemformulering", "eigen-formulering"}


def test_step_9_inbrenger_and_others_write_forces_and_ways_out_in_their_columns() -> None:
    for kind, zone in (("kracht", "in-stand"), ("uitweg", "uitwegen")):
        rule = writing(FORCES, kind)
        assert set(rule.who) == {"inbrenger", "deelnemer"}
        assert (rule.sheet, rule.zone, rule.hidden) == ("krachten", zone, False)


def test_step_10_opens_only_when_the_inbrenger_says_that_it_is_enough() -> None:
    assert FORCES.consent is not None
    assert FORCES.consent.who == "inbrenger"
    assert [one.id for one in METHOD.steps if one.consent] == [FORCES.id]


def test_step_10_the_inbrenger_alone_sorts_the_ways_out_and_writes_actions() -> None:
    assert ACT.move is not None
    assert (ACT.move.kinds, ACT.move.who) == (("uitweg",), ("inbrenger",))
    assert who_may_write(ACT) == {"actie": ("inbrenger",), "inzicht": ("inbrenger",)}
    sheet = METHOD.sheet(writing(ACT, "actie").sheet)
    assert sheet is not None
    assert [zone.id for zone in sheet.zones] == ["verder", "lastig", "inzichten"]


def test_step_10_the_group_may_still_talk() -> None:
    assert "deelnemer" in ACT.turns


def test_every_step_shows_the_flap_that_it_is_about() -> None:
    assert [one.sheet for one in METHOD.steps] == [
        *("situatie", "vragen", "vragen", "vragen", "vragen"),
        *("formuleringen", "formuleringen", "formuleringen", "krachten", "acties"),
    ]


def test_the_verslag_has_questions_formulations_forces_insights_and_actions() -> None:
    assert [heading.kinds for heading in METHOD.report] == [
        ("steekwoord",),
        ("vraag",),
        ("probleemformulering", "eigen-formulering"),
        ("kracht", "uitweg"),
        ("inzicht",),
        ("actie",),
    ]


def test_it_is_played_whole() -> None:
    play = Play(METHOD).start()
    _the_situation_and_the_questions(play)
    _the_questions_are_rated_and_answered(play)
    _the_problem_is_worded(play)
    _the_wordings_are_rated_and_talked_about(play)
    _forces_and_ways_out_until_it_is_enough(play)
    _what_the_inbrenger_does(play)


def _the_situation_and_the_questions(play: Play) -> None:
    assert writers(play) == {"steekwoord": {INBRENGER}}
    play.write(INBRENGER, "steekwoord", "maandag").next()
    assert writers(play) == {"vraag": OTHERS}
    for text in ("Wat raakt je?", "Wie was erbij?", "Wat deed jij toen?"):
        play.write(ANN, "vraag", text)
    play.refused(ANN, card("vraag", "Nog een?"), "too_many")
    play.write(BOB, "vraag", "Sinds wanneer?")
    assert who_sees(play, "Wat raakt je?") == {ANN}
    assert who_may(play, RevealAuthor(person=ANN)) == {LEADER}
    play.reveal(ANN)
    assert who_sees(play, "Wat raakt je?") == ALL
    assert who_sees(play, "Sinds wanneer?") == {BOB}
    play.next()
    assert who_sees(play, "Sinds wanneer?") == ALL


def _the_questions_are_rated_and_answered(play: Play) -> None:
    question = play.card_id("Wat raakt je?")
    assert writers(play) == {}
    assert who_may(play, RateCard(card=question, value="warm")) == {INBRENGER}
    assert who_may(play, AnswerCard(card=question)) == set()
    play.rate(INBRENGER, "Wat raakt je?", "warm").rate(INBRENGER, "Sinds wanneer?", "koud")
    assert {seen(play, who, question).ratings[0].value for who in ALL} == {"warm"}
    play.next()
    assert who_may(play, RateCard(card=question, value="koud")) == set()
    assert who_may(play, AnswerCard(card=question)) == {INBRENGER}
    play.focus(LEADER, "Wat raakt je?").answer(INBRENGER, "Wat raakt je?", "Dat hij lachte.")
    assert {one.text for who in ALL if (one := seen(play, who, question).answer)} == {
        "Dat hij lachte.",
    }
    play.next()
    assert writers(play) == {"vraag": {LEADER, *OTHERS}}
    play.write(CEM, "vraag", "En daarna?").answer(INBRENGER, "En daarna?").next()


def _the_problem_is_worded(play: Play) -> None:
    assert writers(play) == {"probleemformulering": OTHERS, "eigen-formulering": {INBRENGER}}
    play.write(ANN, "probleemformulering", "dat ik zwijg")
    play.write(INBRENGER, "eigen-formulering", "dat hij lacht")
    assert who_sees(play, "dat ik zwijg") == {ANN}
    assert who_sees(play, "dat hij lacht") == {INBRENGER}
    play.next()
    assert who_sees(play, "dat ik zwijg") == ALL
    assert who_sees(play, "dat hij lacht") == {INBRENGER}


def _the_wordings_are_rated_and_talked_about(play: Play) -> None:
    assert writers(play) == {}
    wording = play.card_id("dat ik zwijg")
    assert who_may(play, RateCard(card=wording, value="warm")) == {INBRENGER}
    play.rate(INBRENGER, "dat ik zwijg", "warm").next()
    assert who_sees(play, "dat hij lacht") == ALL
    anew = RewriteCard(card=play.card_id("dat hij lacht"), text="dat ik niets zeg")
    assert who_may(play, anew) == {INBRENGER}
    play.do(INBRENGER, anew)
    assert {seen(play, who, anew.card).earlier for who in ALL} == {("dat hij lacht",)}
    play.next()


def _forces_and_ways_out_until_it_is_enough(play: Play) -> None:
    assert writers(play) == {"kracht": GROUP, "uitweg": GROUP}
    play.write(BOB, "kracht", "Ik wil aardig zijn.").write(CEM, "uitweg", "Zeg één zin.")
    assert who_sees(play, "Zeg één zin.") == ALL
    play.refused(LEADER, NextStep(step=play.step), "needs_consent")
    assert who_may(play, GiveConsent(step=play.step, given=True)) == {INBRENGER}
    play.consent().next()


def _what_the_inbrenger_does(play: Play) -> None:
    assert writers(play) == {"actie": {INBRENGER}, "inzicht": {INBRENGER}}
    moving = play.moving("Zeg één zin.", "acties", "verder")
    assert isinstance(moving, MoveCard)
    assert who_may(play, moving) == {INBRENGER}
    play.do(INBRENGER, moving).write(INBRENGER, "actie", "Morgen zeg ik het.")
    assert {seen(play, who, moving.card).zone for who in ALL} == {"verder"}
    assert who_sees(play, "Morgen zeg ik het.") == ALL
