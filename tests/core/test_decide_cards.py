"""Writing on the flap, rule by rule."""

import pytest

from flapover.core.decide.cards import MAX_CARDS
from flapover.core.events import CardMoved, CardWritten
from flapover.core.ids import CardId, KindId, PersonId, RequestId, SheetId, ZoneId
from flapover.core.rejected import Reason
from flapover.core.requests import (
    EditCard,
    EndRound,
    GiveLead,
    MoveCard,
    RemoveCard,
    RewriteCard,
    TakePart,
)
from tests.core.made import method, step, writes
from tests.play import (
    ANN,
    BOB,
    INBRENGER,
    LATE,
    LEADER,
    PIA,
    SCREEN,
    WIM,
    Play,
    writing,
)

NO_CARD = CardId("request-99999999")


def test_who_the_step_names_may_write() -> None:
    play = Play("post-it").at_step("vraag").write(INBRENGER, "werkvraag", "Hoe nu?")
    assert play.texts_seen_by(ANN) == ["Hoe nu?"]


def test_the_request_gives_the_card_its_id_so_that_a_retry_cannot_write_twice() -> None:
    play = Play("post-it").at_step("schrijven").write(ANN, "postit", "Bel haar")
    name = play.last_id
    assert play.card_id("Bel haar") == CardId(name)
    assert play.ask(ANN, writing("postit", "Bel haar"), name=name) == "reused_id"
    assert play.ask(BOB, writing("postit", "Iets anders"), name=name) == "reused_id"
    assert play.texts_seen_by(ANN) == ["Bel haar"]


def test_who_the_step_does_not_name_may_not_write() -> None:
    play = Play("post-it").at_step("vraag")
    play.refused(ANN, writing("werkvraag", "Mijn vraag"), "not_now")
    play.refused(LEADER, writing("werkvraag", "Mijn vraag"), "not_now")
    play.refused(SCREEN, writing("werkvraag", "Mijn vraag"), "not_allowed")


def test_a_kind_that_the_step_does_not_open_is_refused_like_one_that_does_not_exist() -> None:
    play = Play("post-it").at_step("vraag")
    play.refused(INBRENGER, writing("actie", "Bellen"), "not_now")
    play.refused(INBRENGER, writing("constructor", "Bellen"), "not_now")


def test_outside_a_round_nobody_writes() -> None:
    Play("post-it").refused(ANN, writing("postit", "Nu al"), "nothing_going")


def test_P25_a_card_meant_for_another_step_goes_back_to_its_writer() -> None:
    play = Play("tien-stappen").at_step("laatste-vragen")
    play.refused(ANN, writing("vraag", "Te laat", step="vragen"), "step_moved_on")
    play.write(ANN, "vraag", "Op tijd", step="laatste-vragen")


def test_there_are_no_more_than_the_step_wants_of_each_person() -> None:
    play = Play("tien-stappen").at_step("vragen")
    for text in ("een", "twee", "drie"):
        play.write(ANN, "vraag", text)
    play.refused(ANN, writing("vraag", "vier"), "too_many")
    play.write(BOB, "vraag", "van mij de eerste")
    play.remove(ANN, "twee").write(ANN, "vraag", "toch vier")


def test_a_board_holds_no_more_cards_than_fit() -> None:
    play = Play("post-it").at_step("schrijven")
    card = CardWritten(
        card=CardId("c"),
        kind=KindId("postit"),
        sheet=SheetId("postits"),
        zone=None,
        rank=1.0,
        by=BOB,
        typed_by=BOB,
        text="vol",
        shown=True,
    )
    for number in range(MAX_CARDS):
        play.happens(card.model_copy(update={"card": f"c{number}"}))
    play.refused(ANN, writing("postit", "Er te veel aan"), "board_full")


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "empty_text"), ("\u200b", "empty_text"), ("a\0b", "bad_text"), ("a" * 2001, "too_long")],
)
def test_a_text_is_judged_before_it_is_kept(text: str, reason: Reason) -> None:
    Play("post-it").at_step("schrijven").refused(ANN, writing("postit", text), reason)


