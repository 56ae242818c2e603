"""What led to a step is taken back within half a minute, and nothing that was written is lost."""

from dataclasses import replace

from flapover.core.decide.undoing import UNDO_SECONDS
from flapover.core.events import BlockRepeated, RoundEnded, RoundStarted
from flapover.core.ids import CardId, GroupId, KindId, MethodId, PersonId, RoundId
from flapover.core.project import snapshot
from flapover.core.requests import (
    ChangeMethod,
    EditCard,
    EndRound,
    GiveInbrenger,
    GiveTurn,
    MarkReady,
    PlaceInGroup,
    RemovePerson,
    RevealAll,
    RevealAuthor,
    ShareCard,
    SplitByChance,
    StartRound,
    StartTimer,
    UndoStep,
    WatchElsewhere,
    WriteJoint,
)
from flapover.core.splices import Splice
from flapover.core.views import RoundView
from tests.core.made import method, step, writes
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, PIA, SCREEN, Play

ALL = ["gespreksleider", "inbrenger", "deelnemer"]
PARTS = {
    "form": "named",
    "groups": [{"id": "binnen", "title": "Binnen"}, {"id": "buiten", "title": "Buiten"}],
    "who": ["inbrenger", "deelnemer"],
}
LAPS = method(
    step("kijken", write=[writes("vraag", *ALL)], ready=["deelnemer"]),
    step(
        "leren",
        write=[writes("idee", *ALL)],
        turns=ALL,
        consent={"who": "inbrenger", "question": "Genoeg?", "given": "Genoeg."},
    ),
    step("terug"),
    repeat={"from": "kijken", "to": "leren"},
)
OTHER = MethodId("post-it")


def at_end_of_lap() -> Play:
    play = Play(LAPS).start().write(ANN, "vraag", "Eerst").next().consent()
    return play.do(LEADER, GiveTurn(person=BOB)).do(LEADER, StartTimer())


# The block for another inbrenger


def test_a_block_begun_anew_is_taken_back_with_its_inbrenger_consent_clock_and_turn() -> None:
    play = at_end_of_lap()
    before = play.round
    play.repeat(ANN)
    lead = play.lead_seen_by(LEADER)
    assert (lead.undo_takes, lead.undo_hides, lead.undo_until_ms is None) == ("lap", 0, False)
    play.undo()
    assert play.round == replace(before, undo=None)
    assert play.round.consents == {"leren"}
    assert play.round_seen_by(CEM).laps == (INBRENGER,)
    assert play.board.inbrenger == INBRENGER
    play.refused(LEADER, UndoStep(step=play.step), "nothing_to_undo")


def test_only_a_leader_takes_it_back_and_not_after_half_a_minute() -> None:
    play = at_end_of_lap().repeat(ANN)
    play.refused(ANN, UndoStep(step=play.step), "not_allowed").wait(UNDO_SECONDS)
    play.refused(LEADER, UndoStep(step=play.step), "nothing_to_undo")


def test_what_was_written_for_another_inbrenger_stays_where_the_group_goes_on() -> None:
    play = at_end_of_lap().repeat(ANN).write(BOB, "vraag", "Al geschreven").undo()
    assert play.texts_seen_by(SCREEN) == ["Eerst", "Al geschreven"]
    assert play.card_seen_by(CEM, "Al geschreven").lap == 1
    play.back().do(BOB, EditCard(card=play.card_id("Al geschreven"), text="Beter"))
    play.next().repeat(ANN).write(BOB, "vraag", "Nu echt")
    assert play.card_seen_by(CEM, "Nu echt").lap == 2
    assert play.card_seen_by(CEM, "Beter").lap == 1


def test_an_inbrenger_who_left_meanwhile_is_not_brought_back_to_the_table() -> None:
    play = (
        at_end_of_lap()
        .do(LEADER, GiveTurn(person=INBRENGER))
        .repeat(ANN)
        .do(LEADER, RemovePerson(person=INBRENGER))
    )
    play.undo()
    assert play.round_seen_by(CEM).speaker is None
    assert all("inbrenger" not in play.board.roles_of(who) for who in play.board.people)


