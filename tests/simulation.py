"""The second method: offers played out a million times with numpy, from the words of the pages."""

from dataclasses import replace
from typing import Any

import numpy
from numpy.typing import NDArray

from careerkb.pay.clawback import repaid_fraction
from careerkb.pay.comparison import LAB, PRODUCT
from careerkb.pay.offers import Offer


def parts_of_schedule(offer: Offer) -> dict[int, float]:
    """Walk through the months: a part at each of its months, held back until the cliff."""
    terms, parts, held = offer.schedule, dict[int, float](), 0.0
    for month in range(1, 12 * len(terms.yearly_fractions) + 1):
        year = (month - 1) // 12
        if terms.part_months:
            in_year = [m for m in terms.part_months if (m - 1) // 12 == year]
            held += terms.yearly_fractions[year] / len(in_year) if month in in_year else 0.0
        elif month % terms.interval_months == 0:
            held += terms.yearly_fractions[year] * terms.interval_months / 12
        if month >= terms.cliff_months and held:
            parts[month], held = held, 0.0
    return parts


def simulated(
    offer: Offer,
    years: int,
    rate: float,
    count: int,
    random: numpy.random.Generator,
    any_month: bool = False,
    waits: int = 1,
    shocks: NDArray[numpy.float64] | None = None,
) -> NDArray[numpy.float64]:
    """
    Play *count* careers in one job, month by month, and give what each was worth at the start.

    The sign-on comes on the first day. Each month pays a twelfth of base at its end and what vests
    in it at the price of that day; the twelfth of a year pays the bonus too, and after it comes a
    promotion or not. Each anniversary grants a refresher or not. In the sixth month of each year
    comes a layoff or not; with *any_month*, in each of the twelve with the same chance. What a
    page leaves out: promotions at least *waits* years apart, and *shocks* of a price that another
    offer shares.
    """
    growth = 1 + (rate if offer.price_growth_fraction is None else offer.price_growth_fraction)
    sigma, kept = offer.volatility_fraction, 1 - offer.haircut_fraction
    parts = parts_of_schedule(offer)
    total = numpy.full(count, float(offer.sign_on_usd))
    there = numpy.ones(count, dtype=bool)
    level = numpy.zeros(count, dtype=int)
    since = numpy.zeros(count, dtype=int)
    logs = numpy.zeros(count)
    refreshers: list[tuple[int, NDArray[numpy.bool_]]] = []
    for month in range(1, 12 * years + 1):
        year, today = (month + 11) // 12, (1 + rate) ** (-month / 12)
        if month % 12 == 1 and month > 1:
            refreshers.append((month - 1, random.random(count) < offer.refresher_probability))
        start = offer.base_usd * (1 + offer.raise_fraction) ** (year - 1)
        base = start * (1 + offer.promotion_raise_fraction) ** level
        pay = base / 12
        if month % 12 == 0:
            bonus = base * offer.bonus_fraction * offer.bonus_multiple
            pay = pay + (numpy.maximum(bonus, offer.guaranteed_bonus_usd) if year == 1 else bonus)
        if sigma and month <= max(parts):
            shock = random.standard_normal(count) if shocks is None else shocks[month - 1]
            logs += sigma / 12**0.5 * shock - sigma**2 / 24
        if month in parts:
            price = growth ** (month / 12) * numpy.exp(logs)
            pay = pay + offer.grant_usd * kept * parts[month] * price
        for granted, got in refreshers:
            age = month - granted
            vests = 0.25 if age == 12 else 1 / 48 if 12 < age <= 48 else 0.0
            pay = pay + got * offer.refresher_usd * kept * vests * growth ** (age / 12)
        total += today * numpy.where(there, pay, offer.after_layoff_fraction * offer.base_usd / 12)
        if any_month or month % 12 == 6:
            yearly = offer.layoff_probability
            hit = there & (
                random.random(count) < (1 - (1 - yearly) ** (1 / 12) if any_month else yearly)
            )
            last = base * offer.severance_months / 12
            if not offer.layoff_carve_out:
                last = last - offer.sign_on_usd * repaid_fraction(
                    month=month, form=offer.clawback, clawback_months=offer.clawback_months
                )
            total += hit * last * today
            there &= ~hit
        if month % 12 == 0:
            since += 1
            rises = (random.random(count) < offer.promotion_probability) & (since >= waits)
            since[rises] = 0
            level = numpy.minimum(3, level + rises)
    return total / offer.cost_of_living


def paid_by_month(offer: Offer, years: int, rate: float) -> NDArray[numpy.float64]:
    """Give what each month pays without the sign-on, at a certain price, worth today."""
    growth = 1 + (rate if offer.price_growth_fraction is None else offer.price_growth_fraction)
    months = numpy.arange(1, 12 * years + 1)
    base = offer.base_usd * (1 + offer.raise_fraction) ** ((months - 1) // 12)
    paid = base / 12
    paid[11::12] += base[11::12] * offer.bonus_fraction * offer.bonus_multiple
    for month, part in parts_of_schedule(offer).items():
        if month <= 12 * years:
            paid[month - 1] += offer.grant_usd * part * growth ** (month / 12)
    for granted in range(12, 12 * years, 12):
        for month in range(granted + 12, min(granted + 48, 12 * years) + 1):
            part = 0.25 if month == granted + 12 else 1 / 48
            worth = offer.refresher_usd * offer.refresher_probability * part
            paid[month - 1] += worth * growth ** ((month - granted) / 12)
    return paid / (1 + rate) ** (months / 12)


OUTLOOK: dict[str, dict[str, Any]] = {
    "lab": {
        "volatility_fraction": 0.5,
        "refresher_usd": 100_000,
        "refresher_probability": 0.5,
        "layoff_probability": 0.05,
        "severance_months": 3,
        "promotion_probability": 0.1,
        "cost_of_living": 1.1,
    },
    "product": {
        "volatility_fraction": 0.3,
        "refresher_usd": 120_000,
        "refresher_probability": 0.8,
        "layoff_probability": 0.04,
        "severance_months": 3,
        "promotion_probability": 0.2,
    },
}
RISKY_LAB = replace(LAB, **OUTLOOK["lab"])
RISKY_PRODUCT = replace(PRODUCT, **OUTLOOK["product"])
"""The two letters of the pages with an outlook of its own on each, all of it assumed."""
ALIKE: dict[str, Any] = {
    "volatility_fraction": 0.4,
    "refresher_usd": 100_000,
    "refresher_probability": 0.6,
    "layoff_probability": 0.05,
    "severance_months": 3,
    "promotion_probability": 0.15,
}
PAGE_LAB = replace(LAB, cost_of_living=1.1, **ALIKE)
PAGE_PRODUCT = replace(PRODUCT, **ALIKE)
"""The same with the outlook of the pages, alike for both."""
