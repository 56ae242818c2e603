"""What is no plain YAML is refused in one clear line, and never with a traceback."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flapover.methods import check_file
from tests.methods.paper import SMALL, problems, spoilt

BROKEN: dict[str, tuple[str | bytes, str]] = {
    "an empty file": ("", "1: found an empty file, expected a mapping (key: value)"),
    "only a remark": ("# niets\n", "1: found an empty file, expected a mapping (key: value)"),
    "a list": ("- a\n- b\n", "1: found a list, expected a mapping (key: value)"),
    "a word": ("hallo\n", "1: found 'hallo', expected a mapping (key: value)"),
    "a tab": ("id: klein\n\tname: a\n", "2: found a tab before the text, expected spaces"),
    "no UTF-8": (b"id: klein\nname: caf\xe9\n", "2: found the byte 0xe9, expected text in UTF-8"),
    "UTF-16": ("id: klein\n".encode("utf-16"), "1: found the byte 0xff, expected text in UTF-8"),
    "a NUL": ("id: klein\nname: a\0b\n", "2: found the character U+0000, expected text"),
    "an escape sign": (
        'id: klein\nname: "a\\eb"\n',
        "2: name: found the character U+001B, expected plain text",
    ),
    "half a character": (
        'id: klein\nname: "a\\ud800b"\n',
        "2: found half a character (\\ud800 to \\udfff), expected plain text",
    ),
    "text turned round": (
        "id: klein\nname: a\u202eb\n",
        "2: name: found the character U+202E, expected plain text",
    ),
    "a key twice": (
        "id: klein\nname: a\nname: b\n",
        "3: name (again): found 'name' as on line 2, expected each key once",
    ),
    "a key that is a number": (
        "id: klein\n5: a\n",
        "2: ?: found a key that is no text, expected text",
    ),
    "a key that is a list": (
        "id: klein\n[a]: b\n",
        "2: ?: found a key that is no text, expected text",
    ),
    "an anchor": (
        "id: &a klein\n",
        "1: found the anchor '&a', expected no anchor, or quotes around '&'",
    ),
    "an alias": (
        "id: klein\nname: *a\n",
        "2: found the alias '*a', expected the text itself, or quotes around '*'",
    ),
    "a Python object": (
        "id: klein\nname: !!python/object/apply:os.system [ls]\n",
        "2: found the tag 'tag:yaml.org,2002:python/object/apply:os.system', expected no tag, or",
    ),
    "a number with a fraction": (
        "id: klein\nname: 1.5\n",
        "2: name: found 1.5, expected a whole number, or text in quotes",
    ),
    "two documents": (
        "id: klein\n---\nid: b\n",
        "2: found a second document ('---'), expected one method in a file",
    ),
    "a colon in a text": (
        "id: klein\nname: a: b\n",
        "2: found a second ': ' in the line, expected quotes around text with ': '",
    ),
    "a quote left open": (
        'id: klein\nname: "a\n',
        "3: found the end of the file, expected a closing quote",
    ),
    "a sign that begins no text": (
        "id: klein\nname: @a\n",
        "2: found a sign that cannot begin a text here, expected quotes around the text",
    ),
    "a bracket left open": ("id: klein\nuse_when: [a\n", "3: found what YAML cannot read"),
    "too deep": ("id: " + "[" * 30 + "]" * 30, "1: found more than 20 levels, expected a flatter"),
    "far too deep": ("[" * 100_000, "1: found more than 20 levels, expected a flatter file"),
    "too large": ("# " + "x" * 262_143, "1: found a larger file, expected at most 256 KiB"),
    "a key of escape signs": (
        '"a\\eb": 1\n',
        "1: ?: found a key that is no text, expected text",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_plain_yaml_is_told_in_one_line(tmp_path: Path, what: str) -> None:
    text, told = BROKEN[what]
    (said,) = problems(tmp_path, text)
    assert said.startswith(f"klein.yaml:{told}")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (said,) = check_file(tmp_path / "weg.yaml")
    assert said.startswith(f"{tmp_path}/weg.yaml:1: found no file that can be read (no such file")


def test_a_folder_is_told(tmp_path: Path) -> None:
    (said,) = check_file(tmp_path)
    assert "found no file that can be read (is a directory)" in said


@pytest.mark.parametrize(
    "word", ["no", "on", "Yes", "12:30", "2024-01-31", "0x1F", "1e3", "<<", "hoe?"]
)
def test_words_that_old_yaml_took_for_something_else_are_text(tmp_path: Path, word: str) -> None:
    assert spoilt(tmp_path, "title: Lezen", f"title: {word}") == []


def test_a_question_between_brackets_is_text(tmp_path: Path) -> None:
    assert spoilt(tmp_path, "use_when: [Altijd.]", "use_when: [Hoe? Zo?]") == []


@pytest.mark.parametrize("word", ["true", "12", "-3", "~", "null"])
def test_what_is_no_text_is_not_taken_for_text(tmp_path: Path, word: str) -> None:
    (said,) = spoilt(tmp_path, "title: Lezen", f"title: {word}")
    assert said.startswith("klein.yaml:31: steps[1].title: found ")


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_windows_files_and_a_byte_order_mark_are_welcome(tmp_path: Path, end: str) -> None:
    assert problems(tmp_path, b"\xef\xbb\xbf" + SMALL.replace("\n", end).encode()) == []


def test_emoji_are_text(tmp_path: Path) -> None:
    assert spoilt(tmp_path, "title: Lezen", "title: Lezen 👩‍👩‍👧 ＋") == []


# The file is written anew for each example, so that they may share a folder.
many = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@many
@given(text=st.one_of(st.text(), st.text(alphabet="ab:-[]{}&*!|>'\"#%@`,?~ \n\t0.")))
def test_whatever_stands_in_a_file_is_judged_without_a_traceback(tmp_path: Path, text: str) -> None:
    for line in problems(tmp_path, text.encode("utf-8", "replace")):
        assert line.startswith("klein.yaml:")


@many
@given(data=st.data())
def test_a_method_with_any_line_spoilt_is_judged_without_a_traceback(
    tmp_path: Path, data: st.DataObject
) -> None:
    lines = SMALL.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = data.draw(
        st.sampled_from(["", lines[at] + "x", lines[at].replace(":", ""), "  " + lines[at]])
        | st.text(alphabet="abk:-[]{} '\"0", max_size=20)
    )
    for line in problems(tmp_path, "\n".join(lines)):
        assert line.startswith("klein.yaml:")
