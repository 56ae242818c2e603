"""The verslag holds what the viewer may see, under the headings of the method."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from flapover.core.ids import BoardId, CardId, KindId, MethodId, PersonId, RoundId, SheetId, StepId
from flapover.core.method import Heading, Kind, Language, Scale, ScaleValue, Sheet
from flapover.core.views import (
    AnswerView,
    BoardView,
    CardView,
    MethodView,
    PersonView,
    RatingView,
    RoundView,
    StepView,
    View,
)
from flapover.report import gathered
from flapover.report import markdown as written

ANN, BAS = PersonId("ann"), PersonId("bas")
FIRST = RoundId("r1")
FLAP = SheetId("flap")


def board(title: str = "Team Noord", language: Language = "nl") -> BoardView:
    return BoardView(
        id=BoardId("b"),
        opened_ms=1_795_338_000_000,
        title=title,
        language=language,
        phase="ended",
        plan=None,
        inbrenger=ANN,
        round=FIRST,
    )


def person(who: PersonId, name: str) -> PersonView:
    return PersonView(
        id=who,
        name=name,
        device="phone",
        standing="seated",
        roles=("deelnemer",),
        takes_part=False,
        agreed=True,
        hand_ms=None,
        order=1,
    )


def round_view(number: int = 1, round_id: RoundId = FIRST) -> RoundView:
    return RoundView(
        id=round_id,
        number=number,
        inbrenger=ANN,
        step=StepId("een"),
        at=0,
        course=(StepId("een"),),
        lap=1,
        laps=(ANN,),
        follows=None,
        undone=False,
        sheet=FLAP,
        ended=True,
        focus=None,
        speaker=None,
        spoken=(),
        queue=(),
        groups=(),
        split=None,
        ready=(),
        expected=(),
        consented=True,
        hidden={},
    )


def method(round_id: RoundId = FIRST, name: str = "Tien-stappenmethode") -> MethodView:
    step = StepView(
        id=StepId("een"),
        title="Een",
        minutes=5,
        wall="…",
        sheet=FLAP,
        consent=None,
        optional=False,
        variant_of=None,
        why=None,
        signal=False,
        self_test=(),
        example=None,
        turn_order="free",
        turn_group=None,
        grouped=False,
        split=None,
        away=(),
        clip=False,
    )
    tones = (
        ScaleValue(id="warm", sign="＋", word="warm", tone="warm"),
        ScaleValue(id="koud", sign="–", word="koud", tone="cold"),
    )
    return MethodView(
        id=round_id,
        method=MethodId("tien"),
        name=name,
        summary="…",
        source="…",
        steps=(step,),
        kinds={
            KindId("vraag"): Kind(name="vraag", plural="vragen"),
            KindId("probleem"): Kind(name="probleem", plural="p", starter="Mijn probleem is …"),
            KindId("los"): Kind(name="los", plural="los"),
        },
        scales={"warmte": Scale(name="warmte", values=tones)},
        criteria=(),
        sheets=(Sheet(id=FLAP, title="Flap"),),
        report=(
            Heading(title="Vragen", kinds=(KindId("vraag"),)),
            Heading(title="Problemen", kinds=(KindId("probleem"),)),
        ),
        groups={},
        block=(),
        path=False,
    )


def card(
    text: str,
    kind: str = "vraag",
    rank: float = 1.0,
    *,
    round_id: RoundId = FIRST,
    earlier: tuple[str, ...] = (),
    shown: bool = True,
    ratings: tuple[RatingView, ...] = (),
    answer: AnswerView | None = None,
) -> CardView:
    return CardView(
        id=CardId(f"c{kind}{rank}{round_id}"),
        round=round_id,
        kind=KindId(kind),
        sheet=FLAP,
        zone=None,
        rank=rank,
        by=BAS,
        typed_by=BAS,
        text=text,
        parts={},
        anonymous=False,
        private=False,
        sources=(),
        links=(),
        earlier=earlier,
        reworded_by=(BAS,) * len(earlier),
        revision=0,
        writers=(),
        shown=shown,
        ratings=ratings,
        dots=None,
        my_dots=0,
        picked=False,
        answer=answer,
        lap=None,
        group=None,
        split=None,
    )


def answered(text: str) -> AnswerView:
    return AnswerView(by=ANN, text=text, opening="")


def markdown(views: list[View]) -> str:
    return written(gathered(views))


def around(*cards: View) -> list[View]:
    people = [person(ANN, "Ann"), person(BAS, "Bas")]
    return [board(), *people, method(), round_view(), *cards]


def test_the_whole_verslag_reads_like_this() -> None:
    warm = (RatingView(by=ANN, value="warm"),)
    seen = around(
        card("Nog iets", "los"),
        card("Wat doet het je?", rank=2, answer=answered("")),
        card(
            "Wie kent het?",
            rank=1,
            ratings=warm,
            answer=AnswerView(by=ANN, text="Niemand", opening=""),
        ),
        card("dat ik te veel wil", "probleem", earlier=("dat ik alles wil",)),
    )
    assert markdown(seen) == (
        """# Team Noord

