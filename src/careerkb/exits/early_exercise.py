"""Exercising before options vest: the election that goes with it, and the limit on ISOs.

Amounts are US dollars, prices dollars a share, federal tax only. Education and not advice.
"""

from __future__ import annotations

from typing import Annotated, Any

from annotated_types import Interval

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.exits.options import tax_at_exercise_usd, tax_at_sale_usd
from careerkb.exits.stock_grant import Grant
from careerkb.inputs import Unit, Usd, checked
from careerkb.pay.itemizing import FILER, Filing

__all__ = ["early_exercise_answer", "incentive_shares_by_year", "left_usd", "vesting_tax_usd"]

Shares = Annotated[float, Interval(ge=100, le=1e8), Unit("shares")]
Price = Annotated[float, Interval(ge=0, le=1e5), Unit("USD a share")]
Value = Annotated[float, Interval(ge=1e-4, le=1e5), Unit("USD a share")]
MonthOfYear = Annotated[int, Interval(ge=1, le=12), Unit("month of the year")]
LIMIT = 100_000
MONTHS, CLIFF = 48, 12


@checked
def incentive_shares_by_year(
    *, shares: Shares, grant_value_usd: Value, start_month: MonthOfYear = 1, early: bool = False
) -> tuple[float, ...]:
    """
    Give how many options of each calendar year keep the treatment of incentive options.

    Args:
        shares: options of the grant, vesting over four years by month with a cliff of one.
        grant_value_usd: fair value of a share on the day of the grant.
        start_month: calendar month in which vesting starts, 1 for January.
        early: whether all of them may be exercised from the first day.

    Returns:
        Shares by calendar year, the first being that of the grant; the rest are taxed as NSO.

    Source:
        26 USC 422(d): up to 100,000 dollars, by value at the grant, first exercisable in a year.

    Example:
        >>> from careerkb.exits.early_exercise import incentive_shares_by_year
        >>> incentive_shares_by_year(shares=80_000, grant_value_usd=6, early=True)
        (16666.666666666668, 0.0, 0.0, 0.0, 0.0)
    """
    years = [0.0] * (MONTHS // 12 + 1)
    for month in range(CLIFF, MONTHS + 1):
        part = CLIFF / MONTHS if month == CLIFF else 1 / MONTHS
        years[0 if early else (start_month - 1 + month) // 12] += part * shares
    return tuple(min(one, LIMIT / grant_value_usd) for one in years)


def _grant(shares: float, strike: float, value: float, sale: float) -> Grant:
    return Grant(kind="NSO", shares=shares, strike_usd=strike, fair_value_usd=value, sale_usd=sale)


@checked
def vesting_tax_usd(
    *,
    shares: Shares,
    strike_usd: Price,
    value_now_usd: Price,
    value_vested_usd: Price,
    wages_usd: Usd,
    elects: bool = True,
    filer: Filing = FILER,
) -> float:
    """
    Give the tax before any sale, of shares bought before they vest.

    Args:
        shares: options other than incentive ones, exercised before they vest.
        strike_usd: price of one.
        value_now_usd: fair value of a share on that day.
        value_vested_usd: fair value as they vest, the mean of four equal years.
        wages_usd: your other wages of each year.
        elects: whether you file the election under section 83(b) within thirty days.

    Returns:
        Dollars, at once with the election, over four years without.

    Source:
        26 USC 83(a) and (b): the spread is wages as the shares vest, or on the day of the
        exercise if you elect.
    """
    place: dict[str, Any] = {"wages_usd": wages_usd, "filer": filer}
    if elects:
        now = _grant(shares, strike_usd, value_now_usd, 0.0)
        return tax_at_exercise_usd(grant=now, **place)
    years = MONTHS // 12
    part = _grant(shares / years, strike_usd, value_vested_usd, 0.0)
    return years * tax_at_exercise_usd(grant=part, **place)


@checked
def left_usd(
    *,
    shares: Shares,
    strike_usd: Price,
    value_now_usd: Price,
    value_vested_usd: Price,
    sale_usd: Price,
    wages_usd: Usd,
    elects: bool = True,
    filer: Filing = FILER,
) -> float:
    """
    Give what a sale leaves after everything has vested and been held for more than a year.

    Args:
        shares: options other than incentive ones, exercised before they vest.
        strike_usd: price of one.
        value_now_usd: fair value of a share on the day of the exercise.
        value_vested_usd: fair value as they vest, the mean of four equal years.
        sale_usd: price at which you sell all of them.
        wages_usd: your other wages of each year.
        elects: whether you file the election under section 83(b) within thirty days.

    Returns:
        Dollars; negative where the shares bring less than they cost.

    Source:
        Sale less cost, `vesting_tax_usd`, and the tax on the gain over what was taxed as wages.
    """
    place: dict[str, Any] = {"wages_usd": wages_usd, "filer": filer}
    tax = vesting_tax_usd(
        shares=shares,
        strike_usd=strike_usd,
        value_now_usd=value_now_usd,
        value_vested_usd=value_vested_usd,
        elects=elects,
        **place,
    )
    taxed = _grant(shares, strike_usd, value_now_usd if elects else value_vested_usd, sale_usd)
    return shares * (sale_usd - strike_usd) - tax - tax_at_sale_usd(grant=taxed, **place)


@checked
def early_exercise_answer(
    *,
    shares: Shares = 40_000,
    strike_usd: Price = 0.5,
    value_now_usd: Price = 0.5,
    value_vested_usd: Price = 4.0,
    sale_usd: Price = 15.0,
    wages_usd: Usd = 245_000,
    filer: Filing = FILER,
) -> Answer:
    """
    Show what the election under section 83(b) changes.

    Args:
        shares: options other than incentive ones, exercised before they vest.
        strike_usd: price of one.
        value_now_usd: fair value of a share on the day of the exercise.
        value_vested_usd: fair value as they vest, the mean of four equal years.
        sale_usd: price at which you sell all of them.
        wages_usd: your other wages of each year.

    Returns:
        What both ways leave as a sentence; cost, taxes and what is left as rows; what is left by
        sale price as lines.

    Source:
        `vesting_tax_usd` and `left_usd`.
    """
    terms: dict[str, Any] = {
        "shares": shares,
        "strike_usd": strike_usd,
        "value_now_usd": value_now_usd,
        "value_vested_usd": value_vested_usd,
        "wages_usd": wages_usd,
        "filer": filer,
    }
    ways = (("with the election", True), ("without it", False))
    cost = shares * strike_usd
    taxes = [vesting_tax_usd(elects=elects, **terms) for _, elects in ways]
    left = [left_usd(elects=elects, sale_usd=sale_usd, **terms) for _, elects in ways]
    apart = left[0] - left[1]
    headline = (
        f"With the election {taxes[0]:,.0f} dollars of tax are due at once, without it"
        f" {taxes[1]:,.0f} as the shares vest; a sale at {sale_usd:,.2f} then leaves"
        f" {abs(apart):,.0f} {'more' if apart >= 0 else 'less'} with it."
    )
    prices = tuple(max(sale_usd, 1.0) * i / 20 for i in range(21))
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="way"),
                *(
                    Column(name=name, unit="USD")
                    for name in ("exercise", "tax before the sale", "tax at the sale", "left")
                ),
            ),
            rows=tuple(
                (name, cost, tax, shares * sale_usd - cost - tax - rest, rest)
                for (name, _), tax, rest in zip(ways, taxes, left, strict=True)
            ),
        ),
        chart=Chart(
            kind="line",
            title="What is left, by the price at which you sell",
            summary=headline,
            x_label="USD a share",
            y_label="thousand USD",
            series=tuple(
                Series(
                    name=name,
                    x=prices,
                    y=tuple(
                        left_usd(elects=elects, sale_usd=price, **terms) / 1000 for price in prices
                    ),
                )
                for name, elects in ways
            ),
            reference=0.0,
            reference_label="neither gain nor loss",
        ),
    )
