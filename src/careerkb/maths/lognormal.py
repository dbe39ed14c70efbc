"""Chances of a positive sum, held by its logarithm, and what one lognormal step makes of them.

Points are pairs of a logarithm and its chance; chances need not sum to 1.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise

from careerkb.inputs import refusal

__all__ = ["Points", "Sums", "moved", "raised"]

Points = list[tuple[float, float]]
CERTAIN_BELOW = 0.01
"""Standard deviation under which a step is taken as certain."""
REACH = 6.0
"""Standard deviations that a step reaches to either side."""
SMALLEST = 1e-13
"""Chances below this are left out."""


def moved(points: Points, drift: float, spread: float, parts: float = 2.0) -> Points:
    """
    Multiply by a lognormal ratio: every logarithm moves by a normal step.

    Args:
        points: logarithms and chances.
        drift: mean of the step.
        spread: its standard deviation; below 0.01 the step is certain.
        parts: nodes to a standard deviation. Two integrate a normal kernel to twelve digits; more
            are for reading between them.

    Returns:
        Points on even nodes, or the same points moved.

    Source:
        The density of a sum with a normal step, sampled on even nodes: the trapezoidal rule, whose
        error for a normal kernel falls faster than any power of the distance.
    """
    if not points or spread < CERTAIN_BELOW:
        return _merged((log + drift, mass) for log, mass in points)
    gap = spread / parts
    low = min(points)[0] + drift - REACH * spread
    size = math.ceil((max(points)[0] + drift + REACH * spread - low) / gap) + 1
    found = [0.0] * size
    exp, half = math.exp, -0.5 / parts**2
    height = 1 / parts / math.sqrt(2 * math.pi)
    window = math.ceil(REACH * parts)
    for log, mass in points:
        place = (log + drift - low) / gap
        first = max(0, round(place) - window)
        for node in range(first, min(size, first + 2 * window + 1)):
            found[node] += mass * height * exp(half * (node - place) ** 2)
    return [(low + node * gap, mass) for node, mass in enumerate(found) if mass > SMALLEST]


def raised(points: Points, amount: float) -> Points:
    """
    Add a certain amount.

    Args:
        points: logarithms and chances.
        amount: not negative.

    Returns:
        Points in the same order.
    """
    return [(math.log(math.exp(log) + amount), mass) for log, mass in points] if amount else points


def _merged(points: Iterable[tuple[float, float]]) -> Points:
    """Add the chances of equal logarithms."""
    found: dict[float, tuple[float, float]] = {}
    for log, mass in points:
        key = round(log, 11)
        found[key] = (log, found.get(key, (log, 0.0))[1] + mass)
    return sorted(found.values())


@dataclass(frozen=True, kw_only=True, slots=True)
class Sums:
    """
    Sums above zero with their chances, and the chance of nothing.

    Args:
        nothing: the chance that not a dollar comes.
        values: rising sums above zero.
        chances: of each; with *nothing* they sum to 1.
    """

    nothing: float = 0.0
    values: tuple[float, ...] = ()
    chances: tuple[float, ...] = ()

    @classmethod
    def of(cls, nothing: float, points: Points, scale: float) -> Sums:
        """Read points as sums of so many dollars each, and make the chances sum to 1."""
        total = nothing + math.fsum(mass for _, mass in points)
        ordered = sorted(points)
        return cls(
            nothing=nothing / total,
            values=tuple(scale * math.exp(log) for log, _ in ordered),
            chances=tuple(mass / total for _, mass in ordered),
        )

    def at_most(self, value: float) -> float:
        """Give the chance of at most so much; a sum counts half at its own place."""
        if value < 0:
            return 0.0
        parts = zip(self.values, self.chances, strict=True)
        found = [chance if each < value else chance / 2 for each, chance in parts if each <= value]
        return min(1.0, self.nothing + math.fsum(found))

    def quantile(self, share: float) -> float:
        """Give the sum that a share of outcomes stays below, read between the values."""
        if share <= self.nothing or not self.values:
            return 0.0
        reached = list(accumulate(self.chances, initial=self.nothing))
        middles = [(low + high) / 2 for low, high in pairwise(reached)]
        after = min(bisect_left(middles, share), len(middles) - 1)
        before = max(0, after - 1)
        gap = middles[after] - middles[before]
        part = min(1.0, max(0.0, (share - middles[before]) / gap)) if gap > 0 else 1.0
        return self.values[before] + part * (self.values[after] - self.values[before])

    def certain(self, other_wealth: float, risk_aversion: float) -> float:
        """
        Give the sum for certain that serves as well as this chance of more.

        Args:
            other_wealth: what is owned besides, at least 1.
            risk_aversion: how much a risk weighs, 0 to 10: not at all at 0, 2 is often assumed.

        Returns:
            A sum in the unit of the values.

        Source:
            Constant relative risk aversion: the certain wealth with the same mean of
            ``wealth^(1 - a)``, or of its logarithm at 1.
        """
        if not other_wealth >= 1:
            raise refusal("other_wealth", other_wealth, "at least 1")
        if not 0 <= risk_aversion <= 10:
            raise refusal("risk_aversion", risk_aversion, "a number from 0 to 10")
        power = 1 - risk_aversion
        outcomes = [(self.nothing, 0.0), *zip(self.chances, self.values, strict=True)]
        ratios = [(chance, math.log1p(value / other_wealth)) for chance, value in outcomes]
        if abs(power) < 1e-9:
            log = math.fsum(chance * ratio for chance, ratio in ratios)
        else:
            log = math.log(math.fsum(c * math.exp(power * ratio) for c, ratio in ratios)) / power
        return other_wealth * math.expm1(log)