def divided() -> Play:
    """Return a play at the end of a lap, in which Ann is inside and wrote a card of her group."""
    both = ["inbrenger", "deelnemer"]
    hidden = {**writes("vraag", *both), "per_group": True, "hidden": True}
    reveal = {"kinds": ["vraag"], "who": ["gespreksleider"], "ways": ["all"]}
    laps = method(
        step("delen", split=PARTS, write=[hidden]),
        step("tonen", reveal=reveal),
        repeat={"from": "delen", "to": "tonen"},
    )
    play = in_parts(Play(laps).start(), (INBRENGER, ANN), (BOB, CEM, PIA))
    return play.write(ANN, "vraag", "Van toen").next()


def in_parts(play: Play, inside: tuple[PersonId, ...], outside: tuple[PersonId, ...]) -> Play:
    for name, people in (("binnen", inside), ("buiten", outside)):
        for who in people:
            play.do(LEADER, PlaceInGroup(person=who, group=GroupId(name)))
    return play


def test_P21_the_groups_before_come_back_and_get_nothing_of_those_in_between() -> None:
    play = divided()
    before = play.round_seen_by(SCREEN).groups
    in_parts(play.repeat(BOB), (BOB, CEM), (INBRENGER, ANN, PIA))
    play.write(CEM, "vraag", "Van tussendoor").undo()
    assert play.round_seen_by(SCREEN).groups == before
    assert play.texts_seen_by(INBRENGER) == ["Van toen"]
    assert play.texts_seen_by(BOB) == []
    assert play.texts_seen_by(CEM) == ["Van tussendoor"]
    play.reveal_all()
    assert sorted(play.texts_seen_by(SCREEN)) == ["Van toen", "Van tussendoor"]


def test_who_left_meanwhile_is_in_none_of_the_groups_that_come_back() -> None:
    play = divided().repeat(BOB).do(LEADER, RemovePerson(person=ANN)).undo()
    (inside, _) = play.round_seen_by(SCREEN).groups
    assert inside.members == (INBRENGER,)


def test_of_two_texts_that_were_written_together_the_first_goes_on() -> None:
    joint = {**writes("idee", *ALL, max=1), "joint": True}
    laps = method(
        step("samen", write=[joint]),
        step("klaar", write=[joint]),
        repeat={"from": "samen", "to": "klaar"},
    )

    def says(who: PersonId, text: str) -> WriteJoint:
        return WriteJoint(kind=KindId("idee"), base=0, splices=(Splice(at=0, insert=text),))

    play = Play(laps).start().do(ANN, says(ANN, "Eerst")).next().repeat(ANN)
    play.do(BOB, says(BOB, "Erna")).undo()
    assert play.texts_seen_by(SCREEN) == ["Eerst", "Erna"]
    assert [card.joint is not None for card in play.board.cards.values()] == [True, False]
    first = CardId(play.card_id("Eerst"))
    more = WriteJoint(
        kind=KindId("idee"), card=first, base=1, splices=(Splice(at=0, insert="Toen: "),)
    )
    assert play.do(CEM, more).texts_seen_by(SCREEN) == ["Toen: Eerst", "Erna"]


def test_a_clip_does_not_come_back_but_where_the_group_watched_does() -> None:
    clip = {"who": "inbrenger", "warn_seconds": 5}
    laps = method(
        step("tonen", clip=clip),
        step("kijken", clip=clip),
        repeat={"from": "tonen", "to": "kijken"},
    )
    play = Play(laps).start().brings(INBRENGER, "film").next().repeat(ANN).undo()
    assert play.round.clip is None
    play.do(INBRENGER, WatchElsewhere(where="room")).repeat(ANN).undo()
    assert play.round.elsewhere == "room"


