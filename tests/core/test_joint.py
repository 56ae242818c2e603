"""One card written together: nobody's words are lost, whoever was behind, and all end up alike."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from flapover.core.apply.cards import RECENT_CHANGES
from flapover.core.board import Card
from flapover.core.events import CardRewritten, CardWritten, JointWritten
from flapover.core.ids import CardId, GroupId, KindId, RequestId, StepId
from flapover.core.method import Method
from flapover.core.requests import (
    EditCard,
    EndRound,
    PlaceInGroup,
    RateCard,
    RemoveCard,
    RewriteCard,
    WriteCard,
    WriteJoint,
)
from flapover.core.splices import Splice, Splices, spliced
from flapover.core.text import CARD_GRAPHEMES
from tests.core.made import method, step, writes
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, PIA, SCREEN, Play

IDEA = KindId("idee")


def together(**more: object) -> Method:
    """Return a method in which the deelnemers write one idea together, and then talk about it."""
    return method(
        step("samen", write=[writes("idee", joint=True), writes("vraag")], **more),
        step(
            "bespreken",
            rate={"kinds": ["idee"], "scale": "schaal", "who": ["inbrenger"]},
            rewrite={"kinds": ["idee"], "who": ["deelnemer"], "anyone": True},
        ),
    )


def splice(at: int, remove: int = 0, insert: str = "") -> Splice:
    """Return one splice."""
    return Splice(at=at, remove=remove, insert=insert)


def change(base: int, *splices: Splice, card: CardId | None = None, at: str = "") -> WriteJoint:
    """Return the request to change the idea."""
    where = StepId(at) if at else None
    return WriteJoint(kind=IDEA, card=card, base=base, splices=splices, step=where)


def idea(play: Play) -> Card:
    """Return the one card that is written together."""
    (found,) = (card for card in play.board.cards.values() if card.joint is not None)
    return found


def writing(*texts: str) -> Play:
    """Return a play in which Ann wrote these pieces one after the other."""
    play = Play(together()).start()
    for base, text in enumerate(texts):
        play.do(ANN, change(base, splice(len(idea(play).text) if base else 0, 0, text)))
    return play


# How it goes


def test_the_first_words_make_the_card_and_the_next_go_into_the_same_one() -> None:
    play = writing("Vraag het haar")
    first = CardId(play.last_id)
    play.do(BOB, change(1, splice(14, 0, " zelf")))
    assert play.texts_seen_by(SCREEN) == ["Vraag het haar zelf"]
    card = play.card_seen_by(INBRENGER, "Vraag het haar zelf")
    assert (card.id, card.revision, card.writers, card.shown) == (first, 2, (ANN, BOB), True)


def test_two_who_begin_at_once_begin_one_card() -> None:
    play = Play(together()).start()
    play.do(ANN, change(0, splice(0, 0, "Ann ")))
    play.do(BOB, change(0, splice(0, 0, "Bob ")))
    assert play.texts_seen_by(SCREEN) == ["Bob Ann "]


def test_who_is_behind_writes_where_they_meant_to() -> None:
    play = writing("Neem de tijd.", " Wacht.", " Vraag.")
    play.do(BOB, change(1, splice(5, 7, "je rust")))
    assert idea(play).text == "Neem je rust. Wacht. Vraag."


def test_words_put_inside_what_another_took_away_are_kept() -> None:
    play = writing("Bel haar morgen op")
    play.do(BOB, change(1, splice(0, 18)))
    play.do(CEM, change(1, splice(8, 0, " zelf")))
    assert idea(play).text == " zelf"


def test_a_request_sent_again_changes_nothing() -> None:
    play = writing("Een", " twee")
    again = play.command(BOB, change(1, splice(0, 0, "Nul ")))
    assert play.carry_out(again) is None
    assert play.carry_out(again) is None
    assert play.latest == ()
    assert idea(play).text == "Nul Een twee"


def test_what_is_gone_already_needs_no_event() -> None:
    play = writing("weg ermee")
    play.do(BOB, change(1, splice(0, 9)))
    play.harmless(CEM, change(1, splice(0, 4)))


def test_blanks_stay_because_somebody_is_typing() -> None:
    play = writing("een ", "twee\r\n")
    assert idea(play).text == "een twee\n"


def test_a_gespreksleider_writes_with_them_for_somebody_without_a_phone() -> None:
    play = writing("Ann")
    play.do(LEADER, change(1, splice(3, 0, " en Pia")), on_behalf_of=PIA)
    assert idea(play).joint is not None
    assert play.card_seen_by(SCREEN, "Ann en Pia").writers == (ANN, PIA)


def test_events_hold_only_what_changed() -> None:
    play = writing("x" * 500)
    play.do(BOB, change(1, splice(500, 0, "y")))
    (event,) = play.latest
    assert isinstance(event, JointWritten)
    assert event.splices == (splice(500, 0, "y"),)


def test_another_round_has_a_card_of_its_own() -> None:
    play = writing("Toen")
    play.do(LEADER, EndRound()).start()
    play.do(ANN, change(0, splice(0, 0, "Nu")))
    assert sorted(play.texts_seen_by(SCREEN)) == ["Nu", "Toen"]


def test_each_subgroup_has_a_card_of_its_own() -> None:
    split = {"form": "subgroups", "size": 2, "who": ["deelnemer"]}
    rule = writes("idee", joint=True, per_group=True)
    play = Play(method(step("delen", split=split), step("samen", write=[rule]))).at_step(1)
    for person, group in ((ANN, "1"), (BOB, "1"), (CEM, "2")):
        play.do(LEADER, PlaceInGroup(person=person, group=GroupId(group)))
    play.next()
    play.do(ANN, change(0, splice(0, 0, "Ann"))).do(CEM, change(0, splice(0, 0, "Cem")))
    play.do(BOB, change(1, splice(3, 0, " en Bob")))
    assert sorted(play.texts_seen_by(SCREEN)) == ["Ann en Bob", "Cem"]


def test_who_turned_away_sees_nothing_of_it_until_they_come_back() -> None:
    rule = writes("idee", "deelnemer", joint=True)
    play = Play(method(step("roddel", write=[rule], away=["inbrenger"]), step("terug"))).start()
    play.do(ANN, change(0, splice(0, 0, "Onder ons")))
    play.do(BOB, change(1, splice(0, 9, "Ons advies")))
    assert "ns advies" not in "".join(play.told[INBRENGER].values())
    play.refused(INBRENGER, change(2, splice(0, 0, "Hé")), "not_now")
    play.next()
    assert play.texts_seen_by(INBRENGER) == ["Ons advies"]
    assert "Onder ons" not in "".join(play.told[INBRENGER].values())


# What is refused


def test_P25_a_change_for_a_step_that_is_over_is_refused() -> None:
    play = writing("Een").next()
    play.refused(BOB, change(1, splice(3, 0, " twee"), at="samen"), "step_moved_on")
    play.refused(BOB, change(1, splice(3, 0, " twee")), "not_now")


def test_P25_whoever_may_not_write_it_cannot() -> None:
    play = writing("Een")
    for who in (INBRENGER, LEADER):
        play.refused(who, change(1, splice(0, 0, "Ik ")), "not_now")
    question = WriteJoint(kind=KindId("vraag"), base=0, splices=(splice(0, 0, "x"),))
    play.refused(ANN, question, "not_now")


def test_nobody_takes_the_whole_card_for_their_own() -> None:
    play = writing("Van ons samen")
    card = idea(play).id
    play.refused(ANN, EditCard(card=card, text="Van mij"), "not_now")
    play.refused(ANN, RemoveCard(card=card), "not_now")
    play.refused(ANN, WriteCard(kind=IDEA, text="Nog een"), "not_now")


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (change(9, splice(0, 0, "x")), "stale"),
        (change(2, splice(9, 0, "x")), "no_such_place"),
        (change(2, splice(0, 9, "x")), "no_such_place"),
        (change(2, splice(0, 0, "a\0b")), "bad_text"),
        (change(2, splice(0, 0, "x"), card=CardId("another")), "no_such_card"),
    ],
)
def test_a_change_that_is_of_no_text_here_is_refused(ask: WriteJoint, reason: str) -> None:
    writing("Een ", "twee").refused(BOB, ask, reason)  # type: ignore[arg-type]


def test_the_first_words_can_be_read() -> None:
    play = Play(together()).start()
    play.refused(ANN, change(0, splice(0, 0, " \n\u200b")), "empty_text")
    play.refused(ANN, change(3, splice(0, 0, "x")), "stale")


def test_who_is_too_far_behind_is_told_to_look_again() -> None:
    play = writing(*"x" * (RECENT_CHANGES + 2))
    play.refused(BOB, change(1, splice(0, 0, "y")), "stale")
    play.do(BOB, change(2, splice(0, 0, "y")))


def test_the_text_is_never_longer_than_a_card() -> None:
    play = writing("é" * (CARD_GRAPHEMES - 1))
    play.do(BOB, change(1, splice(0, 0, "👨‍👩‍👧‍👦")))
    play.refused(CEM, change(1, splice(0, 0, "x")), "too_long")
    play.do(CEM, change(1, splice(0, 1, "x")))


@pytest.mark.parametrize(
    "splices",
    [
        [],
        [{"at": 3}, {"at": 1}],
        [{"at": 0, "remove": 4}, {"at": 2}],
        [{"at": -1, "insert": "x"}],
        [{"at": 0, "remove": -1}],
        [{"at": 0, "insert": "x", "by": "ann"}],
        [{"at": 0, "insert": "x"}] * 201,
    ],
)
def test_splices_that_make_no_sense_together_are_malformed(splices: list[object]) -> None:
    with pytest.raises(ValidationError):
        WriteJoint.model_validate({"kind": "idee", "base": 0, "splices": splices})


def test_what_was_said_of_it_fixes_the_text() -> None:
    play = writing("Een").next()
    play.do(INBRENGER, RateCard(card=idea(play).id, value="ja")).back()
    play.refused(ANN, change(1, splice(0, 0, "x")), "not_now")


def test_a_new_wording_makes_what_is_underway_stale_and_the_old_one_stays() -> None:
    play = writing("Een").next().rewrite(BOB, "Een", "Twee").back()
    play.refused(ANN, change(1, splice(0, 0, "x")), "stale")
    play.do(ANN, change(2, splice(4, 0, "!")))
    card = play.card_seen_by(SCREEN, "Twee!")
    assert (card.earlier, card.reworded_by) == (("Een",), (BOB,))


# P21


def test_P21_words_that_were_taken_away_again_reach_nobody_who_comes_later() -> None:
    play = writing("geheim", " maar niet dit")
    play.do(BOB, change(2, splice(0, 6, "open")))
    for viewer in play.told:
        assert "geheim" not in "".join(play.fresh_views(viewer).values())


# Laws


@dataclass(frozen=True)
class Turn:
    """A writer, how far behind they are, and numbers that choose what they change."""

    who: int
    behind: int
    cuts: tuple[int, ...]
    sizes: tuple[int, ...]


numbers = st.integers(0, 40)
turns = st.lists(
    st.builds(
        Turn,
        who=st.integers(0, 2),
        behind=st.integers(0, 6),
        cuts=st.lists(numbers, min_size=1, max_size=3).map(tuple),
        sizes=st.lists(st.integers(0, 5), min_size=6, max_size=6).map(tuple),
    ),
    min_size=1,
    max_size=25,
)


def _meant(turn: Turn, text: str, letters: Iterator[str]) -> Splices:
    """Return what a writer does to the text that they see; every letter they put in is new."""
    made: list[Splice] = []
    done = 0
    places = sorted(cut % (len(text) + 1) for cut in turn.cuts)
    sizes = zip(turn.sizes[::2], turn.sizes[1::2], strict=True)
    for place, (remove, insert) in zip(places, sizes, strict=False):
        at = max(done, place)
        gone = min(remove, len(text) - at)
        made.append(splice(at, gone, "".join(itertools.islice(letters, insert))))
        done = at + gone
    return tuple(made)


def _new_letters() -> Iterator[str]:
    """Return letters of two halves, each once: splitting one would show."""
    return (chr(0x20000 + number) for number in itertools.count())


@settings(deadline=None)
@given(turns)
def test_however_several_write_on_stale_texts_no_word_is_lost_and_all_see_one_text(
    made: list[Turn],
) -> None:
    play, letters = Play(together()).start(), _new_letters()
    texts, put, taken = [""], "", set[str]()
    for turn in made:
        base = max(0, len(texts) - 1 - turn.behind)
        ask = _meant(turn, texts[base], letters)
        refused = play.ask((ANN, BOB, CEM)[turn.who], change(base, *ask))
        if refused is not None:
            assert refused == "empty_text"
            continue
        put += "".join(one.insert for one in ask)
        taken |= {letter for one in ask for letter in texts[base][one.at : one.end]}
        if play.latest:
            texts.append(idea(play).text)
            _keeps_its_order(texts[base], ask, texts[-1])
    if len(texts) > 1:
        assert sorted(texts[-1]) == sorted(set(put) - taken)
        for viewer in (ANN, INBRENGER, SCREEN):
            assert play.texts_seen_by(viewer) == [texts[-1]]
        assert play.card_seen_by(ANN, texts[-1]).revision == len(texts) - 1


def _keeps_its_order(base: str, ask: Splices, after: str) -> None:
    """What a writer left in their text stands in it as they meant, whatever came in between."""
    wanted = [letter for letter in spliced(base, ask) if letter in after]
    assert wanted == [letter for letter in after if letter in wanted]


def test_the_place_of_a_card_comes_with_its_first_words() -> None:
    play = writing("Een")
    place, words = play.latest
    assert isinstance(place, CardWritten)
    assert isinstance(words, JointWritten)
    assert (place.text, place.sheet, words.revision) == ("", "flap", 1)
    assert words.request == RequestId(place.card)


# Rewording by anybody


def anyone(**more: object) -> Play:
    """Return a play in which everybody may reword a question of Ann's."""
    opens = {"kinds": ["vraag"], "who": ["deelnemer", "inbrenger"], **more}
    play = Play(method(step("een", write=[writes("vraag")]), step("twee", rewrite=opens)))
    return play.at_step(1).write(ANN, "vraag", "Waarom?").next()


