"""A step that needs something done is not left by accident, and never keeps a group waiting."""

from flapover.core.ids import GroupId, StepId
from flapover.core.project import snapshot
from flapover.core.requests import (
    BackStep,
    EndRound,
    GoToStep,
    NextStep,
    PickCard,
    PlaceInGroup,
    RepeatBlock,
    SplitByChance,
    TakePart,
)
from flapover.core.views import LeadView
from tests.core.made import method, step, writes
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, PIA, Play

PARTS = {
    "form": "named",
    "groups": [{"id": "binnen", "title": "Binnen"}, {"id": "buiten", "title": "Buiten"}],
    "who": ["inbrenger", "deelnemer"],
}
CONSENT = {"who": "inbrenger", "question": "Genoeg?", "given": "Genoeg."}
BOTH = method(
    step("schrijven", write=[writes("vraag", "inbrenger", "deelnemer")]),
    step("delen", split=PARTS, needs=["split"]),
    step("kiezen", pick={"kinds": ["vraag"], "who": ["gespreksleider"]}, needs=["pick"]),
    step("slot"),
)


def at_choice() -> Play:
    return Play(BOTH).start().write(ANN, "vraag", "Hoe dan?").at_step("kiezen")


def test_a_leader_who_forgets_to_divide_the_group_is_told() -> None:
    play = Play(BOTH).at_step("delen")
    assert play.lead_seen_by(LEADER).waits_for == ("split",)
    play.refused(LEADER, NextStep(step=play.step), "needs_split")
    play.do(LEADER, SplitByChance(step=play.step))
    assert play.lead_seen_by(LEADER).waits_for == ()
    play.do(LEADER, NextStep(step=play.step))
    assert play.step == "kiezen"


def test_a_group_is_not_divided_while_one_part_of_it_is_empty() -> None:
    play = Play(BOTH).at_step("delen")
    for who in (INBRENGER, ANN, BOB, CEM, PIA):
        play.do(LEADER, PlaceInGroup(person=who, group=GroupId("binnen")))
    play.refused(LEADER, NextStep(step=play.step), "needs_split")
    play.do(LEADER, PlaceInGroup(person=CEM, group=GroupId("buiten")))
    play.do(LEADER, NextStep(step=play.step))


def test_a_leader_who_forgets_to_choose_is_told() -> None:
    play = at_choice()
    assert play.lead_seen_by(LEADER).waits_for == ("pick",)
    play.refused(LEADER, NextStep(step=play.step), "needs_pick")
    card = play.card_id("Hoe dan?")
    play.do(LEADER, PickCard(card=card, picked=True))
    assert play.lead_seen_by(LEADER).waits_for == ()
    play.do(LEADER, PickCard(card=card, picked=False))
    play.refused(LEADER, NextStep(step=play.step), "needs_pick")
    play.do(LEADER, PickCard(card=card, picked=True)).do(LEADER, NextStep(step=play.step))
    assert play.step == "slot"


def test_a_leader_may_go_on_all_the_same() -> None:
    play = Play(BOTH).at_step("delen")
    play.do(LEADER, NextStep(step=play.step, anyway=True))
    assert play.step == "kiezen"
    play.do(LEADER, NextStep(step=play.step, anyway=True))
    assert play.step == "slot"


def test_a_jump_is_told_of_what_it_would_pass_by() -> None:
    play = Play(BOTH).start()
    jump = GoToStep(step=play.step, to=StepId("slot"))
    play.refused(LEADER, jump, "needs_split")
    play.do(LEADER, jump.model_copy(update={"anyway": True}))
    assert play.step == "slot"


def test_going_back_and_ending_ask_for_nothing() -> None:
    play = Play(BOTH).at_step("delen")
    play.do(LEADER, BackStep(step=play.step)).next().do(LEADER, EndRound())


def test_an_optional_step_that_is_passed_over_asks_for_nothing() -> None:
    made = method(
        step("een", write=[writes("vraag")]),
        step("twee", optional=True, split=PARTS, needs=["split"]),
        step("drie"),
    )
    play = Play(made).start()
    play.do(LEADER, GoToStep(step=play.step, to=StepId("drie")))
    assert play.step == "drie"


def test_consent_is_passed_by_in_no_way() -> None:
    made = method(step("een", consent=CONSENT, split=PARTS, needs=["split"]), step("twee"))
    play = Play(made).start()
    assert play.lead_seen_by(LEADER).waits_for == ("consent", "split")
    for anyway in (False, True):
        play.refused(LEADER, NextStep(step=play.step, anyway=anyway), "needs_consent")
        jump = GoToStep(step=play.step, to=StepId("twee"), anyway=anyway)
        play.refused(LEADER, jump, "needs_consent")
    play.consent()
    assert play.lead_seen_by(LEADER).waits_for == ("split",)
    play.do(LEADER, NextStep(step=play.step, anyway=True))


