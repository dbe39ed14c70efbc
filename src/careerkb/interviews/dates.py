"""Every date of an offer on one list: answers due, loops that end, the start, and the sign-on."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence
from typing import Annotated

from annotated_types import Interval, Len

from careerkb.answers.answer import Answer, Column, File, Table
from careerkb.answers.icalendar import Entry, calendar_text
from careerkb.inputs import Day, Refusal, Text, Unit, checked, day_of, record, refusal

__all__ = ["LoopEnd", "dates_answer", "months_later"]

Days = Annotated[int, Interval(ge=0, le=365), Unit("days")]
Months = Annotated[int, Interval(ge=0, le=120), Unit("months")]
Ends = Annotated[Sequence["LoopEnd"], Len(0, 8)]
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@record
class LoopEnd:
    """
    One loop that is still open.

    Args:
        name: whose it is.
        ends: the day on which you expect their answer, as 2026-12-07.

    Raises:
        ValueError: the day is no date.
    """

    name: Text
    ends: Day

    def __post_init__(self) -> None:
        """Refuse what is no date."""
        day_of("ends", self.ends)

    @classmethod
    def examples(cls) -> tuple[LoopEnd, ...]:
        """Give loops for generated tests."""
        return EXAMPLE


EXAMPLE = (
    LoopEnd(name="lab B", ends="2026-12-07"),
    LoopEnd(name="product team C", ends="2026-12-18"),
)
"""An illustration, all of it assumed."""


@checked
def months_later(*, day: Day, months: Months) -> str:
    """
    Give the same day of the month, so many months later.

    Args:
        day: such as 2027-01-31.
        months: to add.

    Returns:
        The date, year first; where the month is too short, its last day.

    Raises:
        ValueError: *day* is no date, or the result is after the year 9999.

    Example:
        >>> from careerkb.interviews.dates import months_later
        >>> months_later(day="2027-01-31", months=13)
        '2028-02-29'
    """
    first = day_of("day", day)
    years, month = divmod(first.month - 1 + months, 12)
    year = first.year + years
    if year > datetime.MAXYEAR:
        raise refusal("day", day, "so early that the months end before the year 10000")
    last = calendar.monthrange(year, month + 1)[1]
    return str(datetime.date(year, month + 1, min(first.day, last)))


@checked
def dates_answer(
    *,
    today: Day = "2026-11-27",
    deadline: Day = "2026-12-04",
    more_days: Days = 10,
    loops: Ends = EXAMPLE,
    start: Day = "2027-02-01",
    reclaim_months: Months = 12,
    remind_days: Days = 2,
) -> Answer:
    """
    Put every date of an offer on one list, for your calendar.

    Args:
        today: no date may lie before it.
        deadline: the last day for your answer, as the letter has it.
        more_days: that you would ask for; 0 for none.
        loops: still open, each with the day on which you expect their answer.
        start: your first day of work.
        reclaim_months: after the start, for which a sign-on can be claimed back; 0 for never.
        remind_days: how long before a day that binds you wish to be reminded; 0 for never.

    Returns:
        Which loops end in time and which would with the days you ask for, as a sentence; all dates
        as rows and as a calendar file.

    Raises:
        ValueError: a date is none or past, or the start is before the deadline.

    Source:
        The calendar: a month later is the same day of the month, or the last one of a shorter
        month. Your letter may count otherwise.
    """
    now, due, first = (
        day_of("today", today),
        day_of("deadline", deadline),
        day_of("start", start),
    )
    _not_past(due, now, "deadline")
    for number, loop in enumerate(loops):
        _not_past(day_of("ends", loop.ends), now, "loops", number, "ends")
    if first < due:
        raise refusal("start", start, f"on or after the deadline, {due}", "swap the two?")
    try:
        asked = due + datetime.timedelta(days=more_days)
    except OverflowError:
        raise refusal("deadline", deadline, "before the year 9999") from None
    binding = [Entry(day=due, title="Last day to answer")]
    if more_days:
        binding.append(Entry(day=asked, title="Last day to answer, with more time"))
    binding.append(Entry(day=first, title="First day of work"))
    if reclaim_months:
        end = day_of("start", months_later(day=start, months=reclaim_months))
        binding.append(
            Entry(
                day=end,
                title="The sign-on is yours",
                note="No longer to be claimed back; read the clause: it may count from the payment",
            )
        )
    entries = [
        *binding,
        *(
            Entry(day=day_of("ends", one.ends), title=f"{one.name}: answer expected")
            for one in loops
        ),
    ]
    if more_days:
        ask = max(now, due - datetime.timedelta(days=max(1, remind_days)))
        entries.append(Entry(day=ask, title=f"Ask for more time, until {asked}"))
    for one in binding if remind_days else ():
        left = (one.day - now).days
        if left >= remind_days:
            day = one.day - datetime.timedelta(days=remind_days)
            entries.append(Entry(day=day, title=f"In {remind_days} days: {one.title}"))
    entries.sort(key=lambda one: (one.day, one.title))
    return Answer(
        headline=_headline(now, due, asked, loops),
        table=Table(
            columns=(
                Column(name="day"),
                Column(name="in days"),
                Column(name="what"),
            ),
            rows=tuple(
                (
                    f"{one.day} {WEEKDAYS[one.day.weekday()]}",
                    float((one.day - now).days),
                    one.title,
                )
                for one in entries
            ),
        ),
        files=(
            File(
                name="offer-dates.ics",
                label="these dates as calendar",
                media="text/calendar",
                text=calendar_text(entries, now),
            ),
        ),
    )


def _not_past(day: datetime.date, now: datetime.date, *place: str | int) -> None:
    if day < now:
        raise Refusal(place, str(day), f"on or after today, {now}", "that day is past")


def _headline(
    now: datetime.date, due: datetime.date, asked: datetime.date, loops: Sequence[LoopEnd]
) -> str:
    """Say when to answer, and which loops end by then, by the day asked for, and later."""
    days = (due - now).days
    left = f"in {days} days" if days > 1 else ("tomorrow", "today")[1 - days]
    parts = [f"Your answer is due on {due}, {left}"]
    when = [(one.name, day_of("ends", one.ends)) for one in loops]
    kinds = (
        ("before that you expect to hear from", [n for n, d in when if d <= due]),
        (
            f"with more time, until {asked}, you would also hear from",
            [n for n, d in when if due < d <= asked],
        ),
        (f"after {max(due, asked)} there is only", [n for n, d in when if d > asked]),
    )
    parts += [f"{says} {' and '.join(names)}" for says, names in kinds if names]
    return "; ".join(parts) + "."
