"""Where a function passes zero: Brent's method, for functions that are dear and nearly straight."""

from __future__ import annotations

import math
from collections.abc import Callable

__all__ = ["crossing"]

CLOSE = 1e-12
"""Part of the interval within which a zero is found."""


def crossing(
    function: Callable[[float], float], ends: tuple[float, float], values: tuple[float, float]
) -> float:
    """
    Find a zero between two places where a function has opposite signs.

    Args:
        function: continuous between the places.
        ends: the two places.
        values: the function there, one below zero and one above.

    Returns:
        A place within a millionth of a millionth of the interval from a zero.

    Source:
        Brent, *Algorithms for Minimization without Derivatives*, 1973, chapter 4: a secant or
        inverse quadratic step while these close in fast enough, otherwise the middle.

    Example:
        >>> from careerkb.roots import crossing
        >>> f"{crossing(lambda x: x * x - 2, (0.0, 2.0), (-2.0, 2.0)):.9f}"
        '1.414213562'
    """
    (last, best), (at_last, at_best) = ends, values
    other, at_other = last, at_last  # the zero lies between best and other
    step = before = best - last
    close = CLOSE * abs(step)
    while True:
        if (at_best > 0) == (at_other > 0):
            other, at_other = last, at_last
            step = before = best - last
        if abs(at_other) < abs(at_best):
            last, best, other = best, other, best
            at_last, at_best, at_other = at_best, at_other, at_best
        half = (other - best) / 2
        if abs(half) <= close or at_best == 0:
            return best
        steps = (before, step)
        before = step = half
        if abs(steps[0]) >= close and abs(at_last) > abs(at_best):
            found = _interpolated((last, best, other), (at_last, at_best, at_other), half)
            if 2 * abs(found) < min(3 * abs(half) - close, abs(steps[0])) and found * half > 0:
                before, step = steps[1], found
        last, at_last = best, at_best
        best += step if abs(step) > close else math.copysign(close, half)
        at_best = function(best)


def _interpolated(
    places: tuple[float, float, float], values: tuple[float, float, float], half: float
) -> float:
    """Give the step from the best place to the zero of a line, or of a parabola on its side."""
    (last, best, other), (at_last, at_best, at_other) = places, values
    ratio = at_best / at_last
    if last == other:
        return -2 * half * ratio / (1 - ratio)
    q, r = at_last / at_other, at_best / at_other
    up = ratio * (2 * half * q * (q - r) - (best - last) * (r - 1))
    down = (q - 1) * (r - 1) * (ratio - 1)
    return -up / down if down else 0.0