def test_a_gespreksleider_writes_for_who_has_no_phone_and_for_nobody_else() -> None:
    play = Play("post-it").at_step("schrijven")
    play.write(LEADER, "postit", "Van Pia", on_behalf_of=PIA)
    card = play.card("Van Pia")
    assert (card.by, card.typed_by) == (PIA, LEADER)
    play.refused(ANN, writing("postit", "Van Pia?"), "not_allowed", on_behalf_of=PIA)
    play.refused(LEADER, writing("postit", "Van Ann?"), "not_allowed", on_behalf_of=ANN)
    play.refused(LEADER, writing("postit", "Van Wim?"), "not_allowed", on_behalf_of=WIM)


def test_a_gespreksleider_who_takes_part_writes_as_a_deelnemer() -> None:
    play = Play("post-it").at_step("schrijven")
    play.refused(LEADER, writing("postit", "Ook ik"), "not_now")
    play.do(LEADER, TakePart(takes_part=True)).write(LEADER, "postit", "Ook ik")


# Where a card lands

ZONED = method(
    step(write=[writes(sheet="zuilen")], move={"kinds": ["vraag"], "who": ["inbrenger"]})
)
FIXED = method(step(write=[writes(sheet="zuilen", zone="links")]))


def test_on_a_flap_with_columns_the_writer_chooses_one() -> None:
    play = Play(ZONED).at_step(1).write(ANN, "vraag", "Rechts", zone="rechts")
    assert play.card("Rechts").zone == "rechts"
    play.refused(ANN, writing("vraag", "Nergens"), "no_such_place")
    play.refused(ANN, writing("vraag", "Midden", zone="midden"), "no_such_place")


def test_when_the_step_names_the_column_no_other_can_be_chosen() -> None:
    play = Play(FIXED).at_step(1).write(ANN, "vraag", "Links")
    assert play.card("Links").zone == "links"
    play.refused(ANN, writing("vraag", "Rechts", zone="rechts"), "no_such_place")


def test_a_flap_without_columns_takes_none() -> None:
    play = Play("post-it").at_step("schrijven")
    play.refused(ANN, writing("postit", "Waar?", zone="links"), "no_such_place")


# Mending, rewording, taking away


def test_an_author_mends_a_card_while_its_kind_may_be_written() -> None:
    play = Play("post-it").at_step("schrijven").write(ANN, "postit", "Bel har")
    play.edit(ANN, "Bel har", "Bel haar")
    assert play.texts_seen_by(ANN) == ["Bel haar"]
    play.harmless(ANN, EditCard(card=play.card_id("Bel haar"), text=" Bel haar "))


def test_nobody_mends_or_removes_another_persons_card() -> None:
    play = Play("post-it").at_step("vraag").write(INBRENGER, "werkvraag", "Hoe nu?")
    card = play.card_id("Hoe nu?")
    for who in (ANN, LEADER):
        play.refused(who, EditCard(card=card, text="Anders"), "not_allowed")
        play.refused(who, RemoveCard(card=card), "not_allowed")
        play.refused(who, RewriteCard(card=card, text="Anders"), "not_allowed")


def test_P21_a_hidden_card_and_no_card_are_refused_alike() -> None:
    play = Play("post-it").at_step("schrijven").write(ANN, "postit", "Geheim")
    for card in (play.card_id("Geheim"), NO_CARD):
        for who in (BOB, INBRENGER, LEADER):
            play.refused(who, EditCard(card=card, text="Anders"), "no_such_card")
            play.refused(who, RemoveCard(card=card), "no_such_card")
            play.refused(who, RewriteCard(card=card, text="Anders"), "no_such_card")


