"""What a wandering share price does to a grant: one price, and the sum of shares that vest.

Prices are multiples of the price on the grant day, volatility is the yearly standard deviation of
the logarithm, amounts are US dollars.
"""

from __future__ import annotations

import math
from typing import Annotated

from annotated_types import Interval

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Unit, Usd, checked
from careerkb.pay.schedules import EVEN, monthly_fractions
from careerkb.pay.shares import (
    NEUTRAL,
    NORMAL,
    Horizon,
    SharesValue,
    Volatility,
    _drift,
    shares_value,
)
from careerkb.pay.vesting import PriceGrowth

__all__ = ["chance_below", "price_answer", "price_quantile"]

Multiple = Annotated[float, Interval(ge=0, le=1e6), Unit("times today's price")]
Share = Annotated[float, Interval(ge=0.001, le=0.999), Unit("probability")]


@checked
def price_quantile(
    *,
    share: Share,
    years: Horizon,
    growth_fraction: PriceGrowth = NEUTRAL,
    volatility_fraction: Volatility = 0.35,
) -> float:
    """
    Give the price below which a share of all outcomes lies.

    Args:
        share: of outcomes; 0.5 for the median.
        years: from the grant day.
        growth_fraction: yearly growth of the mean price.
        volatility_fraction: yearly standard deviation of the logarithm; 0 for none.

    Returns:
        A multiple of the price on the grant day.

    Source:
        Geometric Brownian motion, ``exp((ln(1 + g) - s^2/2) t + s sqrt(t) z)``.

    Example:
        >>> from careerkb.pay.price import price_quantile
        >>> [f"{price_quantile(share=q, years=4):.2f}" for q in (0.1, 0.5, 0.9)]
        ['0.43', '1.06', '2.61']
    """
    wander = volatility_fraction * math.sqrt(years) * NORMAL.inv_cdf(share)
    return math.exp(_drift(growth_fraction, volatility_fraction) * years + wander)


@checked
def chance_below(
    *,
    multiple: Multiple,
    years: Horizon,
    growth_fraction: PriceGrowth = NEUTRAL,
    volatility_fraction: Volatility = 0.35,
) -> float:
    """
    Give the chance that the price stands at or below a multiple of today's.

    Args:
        multiple: of the price on the grant day.
        years: from the grant day.
        growth_fraction: yearly growth of the mean price.
        volatility_fraction: yearly standard deviation of the logarithm; 0 for none.

    Returns:
        A probability.

    Source:
        The normal distribution of the logarithm; see `price_quantile`.
    """
    if multiple == 0:
        return 0.0
    spread = volatility_fraction * math.sqrt(years)
    distance = math.log(multiple) - _drift(growth_fraction, volatility_fraction) * years
    if spread < 1e-9:
        return 1.0 if distance >= -1e-12 else 0.0
    return NORMAL.cdf(distance / spread)


@checked
def price_answer(
    *,
    grant_usd: Usd = 600_000,
    growth_fraction: PriceGrowth = NEUTRAL,
    volatility_fraction: Volatility = 0.35,
) -> Answer:
    """
    Show what an even four-year grant may bring, and the price behind it.

    Args:
        grant_usd: value of the grant at the price of the grant day.
        growth_fraction: yearly growth of the mean price.
        volatility_fraction: yearly standard deviation of the logarithm; 0 for none.

    Returns:
        The middle 80 % of the sum as a sentence, the price at the end of each year as a table and
        as a band.

    Source:
        `price_quantile` and `shares_value`, undiscounted.
    """
    value = shares_value(
        amounts_usd=[grant_usd * part for part in monthly_fractions(schedule=EVEN)],
        growth_fraction=growth_fraction,
        volatility_fraction=volatility_fraction,
    )
    low, high = (_usd_at(value, share) for share in (0.1, 0.9))
    headline = (
        f"A grant of {grant_usd:,.0f} dollars over four years brings {value.certain_usd:,.0f} on"
        f" average; in 8 of 10 outcomes it brings between {low:,.0f} and {high:,.0f}."
    )
    years = (0, 1, 2, 3, 4)
    bands = [
        [
            price_quantile(
                share=share,
                years=year,
                growth_fraction=growth_fraction,
                volatility_fraction=volatility_fraction,
            )
            for year in years
        ]
        for share in (0.1, 0.5, 0.9)
    ]
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="after year"),
                Column(name="one in ten below", unit="times", decimals=2),
                Column(name="median", unit="times", decimals=2),
                Column(name="one in ten above", unit="times", decimals=2),
            ),
            rows=tuple((f"{year}", *row) for year, *row in zip(years, *bands, strict=True)),
        ),
        chart=Chart(
            kind="line",
            title="Share price as a multiple of the grant day's",
            summary=headline,
            x_label="years since the grant",
            y_label="times the first price",
            series=(
                Series(
                    name="median",
                    x=years,
                    y=tuple(bands[1]),
                    low=tuple(bands[0]),
                    high=tuple(bands[2]),
                ),
            ),
        ),
    )


def _usd_at(value: SharesValue, share: float) -> float:
    """Find the sum that a share of outcomes stays below, by halving."""
    low, high = value.low_usd / 2, value.high_usd * 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if value.at_most(middle) < share else (low, middle)
    return high
