"""The files in methods/: the schema is fresh, they fit it, and the README tells every field."""

import json
import re
from pathlib import Path

import jsonschema_rs
import pytest
import yaml
from pydantic import BaseModel

from flapover.core import method as script
from flapover.core.shape import Frozen, fields_as_called
from flapover.methods import check_file, load_library, schema
from flapover.methods.check import load_shared
from flapover.places import methods_folder

FOLDER = methods_folder()
FILES = sorted(FOLDER.glob("*.yaml"))
LIBRARY = load_library(FOLDER)
SCHEMA = jsonschema_rs.validator_for(json.loads(schema()))
README = (FOLDER / "README.md").read_text("utf-8")
MODELS = [
    one
    for one in vars(script).values()
    if isinstance(one, type) and issubclass(one, Frozen) and one is not Frozen
]
TEXTS = {
    *("name", "plural", "starter", "placeholder", "word", "meaning", "title", "prompt", "wall"),
    *("why", "self_test", "vague", "concrete"),
    *("summary", "purpose", "source", "question", "given", "language", "use_when", "avoid_when"),
}
"""Fields that hold nothing but text, which a translation changes."""

named = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def test_the_schema_in_the_folder_is_fresh() -> None:
    written = (FOLDER / "schema.json").read_text("utf-8")
    assert written == schema(), "run `make types`"


@named
def test_a_file_is_good(path: Path) -> None:
    assert check_file(path) == []


@named
def test_a_file_fits_the_schema(path: Path) -> None:
    SCHEMA.validate(yaml.safe_load(path.read_text("utf-8")))


@named
def test_a_file_begins_with_its_schema(path: Path) -> None:
    assert path.read_text("utf-8").startswith("# yaml-language-server: $schema=./schema.json\n")


@named
def test_the_lines_of_a_file_are_no_longer_than_100(path: Path) -> None:
    assert [line for line in path.read_text("utf-8").split("\n") if len(line) > 100] == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("minutes: 5", "minutes: vijf"),
        ("who: [inbrenger]", "who: [inbrengster]"),
        ("id: lezen", "id: Lezen"),
        ("    title: De vraag op de flap\n", ""),
        ("      inbrenger: Wacht rustig af.", "      iemand: Wacht rustig af."),
        ("level: beginner", "levl: beginner"),
    ],
)
def test_the_schema_sees_what_the_check_sees(good: str, bad: str, tmp_path: Path) -> None:
    text = (FOLDER / "post-it.yaml").read_text("utf-8")
    assert good in text
    spoilt = tmp_path / "post-it.yaml"
    spoilt.write_text(text.replace(good, bad, 1), "utf-8")
    assert check_file(spoilt) != []
    assert not SCHEMA.is_valid(yaml.safe_load(spoilt.read_text("utf-8")))


def test_the_schema_tells_an_author_what_a_field_means() -> None:
    step = json.loads(schema())["$defs"]["Step"]["properties"]
    assert step["wall"]["description"] == "What stands on the wall screen: said to everybody."


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_readme_tells_of_every_field(model: type[BaseModel]) -> None:
    told = set(re.findall(r"`(\w+)`", README))
    assert model.__name__ in told
    assert set(fields_as_called(model)) - told == set()


def test_the_example_of_the_readme_is_a_good_method(tmp_path: Path) -> None:
    path = tmp_path / "wensen.yaml"
    path.write_text(_example(), "utf-8")
    assert check_file(path) == []
    SCHEMA.validate(yaml.safe_load(_example()))


def test_the_mistake_of_the_readme_is_told_as_it_says(tmp_path: Path) -> None:
    path = tmp_path / "wensen.yaml"
    path.write_text(_example().replace("kind: wens,", "kind: wenss,"), "utf-8")
    said = re.search(r"^    methods/(wensen\.yaml:.*) … (.*)$", README, re.MULTILINE)
    assert said is not None
    (told,) = [line for line in check_file(path) if "wenss" in line]
    assert told.startswith(f"{tmp_path}/{said[1]}")
    assert told.endswith(said[2])


def _example() -> str:
    block = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert block is not None
    return block[1]


@pytest.mark.parametrize("method", LIBRARY.ids)
def test_a_translation_differs_in_texts_only(method: str) -> None:
    dutch, english = (
        one
        for language in ("nl", "en")
        for one in LIBRARY
        if (one.id, one.language) == (method, language)
    )
    assert _bones(english) == _bones(dutch)


@pytest.mark.parametrize("name", ["kinds", "scales"])
def test_the_translation_of_what_is_shared_differs_in_texts_only(name: str) -> None:
    dutch = load_shared(FOLDER / f"{name}.yaml")
    assert _bones(load_shared(FOLDER / f"{name}.en.yaml")) == _bones(dutch)


def test_a_method_is_there_in_dutch_and_in_english() -> None:
    assert {one.language for one in LIBRARY} == {"nl", "en"}
    assert len(list(LIBRARY)) == 2 * len(LIBRARY.ids)


def _bones(whole: BaseModel) -> object:
    return _without_texts(whole.model_dump(mode="json"), "")


def _without_texts(value: object, name: str) -> object:
    """Replace texts by whether they are there, and lists of them by how many there are."""
    match value:
        case dict() if name == "tell_group":
            return {key: bool(one) for key, one in value.items()}
        case dict() if name == "avoid_group":
            return {key: len(one) for key, one in value.items()}
        case dict():
            return {key: _without_texts(one, key) for key, one in value.items()}
        case list() if name in (*TEXTS, "guide"):
            return len(value)
        case list():
            inside = "word" if name in ("gespreksleider", "inbrenger", "deelnemer") else name
            return [_without_texts(one, inside) for one in value]
        case str() if name in (*TEXTS, "gespreksleider", "inbrenger", "deelnemer"):
            return bool(value)
        case _:
            return value
