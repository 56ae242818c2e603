"""The force-field analysis does what the method asks, from goals to a plan that can be measured."""

from flapover.core.ids import CriterionId, PersonId
from flapover.core.requests import LinkCards, RateCard, WriteCard
from tests.methods.facts import dutch, step, who_may_write, writing
from tests.methods.stage import ALL, GROUP, in_parts, seen, who_may, who_sees, writers
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, SCREEN, Play

METHOD = dutch("krachtenveld")
BELANG = CriterionId("belang")


def test_the_steps_have_these_names() -> None:
    assert [one.id for one in METHOD.steps] == [
        *("doelen", "situatie", "krachten", "bespreken", "verbinden", "wegen", "veld"),
        *("actieplan", "evaluatieplan"),
    ]


def test_the_force_field_has_two_columns_and_is_drawn() -> None:
    (sheet,) = [one for one in METHOD.sheets if one.draw]
    assert sheet.draw == "force-field"
    assert [zone.id for zone in sheet.zones] == ["helpt", "hindert"]
    assert writing(step(METHOD, "krachten"), "kracht").zone is None, "who writes, chooses"


def test_forces_are_weighed_on_three_criteria_from_1_to_5() -> None:
    rate = step(METHOD, "wegen").rate
    assert rate is not None
    assert [one.id for one in rate.criteria] == ["belang", "moeilijkheid", "helderheid"]
    assert [one.sign for one in METHOD.scales[rate.scale].values] == ["1", "2", "3", "4", "5"]
    assert rate.visible == "later"
    assert step(METHOD, "veld").reveal_ratings_on_entry == ("kracht",)


def test_the_action_plan_has_times_goals_people_and_means() -> None:
    rule = writing(step(METHOD, "actieplan"), "actiepunt")
    parts = METHOD.kinds[rule.kind].parts
    assert [part.id for part in parts] == ["wat", "doel", "wie", "wanneer", "middelen"]
    assert [part.type for part in parts if part.type != "text"] == ["person", "date"]


def test_criteria_and_moments_are_fixed_beforehand_and_come_from_the_goals() -> None:
    plan = step(METHOD, "evaluatieplan")
    assert set(who_may_write(plan)) == {"criterium", "meetmoment"}
    assert writing(plan, "criterium").from_ == ("doel",)


def test_it_is_played_whole() -> None:
    play = Play(METHOD).start()
    _goals_and_situations(play)
    _forces_are_listed(play)
    _forces_are_discussed_and_related(play)
    _forces_are_weighed(play)
    _the_action_plan(play)
    _the_evaluation_plan(play)


def _goals_and_situations(play: Play) -> None:
    assert writers(play) == {"werkvraag": {INBRENGER}, "doel": GROUP}
    play.write(INBRENGER, "werkvraag", "Te veel werk.").write(ANN, "doel", "Om zes uur thuis")
    assert who_sees(play, "Om zes uur thuis") == ALL
    play.next()
    assert writers(play) == {"huidige-situatie": GROUP, "gewenste-situatie": GROUP}
    play.write(INBRENGER, "huidige-situatie", "Om acht uur thuis").next()


def _forces_are_listed(play: Play) -> None:
    assert writers(play) == {"kracht": GROUP}
    play.write(INBRENGER, "kracht", "Mijn gezin", zone="helpt")
    play.write(BOB, "kracht", "De deadlines", zone="hindert")
    play.write(CEM, "kracht", "De baas", zone="hindert")
    assert who_sees(play, "De deadlines") == ALL
    assert who_may(play, play.moving("De baas", "krachtenveld", "helpt")) == set()
    play.next()


def _forces_are_discussed_and_related(play: Play) -> None:
    assert writers(play) == {"kracht": GROUP}
    assert who_may(play, play.moving("De baas", "krachtenveld", "helpt")) == {LEADER, *GROUP}
    play.move(ANN, "De baas", "krachtenveld", "helpt").next()
    assert writers(play) == {}
    family, deadlines = play.card_id("Mijn gezin"), play.card_id("De deadlines")
    link = LinkCards(card=family, other=deadlines, linked=True)
    assert who_may(play, link) == {LEADER, *GROUP}
    play.do(BOB, link)
    assert set(seen(play, SCREEN, deadlines).links) == {family}
    assert set(seen(play, SCREEN, family).links) == {deadlines}
    play.next()


def _forces_are_weighed(play: Play) -> None:
    force = play.card_id("De deadlines")
    vote = RateCard(card=force, value="vijf", criterion=BELANG)
    assert writers(play) == {}
    assert who_may(play, vote) == GROUP
    assert who_may(play, RateCard(card=force, value="vijf")) == set(), "on a criterion alone"
    play.do(ANN, vote).do(BOB, RateCard(card=force, value="drie", criterion=BELANG))
    assert _votes(play, ANN) == {"vijf"}
    assert _votes(play, INBRENGER) == set(), "nobody follows another"
    assert _votes(play, LEADER) == _votes(play, SCREEN) == set()
    play.ready(INBRENGER, ANN, BOB, CEM).next()
    assert [_votes(play, who) for who in ALL] == [{"vijf", "drie"}] * len(ALL)
    assert who_may(play, vote) == set()
    play.undo()
    assert _votes(play, INBRENGER) == set(), "taken back"
    play.next()
    assert writers(play) == {}
    play.next()


def _votes(play: Play, who: PersonId) -> set[str]:
    card = seen(play, who, play.card_id("De deadlines"))
    return {one.value for one in card.ratings if one.criterion == BELANG}


def _the_action_plan(play: Play) -> None:
    assert writers(play) == {"actiepunt": GROUP}
    point = in_parts("actiepunt", "wat: Praten met de baas", "wie: Ine", "wanneer: 2026-12-11")
    force = play.card_id("De baas")
    play.do(INBRENGER, point.model_copy(update={"sources": (force,)}))
    (card,) = [one for one in play.cards_seen_by(SCREEN) if one.kind == "actiepunt"]
    assert card.sources == (force,)
    assert card.text == "Praten met de baas\nIne\n2026-12-11"
    late = in_parts("actiepunt", "wat: Iets", "wanneer: morgen")
    assert who_may(play, late) == set(), "a day is a day"
    play.next()


def _the_evaluation_plan(play: Play) -> None:
    assert writers(play) == {"criterium": GROUP, "meetmoment": GROUP}
    goal = play.card_id("Om zes uur thuis")
    measured = in_parts("criterium", "waaraan: Vier dagen per week")
    play.do(ANN, measured.model_copy(update={"sources": (goal,)}))
    assert seen(play, SCREEN, play.card_id("Vier dagen per week")).sources == (goal,)
    kind = writing(step(METHOD, "evaluatieplan"), "meetmoment").kind
    play.do(INBRENGER, WriteCard(kind=kind, text="", parts={"wanneer": "2027-02-01"}))
    assert who_sees(play, "2027-02-01") == ALL
