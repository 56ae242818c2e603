"""The way through a method: variants, steps passed over, a block per inbrenger, another method."""

import pytest

from flapover.core.events import BlockRepeated, RoundEnded, RoundStarted
from flapover.core.ids import CardId, KindId, MethodId, RoundId, StepId
from flapover.core.method import Method
from flapover.core.requests import (
    BackStep,
    ChangeMethod,
    EditCard,
    EndRound,
    FocusCard,
    GiveInbrenger,
    GoToStep,
    MarkReady,
    NextStep,
    RemovePerson,
    RepeatBlock,
    StartRound,
    WriteCard,
)
from tests.core.made import method, step, writes
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, PIA, SCREEN, WIM, Play

ALL = ["gespreksleider", "inbrenger", "deelnemer"]
NOWHERE = StepId("nergens")


def with_choice() -> Method:
    """Return a method of which the third step has three variants, and the fifth may be passed."""
    return method(
        step("begin", write=[writes("vraag", hidden=True)]),
        step("voor"),
        step("schrijven", variant_of="oordeel", sheet="zuilen", reveal_on_entry=["vraag"]),
        step("zeggen", variant_of="oordeel", reveal_on_entry=["vraag"]),
        step("samen", variant_of="oordeel", reveal_on_entry=["vraag"]),
        step("extra", optional=True, write=[writes("idee", hidden=True)]),
        step("slot", reveal_on_entry=["idee"]),
    )


def with_block(**more: object) -> Method:
    """Return a method whose second and third step are gone through per inbrenger."""
    return method(
        step("agenda", write=[writes("idee", *ALL, max=1)]),
        step("kijken", write=[writes("vraag", *ALL, max=1)], ready=["deelnemer"]),
        step("leren", focus={"kinds": ["vraag"], "who": ALL}, turns=ALL, **more),
        step("terug", focus={"kinds": ["vraag"], "who": ALL}),
        repeat={"from": "kijken", "to": "leren"},
    )


def where(play: Play) -> tuple[str, int, int]:
    """Return the open step and what the phone says of it: n of N."""
    seen = play.round_seen_by(ANN)
    return seen.step, seen.course.index(seen.step) + 1, len(seen.course)


# Variants


def test_of_variants_the_first_is_played_unless_another_is_chosen() -> None:
    play = Play(with_choice()).at_step("voor")
    assert where(play) == ("voor", 2, 5)
    assert [one.step for one in play.lead_seen_by(LEADER).choices] == [
        "schrijven",
        "zeggen",
        "samen",
    ]
    assert where(play.next()) == ("schrijven", 3, 5)
    assert play.lead_seen_by(LEADER).choices == ()
    play.undo().do(LEADER, NextStep(step=StepId("voor"), variant=StepId("samen")))
    assert where(play) == ("samen", 3, 5)


def test_going_on_back_and_undo_keep_to_the_variant_that_was_chosen() -> None:
    play = Play(with_choice()).at_step("voor")
    play.do(LEADER, NextStep(step=play.step, variant=StepId("zeggen")))
    assert where(play.next()) == ("extra", 4, 5)
    assert where(play.back()) == ("zeggen", 3, 5)
    assert where(play.back()) == ("voor", 2, 5)
    assert play.lead_seen_by(LEADER).next == "zeggen"
    assert where(play.undo()) == ("zeggen", 3, 5)


def test_undo_of_a_choice_leaves_no_choice() -> None:
    play = Play(with_choice()).at_step("voor")
    play.do(LEADER, NextStep(step=play.step, variant=StepId("samen"))).undo()
    assert play.lead_seen_by(LEADER).next == "schrijven"
    assert play.round.moment.chosen == {}


def test_a_jump_to_a_variant_chooses_it() -> None:
    play = Play(with_choice()).at_step("begin").go_to("samen")
    assert where(play) == ("samen", 3, 5)
    assert where(play.go_to("zeggen")) == ("zeggen", 3, 5)


@pytest.mark.parametrize("variant", ["slot", "voor", "nergens"])
def test_only_a_variant_of_the_next_step_can_be_chosen(variant: str) -> None:
    play = Play(with_choice()).at_step("voor")
    play.refused(LEADER, NextStep(step=play.step, variant=StepId(variant)), "no_such_step")
    play.refused(ANN, NextStep(step=play.step, variant=StepId("samen")), "not_allowed")


def test_the_flap_of_a_variant_that_is_not_played_is_not_shown() -> None:
    play = Play(with_choice()).at_step("voor")
    play.do(LEADER, NextStep(step=play.step, variant=StepId("zeggen")))
    assert play.round_seen_by(SCREEN).sheet == "flap"
    assert play.go_to("schrijven").round_seen_by(SCREEN).sheet == "zuilen"


