"""Where a function passes zero: false position, for functions that are dear and nearly straight."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["crossing"]

CLOSE = 1e-12
"""Part of the interval within which a zero is found."""
MOST_STEPS = 60
"""Most steps toward it."""


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
        False position that halves the weight of an end which stays twice (Illinois).

    Example:
        >>> from careerkb.roots import crossing
        >>> f"{crossing(lambda x: x * x - 2, (0.0, 2.0), (-2.0, 2.0)):.9f}"
        '1.414213562'
    """
    (left, right), (at_left, at_right) = ends, values
    close, place = CLOSE * abs(right - left), left
    for _ in range(MOST_STEPS):
        before, place = place, (left * at_right - right * at_left) / (at_right - at_left)
        value = function(place)
        if value == 0 or abs(place - before) <= close:
            break
        if value * at_right < 0:
            left, at_left = right, at_right
        else:  # the same end twice: weigh the other one less
            at_left /= 2
        right, at_right = place, value
    return place
