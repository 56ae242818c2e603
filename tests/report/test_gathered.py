"""What the verslag is made of, before any format writes it."""

from __future__ import annotations

from datetime import date

import pytest

from flapover.core.ids import CardId, KindId, PersonId, RoundId
from flapover.core.method import Heading, Kind, Part
from flapover.core.views import CardView, MethodView, View
from flapover.report import gathered, markdown
from flapover.report.signs import signs_of
from flapover.report.verslag import Told
from flapover.report.wording import wording
from flapover.report.words import WORDS
from tests.report.test_markdown import ANN, BAS, board, card, method, person, round_view

WITH_DAY = Kind(
    name="actie",
    plural="acties",
    means="action",
    parts=(Part(id="wat", name="Wat?"), Part(id="wanneer", name="Wanneer?", type="date")),
)


def with_question() -> MethodView:
    kinds = {
        KindId("werkvraag"): Kind(name="werkvraag", plural="werkvragen", means="question"),
        KindId("actie"): Kind(name="actie", plural="acties", means="action"),
    }
    heading = Heading(title="Alles", kinds=(KindId("werkvraag"), KindId("actie")))
    return method().model_copy(update={"kinds": kinds, "report": (heading,)})


def by(who: PersonId, one: CardView, lap: int | None = None) -> CardView:
    return one.model_copy(update={"by": who, "id": f"{who}{one.id}", "lap": lap})


def seen(*cards: CardView, laps: tuple[PersonId | None, ...] = (ANN,)) -> list[View]:
    one = round_view().model_copy(update={"lap": len(laps), "laps": laps, "inbrenger": laps[-1]})
    return [board(), person(ANN, "Ann"), person(BAS, "Bas"), with_question(), one, *cards]


def test_what_the_round_is_about_is_the_question_of_the_inbrenger() -> None:
    cards = (by(BAS, card("Van Bas?", "werkvraag")), by(ANN, card("Van Ann?", "werkvraag")))
    (chapter,) = gathered(seen(*cards)).chapters
    assert [entry.text for entry in chapter.questions] == ["Van Ann?"]
    assert len(chapter.sections[0].entries) == 2


def test_a_step_that_somebody_will_take_is_known_as_one() -> None:
    (chapter,) = gathered(seen(card("Bellen", "actie"), card("Hoe?", "werkvraag"))).chapters
    assert {entry.text: entry.action for entry in chapter.sections[0].entries} == {
        "Bellen": True,
        "Hoe?": False,
    }


def test_of_a_round_with_several_inbrengers_each_has_a_part_of_their_own() -> None:
    cards = (
        by(ANN, card("van Ann", "actie"), 1),
        by(BAS, card("van Bas", "actie"), 2),
        by(BAS, card("samen", "actie")),
    )
    verslag = gathered(seen(*cards, laps=(ANN, BAS)))
    found = [
        (chapter.part, chapter.inbrenger, [entry.text for entry in chapter.sections[0].entries])
        for chapter in verslag.chapters
    ]
    assert found == [
        ("Ann", "Ann", ["van Ann"]),
        ("Bas", "Bas", ["van Bas"]),
        ("met elkaar", None, ["samen"]),
    ]
    assert "## Ronde 1 · Tien-stappenmethode · Bas\n\nInbrenger: Bas" in markdown(verslag)


def test_whoever_sat_at_the_table_was_there_but_no_screen_and_nobody_at_the_door() -> None:
    wall = person(PersonId("w"), "Scherm").model_copy(update={"device": "screen"})
    waits = person(PersonId("x"), "Wacht").model_copy(update={"standing": "waiting"})
    second = person(BAS, "Bas").model_copy(update={"order": 0})
    assert gathered([board(), person(ANN, "Ann"), second, wall, waits]).there == ("Bas", "Ann")


def in_parts(parts: dict[str, str]) -> list[View]:
    """Return views of one card of a kind that is written in parts."""
    kind = Kind(
        name="actie",
        plural="acties",
        means="action",
        parts=(
            Part(id="wat", name="Wat ga je doen?"),
            Part(id="zien", name="Wat zie je?", starter="Ik zie dat …", optional=True),
            Part(id="wanneer", name="Wanneer?", type="date"),
            Part(id="hulp", name="Wie helpt?", type="person", optional=True),
            Part(id="terug", name="Wanneer kijk je terug?", type="date", optional=True),
        ),
    )
    one = card("\n".join(parts.values()), "actie").model_copy(update={"parts": parts})
    views: list[View] = [view for view in seen(one) if not isinstance(view, MethodView)]
    return [*views, with_question().model_copy(update={"kinds": {KindId("actie"): kind}})]


def test_a_card_in_parts_is_told_part_by_part_with_its_day_in_words() -> None:
    views = in_parts({"wat": "Bellen", "zien": "het lukt", "wanneer": "2026-12-03", "hulp": "Theo"})
    (entry,) = gathered(views).chapters[0].sections[0].entries
    assert entry.text == "Bellen"
    assert entry.parts == (
        Told("", "Ik zie dat het lukt", None),
        Told("Wanneer?", "3 december 2026", date(2026, 12, 3)),
        Told("Wie helpt?", "Theo", None),
    )
    assert markdown(gathered(views)).endswith(
        "- Bellen *(Bas)*\n  - Ik zie dat het lukt\n"
        "  - Wanneer? 3 december 2026\n  - Wie helpt? Theo\n"
    )


