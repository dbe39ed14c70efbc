"""How several uncertain sums stand to each other: best, pairs, and the mean of the best.

The sums may depend on each other through mixtures: independent within each, weighted over all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from careerkb.maths.best import _chances, _reached, best_of_certain
from careerkb.maths.distribution import Distribution

__all__ = ["Mixture", "Odds", "edges_of", "mean_of", "odds_of", "odds_of_certain"]

Mixture = Sequence[tuple[float, Sequence[Distribution]]]
Atoms = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Odds:
    """
    How several sums stand to each other.

    Args:
        best: how likely each is the largest; a tie is shared evenly.
        pairs: row and column: how likely the row's sum is above the column's.
        highest: the mean of the largest.
        means: of each, on the same grid as *highest*.
    """

    best: tuple[float, ...]
    pairs: tuple[tuple[float, ...], ...]
    highest: float
    means: tuple[float, ...]


def odds_of(mixture: Mixture) -> Odds:
    """
    Average over a mixture; within each part the sums are independent.

    Args:
        mixture: weights that sum to 1, each with one distribution a sum, on grids of one step.

    Returns:
        Chances and means; within a cell a weight is spread evenly.

    Source:
        The largest is at most v where all are: a product of chances.

    Example:
        >>> from careerkb.maths.distribution import Distribution
        >>> from careerkb.maths.odds import odds_of
        >>> die = Distribution(low=1, step=1, weights=(1 / 6,) * 6)
        >>> found = odds_of([(1.0, [die, die])])
        >>> found.best, f"{found.highest:.3f}"
        ((0.5, 0.5), '4.472')
    """
    edges = edges_of(mixture[0][1])
    middles = [(a + b) / 2 for a, b in pairwise(edges)]
    count = len(mixture[0][1])
    best, means, highest = [0.0] * count, [0.0] * count, 0.0
    pairs = [[0.5] * count for _ in range(count)]
    ahead = {(i, j): 0.0 for i in range(count) for j in range(i + 1, count)}
    for weight, worths in mixture:
        reached = [_reached(one, edges) for one in worths]
        highest += weight * mean_of(middles, [math.prod(e) for e in zip(*reached, strict=True)])
        for i, chance in enumerate(_chances(reached)):
            best[i] += weight * chance
            means[i] += weight * mean_of(middles, reached[i])
        for i, j in ahead:
            ahead[i, j] += weight * _above(reached[i], reached[j])
    for (i, j), chance in ahead.items():
        pairs[i][j], pairs[j][i] = chance, 1 - chance
    return Odds(tuple(best), tuple(map(tuple, pairs)), highest, tuple(means))


def edges_of(worths: Sequence[Distribution]) -> list[float]:
    """
    Cut where any of some sums may lie into even cells, and leave out the gaps between.

    Args:
        worths: on grids of one step.

    Returns:
        Rising edges.
    """
    step = worths[0].step
    spans = sorted((one.low - step / 2, one.low + step * (len(one.weights) - 0.5))
                   for one in worths)  # fmt: skip
    edges = [spans[0][0]]
    for low, high in spans:
        if low > edges[-1]:
            edges.append(low)
        start = edges[-1]
        edges += [start + step * i for i in range(1, math.ceil((high - start) / step - 1e-9) + 1)]
    return edges


def mean_of(middles: Sequence[float], reached: Sequence[float]) -> float:
    """
    Give a mean from chances.

    Args:
        middles: of each cell.
        reached: the chance of at most each edge, one more than *middles*.

    Returns:
        The mean.
    """
    return math.fsum(m * (b - a) for m, (a, b) in zip(middles, pairwise(reached), strict=True))


def _above(one: Sequence[float], other: Sequence[float]) -> float:
    """Give how likely one ends above the other; within a cell, each as often as the other."""
    pieces = zip(pairwise(one), pairwise(other), strict=True)
    return math.fsum((b - a) * (c + d) / 2 for (a, b), (c, d) in pieces)


def odds_of_certain(worths: Sequence[Atoms]) -> Odds:
    """
    Give the same for sums that take a few values, counted and not put on a grid.

    Args:
        worths: values with their chances, each drawn independently of the others.

    Returns:
        Chances and means.

    Example:
        >>> from careerkb.maths.odds import odds_of_certain
        >>> found = odds_of_certain([[(1.0, 1.0)], [(2.0, 0.5), (0.0, 0.5)]])
        >>> found.best, found.highest, found.means
        ((0.5, 0.5), 1.5, (1.0, 1.0))
    """
    pairs = [[0.5] * len(worths) for _ in worths]
    for i, one in enumerate(worths):
        for j in range(i):
            pairs[i][j], pairs[j][i] = best_of_certain([one, worths[j]])
    places = sorted({value for one in worths for value, _ in one})
    top = [0.0] + [1.0] * len(places)
    for one in worths:
        chances = dict.fromkeys(places, 0.0)
        for value, chance in one:
            chances[value] += chance
        total = 0.0
        for at, place in enumerate(places, 1):
            total += chances[place]
            top[at] *= total
    return Odds(
        best=best_of_certain(worths),
        pairs=tuple(map(tuple, pairs)),
        highest=mean_of(places, top) / top[-1],
        means=tuple(math.fsum(v * c for v, c in one) for one in worths),
    )
