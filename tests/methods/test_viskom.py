"""The fishbowl does what the method asks: one circle talks, the other is silent."""

from flapover.core.ids import GroupId, PersonId
from flapover.core.requests import (
    GiveTurn,
    PlaceInGroup,
    RevealAll,
    RewriteCard,
    ShareCard,
    SplitByChance,
    WriteCard,
)
from tests.methods.facts import dutch, step, who_may_write, writing
from tests.methods.stage import ALL, GROUP, seen, together, who_may, who_sees, writers
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, PIA, SCREEN, Play

METHOD = dutch("viskom")
IN = {INBRENGER, ANN}
OUT = {BOB, CEM}
PROBLEM = "We praten langs elkaar heen."


def test_the_steps_have_these_names() -> None:
    assert [one.id for one in METHOD.steps] == [
        *("probleem", "binnenkring", "buitenkring", "buiten-herformuleert"),
        *("binnen-herformuleert", "dieper", "binnenkring-verder", "adviezen", "toepassen"),
        "geleerd",
    ]


def test_only_one_circle_has_the_floor_until_the_last_step() -> None:
    assert [one.turn_group for one in METHOD.steps] == [
        *(None, "binnen", "buiten", "buiten", "binnen", "buiten", "binnen", "buiten", "binnen"),
        None,
    ]


def test_each_circle_is_told_its_own_part() -> None:
    assert all(set(one.tell_group) == {"binnen", "buiten"} for one in METHOD.steps[1:-1])


def test_each_circle_has_its_own_donts() -> None:
    assert step(METHOD, "binnenkring").avoid_group == {
        "binnen": ("Noem nog geen oplossingen.",),
        "buiten": ("Praat niet mee.",),
    }
    middle = METHOD.steps[1:-1]
    silent = {"binnen": "buiten", "buiten": "binnen"}
    for one in middle:
        assert one.turn_group is not None
        assert one.avoid_group[GroupId(silent[one.turn_group])], one.id
    assert not any("deelnemer" in one.avoid for one in middle)


def test_the_outer_circle_looks_at_approach_angles_and_needs() -> None:
    rule = writing(step(METHOD, "binnenkring"), "opmerking")
    assert (rule.group, rule.private, len(rule.guide)) == ("buiten", True, 3)


def test_the_guiding_questions_of_the_new_wording() -> None:
    assert len(writing(step(METHOD, "buiten-herformuleert"), "herformulering").guide) == 3
    assert "van wie is het" in step(METHOD, "binnen-herformuleert").tell_group[GroupId("binnen")]


def test_who_writes_what_in_which_circle() -> None:
    found = {str(rule.kind): rule.group for one in METHOD.steps for rule in one.write}
    assert found == {
        "probleem": None,
        "opmerking": "buiten",
        "herformulering": "buiten",
        "suggestie": "buiten",
        "advies": "buiten",
        "toepassing": "binnen",
        "leerpunt": None,
    }
    assert who_may_write(step(METHOD, "binnenkring-verder")) == {}


def test_chance_divides_everybody_in_two_circles() -> None:
    play = Play(METHOD).start()
    play.refused(ANN, SplitByChance(step=play.step), "not_allowed")
    play.do(LEADER, SplitByChance(step=play.step))
    groups = play.round_seen_by(ANN).groups
    assert [group.id for group in groups] == ["binnen", "buiten"]
    assert {who for group in groups for who in group.members} == {*GROUP, PIA}


def test_it_is_played_whole() -> None:
    play = Play(METHOD).start()
    _the_problem_is_written_together_and_the_group_divided(play)
    _the_inner_circle_talks(play)
    _the_outer_circle_tells(play)
    _the_problem_gets_new_words(play)
    _the_outer_circle_suggests(play)
    _the_outer_circle_advises(play)
    _the_inner_circle_takes(play)
    _everyone_learned(play)


