"""How long a task agents finish half of the time, and when a trend would reach yours if it held."""

from __future__ import annotations

import datetime
import math
import re
from typing import Annotated

from annotated_types import Interval, Len

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Unit, checked, record, refusal

__all__ = ["Horizon", "days_until", "horizons", "horizons_answer", "month_after"]

Minutes = Annotated[float, Interval(ge=0.01, le=1e6), Unit("minutes")]
TaskHours = Annotated[float, Interval(ge=0.1, le=20_000), Unit("hours that a person takes")]
StartHours = Annotated[float, Interval(ge=0.01, le=20_000), Unit("hours that a person takes")]
Doubling = Annotated[float, Interval(ge=30, le=2_000), Unit("days")]
Days = Annotated[float, Interval(ge=0, le=40_000), Unit("days")]
Text = Annotated[str, Len(1, 60)]
DAYS_A_MONTH = 365.25 / 12
FAST, SLOW = 89.0, 131.0
"""Days to double since 2024 and since 2023, as METR is relayed (`metr-horizon`)."""


@record
class Horizon:
    """
    What one model reached.

    Args:
        model: its name.
        released: the month, YYYY-MM.
        minutes: the length of task, in the time that a person takes, finished half of the time.
        source: the key in the list of sources.
        low: lower end of the 95 % interval, where a source prints it.
        high: upper end.
    """

    model: Text
    released: Text
    minutes: Minutes
    source: Text
    low: Minutes | None = None
    high: Minutes | None = None


@checked
def horizons() -> tuple[Horizon, ...]:
    """
    List the measures.

    Returns:
        By month of release.

    Source:
        `horizons.toml`.
    """
    return tuple(Horizon(**row) for row in data.rows("horizons"))


@checked
def days_until(
    *, task_hours: TaskHours, doubling_days: Doubling = SLOW, start_hours: StartHours
) -> float:
    """
    Give the days until a trend reaches a length of task.

    Args:
        task_hours: your task.
        doubling_days: time in which the length doubles.
        start_hours: what was reached at the start.

    Returns:
        Days, and 0 for a task that was reached already.

    Source:
        ``d log2(task / start)``: a constant time to double. That it stays constant is an
        assumption.

    Example:
        >>> from careerkb.faq.horizons import days_until
        >>> round(days_until(task_hours=8, doubling_days=131, start_hours=2))
        262
    """
    return max(0.0, doubling_days * math.log2(task_hours / start_hours))


@checked
def month_after(*, start: Text = "2025-11", days: Days) -> str:
    """
    Give the month that many days after the middle of another.

    Args:
        start: the month, YYYY-MM.
        days: how many days later.

    Returns:
        YYYY-MM.

    Raises:
        ValueError: *start* is no month.

    Example:
        >>> from careerkb.faq.horizons import month_after
        >>> month_after(start="2025-11", days=100)
        '2026-02'
    """
    if not re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", start):
        raise refusal("start", start, "a month of this century like 2025-11")
    middle = datetime.date.fromisoformat(f"{start}-15")
    return f"{middle + datetime.timedelta(days=days):%Y-%m}"


@checked
def horizons_answer(*, task_hours: TaskHours = 40, doubling_days: Doubling = SLOW) -> Answer:
    """
    Say when a trend would reach your task, if it held.

    Args:
        task_hours: how long your typical task takes a person who knows the trade.
        doubling_days: time in which the length doubles; 131 and 89 days were published.

    Returns:
        The month at your time to double and at the two published ones, as a sentence; the
        measures as rows; the trend as lines on a logarithmic scale.

    Raises:
        ValueError: an argument is out of range.

    Source:
        `days_until` and `month_after`, from the last measure inside the range that its authors
        call reliable.
    """
    start = next(each for each in horizons() if each.model == "Opus 4.5")
    hours = start.minutes / 60
    rates = tuple(dict.fromkeys((doubling_days, SLOW, FAST)))
    dates = [
        month_after(
            start=start.released,
            days=days_until(task_hours=task_hours, doubling_days=rate, start_hours=hours),
        )
        for rate in rates
    ]
    named = ", ".join(f"{date} at {rate:g} days" for date, rate in zip(dates, rates, strict=True))
    headline = (
        f"If the trend held, half of the software tasks of {task_hours:g} hours would be done in"
        f" {named}; an assumption, and no forecast of jobs."
    )
    months = tuple(range(0, 25, 2))
    return Answer(
        headline=headline,
        table=Table(
            columns=tuple(Column(name=name) for name in ("model", "released", "hours", "interval")),
            rows=tuple(
                (each.model, each.released, f"{each.minutes / 60:.1f}", _interval(each))
                for each in horizons()
            ),
        ),
        chart=Chart(
            kind="line", log=True,
            title="Length of task that is finished half of the time, if the trend held",
            summary=f"From {hours:.1f} hours the lines rise by a factor of two each time.",
            x_label=f"months after {start.released}", y_label="hours that a person takes",
            series=tuple(
                Series(
                    name=f"{rate:g} days", x=months,
                    y=tuple(hours * 2 ** (m * DAYS_A_MONTH / rate) for m in months),
                )
                for rate in rates
            ),
            reference=task_hours, reference_label="your task",
        ),
    )  # fmt: skip


def _interval(each: Horizon) -> str:
    if each.high is None:
        return "not printed"
    low = "up" if each.low is None else f"{each.low / 60:.0f}"
    return f"{low} to {each.high / 60:.0f}"