def test_a_choice_that_nobody_at_the_table_could_make_is_not_waited_for() -> None:
    pick = {"kinds": ["vraag"], "who": ["inbrenger"]}
    made = method(
        step("een", write=[writes("vraag")], pick=pick, needs=["pick"]),
        step("twee"),
        needs_inbrenger=False,
    )
    play = Play(made).start(None).write(ANN, "vraag", "Hoe dan?")
    assert play.lead_seen_by(LEADER).waits_for == ()
    play.do(LEADER, NextStep(step=play.step))


def test_in_a_repeated_block_each_lap_has_its_own_choice() -> None:
    pick = {"kinds": ["vraag"], "who": ["gespreksleider"]}
    made = method(
        step("een", write=[writes("vraag", "inbrenger")]),
        step("twee", pick=pick, needs=["pick"]),
        step("drie"),
        repeat={"from": "een", "to": "drie"},
    )
    play = Play(made).start().write(INBRENGER, "vraag", "Hoe dan?").next()
    play.do(LEADER, PickCard(card=play.card_id("Hoe dan?"), picked=True)).next()
    play.do(LEADER, RepeatBlock(step=play.step, inbrenger=ANN))
    play.write(ANN, "vraag", "En nu?").next()
    play.refused(LEADER, NextStep(step=play.step), "needs_pick")
    play.do(LEADER, PickCard(card=play.card_id("En nu?"), picked=True)).next()
    assert play.step == "drie"


def test_P21_a_leader_with_the_back_turned_is_neither_told_nor_stopped_by_a_choice() -> None:
    made = method(
        step("een", write=[writes("vraag", "deelnemer")]),
        step(
            "twee",
            away=["inbrenger"],
            pick={"kinds": ["vraag"], "who": ["deelnemer"]},
            needs=["pick"],
        ),
        step("drie"),
    )

    def told_and_left(*, chosen: bool) -> tuple[LeadView, StepId]:
        play = Play(made).start(LEADER).write(ANN, "vraag", "Hoe dan?").next()
        if chosen:
            play.do(ANN, PickCard(card=play.card_id("Hoe dan?"), picked=True))
        lead = play.lead_seen_by(LEADER)
        play.do(LEADER, NextStep(step=play.step))
        return lead, play.step

    assert told_and_left(chosen=False) == told_and_left(chosen=True)


def test_P22_a_choice_reaches_the_leaders_strip() -> None:
    play = at_choice()
    play.do(LEADER, PickCard(card=play.card_id("Hoe dan?"), picked=True))
    (fresh,) = [one for one in snapshot(play.scene, LEADER) if isinstance(one, LeadView)]
    assert play.lead_seen_by(LEADER) == fresh


def test_whoever_leads_and_takes_part_is_told_as_well() -> None:
    play = Play(BOTH).at_step("delen").do(LEADER, TakePart(takes_part=True))
    assert play.lead_seen_by(LEADER).waits_for == ("split",)


def test_P21_each_lap_divides_anew_and_gets_nothing_of_the_groups_before() -> None:
    both = ["inbrenger", "deelnemer"]
    writing = step("samen", write=[{**writes("vraag", *both), "group": "binnen", "private": True}])
    laps = method(
        step("delen", split=PARTS, needs=["split"]),
        writing,
        repeat={"from": "delen", "to": "samen"},
    )
    play = Play(laps).start()
    for who in (INBRENGER, ANN):
        play.do(LEADER, PlaceInGroup(person=who, group=GroupId("binnen")))
    for who in (BOB, CEM, PIA):
        play.do(LEADER, PlaceInGroup(person=who, group=GroupId("buiten")))
    play.next().write(ANN, "vraag", "Van de eerste groep.").repeat(BOB)
    assert play.round_seen_by(ANN).groups == ()
    assert play.lead_seen_by(LEADER).waits_for == ("split",)
    for who in (BOB, CEM):
        play.do(LEADER, PlaceInGroup(person=who, group=GroupId("binnen")))
    assert "Van de eerste groep." not in play.texts_seen_by(CEM)


def test_a_block_does_not_begin_anew_before_its_last_step_has_what_it_needs() -> None:
    pick = {"kinds": ["vraag"], "who": ["gespreksleider"]}
    laps = method(
        step("een", write=[writes("vraag", "inbrenger")]),
        step("twee", pick=pick, needs=["pick"]),
        step("drie"),
        repeat={"from": "een", "to": "twee"},
    )
    play = Play(laps).start().write(INBRENGER, "vraag", "Hoe dan?").next()
    again = RepeatBlock(step=play.step, inbrenger=ANN)
    play.refused(LEADER, again, "needs_pick")
    play.do(LEADER, again.model_copy(update={"anyway": True}))
    assert (play.step, play.board.inbrenger) == ("een", ANN)


def test_consent_for_a_block_to_begin_anew_is_passed_by_in_no_way() -> None:
    laps = method(step("een"), step("twee", consent=CONSENT), repeat={"from": "een", "to": "twee"})
    play = Play(laps).start().next()
    for anyway in (False, True):
        again = RepeatBlock(step=play.step, inbrenger=ANN, anyway=anyway)
        play.refused(LEADER, again, "needs_consent")
    play.consent().repeat(ANN)