def test_whichever_variant_is_played_what_was_hidden_comes_out() -> None:
    for variant in ("schrijven", "zeggen", "samen"):
        play = Play(with_choice()).at_step("begin").write(ANN, "vraag", "Hoe?").next()
        play.do(LEADER, NextStep(step=play.step, variant=StepId(variant)))
        assert play.texts_seen_by(BOB) == ["Hoe?"]


# Passing a step over


def test_an_optional_step_can_be_passed_over_and_its_neighbours_know() -> None:
    play = Play(with_choice()).at_step("schrijven")
    skipped = play.lead_seen_by(LEADER).skip
    assert skipped is not None
    assert skipped.step == "slot"
    assert [one.kind for one in skipped.unveils] == ["idee"]
    assert where(play.go_to("slot")) == ("slot", 5, 5)
    assert Play(with_choice()).at_step("begin").lead_seen_by(LEADER).skip is None


def test_the_consent_of_a_step_that_is_passed_over_is_not_waited_for() -> None:
    consent = {"who": "inbrenger", "question": "Genoeg?", "given": "Genoeg."}
    script = method(step("een"), step("twee", optional=True, consent=consent), step("drie"))
    assert Play(script).at_step(1).go_to("drie").step == "drie"
    play = Play(script).at_step(2)
    play.refused(LEADER, GoToStep(step=play.step, to=StepId("drie")), "needs_consent")


# A block per inbrenger


def test_a_block_begins_again_for_another_inbrenger_with_everything_fresh() -> None:
    play = Play(with_block()).at_step("kijken").write(ANN, "vraag", "Van Ann").ready(ANN).next()
    play.focus(ANN, "Van Ann")
    assert play.lead_seen_by(LEADER).repeats
    play.repeat(BOB)
    seen = play.round_seen_by(CEM)
    assert (seen.step, seen.lap, seen.laps) == ("kijken", 2, (INBRENGER, BOB))
    assert (seen.inbrenger, seen.ready, seen.focus, seen.speaker) == (BOB, (), None, None)
    assert not play.lead_seen_by(LEADER).repeats
    assert play.card_seen_by(CEM, "Van Ann").lap == 1


def test_everybody_has_the_same_room_for_cards_in_every_lap() -> None:
    play = Play(with_block()).at_step("kijken").write(ANN, "vraag", "Eerst")
    assert play.next().repeat(BOB).write(ANN, "vraag", "Dan").card_seen_by(BOB, "Dan").lap == 2
    assert play.card_seen_by(BOB, "Eerst").lap == 1


def test_cards_of_an_earlier_lap_can_only_be_read_until_the_block_is_over() -> None:
    play = Play(with_block()).at_step("kijken").write(ANN, "vraag", "Eerst").next().repeat(BOB)
    play.refused(ANN, EditCard(card=play.card_id("Eerst"), text="Anders"), "not_now")
    play.next().refused(LEADER, FocusCard(card=play.card_id("Eerst")), "not_now")
    assert play.next().focus(LEADER, "Eerst").round_seen_by(ANN).focus == play.card_id("Eerst")


def test_a_card_from_before_the_block_belongs_to_no_lap() -> None:
    play = Play(with_block()).at_step("agenda").write(ANN, "idee", "Van tevoren").next()
    assert play.card_seen_by(BOB, "Van tevoren").lap is None


def test_consent_and_choice_in_a_block_are_asked_anew_in_every_lap() -> None:
    consent = {"who": "inbrenger", "question": "Genoeg?", "given": "Genoeg."}
    play = Play(with_block(consent=consent)).at_step("leren")
    play.refused(LEADER, RepeatBlock(step=play.step, inbrenger=BOB), "needs_consent")
    play.consent().repeat(BOB).next()
    assert not play.round_seen_by(ANN).consented
    play.refused(LEADER, NextStep(step=play.step), "needs_consent")


def test_a_block_is_repeated_by_a_gespreksleider_from_its_last_step_for_somebody_there() -> None:
    play = Play(with_block()).at_step("kijken")
    play.refused(LEADER, RepeatBlock(step=play.step, inbrenger=BOB), "not_now").next()
    play.refused(ANN, RepeatBlock(step=play.step, inbrenger=BOB), "not_allowed")
    play.refused(LEADER, RepeatBlock(step=NOWHERE, inbrenger=BOB), "step_moved_on")
    for nobody in (WIM, SCREEN):
        play.refused(LEADER, RepeatBlock(step=play.step, inbrenger=nobody), "no_such_person")
    play.harmless(LEADER, RepeatBlock(step=play.step, inbrenger=INBRENGER)).repeat(PIA)
    (repeated,) = play.latest
    assert isinstance(repeated, BlockRepeated)
    assert (repeated.at, repeated.inbrenger) == (1, PIA)
    play.refused(LEADER, RepeatBlock(step=StepId("leren"), inbrenger=PIA), "step_moved_on")


