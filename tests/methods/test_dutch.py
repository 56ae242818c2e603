"""Every mistake that the checks can tell is told in Dutch to whoever writes their own method."""

import re

import pytest

from flapover.methods import Mistake, in_dutch
from tests.methods.test_course import WRONG as COURSE
from tests.methods.test_discretion import WRONG as DISCRETION
from tests.methods.test_form import FORM
from tests.methods.test_grouping import WRONG as GROUPING
from tests.methods.test_sense import SENSE
from tests.methods.test_source import BROKEN
from tests.methods.test_weighing import SENSE as WEIGHING

BROKEN_SAID = [said.partition("found ")[2].partition(", expected ") for _, said in BROKEN.values()]
OF_FILES = re.compile(r".*as the file is called|.*since the name of the file.*")
"""What is expected of the name of a file, which a method of one's own has not."""
SAID = {
    *((found, expected) for *_, found, expected in (*FORM, *SENSE, *WEIGHING)),
    *((found, expected) for *_, found, expected in (*DISCRETION, *GROUPING, *COURSE)),
    # Some of these say only how the telling begins.
    *((found, expected) for found, _, expected in BROKEN_SAID if len(expected) > 14),
}
QUOTED = re.compile(r"'[^']*'|[-\w.…]+")


@pytest.mark.parametrize(
    ("found", "expected"), sorted(one for one in SAID if not OF_FILES.fullmatch(one[1]))
)
def test_a_mistake_is_told_in_dutch(found: str, expected: str) -> None:
    told = in_dutch(Mistake(1, (), found, expected))
    in_between = re.fullmatch(r"Gevonden: (.*)\. Verwacht: (.*)\.", told, re.DOTALL)
    assert in_between
    assert in_between[1] != found or QUOTED.fullmatch(found), "nobody translated what was found"
    assert in_between[2] != expected, "nobody translated what is expected"


def test_a_word_that_is_nearly_right_is_offered() -> None:
    mistake = Mistake(3, ("steps", 0), "'wenss'", "one of: vraag, wens (did you mean 'wens'?)")
    said = "Gevonden: 'wenss'. Verwacht: kies een van: vraag, wens (bedoel je ‘wens’?)."
    assert in_dutch(mistake) == said
