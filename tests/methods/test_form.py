"""A mistake in the form of a method is told with its line, what was found, what is expected."""

from pathlib import Path

import pytest

from flapover.core.method import Step
from flapover.core.shape import fields_as_called
from tests.methods.paper import SMALL, problems, spoilt

FORM = [
    # a field that is missing
    (
        "name: Klein\n",
        "",
        "1: name",
        "nothing",
        "the field 'name'",
    ),
    # a step without a title
    (
        "    title: Schrijven\n",
        "",
        "15: steps[0].title",
        "nothing",
        "the field 'title'",
    ),
    # a field that is not known
    (
        "    reveal_on_entry: [vraag]",
        "    reveal_on_entri: [vraag]",
        "36: steps[1].reveal_on_entri",
        "'reveal_on_entri'",
        (
            f"one of the fields: {', '.join(fields_as_called(Step))}"
            " (did you mean 'reveal_on_entry'?)"
        ),
    ),
    # a role that is not known
    (
        "who: [inbrenger]",
        "who: [inbrengster]",
        "35: steps[1].rate.who[0]",
        "'inbrengster'",
        "one of: gespreksleider, inbrenger, deelnemer (did you mean 'inbrenger'?)",
    ),
    # a role that is no word
    (
        "who: [inbrenger]",
        "who: [[inbrenger]]",
        "35: steps[1].rate.who[0]",
        "a list",
        "one of: gespreksleider, inbrenger, deelnemer",
    ),
    # a role that is told nothing
    (
        "inbrenger: Lees., ",
        "",
        "30: steps[1]",
        "tell without inbrenger",
        "a text for every role",
    ),
    # a number where text is expected
    (
        "title: Lezen",
        "title: 12",
        "31: steps[1].title",
        "12",
        "text (put it in quotes)",
    ),
    # text where a number is expected
    (
        "{min: 3, max: 8}",
        "{min: '3', max: 8}",
        "7: group.min",
        "'3'",
        "a whole number",
    ),
    # text where true or false is expected
    (
        "hidden: true",
        "hidden: ja",
        "25: steps[0].write[0].hidden",
        "'ja'",
        "true or false",
    ),
    # nothing where text is expected
    (
        "purpose: Om op te proberen.",
        "purpose:",
        "5: purpose",
        "nothing",
        "text",
    ),
    # a text of blanks
    (
        "purpose: Om op te proberen.",
        "purpose: '  '",
        "5: purpose",
        "an empty text",
        "at least 1",
    ),
    # a text that is too long
    (
        "summary: Een kleine methode.",
        f"summary: {'x' * 301}",
        "4: summary",
        "301 characters",
        "at most 300",
    ),
    # a number that is too large
    (
        "max: 8",
        "max: 41",
        "7: group.max",
        "41",
        "at most 40",
    ),
    # a number that is too small
    (
        "min: 3",
        "min: 1",
        "7: group.min",
        "1",
        "at least 2",
    ),
    # an empty list
    (
        "use_when: [Altijd.]",
        "use_when: []",
        "6: use_when",
        "an empty list",
        "at least 1",
    ),
    # one thing where a list is expected
    (
        "use_when: [Altijd.]",
        "use_when: Altijd.",
        "6: use_when",
        "'Altijd.'",
        "a list",
    ),
    # a list where a mapping is expected
    (
        "group: {min: 3, max: 8}",
        "group: [3, 8]",
        "7: group",
        "a list",
        "a mapping (key: value)",
    ),
    # an id with capitals
    (
        "id: lezen",
        "id: Lezen",
        "30: steps[1].id",
        "'Lezen'",
        "a short name: small letters, digits and -, a letter first",
    ),
    # an own kind with a strange id
    (
        "sheets:",
        "kinds:\n  Mijn soort: {name: a, plural: b}\nsheets:",
        "10: kinds.Mijn soort",
        "'Mijn soort'",
        "a short name: small letters, digits and -, a letter first",
    ),
    # an own scale with a field that is not known
    (
        "sheets:",
        (
            "scales:\n  s:\n    name: a\n    values: [{id: a, sign: a, word: a},"
            " {id: b, sign: b, word: b}]\n    nmae: b\nsheets:"
        ),
        "13: scales.s.nmae",
        "'nmae'",
        "one of the fields: name, values (did you mean 'name'?)",
    ),
    # don'ts that are a list
    (
        "    wall: We lezen.",
        "    wall: We lezen.\n    avoid: [Praat niet.]",
        "34: steps[1].avoid",
        "a list",
        "a mapping (key: value)",
    ),
    # kinds that are a list
    (
        "sheets:",
        "kinds: [wens]\nsheets:",
        "9: kinds",
        "a list",
        "a mapping (key: value)",
    ),
    # fewer allowed than asked
    (
        "hidden: true",
        "hidden: true\n        min: 3\n        max: 2",
        "22: steps[0].write[0]",
        "min 3 above max 2",
        "min at most max",
    ),
]


def test_a_good_method_has_no_problems(tmp_path: Path) -> None:
    assert problems(tmp_path, SMALL) == []


@pytest.mark.parametrize(("good", "bad", "place", "found", "expected"), FORM)
def test_a_mistake_of_form_is_told_with_its_line(
    tmp_path: Path, good: str, bad: str, place: str, found: str, expected: str
) -> None:
    told = f"klein.yaml:{place}: found {found}, expected {expected}"
    assert spoilt(tmp_path, good, bad) == [told]


def test_all_mistakes_of_form_are_told_at_once(tmp_path: Path) -> None:
    text = SMALL.replace("title: Lezen", "title: 12").replace("min: 3", "min: 1")
    assert [line.split(": found")[0] for line in problems(tmp_path, text)] == [
        "klein.yaml:7: group.min",
        "klein.yaml:31: steps[1].title",
    ]


def test_a_mistake_in_shared_kinds_is_told_of_that_file(tmp_path: Path) -> None:
    assert problems(tmp_path, "kinds:\n  vraag: {name: vraag}\n", "kinds.yaml") == [
        "kinds.yaml:2: kinds.vraag.plural: found nothing, expected the field 'plural'"
    ]
    (said,) = problems(tmp_path, SMALL)
    assert said.startswith("kinds.yaml:2: ")


def test_a_method_has_a_name_that_ends_in_yaml(tmp_path: Path) -> None:
    assert problems(tmp_path, SMALL, "klein.yml") == [
        "klein.yml:1: found the file name 'klein.yml', expected a name that ends in .yaml"
    ]
