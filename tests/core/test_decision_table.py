"""P20: every combination is decided, and a person has read what was decided."""

from typing import get_args

import pytest

from flapover.core.decide import RULES
from flapover.core.method import Method
from flapover.core.requests import Request
from tests.core.decision_table.files import FOLDER, path_of
from tests.core.decision_table.probes import PROBES
from tests.core.decision_table.table import all_answers, table
from tests.play import library

METHODS = [method for method in library() if method.language == "nl"]
REQUESTS = set(get_args(get_args(Request)[0]))


def test_P20_every_request_has_its_row_and_its_rule() -> None:
    assert set(PROBES) == REQUESTS
    assert set(RULES) == REQUESTS


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
def test_P20_P21_the_rules_decide_as_in_the_table_that_was_reviewed(method: Method) -> None:
    kept = path_of(method)
    assert kept.is_file(), f"no {kept.name}: python -m tests.core.decision_table, then read it"
    found, expected = table(method).splitlines(), kept.read_text(encoding="utf-8").splitlines()
    changed = [line for line in found if line not in expected]
    assert found == expected, "decided otherwise: " + "\n".join(changed)
    # In the same test, as another worker would ask all of it again.
    _hidden_is_answered_as_absent(method)


def _hidden_is_answered_as_absent(method: Method) -> None:
    """Hold that another person's hidden card is answered like one that is not there (P21)."""
    for _, states in all_answers(method):
        for answers in states.values():
            for request, case in answers:
                if case == "other hidden":
                    absent = set(answers[request, "no card"].values())
                    assert set(answers[request, case].values()) == absent


def test_P20_no_table_is_kept_of_a_method_that_is_not_there() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {method.id for method in METHODS}


# That a translation differs in texts only is a test of its own (tests/methods/test_files.py).
@pytest.mark.slow
@pytest.mark.parametrize(
    "method", [one for one in library() if one.language != "nl"], ids=lambda method: method.id
)
def test_P20_a_translation_allows_what_the_original_allows(method: Method) -> None:
    original = library().get(method.id, "nl")
    assert original is not None
    assert table(method) == table(original)
