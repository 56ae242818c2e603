"""A success is taken apart: factors heard, two columns, finds with where they came from."""

from flapover.core.ids import CardId, KindId, PersonId
from flapover.core.requests import MoveCard, RewriteCard, WriteCard
from tests.methods.facts import dutch, hidden_kinds, step
from tests.methods.opened import opened, opened_to_all
from tests.methods.stage import ALL, GROUP, OTHERS, who_may, who_sees, writers
from tests.play import ANN, BOB, INBRENGER, LEADER, SCREEN, Play, writing

METHOD = dutch("successen")
FACTORS = ("succesfactor", "contextkenmerk")


def heard() -> Play:
    """Return a play in which the story is told and two people wrote what they heard."""
    play = Play("successen").start().write(INBRENGER, "succes", "De dienst draait zelf")
    play.write(ANN, "succesfactor", "Je vroeg het gewoon")
    return play.write(BOB, "contextkenmerk", "Een chef die liet begaan")


def find(play: Play, who: PersonId, text: str, *sources: CardId) -> None:
    """Write down a find, with the cards that it comes from."""
    play.do(who, WriteCard(kind=KindId("vondst"), text=text, sources=sources))


def test_there_are_four_steps_and_the_flap_of_factors_has_two_columns() -> None:
    assert [one.id for one in METHOD.steps] == ["verhaal", "factoren", "verdiepen", "leren"]
    (flap,) = [sheet for sheet in METHOD.sheets if sheet.id == "factoren"]
    assert [zone.id for zone in flap.zones] == ["inbrenger", "omgeving"]


def test_step_1_the_inbrenger_tells_and_the_others_write_factors_that_nobody_sees() -> None:
    play = heard()
    assert opened_to_all(play) == {
        LEADER: set(),
        INBRENGER: {"write succes"},
        ANN: {"write succesfactor", "write contextkenmerk"},
        SCREEN: set(),
    }
    assert hidden_kinds(METHOD) == set(FACTORS)
    for viewer in (LEADER, INBRENGER, SCREEN):
        assert play.texts_seen_by(viewer) == ["De dienst draait zelf"]
    assert set(play.texts_seen_by(ANN)) == {"De dienst draait zelf", "Je vroeg het gewoon"}
    play.refused(ANN, writing("vraag", "Hoe dan?"), "not_now")
    play.refused(INBRENGER, writing("succesfactor", "Geluk"), "not_now")


def test_step_1_the_others_do_not_ask_and_the_inbrenger_does_not_belittle() -> None:
    avoid = step(METHOD, "verhaal").avoid
    assert "Stel nog geen vragen." in avoid["deelnemer"]
    assert avoid["inbrenger"] == ("Maak het niet kleiner dan het was.",)


def test_step_2_all_factors_hang_in_their_column_and_the_inbrenger_corrects_them() -> None:
    play = heard().next()
    focus = {f"focus {kind}" for kind in FACTORS}
    move = {f"move {kind}" for kind in FACTORS}
    write = {f"write {kind}" for kind in FACTORS}
    assert opened_to_all(play) == {
        LEADER: focus | move,
        INBRENGER: write | focus | move | {f"rewrite {kind}" for kind in FACTORS},
        ANN: write,
        SCREEN: set(),
    }
    assert play.card_seen_by(SCREEN, "Je vroeg het gewoon").zone == "inbrenger"
    assert play.card_seen_by(SCREEN, "Een chef die liet begaan").zone == "omgeving"


def test_step_2_the_inbrenger_says_it_better_and_the_old_wording_stays_in_sight() -> None:
    play = heard().next()
    play.refused(
        BOB, RewriteCard(card=play.card_id("Je vroeg het gewoon"), text="Nee, zo"), "not_now"
    )
    play.rewrite(INBRENGER, "Je vroeg het gewoon", "Ik vroeg het, met knikkende knieën")
    card = play.card_seen_by(ANN, "Ik vroeg het, met knikkende knieën")
    assert "Je vroeg het gewoon" in str(card.earlier)


def test_step_2_the_inbrenger_moves_a_factor_to_the_other_column_and_the_others_do_not() -> None:
    play = heard().next()
    moving = play.moving("Een chef die liet begaan", "factoren", "inbrenger")
    assert isinstance(moving, MoveCard)
    play.refused(ANN, moving, "not_now").do(INBRENGER, moving)
    assert play.card_seen_by(SCREEN, "Een chef die liet begaan").zone == "inbrenger"


