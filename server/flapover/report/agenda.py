"""Writes the dated actions as a calendar file (RFC 5545) that phones import.

Holds nothing but what stands on the cards themselves: no title of the board, no names of others.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from flapover.report.plain import flat, lines
from flapover.report.verslag import Entry, Verslag


def agenda(verslag: Verslag, at: datetime) -> bytes | None:
    """Write a whole-day event for every card with a day on it; None when there is none.

    Args:
        verslag: what one viewer may see.
        at: when it is made, UTC: of two files with one event, calendars believe the newer.

    """
    calendar = Calendar()
    calendar.add("prodid", "-//Flapover//Flapover//NL")
    calendar.add("version", "2.0")
    for entry in _entries(verslag):
        for number, day in enumerate(part.day for part in entry.parts if part.day is not None):
            calendar.add_component(_event(entry, day, number, at))
    return calendar.to_ical() if calendar.subcomponents else None


def _entries(verslag: Verslag) -> Iterable[Entry]:
    for chapter in verslag.chapters:
        for section in chapter.sections:
            yield from section.entries


def _event(entry: Entry, day: date, number: int, at: datetime) -> Event:
    event = Event()
    # The same card is the same event, also in a file of next week: an import then replaces it.
    event.add("uid", f"{entry.id}{f'-{number}' if number else ''}@flapover")
    event.add("dtstamp", at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", flat(entry.text))
    event.add("description", "\n".join(_told(entry)))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _told(entry: Entry) -> Iterable[str]:
    yield from lines(entry.text)
    for part in entry.parts:
        yield from lines(f"{part.name} {part.text}")
