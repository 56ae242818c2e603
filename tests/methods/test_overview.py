"""The README's table of methods is true, and the chooser has something to say to everybody."""

import re
from pathlib import Path
from typing import get_args

import pytest

from flapover.core.method import Matter
from tests.play import library

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
ROWS = re.findall(r"^\| ([^|]+) \| ([^|]+) \| (\d+) \|$", README, re.MULTILINE)
DUTCH = [method for method in library() if method.language == "nl"]


def test_the_readme_names_every_method_with_its_minutes_and_no_other() -> None:
    told = {name: int(minutes) for name, _, minutes in ROWS}
    assert told == {method.name: method.minutes for method in DUTCH}
    assert [name for name, _, _ in ROWS] == sorted(told, key=str.casefold)


@pytest.mark.parametrize("matter", get_args(Matter))
def test_whatever_is_on_the_table_a_method_for_beginners_fits_it(matter: Matter) -> None:
    assert [one for one in DUTCH if matter in one.fits and one.level == "beginner"]


def test_a_method_says_of_each_matter_once_that_it_fits() -> None:
    assert all(len(set(one.fits)) == len(one.fits) for one in DUTCH)
