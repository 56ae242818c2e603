"""The library gives every method in the language asked for, complete in itself."""

import shutil
from pathlib import Path

import pytest

from flapover.core.ids import MethodId
from flapover.core.method import Method
from flapover.methods import BadMethod, load_library
from flapover.methods.consistency import inconsistencies, used_kinds
from flapover.places import methods_folder
from tests.methods.paper import SMALL

LIBRARY = load_library(methods_folder())
POST_IT = MethodId("post-it")


def test_the_library_has_the_built_in_methods() -> None:
    assert {"post-it", "tien-stappen"} <= set(LIBRARY.ids)
    assert list(LIBRARY.ids) == sorted(LIBRARY.ids)


def test_a_method_comes_in_the_language_that_is_asked_for() -> None:
    dutch = LIBRARY.get(POST_IT, "nl")
    english = LIBRARY.get(POST_IT, "en")
    assert dutch is not None
    assert english is not None
    assert (dutch.language, english.language) == ("nl", "en")


def test_a_method_that_is_not_there_is_none() -> None:
    assert LIBRARY.get(MethodId("weg"), "nl") is None


def test_the_library_goes_through_every_method_in_every_language() -> None:
    assert [(one.id, one.language) for one in LIBRARY if one.id == "post-it"] == [
        ("post-it", "en"),
        ("post-it", "nl"),
    ]


def test_a_method_without_translation_comes_in_dutch(tmp_path: Path) -> None:
    (tmp_path / "klein.yaml").write_text(SMALL, "utf-8")
    method = load_library(tmp_path).get(MethodId("klein"), "en")
    assert method is not None
    assert method.language == "nl"


def test_a_translation_without_the_dutch_text_is_refused(tmp_path: Path) -> None:
    english = SMALL.replace("language: nl", "language: en")
    (tmp_path / "klein.en.yaml").write_text(english, "utf-8")
    with pytest.raises(BadMethod) as bad:
        load_library(tmp_path)
    path = tmp_path / "klein.en.yaml"
    assert bad.value.problems == (
        f"{path}:1: found no klein.yaml beside it, expected the Dutch text as well",
    )


def test_all_bad_files_of_a_folder_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("", "utf-8")
    (tmp_path / "b.yaml").write_text("- x", "utf-8")
    with pytest.raises(BadMethod) as bad:
        load_library(tmp_path)
    assert str(bad.value) == (
        f"{tmp_path}/a.yaml:1: found an empty file, expected a mapping (key: value)\n"
        f"{tmp_path}/b.yaml:1: found a list, expected a mapping (key: value)"
    )


def test_a_folder_without_methods_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadMethod, match="expected a folder with methods"):
        load_library(tmp_path)


def test_a_mistake_in_the_shared_kinds_is_told_once(tmp_path: Path) -> None:
    shutil.copytree(methods_folder(), tmp_path, dirs_exist_ok=True)
    (tmp_path / "kinds.yaml").write_text("kinds: []", "utf-8")
    with pytest.raises(BadMethod) as bad:
        load_library(tmp_path)
    (said,) = bad.value.problems
    assert said.endswith("kinds.yaml:1: kinds: found a list, expected a mapping (key: value)")


def test_the_kinds_and_scales_of_the_folder_come_before_the_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "klein.yaml").write_text(SMALL, "utf-8")
    own = "kinds:\n  vraag: {name: v, plural: w}\n  advies: {name: a, plural: b}\n"
    (tmp_path / "kinds.yaml").write_text(own, "utf-8")
    (method,) = load_library(tmp_path)
    assert [kind.name for kind in method.kinds.values()] == ["v", "a"]


def test_a_kind_of_the_method_itself_comes_before_a_shared_one(tmp_path: Path) -> None:
    own = "kinds:\n  advies: {name: raad, plural: raden}\n"
    (tmp_path / "klein.yaml").write_text(own + SMALL, "utf-8")
    (method,) = load_library(tmp_path)
    assert {kind.name for kind in method.kinds.values()} == {"vraag", "raad"}


@pytest.mark.parametrize("method", list(LIBRARY), ids=lambda one: f"{one.id}.{one.language}")
def test_a_method_carries_just_the_kinds_and_scales_that_it_uses(method: Method) -> None:
    assert set(method.kinds) == used_kinds(method)
    assert set(method.scales) == {step.rate.scale for step in method.steps if step.rate}
    assert inconsistencies(method) == []