def test_P21_who_types_for_another_touches_no_hidden_card_that_someone_else_typed() -> None:
    play = Play("post-it").at_step("schrijven").do(LEADER, GiveLead(person=BOB))
    play.write(LEADER, "postit", "Van Pia", on_behalf_of=PIA)
    card = play.card_id("Van Pia")
    assert play.texts_seen_by(BOB) == []
    for name in (card, NO_CARD):
        play.refused(BOB, EditCard(card=name, text="Anders"), "no_such_card", on_behalf_of=PIA)
        play.refused(BOB, RemoveCard(card=name), "no_such_card", on_behalf_of=PIA)
    play.do(LEADER, EditCard(card=card, text="Toch anders"), on_behalf_of=PIA)


def test_P25_a_card_cannot_be_mended_or_removed_once_its_kind_is_closed() -> None:
    play = Play("post-it").at_step("schrijven").write(ANN, "postit", "Bel haar").at_step("lezen")
    play.refused(ANN, EditCard(card=play.card_id("Bel haar"), text="Bel hem"), "not_now")
    play.refused(ANN, RemoveCard(card=play.card_id("Bel haar")), "not_now")


def test_a_card_of_an_earlier_round_is_left_as_it_is() -> None:
    play = Play("post-it").at_step("vraag").write(INBRENGER, "werkvraag", "Toen")
    play.do(LEADER, EndRound())
    play.refused(INBRENGER, EditCard(card=play.card_id("Toen"), text="Nu"), "nothing_going")
    play.at_step("vraag")
    play.refused(INBRENGER, EditCard(card=play.card_id("Toen"), text="Nu"), "not_now")
    play.refused(INBRENGER, RemoveCard(card=play.card_id("Toen")), "not_now")


def test_removing_a_card_takes_it_from_every_screen_and_off_the_table() -> None:
    play = Play("tien-stappen").at_step("krachten").write(ANN, "uitweg", "Een kop thee")
    play.focus(LEADER, "Een kop thee")
    card = play.card_id("Een kop thee")
    play.remove(ANN, "Een kop thee")
    assert play.round_seen_by(SCREEN).focus is None
    assert play.texts_seen_by(SCREEN) == []
    play.refused(ANN, RemoveCard(card=card), "no_such_card")


def test_a_rewritten_card_keeps_its_earlier_wordings_in_sight() -> None:
    play = Play("tien-stappen").at_step("formuleren")
    play.write(INBRENGER, "eigen-formulering", "dat ik zwijg").at_step("bespreken")
    play.rewrite(INBRENGER, "dat ik zwijg", "dat ik bang ben")
    play.harmless(
        INBRENGER, RewriteCard(card=play.card_id("dat ik bang ben"), text="dat ik bang ben")
    )
    seen = play.card_seen_by(ANN, "dat ik bang ben")
    assert seen.earlier == ("dat ik zwijg",)


def test_only_what_the_step_names_is_rewritten_and_only_by_whom_it_names() -> None:
    play = Play("tien-stappen").at_step("formuleren")
    play.write(ANN, "probleemformulering", "van Ann")
    play.write(INBRENGER, "eigen-formulering", "van mij")
    play.refused(INBRENGER, RewriteCard(card=play.card_id("van mij"), text="x"), "not_now")
    play.at_step("bespreken")
    play.refused(ANN, RewriteCard(card=play.card_id("van Ann"), text="x"), "not_now")
    play.refused(INBRENGER, EditCard(card=play.card_id("van mij"), text="x"), "not_now")


# Moving


def on_the_flap(*texts: str) -> Play:
    """Return a play in step 9 in which Ann wrote these ways out."""
    play = Play("tien-stappen").at_step("krachten")
    for text in texts:
        play.write(ANN, "uitweg", text)
    return play


def row(play: Play, who: PersonId = SCREEN, sheet: str = "krachten") -> list[str]:
    """Return the texts on a flap in order."""
    return [card.text for card in play.cards_seen_by(who) if card.sheet == sheet]


def test_a_card_is_put_before_another_or_last() -> None:
    play = on_the_flap("a", "b", "c").move(INBRENGER, "c", "krachten", "uitwegen", before="a")
    assert row(play) == ["c", "a", "b"]
    play.move(LEADER, "c", "krachten", "uitwegen")
    assert row(play) == ["a", "b", "c"]
    play.move(LEADER, "c", "krachten", "uitwegen", before="b")
    assert row(play) == ["a", "c", "b"]


