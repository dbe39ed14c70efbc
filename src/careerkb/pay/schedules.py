"""Vesting schedules: presets as reported, and those that are spelt out."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, ClassVar

from annotated_types import Interval, Len

from careerkb import data
from careerkb.inputs import (
    Fraction,
    Text,
    Unit,
    checked,
    record,
    refusal,
)

__all__ = ["Schedule", "monthly_fractions", "schedule", "schedule_names"]

YearlyFractions = Annotated[Sequence[Fraction], Len(1, 10)]
CliffMonths = Annotated[int, Interval(ge=0, le=120), Unit("months")]
IntervalMonths = Annotated[int, Interval(ge=1, le=12), Unit("months")]
PartMonths = Annotated[Sequence[Annotated[int, Interval(ge=1, le=120)]], Len(0, 120)]
PART = r"\d{1,3}(?:\.\d{1,4})?(?:@\d{1,3})?"
PARTS = re.compile(rf"{PART}(?:/{PART}){{0,39}}", re.ASCII)
USUAL_YEARS = 5
"""More parts than this without months are rarely years."""


@record
class Schedule:
    """
    When the parts of a grant vest.

    Args:
        yearly_fractions: share of the grant that vests in each year; they sum to 1.
        cliff_months: nothing vests before this month; then all that has built up does.
        interval_months: how often a part vests within a year; 12 must be a multiple of it.
        part_months: the months at whose end a part vests, where they do not follow one interval;
            each year's share is divided evenly among its months.

    Raises:
        ValueError: the shares do not sum to 1, the cliff lies beyond the schedule, the interval
            does not divide a year, or a month is out of order or its year has no share.

    Source:
        Standard terms; presets in `vesting.toml`, each with its source.
    """

    yearly_fractions: YearlyFractions
    cliff_months: CliffMonths = 0
    interval_months: IntervalMonths = 1
    part_months: PartMonths = ()

    typed_as: ClassVar[str] = "A preset, an employer such as Amazon, or your own: 40/30/20/10."
    """What stands under its field in a form."""

    def __post_init__(self) -> None:
        """Refuse a schedule that is none."""
        object.__setattr__(self, "yearly_fractions", tuple(self.yearly_fractions))
        object.__setattr__(self, "part_months", tuple(self.part_months))
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
        if self.part_months:
            rising = all(
                a < b for a, b in zip(self.part_months, self.part_months[1:], strict=False)
            )
            years = {(month - 1) // 12 for month in self.part_months}
            paid = {year for year, share in enumerate(self.yearly_fractions) if share}
            if not (rising and paid <= years and max(years) < len(self.yearly_fractions)):
                allowed = "rising months, at least one in each year that has a share and none after"
                raise refusal("part_months", self.part_months, allowed)

    @property
    def spelt(self) -> str:
        """The percentages, as `schedule` reads them; cliff and interval are not in them."""
        if self.part_months:
            return "/".join(f"{100 * _monthly(self)[m - 1]:.6g}@{m}" for m in self.part_months)
        return "/".join(f"{100 * part:.6g}" for part in self.yearly_fractions)

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
        >>> from careerkb.pay.schedules import schedule_names
        >>> schedule_names()[2:4]
        ('5/15/40/40', '33/33/22/12')
    """
    return tuple(row["name"] for row in data.rows("vesting"))