# Another method


def changed() -> Play:
    play = Play(LAPS).start().write(ANN, "vraag", "Eerst").ready(BOB).do(LEADER, StartTimer())
    return play.do(LEADER, ChangeMethod(method=OTHER))


def test_another_method_is_taken_back_and_the_round_goes_on_where_it_was() -> None:
    play = Play(LAPS).start().write(ANN, "vraag", "Eerst").ready(BOB).do(LEADER, StartTimer())
    before = play.board
    play.do(LEADER, ChangeMethod(method=OTHER))
    assert play.lead_seen_by(LEADER).undo_takes == "method"
    play.undo()
    assert play.round == before.running
    assert play.board.plan == before.plan
    assert play.round.moment.ready == {BOB}
    play.refused(LEADER, UndoStep(step=play.step), "nothing_to_undo")
    assert play.write(BOB, "vraag", "Verder").card_seen_by(ANN, "Verder").round == "r1"


def test_a_method_is_taken_back_by_a_leader_for_half_a_minute_in_its_first_step() -> None:
    changed().refused(ANN, UndoStep(step=changed().step), "not_allowed")
    play = changed().wait(UNDO_SECONDS)
    play.refused(LEADER, UndoStep(step=play.step), "nothing_to_undo")
    play = changed().next().undo()
    assert play.round.method.id == OTHER
    play.refused(LEADER, UndoStep(step=play.step), "nothing_to_undo")


def test_what_was_written_in_the_other_method_stays_to_be_read() -> None:
    play = changed().write(INBRENGER, "werkvraag", "Hoe nu?").undo()
    assert play.texts_seen_by(SCREEN) == ["Eerst", "Hoe nu?"]
    other = next(one for one in rounds_seen_by(play, CEM) if one.id == "r2")
    assert (other.ended, other.undone, other.number) == (True, True, 1)
    play.refused(INBRENGER, EditCard(card=play.card_id("Hoe nu?"), text="Anders"), "not_now")


def test_a_round_after_one_that_was_taken_back_has_the_number_after_that_before() -> None:
    play = changed().undo().do(LEADER, EndRound()).do(LEADER, GiveInbrenger(person=ANN))
    play.do(LEADER, StartRound())
    assert [(one.id, one.number) for one in rounds_seen_by(play, CEM)] == [
        (RoundId("r1"), 1),
        (RoundId("r2"), 1),
        (RoundId("r3"), 2),
    ]


def rounds_seen_by(play: Play, who: PersonId) -> list[RoundView]:
    return [view for view in snapshot(play.scene, who) if isinstance(view, RoundView)]


def test_P21_whether_somebody_wrote_in_secret_shows_in_nothing_that_is_taken_back() -> None:
    hidden = method(
        step("een", write=[writes("vraag", "deelnemer", hidden=True)]),
        step("twee", reveal_on_entry=["vraag"]),
        id="dicht",
    )
    plain = Play(LAPS).plan_own(hidden)

    def seen(*, secret: bool) -> list[object]:
        play = Play(LAPS).start()
        command = play.command(LEADER, ChangeMethod(method=MethodId("dicht")))
        play.carry_out(replace(command, method=hidden))
        if secret:
            play.write(BOB, "vraag", "Geheim")
        play.undo()
        return [*snapshot(play.scene, CEM)]

    assert plain.board.plan == hidden
    assert seen(secret=True) == seen(secret=False)


def test_a_method_that_took_over_before_this_was_known_is_not_taken_back() -> None:
    play = Play(LAPS).start()
    play.happens(RoundEnded())
    play.happens(
        RoundStarted(round=RoundId("r2"), method=LAPS, inbrenger=INBRENGER, follows=RoundId("r1"))
    )
    play.refused(LEADER, UndoStep(step=play.step), "nothing_to_undo")
    play.at_step("leren").happens(BlockRepeated(at=0, inbrenger=ANN))
    play.refused(LEADER, UndoStep(step=play.step), "nothing_to_undo")


