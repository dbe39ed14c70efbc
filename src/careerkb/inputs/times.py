"""Times, each in the unit that the name of a parameter ends with, and days of the calendar."""

from __future__ import annotations

import datetime
from typing import Annotated

from annotated_types import Interval, Len

from careerkb.inputs.marks import NEGATIVE, Unit
from careerkb.inputs.refusals import refusal

__all__ = ["Day", "Hours", "Month", "Months", "Seconds", "Years", "day_of"]

Day = Annotated[str, Len(1, 40)]
"""A day of the calendar, for `day_of`."""
Hours = Annotated[float, Interval(ge=0, le=100_000), Unit("hours"), NEGATIVE]
Month = Annotated[int, Interval(ge=0, le=600), Unit("months since the start"), NEGATIVE]
Months = Annotated[int, Interval(ge=1, le=600), Unit("months"), NEGATIVE]
Seconds = Annotated[float, Interval(ge=0, le=1e7), Unit("seconds"), NEGATIVE]
Years = Annotated[float, Interval(gt=0, le=60), Unit("years"), NEGATIVE]


def day_of(name: str, text: str) -> datetime.date:
    """
    Read a day of the calendar.

    Args:
        name: of what holds it.
        text: as 2026-12-04.

    Returns:
        The day.

    Raises:
        ValueError: *text* is no such day.
    """
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise refusal(name, text, "a date such as 2026-12-04, year first") from None
