"""What an offer may turn out to be worth: its mean, and its whole distribution."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from typing import Annotated

from annotated_types import Interval

from careerkb.inputs import Rate, Unit, checked
from careerkb.maths.distribution import Distribution, between, packed, unpacked
from careerkb.maths.months import annuities, by_half_year, discounts, worth_by_month
from careerkb.pay.clawback import repaid_fraction
from careerkb.pay.offers import (
    Offer,
    cash_by_half_year,
    growth_of,
    refresher_by_month,
    shares_by_month,
)
from careerkb.pay.schedules import monthly_fractions
from careerkb.pay.shares import SharesValue, spread_usd

__all__ = ["expected_value_usd", "value_distribution"]

Horizon = Annotated[int, Interval(ge=1, le=30), Unit("years")]
Atoms = list[tuple[float, float]]
PROMOTIONS = 3
"""Most promotions that are counted."""
CELLS = 384
"""Cells of the grid on which the sum of cash and shares is held."""
MERGED = CELLS // 2
"""Sums that remain where there were more of them than cells."""
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
    cash, factors = cash_by_half_year(offer, years, rate), _factors(offer)
    shares = by_half_year(shares_by_month(offer, 12 * years, rate))
    levels = [1.0] + [0.0] * PROMOTIONS
    total, there = float(offer.sign_on_usd), 1.0
    for year in range(1, years + 1):
        first, second = 2 * year - 2, 2 * year - 1
        level = sum(map(mul, levels, factors))
        total += there * (cash[first] * level + shares[first])
        if offer.layoff_probability:
            after = _leaving_usd(offer, year, years, rate, level)
            total += there * offer.layoff_probability * after
            there *= 1 - offer.layoff_probability
        total += there * (cash[second] * level + shares[second])
        if offer.promotion_probability:
            levels = _climbed(levels, offer.promotion_probability)
    return float(total / offer.cost_of_living)


def _factors(offer: Offer) -> list[float]:
    """Give what each number of promotions makes of base and bonus."""
    return [(1 + offer.promotion_raise_fraction) ** count for count in range(PROMOTIONS + 1)]


def _climbed(levels: list[float], chance: float) -> list[float]:
    """Move the chance of a promotion one level up; the highest level keeps everything."""
    rise = [0.0, *(chance * here for here in levels[:-1]), 0.0]
    return [here + rise[i] - rise[i + 1] for i, here in enumerate(levels)]


def _leaving_usd(offer: Offer, year: int, years: int, rate: float, level: float) -> float:
    """Give what follows a layoff in mid-year: severance, less what is clawed back, later pay."""
    month = 12 * year - 6
    base = offer.base_usd * (1 + offer.raise_fraction) ** (year - 1) * level
    owed = 0.0
    if offer.sign_on_usd and not offer.layoff_carve_out:
        owed = offer.sign_on_usd * repaid_fraction(
            month=month, form=offer.clawback, clawback_months=offer.clawback_months
        )
    at_end = (base * offer.severance_months / 12 - owed) * discounts(rate, 12 * years)[month]
    rest = math.fsum(annuities(rate, years)[2 * year - 1 :])
    return at_end + offer.after_layoff_fraction * offer.base_usd * rest


def _cash(offer: Offer, years: int, rate: float) -> list[tuple[int, Atoms]]:
    """Give each month at which you may stop, with the sums of all but the first grant by then."""
    cash, factors = cash_by_half_year(offer, years, rate), _factors(offer)
    one, days = by_half_year(refresher_by_month(offer, rate)), discounts(rate, 12 * years)
    stops = offer.layoff_probability

    def refreshed(atoms: Atoms, granted: Iterable[int], halves: int) -> Atoms:
        """Add what has vested of the refreshers of some years after so many half years."""
        for year in granted:
            worth = days[12 * year - 12] * math.fsum(one[: max(0, halves - 2 * year + 2)])
            atoms = _maybe(atoms, worth, offer)
        return atoms

    levels: list[Atoms] = [[(offer.sign_on_usd, 1.0)], *([] for _ in range(PROMOTIONS))]
    stays: list[tuple[int, Atoms]] = []
    there = 1.0
    for year in range(1, years + 1):
        levels = [_plus(a, cash[2 * year - 2] * f) for a, f in zip(levels, factors, strict=True)]
        if stops:
            after = [_leaving_usd(offer, year, years, rate, factor) for factor in factors]
            left = [
                (value + more, chance * there * stops)
                for atoms, more in zip(levels, after, strict=True)
                for value, chance in atoms
            ]
            recent = range(max(2, year - 3), year + 1)
            stays.append((12 * year - 6, refreshed(_merged(left), recent, 2 * year - 1)))
            there *= 1 - stops
        levels = [_plus(a, cash[2 * year - 1] * f) for a, f in zip(levels, factors, strict=True)]
        if year > 4:  # the refresher of the year before last but two has vested in full
            levels = [refreshed(a, [year - 3], 2 * year) for a in levels]
        levels = _promoted(levels, offer.promotion_probability)
    left = _merged([(value, chance * there) for atoms in levels for value, chance in atoms])
    whole = max(2, years - 2 if years > 4 else 2)
    stays.append((12 * years, refreshed(left, range(whole, years + 1), 2 * years)))
    return [(month, [(v / offer.cost_of_living, c) for v, c in left if c]) for month, left in stays]


def _plus(atoms: Atoms, amount: float) -> Atoms:
    return [(value + amount, chance) for value, chance in atoms]


def _maybe(atoms: Atoms, amount: float, offer: Offer) -> Atoms:
    """Add an amount with the chance of a refresher."""
    chance = offer.refresher_probability
    if not (atoms and amount and chance):
        return atoms
    without = [(value, weight * (1 - chance)) for value, weight in atoms]
    return _merged([*without, *((v + amount, w * chance) for v, w in atoms)])


def _promoted(levels: list[Atoms], chance: float) -> list[Atoms]:
    """Move the chance of a promotion one level up; the highest level keeps everything."""
    if not chance:
        return levels
    stay = [[(value, weight * (1 - chance)) for value, weight in a] for a in levels[:-1]]
    rise = [[(value, weight * chance) for value, weight in a] for a in levels[:-1]]
    return [
        _merged([*kept, *come]) for kept, come in zip([*stay, levels[-1]], [[], *rise], strict=True)
    ]


def _merged(atoms: Atoms) -> Atoms:
    """Join equal values; only where more than the cells remain, near ones too."""
    values = {value for value, _ in atoms}
    if len(values) <= CELLS:
        joined = dict.fromkeys(values, 0.0)
        for value, chance in atoms:
            joined[value] += chance
        return [(value, chance) for value, chance in joined.items() if chance]
    low = min(values)
    scale = MERGED / (max(values) - low)
    sums, weights = [0.0] * (MERGED + 1), [0.0] * (MERGED + 1)
    for value, chance in atoms:
        cell = int((value - low) * scale)
        sums[cell] += value * chance
        weights[cell] += chance
    return [(sum_ / weight, weight) for sum_, weight in zip(sums, weights, strict=True) if weight]


def _grant(offer: Offer, years: int, rate: float) -> tuple[float, ...]:
    """Give what is expected to vest of the first grant in each month, worth today."""
    usd = offer.grant_usd * (1 - offer.haircut_fraction) / offer.cost_of_living
    parts = worth_by_month(monthly_fractions(schedule=offer.schedule), growth_of(offer, rate), rate)
    return tuple(usd * part for part in parts[: 12 * years])


@dataclass(frozen=True, slots=True)
class Parts:
    """For each time of stopping that can happen: all but the first grant, and the grant."""

    stays: tuple[tuple[Atoms, SharesValue], ...]

    def ends(self) -> tuple[float, float, float, float]:
        """Give the lowest and highest cash, and the lowest and highest worth of shares."""
        values = [value for atoms, _ in self.stays for value, _ in atoms]
        lows = [one.low_usd for _, one in self.stays]
        return min(values), max(values), min(lows), max(one.high_usd for _, one in self.stays)

    def certain(self) -> Atoms:
        """Give every worth with its chance when no share price is uncertain, otherwise nothing."""
        if any(one.nodes for _, one in self.stays):
            return []
        return [(value + one.certain_usd, c) for atoms, one in self.stays for value, c in atoms]

    def mean_usd(self) -> float:
        """Give the mean of cash and shares together."""
        return math.fsum(
            chance * (value + one.certain_usd)
            for atoms, one in self.stays
            for value, chance in atoms
        )

    def step_usd(self) -> float:
        """Give the step of a grid with the usual number of cells, or more where that is coarse."""
        low_cash, high_cash, low_shares, high_shares = self.ends()
        span = high_cash - low_cash + high_shares - low_shares
        wandering = [one for _, one in self.stays if one.nodes]
        if wandering:
            mean = self.mean_usd()
            mixed = len(wandering) < len(self.stays)  # some stop before any share has vested
            step = min(span / CELLS, (FINE if mixed else COARSE) * mean)
            while step > FINE * mean and any(
                one.at_most(one.low_usd + step) > SHARP_EDGE for one in wandering
            ):
                step /= 2
        else:
            step = span / (SHARP * CELLS)
        return max(step, 1e-6 * max(1.0, high_cash + high_shares))

    def distribution(self, step: float) -> Distribution:
        """Add cash and shares, given the years stayed, and mix over those."""
        low_cash, high_cash, low_shares, high_shares = self.ends()
        cash_size = math.ceil((high_cash - low_cash) / step) + 2
        shares_size = min(MOST_CELLS, math.ceil((high_shares - low_shares) / step) + 2)
        ends = [math.log(low_shares + (i + 0.5) * step) for i in range(shares_size - 1)]
        total = sum(
            packed(between(atoms, low_cash, step, cash_size))
            * packed(one.on_grid(low_shares, step, ends))
            for atoms, one in self.stays
        )
        weights = unpacked(total, cash_size + shares_size - 1)
        return Distribution(low=low_cash + low_shares, step=step, weights=weights)


@lru_cache(maxsize=16)
def parts_of(offer: Offer, years: int, rate: float) -> Parts:
    """Give what `value_distribution` adds up, before it chooses a grid."""
    grant = _grant(offer, years, rate)
    by_shares: dict[tuple[float, ...], Atoms] = {}
    for month, atoms in _cash(offer, years, rate):
        if atoms:  # after the end of the grant, more months bring no more of it
            by_shares.setdefault(grant[:month], []).extend(atoms)
    volatility = offer.volatility_fraction
    return Parts(
        tuple((atoms, spread_usd(worth, volatility)) for worth, atoms in by_shares.items())
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
        A chain over half years (there or laid off, level, refreshers granted) for the cash; given
        the time of stopping, the first grant's price is independent of it, so their sum is a
        convolution. A refresher counts at the expected price after its own grant day.
    """
    parts = parts_of(offer, years, discount_rate)
    return parts.distribution(parts.step_usd())
