"""The worths of several options whose share prices move together: one factor, then independence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import NormalDist
from typing import Annotated

from annotated_types import Interval, Len

from careerkb.inputs import Rate, Unit, checked
from careerkb.maths.distribution import SCALE, Distribution, between, packed, unpacked
from careerkb.maths.sums import Atoms
from careerkb.pay.offers import Offer
from careerkb.pay.shares import SharesValue
from careerkb.pay.worth import MOST_CELLS, Horizon, Parts, parts_of

__all__ = ["joint_worths"]

Together = Annotated[float, Interval(ge=0, le=0.95), Unit("correlation")]
"""Correlation of what two offers' shares bring; at one, chance would have nothing left to do."""
Offers = Annotated[Sequence[Offer], Len(1, 40)]
Joint = tuple[tuple[float, tuple[Distribution, ...]], ...]
NORMAL = NormalDist()
STEP, REACH = 1.3, 4.0
"""Spacing of the shared factor's nodes, in standard deviations of what it moves, and their end."""
LEAST = 1e-15
"""A chance below this, or as near to one, is at the end of the scores."""


@checked
def joint_worths(
    *,
    offers: Offers,
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
    correlation: Together = 0.0,
) -> Joint:
    """
    Give the worths of several offers for each value of the factor that they share.

    Args:
        offers: with your outlook on each.
        years: how long you would stay at each if nobody stops you.
        discount_rate: what a dollar a year later is worth less.
        correlation: of the normal scores of what two offers' shares bring.

    Returns:
        Weights that sum to 1, each with one distribution an offer, all on grids of one step; one
        weight alone where nothing moves together.

    Source:
        ``Φ⁻¹(F(v)) = √ρ Z + √(1-ρ) ε`` for the worth v of each offer's shares; the integral over
        Z by the trapezoidal rule, which for a normal weight converges faster than any power.
    """
    parts = [parts_of(offer, years, discount_rate) for offer in offers]
    step = max(one.step_usd() for one in parts)
    moved = sum(any(one.nodes for _, one, _ in each.stays) for each in parts)
    if correlation == 0 or moved < 2:
        return ((1.0, tuple(one.distribution(step) for one in parts)),)
    ready = [_Worth(one, step) for one in parts]
    return tuple(
        (weight, tuple(one.given(z, correlation) for one in ready))
        for z, weight in _factor(correlation)
    )


def _factor(correlation: float) -> list[tuple[float, float]]:
    """Give values of the shared factor with their weights: the trapezoidal rule."""
    step = STEP / math.sqrt(1 + 2 * correlation / (1 - correlation))
    count = math.ceil(REACH / step)
    places = [step * i for i in range(-count, count + 1)]
    weights = [math.exp(-z * z / 2) for z in places]
    total = math.fsum(weights)
    return [(z, weight / total) for z, weight in zip(places, weights, strict=True)]


def _with_paper(atoms: Atoms, paper: Atoms) -> Atoms:
    """Add private paper, which no shared factor moves here, to each sum."""
    return [(v + w, c * p) for v, c in atoms for w, p in paper]


class _Worth:
    """One option's worth, ready to be told what the shared factor did."""

    def __init__(self, parts: Parts, step: float) -> None:
        low_cash, high_cash, self._low_shares, high_shares = parts.ends()
        self._parts, self._step, self._low = parts, step, low_cash + self._low_shares
        cash = math.ceil((high_cash - low_cash) / step) + 2  # private paper included
        size = min(MOST_CELLS, math.ceil((high_shares - self._low_shares) / step) + 2)
        self._size = cash + size - 1
        self._ends = [math.log(self._low_shares + (i + 0.5) * step) for i in range(size - 1)]
        self._stays = [
            (
                packed(between(_with_paper(atoms, paper), low_cash, step, cash)),
                one,
                self._scores(one),
            )
            for atoms, one, paper in parts.stays
        ]

    def _scores(self, one: SharesValue) -> list[float]:
        """Give the normal score at which each cell of the shares ends."""
        if not one.nodes:
            return []
        return [NORMAL.inv_cdf(min(max(c, LEAST), 1 - LEAST)) for c in one._chances(self._ends)]

    def given(self, factor: float, correlation: float) -> Distribution:
        """Give the distribution for one value of the factor."""
        pull, own = math.sqrt(correlation) * factor, math.sqrt(2 * (1 - correlation))
        total, erfc = 0, math.erfc
        for cash, one, scores in self._stays:
            if one.nodes:
                reached = [0.0, *(erfc((pull - score) / own) / 2 for score in scores), 1.0]
                cells = [int((b - a) * SCALE + 0.5) if b > a else 0 for a, b in pairwise(reached)]
            else:
                cells = one.on_grid(self._low_shares, self._step, self._ends)
            total += cash * packed(cells)
        return Distribution(low=self._low, step=self._step, weights=unpacked(total, self._size))
