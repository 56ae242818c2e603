"""The post-it method does what the method asks: ask, write apart, read together."""

from flapover.core.requests import FocusCard, NextStep, RateCard
from tests.methods.facts import dutch, hidden_kinds, silent, step, who_may_write, writing
from tests.methods.stage import ALL, OTHERS, who_may, who_sees, writers
from tests.play import ANN, BOB, INBRENGER, LEADER, SCREEN, Play

METHOD = dutch("post-it")
ASK, WRITE, READ = (step(METHOD, name) for name in ("vraag", "schrijven", "lezen"))


def test_there_are_three_steps_of_less_than_half_an_hour() -> None:
    assert METHOD.steps == (ASK, WRITE, READ)
    assert METHOD.minutes < 30


def test_in_step_1_the_inbrenger_alone_writes_one_question() -> None:
    assert who_may_write(ASK) == {"werkvraag": ("inbrenger",)}
    assert writing(ASK, "werkvraag").max == 1
    assert silent(ASK) == {"gespreksleider", "deelnemer"}


def test_in_step_2_the_others_write_as_many_post_its_as_they_like() -> None:
    assert who_may_write(WRITE) == {"postit": ("deelnemer",)}
    rule = writing(WRITE, "postit")
    assert (rule.min, rule.max) == (0, None)
    assert silent(WRITE) == {"gespreksleider", "inbrenger"}


def test_nobody_sees_a_post_it_before_step_3_but_everybody_sees_how_many_there_are() -> None:
    assert hidden_kinds(METHOD) == {"postit"}
    assert writing(WRITE, "postit").count
    assert WRITE.reveal is None
    assert READ.reveal_on_entry == ("postit",)


def test_while_they_write_people_see_the_question() -> None:
    assert WRITE.sheet == writing(ASK, "werkvraag").sheet


def test_in_step_3_the_inbrenger_puts_post_its_on_the_table_and_others_can_be_asked() -> None:
    assert READ.sheet == writing(WRITE, "postit").sheet
    assert READ.focus is not None
    assert READ.focus.kinds == ("postit",)
    assert "inbrenger" in READ.focus.who
    assert "deelnemer" in READ.turns
    assert silent(READ) == {"deelnemer"}


def test_in_step_3_the_inbrenger_may_write_what_to_take_home() -> None:
    assert who_may_write(READ) == {"inzicht": ("inbrenger",), "actie": ("inbrenger",)}


def test_nobody_rates_anything() -> None:
    assert all(one.rate is None for one in METHOD.steps)
    assert METHOD.scales == {}


def test_the_verslag_has_the_question_the_post_its_the_insights_and_the_actions() -> None:
    kinds = [heading.kinds for heading in METHOD.report]
    assert kinds == [("werkvraag",), ("postit",), ("inzicht",), ("actie",)]


def test_it_is_played_whole() -> None:
    play = Play(METHOD).start()
    assert writers(play) == {"werkvraag": {INBRENGER}}
    play.write(INBRENGER, "werkvraag", "Hoe zeg ik nee?")
    assert who_sees(play, "Hoe zeg ik nee?") == ALL
    play.next()
    assert writers(play) == {"postit": OTHERS}
    play.write(ANN, "postit", "Tel tot tien.").write(BOB, "postit", "Zeg het meteen.")
    assert who_sees(play, "Tel tot tien.") == {ANN}
    assert play.round_seen_by(SCREEN).hidden == {"postit": 2}
    play.next()
    assert who_sees(play, "Tel tot tien.") == who_sees(play, "Zeg het meteen.") == ALL
    assert writers(play) == {"inzicht": {INBRENGER}, "actie": {INBRENGER}}
    note = play.card_id("Tel tot tien.")
    assert who_may(play, FocusCard(card=note)) == {INBRENGER, LEADER}
    assert who_may(play, RateCard(card=note, value="warm")) == set()
    play.focus(INBRENGER, "Tel tot tien.").write(INBRENGER, "actie", "Ik wacht tien tellen.")
    assert {play.round_seen_by(who).focus for who in ALL} == {note}
    assert who_sees(play, "Ik wacht tien tellen.") == ALL
    play.refused(LEADER, NextStep(step=play.step), "no_such_step")
