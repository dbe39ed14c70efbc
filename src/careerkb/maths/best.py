"""How likely each of several independent sums is the largest; a tie is shared evenly."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise

from careerkb.maths.distribution import Distribution

__all__ = ["best_chances", "best_of_certain"]

NODES = ((0.5 - math.sqrt(0.15), 5 / 18), (0.5, 8 / 18), (0.5 + math.sqrt(0.15), 5 / 18))
"""Gauss's rule of three points on 0 to 1: exact for the products of up to five others."""
Atoms = Sequence[tuple[float, float]]


def best_chances(worths: Sequence[Distribution]) -> tuple[float, ...]:
    """
    Give the chance that each of some distributions turns out the largest.

    Args:
        worths: two to six, drawn independently; within a cell a weight is spread evenly.

    Returns:
        Chances that sum to 1.

    Source:
        The chance that one falls into a piece of a common grid, times that all others fall below
        it, integrated within the piece.

    Example:
        >>> from careerkb.maths.best import best_chances
        >>> from careerkb.maths.distribution import Distribution
        >>> die = Distribution(low=1, step=1, weights=(1 / 6,) * 6)
        >>> [f"{chance:.3f}" for chance in best_chances([die, die, die])]
        ['0.333', '0.333', '0.333']
    """
    step = min(one.step for one in worths)
    low = min(one.low - one.step / 2 for one in worths)
    high = max(one.low + one.step * (len(one.weights) - 0.5) for one in worths)
    edges = [low + step * i for i in range(math.ceil((high - low) / step - 1e-9) + 1)]
    return _chances([_reached(one, edges) for one in worths])


def _reached(one: Distribution, edges: Sequence[float]) -> list[float]:
    """Give the chance of at most each edge, even within a cell."""
    sums = [0.0, *accumulate(one.weights)]
    last = len(one.weights)
    found = []
    for edge in edges:
        place = (edge - one.low) / one.step + 0.5
        if 0 < place < last:
            cell = int(place)
            found.append(min(1.0, (sums[cell] + (place - cell) * one.weights[cell]) / sums[-1]))
        else:
            found.append(0.0 if place <= 0 else 1.0)
    return found


def _chances(reached: Sequence[Sequence[float]]) -> tuple[float, ...]:
    rises = [[end - start for start, end in pairwise(one)] for one in reached]
    found = [0.0] * len(reached)
    for at, weight in NODES:
        inside = [
            [start + at * rise for start, rise in zip(one, rises_, strict=False)]
            for one, rises_ in zip(reached, rises, strict=True)
        ]
        all_below = [math.prod(each) for each in zip(*inside, strict=True)]
        for own, (rise, here) in enumerate(zip(rises, inside, strict=True)):
            pieces = zip(rise, all_below, here, strict=True)
            found[own] += weight * math.fsum(r * below / h for r, below, h in pieces if h > 0)
    total = math.fsum(found)
    return tuple(one / total for one in found)


def best_of_certain(worths: Sequence[Atoms], tie: float = 1e-6) -> tuple[float, ...]:
    """
    Give the same for sums that take a few values, counted and not put on a grid.

    Args:
        worths: values with their chances, each drawn independently of the others.
        tie: values that are no further apart than this are the same.

    Returns:
        Chances that sum to 1.

    Example:
        >>> from careerkb.maths.best import best_of_certain
        >>> best_of_certain([[(1.0, 1.0)], [(1.0, 0.5), (0.0, 0.5)]])
        (0.75, 0.25)
    """
    every = sorted(value for one in worths for value, _ in one)
    kept = [value for before, value in pairwise([-math.inf, *every]) if value - before > tie]
    reached = []
    for one in worths:
        chances = [0.0] * len(kept)
        for value, chance in one:
            chances[max(0, bisect_left(kept, value + tie) - 1)] += chance
        reached.append([0.0, *accumulate(chances)])
    return _chances(reached)
