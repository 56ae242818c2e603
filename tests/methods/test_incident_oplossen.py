"""The incident method for solving does what the method asks, played with all roles."""

from flapover.core.requests import (
    AnswerCard,
    EditCard,
    FocusCard,
    NextStep,
    NextTurn,
    PickCard,
    RevealAll,
    RewriteCard,
    WriteCard,
)
from tests.methods.facts import dutch, hidden_kinds, silent, who_may_write, writing
from tests.methods.stage import ALL, OTHERS, in_parts, seen, who_may, who_sees, writers
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, PIA, SCREEN, Play
from tests.play import writing as card

METHOD = dutch("incident-oplossen")
(TELL, EXPLORE, ANSWER, ANALYSE, TIPS, CHECK, ACT) = METHOD.steps


def test_there_are_seven_steps_with_these_names() -> None:
    assert [one.id for one in METHOD.steps] == [
        *("ervaring", "verkennen", "antwoorden", "analyse", "tips", "toetsen", "stap")
    ]


def test_step_1_the_inbrenger_says_what_happened_why_they_bring_it_and_what_they_expect() -> None:
    assert who_may_write(TELL) == {"incident": ("inbrenger",)}
    assert [part.id for part in METHOD.kinds[writing(TELL, "incident").kind].parts] == [
        *("gebeurtenis", "waarom", "verwachting")
    ]
    assert "Onderbreek de inbrenger niet." in TELL.avoid["deelnemer"]


def test_step_2_asks_about_context_convictions_feelings_and_attitude() -> None:
    rule = writing(EXPLORE, "vraag")
    assert rule.who == EXPLORE.turns == ("gespreksleider", "deelnemer"), "everyone asks"
    sheet = METHOD.sheet(rule.sheet)
    assert sheet is not None
    assert rule.zone is None
    assert [zone.id for zone in sheet.zones] == [
        *("situatie", "overtuigingen", "gevoelens", "houding")
    ]
    assert len(rule.guide) == 4


def test_step_3_the_inbrenger_chooses_the_questions_and_others_ask_on() -> None:
    assert ANSWER.pick is not None
    assert (ANSWER.pick.who, ANSWER.pick.kinds) == (("inbrenger",), ("vraag",))
    assert who_may_write(ANSWER) == {"vraag": ("deelnemer",)}


def test_step_4_the_inbrenger_comes_last_in_the_rondje() -> None:
    assert ANALYSE.turn_order == "inbrenger-last"
    assert set(ANALYSE.turns) == {"inbrenger", "deelnemer"}
    assert hidden_kinds(METHOD) == {"analyse"}


def test_step_5_the_inbrenger_and_the_gespreksleider_are_silent() -> None:
    assert silent(TIPS) == {"inbrenger", "gespreksleider"}


def test_step_6_asks_the_five_questions_and_needs_the_consent_of_the_inbrenger() -> None:
    assert len(METHOD.kinds[writing(CHECK, "tussenstand").kind].parts) == 5
    assert CHECK.consent is not None
    assert CHECK.consent.who == "inbrenger"


def test_step_7_the_action_is_plain_or_smart_and_reporting_back_is_on_the_agenda() -> None:
    assert who_may_write(ACT) == {
        "actie": ("inbrenger",),
        "smart-actie": ("inbrenger",),
        "terugkoppeling": ("inbrenger", "gespreksleider"),
    }
    assert METHOD.report[-1].kinds == ("terugkoppeling",)


def test_it_is_played_whole() -> None:
    play = Play(METHOD).start()
    _the_inbrenger_tells(play)
    _everyone_asks(play)
    _the_inbrenger_chooses_and_answers(play)
    _everyone_analyses(play)
    _others_give_tips(play)
    _is_it_enough(play)
    _the_inbrenger_says_what_to_do(play)


def _the_inbrenger_tells(play: Play) -> None:
    assert writers(play) == {"incident": {INBRENGER}}
    told = in_parts("incident", "gebeurtenis: Hij viel uit.", "waarom: het", "verwachting: ideeën")
    play.refused(ANN, told, "not_now").do(INBRENGER, told)
    assert who_sees(play, play.card("Hij viel uit.\nhet\nideeën").text) == ALL
    play.refused(INBRENGER, told, "too_many")
    play.next()


def _everyone_asks(play: Play) -> None:
    assert writers(play) == {"vraag": {LEADER, *OTHERS}}
    for who, zone in ((ANN, "situatie"), (BOB, "overtuigingen"), (CEM, "gevoelens")):
        play.write(who, "vraag", f"Hoe {zone}?", zone=zone)
        assert who_sees(play, f"Hoe {zone}?") == ALL
    play.refused(INBRENGER, card("vraag", "Wat?", zone="houding"), "not_now")
    answer = AnswerCard(card=play.card_id("Hoe situatie?"), text="Zo.")
    assert who_may(play, answer) == set()
    play.refused(INBRENGER, answer, "not_now")
    play.ready(ANN, BOB, CEM).next()