def test_what_is_no_day_is_left_as_it_was_written() -> None:
    views = in_parts({"wat": "Bellen", "wanneer": "2026-02-30"})
    (entry,) = gathered(views).chapters[0].sections[0].entries
    assert entry.parts == (Told("Wanneer?", "2026-02-30", None),)


def test_who_wrote_an_anonymous_card_is_not_told() -> None:
    hidden = card("Bellen", "actie").model_copy(update={"by": None, "anonymous": True})
    (entry,) = gathered(seen(hidden)).chapters[0].sections[0].entries
    assert entry.by == "anoniem"


def test_P21_of_an_anonymous_card_it_is_not_told_either_who_worded_it() -> None:
    worded = {"by": ANN, "anonymous": True, "reworded_by": (BAS,)}
    own = card("Bellen", "actie", earlier=("Mailen",)).model_copy(update=worded)
    (entry,) = gathered(seen(own)).chapters[0].sections[0].entries
    assert (entry.by, entry.worded_by, entry.earlier[0].by) == ("anoniem", "", "")


def tied() -> list[View]:
    one, two = card("Bellen *nu*", "actie"), card("Hoe lang zou dit nog " * 5, "werkvraag")
    three = card("Moed", "actie", rank=3).model_copy(update={"sources": (one.id, two.id)})
    return seen(one.model_copy(update={"links": (two.id, CardId("weg"))}), two, three)


def test_a_card_tells_in_few_words_what_it_comes_from_and_what_it_is_tied_to() -> None:
    first, *_, last = gathered(tied()).chapters[0].sections[0].entries
    long = "Hoe lang zou dit nog Hoe lang zou dit nog Hoe lang zou dit…"
    assert first.links == (long,)
    assert last.sources == ("Bellen *nu*", long)
    assert list(last.ties(WORDS["en"])) == [f"from: ‘Bellen *nu*’, ‘{long}’"]


def test_P41_what_a_card_hangs_together_with_cannot_act_as_markup() -> None:
    told = markdown(gathered(tied()))
    assert "  - uit: ‘Bellen \\*nu\\*’, ‘Hoe lang" in told
    assert "  - verbonden met: ‘Hoe lang" in told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dat ik wacht", "Mijn probleem is dat ik wacht"),
        ("mijn probleem is: wachten", "mijn probleem is: wachten"),
        ("Mijn probleem isoleert mij", "Mijn probleem is Mijn probleem isoleert mij"),
        ("", "Mijn probleem is "),
    ],
)
def test_the_opening_stands_before_a_text_that_does_not_have_it_yet(text: str, said: str) -> None:
    assert wording("Mijn probleem is …", text) == said


def test_a_round_taken_back_is_told_only_where_something_is_to_be_seen_in_it() -> None:
    other = round_view(1, RoundId("r2")).model_copy(update={"undone": True})
    script = with_question().model_copy(update={"id": "r2"})
    written = card("Toch iets", "werkvraag").model_copy(update={"round": "r2"})
    assert len(gathered([*seen(), other, script]).chapters) == 1
    assert len(gathered([*seen(), other, script, written]).chapters) == 2


def test_cards_that_are_tied_share_the_letter_that_they_have_on_the_screens() -> None:
    ties = {"d": "e", "a": "c", "c": "a", "e": "d", "f": "weg"}
    cards = [
        card(name, "werkvraag", rank=rank).model_copy(
            update={"id": name, "links": (CardId(ties[name]),) if name in ties else ()}
        )
        for rank, name in enumerate("abcdef")
    ]
    (chapter,) = gathered(seen(*cards)).chapters
    signs = {entry.id: entry.sign for part in chapter.sections for entry in part.entries}
    assert signs == {"a": "A", "b": "", "c": "A", "d": "B", "e": "B", "f": ""}


def test_after_z_the_letters_go_on_and_every_round_begins_anew() -> None:
    cards = [
        card(f"{side}{at}", "werkvraag", rank=at).model_copy(
            update={"id": f"{side}{at}", "links": (CardId(f"{other}{at}"),)}
        )
        for at in range(27)
        for side, other in (("l", "r"), ("r", "l"))
    ]
    elsewhere = [one.model_copy(update={"round": "r2", "id": f"x{one.id}"}) for one in cards[:2]]
    tied_there = [
        one.model_copy(update={"links": (other.id,)})
        for one, other in zip(elsewhere, reversed(elsewhere), strict=True)
    ]
    signs = signs_of([*cards, *tied_there])
    assert (signs[CardId("l0")], signs[CardId("r25")], signs[CardId("l26")]) == ("A", "Z", "A2")
    assert signs[CardId("xl0")] == "A"


def test_a_day_reads_as_a_day_where_a_card_is_only_pointed_at() -> None:
    parts = {"wat": "Bellen", "wanneer": "2026-12-03"}
    source = card("Bellen\n2026-12-03", "actie").model_copy(update={"parts": parts})
    other = card("Verder", "werkvraag", rank=2).model_copy(update={"sources": (source.id,)})
    script = with_question().model_copy(
        update={"kinds": {**with_question().kinds, KindId("actie"): WITH_DAY}}
    )
    views: list[View] = [board(), person(ANN, "Ann"), script, round_view(), source, other]
    entries = [one for part in gathered(views).chapters[0].sections for one in part.entries]
    assert entries[-1].sources == ("Bellen 3 december 2026",)
    english: list[View] = [board().model_copy(update={"language": "en"}), *views[1:]]
    entries = [one for part in gathered(english).chapters[0].sections for one in part.entries]
    assert entries[-1].sources == ("Bellen 3 December 2026",)
