"""Dates as an iCalendar file, which every calendar program opens."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Entry", "calendar_text"]

LONGEST_LINE = 75
"""Bytes of a line before it is folded."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """
    One day with something due.

    Args:
        day: the date.
        title: what is due, of any text.
        note: more about it, or nothing.
    """

    day: datetime.date
    title: str
    note: str = ""


def calendar_text(entries: Sequence[Entry], made: datetime.date) -> str:
    """
    Write entries as all-day events.

    Args:
        entries: in any order; they are written by date.
        made: the day that stands as the time of writing, so that the text is the same every time.

    Returns:
        Text with lines that end as the standard wants, none longer than 75 bytes.

    Source:
        RFC 5545: 3.1 folding, 3.3.11 escapes, 3.6.1 events.

    Example:
        >>> from datetime import date
        >>> from careerkb.answers.icalendar import Entry, calendar_text
        >>> text = calendar_text([Entry(day=date(2026, 12, 4), title="Answer")], date(2026, 12, 1))
        >>> [line for line in text.splitlines() if line.startswith("DTSTART")]
        ['DTSTART;VALUE=DATE:20261204']
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//careerkb//handbook//EN"]
    for number, entry in enumerate(sorted(entries, key=lambda one: (one.day, one.title))):
        name = hashlib.sha256(f"{number}\0{entry}".encode()).hexdigest()[:24]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{name}@careerkb",
            f"DTSTAMP:{made:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{entry.day + datetime.timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(entry.title)}",
            *([f"DESCRIPTION:{_escaped(entry.note)}"] if entry.note else []),
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _escaped(text: str) -> str:
    """Escape what has a meaning in a calendar; other control characters become spaces."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = "\\n".join(text.splitlines())
    return "".join(" " if ord(letter) < 32 or ord(letter) == 127 else letter for letter in text)


def _folded(line: str) -> str:
    """Break a line before it has more than 75 bytes, never inside a letter."""
    parts, room = [""], LONGEST_LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append(" ")
            room = LONGEST_LINE - 1
        parts[-1] += letter
        room -= size
    return "\r\n".join(parts)
