"""Criteria and their weights: points for a swing, or the middle of all that keep a ranking."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Literal

from annotated_types import Interval, Len

from careerkb.inputs import Number, Text, Unit, checked, record, refusal

__all__ = ["Criterion", "option_values", "rank_order_weights"]

Swing = Annotated[
    float, Interval(ge=0, le=100), Unit("points, 100 for the swing that matters most")
]
Levels = Annotated[Sequence[Number], Len(2, 5)]
Criteria8 = Annotated[Sequence["Criterion"], Len(1, 8)]
HowMany = Annotated[int, Interval(ge=1, le=8), Unit("criteria")]
Method = Literal["your points", "your ranking only"]


@record
class Criterion:
    """
    One thing you care about, and how each option does in it.

    Args:
        name: what it is.
        worst: the worst level that you would still consider, in any unit.
        best: the best that you could hope for; it may be the smaller number.
        swing: how much going from the worst to the best matters, in points; 100 for the swing
            that matters most.
        levels: what each option offers, in the same unit and in the order of the options.

    Raises:
        ValueError: worst and best are equal, or a level lies outside them.
    """

    name: Text
    worst: Number
    best: Number
    swing: Swing
    levels: Levels

    def __post_init__(self) -> None:
        """Refuse a scale without length, and a level outside it."""
        object.__setattr__(self, "levels", tuple(self.levels))
        if self.worst == self.best:
            raise refusal("best", self.best, f"another level than worst, {self.worst:g}")
        low, high = sorted((self.worst, self.best))
        for number, level in enumerate(self.levels):
            if not low <= level <= high:
                cause = "widen worst or best, or mend the level"
                raise refusal(f"levels[{number}]", level, f"from {low:g} to {high:g}", cause)

    def values(self) -> tuple[float, ...]:
        """Give each option's value: 0 at the worst, 1 at the best, straight in between."""
        return tuple((level - self.worst) / (self.best - self.worst) for level in self.levels)


EXAMPLE = (
    Criterion(
        name="money, thousand dollars a year", worst=200, best=600, swing=70, levels=(380, 450)
    ),
    Criterion(name="what you learn, 0 to 10", worst=0, best=10, swing=100, levels=(8, 5)),
    Criterion(name="hours a week", worst=65, best=40, swing=50, levels=(55, 48)),
    Criterion(name="doors it opens, 0 to 10", worst=0, best=10, swing=60, levels=(7, 6)),
)
"""An illustration with round levels, all of it assumed."""


@checked
def rank_order_weights(*, count: HowMany) -> tuple[float, ...]:
    """
    Give the weights that a ranking alone suggests: the middle of all that keep it.

    Args:
        count: of criteria, ranked from the first.

    Returns:
        Weights from the first to the last.

    Raises:
        ValueError: the count is out of range.

    Source:
        Rank-order centroid, Edwards and Barron 1994: ``w_i = (1/n) Σ_{k=i..n} 1/k``.

    Example:
        >>> from careerkb.decide.weights import rank_order_weights
        >>> [f"{weight:.3f}" for weight in rank_order_weights(count=3)]
        ['0.611', '0.278', '0.111']
    """
    parts = [1 / (count * place) for place in range(1, count + 1)]
    return tuple(math.fsum(parts[place:]) for place in range(count))


@checked
def option_values(*, criteria: Criteria8, method: Method = "your points") -> tuple[float, ...]:
    """
    Give the value of each option, from 0 to 1.

    Args:
        criteria: with the levels of all options.
        method: weights from your points, or the middle of all that keep their ranking.

    Returns:
        One value an option, in their order.

    Raises:
        ValueError: all points are zero, or criteria have levels for different numbers of options.

    Source:
        The additive value model, ``V = Σ w v``, with swing weights (Edwards and Barron 1994).
    """
    return _totals(_weights(criteria, method), criteria)


def _weights(criteria: Sequence[Criterion], method: Method) -> list[float]:
    """Give weights that sum to 1; criteria of equal points share the weights of their ranks."""
    _check_levels(criteria)
    swings = [each.swing for each in criteria]
    total = math.fsum(swings)
    if not total:
        raise refusal("swing", 0, "above 0 for at least one criterion")
    if method == "your points":
        return [swing / total for swing in swings]
    order = sorted(swings, reverse=True)
    by_rank = rank_order_weights(count=len(criteria))
    shared = {
        swing: math.fsum(by_rank[i] for i, s in enumerate(order) if s == swing) / order.count(swing)
        for swing in set(swings)
    }
    return [shared[swing] for swing in swings]


def _check_levels(criteria: Sequence[Criterion]) -> None:
    counts = sorted({len(each.levels) for each in criteria})
    if len(counts) > 1:
        allowed = "criteria with as many levels as there are options, the same in each"
        raise refusal("criteria", counts, allowed, "some name more options than others")


def _totals(weights: Sequence[float], criteria: Sequence[Criterion]) -> tuple[float, ...]:
    columns = zip(*(each.values() for each in criteria), strict=True)
    return tuple(math.fsum(map(float.__mul__, weights, column)) for column in columns)
