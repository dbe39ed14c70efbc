"""How a grant becomes yours over time: schedules, cliffs and refreshers.

Times are months since the start, amounts US dollars at the price of the grant day.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Sequence
from typing import Annotated

from annotated_types import Interval, Len

from careerkb import data
from careerkb.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import (
    Fraction,
    Month,
    PositiveCount,
    Text,
    Unit,
    Usd,
    checked,
    record,
    refusal,
)

__all__ = [
    "Schedule",
    "refreshed_year_usd",
    "schedule",
    "schedule_names",
    "vested_fraction",
    "vested_in_year_fraction",
    "vested_usd",
    "vesting_answer",
]

YearlyFractions = Annotated[Sequence[Fraction], Len(1, 10)]
CliffMonths = Annotated[int, Interval(ge=0, le=120), Unit("months")]
IntervalMonths = Annotated[int, Interval(ge=1, le=12), Unit("months")]
Year = Annotated[int, Interval(ge=1, le=50), Unit("year, from 1")]
PERCENTAGES = re.compile(r"\d{1,3}(\.\d{1,4})?(/\d{1,3}(\.\d{1,4})?){0,9}", re.ASCII)
PriceGrowth = Annotated[float, Interval(ge=-0.9, le=1), Unit("fraction a year")]


@record
class Schedule:
    """
    When the parts of a grant vest.

    Args:
        yearly_fractions: share of the grant that vests in each year; they sum to 1.
        cliff_months: nothing vests before this month; then all that has built up does.
        interval_months: how often a part vests within a year; 12 must be a multiple of it.

    Raises:
        ValueError: the shares do not sum to 1, the cliff lies beyond the schedule, or the
            interval does not divide a year.

    Source:
        Standard terms; presets in `vesting.toml`, each with its source.
    """

    yearly_fractions: YearlyFractions
    cliff_months: CliffMonths = 0
    interval_months: IntervalMonths = 1

    def __post_init__(self) -> None:
        """Refuse a schedule that is none."""
        object.__setattr__(self, "yearly_fractions", tuple(self.yearly_fractions))
        total = math.fsum(self.yearly_fractions)
        if abs(total - 1) > 1e-9:
            cause = f"these sum to {total:.4g}"
            raise refusal(
                "yearly_fractions", self.yearly_fractions, "fractions that sum to 1", cause
            )
        if self.cliff_months > 12 * len(self.yearly_fractions):
            longest = f"at most {12 * len(self.yearly_fractions)}, the length of the schedule"
            raise refusal("cliff_months", self.cliff_months, longest)
        if 12 % self.interval_months:
            raise refusal("interval_months", self.interval_months, "1, 2, 3, 4, 6 or 12")

    @classmethod
    def examples(cls) -> tuple[Schedule, ...]:
        """Give the presets, for generated tests."""
        return tuple(schedule(name=name) for name in schedule_names())


EVEN = Schedule(yearly_fractions=(0.25, 0.25, 0.25, 0.25), cliff_months=12)
"""Four even years, monthly, nothing before the first year is over."""


@checked
def schedule_names() -> tuple[str, ...]:
    """
    Name the preset schedules.

    Returns:
        Names for `schedule`, in the order of the data file.

    Example:
        >>> from careerkb.pay.vesting import schedule_names
        >>> schedule_names()[2:4]
        ('5/15/40/40', '33/33/22/12')
    """
    return tuple(row["name"] for row in data.rows("vesting"))


@checked
def schedule(*, name: Text) -> Schedule:
    """
    Look up a preset schedule, or read one that is spelt out as yearly percentages.

    Args:
        name: one of `schedule_names`, an employer of which one preset was reported, or percentages
            such as "40/30/20/10" or "40, 30, 20, 10".

    Returns:
        A preset as it was reported (company schedules change); percentages monthly, no cliff.

    Raises:
        ValueError: there is no such preset, or the percentages do not sum to 100.

    Source:
        `vesting.toml`, each row with its own source.

    Example:
        >>> from careerkb.pay.vesting import schedule
        >>> schedule(name="40/30/20/10").yearly_fractions
        (0.4, 0.3, 0.2, 0.1)
    """
    name = _meant(name)
    for row in data.rows("vesting"):
        if row["name"] == name:
            return Schedule(
                yearly_fractions=tuple(row["yearly_fractions"]),
                cliff_months=row["cliff_months"],
                interval_months=row["interval_months"],
            )
    allowed = "yearly percentages such as '40/30/20/10', or one of "
    allowed += ", ".join(map(repr, schedule_names()))
    if not PERCENTAGES.fullmatch(name):
        close = difflib.get_close_matches(name, schedule_names(), n=1)
        raise refusal("name", name, allowed, f"did you mean {close[0]!r}?" if close else "")
    parts = [float(part) for part in name.split("/")]
    if abs(math.fsum(parts) - 100) > 1e-9:
        raise refusal("name", name, allowed, f"these sum to {math.fsum(parts):.4g} %")
    return Schedule(yearly_fractions=tuple(part / 100 for part in parts))


def _meant(name: str) -> str:
    """Turn the name of an employer, or percentages with other marks, into a schedule's own name."""
    plain = name.strip().casefold()
    found = [
        row for row in data.rows("vesting") if plain in map(str.casefold, row.get("aliases", ()))
    ]
    if len(found) > 1:
        named = " or ".join(f"{row['name']!r} ({row['who']})" for row in found)
        allowed = "one schedule: several were reported of this employer"
        raise refusal("name", name, allowed, f"write {named}")
    listed = re.sub(r"\s*[,;/ -]\s*", "/", plain.replace("%", ""))
    own = listed if PERCENTAGES.fullmatch(listed) and "/" in listed else plain
    names = {one.casefold(): one for one in schedule_names()}
    return str(found[0]["name"]) if found else names.get(own, own if own == listed else name)


