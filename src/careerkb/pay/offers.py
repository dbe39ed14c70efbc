"""One offer, and its worth under every definition of total compensation, side by side.

Amounts are US dollars before tax, years count from the start date. One calendar holds on all
pages: the sign-on on the first day, base at the end of each month, a year's bonus at the end of
its twelfth month, shares on the day they vest, a refresher at each anniversary.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Annotated

from annotated_types import Interval, Len

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
from careerkb.pay.grants import CashPart, ListedGrant, OptionGrant, SaleOutcome
from careerkb.pay.private_grant import PrivateGrant
from careerkb.pay.schedules import EVEN, Schedule, monthly_fractions
from careerkb.pay.vesting import PriceGrowth

__all__ = ["Offer", "year_usd"]

Year = Annotated[int, Interval(ge=1, le=50), Unit("year, from 1")]
Raise = Annotated[float, Interval(ge=-0.5, le=0.5), Unit("fraction a year")]
Multiple = Annotated[float, Interval(ge=0, le=5), Unit("times the target")]
Volatility = Annotated[float, Interval(ge=0, le=1.5), Unit("fraction a year, standard deviation")]
SeveranceMonths = Annotated[float, Interval(ge=0, le=36), Unit("months of base pay")]
Times = Annotated[float, Interval(ge=0, le=10), Unit("times this base pay")]
YearsInLevel = Annotated[int, Interval(ge=1, le=10), Unit("years")]
TermYears = Annotated[int, Interval(ge=1, le=10), Unit("years")]
CashParts = Annotated[Sequence[CashPart], Len(0, 8)]
MoreGrants = Annotated[Sequence[ListedGrant], Len(0, 8)]
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
        benefits_usd: yearly worth of what is paid besides base, the same every year.
        cash_parts: sums that are paid once, besides the sign-on.
        more_grants: further grants of the same listed shares.
        refresher_schedule: when a refresher vests, counted from its own grant day.
        bonus_spread: how far the bonus swings: this share above or below, with even chances; a
            promised first bonus stays the least.
        promotion_after_years: least time in a level before the next promotion.
        leaving_probability: chance in each year that you leave of your own accord, in the middle
            of it, repaying what the clauses say and without severance.
        after_leaving_multiple: pay from then on, as a multiple of this base.
        term_years: how long the contract lasts; left out, it has no end.
        renewal_probability: chance at each end that it is renewed for as long again.
        after_term_multiple: pay after a term that was not renewed, as a multiple of this base.
        private: a grant of shares that no exchange prices; how long you stay comes from the offer.
        options: options of a company that is not listed.

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
    benefits_usd: Usd = 0.0
    cash_parts: CashParts = ()
    more_grants: MoreGrants = ()
    refresher_schedule: Schedule = EVEN
    bonus_spread: Fraction = 0.0
    promotion_after_years: YearsInLevel = 1
    leaving_probability: Probability = 0.0
    after_leaving_multiple: Times = 1.0
    term_years: TermYears | None = None
    renewal_probability: Probability = 0.0
    after_term_multiple: Times = 1.0
    private: PrivateGrant | None = None
    options: OptionGrant | None = None

    def __post_init__(self) -> None:
        """Refuse a promised bonus that is surely a slip."""
        object.__setattr__(self, "cash_parts", tuple(self.cash_parts))
        object.__setattr__(self, "more_grants", tuple(self.more_grants))
        if self.guaranteed_bonus_usd > 5 * self.base_usd * (1 + 1e-9):
            most = f"at most five times base_usd, {5 * self.base_usd:,.0f}"
            raise refusal("guaranteed_bonus_usd", self.guaranteed_bonus_usd, most)

    @classmethod
    def examples(cls) -> tuple[Offer, ...]:
        """Give an offer with every part but private shares, for generated tests."""
        part = CashPart(usd=30_000, month=12, clawback_months=12)
        grant = ListedGrant(usd=100_000, start_month=12, priced_month=6)
        sold = SaleOutcome(probability=0.1, price_multiple=10)
        options = OptionGrant(shares=1_000, strike_usd=1, price_usd=2, outcomes=[sold])
        plain = cls(base_usd=200_000, bonus_fraction=0.1, grant_usd=100_000, refresher_usd=20_000)
        rich = replace(plain, cash_parts=[part], more_grants=[grant], benefits_usd=20_000)
        return plain, rich, replace(rich, options=options, term_years=2, bonus_spread=0.2)


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


def bonuses(offer: Offer, year: int) -> tuple[tuple[float, float], ...]:
    """Give what the bonus of a year may be, each with its chance; the promised one is the least."""
    base = offer.base_usd * (1 + offer.raise_fraction) ** (year - 1)
    target = base * offer.bonus_fraction * offer.bonus_multiple
    least = offer.guaranteed_bonus_usd if year == 1 else 0.0
    if not (offer.bonus_spread and target):
        return ((max(target, least), 1.0),)
    swings = (1 - offer.bonus_spread, 1 + offer.bonus_spread)
    return tuple((max(target * swing, least), 0.5) for swing in swings)


def bonus_usd(offer: Offer, year: int) -> float:
    """Give the expected bonus of a year."""
    return math.fsum(usd * chance for usd, chance in bonuses(offer, year))


def sign_on_and_cash(offer: Offer) -> tuple[CashPart, ...]:
    """Give every sum that is paid once, the sign-on first."""
    first = CashPart(
        usd=offer.sign_on_usd,
        clawback=offer.clawback,
        clawback_months=offer.clawback_months,
        layoff_carve_out=offer.layoff_carve_out,
        label="sign-on",
    )
    return (first, *offer.cash_parts)


def first_day_usd(offer: Offer) -> float:
    """Give what is paid on the first day."""
    return math.fsum(p.usd for p in sign_on_and_cash(offer) if not p.month)


def owed_usd(offer: Offer, month: int, laid_off: bool) -> float:
    """Give what you owe back if you go at the end of a month."""
    return math.fsum(part.owed_usd(month, laid_off) for part in sign_on_and_cash(offer))


def level_by_month(offer: Offer, months: int, rate: float) -> tuple[float, ...]:
    """Give benefits and cash parts after the first day by month, worth today, at any level."""
    days = discounts(rate, months)
    found = [offer.benefits_usd / 12 * today for today in days[1:]]
    for part in offer.cash_parts:
        if 0 < part.month <= months:
            found[part.month - 1] += part.usd * days[part.month]
    return tuple(found)


def refresher_by_month(offer: Offer, rate: float) -> tuple[float, ...]:
    """Give what one refresher that comes is worth on its grant day, by month since that day."""
    terms = monthly_fractions(schedule=offer.refresher_schedule)
    parts = worth_by_month(terms, growth_of(offer, rate), rate)
    return tuple(offer.refresher_usd * (1 - offer.haircut_fraction) * part for part in parts)


def shares_by_month(offer: Offer, months: int, rate: float) -> tuple[float, ...]:
    """Give what is expected to vest in each month, the refreshers so far included, worth today."""
    kept = 1 - offer.haircut_fraction
    refresher = offer.refresher_probability * offer.refresher_usd * kept
    growth = growth_of(offer, rate)
    terms = (offer.schedule, offer.refresher_schedule)
    found = _shares(*terms, offer.grant_usd * kept, refresher, growth, months, rate)
    if not offer.more_grants:
        return found
    more = (further_by_month(offer, months, rate, later) for later in (False, True))
    return tuple(map(math.fsum, zip(found, *more, strict=True)))


def further_by_month(offer: Offer, months: int, rate: float, later: bool) -> tuple[float, ...]:
    """Give what further grants bring by month, worth today: those priced on day 0, or later."""
    found, days = [0.0] * months, discounts(rate, months)
    kept, growth = 1 - offer.haircut_fraction, 1 + growth_of(offer, rate)
    for grant in offer.more_grants:
        if bool(grant.priced_month) != later:
            continue
        for age, part in enumerate(monthly_fractions(schedule=grant.schedule), 1):
            month = grant.start_month + age
            if part and month <= months:
                price = growth ** ((month - grant.priced_month) / 12)
                found[month - 1] += grant.usd * kept * part * price * days[month]
    return tuple(found)


@lru_cache(maxsize=256)
def _shares(
    terms: Schedule, refreshed: Schedule, grant: float, refresher: float, growth: float,
    months: int, rate: float,
) -> tuple[float, ...]:  # fmt: skip
    parts = worth_by_month(monthly_fractions(schedule=terms), growth, rate)
    found = [grant * part for part in parts[:months]] + [0.0] * (months - len(parts))
    if refresher:
        one = worth_by_month(monthly_fractions(schedule=refreshed), growth, rate)
        days = discounts(rate, months)
        for day in range(12, months, 12):
            for age, part in enumerate(one[: months - day]):
                found[day + age] += refresher * days[day] * part
    return tuple(found)


def years_worth_usd(offer: Offer, years: int, rate: float) -> list[float]:
    """Give what each year pays, worth today, at the level of the start; no private paper."""
    cash = cash_by_half_year(offer, years, rate)
    level = by_half_year(level_by_month(offer, 12 * years, rate))
    shares = by_half_year(shares_by_month(offer, 12 * years, rate))
    paid = [
        cash[i] + cash[i + 1] + shares[i] + shares[i + 1] + (level[i] + level[i + 1])
        for i in range(0, 2 * years, 2)
    ]
    return [paid[0] + first_day_usd(offer), *paid[1:]]


YEARLY = "no year can be named in which they pay; compare two offers with them instead"


def without_paper(offer: Offer, where: str, cause: str = YEARLY) -> None:
    """Refuse private shares and options where they cannot be counted."""
    for name in ("private", "options"):
        if getattr(offer, name) is not None:
            raise refusal(name, "a grant", f"left out of {where}", cause)


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
