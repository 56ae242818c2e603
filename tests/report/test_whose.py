"""Whose a card is in the verslag: a subgroup's, several people's, or in another's words."""

from __future__ import annotations

from flapover.core.ids import GroupId, PersonId
from flapover.core.project import snapshot
from flapover.core.requests import PlaceInGroup, SplitByChance
from flapover.report import Verslag, gathered, markdown, paper, table
from flapover.report.verslag import Entry, Wording
from tests.methods.stage import in_parts, together
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, PIA, SCREEN, Play

VIEWERS = (LEADER, INBRENGER, ANN, BOB, CEM, SCREEN)


def verslag(play: Play, who: PersonId = CEM) -> Verslag:
    """Return what somebody takes home."""
    return gathered(snapshot(play.scene, who))


def entries(play: Play, who: PersonId = CEM) -> dict[str, Entry]:
    """Return the cards of the verslag by their text."""
    chapters = verslag(play, who).chapters
    found = (one for chapter in chapters for section in chapter.sections for one in section.entries)
    return {entry.text: entry for entry in found}


def forms(play: Play, who: PersonId) -> list[str]:
    """Return the verslag in each form."""
    told = verslag(play, who)
    return [markdown(told), table(told), paper(told)]


def walked() -> Play:
    """Return a play in which a duo brought a result back from its walk."""
    play = Play("wandeling").start().at_step("duos")
    play.do(LEADER, SplitByChance(step=play.step))
    for who, duo in ((ANN, "1"), (BOB, "1"), (CEM, "2"), (INBRENGER, "2"), (PIA, "2")):
        play.do(LEADER, PlaceInGroup(person=who, group=GroupId(duo)))
    return play.at_step("terug").write(ANN, "resultaat", "Samen lunchen")


def test_the_result_of_a_duo_is_told_as_that_of_the_duo() -> None:
    play = walked()
    entry = entries(play)["Samen lunchen"]
    assert (entry.group, entry.by) == ("Duo 1", "Ann")
    assert all("Duo 1" in form for form in forms(play, CEM))
    assert "- Samen lunchen *(Duo 1, Ann)*" in markdown(verslag(play))


def test_what_only_one_circle_writes_is_told_as_that_of_the_circle() -> None:
    play = Play("viskom").start()
    for who, group in ((INBRENGER, "binnen"), (ANN, "binnen"), (BOB, "buiten"), (CEM, "buiten")):
        play.do(LEADER, PlaceInGroup(person=who, group=GroupId(group)))
    play.at_step("adviezen").write(BOB, "advies", "Begin met één vraag.")
    play.at_step("geleerd").write(BOB, "leerpunt", "Stil zijn.")
    found = entries(play)
    assert (found["Begin met één vraag."].group, found["Stil zijn."].group) == ("Buitenkring", "")
    assert "*(Buitenkring, Bob)*" in markdown(verslag(play))


def test_in_english_a_duo_is_a_pair() -> None:
    play = Play("wandeling", "en").start().at_step("duos")
    play.do(LEADER, SplitByChance(step=play.step))
    play.at_step("terug").write(ANN, "resultaat", "Lunch together")
    assert entries(play)["Lunch together"].group.startswith("Pair ")


def test_a_card_of_several_names_them_all_as_one_says_them() -> None:
    play = Play("viskom").start()
    play.do(ANN, together(play, "probleem", "heen."))
    play.do(BOB, together(play, "probleem", "langs elkaar "))
    play.do(INBRENGER, together(play, "probleem", "We praten "))
    assert entries(play)["We praten langs elkaar heen."].by == "Ann, Bob en Ine"


def reworded() -> Play:
    """Return a play in which a card was put in other words, twice, by others."""
    play = Play("start").start(None).at_step("afspraken")
    play.write(ANN, "afspraak", "Op tijd", zone="praktisch")
    return play.rewrite(BOB, "Op tijd", "Om negen uur").rewrite(LEADER, "Om negen uur", "Negen uur")


def test_every_wording_has_the_name_of_who_gave_it() -> None:
    play = reworded()
    entry = entries(play)["Negen uur"]
    assert entry.earlier == (Wording("Op tijd", "Ann"), Wording("Om negen uur", "Bob"))
    assert (entry.by, entry.worded_by) == ("Ann", "Lea")
    text, row, laid = forms(play, CEM)
    assert "*(Ann, verwoord door Lea)*\n  - Eerst (Ann): Op tijd\n  - Eerst (Bob)" in text
    assert '"Ann";"Lea"' in row
    assert "Op tijd (Ann)\nOm negen uur (Bob)" in row
    assert '{"text": "Om negen uur", "by": "Bob"}' in laid


def test_who_rewords_their_own_card_is_not_named_twice() -> None:
    play = Play("start").start(None).at_step("afspraken")
    play.write(ANN, "afspraak", "Op tijd", zone="praktisch").rewrite(ANN, "Op tijd", "Negen uur")
    entry = entries(play)["Negen uur"]
    assert (entry.earlier, entry.worded_by) == ((Wording("Op tijd", ""),), "")


def told_back() -> Play:
    """Return a play in which the inbrenger gave back what Ann said, and one card aloud."""
    play = Play("via").start().at_step("feedback")
    play.do(ANN, in_parts("observatie", "zien: je knikt.", "effect: voel ik me gezien."))
    play.do(BOB, in_parts("observatie", "zien: je zwijgt.", "effect: word ik stil."))
    play.reveal(ANN)
    play.answer(INBRENGER, "je knikt.\nvoel ik me gezien.", "dat knikken werkt")
    return play


def test_an_answer_is_told_with_the_words_it_begins_with() -> None:
    play = told_back()
    entry = entries(play)["Ik zie dat je je knikt."]
    assert (entry.answer, entry.answer_opens) == ("Dus je zegt dat knikken werkt", True)
    text, row, laid = forms(play, CEM)
    assert "  - Dus je zegt dat knikken werkt\n" in text
    assert all("Dus je zegt dat knikken werkt" in form for form in (row, laid))
    assert "Antwoord: Dus" not in text


def test_an_answer_given_aloud_has_no_opening() -> None:
    play = told_back().reveal(BOB)
    play.answer(INBRENGER, "je zwijgt.\nword ik stil.")
    assert "Antwoord: *hardop beantwoord*" in markdown(verslag(play))


def test_P42_of_what_is_hidden_no_form_tells_the_writer_the_words_or_the_answer() -> None:
    play = told_back()
    for who in VIEWERS:
        sees = who in (BOB, PIA)
        for form in forms(play, who):
            assert ("je zwijgt." in form) == sees
    assert all("dat knikken werkt" in form for who in VIEWERS for form in forms(play, who))
