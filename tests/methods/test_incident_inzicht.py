"""The incident method for insight does what the method asks, played with all roles."""

from flapover.core.requests import (
    AnswerCard,
    FocusCard,
    PickCard,
    PlaceDots,
    RemovePerson,
    RevealAll,
)
from tests.methods.facts import dutch, hidden_kinds, silent, step, who_may_write, writing
from tests.methods.stage import (
    ALL,
    GROUP,
    in_parts,
    seen,
    together,
    who_may,
    who_sees,
    writers,
)
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, PIA, SCREEN, Play

METHOD = dutch("incident-inzicht")
HARM = "Ik zei niets.\nhet"
SHOUT = "Ik werd boos.\nspijt"


def test_the_steps_have_these_names() -> None:
    assert [one.id for one in METHOD.steps] == [
        *("incidenten", "kiezen", "verhaal", "vragen", "antwoorden", "beelden"),
        *("verschillen", "inzichten", "mee-naar-huis", "terugblik"),
    ]


def test_nobody_brings_a_case_beforehand() -> None:
    assert not METHOD.needs_inbrenger
    pick = step(METHOD, "kiezen").pick
    assert pick is not None
    assert (pick.max, pick.makes_inbrenger, pick.who) == (1, True, ("gespreksleider",))


def test_ideas_solutions_and_what_came_after_are_left_out() -> None:
    avoid = step(METHOD, "verhaal").avoid["inbrenger"]
    assert avoid == ("Vertel niet hoe het afliep.", "Noem geen ideeën of oplossingen.")


def test_the_questions_are_written_in_silence() -> None:
    one = step(METHOD, "vragen")
    assert who_may_write(one) == {"vraag": ("deelnemer",)}
    assert writing(one, "vraag").hidden
    assert silent(one) == {"gespreksleider", "inbrenger"}
    assert "Stel je vragen nog niet hardop." in one.avoid["deelnemer"]


def test_questions_and_pictures_are_secret_for_a_while() -> None:
    assert hidden_kinds(METHOD) == {"vraag", "perceptie"}


def test_the_pictures_come_out_by_themselves_when_all_are_ready() -> None:
    reveal = step(METHOD, "beelden").reveal
    assert reveal is not None
    assert "ready" in reveal.ways
    assert set(step(METHOD, "beelden").ready) == {"inbrenger", "deelnemer"}


def test_the_inbrenger_is_first_to_react_and_first_to_say_what_to_take_home() -> None:
    for name in ("verschillen", "mee-naar-huis"):
        assert step(METHOD, name).turn_order == "inbrenger-first"


def test_it_is_played_whole() -> None:
    play = Play(METHOD).start(None)
    _each_names_an_incident(play)
    _the_group_chooses(play)
    _the_inbrenger_tells(play)
    _questions_are_written_and_answered(play)
    _each_sees_it_in_their_own_way(play)
    _the_inbrenger_goes_on_with_one_picture(play)
    _a_summary_is_written_together(play)
    _what_people_take_home(play)


def _each_names_an_incident(play: Play) -> None:
    assert writers(play) == {"incident": GROUP}
    play.do(ANN, in_parts("incident", "gebeurtenis: Ik zei niets.", "waarom: het"))
    play.do(BOB, in_parts("incident", "gebeurtenis: Ik werd boos.", "waarom: spijt"))
    assert who_sees(play, HARM) == ALL
    assert who_may(play, PlaceDots(card=play.card_id(HARM), count=1)) == set()
    play.ready(ANN, BOB).next()


def _the_group_chooses(play: Play) -> None:
    harm, shout = play.card_id(HARM), play.card_id(SHOUT)
    assert writers(play) == {}
    assert who_may(play, PlaceDots(card=shout, count=2)) == GROUP
    assert who_may(play, PlaceDots(card=shout, count=3)) == set()
    play.do(ANN, PlaceDots(card=shout, count=2)).do(CEM, PlaceDots(card=shout, count=1))
    play.do(BOB, PlaceDots(card=harm, count=1))
    assert {seen(play, who, shout).dots for who in ALL} == {3}
    assert seen(play, ANN, shout).my_dots == 2
    assert who_may(play, PickCard(card=shout, picked=True)) == {LEADER}
    play.do(LEADER, PickCard(card=harm, picked=True))
    assert play.board.roles_of(ANN) == {"inbrenger"}
    play.do(LEADER, PickCard(card=shout, picked=True))
    assert play.board.roles_of(BOB) == {"inbrenger"}
    assert play.board.roles_of(ANN) == {"deelnemer"}
    play.next()