def test_a_method_without_a_block_repeats_nothing() -> None:
    play = Play("post-it").at_step(1)
    assert not play.lead_seen_by(LEADER).repeats
    play.refused(LEADER, RepeatBlock(step=play.step, inbrenger=BOB), "not_now")


# Shown when everybody is ready


def when_ready() -> Play:
    """Return a play in a step whose hidden questions come out when the deelnemers are ready."""
    reveal = {"kinds": ["vraag"], "who": ["gespreksleider"], "ways": ["ready"]}
    hidden = writes("vraag", hidden=True)
    script = method(step("een", write=[hidden], ready=["deelnemer"], reveal=reveal), step("twee"))
    return Play(script).at_step(1).write(ANN, "vraag", "Hoe?")


def test_with_the_last_one_ready_the_cards_come_out_by_themselves() -> None:
    play = when_ready().ready(ANN, BOB, CEM)
    assert play.texts_seen_by(INBRENGER) == []
    play.do(LEADER, MarkReady(step=play.step, ready=True), on_behalf_of=PIA)
    assert play.texts_seen_by(INBRENGER) == ["Hoe?"]


def test_when_the_last_one_not_ready_goes_the_cards_come_out_too() -> None:
    play = when_ready().ready(ANN, BOB, CEM).do(LEADER, RemovePerson(person=PIA))
    assert play.texts_seen_by(INBRENGER) == ["Hoe?"]
    play = when_ready().ready(ANN, BOB, CEM).do(LEADER, GiveInbrenger(person=PIA))
    assert play.texts_seen_by(CEM) == []


def test_a_card_written_after_that_waits_until_everybody_is_ready_anew() -> None:
    play = when_ready().do(LEADER, RemovePerson(person=PIA)).ready(ANN, BOB, CEM)
    play.write(BOB, "vraag", "Nog iets")
    assert play.texts_seen_by(ANN) == ["Hoe?"]
    play.do(BOB, MarkReady(step=play.step, ready=False)).ready(BOB)
    assert play.texts_seen_by(ANN) == ["Hoe?", "Nog iets"]


# Another method


def test_a_round_goes_on_in_another_method_with_the_same_inbrenger_and_all_cards() -> None:
    play = Play("post-it").at_step(1).write(INBRENGER, "werkvraag", "Hoe zeg ik nee?")
    play.do(LEADER, ChangeMethod(method=MethodId("tien-stappen")))
    assert [type(event) for event in play.latest if isinstance(event, RoundEnded | RoundStarted)]
    seen = play.round_seen_by(ANN)
    assert (seen.number, seen.follows, seen.inbrenger) == (2, RoundId("r1"), INBRENGER)
    assert play.round.method.id == "tien-stappen"
    assert play.texts_seen_by(SCREEN) == ["Hoe zeg ik nee?"]
    play.harmless(LEADER, ChangeMethod(method=MethodId("tien-stappen")))


def test_only_a_gespreksleider_changes_the_method_of_a_running_round() -> None:
    play = Play("post-it")
    play.refused(LEADER, ChangeMethod(method=MethodId("tien-stappen")), "nothing_going").start()
    play.refused(ANN, ChangeMethod(method=MethodId("tien-stappen")), "not_allowed")
    play.refused(LEADER, ChangeMethod(method=MethodId("nergens")), "no_such_method")
    play.do(LEADER, RemovePerson(person=INBRENGER))
    play.refused(LEADER, ChangeMethod(method=MethodId("tien-stappen")), "needs_inbrenger")


# A card opens the next round


def test_a_card_of_an_earlier_round_is_what_the_next_one_begins_with() -> None:
    play = Play("post-it").at_step(1).write(INBRENGER, "werkvraag", "Hoe zeg ik nee?")
    play.do(LEADER, EndRound()).do(LEADER, GiveInbrenger(person=ANN))
    play.do(LEADER, StartRound(bring=play.card_id("Hoe zeg ik nee?")))
    brought = [card for card in play.cards_seen_by(BOB) if card.round == "r2"]
    assert [(card.text, card.by, card.kind) for card in brought] == [
        ("Hoe zeg ik nee?", ANN, "werkvraag")
    ]


