"""Private shares and options of one offer, by the month in which you stop.

Amounts are US dollars today, before tax; their price is taken as independent of the listed one.
"""

from __future__ import annotations

import math
from dataclasses import replace

from careerkb.inputs import Month, Rate, checked
from careerkb.maths.sums import Atoms
from careerkb.pay.grants import OptionGrant
from careerkb.pay.offers import Offer
from careerkb.pay.private_shares import private_worth
from careerkb.pay.vesting import vested_fraction

__all__ = ["options_worth_usd"]

NOTHING: Atoms = [(0.0, 1.0)]
TAIL = 0.0005
"""Chance of the highest sums, which stand together at their mean."""


@checked
def options_worth_usd(
    *, grant: OptionGrant, month: Month = 48, discount_rate: Rate = 0.08
) -> tuple[tuple[float, float], ...]:
    """
    Give what options bring if you stop at the end of a month.

    Args:
        grant: the options and your outlook.
        month: in which you stop.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        Sums in dollars today, before tax, each with its chance.

    Source:
        ``vested * max(0, price * multiple - strike) / (1 + r)**years``, at the sale.

    Example:
        >>> from careerkb.pay.grants import OptionGrant, SaleOutcome
        >>> from careerkb.pay.paper import options_worth_usd
        >>> ten = SaleOutcome(probability=0.25, price_multiple=10)
        >>> grant = OptionGrant(shares=1_000, strike_usd=2, price_usd=2, outcomes=[ten])
        >>> options_worth_usd(grant=grant, discount_rate=0.0)
        ((0.0, 0.75), (18000.0, 0.25))
    """
    vested = grant.shares * vested_fraction(schedule=grant.schedule, month=month)
    flat = (((1 + discount_rate) ** grant.sale_years, 1.0),)
    ways = tuple((one.price_multiple, one.probability) for one in grant.outcomes) or flat
    today = vested * (1 + discount_rate) ** -grant.sale_years
    found = {0.0: max(0.0, 1 - math.fsum(chance for _, chance in ways))}
    for times, chance in ways:
        worth = today * max(0.0, grant.price_usd * times - grant.strike_usd)
        found[worth] = found.get(worth, 0.0) + chance
    return tuple((worth, chance) for worth, chance in found.items() if chance)


def paper_worth(offer: Offer, month: int, rate: float) -> Atoms:
    """Give what private shares, by full years, and options bring, with chances, by living cost."""
    found = NOTHING
    if offer.private is not None and month >= 12:
        there = min(month // 12, offer.private.years_to_lapse)
        grant = replace(offer.private, years_there=there)
        sums = private_worth(grant=grant, discount_rate=rate).sums
        none = [(0.0, sums.nothing)] if sums.nothing else []
        found = _without_tail([*none, *zip(sums.values, sums.chances, strict=True)])
    if offer.options is not None:
        options = options_worth_usd(grant=offer.options, month=month, discount_rate=rate)
        found = [(v + w, p * q) for v, p in found for w, q in options]
    if found is NOTHING:
        return NOTHING
    return [(value / offer.cost_of_living, chance) for value, chance in found]


def _without_tail(atoms: Atoms) -> Atoms:
    """Hold the highest sums together at their mean, so that a grid need not reach them."""
    tail, weight = 0.0, 0.0
    kept = list(atoms)
    while len(kept) > 2 and weight + kept[-1][1] <= TAIL:
        value, chance = kept.pop()
        tail, weight = tail + value * chance, weight + chance
    return [*kept, (tail / weight, weight)] if weight else kept
