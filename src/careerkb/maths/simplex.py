"""Shares of a simplex: how often several linear conditions hold at a point drawn evenly from it."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["share_where"]

CLOSE = 1e-12
"""Values nearer to zero than this part of the largest count as zero."""


def share_where(conditions: Sequence[Sequence[float]]) -> float:
    """
    Give the part of a simplex in which every linear condition is at least zero.

    Args:
        conditions: of each, its values at the corners of the simplex.

    Returns:
        A fraction from 0 to 1, exact but for rounding. Where a condition is zero everywhere, it
        holds.

    Source:
        A simplex is cut in two at the zero of a condition on one of its edges, which replaces one
        end of that edge; the volumes are to each other as the parts of the edge. Repeated until
        each piece lies on one side.

    Example:
        >>> from careerkb.maths.simplex import share_where
        >>> f"{share_where([(2, -1)]):.4f}", f"{share_where([(1, -1, 0), (0, 1, -1)]):.4f}"
        ('0.6667', '0.1667')
    """
    if not conditions:
        return 1.0
    scales = [max(map(abs, condition)) for condition in conditions]
    rows = [
        [0.0 if abs(value) <= CLOSE * scale else value for value in condition]
        for condition, scale in zip(conditions, scales, strict=True)
    ]
    rows.sort(key=lambda row: sum(value >= 0 for value in row))  # what fails most is cut first
    return _share([*zip(*rows, strict=True)], 0)


def _share(corners: list[tuple[float, ...]], number: int) -> float:
    """Give the part of a simplex with these corners where the conditions from *number* on hold."""
    if any(
        all(corner[n] <= 0 for corner in corners) and any(corner[n] for corner in corners)
        for n in range(number, len(corners[0]))
    ):
        return 0.0
    while number < len(corners[0]) and all(corner[number] >= 0 for corner in corners):
        number += 1
    if number == len(corners[0]):
        return 1.0
    above = max(range(len(corners)), key=lambda i: corners[i][number])
    below = min(range(len(corners)), key=lambda i: corners[i][number])
    high, low = corners[above], corners[below]
    if high[number] <= 0:
        return 0.0
    part = high[number] / (high[number] - low[number])
    between = [a + part * (b - a) for a, b in zip(high, low, strict=True)]
    between[number] = 0.0
    cut = tuple(between)
    kept, left = corners.copy(), corners.copy()
    kept[below], left[above] = cut, cut
    found = part * _share(kept, number)
    if any(corner[number] > 0 for corner in left):
        found += (1 - part) * _share(left, number)
    return found