def test_step_3_others_ask_and_all_but_the_gespreksleider_write_finds() -> None:
    play = heard().at_step("verdiepen")
    focus = {f"focus {kind}" for kind in (*FACTORS, "vraag", "vondst")}
    assert opened_to_all(play) == {
        LEADER: focus,
        INBRENGER: {"write vondst", "answer vraag", *focus},
        ANN: {"write vraag", "write vondst"},
        SCREEN: set(),
    }
    play.refused(ANN, writing("succesfactor", "Nog een"), "not_now")
    play.refused(LEADER, writing("vondst", "Van mij"), "not_now")


def test_step_3_a_find_shows_which_factors_it_comes_from() -> None:
    play = heard().at_step("verdiepen").write(ANN, "vraag", "Wat als hij nee zei?")
    play.answer(INBRENGER, "Wat als hij nee zei?", "Dan was ik naar zijn baas gegaan")
    from_cards = (play.card_id("Je vroeg het gewoon"), play.card_id("Een chef die liet begaan"))
    find(play, INBRENGER, "Ik vroeg juist wie ruimte gaf", *from_cards)
    for viewer in (ANN, LEADER, SCREEN):
        assert play.card_seen_by(viewer, "Ik vroeg juist wie ruimte gaf").sources == from_cards


def test_step_3_a_find_comes_from_what_was_found_and_not_from_the_story_itself() -> None:
    play = heard().at_step("verdiepen")
    story = play.card_id("De dienst draait zelf")
    asked = WriteCard(kind=KindId("vondst"), text="Zomaar", sources=(story,))
    assert play.ask(INBRENGER, asked) is not None


def test_step_4_all_learn_from_it_and_the_inbrenger_begins() -> None:
    play = heard().at_step("leren")
    focus = {"focus vondst", "focus leerpunt"}
    assert opened(play, INBRENGER) == {"write leerpunt", "write actie", *focus}
    assert opened(play, ANN) == {"write leerpunt"}
    assert opened(play, LEADER) == focus
    play.write(ANN, "leerpunt", "Eerder vragen").write(INBRENGER, "actie", "Volgende week weer")
    play.refused(ANN, writing("actie", "Voor jou"), "not_now")
    assert step(METHOD, "leren").turn_order == "inbrenger-first"


def test_the_verslag_gathers_the_success_its_factors_and_the_finds() -> None:
    assert [heading.kinds for heading in METHOD.report] == [
        ("succes",),
        FACTORS,
        ("vondst",),
        ("vraag",),
        ("leerpunt",),
        ("actie",),
    ]


def test_it_is_played_whole() -> None:
    play = Play(METHOD).start()
    assert writers(play) == {"succes": {INBRENGER}, **dict.fromkeys(FACTORS, OTHERS)}
    play.write(INBRENGER, "succes", "De dienst draait zelf")
    play.write(ANN, "succesfactor", "Je vroeg het gewoon")
    play.write(BOB, "contextkenmerk", "Een chef die liet begaan")
    assert who_sees(play, "Je vroeg het gewoon") == {ANN}
    play.next()
    assert who_sees(play, "Je vroeg het gewoon") == ALL
    assert writers(play) == dict.fromkeys(FACTORS, GROUP)
    moving = play.moving("Een chef die liet begaan", "factoren", "inbrenger")
    assert who_may(play, moving) == {INBRENGER, LEADER}
    play.do(INBRENGER, moving).rewrite(INBRENGER, "Je vroeg het gewoon", "Ik vroeg het")
    play.next()
    assert writers(play) == {"vraag": OTHERS, "vondst": GROUP}
    find(play, BOB, "Vragen loont", play.card_id("Ik vroeg het"))
    play.write(ANN, "vraag", "En anders?").answer(INBRENGER, "En anders?", "Dan nog eens")
    assert who_sees(play, "Vragen loont") == ALL
    play.next()
    assert writers(play) == {"leerpunt": GROUP, "actie": {INBRENGER}}
    play.write(ANN, "leerpunt", "Eerder vragen").write(INBRENGER, "actie", "Weer vragen")
    assert who_sees(play, "Weer vragen") == ALL
