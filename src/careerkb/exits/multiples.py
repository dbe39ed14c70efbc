"""What investors get back: the odds of each multiple, by two sets of published outcomes."""

from __future__ import annotations

import math
from typing import Annotated, Literal

from annotated_types import Interval

from careerkb import data
from careerkb.inputs import Unit, checked

__all__ = ["multiple_chance", "multiple_quantile"]

Multiple = Annotated[float, Interval(ge=0, le=1_000), Unit("times the investment")]
Quantile = Annotated[float, Interval(ge=0, le=1), Unit("probability")]
Odds = Literal["later stages", "all stages"]


def _bands(odds: str) -> list[tuple[float, float, float]]:
    rows = (row for row in data.rows("outcomes") if row["odds"] == odds)
    return [(row["chance"], row["low_multiple"], row["high_multiple"]) for row in rows]


def _part(low: float, high: float, multiple: float) -> float:
    """Give the part of a band below a multiple: even from zero, else even in the logarithm."""
    if high == 0:
        return 1.0 if multiple > 0 else 0.0
    inside = min(max(multiple, low), high)
    if low == 0:
        return inside / high
    return math.log(inside / low) / math.log(high / low)


@checked
def multiple_chance(*, at_least: Multiple, odds: Odds = "later stages") -> float:
    """
    Give the chance that a financing returns at least a multiple to its investor.

    Args:
        at_least: of the sum put in.
        odds: of each dollar of a decade of exits, which leans to late rounds, or of each financing
            of all stages, which leans to early ones.

    Returns:
        A probability.

    Source:
        `outcomes.toml`; within a band even in the logarithm, in the one from zero even, both
        assumptions.

    Example:
        >>> from careerkb.exits.multiples import multiple_chance
        >>> [round(multiple_chance(at_least=m, odds="all stages"), 2) for m in (1, 5, 10)]
        [0.35, 0.1, 0.04]
    """
    return math.fsum(c * (1 - _part(low, high, at_least)) for c, low, high in _bands(odds))


@checked
def multiple_quantile(*, quantile: Quantile, odds: Odds = "later stages") -> float:
    """
    Give the multiple that a share of financings stays below.

    Args:
        quantile: the share.
        odds: as for `multiple_chance`.

    Returns:
        A multiple of the sum put in.

    Source:
        Inverse of `multiple_chance`.
    """
    left = float(quantile)
    for chance, low, high in _bands(odds):
        if left <= chance:
            part = left / chance
            return part * high if low == 0 else low * (high / low) ** part
        left -= chance
    return _bands(odds)[-1][2]