# What a step showed


def rondje() -> Play:
    """Return a play in a step in which hidden cards are shown, author by author or all at once."""
    hidden = writes("vraag", "deelnemer", hidden=True)
    reveal = {
        "kinds": ["vraag"],
        "who": ["gespreksleider"],
        "ways": ["all", "author", "ready"],
    }
    script = method(
        step("een", write=[hidden, writes("idee", "deelnemer", private=True)]),
        step(
            "twee",
            write=[hidden],
            reveal=reveal,
            turns=ALL,
            ready=["deelnemer"],
            share={"kinds": ["idee"], "who": ["deelnemer"]},
        ),
        step("drie", reveal_on_entry=["vraag"]),
    )
    play = Play(script).start().write(ANN, "vraag", "a").write(BOB, "vraag", "b")
    return play.write(CEM, "idee", "eigen").next()


def test_a_step_taken_back_hides_what_was_shown_in_it_author_by_author() -> None:
    play = rondje().reveal(ANN)
    assert play.texts_seen_by(SCREEN) == ["a"]
    assert play.lead_seen_by(LEADER).undo_hides == 1
    play.undo()
    assert play.texts_seen_by(SCREEN) == []
    assert play.round_seen_by(SCREEN).speaker is None
    assert play.texts_seen_by(ANN) == ["a"]
    assert play.next().reveal(ANN).texts_seen_by(SCREEN) == ["a"]


def test_it_hides_likewise_what_came_out_all_at_once_or_when_all_were_ready() -> None:
    play = rondje().do(LEADER, RevealAll())
    assert play.texts_seen_by(SCREEN) == ["a", "b"]
    assert play.undo().texts_seen_by(SCREEN) == []
    play.next().ready(ANN, BOB, CEM).do(
        LEADER, MarkReady(step=play.step, ready=True), on_behalf_of=PIA
    )
    assert play.texts_seen_by(SCREEN) == ["a", "b"]
    assert play.undo().texts_seen_by(SCREEN) == []


def test_an_own_note_that_was_shared_in_it_is_its_writers_alone_again() -> None:
    play = rondje().do(CEM, ShareCard(card=rondje_note(rondje())))
    assert play.texts_seen_by(SCREEN) == ["eigen"]
    play.undo()
    assert play.texts_seen_by(SCREEN) == []
    assert play.texts_seen_by(CEM) == ["eigen"]


def rondje_note(play: Play) -> CardId:
    return play.card_id("eigen")


def test_what_was_shown_in_the_step_that_one_comes_back_to_stays_shown() -> None:
    play = rondje().do(LEADER, RevealAuthor(person=ANN)).next()
    assert play.texts_seen_by(SCREEN) == ["a", "b"]
    assert play.undo().texts_seen_by(SCREEN) == ["a"]


def test_P21_what_a_block_begun_anew_showed_is_hidden_when_it_is_taken_back() -> None:
    reveal = {"kinds": ["vraag"], "who": ["gespreksleider"], "ways": ["author"]}
    hidden = writes("vraag", "deelnemer", hidden=True)
    laps = method(
        step("een", write=[hidden], reveal=reveal),
        step("twee", reveal_on_entry=["vraag"]),
        repeat={"from": "een", "to": "twee"},
    )
    play = Play(laps).start().next().repeat(ANN).write(BOB, "vraag", "b").reveal(BOB).undo()
    assert play.texts_seen_by(SCREEN) == []
    assert play.card_seen_by(BOB, "b").lap == 1


def test_a_split_made_in_the_step_does_not_stand_in_the_way() -> None:
    play = Play(method(step("een"), step("twee", split=PARTS))).start().next()
    play.do(LEADER, SplitByChance(step=play.step)).undo()
    assert play.step == "een"
