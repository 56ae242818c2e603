"""Parts, anonymous cards, own notes, sources and ties: what the rules allow and what leaves."""

import json

from flapover.core.ids import CardId, KindId, PersonId
from flapover.core.method import Method
from flapover.core.requests import LinkCards, RevealAll, ShareCard, WriteCard
from tests.core.made import method, step, writes
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, SCREEN, Play, writing

SMART = {
    "name": "actie",
    "plural": "acties",
    "parts": [
        {"id": "wat", "name": "Wat?"},
        {"id": "wanneer", "name": "Wanneer?", "type": "date"},
        {"id": "hulp", "name": "Wie helpt?", "type": "person", "optional": True},
    ],
}
PLAIN = {"name": "idee", "plural": "ideeën"}
KINDS = {"actie": SMART, "idee": PLAIN, "notitie": PLAIN, "vondst": PLAIN}


def script() -> Method:
    """Return a method that asks for all of it."""
    return method(
        step(
            "een",
            write=[
                writes("actie"),
                writes("idee", "deelnemer", "inbrenger", hidden=True, anonymous=True),
                writes("notitie", private=True),
            ],
            reveal={"kinds": ["idee"], "who": ["gespreksleider"]},
        ),
        step(
            "twee",
            write=[{**writes("vondst"), "from": ["idee", "vondst"]}],
            share={"kinds": ["notitie"], "who": ["deelnemer"]},
            link={"kinds": ["idee", "vondst", "notitie"], "who": ["deelnemer"]},
            reveal_on_entry=["idee"],
        ),
        kinds=KINDS,
    )


def in_parts(**parts: str) -> WriteCard:
    return WriteCard(kind=KindId("actie"), text="", parts=parts)


def test_a_card_of_parts_keeps_each_part_and_reads_as_one_text() -> None:
    play = Play(script()).at_step(1)
    play.do(ANN, in_parts(wat=" Bellen ", wanneer="2026-12-01", hulp=" Bob  B "))
    seen = play.card_seen_by(CEM, "Bellen\n2026-12-01\nBob B")
    assert seen.parts == {"wat": "Bellen", "wanneer": "2026-12-01", "hulp": "Bob B"}


def test_a_part_that_is_needed_is_asked_for_and_one_that_is_not_may_stay_empty() -> None:
    play = Play(script()).at_step(1)
    assert play.ask(ANN, in_parts(wat="Bellen")) == "empty_text"
    assert play.ask(ANN, in_parts(wat="Bellen", wanneer="morgen")) == "bad_text"
    assert play.ask(ANN, in_parts(wat="x" * 1995, wanneer="2026-12-01")) == "too_long"
    assert play.ask(ANN, in_parts(wat="a", wanneer="2026-12-01", meer="b")) == "malformed"
    assert play.ask(ANN, writing("actie", "Bellen")) == "malformed"
    assert play.ask(ANN, in_parts(wat="Bellen", wanneer="2026-12-01")) is None


def test_P21_nobody_but_its_writer_learns_who_wrote_an_anonymous_card() -> None:
    play = Play(script()).at_step(1).write(ANN, "idee", "Anoniem").do(LEADER, RevealAll())
    assert play.card_seen_by(ANN, "Anoniem").by == ANN
    for viewer in (LEADER, INBRENGER, BOB, SCREEN):
        seen = play.card_seen_by(viewer, "Anoniem")
        assert (seen.by, seen.typed_by) == (None, None)
        wire = "".join(text for key, text in play.told[viewer].items() if key.startswith("card:"))
        assert f'"{ANN}"' not in wire


def _played(first: PersonId, second: PersonId) -> Play:
    play = Play(script()).at_step(1)
    for who, text in ((first, "Het ene"), (second, "Het andere")):
        play.write(who, "idee", text)
    return play.next()


def test_P21_what_others_get_does_not_depend_on_who_wrote_which_anonymous_card() -> None:
    one, other = _played(INBRENGER, BOB), _played(BOB, INBRENGER)
    for viewer in (LEADER, ANN, CEM, SCREEN):
        assert one.told[viewer] == other.told[viewer]
        assert one.frames[viewer] == other.frames[viewer]


def test_P21_own_notes_come_out_by_their_writer_alone() -> None:
    play = Play(script()).at_step(1).write(ANN, "notitie", "Voor mij")
    name = play.card_id("Voor mij")
    assert play.ask(ANN, ShareCard(card=name)) == "not_now"
    play.do(LEADER, RevealAll()).next()
    for viewer in (LEADER, INBRENGER, BOB, SCREEN):
        assert play.texts_seen_by(viewer) == []
        assert name not in json.dumps([*play.told[viewer].values()])
    assert play.ask(BOB, ShareCard(card=name)) == "no_such_card"
    play.do(ANN, ShareCard(card=name))
    assert play.texts_seen_by(BOB) == ["Voor mij"]
    assert play.ask(BOB, ShareCard(card=name)) == "not_allowed"


def test_a_card_names_where_it_comes_from_as_long_as_that_is_shown() -> None:
    play = Play(script()).at_step(1).write(BOB, "idee", "Bron").next()
    source = play.card_id("Bron")
    play.do(ANN, WriteCard(kind=KindId("vondst"), text="Nieuw", sources=(source, source)))
    assert play.card_seen_by(CEM, "Nieuw").sources == (source,)
    play.undo()
    assert play.card_seen_by(CEM, "Nieuw").sources == ()
    assert source not in json.dumps([*play.told[CEM].values()])


def test_P21_a_hidden_source_is_refused_like_one_that_is_not_there() -> None:
    play = Play(script()).at_step(2).write(BOB, "vondst", "Zichtbaar").go_to("een")
    play.write(BOB, "notitie", "Geheim").at_step(2)
    for name in (play.card_id("Geheim"), CardId("no-such-card")):
        asked = WriteCard(kind=KindId("vondst"), text="Nieuw", sources=(name,))
        assert play.ask(ANN, asked) == "no_such_card"
        tied = LinkCards(card=play.card_id("Zichtbaar"), other=name, linked=True)
        assert play.ask(ANN, tied) == "no_such_card"


def test_two_cards_are_tied_on_both_sides_and_untied_when_one_goes() -> None:
    play = Play(script()).at_step(2).write(ANN, "vondst", "A").write(BOB, "vondst", "B")
    a, b = play.card_id("A"), play.card_id("B")
    play.do(CEM, LinkCards(card=a, other=b, linked=True))
    assert play.card_seen_by(BOB, "A").links == (b,)
    assert play.card_seen_by(BOB, "B").links == (a,)
    assert play.ask(CEM, LinkCards(card=a, other=a, linked=True)) == "not_now"
    play.remove(BOB, "B")
    assert play.card_seen_by(CEM, "A").links == ()