def _the_inbrenger_chooses_and_answers(play: Play) -> None:
    question = play.card_id("Hoe situatie?")
    assert who_may(play, PickCard(card=question, picked=True)) == {INBRENGER}
    assert who_may(play, AnswerCard(card=question, text="Zo.")) == {INBRENGER}
    assert who_may(play, FocusCard(card=question)) == {INBRENGER, LEADER}
    play.do(INBRENGER, PickCard(card=question, picked=True))
    play.focus(INBRENGER, "Hoe situatie?").answer(INBRENGER, "Hoe situatie?", "Op kantoor.")
    assert {seen(play, who, question).picked for who in ALL} == {True}
    assert not seen(play, ANN, play.card_id("Hoe gevoelens?")).picked
    play.write(BOB, "vraag", "En toen?", zone="situatie")
    assert writers(play) == {"vraag": OTHERS}
    play.next()


def _everyone_analyses(play: Play) -> None:
    assert writers(play) == {"analyse": OTHERS, "probleemstelling": {INBRENGER}}
    play.write(ANN, "analyse", "Ik durf niet.").write(BOB, "analyse", "Ik wil te veel.")
    assert who_sees(play, "Ik durf niet.") == {ANN}
    assert who_may(play, RevealAll()) == {LEADER}
    assert play.round_seen_by(SCREEN).queue[-1] == INBRENGER
    play.reveal(ANN)
    assert who_sees(play, "Ik durf niet.") == ALL
    assert who_sees(play, "Ik wil te veel.") == {BOB}
    _the_rondje_ends_with_the_inbrenger(play)
    play.write(INBRENGER, "probleemstelling", "op tijd nee zeggen")
    assert who_sees(play, "op tijd nee zeggen") == ALL
    play.next()
    assert who_sees(play, "Ik wil te veel.") == ALL, "what was not read out comes out now"


def _the_rondje_ends_with_the_inbrenger(play: Play) -> None:
    while play.round_seen_by(LEADER).queue:
        following = NextTurn(step=play.step, after=play.round_seen_by(LEADER).speaker)
        assert who_may(play, following) == {LEADER}
        play.do(LEADER, following)
    at_the_end = play.round_seen_by(SCREEN)
    assert at_the_end.speaker == INBRENGER
    assert {*at_the_end.spoken, INBRENGER} == {INBRENGER, PIA, *OTHERS}


def _others_give_tips(play: Play) -> None:
    assert writers(play) == {"tip": OTHERS}
    play.write(ANN, "tip", "Slaap er een nacht over.").write(BOB, "tip", "Bel hem.")
    assert who_sees(play, "Bel hem.") == ALL
    play.refused(INBRENGER, PickCard(card=play.card_id("Bel hem."), picked=True), "not_now")
    play.next()


def _is_it_enough(play: Play) -> None:
    tip = play.card_id("Bel hem.")
    assert writers(play) == {"tussenstand": {INBRENGER}, "tip": OTHERS}
    assert who_may(play, PickCard(card=tip, picked=True)) == {INBRENGER}
    play.do(INBRENGER, in_parts("tussenstand", "mist: Wat ik dan zeg."))
    assert who_sees(play, "Wat ik dan zeg.") == ALL
    goal = RewriteCard(card=play.card_id("op tijd nee zeggen"), text="rustig nee zeggen")
    assert who_may(play, goal) == {INBRENGER}
    play.do(INBRENGER, goal).do(INBRENGER, PickCard(card=tip, picked=True))
    assert play.ask(LEADER, NextStep(step=play.step)) == "needs_consent"
    play.consent(INBRENGER).next()


def _the_inbrenger_says_what_to_do(play: Play) -> None:
    assert writers(play) == {
        "actie": {INBRENGER},
        "smart-actie": {INBRENGER},
        "terugkoppeling": {INBRENGER, LEADER},
    }
    play.write(INBRENGER, "actie", "Ik bel hem vrijdag.")
    play.write(LEADER, "terugkoppeling", "hoe het gesprek ging")
    play.refused(ANN, WriteCard(kind=METHOD.report[-1].kinds[0], text="Nee."), "not_now")
    own = EditCard(card=play.card_id("Ik bel hem vrijdag."), text="Ik bel.")
    assert who_may(play, own) == {INBRENGER}
    assert who_sees(play, "hoe het gesprek ging") == ALL
