"""The second method: offers played out a million times with numpy, from the words of the pages."""

import numpy
from numpy.typing import NDArray

from careerkb.pay.clawback import repaid_fraction
from careerkb.pay.offers import Offer
from careerkb.pay.vesting import vested_in_year_fraction


def simulated(
    offer: Offer, years: int, rate: float, count: int, random: numpy.random.Generator
) -> NDArray[numpy.float64]:
    """
    Play *count* careers in one job, step by step, and give what each was worth at the start.

    A year pays base with its raises and promotions, bonus and, in the first, the sign-on; shares
    vest in the middle of the year; at its end comes a layoff or not, and a promotion or not.
    """
    total = numpy.zeros(count)
    there = numpy.ones(count, dtype=bool)
    level = numpy.zeros(count, dtype=int)
    logs = numpy.zeros(count)
    refreshers: list[tuple[int, NDArray[numpy.bool_]]] = []
    growth = 1 + offer.price_growth_fraction
    sigma = offer.volatility_fraction
    for year in range(1, years + 1):
        time = 0.5 if year == 1 else 1.0
        if sigma:
            logs += sigma * numpy.sqrt(time) * random.standard_normal(count)
        logs += (numpy.log(growth) - sigma**2 / 2) * time
        start = offer.base_usd * (1 + offer.raise_fraction) ** (year - 1)
        base = start * (1 + offer.promotion_raise_fraction) ** level
        bonus = base * offer.bonus_fraction * offer.bonus_multiple
        if year == 1:
            bonus = numpy.maximum(bonus, offer.guaranteed_bonus_usd) + offer.sign_on_usd
        vests = vested_in_year_fraction(schedule=offer.schedule, year=year)
        stock = offer.grant_usd * vests * numpy.exp(logs)
        if year > 1:
            refreshers.append((year, random.random(count) < offer.refresher_probability))
        for granted, got in refreshers:
            if year - granted < 4:
                stock = stock + got * offer.refresher_usd / 4 * growth ** (year - granted + 0.5)
        after = offer.after_layoff_fraction * offer.base_usd
        total += numpy.where(there, base + bonus + stock, after) / (1 + rate) ** (year - 0.5)
        if year < years:
            hit = there & (random.random(count) < offer.layoff_probability)
            last = base * offer.severance_months / 12
            if not offer.layoff_carve_out:
                last = last - offer.sign_on_usd * repaid_fraction(
                    month=12 * year, form=offer.clawback, clawback_months=offer.clawback_months
                )
            total += hit * last / (1 + rate) ** year
            there &= ~hit
            rises = random.random(count) < offer.promotion_probability
            level = numpy.minimum(3, level + rises)
    return total / offer.cost_of_living
