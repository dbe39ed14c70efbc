"""What shares that vest over time may bring in all: the sum of a wandering price."""

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

from careerkb.inputs import Unit, Usd, checked
from careerkb.maths.distribution import SCALE, between
from careerkb.maths.months import worth_by_month
from careerkb.pay.vesting import PriceGrowth

__all__ = ["SharesValue", "shares_value"]

Volatility = Annotated[float, Interval(ge=0, le=1.5), Unit("fraction a year, standard deviation")]
Horizon = Annotated[float, Interval(ge=0, le=30), Unit("years")]
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
