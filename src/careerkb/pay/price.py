"""What a wandering share price does to a grant: one price, and the sum of shares that vest.

Prices are multiples of the price on the grant day, volatility is the yearly standard deviation of
the logarithm, amounts are US dollars.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import NormalDist
from typing import Annotated

from annotated_types import Interval, Len

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Unit, Usd, checked
from careerkb.maths.distribution import SCALE, between
from careerkb.maths.months import worth_by_month
from careerkb.pay.vesting import EVEN, PriceGrowth, monthly_fractions

__all__ = ["SharesValue", "chance_below", "price_answer", "price_quantile", "shares_value"]

Volatility = Annotated[float, Interval(ge=0, le=1.5), Unit("fraction a year, standard deviation")]
Horizon = Annotated[float, Interval(ge=0, le=30), Unit("years")]
Multiple = Annotated[float, Interval(ge=0, le=1e6), Unit("times today's price")]
Share = Annotated[float, Interval(ge=0.001, le=0.999), Unit("probability")]
Amounts = Annotated[Sequence[Annotated[Usd, Interval(ge=0, le=1e14)]], Len(1, 120)]
CERTAIN_BELOW = 0.001
"""Volatility under which the price is taken as certain."""
TAIL = 0.0005
"""Chance of the highest values, which the last cell of a grid holds together."""
NEUTRAL = 0.08
"""Growth at which a share is worth its price today: the discount rate that all pages begin with."""
GROUPS = (0, 1, 2, 3, 6, 9, *range(12, 121, 6))
"""Months between whose ends parts are taken at one price: finer at first, where it moves most."""
NORMAL = NormalDist()


def _drift(growth: float, volatility: float) -> float:
    """Give the yearly mean of the logarithm for which the mean price grows as wanted."""
    return math.log1p(growth) - volatility**2 / 2


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

    Raises:
        ValueError: an argument is out of range.

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

    Raises:
        ValueError: an argument is out of range.

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


@dataclass(frozen=True, kw_only=True, slots=True)
class SharesValue:
    """
    What shares that vest over years may bring in all.

    Args:
        certain_usd: the sum, when the price is certain; otherwise the expected sum.
        nodes: even points of the logarithm of the sum; none when the price is certain.
        reached: the chance to stay at or below each point.
        densities: the chance per unit of the logarithm at each point.
    """

    certain_usd: float
    nodes: tuple[float, ...] = ()
    reached: tuple[float, ...] = ()
    densities: tuple[float, ...] = ()

    @property
    def low_usd(self) -> float:
        """The end of the lowest millionth."""
        if not self.nodes:
            return self.certain_usd
        first = next(i for i, chance in enumerate(self.reached) if chance > 1e-6)
        return math.exp(self.nodes[max(0, first - 1)])

    @property
    def high_usd(self) -> float:
        """The start of the highest 0.05 %."""
        if not self.nodes:
            return self.certain_usd
        return math.exp(next(n for n, c in zip(self.nodes, self.reached, strict=True)
                             if c > 1 - TAIL))  # fmt: skip

    def at_most(self, usd: float) -> float:
        """Give the chance of at most so much."""
        if not self.nodes:
            return 1.0 if usd >= self.certain_usd else 0.0
        return self._chances([math.log(usd) if usd > 0 else -math.inf])[0]

    def _chances(self, logs: Sequence[float]) -> list[float]:
        """Give the chance of at most each of some rising logarithms, by cubics between nodes."""
        nodes, reached = self.nodes, self.reached
        gap = nodes[1] - nodes[0]
        slopes = [density * gap for density in self.densities]
        begin = max(0, bisect_right(nodes, logs[0]) - 1)
        starts = [bisect_left(logs, n) for n in nodes[begin : bisect_right(nodes, logs[-1]) + 1]]
        found = [0.0] * starts[0]
        for cell, (first, last) in enumerate(pairwise(starts), begin):
            node, low, da, db = nodes[cell], reached[cell], slopes[cell], slopes[cell + 1]
            bend = da + db - 2 * (reached[cell + 1] - low)
            turn = reached[cell + 1] - low - da - bend
            found += [
                low + (t := (log - node) / gap) * (da + t * (turn + t * bend))
                for log in logs[first:last]
            ]
        return [*found, *[1.0] * (len(logs) - starts[-1])]

    def on_grid(self, low: float, step: float, ends: Sequence[float]) -> list[int]:
        """
        Give scaled chances on an even grid of dollars, each value to the nearest cell.

        Args:
            low: the first value of the grid.
            step: of the grid.
            ends: logarithms of the dollars at which one cell ends and the next begins.

        Returns:
            One chance a cell, one more than *ends*.
        """
        if not self.nodes:
            return between([(self.certain_usd, 1.0)], low, step, len(ends) + 1)
        reached = [0.0, *self._chances(ends), 1.0]
        return [int((b - a) * SCALE + 0.5) if b > a else 0 for a, b in pairwise(reached)]


@checked
def shares_value(
    *,
    amounts_usd: Amounts,
    growth_fraction: PriceGrowth = NEUTRAL,
    volatility_fraction: Volatility = 0.35,
) -> SharesValue:
    """
    Give the distribution of the sum of shares that vest month by month.

    Args:
        amounts_usd: what vests at the end of month 1, 2 and so on, at the price of the grant day.
        growth_fraction: yearly growth of the mean price.
        volatility_fraction: yearly standard deviation of the logarithm; 0 for none.

    Returns:
        Chances as a smooth function.

    Raises:
        ValueError: an argument is out of range.

    Source:
        The parts of half a year (at first of one and of three months) are taken at the price of
        their mean day, with a volatility that gives the sum the variance of the single months.
        Backwards, what is still to come is
        ``V = amount + R V'``, where the return R is lognormal and independent of V' (Carverhill
        and Clewlow's order of summation): one integral a step over one variable. Even nodes
        half a standard deviation apart integrate a normal kernel to twelve digits.
    """
    return spread_usd(worth_by_month(tuple(amounts_usd), growth_fraction, 0.0), volatility_fraction)


@lru_cache(maxsize=64)
def spread_usd(monthly: tuple[float, ...], volatility: float) -> SharesValue:
    """Give the distribution from what each month's part is expected to be worth."""
    expected = math.fsum(monthly)
    if volatility < CERTAIN_BELOW or expected < 1e-6:
        return SharesValue(certain_usd=expected)
    days, amounts = _together(monthly)
    volatility = _with_same_variance(monthly, days, amounts, volatility)
    logs, masses = [math.log(amounts[-1])], [1.0]
    for day, next_day, amount in zip(days[-2::-1], days[:0:-1], amounts[-2::-1], strict=True):
        spread, drift = _step(volatility, next_day - day)
        nodes = _even(logs, drift, spread, 1.5)
        found = [mass / 1.5 for mass in _normal_sums(nodes, logs, masses, drift, spread)]
        kept = [(node, mass) for node, mass in zip(nodes, found, strict=True) if mass > 1e-6]
        logs = [math.log(math.exp(node) + amount) for node, _ in kept]
        masses = [mass for _, mass in kept]
    spread, drift = _step(volatility, days[0])
    nodes, total = _even(logs, drift, spread, 2.5), math.fsum(masses)
    erf, scale = math.erf, 1 / spread / math.sqrt(2)
    moved = [(y + drift, mass) for y, mass in zip(logs, masses, strict=True)]
    below = [sum([mass * erf((node - y) * scale) for y, mass in moved]) for node in nodes]
    return SharesValue(
        certain_usd=expected,
        nodes=tuple(nodes),
        reached=tuple(0.5 + value / total / 2 for value in below),
        densities=tuple(
            value / total / spread for value in _normal_sums(nodes, logs, masses, drift, spread)
        ),
    )


def _step(volatility: float, years: float) -> tuple[float, float]:
    """Give spread and drift of the logarithm of a price that stays in the mean."""
    return volatility * math.sqrt(years), -(volatility**2) / 2 * years


def _together(monthly: Sequence[float]) -> tuple[list[float], list[float]]:
    """Give the mean day, in years, and the sum of the parts of each group that has any."""
    days, amounts = [], []
    for start, end in pairwise(GROUPS):
        parts = monthly[start:end]
        if (amount := math.fsum(parts)) > 0:
            days.append(
                math.fsum(m * part for m, part in enumerate(parts, start + 1)) / amount / 12
            )
            amounts.append(amount)
    return days, amounts


def _with_same_variance(
    monthly: Sequence[float], days: Sequence[float], amounts: Sequence[float], volatility: float
) -> float:
    """Find the volatility at which the sums of groups vary as those of the months do."""
    months = [(m / 12, part) for m, part in enumerate(monthly, 1) if part > 0]
    if len(months) == len(days):
        return volatility
    goal = _second_moment(months, volatility)
    parts = list(zip(days, amounts, strict=True))
    found = volatility
    for _ in range(2):  # the square of the volatility hardly bends the moment: two steps do
        low, high = (_second_moment(parts, found * (1 + move)) for move in (-1e-4, 1e-4))
        found += found * 2e-4 * (goal - (low + high) / 2) / (high - low)
    return found


def _second_moment(parts: Sequence[tuple[float, float]], volatility: float) -> float:
    """Give the variance of a sum of shares: pairs share the price up to the earlier day."""
    left = math.fsum(amount for _, amount in parts)
    total = 0.0
    for day, amount in parts:
        left -= amount
        total += amount * math.expm1(volatility**2 * day) * (amount + 2 * left)
    return total


def _normal_sums(
    nodes: list[float], logs: list[float], masses: list[float], drift: float, spread: float
) -> list[float]:
    """Spread each mass by a normal step: its standard density at each node, times the mass."""
    exp, kernel, scale = math.exp, -0.5 / spread**2, 1 / math.sqrt(2 * math.pi)
    moved = [(y + drift, m) for y, m in zip(logs, masses, strict=True)]
    return [scale * sum([m * exp(kernel * (d := n - y) * d) for y, m in moved]) for n in nodes]


def _even(logs: Sequence[float], drift: float, spread: float, parts: float) -> list[float]:
    """Give nodes, *parts* to a standard deviation, reaching four and a half of them outside."""
    low, high = logs[0] + drift - 4.5 * spread, logs[-1] + drift + 4.5 * spread
    return [low + i * spread / parts for i in range(math.ceil((high - low) / spread * parts) + 1)]


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

    Raises:
        ValueError: an argument is out of range.

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
