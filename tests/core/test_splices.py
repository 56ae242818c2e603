"""How one change goes over another: laws, and the cases that the phone is held to as well."""

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from flapover.core.splices import Splice, Splices, in_order, neat, over, spliced

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "splices.json").read_text(encoding="utf-8")
)
_splices: TypeAdapter[Splices] = TypeAdapter(Splices)

letters = st.text(alphabet="ab👍é\n ", max_size=12)


@st.composite
def changes(draw: st.DrawFn, text: str) -> Splices:
    """Return a change of a text: up to four splices, in order, some of them touching."""
    at, made = 0, []
    for _ in range(draw(st.integers(0, 4))):
        at += draw(st.integers(0, len(text) - at))
        remove = draw(st.integers(0, len(text) - at))
        insert = draw(st.text(alphabet="xyz💥", max_size=3))
        made.append(Splice(at=at, remove=remove, insert=insert))
        at += remove
    return tuple(made)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, Splices, Splices]:
    """Return a text and two changes of it."""
    text = draw(letters)
    return text, draw(changes(text)), draw(changes(text))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_two_changes_of_one_text_meet_as_the_phone_has_it(case: dict[str, Any]) -> None:
    text = case["text"]
    mine, theirs = (_splices.validate_python(case[who]) for who in ("mine", "theirs"))
    assert over(mine, theirs, first=True) == _splices.validate_python(case["mine_over_theirs"])
    assert over(theirs, mine) == _splices.validate_python(case["theirs_over_mine"])
    assert spliced(spliced(text, theirs), over(mine, theirs, first=True)) == case["result"]


@given(pairs())
def test_whichever_goes_first_the_text_is_the_same(pair: tuple[str, Splices, Splices]) -> None:
    text, mine, theirs = pair
    one = spliced(spliced(text, mine), over(theirs, mine, first=True))
    assert spliced(spliced(text, theirs), over(mine, theirs)) == one


@given(pairs())
def test_all_that_either_puts_in_is_in_it_and_what_neither_takes_stays(
    pair: tuple[str, Splices, Splices],
) -> None:
    text, mine, theirs = pair
    result = spliced(spliced(text, theirs), over(mine, theirs))
    taken = {at for one in (*mine, *theirs) for at in range(one.at, one.end)}
    left = [letter for at, letter in enumerate(text) if at not in taken]
    put = [letter for one in (*mine, *theirs) for letter in one.insert]
    assert sorted(result) == sorted([*left, *put])


@given(letters.flatmap(lambda text: st.tuples(st.just(text), changes(text))))
def test_a_neat_change_does_the_same_and_is_neat_for_good(pair: tuple[str, Splices]) -> None:
    text, change = pair
    made = neat(change)
    assert spliced(text, made) == spliced(text, change)
    assert neat(made) == made
    assert all(one.end < after.at for one, after in itertools.pairwise(made))
    assert over(change, ()) == made


@pytest.mark.parametrize(
    ("splices", "good"),
    [
        ([(0, 1), (1, 0), (1, 2)], True),
        ([(0, 2), (1, 0)], False),
        ([(3, 0), (1, 0)], False),
        ([], True),
    ],
)
def test_splices_are_in_order_and_take_nothing_twice(
    splices: list[tuple[int, int]], good: bool
) -> None:
    assert in_order([Splice(at=at, remove=remove) for at, remove in splices]) == good


def test_a_splice_beyond_the_end_is_of_another_text() -> None:
    with pytest.raises(ValueError, match="beyond the end"):
        spliced("abc", (Splice(at=2, remove=2),))
