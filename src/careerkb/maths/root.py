"""Where a function passes zero: Brent's method, for functions that are dear and nearly straight."""

from __future__ import annotations

import math
from collections.abc import Callable

from careerkb.inputs import refusal

__all__ = ["find_root"]

CLOSE = 1e-12
"""Part of the interval within which a zero is found."""
PATIENCE = 100
"""Steps after which the interval is only halved."""
MOST_STEPS = 3_000
"""More than halving needs for any two numbers."""


def find_root(
    function: Callable[[float], float], ends: tuple[float, float], values: tuple[float, float]
) -> float:
    """
    Find a zero between two places where a function has opposite signs.

    Args:
        function: continuous between the places; where it jumps, the jump is found.
        ends: the two places.
        values: the function there, one below zero and one above, or zero at an end.

    Returns:
        A place within a millionth of a millionth of the interval from a zero, or within two
        spacings of floating-point numbers there, whichever is more.

    Raises:
        ValueError: the values do not have opposite signs, or the function gives no number.

    Source:
        Brent, *Algorithms for Minimization without Derivatives*, 1973, chapter 4: a secant or
        inverse quadratic step while these close in fast enough, otherwise the middle.

    Example:
        >>> from careerkb.maths.root import find_root
        >>> f"{find_root(lambda x: x * x - 2, (0.0, 2.0), (-2.0, 2.0)):.9f}"
        '1.414213562'
    """
    (last, best), (at_last, at_best) = map(float, ends), map(float, values)
    for place, value in ((last, at_last), (best, at_best)):
        if value == 0:
            return place
    if not (at_last < 0 < at_best or at_best < 0 < at_last):
        raise refusal("values", values, "one below zero and one above")
    other, at_other = last, at_last  # the zero lies between best and other
    step = before = best - last
    least = CLOSE * abs(step)
    for count in range(MOST_STEPS):
        if (at_best > 0) == (at_other > 0):
            other, at_other = last, at_last
            step = before = best - last
        if abs(at_other) < abs(at_best):
            last, best, other = best, other, best
            at_last, at_best, at_other = at_best, at_other, at_best
        half = (other - best) / 2
        close = max(least, 2 * math.ulp(best))
        if abs(half) <= close or at_best == 0:
            break
        steps = (before, step)
        before = step = half
        if count < PATIENCE and abs(steps[0]) >= close and abs(at_last) > abs(at_best):
            found = _interpolated((last, best, other), (at_last, at_best, at_other), half)
            if 2 * abs(found) < min(3 * abs(half) - close, abs(steps[0])) and found * half > 0:
                before, step = steps[1], found
        last, at_last = best, at_best
        best += step if abs(step) > close else math.copysign(close, half)
        at_best = float(function(best))
        if math.isnan(at_best):
            raise refusal("function", at_best, f"a number everywhere, also at {best:g}")
    return best


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
