"""Dates of an offer: what another library reads from the file, months by numpy, refusals."""

import datetime

import icalendar
import numpy
import pytest

from careerkb.interviews.dates import LoopEnd, dates_answer, months_later

WEEK = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
LOOPS = (LoopEnd(name="Lab; B, Zürich", ends="2026-12-07"), LoopEnd(name="C", ends="2027-01-05"))


def test_the_file_holds_every_date() -> None:
    """Read with the icalendar package: one event for each row, and these days, by hand."""
    answer = dates_answer(
        today="2026-11-27", deadline="2026-12-04", more_days=10, loops=LOOPS, start="2027-01-31",
        reclaim_months=13, remind_days=3,
    )  # fmt: skip
    (file,) = answer.files
    assert (file.name, file.media) == ("offer-dates.ics", "text/calendar")
    events = icalendar.Calendar.from_ical(file.text).walk("VEVENT")
    found = [(str(event["DTSTART"].dt), str(event["SUMMARY"])) for event in events]
    assert found == [(str(row[0])[:10], row[2]) for row in answer.table.rows]
    due, asked = "Last day to answer", "Last day to answer, with more time"
    assert found == [
        ("2026-12-01", "Ask for more time, until 2026-12-14"),
        ("2026-12-01", f"In 3 days: {due}"),
        ("2026-12-04", due),
        ("2026-12-07", "Lab; B, Zürich: answer expected"),
        ("2026-12-11", f"In 3 days: {asked}"),
        ("2026-12-14", asked),
        ("2027-01-05", "C: answer expected"),
        ("2027-01-28", "In 3 days: First day of work"),
        ("2027-01-31", "First day of work"),
        ("2028-02-26", "In 3 days: The sign-on is yours"),
        ("2028-02-29", "The sign-on is yours"),
    ]
    assert answer.headline == (
        "Your answer is due on 2026-12-04, in 7 days; with more time, until 2026-12-14, you would"
        " also hear from Lab; B, Zürich; after 2026-12-14 there is only C."
    )
    for row in answer.table.rows:
        day = datetime.date.fromisoformat(str(row[0])[:10])
        assert row[0] == f"{day} {WEEK[day.isoweekday() - 1]}"
        assert row[1] == (day - datetime.date(2026, 11, 27)).days


def test_nothing_is_dated_before_today() -> None:
    """A deadline today: asked today, no reminder in the past; and zeros leave their days out."""
    answer = dates_answer(today="2026-11-27", deadline="2026-11-27", remind_days=5)
    assert min(str(row[0])[:10] for row in answer.table.rows) == "2026-11-27"
    assert answer.headline.startswith("Your answer is due on 2026-11-27, today; with more time")
    bare = dates_answer(more_days=0, loops=(), reclaim_months=0, remind_days=0)
    assert [str(row[0])[:10] for row in bare.table.rows] == ["2026-12-04", "2027-02-01"]


def test_months_by_another_library() -> None:
    """Each week of four years as a start, with lengths up to three years."""
    first = datetime.date(2026, 1, 1)
    for days in range(0, 4 * 366, 7):
        day = first + datetime.timedelta(days=days)
        for months in (0, 1, 11, 12, 13, 24, 36):
            month = numpy.datetime64(day, "M") + months
            last = (month + 1).astype("datetime64[D]") - 1
            expected = min(month.astype("datetime64[D]") + day.day - 1, last)
            assert months_later(day=str(day), months=months) == str(expected)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"deadline": "2026-11-20"}, "^deadline must be on or after today, 2026-11-27, got '2026-"),
        ({"start": "2026-12-01"}, "^start must be on or after the deadline, 2026-12-04, got '2026"),
        ({"deadline": "4 December"}, "^deadline must be a date such as 2026-12-04, year first"),
        (
            {"loops": (LoopEnd(name="B", ends="2026-11-26"),)},
            r"^loops\[0\].ends must be on or after today, 2026-11-27, got '2026-11-26'; that day is",
        ),
        ({"start": "9999-06-01"}, "^day must be so early that the months end before the year"),
        ({"deadline": "9999-12-31", "start": "9999-12-31"}, "^deadline must be before the year"),
    ],
)
def test_a_date_that_cannot_be_is_refused(given: dict[str, str], message: str) -> None:
    """Past, out of order, unreadable, or beyond the calendar: one sentence."""
    with pytest.raises(ValueError, match=message):
        dates_answer(**given)  # type: ignore[arg-type]
