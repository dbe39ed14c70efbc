"""The mean over one normal factor that several results share: the integral of a one-factor model.

Chances are fractions; a factor is in standard deviations.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from statistics import NormalDist

__all__ = ["below", "mean_over_factor"]

NORMAL = NormalDist()


def below(score: float) -> float:
    """
    Give the chance that a standard normal value is below a score.

    Args:
        score: in standard deviations.

    Returns:
        A probability, accurate in both tails.

    Source:
        ``Φ(x) = erfc(-x/√2)/2``.

    Example:
        >>> from careerkb.maths.shared_factor import below
        >>> below(0), f"{below(-10):.3e}"
        (0.5, '7.620e-24')
    """
    return math.erfc(-score / math.sqrt(2)) / 2


def mean_over_factor(
    value: Callable[[Sequence[float]], float],
    chances: Sequence[float],
    correlation: float,
    degree: int,
) -> float:
    """
    Average a function of several chances over the factor that moves them all.

    Args:
        value: given the chances that hold for one value of the factor, a probability.
        chances: the mean chance of each result, above 0 and below 1.
        correlation: of two results' scores, from 0 to 0.99; at 0 the factor moves nothing.
        degree: of *value* as a polynomial in the chances; beyond 30 it makes no difference.

    Returns:
        A probability, exact to about 12 decimals.

    Source:
        ``∫ φ(z) value(Φ((h + √ρ z)/√(1 - ρ))) dz`` with ``h = Φ⁻¹(chance)``, by the trapezoidal
        rule. In the complex plane the integrand grows by at most ``exp((1 + degree s²) y²/2)``,
        ``s² = ρ/(1 - ρ)``, so with this step the rule errs by about ``exp(-32)``; beyond
        degree 30 it errs by 1e-12 at most.

    Example:
        >>> from careerkb.maths.shared_factor import mean_over_factor
        >>> f"{mean_over_factor(lambda c: c[0] * c[1], (0.5, 0.5), 0.5, 2):.4f}"
        '0.3333'
    """
    if correlation == 0:
        return value(chances)
    own, slope = math.sqrt(1 - correlation), math.sqrt(correlation / (1 - correlation))
    step = math.pi / 4 / math.sqrt(1 + min(degree, 30) * slope**2)
    reach = math.ceil(7.5 / step)
    factor = [step * index for index in range(-reach, reach + 1)]
    heights = {chance: NORMAL.inv_cdf(chance) / own for chance in set(chances)}
    given = {
        chance: [below(height + slope * z) for z in factor] for chance, height in heights.items()
    }
    values = map(value, zip(*(given[chance] for chance in chances), strict=True))
    total = math.fsum(math.exp(-z * z / 2) * each for z, each in zip(factor, values, strict=True))
    return min(1.0, step * total / math.sqrt(2 * math.pi))
