"""The minimum tax of kept incentive options, and the years in which it comes back.

Amounts are US dollars, federal tax only. Education and not advice.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Annotated, Any

from annotated_types import Interval

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Unit, Usd, YearlyPayUsd, checked
from careerkb.pay.itemizing import FILER, Filing
from careerkb.pay.tax import (
    alternative_minimum_tax_usd,
    income_tax_usd,
    tentative_minimum_usd,
)

__all__ = ["credit_by_year_usd", "minimum_tax_credit_answer"]

Horizon = Annotated[int, Interval(ge=1, le=40), Unit("years")]


@checked
def credit_by_year_usd(
    *,
    paid_usd: Usd,
    wages_usd: Usd,
    years: Horizon = 10,
    filer: Filing = FILER,
) -> tuple[float, ...]:
    """
    Give what comes back of the minimum tax in each later year without options or gains.

    Args:
        paid_usd: minimum tax paid on incentive options.
        wages_usd: wages of each later year.
        years: how many later years.

    Returns:
        Dollars of each year, until all of it is back.

    Source:
        26 USC 53: the regular tax less the tentative minimum tax, or what is left of the credit.

    Example:
        >>> from careerkb.exits.minimum_tax_credit import credit_by_year_usd
        >>> found = credit_by_year_usd(paid_usd=20_000, wages_usd=180_000, years=3)
        >>> [round(usd) for usd in found]
        [8560, 8560, 2880]
    """
    room = income_tax_usd(wages_usd=wages_usd, filer=filer) - tentative_minimum_usd(
        earned=wages_usd, gains=0.0, filer=filer
    )
    used, left = [], paid_usd
    for _ in range(years):
        used.append(min(left, max(0.0, room)))
        left -= used[-1]
    return tuple(used)


@checked
def minimum_tax_credit_answer(
    *,
    spread_usd: Usd = 400_000,
    wages_usd: YearlyPayUsd = 180_000,
    years: Horizon = 15,
    filer: Filing = FILER,
) -> Answer:
    """
    Show the minimum tax of an exercise, and how it comes back while the shares are kept.

    Args:
        spread_usd: value less price paid of incentive options exercised and kept.
        wages_usd: wages of that year and of each later one.
        years: how many later years.

    Returns:
        What is paid and what is back by the end as a sentence; each year as a row; what is still
        out as a line.

    Source:
        `careerkb.pay.tax.alternative_minimum_tax_usd` and `credit_by_year_usd`.
    """
    place: dict[str, Any] = {"wages_usd": wages_usd, "filer": filer}
    paid = alternative_minimum_tax_usd(incentive_stock_option_spread_usd=spread_usd, **place)
    back = credit_by_year_usd(paid_usd=paid, years=years, **place)
    out = [paid - sum_ for sum_ in accumulate(back, initial=0.0)]
    headline = (
        f"Keeping the shares brings {paid:,.0f} dollars of minimum tax; {sum(back):,.0f} of it come"
        f" back within {years} year{'s' * (years > 1)} of such wages"
        + (f", {back[0]:,.0f} in the first." if paid else ".")
    )
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="year after"),
                Column(name="comes back", unit="USD"),
                Column(name="still out", unit="USD"),
            ),
            rows=tuple(
                (str(number), one, rest)
                for number, (one, rest) in enumerate(zip(back, out[1:], strict=True), 1)
            ),
        ),
        chart=Chart(
            kind="line",
            title="Minimum tax that has not come back",
            summary=headline,
            x_label="years after the exercise",
            y_label="thousand USD",
            series=(
                Series(
                    name="still out",
                    x=tuple(range(years + 1)),
                    y=tuple(usd / 1000 for usd in out),
                ),
            ),
        ),
    )
