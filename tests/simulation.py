"""The second method: offers played out a million times with numpy, from the words of the pages."""

from dataclasses import replace
from typing import Any

import numpy
from numpy.typing import NDArray

from careerkb.pay.clawback import repaid_fraction
from careerkb.pay.comparison import LAB, PRODUCT
from careerkb.pay.offers import Offer
from careerkb.pay.private_shares import private_worth
from careerkb.pay.schedules import Schedule


def parts_of_schedule(offer: Offer) -> dict[int, float]:
    """Give the parts of the first grant by month."""
    return parts_of(offer.schedule)


def parts_of(terms: Schedule) -> dict[int, float]:
    """Walk through the months: a part at each of its months, held back until the cliff."""
    parts, held = dict[int, float](), 0.0
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
    waits: int | None = None,
    shocks: NDArray[numpy.float64] | None = None,
) -> NDArray[numpy.float64]:
    """
    Play *count* careers in one job, month by month, and give what each was worth at the start.

    The sign-on comes on the first day. Each month pays a twelfth of base at its end and what vests
    in it at the price of that day; the twelfth of a year pays the bonus too, and after it comes a
    promotion or not. Each anniversary grants a refresher or not. In the sixth month of each year
    comes a layoff or not, and who is not laid off may leave; with *any_month*, a layoff comes in
    each of the twelve with the same chance. A term ends after its years unless it is renewed.
    Private paper is drawn from what its own page says for the full years stayed. What a page
    leaves out: promotions at least *waits* years apart where the offer says nothing of it, and
    *shocks* of a price that another offer shares.
    """
    waits = offer.promotion_after_years if waits is None else waits
    growth = 1 + (rate if offer.price_growth_fraction is None else offer.price_growth_fraction)
    sigma, kept = offer.volatility_fraction, 1 - offer.haircut_fraction
    parts = parts_of_schedule(offer)
    first_day = offer.sign_on_usd + sum(c.usd for c in offer.cash_parts if not c.month)
    total = numpy.full(count, float(first_day))
    there = numpy.ones(count, dtype=bool)
    later = numpy.zeros(count)  # pay of each month after the job
    stopped = numpy.full(count, 12 * years)
    refreshed = parts_of(offer.refresher_schedule)
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
            if offer.bonus_spread:
                heads = random.random(count) < 0.5
                bonus = bonus * (1 + offer.bonus_spread * numpy.where(heads, 1, -1))
            pay = pay + (numpy.maximum(bonus, offer.guaranteed_bonus_usd) if year == 1 else bonus)
        pay = pay + offer.benefits_usd / 12
        pay = pay + sum(c.usd for c in offer.cash_parts if c.month == month)
        if sigma and (month <= max(parts) or offer.more_grants):
            shock = random.standard_normal(count) if shocks is None else shocks[month - 1]
            logs += sigma / 12**0.5 * shock - sigma**2 / 24
        if month in parts:
            price = growth ** (month / 12) * numpy.exp(logs)
            pay = pay + offer.grant_usd * kept * parts[month] * price
        for grant in offer.more_grants:
            part = parts_of(grant.schedule).get(month - grant.start_month, 0.0)
            price = growth ** ((month - grant.priced_month) / 12)
            price = price * numpy.exp(logs) if not grant.priced_month else price
            pay = pay + grant.usd * kept * part * price
        for granted, got in refreshers:
            age = month - granted
            vests = refreshed.get(age, 0.0)
            pay = pay + got * offer.refresher_usd * kept * vests * growth ** (age / 12)
        total += today * numpy.where(there, pay, later)
        if any_month or month % 12 == 6:
            yearly = offer.layoff_probability
            hit = there & (
                random.random(count) < (1 - (1 - yearly) ** (1 / 12) if any_month else yearly)
            )
            last = base * offer.severance_months / 12 - _repaid(offer, month, laid_off=True)
            total += hit * last * today
            later[hit] = offer.after_layoff_fraction * offer.base_usd / 12
            there &= ~hit
            stopped[hit] = month
        if month % 12 == 6 and offer.leaving_probability:
            left = there & (random.random(count) < offer.leaving_probability)
            total -= left * _repaid(offer, month, laid_off=False) * today
            later[left] = offer.after_leaving_multiple * offer.base_usd / 12
            there &= ~left
            stopped[left] = month
        if month % 12 == 0:
            since += 1
            rises = (random.random(count) < offer.promotion_probability) & (since >= waits)
            since[rises] = 0
            level = numpy.minimum(3, level + rises)
        if offer.term_years and month % (12 * offer.term_years) == 0:
            over = there & (random.random(count) >= offer.renewal_probability)
            later[over] = offer.after_term_multiple * offer.base_usd / 12
            there &= ~over
            stopped[over] = month
    total += _paper(offer, stopped, rate, random)
    return total / offer.cost_of_living


def _repaid(offer: Offer, month: int, laid_off: bool) -> float:
    """Give what the clauses of the sign-on and of each cash part reclaim, in their own words."""
    once = [(offer.sign_on_usd, 0, offer.clawback, offer.clawback_months, offer.layoff_carve_out)]
    once += [(c.usd, c.month, c.clawback, c.clawback_months, c.layoff_carve_out)
             for c in offer.cash_parts if c.month <= month]  # fmt: skip
    return sum(
        usd * repaid_fraction(month=month - paid, form=form, clawback_months=until)
        for usd, paid, form, until, carved in once
        if not (laid_off and carved)
    )


def _paper(
    offer: Offer, stopped: NDArray[numpy.int_], rate: float, random: numpy.random.Generator
) -> NDArray[numpy.float64]:
    """Draw what options and private shares bring to who stopped in each month."""
    found = numpy.zeros(len(stopped))
    for month in map(int, numpy.unique(stopped)):
        here = stopped == month
        if (options := offer.options) is not None:
            vested = sum(part for m, part in parts_of(options.schedule).items() if m <= month)
            chances = [one.probability for one in options.outcomes]
            prices = [options.price_usd * one.price_multiple for one in options.outcomes]
            gains = [max(0.0, p - options.strike_usd) for p in [*prices, 0.0]]
            drawn = random.choice(gains, here.sum(), p=[*chances, 1 - sum(chances)])
            found[here] += drawn * vested * options.shares / (1 + rate) ** options.sale_years
        if offer.private is not None and month >= 12:
            grant = replace(offer.private, years_there=month // 12)
            sums = private_worth(grant=grant, discount_rate=rate).sums
            values, chances = [0.0, *sums.values], [sums.nothing, *sums.chances]
            found[here] += random.choice(values, here.sum(), p=chances)
    return found


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
