"""VIA does what the method asks, for one inbrenger after the other, played with all roles."""

from flapover.core.requests import AnswerCard, FocusCard, RepeatBlock, RevealAll
from tests.methods.facts import dutch, hidden_kinds, silent, step, who_may_write, writing
from tests.methods.stage import ALL, GROUP, OTHERS, in_parts, seen, who_may, who_sees, writers
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, Play

METHOD = dutch("via")
(WATCH, SELF, FEEDBACK, LEARN, LOOK_BACK) = METHOD.steps
SEEN = "Je kijkt me aan.\nvoel ik me gezien.\nstil te zijn"
OWN = "dat ik knikte\nhet rustig"


def test_there_are_five_steps_and_the_first_four_are_repeated_in_a_quarter_of_an_hour() -> None:
    assert METHOD.repeat is not None
    assert (METHOD.repeat.begin, METHOD.repeat.to) == (WATCH.id, LEARN.id)
    assert sum(one.minutes for one in METHOD.steps[:4]) == 15


def test_while_the_fragment_plays_nobody_writes_and_the_inbrenger_does_not_explain() -> None:
    assert WATCH.write == ()
    assert silent(WATCH) == {"gespreksleider", "inbrenger", "deelnemer"}
    assert WATCH.avoid["inbrenger"] == ("Geef geen uitleg, ook niet vooraf.",)


def test_the_inbrenger_says_first_what_they_saw_think_and_want_to_keep() -> None:
    assert who_may_write(SELF) == {"eigen-indruk": ("inbrenger",)}
    assert [part.id for part in METHOD.kinds[writing(SELF, "eigen-indruk").kind].parts] == [
        *("gezien", "vind", "goed")
    ]


def test_feedback_has_three_parts() -> None:
    parts = METHOD.kinds[writing(FEEDBACK, "observatie").kind].parts
    assert [part.id for part in parts] == ["zien", "effect", "tip"]
    assert hidden_kinds(METHOD) == {"observatie"}


def test_the_inbrenger_acknowledges_with_a_summary_and_does_not_defend() -> None:
    assert FEEDBACK.answer is not None
    assert FEEDBACK.answer.who == ("inbrenger",)
    assert FEEDBACK.answer.prompt == "Dus je zegt …"
    assert FEEDBACK.avoid["inbrenger"] == ("Verdedig je niet en leg niets uit.",)


def test_the_inbrenger_closes_with_what_to_keep_what_to_learn_and_what_to_do() -> None:
    assert who_may_write(LEARN) == {
        "houden": ("inbrenger",),
        "leerpunt": ("inbrenger",),
        "actie": ("inbrenger",),
    }


def test_it_is_played_whole_for_two_inbrengers() -> None:
    play = Play(METHOD).start()
    _one_shows_a_fragment(play)
    play.refused(ANN, RepeatBlock(step=play.step, inbrenger=ANN), "not_allowed")
    play.do(LEADER, RepeatBlock(step=play.step, inbrenger=ANN))
    _another_shows_a_fragment(play)
    play.next()
    _all_look_back(play)


def _one_shows_a_fragment(play: Play) -> None:
    assert writers(play) == {}
    play.next()
    assert writers(play) == {"eigen-indruk": {INBRENGER}}
    play.do(INBRENGER, in_parts("eigen-indruk", "gezien: dat ik knikte", "vind: het rustig"))
    assert who_sees(play, OWN) == ALL
    play.next()
    _feedback_comes_one_by_one(play)
    play.next()
    assert who_sees(play, "Je praat zacht.\nleun ik naar voren.") == ALL
    assert writers(play) == {kind: {INBRENGER} for kind in ("houden", "leerpunt", "actie")}
    play.write(INBRENGER, "houden", "de rust").write(INBRENGER, "leerpunt", "harder praten")


def _feedback_comes_one_by_one(play: Play) -> None:
    assert writers(play) == {"observatie": OTHERS}
    said = ("zien: Je kijkt me aan.", "effect: voel ik me gezien.", "tip: stil te zijn")
    play.do(ANN, in_parts("observatie", *said))
    play.do(BOB, in_parts("observatie", "zien: Je praat zacht.", "effect: leun ik naar voren."))
    assert who_sees(play, SEEN) == {ANN}
    assert who_may(play, RevealAll()) == {LEADER}
    play.reveal(ANN)
    feedback = play.card_id(SEEN)
    assert who_sees(play, SEEN) == ALL
    assert who_may(play, FocusCard(card=feedback)) == {INBRENGER, LEADER}
    assert play.now_seen_by(INBRENGER).answer_prompt == "Dus je zegt …"
    assert play.now_seen_by(ANN).answer_prompt == ""
    assert who_may(play, AnswerCard(card=feedback, text="Dus je zegt …")) == {INBRENGER}
    play.answer(INBRENGER, SEEN, "Dus je zegt dat ik je aankijk.")
    answers = {seen(play, who, feedback).answer for who in ALL}
    assert {one.text for one in answers if one} == {"Dus je zegt dat ik je aankijk."}


def _another_shows_a_fragment(play: Play) -> None:
    assert play.step == WATCH.id
    assert play.board.roles_of(ANN) == {"inbrenger"}
    assert play.round_seen_by(CEM).lap == 2
    assert who_sees(play, OWN) == ALL, "what was written stays"
    play.next()
    assert writers(play) == {"eigen-indruk": {ANN}}, "with room for it again"
    play.do(ANN, in_parts("eigen-indruk", "gezien: dat ik lachte")).next()
    assert writers(play) == {"observatie": GROUP - {ANN}}
    play.do(INBRENGER, in_parts("observatie", "zien: Je lacht.", "effect: lach ik mee."))
    assert who_sees(play, "Je lacht.\nlach ik mee.") == {INBRENGER}
    play.next()
    assert writers(play) == {kind: {ANN} for kind in ("houden", "leerpunt", "actie")}


def _all_look_back(play: Play) -> None:
    assert play.step == LOOK_BACK.id
    assert writers(play) == {
        "inzicht": GROUP,
        "terugblik": GROUP,
        "afspraak": {LEADER, *GROUP},
    }
    play.write(LEADER, "afspraak", "Over zes weken").write(CEM, "inzicht", "Rust werkt.")
    assert who_sees(play, "Over zes weken") == ALL
    assert step(METHOD, "terugkijken") is LOOK_BACK
