"""What an offer has paid by the month in which you resign or are laid off.

Amounts are US dollars today, before tax; months run from the start date.
"""

from __future__ import annotations

import functools
import itertools
from typing import Annotated, Any

from annotated_types import Interval

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Rate, Unit, checked
from careerkb.maths.months import discounts
from careerkb.pay.comparison import LAB, PRODUCT, compare
from careerkb.pay.offers import (
    Offer,
    bonus_usd,
    first_day_usd,
    level_by_month,
    owed_usd,
    shares_by_month,
    without_paper,
)

__all__ = ["leaving_answer", "value_by_month_usd"]

COUNTED_YEARS = 4
"""Full years, at most, over which the odds are given."""
Until = Annotated[int, Interval(ge=1, le=120), Unit("months")]


@checked
def value_by_month_usd(
    *, offer: Offer, months: Until = 48, discount_rate: Rate = 0.08, laid_off: bool = False
) -> tuple[float, ...]:
    """
    Give what an offer has paid if you leave at the end of each month.

    Args:
        offer: its terms and your outlook; its chances of layoff and promotion are not used here.
        months: the last month to look at.
        discount_rate: what a dollar a year later is worth less.
        laid_off: whether you are laid off, with severance and a carve-out if there is one, or
            resign.

    Returns:
        Dollars today for month 0, 1 and so on to *months*, divided by the cost of living.

    Source:
        The calendar of `careerkb.pay.offers`: base month by month; the bonus at the end of each
        full year; benefits with base; each cash part in its month; shares as they vest, at the
        expected price; refreshers at each anniversary; less what is clawed back on the last day.

    Example:
        >>> from careerkb.pay.leaving import value_by_month_usd
        >>> from careerkb.pay.definitions import EXAMPLE
        >>> values = value_by_month_usd(offer=EXAMPLE, months=12, discount_rate=0.0)
        >>> [round(values[m]) for m in (0, 6, 11, 12)]
        [0, 160000, 293333, 506750]
    """
    return _value_by_month_usd(offer, months, discount_rate, laid_off)


@functools.lru_cache(maxsize=16)
def _value_by_month_usd(
    offer: Offer, months: int, discount_rate: float, laid_off: bool
) -> tuple[float, ...]:
    without_paper(offer, "what has been paid by each month")
    kept = first_day_usd(offer)
    vesting = shares_by_month(offer, months, discount_rate)
    level = level_by_month(offer, months, discount_rate)
    values = []
    for month, today in enumerate(discounts(discount_rate, months)):
        if month:
            kept += today * _cash_usd(offer, month) + vesting[month - 1] + level[month - 1]
        year = max(0, month - 1) // 12
        last = -owed_usd(offer, month, laid_off)
        if laid_off:
            base = offer.base_usd * (1 + offer.raise_fraction) ** year
            last += base * offer.severance_months / 12
        values.append((kept + today * last) / offer.cost_of_living)
    return tuple(values)


def _cash_usd(offer: Offer, month: int) -> float:
    """Give a month's base, and at the end of a year its bonus."""
    year = (month - 1) // 12 + 1
    base = offer.base_usd * (1 + offer.raise_fraction) ** (year - 1)
    return base / 12 + (0.0 if month % 12 else bonus_usd(offer, year))


@checked
def leaving_answer(
    *,
    offer_a: Offer = LAB,
    offer_b: Offer = PRODUCT,
    months: Until = 48,
    discount_rate: Rate = 0.08,
) -> Answer:
    """
    Show which of two offers has paid more by the month in which you leave.

    Args:
        offer_a: the first offer.
        offer_b: the second offer and your outlook on it.
        months: the last month to look at.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        The months in which the lead changes, and the odds over one and up to four years, in words;
        each half year, resigned and laid off, as rows; each offer as a line.

    Source:
        `value_by_month_usd` with the share price at its expected path; the odds are those of
        `careerkb.pay.comparison.compare`, which counts the risks and no clawback.
    """
    terms: dict[str, Any] = {"months": months, "discount_rate": discount_rate}
    first, second = (value_by_month_usd(offer=o, **terms) for o in (offer_a, offer_b))
    out_first, out_second = (
        value_by_month_usd(offer=o, laid_off=True, **terms) for o in (offer_a, offer_b)
    )
    leads = [_lead(a - b) for a, b in zip(first, second, strict=True)][1:]
    runs, month = [], 1
    for lead, group in itertools.groupby(leads):
        last = month + len(list(group)) - 1
        runs.append((lead, month, last))
        month = last + 1
    headline = "On the expected share price, if you resign, "
    headline += ", then ".join(_run(*run) for run in runs[:4])
    headline += " (the lead changes more often still)." if len(runs) > 4 else "."
    headline += _odds(offer_a, offer_b, min(months // 12, COUNTED_YEARS), discount_rate)
    shown = sorted({*range(0, months + 1, 6), months})
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="month"),
                Column(name="first, resigned", unit="USD"),
                Column(name="second, resigned", unit="USD"),
                Column(name="first, laid off", unit="USD"),
                Column(name="second, laid off", unit="USD"),
            ),
            rows=tuple((f"{m}", first[m], second[m], out_first[m], out_second[m]) for m in shown),
        ),
        chart=Chart(
            kind="line",
            title="Paid by the month in which you resign",
            summary=headline,
            x_label="months since the start",
            y_label="thousand USD today",
            series=tuple(
                Series(name=name, x=tuple(range(months + 1)), y=tuple(v / 1000 for v in values))
                for name, values in (("first", first), ("second", second))
            ),
        ),
    )


def _odds(offer_a: Offer, offer_b: Offer, years: int, rate: float) -> str:
    """Say how often the first ends ahead over the first year and over the last one counted."""
    found = {
        n: compare(offer_a=offer_a, offer_b=offer_b, years=n, discount_rate=rate)
        for n in sorted({min(1, years), years} - {0})
    }
    if not found:
        return ""
    if found[years].certain:
        return " Nothing is uncertain in these two."
    odds = [
        f"{100 * one.first_higher:.0f}{' of 100 outcomes' * (n == 1)} over {n} year{'s' * (n > 1)}"
        for n, one in found.items()
    ]
    return (
        " With the risks counted, and no clawback, the first ends ahead in"
        f" {' and in '.join(odds)}."
    )


def _lead(difference: float) -> str:
    if abs(difference) < 1:
        return "the two are level"
    return "the first has paid more" if difference > 0 else "the second has paid more"


def _run(lead: str, start: int, end: int) -> str:
    months = f"in month {start}" if start == end else f"in months {start} to {end}"
    return f"{lead} {months}"
