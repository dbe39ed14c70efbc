"""What tax leaves of an outcome: a rising map from its worth before tax to its worth after it."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from careerkb.inputs import refusal
from careerkb.maths.best import _reached
from careerkb.maths.distribution import Distribution
from careerkb.pay.itemizing import FILER, Filer
from careerkb.pay.offers import Offer, years_worth_usd
from careerkb.pay.tax import take_home_usd

__all__ = ["TaxedWorth"]

KNOTS = 48
"""Outcomes at which tax is worked out; between them what is left runs straight."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TaxedWorth:
    """
    What is left of each outcome of one offer.

    Args:
        before_usd: rising worths before tax, today.
        after_usd: what tax leaves of each.
    """

    before_usd: tuple[float, ...]
    after_usd: tuple[float, ...]

    def after(self, usd: float) -> float:
        """Give what tax leaves of an outcome."""
        return _along(self.before_usd, self.after_usd, usd)

    def distribution(self, worth: Distribution, step: float) -> Distribution:
        """Give the distribution of what is left, on a grid of its own."""
        low, high = self.after(worth.low - worth.step), self.after(_top(worth) + worth.step)
        count = max(1, math.ceil((high - low) / step - 1e-9))
        places = [self.before(low + step * i) for i in range(count + 1)]
        reached = [0.0, *_reached(worth, places[1:-1]), 1.0]
        weights = tuple(max(0.0, b - a) for a, b in pairwise(reached))
        return Distribution(low=low + step / 2, step=step, weights=weights)

    def before(self, usd: float) -> float:
        """Give the outcome of which tax leaves so much."""
        return _along(self.after_usd, self.before_usd, usd)


def _top(worth: Distribution) -> float:
    return worth.low + worth.step * (len(worth.weights) - 1)


def _along(places: Sequence[float], values: Sequence[float], place: float) -> float:
    """Read between knots; beyond the ends the nearest piece goes on."""
    cell = min(max(bisect_right(places, place) - 1, 0), len(places) - 2)
    width = places[cell + 1] - places[cell]
    return values[cell] + (values[cell + 1] - values[cell]) * (place - places[cell]) / width


def taxed_worth(
    offer: Offer,
    *,
    years: int,
    discount_rate: float,
    worth: Distribution,
    filer: Filer = FILER,
    state_rate: float = 0.0,
) -> TaxedWorth:
    """
    Tax each outcome as it comes: what is high is taxed at the rates of high years.

    Args:
        offer: its terms; the years share an outcome as they share the pay of somebody who stays.
        years: how many.
        discount_rate: what a dollar a year later is worth less.
        worth: the whole distribution before tax.
        filer: who files; one year's law holds in all.
        state_rate: share of all wages that the state takes.

    Returns:
        The map between the two ends.

    Raises:
        ValueError: a year pays more than can be taxed here.

    Source:
        `careerkb.pay.tax.take_home_usd` of each year's wages times the outcome over the worth of
        the path on which you stay. Exact where an outcome moves all years alike; where it falls
        on few years, the rates that rise take more than this says.
    """
    law: dict[str, Any] = {"filer": filer, "state_rate": state_rate}
    wages = years_worth_usd(replace(offer, haircut_fraction=0.0), years, 0.0)
    today = [usd / offer.cost_of_living for usd in years_worth_usd(offer, years, discount_rate)]
    whole = math.fsum(today)

    def left(usd: float) -> float:
        """Give what is left; a debt is not taxed."""
        part = usd / whole
        if part <= 0:
            return usd
        rates = {pay: take_home_usd(wages_usd=part * pay, **law) / pay for pay in set(wages)}
        kept = map(rates.__getitem__, wages)
        return math.fsum(one * worth for one, worth in zip(kept, today, strict=True))

    low, high = worth.low - worth.step, _top(worth) + worth.step
    if max(wages) * high / whole > 1e13:
        raise refusal("the best outcome of a year", max(wages) * high / whole, "at most 1e13")
    knots = {low + (high - low) * i / KNOTS for i in range(KNOTS + 1)}
    before = tuple(sorted(knots | ({0.0} if low < 0 < high else set())))
    after = tuple(map(left, before))
    if any(two <= one for one, two in pairwise(after)):  # a sum so large that cents are lost
        raise refusal("the outcomes", low, "far enough apart to be taxed")
    return TaxedWorth(before_usd=before, after_usd=after)