def test_where_the_step_says_so_others_reword_a_card_and_who_said_what_stays() -> None:
    play = anyone(anyone=True)
    play.rewrite(INBRENGER, "Waarom?", "Waartoe?").rewrite(ANN, "Waartoe?", "Hoe?")
    card = play.card_seen_by(SCREEN, "Hoe?")
    assert (card.by, card.earlier) == (ANN, ("Waarom?", "Waartoe?"))
    assert card.reworded_by == (INBRENGER, ANN)


def test_else_only_the_author_does_and_never_who_is_silent() -> None:
    play = anyone()
    card = play.card_id("Waarom?")
    play.refused(BOB, RewriteCard(card=card, text="Hoe?"), "not_allowed")
    play = anyone(anyone=True)
    play.refused(LEADER, RewriteCard(card=play.card_id("Waarom?"), text="Hoe?"), "not_now")


def test_a_card_of_an_earlier_round_is_reworded_by_nobody_not_even_its_author() -> None:
    play = anyone(anyone=True)
    card = play.card_id("Waarom?")
    play.do(LEADER, EndRound()).at_step(2)
    for who in (ANN, INBRENGER):
        play.refused(who, RewriteCard(card=card, text="Hoe?"), "not_now")


def test_P25_where_one_subgroup_rewords_the_other_is_silent() -> None:
    parts = [{"id": "in", "title": "In"}, {"id": "uit", "title": "Uit"}]
    first = step("een", write=[writes("vraag")], split={"form": "named", "groups": parts})
    who = ["deelnemer", "inbrenger"]
    opens = {"kinds": ["vraag"], "who": who, "anyone": True, "group": "in"}
    play = Play(method(first, step("twee", rewrite=opens))).at_step(1)
    play.write(ANN, "vraag", "Waarom?").do(LEADER, PlaceInGroup(person=BOB, group=GroupId("in")))
    play.do(LEADER, PlaceInGroup(person=ANN, group=GroupId("uit"))).next()
    for who_else in (ANN, CEM, INBRENGER):
        assert play.now_seen_by(who_else).rewrite == ()
        play.refused(who_else, RewriteCard(card=play.card_id("Waarom?"), text="Hoe?"), "not_now")
    assert play.now_seen_by(BOB).rewrite == ("vraag",)
    play.rewrite(BOB, "Waarom?", "Hoe?")


def test_P21_a_hidden_card_of_another_is_not_there_to_reword() -> None:
    opens = {"kinds": ["vraag"], "who": ["deelnemer"], "anyone": True}
    steps = (step("een", write=[writes("vraag", hidden=True)], rewrite=opens), step("twee"))
    play = Play(method(*steps)).at_step(1).write(ANN, "vraag", "Waarom?")
    play.refused(BOB, RewriteCard(card=play.card_id("Waarom?"), text="Hoe?"), "no_such_card")
    play.rewrite(ANN, "Waarom?", "Hoe?")


def test_what_was_stored_before_others_could_is_the_authors_wording() -> None:
    play = anyone(anyone=True)
    play.happens(CardRewritten(card=play.card_id("Waarom?"), text="Hoe?"))
    assert play.card_seen_by(SCREEN, "Hoe?").reworded_by == (ANN,)
