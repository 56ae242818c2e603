"""What people write shows as text in every Markdown reader."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from flapover.report.plain import inline, plain
from tests.journeys.hostile import STRINGS

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

NASTY = [
    "# x",
    "#x",
    "Kop\n===",
    "Kop\n---",
    "***",
    "- punt",
    "+ punt",
    "* punt",
    "1. een",
    "2) twee",
    "> zegt hij",
    "    code",
    "\tcode",
    "```\ncode\n```",
    "~~~",
    "`code`",
    "*a* __b__ ~~c~~",
    "[a](b)",
    "![a](b)",
    "[a]: https://example.org",
    "[^1]",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<https://example.org>",
    "a | b\n--- | ---\n1 | 2",
    "&lt;b&gt; &amp; &#x3C;",
    "een\\",
    "\\*a\\*",
    "https://example.org www.example.org jan@example.org",
    "$x^2$",
    ":tada: @iedereen",
    "=HYPERLINK()",
    "{{7*7}}",
    "een\n\n\ntwee",
    "een  \ntwee",
    "\u2028# x",
]


def shown(source: str) -> str:
    """Return what a reader shows, provided that it is one paragraph of nothing but text."""
    tokens = READER.parse(source)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"], (
        source
    )
    return "".join(_text(child) for child in tokens[1].children or [])


def _text(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return "\n"
    assert token.type in {"text", "text_special"}, token
    return token.content


def as_written(text: str) -> str:
    lines = (" ".join(one.split()) for one in text.splitlines())
    return "\n".join(line for line in lines if line)


@pytest.mark.parametrize("text", NASTY)
def test_P41_markup_in_a_text_shows_as_text(text: str) -> None:
    read = "\n".join(" ".join(line.split()) for line in shown(plain(text)).split("\n"))
    assert read == as_written(text)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1))
@example("*")
@example("1.")
def test_P41_any_text_is_one_paragraph_of_nothing_but_itself(text: str) -> None:
    wanted = re.sub("[\u202a-\u202e\u2066-\u2069]", lambda one: f"⟨U+{ord(one[0]):04X}⟩", text)
    assert shown(plain(text)).strip("\u2068\u2069") == wanted


@given(st.text())
def test_P41_a_text_in_a_list_stays_in_its_item(text: str) -> None:
    tokens = READER.parse(f"- {plain('x' + text, '  ')}\n- tweede\n")
    assert [token.type for token in tokens].count("list_item_open") == 2
    assert not {token.type for token in tokens} & {
        "heading_open",
        "html_block",
        "fence",
        "code_block",
    }


@pytest.mark.parametrize("override", list("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
def test_a_direction_override_is_named_and_has_no_effect(override: str) -> None:
    assert plain(f"koers{override}txt") == f"koers⟨U+{ord(override):04X}⟩txt"


def test_right_to_left_letters_are_isolated_from_the_words_beside_them() -> None:
    assert plain("שלום") == "\u2068שלום\u2069"


def test_control_characters_are_dropped() -> None:
    assert not [one for one in plain("a\x00\x07\x1bb") if unicodedata.category(one) == "Cc"]


def test_a_family_emoji_stays_one() -> None:
    assert plain("👨‍👩‍👧‍👦") == "👨‍👩‍👧‍👦"


def test_a_name_of_several_lines_becomes_one() -> None:
    assert inline("# Jan\n## Piet") == r"\# Jan ## Piet"


@pytest.mark.parametrize(
    "text",
    [
        "Om 10:30 bij Jan: wie doet het? (echt!)",
        "Zie https://example.org/a_b of mail jan@example.org",
        "2 < 3 & 3 > 2, dus 2 * 3 = 6",
        "snake_case, #team, a|b, 50% {zo}",
        "-5 graden, 3.5 uur",
        "1.5 fte!",
    ],
)
def test_what_no_reader_takes_for_markup_is_left_as_it_was_written(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize("text", STRINGS)
def test_P41_a_hostile_text_shows_as_text(text: str) -> None:
    assert shown(plain(text)) == as_written(text)