22 november 2026

## Ronde 1 · Tien-stappenmethode

Inbrenger: Ann

### Vragen

- Wie kent het? *(Bas)*
  - ＋ warm (Ann)
  - Antwoord: Niemand
- Wat doet het je? *(Bas)*
  - Antwoord: *hardop beantwoord*

### Problemen

- Mijn probleem is dat ik te veel wil *(Bas)*
  - Eerst: Mijn probleem is dat ik alles wil

### Verder op de flap

- Nog iets *(Bas)*
"""
    )


def test_a_heading_without_cards_is_left_out() -> None:
    assert "Problemen" not in markdown(around(card("Wie?")))


def test_rounds_follow_their_number_and_keep_their_own_cards() -> None:
    second = RoundId("r2")
    seen: list[View] = [
        card("Tweede", round_id=second),
        round_view(2, second),
        method(second, "Post-it"),
        *around(card("Eerste")),
    ]
    said = markdown(seen)
    assert said.index("Ronde 1") < said.index("Eerste") < said.index("Ronde 2")
    assert said.index("Ronde 2 · Post") < said.index("Tweede")


def test_own_cards_that_nobody_else_sees_are_marked() -> None:
    assert "*(Bas, alleen voor jou)*" in markdown(around(card("Stil", shown=False)))


def test_an_untitled_board_is_called_verslag_in_its_language() -> None:
    assert markdown([board("")]) == "# Verslag\n\n22 november 2026\n"
    assert markdown([board("", "en")]) == "# Report\n\n22 November 2026\n"


def test_P41_no_text_adds_an_element_to_the_verslag() -> None:
    nasty = "# x\n<img src=x>\n[a](b) | c\n\n---\n```\n- d"
    warm = (RatingView(by=ANN, value=nasty[:3]),)
    seen: list[View] = [
        board(nasty),
        person(ANN, nasty),
        person(BAS, nasty),
        method(name=nasty),
        round_view(),
        card(
            nasty, earlier=(nasty,), ratings=warm, answer=AnswerView(by=ANN, text=nasty, opening="")
        ),
    ]
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    html = reader.render(markdown(seen))
    assert html.count("<h") == 3
    assert html.count("<li>") == 4
    assert not [tag for tag in ("<img", "<a ", "<table", "<pre", "<code", "<hr") if tag in html]


def test_what_nobody_known_wrote_stays_without_a_name() -> None:
    seen = [view for view in around(card("Wie?")) if view != person(BAS, "Bas")]
    assert "- Wie? *(iemand die weg is)*" in markdown(seen)


def test_without_a_board_there_is_no_verslag() -> None:
    with pytest.raises(LookupError):
        markdown([round_view()])