@checked
def vested_fraction(*, schedule: Schedule, month: Month) -> float:
    """
    Give the share of a grant that has vested by the end of a month.

    Args:
        schedule: the terms of the grant.
        month: months since the start, whole ones.

    Returns:
        A fraction, 0 before the cliff, 1 from the end of the schedule on, never falling.

    Raises:
        ValueError: an argument is out of range.

    Source:
        ``0 if m < cliff else the shares of the whole years plus the current year's share for each
        full interval``.

    Example:
        >>> from careerkb.pay.vesting import EVEN, vested_fraction
        >>> [vested_fraction(schedule=EVEN, month=m) for m in (11, 12, 36, 48)]
        [0.0, 0.25, 0.75, 1.0]
    """
    return _vested(schedule, month)


def _vested(schedule: Schedule, month: int) -> float:
    if month < schedule.cliff_months:
        return 0.0
    years, months = divmod(month, 12)
    if years >= len(schedule.yearly_fractions):
        return 1.0
    full = months // schedule.interval_months * schedule.interval_months
    parts = [*schedule.yearly_fractions[:years], schedule.yearly_fractions[years] * full / 12]
    return min(1.0, math.fsum(parts))


@checked
def vested_usd(*, grant_usd: Usd, schedule: Schedule, month: Month) -> float:
    """
    Give the vested value of a grant at the price of the grant day.

    Args:
        grant_usd: value of the whole grant.
        schedule: its terms.
        month: months since the start.

    Returns:
        Dollars, from 0 to *grant_usd*.

    Raises:
        ValueError: an argument is out of range.

    Source:
        `vested_fraction` times the grant.
    """
    return grant_usd * vested_fraction(schedule=schedule, month=month)


@checked
def vested_in_year_fraction(*, schedule: Schedule, year: Year) -> float:
    """
    Give the share of a grant that vests within one year.

    Args:
        schedule: the terms of the grant.
        year: 1 for the first twelve months.

    Returns:
        A fraction; the cliff moves what it withholds into the year in which it ends.

    Raises:
        ValueError: an argument is out of range.

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

    Raises:
        ValueError: an argument is out of range.

    Source:
        Sum over grants of the share that vests in their own year, at the price of mid-year.

    Example:
        >>> from careerkb.pay.vesting import refreshed_year_usd
        >>> [refreshed_year_usd(year=y, refresher_usd=60_000) for y in (1, 2, 3, 4)]
        [0.0, 15000.0, 30000.0, 45000.0]
    """
    shares = (
        vested_in_year_fraction(schedule=schedule, year=age)
        * (1 + price_growth_fraction) ** (age - 0.5)
        for age in range(1, year - first_year + 2)
    )
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

    Raises:
        ValueError: an argument is out of range.

    Source:
        `vested_usd` for each row of `vesting.toml`.
    """
    if until_years > 10:
        raise refusal("until_years", until_years, "a whole number from 1 to 10")
    presets = {name: schedule(name=name) for name in schedule_names()}
    years = tuple(range(1, until_years + 1))
    first = [vested_usd(grant_usd=grant_usd, schedule=s, month=12) for s in presets.values()]
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
                    y=tuple(vested_usd(grant_usd=grant_usd, schedule=s, month=m) for m in months),
                )
                for name, s in presets.items()
            ),
        ),
    )
