"""What a text or a name may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flapover.core.rejected import Rejected
from flapover.core.text import CARD_GRAPHEMES, graphemes, look, name, written, written_or_empty
from tests.core.corpus_texts import CASES, FAMILY, ZALGO, Case

by_label = pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)


@by_label
def test_P29_a_text_is_kept_or_refused_as_the_corpus_says(case: Case) -> None:
    if case.text is not None:
        assert written(case.raw) == case.text
        return
    with pytest.raises(Rejected) as refused:
        written(case.raw)
    assert refused.value.reason == case.text_refused


@by_label
def test_P29_a_name_is_kept_or_refused_as_the_corpus_says(case: Case) -> None:
    if case.name is not None:
        assert name(case.raw) == case.name
        return
    with pytest.raises(Rejected) as refused:
        name(case.raw)
    assert refused.value.reason == case.name_refused


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("abc", 3), (FAMILY, 1), (ZALGO, 1), ("\u00e9e\u0301", 2), ("🇳🇱🇧🇪", 2), ("👍🏽", 1)],
)
def test_a_length_counts_what_a_reader_calls_letters(text: str, count: int) -> None:
    assert graphemes(text) == count


@pytest.mark.parametrize("raw", ["", " ", "\n", "\u200b", "\x01"])
def test_an_answer_may_be_blank_and_is_then_empty(raw: str) -> None:
    assert written_or_empty(raw) == ""


def test_an_answer_that_is_not_blank_is_judged_as_any_text() -> None:
    assert written_or_empty(" Ja\r\n") == "Ja"
    for raw, reason in (("a\0", "bad_text"), ("\0", "bad_text"), ("a" * 2001, "too_long")):
        with pytest.raises(Rejected) as refused:
            written_or_empty(raw)
        assert refused.value.reason == reason


@pytest.mark.parametrize("other", ["ANN", "A\u200dnn", "Ａnn", "A nn", "Ann\u00ad"])
def test_names_that_look_the_same_have_one_look(other: str) -> None:
    assert look(other) == look("Ann")


def test_names_that_differ_have_another_look() -> None:
    assert len({look(one) for one in ("Ann", "Anna", "Änn", "Ann 2", "\u0410nn")}) == 5


anything = st.text(alphabet=st.characters(), max_size=60)


@given(anything)
def test_what_is_kept_is_kept_the_same_a_second_time(raw: str) -> None:
    for keep in (written, name, written_or_empty):
        try:
            kept = keep(raw)
        except Rejected:
            continue
        assert keep(kept) == kept


@given(anything)
def test_what_is_kept_fits_and_holds_no_control_character(raw: str) -> None:
    try:
        kept = written(raw)
    except Rejected:
        return
    assert graphemes(kept) <= CARD_GRAPHEMES
    assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in kept)
