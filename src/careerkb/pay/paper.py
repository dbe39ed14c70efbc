"""Private shares and options of one offer, by the month in which you stop.

Amounts are US dollars today, before tax; their price is taken as independent of the listed one.
"""

from __future__ import annotations

from dataclasses import replace

from careerkb.pay.grants import OptionGrant
from careerkb.pay.offers import Offer
from careerkb.pay.private_shares import private_worth
from careerkb.pay.stays import Atoms
from careerkb.pay.vesting import vested_fraction

__all__ = ["NOTHING", "options_worth", "paper_worth"]

NOTHING: Atoms = [(0.0, 1.0)]
TAIL = 0.0005
"""Chance of the highest sums, which stand together at their mean."""


def options_worth(grant: OptionGrant, month: int, rate: float) -> Atoms:
    """
    Give what options bring if you stop at the end of a month.

    Args:
        grant: the options and your outlook.
        month: in which you stop.
        rate: what a dollar a year later is worth less.

    Returns:
        Sums with their chances: at the sale, price less strike of what has vested, if above zero.
    """
    vested = grant.shares * vested_fraction(schedule=grant.schedule, month=month)
    if not grant.outcomes:
        ways = [((1 + rate) ** grant.sale_years, 1.0)]
    else:
        ways = [(one.price_multiple, one.probability) for one in grant.outcomes]
    nothing = max(0.0, 1 - sum(chance for _, chance in ways))
    today = vested * (1 + rate) ** -grant.sale_years
    found = {0.0: nothing} if nothing else {}
    for times, chance in ways:
        worth = today * max(0.0, grant.price_usd * times - grant.strike_usd)
        found[worth] = found.get(worth, 0.0) + chance
    return list(found.items())


def paper_worth(offer: Offer, month: int, rate: float) -> Atoms:
    """
    Give what private shares and options bring if you stop at the end of a month.

    Args:
        offer: whose `private` and `options` are read; a private grant counts full years.
        month: in which you stop.
        rate: what a dollar a year later is worth less.

    Returns:
        Sums divided by the cost of living, with their chances; nothing for sure where there are
        neither.
    """
    found = NOTHING
    if offer.private is not None and month >= 12:
        there = min(month // 12, offer.private.years_to_lapse)
        grant = replace(offer.private, years_there=there)
        sums = private_worth(grant=grant, discount_rate=rate).sums
        none = [(0.0, sums.nothing)] if sums.nothing else []
        found = _without_tail([*none, *zip(sums.values, sums.chances, strict=True)])
    if offer.options is not None:
        options = options_worth(offer.options, month, rate)
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
