"""The dated cards as a calendar file that phones import."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from flapover.report import agenda, gathered
from flapover.report.verslag import Told, Verslag
from tests.journeys.hostile import STRINGS
from tests.report.test_markdown import around, card

AT = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
DAY = date(2026, 12, 3)
HELP = Told("Wie helpt je erbij?", "Theo", None)
WHEN = Told("Wanneer?", "3 december 2026", DAY)


def dated(text: str, parts: Iterable[Told] = (WHEN,)) -> Verslag:
    """Return a verslag with one card, that has these parts."""
    verslag = gathered(around(card("x"), card("zonder dag", rank=2)))
    (chapter,) = verslag.chapters
    (section,) = chapter.sections
    first, *others = section.entries
    entries = (replace(first, text=text, parts=tuple(parts)), *others)
    return replace(
        verslag, chapters=(replace(chapter, sections=(replace(section, entries=entries),)),)
    )


def events(verslag: Verslag) -> list[Event]:
    file = agenda(verslag, AT)
    return [] if file is None else Calendar.from_ical(file).events


def test_a_card_with_a_day_is_an_event_of_that_whole_day() -> None:
    (event,) = events(dated("Theo bellen", (HELP, WHEN)))
    assert event["summary"] == "Theo bellen"
    assert event["description"] == (
        "Theo bellen\nWie helpt je erbij? Theo\nWanneer? 3 december 2026"
    )
    assert (event.start, event.end) == (DAY, date(2026, 12, 4))
    assert (event["transp"], event["class"]) == ("TRANSPARENT", "PRIVATE")


def test_the_file_is_as_phones_expect_it() -> None:
    file = agenda(dated("Bellen, mailen; en \\ dan\nwachten" + "é" * 80), AT)
    assert file is not None
    lines = file.decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "VERSION:2.0" in lines[1:3]
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART;VALUE=DATE:20261203" in lines
    assert "DTSTAMP:20261125T180000Z" in lines
    assert max(len(line.encode()) for line in lines) <= 75
    assert not re.search(rb"(?<!\r)\n", file)


def test_an_event_keeps_its_id_and_another_day_of_the_card_has_its_own() -> None:
    two = (Told("Wanneer?", "", DAY), Told("Wanneer kijk je terug?", "", date(2027, 1, 7)))
    first, second = (event["uid"] for event in events(dated("Bellen", two)))
    assert first == events(dated("Toch mailen"))[0]["uid"]
    assert first != second


def test_it_holds_nothing_but_what_stands_on_the_card() -> None:
    file = agenda(dated("Bellen"), AT)
    assert file is not None
    for name in ("Team Noord", "Tien-stappen", "Ann", "Bas", "Vragen", "zonder dag"):
        assert name.encode() not in file


def test_without_a_day_there_is_no_file() -> None:
    assert agenda(dated("Ooit", (HELP,)), AT) is None


@pytest.mark.parametrize(
    "text", [*STRINGS, "x\r\nEND:VEVENT\r\nBEGIN:VALARM", "x\\nATTACH:http://x"]
)
def test_P41_a_text_in_the_agenda_is_text(text: str) -> None:
    (event,) = events(dated(text, (Told(text, text, DAY),)))
    assert event["summary"] == " ".join(text.split())
    assert set(event) == {
        *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP", "CLASS"),
    }
    assert not event.subcomponents


@given(st.text())
def test_P41_any_text_leaves_one_event(text: str) -> None:
    (event,) = events(dated(text))
    assert not event.subcomponents
