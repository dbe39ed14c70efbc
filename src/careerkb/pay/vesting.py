"""How a grant becomes yours over time: schedules, cliffs and refreshers.

Times are months since the start, amounts US dollars at the price of the grant day.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Annotated

from annotated_types import Interval

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import (
    Fraction,
    Month,
    PositiveCount,
    Unit,
    Usd,
    checked,
    refusal,
)
from careerkb.pay.schedules import EVEN, Schedule, _monthly, schedule, schedule_names

__all__ = ["refreshed_year_usd", "vested_fraction", "vested_in_year_fraction", "vesting_answer"]

Year = Annotated[int, Interval(ge=1, le=50), Unit("year, from 1")]
PriceGrowth = Annotated[float, Interval(ge=-0.9, le=1), Unit("fraction a year")]


@lru_cache(maxsize=256)
def _reached(schedule: Schedule) -> tuple[float, ...]:
    """Give the share that has vested by the end of month 0, 1 and so on."""
    parts = _monthly(schedule)
    return tuple(min(1.0, math.fsum(parts[:month])) for month in range(len(parts) + 1))


@checked
def vested_fraction(*, schedule: Schedule, month: Month) -> float:
    """
    Give the share of a grant that has vested by the end of a month.

    Args:
        schedule: the terms of the grant.
        month: months since the start, whole ones.

    Returns:
        A fraction, 0 before the cliff, 1 from the end of the schedule on, never falling.

    Source:
        Sum of `monthly_fractions`.

    Example:
        >>> from careerkb.pay.schedules import EVEN
        >>> from careerkb.pay.vesting import vested_fraction
        >>> [vested_fraction(schedule=EVEN, month=m) for m in (11, 12, 36, 48)]
        [0.0, 0.25, 0.75, 1.0]
    """
    return _vested(schedule, month)


def _vested(schedule: Schedule, month: int) -> float:
    reached = _reached(schedule)
    return reached[month] if month < len(reached) - 1 else 1.0


@checked
def vested_in_year_fraction(*, schedule: Schedule, year: Year) -> float:
    """
    Give the share of a grant that vests within one year.

    Args:
        schedule: the terms of the grant.
        year: 1 for the first twelve months.

    Returns:
        A fraction; the cliff moves what it withholds into the year in which it ends.

    Source:
        Difference of `vested_fraction` between the ends of two years.
    """
    return _vested(schedule, 12 * year) - _vested(schedule, 12 * (year - 1))


@checked
def refreshed_year_usd(
    *,
    year: Year,
    refresher_usd: Usd,
    schedule: Schedule = EVEN,
    first_year: Year = 2,
    probability: Fraction = 1.0,
    price_growth_fraction: PriceGrowth = 0.0,
) -> float:
    """
    Give what vests in one year from refreshers granted every year.

    Args:
        year: 1 for the first twelve months.
        refresher_usd: value of each yearly refresher.
        schedule: the terms of each refresher, counted from its own grant day.
        first_year: the year at whose start the first refresher is granted.
        probability: chance of each refresher.
        price_growth_fraction: yearly growth of the share price since each refresher's own day.

    Returns:
        Dollars expected to vest in that year, the first grant not counted.

    Source:
        Sum over grants of the parts that vest in that year, each at the price of its month.

    Example:
        >>> from careerkb.pay.vesting import refreshed_year_usd
        >>> [refreshed_year_usd(year=y, refresher_usd=60_000) for y in (1, 2, 3, 4)]
        [0.0, 15000.0, 30000.0, 45000.0]
    """
    monthly = _monthly(schedule)
    until = 12 * max(0, year - first_year + 1)
    growth = 1 + price_growth_fraction
    shares = (part * growth ** (age / 12) for age, part in enumerate(monthly[:until], 1))
    return probability * refresher_usd * math.fsum(shares)


@checked
def vesting_answer(*, grant_usd: Usd = 600_000, until_years: PositiveCount = 4) -> Answer:
    """
    Show one grant under every preset schedule.

    Args:
        grant_usd: value of the whole grant.
        until_years: how many years to show, at most 10.

    Returns:
        The spread of the first year as a sentence, each year as a table, the vested value over
        time as lines.

    Source:
        `vested_fraction` for each row of `vesting.toml`.
    """
    if until_years > 10:
        raise refusal("until_years", until_years, "a whole number from 1 to 10")
    presets = {name: schedule(name=name) for name in schedule_names()}
    years = tuple(range(1, until_years + 1))
    first = [grant_usd * _vested(s, 12) for s in presets.values()]
    headline = (
        f"The same grant of {grant_usd:,.0f} dollars vests between {min(first):,.0f} and"
        f" {max(first):,.0f} in the first year, by its schedule alone."
    )
    months = tuple(range(12 * until_years + 1))
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="schedule"),
                *(Column(name=f"year {year}", unit="USD") for year in years),
            ),
            rows=tuple(
                (name, *(grant_usd * vested_in_year_fraction(schedule=s, year=y) for y in years))
                for name, s in presets.items()
            ),
        ),
        chart=Chart(
            kind="line",
            title=f"Vested value of a grant of {grant_usd:,.0f} dollars",
            summary=headline,
            x_label="months since the start",
            y_label="USD vested",
            series=tuple(
                Series(
                    name=name,
                    x=months,
                    y=tuple(grant_usd * _vested(s, m) for m in months),
                )
                for name, s in presets.items()
            ),
        ),
    )
