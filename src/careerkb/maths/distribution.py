"""A distribution of money on an even grid: mixed, added and read off without simulation.

Everything is deterministic: the same inputs give the same digits on every machine.
"""

from __future__ import annotations

import itertools
import math
import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from careerkb.inputs import refusal

__all__ = ["Distribution", "between", "difference"]

SCALE = 2**26
"""Weights are whole numbers of this part: a sum of 2,048 products of two fits 64 bits."""
CELL_BYTES = 8


@dataclass(frozen=True, kw_only=True, slots=True)
class Distribution:
    """
    Chances of the values `low`, `low + step`, `low + 2 * step` and so on.

    Args:
        low: the lowest value.
        step: the distance between values, above 0.
        weights: the chances, not negative; they sum to 1.

    Raises:
        ValueError: *low* is not finite, *step* is not a finite number above 0, or the chances do
            not sum to 1.

    Example:
        >>> from careerkb.maths.distribution import Distribution
        >>> die = Distribution(low=1, step=1, weights=(1 / 6,) * 6)
        >>> f"{die.mean:.1f}", f"{die.above(4):.3f}"
        ('3.5', '0.417')
    """

    low: float
    step: float
    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse what is no distribution."""
        if not math.isfinite(self.low):
            raise refusal("low", self.low, "a finite number")
        if not 0 < self.step < math.inf:
            raise refusal("step", self.step, "above 0 and finite")
        total = math.fsum(self.weights)
        if not (abs(total - 1) <= 1e-6 and min(self.weights, default=0) >= 0):  # nor NaN
            raise refusal("weights", total, "chances that sum to 1")

    @property
    def mean(self) -> float:
        """The expected value."""
        return self.low + self.step * math.fsum(i * w for i, w in enumerate(self.weights))

    def above(self, value: float) -> float:
        """Give the chance of more than *value*; a weight in the cell of *value* counts in part."""
        place = (value - self.low) / self.step
        cell = math.floor(place + 0.5)
        if cell < 0:
            return 1.0
        if cell >= len(self.weights):
            return 0.0
        part = cell + 0.5 - place
        return min(1.0, math.fsum(self.weights[cell + 1 :]) + part * self.weights[cell])

    def quantiles(self, shares: Iterable[float]) -> tuple[float, ...]:
        """
        Give the values below which each of the *shares* lies, read between the cells.

        Args:
            shares: of the outcomes, each from 0 to 1.

        Returns:
            One value a share.

        Raises:
            ValueError: a share is not from 0 to 1.
        """
        reached = list(itertools.accumulate(self.weights))
        found = []
        for share in shares:
            if not 0 <= share <= 1:
                raise refusal("shares", share, "from 0 to 1")
            goal = share * reached[-1]
            cell = next(i for i, sum_ in enumerate(reached) if sum_ >= goal)
            weight = self.weights[cell]
            part = 0.5 if weight <= 0 else (goal - reached[cell] + weight) / weight
            found.append(self.low + self.step * (cell - 0.5 + part))
        return tuple(found)


def between(values: Iterable[tuple[float, float]], low: float, step: float, size: int) -> list[int]:
    """
    Put weighted values on a grid so that their mean stays: each between its two neighbours.

    Args:
        values: pairs of a value and its chance.
        low: lowest value of the grid.
        step: of the grid.
        size: number of cells; what lies outside goes to the first or last.

    Returns:
        Scaled whole weights, one a cell, for sums without rounding.
    """
    cells = [0] * size
    for value, chance in values:
        place = min(max((value - low) / step, 0.0), size - 1.0)
        cell = min(int(place), size - 2)
        upper = int(chance * (place - cell) * SCALE + 0.5)
        cells[cell + 1] += upper
        cells[cell] += int(chance * SCALE + 0.5) - upper
    return cells


def packed(cells: Iterable[int]) -> int:
    """Write scaled weights into one whole number, so that a product of two adds their values."""
    return int.from_bytes(_little(array("Q", cells)).tobytes(), "little")


def _little(cells: array[int]) -> array[int]:
    """Put the bytes of each cell into the order of the whole number, on every machine."""
    if sys.byteorder == "big":
        cells.byteswap()
    return cells


def unpacked(number: int, size: int) -> tuple[float, ...]:
    """Read the weights of a product back and make them sum to 1."""
    cells = array("Q")
    cells.frombytes(number.to_bytes(size * CELL_BYTES, "little"))
    total = sum(_little(cells))
    return tuple(cell / total for cell in cells)


def difference(first: Distribution, second: Distribution) -> Distribution:
    """
    Give the distribution of the first less the second, drawn independently.

    Args:
        first: on a grid.
        second: on a grid of the same step.

    Returns:
        The distribution on a grid of that step.

    Raises:
        ValueError: the steps differ.
    """
    if not math.isclose(first.step, second.step):
        raise refusal("step", second.step, f"{first.step}, as in the first")
    one, other = (
        packed([int(weight * SCALE + 0.5) for weight in weights])
        for weights in (first.weights, second.weights[::-1])
    )
    size = len(first.weights) + len(second.weights) - 1
    return Distribution(
        low=first.low - second.low - second.step * (len(second.weights) - 1),
        step=first.step,
        weights=unpacked(one * other, size),
    )
