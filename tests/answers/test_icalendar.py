"""Calendars: any text comes back as it was, read by another library, and lines are short."""

import datetime

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.answers.icalendar import Entry, calendar_text

MADE = datetime.date(2026, 12, 1)
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=120
)


def read(text: str) -> list[tuple[datetime.date, str, str]]:
    """Read events with the icalendar package: day, title, note."""
    calendar = icalendar.Calendar.from_ical(text)
    return [
        (event["DTSTART"].dt, str(event["SUMMARY"]), str(event.get("DESCRIPTION", "")))
        for event in calendar.walk("VEVENT")
    ]


@pytest.mark.parametrize(
    "title",
    ["Commas, semicolons; and \\ backslashes", "Zürich 🎓 Lab", "x" * 300, "é" * 200, "a:b"],
)
def test_any_title_comes_back(title: str) -> None:
    """What was written is what another library reads."""
    entry = Entry(day=datetime.date(2026, 12, 4), title=title, note="two\nlines")
    assert read(calendar_text([entry], MADE)) == [(entry.day, title, "two\nlines")]


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(WORDS, WORDS)
def test_generated_texts_come_back(title: str, note: str) -> None:
    """Titles and notes of any letters, and no line above 75 bytes."""
    text = calendar_text([Entry(day=MADE, title=title, note=note)], MADE)
    assert read(text) == [(MADE, title, note)]
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_control_characters_are_spaces() -> None:
    """A calendar may not hold them."""
    text = calendar_text([Entry(day=MADE, title="a\tb\x07c")], MADE)
    assert read(text)[0][1] == "a b c"


def test_entries_by_date_and_the_same_every_time() -> None:
    """The order of the list does not matter, two equal entries are two events, and nothing is drawn."""
    late, soon = (Entry(day=datetime.date(2026, 12, day), title="x") for day in (9, 3))
    text = calendar_text([late, soon, soon], MADE)
    assert [day.day for day, _, _ in read(text)] == [3, 3, 9]
    assert text == calendar_text([soon, soon, late], MADE)
    assert len({line for line in text.splitlines() if line.startswith("UID:")}) == 3