def _the_inbrenger_tells(play: Play) -> None:
    assert writers(play) == {"steekwoord": {BOB}}
    play.write(BOB, "steekwoord", "de vergadering").next()


def _questions_are_written_and_answered(play: Play) -> None:
    others = GROUP - {BOB}
    assert writers(play) == {"vraag": others}
    play.write(ANN, "vraag", "Wie was erbij?").write(CEM, "vraag", "Waar stond je?")
    assert who_sees(play, "Wie was erbij?") == {ANN}
    assert who_may(play, RevealAll()) == set()
    play.ready(ANN, CEM, INBRENGER).next()
    assert who_sees(play, "Wie was erbij?") == {ANN}, "until it is asked"
    play.reveal(ANN).answer(BOB, "Wie was erbij?", "Het hele team.")
    assert who_sees(play, "Wie was erbij?") == ALL
    assert who_sees(play, "Waar stond je?") == {CEM}
    assert who_may(play, AnswerCard(card=play.card_id("Wie was erbij?"), text="a")) == {BOB}
    assert writers(play) == {"vraag": others}
    play.write(ANN, "vraag", "En de voorzitter?")
    assert who_sees(play, "En de voorzitter?") == ALL
    play.next()
    assert who_sees(play, "Waar stond je?") == ALL


def _each_sees_it_in_their_own_way(play: Play) -> None:
    assert writers(play) == {"perceptie": GROUP}
    play.do(LEADER, _away(play))
    for who in (INBRENGER, ANN, BOB, CEM):
        play.write(who, "perceptie", f"{who} ziet dit")
    for who in (INBRENGER, ANN, BOB):
        play.ready(who)
        assert who_sees(play, "ann ziet dit") == {ANN}
    play.ready(CEM)
    assert who_sees(play, "ann ziet dit") == ALL
    play.next()


def _the_inbrenger_goes_on_with_one_picture(play: Play) -> None:
    one, other = play.card_id("ann ziet dit"), play.card_id("cem ziet dit")
    assert writers(play) == {}
    assert who_may(play, PickCard(card=one, picked=True)) == {BOB}
    assert who_may(play, FocusCard(card=one)) == {BOB, LEADER}
    assert play.round_seen_by(SCREEN).queue[0] == BOB
    play.do(BOB, PickCard(card=one, picked=True)).do(BOB, PickCard(card=other, picked=True))
    assert not seen(play, ANN, one).picked
    assert seen(play, ANN, other).picked
    play.next()


def _a_summary_is_written_together(play: Play) -> None:
    assert writers(play) == {"inzicht": GROUP, "samenvatting": GROUP}
    play.do(ANN, together(play, "samenvatting", "hield ik me in."))
    play.do(BOB, together(play, "samenvatting", "Uit angst "))
    play.write(CEM, "inzicht", "Ik doe dat ook.")
    play.refused(LEADER, together(play, "samenvatting", "Nee."), "not_now")
    assert who_sees(play, "Uit angst hield ik me in.") == ALL
    play.next()


def _what_people_take_home(play: Play) -> None:
    assert writers(play) == {"leerpunt": GROUP}
    assert play.round_seen_by(SCREEN).queue[0] == BOB
    play.write(BOB, "leerpunt", "Eerst ademhalen.").next()
    assert writers(play) == {"terugblik": GROUP}
    play.write(ANN, "terugblik", "De stilte hielp.", zone="hielp")
    assert who_sees(play, "De stilte hielp.") == ALL


def _away(play: Play) -> RemovePerson:
    """Nobody waits for the one without a phone."""
    return RemovePerson(person=PIA)
