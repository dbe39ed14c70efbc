"""What an offer may turn out to be worth: share price, refreshers, promotion and layoff at once.

Amounts are US dollars today, before tax, divided by the cost of living; years run from the start.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Rate, checked
from careerkb.pay.offers import (
    Offer,
)
from careerkb.pay.worth import Horizon, expected_value_usd, value_distribution

__all__ = ["risk_answer"]

EXAMPLE = Offer(
    base_usd=245_000,
    bonus_fraction=0.15,
    sign_on_usd=75_000,
    grant_usd=600_000,
    refresher_usd=100_000,
    refresher_probability=0.7,
    volatility_fraction=0.35,
    layoff_probability=0.04,
    severance_months=3,
    promotion_probability=0.15,
)
"""An illustration: the round terms of the offers page with an outlook, all of it assumed."""


@checked
def risk_answer(
    *, offer: Offer = EXAMPLE, years: Horizon = 4, discount_rate: Rate = 0.08
) -> Answer:
    """
    Show how far each risk alone, and all together, spread the worth of an offer.

    Args:
        offer: its terms and your outlook.
        years: how long you would stay if nobody stops you.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        Mean and middle 80 % of the worth as a sentence; each risk alone as a row, and as a dot
        with its range.

    Source:
        `value_distribution` with the other risks set to their mean or to none.
    """
    calm: dict[str, Any] = {
        "volatility_fraction": 0.0,
        "refresher_probability": 1.0,
        "refresher_usd": offer.refresher_usd * offer.refresher_probability,
        "layoff_probability": 0.0,
        "promotion_probability": 0.0,
    }
    risks = {
        "share price": ("volatility_fraction",),
        "refreshers": ("refresher_usd", "refresher_probability"),
        "layoff": ("layoff_probability",),
        "promotion": ("promotion_probability",),
        "all together": tuple(calm),
    }
    rows: list[tuple[str, float, float, float]] = []
    for name, terms in risks.items():
        changed = {term: value for term, value in calm.items() if term not in terms}
        found = value_distribution(
            offer=replace(offer, **changed), years=years, discount_rate=discount_rate
        )
        low, middle, high = (usd / 1000 for usd in found.quantiles((0.1, 0.5, 0.9)))
        rows.append((name, low, middle, high))
    _, low, _, high = rows[-1]
    mean = expected_value_usd(offer=offer, years=years, discount_rate=discount_rate) / 1000
    headline = (
        f"Over {years} year{'s' * (years > 1)} the offer is worth {mean:,.0f} thousand dollars"
        f" today on average, and between {low:,.0f} and {high:,.0f} in 8 of 10 outcomes."
    )
    names, lows, middles, highs = zip(*rows, strict=True)
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="what is uncertain"),
                Column(name="one in ten below", unit="thousand USD today"),
                Column(name="median", unit="thousand USD today"),
                Column(name="one in ten above", unit="thousand USD today"),
            ),
            rows=tuple(rows),
        ),
        chart=Chart(
            kind="dot",
            title="Worth of the offer with each risk alone",
            summary=headline,
            x_label="what is uncertain",
            y_label="thousand USD today, median and middle 8 of 10",
            series=(Series(name="worth", x=names, y=middles, low=lows, high=highs),),
        ),
    )
