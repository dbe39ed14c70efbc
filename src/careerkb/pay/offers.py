"""One offer, and its worth under every definition of total compensation, side by side.

Amounts are US dollars before tax, years count from the start date. One calendar holds on all
pages: the sign-on on the first day, base at the end of each month, a year's bonus at the end of
its twelfth month, shares on the day they vest, a refresher at each anniversary.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated

from annotated_types import Interval

from careerkb.inputs import (
    Fraction,
    Probability,
    Unit,
    Usd,
    YearlyPayUsd,
    checked,
    record,
    refusal,
)
from careerkb.maths.months import annuities, by_half_year, discounts, worth_by_month
from careerkb.pay.clawback import ClawbackMonths, Form
from careerkb.pay.schedules import EVEN, Schedule, monthly_fractions
from careerkb.pay.vesting import PriceGrowth

__all__ = ["Offer", "year_usd"]

Year = Annotated[int, Interval(ge=1, le=50), Unit("year, from 1")]
Raise = Annotated[float, Interval(ge=-0.5, le=0.5), Unit("fraction a year")]
Multiple = Annotated[float, Interval(ge=0, le=5), Unit("times the target")]
Volatility = Annotated[float, Interval(ge=0, le=1.5), Unit("fraction a year, standard deviation")]
SeveranceMonths = Annotated[float, Interval(ge=0, le=36), Unit("months of base pay")]
CostOfLiving = Annotated[float, Interval(ge=0.5, le=3), Unit("times the average place")]


@record
class Offer:
    """
    One offer: what its letter says, and what you expect of it that no letter says.

    The letter is `base_usd` to `schedule`; from `bonus_multiple` on, the values are your outlook,
    and each defaults to what changes nothing.

    Args:
        base_usd: yearly base pay.
        bonus_fraction: target bonus as a share of base.
        guaranteed_bonus_usd: bonus of the first year that the contract promises.
        sign_on_usd: sign-on bonus, paid at the start.
        clawback: how it is reclaimed if you leave early; see `careerkb.pay.clawback`.
        clawback_months: until when leaving means repaying.
        layoff_carve_out: whether a layoff leaves the sign-on yours.
        grant_usd: value of the first grant at the price of the grant day.
        schedule: when the grant vests.
        bonus_multiple: expected payout of the target; 1 is on target.
        raise_fraction: yearly raise of base.
        refresher_usd: value of each later yearly grant; letters rarely promise one.
        refresher_probability: chance of each refresher.
        price_growth_fraction: expected yearly growth of the share price; left out, it grows as
            the discount rate, so that a share is worth its price today.
        haircut_fraction: what you take off the worth of shares for their risk, or because your
            savings and your job hang on one company.
        volatility_fraction: standard deviation of a year's change of the price; 0 for none.
        layoff_probability: chance of a layoff in each year, taken in the middle of it.
        severance_months: paid at a layoff.
        after_layoff_fraction: pay from then on, as a share of this base, time without work
            included.
        promotion_probability: chance of a promotion at the end of each year, at most three times.
        promotion_raise_fraction: what a promotion adds to base, and so to the bonus.
        cost_of_living: what a dollar's worth of living costs there, against the average place.

    Raises:
        ValueError: a term is out of range, or the promised bonus exceeds five years of base.
    """

    base_usd: YearlyPayUsd
    bonus_fraction: Fraction = 0.0
    guaranteed_bonus_usd: Usd = 0.0
    sign_on_usd: Usd = 0.0
    clawback: Form = "prorated"
    clawback_months: ClawbackMonths = 12
    layoff_carve_out: bool = True
    grant_usd: Usd = 0.0
    schedule: Schedule = EVEN
    bonus_multiple: Multiple = 1.0
    raise_fraction: Raise = 0.0
    refresher_usd: Usd = 0.0
    refresher_probability: Probability = 1.0
    price_growth_fraction: PriceGrowth | None = None
    haircut_fraction: Fraction = 0.0
    volatility_fraction: Volatility = 0.0
    layoff_probability: Probability = 0.0
    severance_months: SeveranceMonths = 0.0
    after_layoff_fraction: Fraction = 0.8
    promotion_probability: Probability = 0.0
    promotion_raise_fraction: Raise = 0.2
    cost_of_living: CostOfLiving = 1.0

    def __post_init__(self) -> None:
        """Refuse a promised bonus that is surely a slip."""
        if self.guaranteed_bonus_usd > 5 * self.base_usd * (1 + 1e-9):
            most = f"at most five times base_usd, {5 * self.base_usd:,.0f}"
            raise refusal("guaranteed_bonus_usd", self.guaranteed_bonus_usd, most)


def growth_of(offer: Offer, rate: float) -> float:
    """Give the growth of the price a year: the discount rate where the offer says none."""
    return rate if offer.price_growth_fraction is None else offer.price_growth_fraction


def cash_by_half_year(offer: Offer, years: int, rate: float) -> list[float]:
    """Give base and bonus of each half year, worth today; the second half holds the bonus."""
    halves, ends = annuities(rate, years), discounts(rate, 12 * years)[12::12]
    paid = []
    for year, end in enumerate(ends):
        base = offer.base_usd * (1 + offer.raise_fraction) ** year
        first, second = halves[2 * year : 2 * year + 2]
        paid += [base * first, base * second + bonus_usd(offer, year + 1) * end]
    return paid


def bonus_usd(offer: Offer, year: int) -> float:
    """Give the bonus of a year: in the first the promised one, if that is larger."""
    base = offer.base_usd * (1 + offer.raise_fraction) ** (year - 1)
    bonus = base * offer.bonus_fraction * offer.bonus_multiple
    return max(bonus, offer.guaranteed_bonus_usd) if year == 1 else bonus


def refresher_by_month(offer: Offer, rate: float) -> tuple[float, ...]:
    """Give what one refresher that comes is worth on its grant day, by month since that day."""
    parts = worth_by_month(monthly_fractions(schedule=EVEN), growth_of(offer, rate), rate)
    return tuple(offer.refresher_usd * (1 - offer.haircut_fraction) * part for part in parts)


def shares_by_month(offer: Offer, months: int, rate: float) -> tuple[float, ...]:
    """Give what is expected to vest in each month, the refreshers so far included, worth today."""
    kept = 1 - offer.haircut_fraction
    refresher = offer.refresher_probability * offer.refresher_usd * kept
    growth = growth_of(offer, rate)
    return _shares(offer.schedule, offer.grant_usd * kept, refresher, growth, months, rate)


@lru_cache(maxsize=256)
def _shares(
    terms: Schedule, grant: float, refresher: float, growth: float, months: int, rate: float
) -> tuple[float, ...]:
    parts = worth_by_month(monthly_fractions(schedule=terms), growth, rate)
    found = [grant * part for part in parts[:months]] + [0.0] * (months - len(parts))
    if refresher:
        one = worth_by_month(monthly_fractions(schedule=EVEN), growth, rate)
        days = discounts(rate, months)
        for day in range(12, months, 12):
            for age, part in enumerate(one[: months - day]):
                found[day + age] += refresher * days[day] * part
    return tuple(found)


def years_worth_usd(offer: Offer, years: int, rate: float) -> list[float]:
    """Give what each year pays, worth today, at the level of the start."""
    cash = cash_by_half_year(offer, years, rate)
    shares = by_half_year(shares_by_month(offer, 12 * years, rate))
    paid = [cash[i] + cash[i + 1] + shares[i] + shares[i + 1] for i in range(0, 2 * years, 2)]
    return [paid[0] + offer.sign_on_usd, *paid[1:]]


@checked
def year_usd(*, offer: Offer, year: Year) -> float:
    """
    Give what an offer pays in one year: base, bonus, sign-on and vested stock.

    Args:
        offer: the terms.
        year: 1 for the first twelve months.

    Returns:
        Dollars before tax, as a year's wage statement would show them, if you stay at the same
        level; layoff, promotion, volatility and cost of living are for `careerkb.pay.risk`.

    Source:
        The W-2 definition: the sum over twelve months, stock at the expected price of the day it
        vests, or at the price of its grant day where the offer says no growth.

    Example:
        >>> from careerkb.pay.definitions import EXAMPLE
        >>> from careerkb.pay.offers import year_usd
        >>> [year_usd(offer=EXAMPLE, year=y) for y in (1, 2)]
        [506750.0, 431750.0]
    """
    return years_worth_usd(offer, year, 0.0)[-1]
