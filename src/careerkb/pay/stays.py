"""The years of a job as a chain: there, laid off, gone of your own accord, at the end of a term.

Layoffs and leaving come in the middle of a year, a term ends with one. Amounts are US dollars.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import mul
from typing import Annotated

from annotated_types import Interval

from careerkb.inputs import Unit, checked
from careerkb.maths.months import annuities, by_half_year, discounts
from careerkb.maths.sums import Atoms, merged
from careerkb.pay.offers import (
    Offer,
    bonus_usd,
    bonuses,
    cash_by_half_year,
    first_day_usd,
    further_by_month,
    level_by_month,
    owed_usd,
    refresher_by_month,
    shares_by_month,
)

__all__ = ["stop_chances"]

StayYears = Annotated[int, Interval(ge=1, le=30), Unit("years")]

PROMOTIONS = 3
"""Most promotions that are counted."""


@checked
def stop_chances(*, offer: Offer, years: StayYears = 4) -> tuple[tuple[int, float], ...]:
    """
    Give each month in which the job may stop, with its chance.

    Args:
        offer: its terms and your outlook.
        years: how long you would stay if nobody stops you.

    Returns:
        Months in their order with chances above zero that sum to 1.

    Source:
        The middle of each year, if you are laid off or leave; the end of each term, if it is not
        renewed; otherwise the end of the last year.

    Example:
        >>> from careerkb.pay.offers import Offer
        >>> from careerkb.pay.stays import stop_chances
        >>> fellow = Offer(base_usd=70_000, term_years=2, renewal_probability=0.25)
        >>> stop_chances(offer=fellow)
        ((24, 0.75), (48, 0.25))
    """
    found, there = [], 1.0
    for year in range(1, years + 1):
        gone = _gone(offer)
        found.append((12 * year - 6, there * gone))
        there *= 1 - gone
        ended = _ended(offer, year, years)
        found.append((12 * year, there * ended if year < years else there))
        there *= 1 - ended
    return tuple((month, chance) for month, chance in found if chance)


def _gone(offer: Offer) -> float:
    """Give the chance that the middle of a year is the end, by a layoff or your own wish."""
    return offer.layoff_probability + (1 - offer.layoff_probability) * offer.leaving_probability


def _ended(offer: Offer, year: int, years: int) -> float:
    """Give the chance that a term ends with this year, before the last that is looked at."""
    if offer.term_years is None or year == years or year % offer.term_years:
        return 0.0
    return 1 - offer.renewal_probability


@lru_cache(maxsize=512)
def expected_stay_usd(offer: Offer, years: int, rate: float) -> float:
    """Give the mean of all but private paper, with what follows the job, before cost of living."""
    cash, factors = cash_by_half_year(offer, years, rate), _factors(offer)
    shares = by_half_year(shares_by_month(offer, 12 * years, rate))
    single = by_half_year(level_by_month(offer, 12 * years, rate))
    rungs = _start(offer)
    total, there = first_day_usd(offer), 1.0
    for year in range(1, years + 1):
        first, second = 2 * year - 2, 2 * year - 1
        level = sum(map(mul, map(sum, rungs), factors))
        total += there * (cash[first] * level + shares[first] + single[first])
        if _gone(offer):
            for chance, after in _ways_out(offer, year, years, rate, level):
                total += there * chance * after
            there *= 1 - _gone(offer)
        total += there * (cash[second] * level + shares[second] + single[second])
        if ended := _ended(offer, year, years):
            total += there * ended * _later(offer.after_term_multiple, offer, 2 * year, years, rate)
            there *= 1 - ended
        rungs = _climbed(rungs, offer.promotion_probability)
    return total


def _start(offer: Offer) -> list[list[float]]:
    """Give the chance of each level, and in it of each count of years towards the next."""
    waits = offer.promotion_after_years
    return [[1.0] + [0.0] * (waits - 1), *([0.0] * waits for _ in range(PROMOTIONS))]


def _climbed(rungs: list[list[float]], chance: float) -> list[list[float]]:
    """Grow a year older; who has waited long enough rises with this chance, but not at the top."""
    if not chance:
        return rungs
    made, risen = [], 0.0
    for level, ages in enumerate(rungs):
        rise = 0.0 if level == PROMOTIONS else chance * ages[-1]
        older = [0.0, *ages[:-1]]
        older[0] += risen
        older[-1] = older[-1] + ages[-1] - rise
        made.append(older)
        risen = rise
    return made


def _factors(offer: Offer) -> list[float]:
    """Give what each number of promotions makes of base and bonus."""
    return [(1 + offer.promotion_raise_fraction) ** count for count in range(PROMOTIONS + 1)]


def _later(times: float, offer: Offer, half: int, years: int, rate: float) -> float:
    """Give the pay from a half year on, as a multiple of this base."""
    return times * offer.base_usd * math.fsum(annuities(rate, years)[half:])


def _ways_out(
    offer: Offer, year: int, years: int, rate: float, level: float
) -> Iterator[tuple[float, float]]:
    """Give the chance of a layoff in mid-year and of leaving then, each with what follows it."""
    month, laid_off = 12 * year - 6, offer.layoff_probability
    today = discounts(rate, 12 * years)[month]
    if laid_off:
        base = offer.base_usd * (1 + offer.raise_fraction) ** (year - 1) * level
        at_end = (base * offer.severance_months / 12 - owed_usd(offer, month, True)) * today
        after = _later(offer.after_layoff_fraction, offer, 2 * year - 1, years, rate)
        yield laid_off, at_end + after
    if offer.leaving_probability:
        after = _later(offer.after_leaving_multiple, offer, 2 * year - 1, years, rate)
        yield (
            (1 - laid_off) * offer.leaving_probability,
            after - owed_usd(offer, month, False) * today,
        )


def cash_by_stay(offer: Offer, years: int, rate: float) -> list[tuple[int, Atoms]]:
    """Give each month of stopping, with the sums, today, of all but what rides on a price."""
    cash, factors = cash_by_half_year(offer, years, rate), _factors(offer)
    single = by_half_year(level_by_month(offer, 12 * years, rate))
    if any(grant.priced_month for grant in offer.more_grants):
        later = by_half_year(further_by_month(offer, 12 * years, rate, later=True))
        single = tuple(map(sum, zip(single, later, strict=True)))
    days = discounts(rate, 12 * years)
    one = by_half_year(refresher_by_month(offer, rate))
    lasts = len(offer.refresher_schedule.yearly_fractions)

    def refreshed(atoms: Atoms, granted: Iterable[int], halves: int, parts: int = 1) -> Atoms:
        """Add what has vested of the refreshers of some years after so many half years."""
        for year in granted:
            worth = days[12 * year - 12] * math.fsum(one[: max(0, halves - 2 * year + 2)])
            atoms = _maybe(atoms, worth, offer.refresher_probability, parts)
        return atoms

    waits = offer.promotion_after_years
    rungs: list[list[Atoms]] = [[[] for _ in range(waits)] for _ in factors]
    rungs[0][0] = [(first_day_usd(offer), 1.0)]
    stays: list[tuple[int, Atoms]] = []
    there = 1.0
    for year in range(1, years + 1):
        rungs = _paid(rungs, factors, cash[2 * year - 2], single[2 * year - 2])
        if gone := _gone(offer):
            left = [
                (value + more, chance * there * way)
                for ages, factor in zip(rungs, factors, strict=True)
                for way, more in _ways_out(offer, year, years, rate, factor)
                for atoms in ages
                for value, chance in atoms
            ]
            recent = range(max(2, year - lasts + 1), year + 1)
            stays.append((12 * year - 6, refreshed(merged(left), recent, 2 * year - 1)))
            there *= 1 - gone
        rungs = _paid(rungs, factors, cash[2 * year - 1], single[2 * year - 1])
        rungs = _swung(rungs, factors, offer, year, days[12 * year])
        if year > lasts:  # the refresher of so many years ago has vested in full
            rungs = [
                [refreshed(a, [year - lasts + 1], 2 * year, waits) for a in ages] for ages in rungs
            ]
        rungs = _promoted(rungs, offer.promotion_probability)
        ended = _ended(offer, year, years) if year < years else 1.0
        if ended:
            after = _later(offer.after_term_multiple, offer, 2 * year, years, rate)
            left = [
                (value + after, chance * there * ended)
                for ages in rungs for atoms in ages for value, chance in atoms
            ]  # fmt: skip
            open_still = range(max(2, year - lasts + 2), year + 1)
            stays.append((12 * year, refreshed(merged(left), open_still, 2 * year)))
            there *= 1 - ended
    return [(month, [(v / offer.cost_of_living, c) for v, c in left if c]) for month, left in stays]


def _paid(
    rungs: list[list[Atoms]], factors: list[float], cash: float, single: float
) -> list[list[Atoms]]:
    """Add what half a year pays at each level."""
    return [
        [[(value + (cash * f + single), chance) for value, chance in atoms] for atoms in ages]
        for ages, f in zip(rungs, factors, strict=True)
    ]


def _swung(
    rungs: list[list[Atoms]], factors: list[float], offer: Offer, year: int, today: float
) -> list[list[Atoms]]:
    """Let the bonus of a year lie above or below its mean, which has been paid."""
    ways, mean = bonuses(offer, year), bonus_usd(offer, year)
    if len(ways) == 1:
        return rungs
    return [
        [
            merged(
                [(v + (usd - mean) * today * f, c * p) for usd, p in ways for v, c in atoms],
                len(ages),
            )
            for atoms in ages
        ]
        for ages, f in zip(rungs, factors, strict=True)
    ]


def _maybe(atoms: Atoms, amount: float, chance: float, parts: int) -> Atoms:
    """Add an amount with a chance."""
    if not (atoms and amount and chance):
        return atoms
    without = [(value, weight * (1 - chance)) for value, weight in atoms]
    return merged([*without, *((v + amount, w * chance) for v, w in atoms)], parts)


def _promoted(rungs: list[list[Atoms]], chance: float) -> list[list[Atoms]]:
    """Grow a year older, as `_climbed` does, with the sums so far."""
    if not chance:
        return rungs
    made, risen = [], Atoms()
    for level, ages in enumerate(rungs):
        rises = level < PROMOTIONS
        stay = [(v, w * (1 - chance)) for v, w in ages[-1]] if rises else ages[-1]
        older: list[Atoms] = [[], *ages[:-1]]
        older[-1] = [*older[-1], *stay]
        older[0] = [*older[0], *risen]
        made.append([merged(atoms, len(older)) for atoms in older])
        risen = [(v, w * chance) for v, w in ages[-1]] if rises else []
    return made
