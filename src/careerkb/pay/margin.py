"""Unit economics of serving: what a margin asks of the cost of a request, and what it is worth.

Prices and costs are US dollars a request, margins fractions of revenue.
"""

from __future__ import annotations

from typing import Annotated

from annotated_types import Interval

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Fraction, Unit, checked

__all__ = [
    "cost_allowed_usd",
    "gross_margin",
    "margin_answer",
    "request_cost_usd",
    "yearly_revenue_usd",
    "yearly_saving_usd",
]

Price = Annotated[float, Interval(ge=1e-9, le=1_000), Unit("USD a request")]
Cost = Annotated[float, Interval(ge=0, le=1_000), Unit("USD a request")]
PerMillion = Annotated[float, Interval(ge=0, le=10_000), Unit("USD per million tokens")]
Requests = Annotated[float, Interval(ge=1, le=1e12), Unit("requests a day")]
Tokens = Annotated[float, Interval(ge=1, le=1e7), Unit("tokens a request")]
DAYS = 365


@checked
def request_cost_usd(*, tokens: Tokens, usd_per_million: PerMillion) -> float:
    """
    Give the cost of one request from its tokens.

    Args:
        tokens: read and written, in one request.
        usd_per_million: cost of a million of them; see `careerkb.work.serving`.

    Returns:
        Dollars a request.
    """
    return tokens * usd_per_million / 1e6


@checked
def gross_margin(*, price_usd: Price, cost_usd: Cost) -> float:
    """
    Give the share of the price that is left after the cost of serving.

    Args:
        price_usd: what a request earns.
        cost_usd: what it costs to serve.

    Returns:
        A fraction; negative when each request loses money.

    Source:
        ``1 - cost / price``.
    """
    return 1 - cost_usd / price_usd


@checked
def cost_allowed_usd(*, price_usd: Price, margin: Fraction) -> float:
    """
    Give the cost of a request that leaves a margin.

    Args:
        price_usd: what a request earns.
        margin: the share that is to be left.

    Returns:
        Dollars a request.

    Source:
        ``price * (1 - margin)``.

    Example:
        >>> from careerkb.pay.margin import cost_allowed_usd
        >>> f"{cost_allowed_usd(price_usd=0.002, margin=0.99):.6f}"
        '0.000020'
    """
    return price_usd * (1 - margin)


@checked
def yearly_revenue_usd(*, requests_per_day: Requests, price_usd: Price) -> float:
    """
    Give a year's revenue.

    Args:
        requests_per_day: served every day.
        price_usd: what a request earns.

    Returns:
        Dollars for 365 days.
    """
    return DAYS * requests_per_day * price_usd


@checked
def yearly_saving_usd(
    *, requests_per_day: Requests, cost_usd: Cost, cut_fraction: Fraction
) -> float:
    """
    Give what a cheaper request saves in a year.

    Args:
        requests_per_day: served every day.
        cost_usd: of a request before the cut.
        cut_fraction: share of the cost that the work saves.

    Returns:
        Dollars for 365 days.
    """
    return DAYS * requests_per_day * cost_usd * cut_fraction


@checked
def margin_answer(
    *,
    requests_per_day: Requests = 1e9,
    tokens: Tokens = 1_000,
    usd_per_million: PerMillion = 1.98,
    margin: Fraction = 0.99,
) -> Answer:
    """
    Show which price a margin asks for, beside the margins that are reported.

    Args:
        requests_per_day: served every day.
        tokens: read and written, in one request.
        usd_per_million: cost of a million of them.
        margin: the margin to reach, below 1.

    Returns:
        The price and the revenue it implies as a sentence; the same at each reported margin as
        rows and bars.

    Raises:
        ValueError: the margin leaves nothing for the cost.

    Source:
        `cost_allowed_usd` the other way round, and `margins.toml`.
    """
    cost = request_cost_usd(tokens=tokens, usd_per_million=usd_per_million)
    asked = min(margin, 1 - 1e-6)
    named = {f"asked for, {margin:.0%}": asked}
    named |= {
        row["who"]: (row["low_fraction"] + row["high_fraction"]) / 2 for row in data.rows("margins")
    }
    rows = []
    for who, share in named.items():
        price = cost / (1 - share)
        rows.append((who, 100 * share, 1_000 * price, DAYS * requests_per_day * price / 1e9))
    headline = (
        f"A margin of {margin:.0%} on {requests_per_day:,.0f} requests a day that cost"
        f" {1_000 * cost:,.2f} dollars a thousand means a price {1 / (1 - asked):,.0f} times the"
        f" cost and {rows[0][3]:,.1f} billion dollars of revenue a year."
    )
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="margin"),
                Column(name="gross margin", unit="%", decimals=1),
                Column(name="price", unit="USD per thousand requests", decimals=2),
                Column(name="revenue", unit="billion USD a year", decimals=2),
            ),
            rows=tuple(rows),
        ),
        chart=Chart(
            kind="bar",
            title="Gross margins: the one asked for and the reported ones",
            summary=headline,
            x_label="who",
            y_label="% of revenue",
            series=(
                Series(
                    name="gross margin", x=tuple(named), y=tuple(100 * m for m in named.values())
                ),
            ),
        ),
    )
