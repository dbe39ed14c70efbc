"""What an offer may turn out to be worth: its mean, and its whole distribution."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Annotated

from annotated_types import Interval

from careerkb.inputs import Rate, Unit, checked
from careerkb.maths.distribution import SCALE, Distribution, between, packed, unpacked
from careerkb.maths.months import worth_by_month
from careerkb.maths.sums import CELLS, Atoms
from careerkb.pay.offers import Offer, further_by_month, growth_of
from careerkb.pay.paper import NOTHING, paper_worth
from careerkb.pay.schedules import monthly_fractions
from careerkb.pay.shares import SharesValue, spread_usd
from careerkb.pay.stays import cash_by_stay, expected_stay_usd, stop_chances

__all__ = ["expected_value_usd", "value_distribution"]

Horizon = Annotated[int, Interval(ge=1, le=30), Unit("years")]
SHARP = 4
"""How many times more there are when the price is certain and the sums are sharp."""
COARSE, FINE = 0.006, 0.002
"""Part of the mean worth that a cell covers at most, and where a wild price makes a sharp edge."""
SHARP_EDGE = 0.005
"""Chance within one cell of the lowest worth of shares that makes a sharp edge."""
MOST_CELLS = 4_096
"""Most cells for the shares; what lies beyond stands in the last."""


@checked
def expected_value_usd(*, offer: Offer, years: Horizon = 4, discount_rate: Rate = 0.08) -> float:
    """
    Give the mean of what an offer pays over some years, in today's dollars.

    Args:
        offer: its terms and your outlook.
        years: how long you would stay if nobody stops you.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        Dollars today, before tax, divided by the cost of living. Volatility does not move it.

    Source:
        Each half year's pay times the chance to be there still, with the mean level, by
        linearity; after a layoff in the middle of a year, severance and the share of base pay
        that you expect from then on.
    """
    return _expected_value_usd(offer, years, discount_rate)


@lru_cache(maxsize=512)
def _expected_value_usd(offer: Offer, years: int, rate: float) -> float:
    total = expected_stay_usd(offer, years, rate) / offer.cost_of_living
    if offer.private is None and offer.options is None:
        return float(total)
    paper = (
        chance * value * stop
        for month, stop in stop_chances(offer=offer, years=years)
        for value, chance in paper_worth(offer, month, rate)
    )
    return math.fsum((total, *paper))


def _grant(offer: Offer, years: int, rate: float) -> tuple[float, ...]:
    """Give what is expected to vest in each month of what was priced on day 0, worth today."""
    usd = offer.grant_usd * (1 - offer.haircut_fraction) / offer.cost_of_living
    parts = worth_by_month(monthly_fractions(schedule=offer.schedule), growth_of(offer, rate), rate)
    first = tuple(usd * part for part in parts[: 12 * years])
    if all(grant.priced_month for grant in offer.more_grants):
        return first
    more = further_by_month(offer, 12 * years, rate, later=False)
    pairs = zip_longest(first, more, fillvalue=0.0)
    return tuple(one + other / offer.cost_of_living for one, other in pairs)


@dataclass(frozen=True, slots=True)
class Parts:
    """For each time of stopping: all that is not priced, listed shares, and private paper."""

    stays: tuple[tuple[Atoms, SharesValue, Atoms], ...]

    @property
    def paper_high_usd(self) -> float:
        """The highest worth of private paper; the lowest is taken as nothing."""
        return max(value for *_, paper in self.stays for value, _ in paper)

    def ends(self) -> tuple[float, float, float, float]:
        """Give the lowest and highest cash and paper, and those of the worth of shares."""
        values = [value for atoms, *_ in self.stays for value, _ in atoms]
        lows = [one.low_usd for _, one, _ in self.stays]
        highs = [one.high_usd for _, one, _ in self.stays]
        return min(values), max(values) + self.paper_high_usd, min(lows), max(highs)

    def certain(self) -> Atoms:
        """Give every worth with its chance when no share price is uncertain, otherwise nothing."""
        if any(one.nodes or len(paper) > 1 for _, one, paper in self.stays):
            return []
        return [
            (value + one.certain_usd + paper[0][0], c)
            for atoms, one, paper in self.stays
            for value, c in atoms
        ]

    def mean_usd(self) -> float:
        """Give the mean of cash, shares and paper together."""
        found = []
        for atoms, one, paper in self.stays:
            beside = one.certain_usd + math.fsum(map(math.prod, paper))
            found += [chance * (value + beside) for value, chance in atoms]
        return math.fsum(found)

    def step_usd(self) -> float:
        """Give the step of a grid with the usual number of cells, or more where that is coarse."""
        low_cash, high_cash, low_shares, high_shares = self.ends()
        span = high_cash - low_cash + high_shares - low_shares
        wandering = [one for _, one, _ in self.stays if one.nodes]
        if wandering:
            mean = self.mean_usd()
            mixed = len(wandering) < len(self.stays)  # some stop before any share has vested
            step = min(span / CELLS, (FINE if mixed else COARSE) * mean)
            while step > FINE * mean and any(
                one.at_most(one.low_usd + step) > SHARP_EDGE for one in wandering
            ):
                step /= 2
        elif self.paper_high_usd:
            step = min(span / CELLS, FINE * self.mean_usd())
        else:
            step = span / (SHARP * CELLS)
        return max(step, 1e-6 * max(1.0, high_cash + high_shares))

    def distribution(self, step: float) -> Distribution:
        """Add cash, paper and shares, given the years stayed, and mix over those."""
        low_cash, high_cash, low_shares, high_shares = self.ends()
        paper_high = self.paper_high_usd
        cash_size = math.ceil((high_cash - paper_high - low_cash) / step) + 2
        paper_size = min(MOST_CELLS, math.ceil(paper_high / step) + 2) if paper_high else 1
        shares_size = min(MOST_CELLS, math.ceil((high_shares - low_shares) / step) + 2)
        ends = [math.log(low_shares + (i + 0.5) * step) for i in range(shares_size - 1)]
        total = 0
        for atoms, one, paper in self.stays:
            cells = between(atoms, low_cash, step, cash_size)
            if paper_high:
                both = packed(cells) * packed(between(paper, 0.0, step, paper_size))
                chance = math.fsum(c for _, c in atoms) * SCALE
                size = cash_size + paper_size - 1
                cells = [int(cell * chance + 0.5) for cell in unpacked(both, size)]
            total += packed(cells) * packed(one.on_grid(low_shares, step, ends))
        weights = unpacked(total, cash_size + paper_size - 1 + shares_size - 1)
        return Distribution(low=low_cash + low_shares, step=step, weights=weights)


@lru_cache(maxsize=16)
def parts_of(offer: Offer, years: int, rate: float) -> Parts:
    """Give what `value_distribution` adds up, before it chooses a grid."""
    grant = _grant(offer, years, rate)
    alike: dict[tuple[tuple[float, ...], tuple[tuple[float, float], ...]], Atoms] = {}
    for month, atoms in cash_by_stay(offer, years, rate):
        if atoms:  # after the end of the grant, more months bring no more of it
            paper = paper_worth(offer, month, rate)
            if 1 < len(paper) <= CELLS // len(atoms):  # few sums are counted apart
                atoms = [(v + w, c * p) for v, c in atoms for w, p in paper]
                paper = NOTHING
            alike.setdefault((grant[:month], tuple(paper)), []).extend(atoms)
    volatility = offer.volatility_fraction
    return Parts(
        tuple(
            (atoms, spread_usd(worth, volatility), list(paper))
            for (worth, paper), atoms in alike.items()
        )
    )


@checked
def value_distribution(
    *, offer: Offer, years: Horizon = 4, discount_rate: Rate = 0.08
) -> Distribution:
    """
    Give the whole distribution of what an offer pays over some years, in today's dollars.

    Args:
        offer: its terms and your outlook.
        years: how long you would stay if nobody stops you.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        Chances on an even grid of dollars today, before tax, divided by the cost of living. The
        highest 0.05 % of what shares may bring, or what passes four times the mean worth, stand
        together in one cell.

    Source:
        A chain over half years (there or gone, level, refreshers granted) for the cash; given the
        time of stopping, the price of listed shares and what private paper brings are independent
        of it and of each other, so their sum is a convolution. A refresher counts at the expected
        price after its own grant day.
    """
    parts = parts_of(offer, years, discount_rate)
    return parts.distribution(parts.step_usd())