def test_moving_a_card_to_where_it_lies_changes_nothing() -> None:
    play = on_the_flap("a", "b", "c")
    play.harmless(LEADER, play.moving("b", "krachten", "uitwegen", "c"))
    play.harmless(LEADER, play.moving("c", "krachten", "uitwegen"))
    play.harmless(LEADER, play.moving("b", "krachten", "uitwegen", "b"))
    moving = play.moving("c", "krachten", "uitwegen", "a")
    play.do(LEADER, moving).harmless(LEADER, moving)


def test_a_card_goes_to_another_column_or_flap() -> None:
    play = on_the_flap("a", "b").move(LEADER, "a", "krachten", "in-stand")
    assert play.card("a").zone == "in-stand"
    play.at_step("acties").move(INBRENGER, "a", "acties", "verder")
    assert (row(play, sheet="acties"), row(play)) == (["a"], ["b"])


@pytest.mark.parametrize(
    ("sheet", "zone"), [("nergens", None), ("krachten", None), ("krachten", "verder")]
)
def test_a_card_goes_nowhere_that_is_not_there(sheet: str, zone: str | None) -> None:
    play = on_the_flap("a")
    play.refused(LEADER, play.moving("a", sheet, zone), "no_such_place")


def test_a_card_cannot_be_put_before_one_that_lies_elsewhere_or_nowhere() -> None:
    play = on_the_flap("a")
    card = MoveCard(
        card=play.card_id("a"),
        sheet=SheetId("krachten"),
        zone=ZoneId("uitwegen"),
        before=NO_CARD,
    )
    play.refused(LEADER, card, "no_such_card")
    play.at_step("acties").write(INBRENGER, "actie", "bellen")
    play.refused(
        INBRENGER, play.moving("a", "krachten", "in-stand", before="bellen"), "no_such_place"
    )


def test_only_whom_the_step_names_moves_cards_and_only_of_its_kinds() -> None:
    play = on_the_flap("a")
    play.refused(ANN, play.moving("a", "krachten", "in-stand"), "not_now")
    play.at_step("acties").write(INBRENGER, "actie", "bellen")
    play.refused(LEADER, play.moving("a", "acties", "verder"), "not_now")
    play.refused(INBRENGER, play.moving("bellen", "acties", "verder"), "not_now")


def test_after_many_moves_into_one_gap_the_row_is_spread_and_keeps_its_order() -> None:
    play = on_the_flap("a", "b", "c", "d")
    expected = ["a", "b", "c", "d"]
    spread = False
    for turn in range(120):
        mover = "c" if turn % 2 == 0 else "b"
        other = "b" if mover == "c" else "c"
        play.move(LEADER, mover, "krachten", "uitwegen", before=other)
        expected = ["a", mover, other, "d"]
        assert row(play) == expected
        spread = spread or len(play.latest) > 1
        assert all(isinstance(event, CardMoved) for event in play.latest)
    assert spread


def test_a_new_card_lies_last_also_after_moves_and_removals() -> None:
    play = on_the_flap("a", "b", "c").move(LEADER, "a", "krachten", "uitwegen").remove(ANN, "a")
    play.write(BOB, "kracht", "d")
    assert row(play) == ["b", "c", "d"]
    assert len({card.rank for card in play.cards_seen_by(BOB)}) == 3


def test_a_late_comer_sees_what_lies_there() -> None:
    play = on_the_flap("a", "b").joins(LATE)
    assert play.texts_seen_by(LATE) == []
    assert play.agrees(LATE).texts_seen_by(LATE) == ["a", "b"]


def test_a_request_id_can_be_chosen_by_the_phone() -> None:
    play = Play("post-it").at_step("schrijven")
    play.ask(ANN, writing("postit", "Bel"), name=RequestId("abcdefghijklmnop"))
    assert play.card_id("Bel") == "abcdefghijklmnop"