@checked
def schedule(*, name: Text) -> Schedule:
    """
    Look up a preset schedule, or read one that is spelt out in percentages.

    Args:
        name: one of `schedule_names`; an employer of which one preset was reported; yearly
            percentages such as "40/30/20/10" or "40, 30, 20, 10"; or parts with the month at whose
            end each vests, such as "5@12/15@24/20@30/20@36/20@42/20@48".

    Returns:
        A preset as it was reported (schedules change); yearly percentages monthly, no cliff.

    Raises:
        ValueError: there is no such preset, the percentages do not sum to 100, there are more
            than five without months, or the parts of one year differ.

    Source:
        `vesting.toml`, each row with its own source.

    Example:
        >>> from careerkb.pay.schedules import schedule
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
                part_months=tuple(row.get("part_months", ())),
            )
    allowed = "yearly percentages such as '40/30/20/10', parts with their months such as "
    allowed += "'5@12/15@24/40@36/40@48', or one of " + ", ".join(map(repr, schedule_names()))
    if not PARTS.fullmatch(name):
        close = difflib.get_close_matches(name, schedule_names(), n=1)
        raise refusal("name", name, allowed, f"did you mean {close[0]!r}?" if close else "")
    shares, months = zip(*(part.partition("@")[::2] for part in name.split("/")), strict=True)
    parts = [float(share) for share in shares]
    if abs(math.fsum(parts) - 100) > 1e-9:
        raise refusal("name", name, allowed, f"these sum to {math.fsum(parts):.4g} %")
    if any(months):
        return _dated(name, parts, months)
    if len(parts) > USUAL_YEARS:
        dated = "/".join(f"{share}@{12 * year}" for year, share in enumerate(shares, 1))
        cause = f"{len(parts)} parts without months; if each is a year, write {dated!r}, and"
        raise refusal("name", name, "at most five years, or parts with months", f"{cause} otherwise"
                      " put the month of each after its @")  # fmt: skip
    return Schedule(yearly_fractions=tuple(part / 100 for part in parts))


def _dated(name: str, parts: Sequence[float], months: Sequence[str]) -> Schedule:
    """Read parts of a grant that carry their months."""
    if not all(months) or not all(1 <= int(month) <= 120 for month in months):
        raise refusal("name", name, "a month from 1 to 120 after every part, such as 5@12/95@24")
    at = [int(month) for month in months]
    by_year: list[list[float]] = [[] for _ in range((max(at) + 11) // 12)]
    for part, month in zip(parts, at, strict=True):
        by_year[(month - 1) // 12].append(part)
    if any(max(year) - min(year) > 1e-9 for year in by_year if year):
        raise refusal("name", name, "parts that are equal within each year of twelve months")
    shares = tuple(math.fsum(year) / 100 for year in by_year)
    try:
        return Schedule(yearly_fractions=shares, part_months=tuple(at))
    except ValueError:
        raise refusal("name", name, "parts in the order of their months") from None


@checked
def monthly_fractions(*, schedule: Schedule) -> tuple[float, ...]:
    """
    Give the share of a grant that vests at the end of each month.

    Args:
        schedule: the terms of the grant.

    Returns:
        A fraction for month 1, 2 and so on to the end of the schedule; they sum to 1.

    Raises:
        ValueError: there is no schedule.

    Source:
        Each year's share in even parts at its months; what builds up before the cliff vests at it.

    Example:
        >>> from careerkb.pay.schedules import monthly_fractions, schedule
        >>> parts = monthly_fractions(schedule=schedule(name="5/15/40/40"))
        >>> [(month, part) for month, part in enumerate(parts, 1) if part]
        [(12, 0.05), (24, 0.15), (30, 0.2), (36, 0.2), (42, 0.2), (48, 0.2)]
    """
    return _monthly(schedule)


@lru_cache(maxsize=256)
def _monthly(schedule: Schedule) -> tuple[float, ...]:
    parts = [0.0] * (12 * len(schedule.yearly_fractions))
    for year, share in enumerate(schedule.yearly_fractions):
        months = [m for m in range(12 * year + 1, 12 * year + 13) if _has_part(schedule, m)]
        for month in months:
            parts[month - 1] = share / len(months)
    cliff = schedule.cliff_months
    if cliff:
        parts[:cliff] = [0.0] * (cliff - 1) + [math.fsum(parts[:cliff])]
    return tuple(parts)


def _has_part(schedule: Schedule, month: int) -> bool:
    if schedule.part_months:
        return month in schedule.part_months
    return month % schedule.interval_months == 0


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
    own = listed if PARTS.fullmatch(listed) and "/" in listed else plain
    names = {one.casefold(): one for one in schedule_names()}
    return str(found[0]["name"]) if found else names.get(own, own if own == listed else name)