def test_a_card_keeps_its_opening_where_its_new_kind_has_none() -> None:
    kinds = {
        "vraag": {"name": "v", "plural": "v", "starter": "Mijn werkprobleem is …"},
        "idee": {"name": "i", "plural": "i"},
    }
    script = method(
        step("een", write=[writes("idee", "inbrenger"), writes("vraag")]), step("twee"), kinds=kinds
    )
    play = Play(script).at_step(1).write(ANN, "vraag", "dat ik niet slaap.").do(LEADER, EndRound())
    bring = StartRound(bring=play.card_id("dat ik niet slaap."))
    play.do(LEADER, GiveInbrenger(person=ANN)).do(LEADER, bring)
    assert "Mijn werkprobleem is dat ik niet slaap." in play.texts_seen_by(BOB)


def in_parts(*parts: tuple[str, str], first: str = "vraag") -> Method:
    """Return a method in which the inbrenger begins with a card that has these parts."""
    kinds = {
        "vraag": {"name": "v", "plural": "v"},
        "idee": {
            "name": "i",
            "plural": "i",
            "parts": [{"id": id_, "name": id_, "type": type_} for id_, type_ in parts],
        },
    }
    return method(
        step("een", write=[writes("idee", "inbrenger"), writes(first)]), step("twee"), kinds=kinds
    )


def test_a_card_in_one_piece_goes_into_the_first_part_that_takes_a_text() -> None:
    script = in_parts(("wanneer", "date"), ("wat", "text"), ("wie", "person"))
    play = Play(script).at_step(1).write(ANN, "vraag", "Hoe zeg ik nee?").do(LEADER, EndRound())
    source = play.card_id("Hoe zeg ik nee?")
    play.do(LEADER, GiveInbrenger(person=ANN)).do(LEADER, StartRound(bring=source))
    (brought,) = [card for card in play.cards_seen_by(BOB) if card.round == "r2"]
    assert (brought.text, brought.parts) == ("Hoe zeg ik nee?", {"wat": "Hoe zeg ik nee?"})
    assert brought.sources == (source,)


def test_a_card_in_the_same_parts_keeps_them() -> None:
    play = Play(in_parts(("wat", "text"), ("wanneer", "date"))).at_step(1)
    parts = {"wat": "Bellen", "wanneer": "2026-12-03"}
    play.do(INBRENGER, WriteCard(kind=KindId("idee"), text="", parts=parts)).do(LEADER, EndRound())
    source = play.card_id("Bellen\n2026-12-03")
    play.do(LEADER, GiveInbrenger(person=ANN)).do(LEADER, StartRound(bring=source))
    (brought,) = [card for card in play.cards_seen_by(BOB) if card.round == "r2"]
    assert (brought.text, brought.parts) == ("Bellen\n2026-12-03", parts)


def test_where_no_part_takes_a_text_no_card_is_taken_in() -> None:
    play = Play(in_parts(("wanneer", "date"))).at_step(1).write(ANN, "vraag", "Hoe?")
    play.do(LEADER, EndRound()).do(LEADER, GiveInbrenger(person=ANN))
    play.refused(LEADER, StartRound(bring=play.card_id("Hoe?")), "not_now")


def test_what_is_hidden_or_not_there_opens_no_round() -> None:
    hidden = writes("vraag", hidden=True)
    script = method(
        step("een", write=[writes("idee", "inbrenger"), hidden]),
        step("twee", reveal_on_entry=["vraag"]),
    )
    play = Play(script).at_step(1).write(ANN, "vraag", "Nog van mij").do(LEADER, EndRound())
    play.do(LEADER, GiveInbrenger(person=ANN))
    play.refused(LEADER, StartRound(bring=play.card_id("Nog van mij")), "no_such_card")
    play.refused(LEADER, StartRound(bring=CardId("niets")), "no_such_card")


def test_a_first_step_without_room_takes_in_no_card() -> None:
    script = method(step("een", write=[writes("idee")]), step("twee"))
    play = Play(script).at_step(1).write(ANN, "idee", "Iets").do(LEADER, EndRound())
    bring = StartRound(bring=play.card_id("Iets"))
    play.refused(LEADER, bring, "needs_inbrenger").do(LEADER, GiveInbrenger(person=ANN))
    play.refused(LEADER, bring, "not_now")


def test_back_from_the_first_step_there_is_nowhere_to_go() -> None:
    play = Play(with_choice()).at_step(1)
    play.refused(LEADER, BackStep(step=play.step), "no_such_step")