def _the_problem_is_written_together_and_the_group_divided(play: Play) -> None:
    assert writers(play) == {"probleem": GROUP}
    play.do(ANN, together(play, "probleem", "langs elkaar heen."))
    play.do(BOB, together(play, "probleem", "We praten "))
    assert who_sees(play, PROBLEM) == ALL
    for who, group in ((INBRENGER, "binnen"), (ANN, "binnen"), (BOB, "buiten"), (CEM, "buiten")):
        place = PlaceInGroup(person=who, group=GroupId(group))
        assert who_may(play, place) == {LEADER}
        play.do(LEADER, place)
    members = {str(one.id): set(one.members) for one in play.round_seen_by(SCREEN).groups}
    assert members == {"binnen": IN, "buiten": OUT}
    play.next()


def _the_inner_circle_talks(play: Play) -> None:
    assert _floor(play) == IN
    assert writers(play) == {"opmerking": OUT}
    assert play.now_seen_by(ANN).tell_group != play.now_seen_by(BOB).tell_group
    assert play.now_seen_by(ANN).avoid == ("Noem nog geen oplossingen.",)
    assert play.now_seen_by(BOB).avoid == ("Praat niet mee.",)
    play.write(BOB, "opmerking", "Niemand vraagt iets.").write(CEM, "opmerking", "Er is zorg.")
    assert who_sees(play, "Niemand vraagt iets.") == {BOB}
    assert who_may(play, ShareCard(card=play.card_id("Niemand vraagt iets."))) == set()
    play.next()


def _the_outer_circle_tells(play: Play) -> None:
    assert _floor(play) == OUT
    assert writers(play) == {}
    assert who_may(play, RevealAll()) == set(), "nobody else brings out somebody's notes"
    share = ShareCard(card=play.card_id("Niemand vraagt iets."))
    assert who_may(play, share) == {BOB}
    play.do(BOB, share)
    assert who_sees(play, "Niemand vraagt iets.") == ALL
    assert who_sees(play, "Er is zorg.") == {CEM}
    play.next()


def _the_problem_gets_new_words(play: Play) -> None:
    assert _floor(play) == OUT
    assert writers(play) == {"herformulering": OUT}
    play.write(BOB, "herformulering", "luisteren").write(CEM, "herformulering", "vertrouwen")
    assert who_sees(play, "luisteren") == {BOB}
    play.reveal(BOB)
    assert who_sees(play, "luisteren") == ALL
    play.next()
    assert who_sees(play, "vertrouwen") == ALL
    assert _floor(play) == IN
    anew = RewriteCard(card=play.card_id(PROBLEM), text="We luisteren te weinig.")
    assert who_may(play, anew) == IN
    play.do(ANN, anew)
    card = seen(play, CEM, play.card_id("We luisteren te weinig."))
    assert card.earlier == (PROBLEM,), "the old wording stays in sight"
    play.next()


def _the_outer_circle_suggests(play: Play) -> None:
    assert _floor(play) == OUT
    assert writers(play) == {"suggestie": OUT}
    play.write(CEM, "suggestie", "Waar ben je bang voor?").next()
    assert _floor(play) == IN
    assert writers(play) == {}
    play.next()


def _the_outer_circle_advises(play: Play) -> None:
    assert _floor(play) == OUT
    assert writers(play) == {"advies": OUT}
    play.write(BOB, "advies", "Begin met een rondje.").next()


def _the_inner_circle_takes(play: Play) -> None:
    assert _floor(play) == IN
    assert writers(play) == {"toepassing": IN}
    advice = play.card_id("Begin met een rondje.")
    kind = writing(step(METHOD, "toepassen"), "toepassing").kind
    play.do(ANN, WriteCard(kind=kind, text="Maandag doe ik dat.", sources=(advice,)))
    assert seen(play, BOB, play.card_id("Maandag doe ik dat.")).sources == (advice,)
    play.next()


def _everyone_learned(play: Play) -> None:
    assert _floor(play) == GROUP
    assert writers(play) == {"leerpunt": GROUP}
    play.write(CEM, "leerpunt", "Stil zijn helpt.")
    assert who_sees(play, "Stil zijn helpt.") == ALL


def _floor(play: Play) -> set[PersonId]:
    """Return who can be given the floor now; the one on paper sits in no circle."""
    return {who for who in (LEADER, *GROUP) if LEADER in who_may(play, GiveTurn(person=who))}
