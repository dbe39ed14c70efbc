"""Sums with their chances, joined where they are equal, or near where they are too many."""

from __future__ import annotations

__all__ = ["CELLS", "Atoms", "merged"]

Atoms = list[tuple[float, float]]
"""Pairs of a sum and its chance."""
CELLS = 384
"""Cells of the grid on which the sum of cash and shares is held."""
MERGED = CELLS // 2
"""Sums that remain where there were more of them than cells."""


def merged(atoms: Atoms, parts: int = 1) -> Atoms:
    """
    Join equal sums; only where more than the cells remain, near ones too, the mean kept.

    Args:
        atoms: sums and chances.
        parts: into how many states the cells are shared out.

    Returns:
        As many sums as there are different ones, or at most half the cells of a part.

    Example:
        >>> from careerkb.maths.sums import merged
        >>> merged([(1.0, 0.25), (2.0, 0.5), (1.0, 0.25)])
        [(1.0, 0.5), (2.0, 0.5)]
    """
    values = {value for value, _ in atoms}
    most = MERGED // parts
    if len(values) <= CELLS // parts:
        joined = dict.fromkeys(values, 0.0)
        for value, chance in atoms:
            joined[value] += chance
        return [(value, chance) for value, chance in joined.items() if chance]
    low = min(values)
    scale = most / (max(values) - low)
    sums, weights = [0.0] * (most + 1), [0.0] * (most + 1)
    for value, chance in atoms:
        cell = int((value - low) * scale)
        sums[cell] += value * chance
        weights[cell] += chance
    return [(sum_ / weight, weight) for sum_, weight in zip(sums, weights, strict=True) if weight]
