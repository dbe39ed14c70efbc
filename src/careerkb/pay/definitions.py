"""Every definition of total compensation, side by side, for one offer."""

from __future__ import annotations

import math

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import (
    Rate,
    checked,
)
from careerkb.maths.months import annuities
from careerkb.pay.offers import (
    Offer,
    Year,
    owed_usd,
    sign_on_and_cash,
    without_paper,
    year_usd,
    years_worth_usd,
)

__all__ = [
    "annual_equivalent_usd",
    "annualised_usd",
    "average_usd",
    "guaranteed_usd",
    "net_present_value_usd",
    "offers_answer",
    "run_rate_usd",
]

QUOTED_YEARS = 4
"""Years over which the quoted, annualised number spreads the grant and the sign-on."""
EXAMPLE = Offer(base_usd=245_000, bonus_fraction=0.15, sign_on_usd=75_000, grant_usd=600_000)
"""An illustration with round terms, used where a page needs an offer."""


@checked
def annualised_usd(*, offer: Offer) -> float:
    """
    Give the number that pay sites quote: a quarter of sign-on and grant on top of base and bonus.

    Args:
        offer: the terms.

    Returns:
        Dollars a year; the schedule does not matter to it, and refreshers and benefits are not in
        it. Cash parts and further grants count as sign-on and grant do, if they come in four years.

    Raises:
        ValueError: the offer is no offer.

    Source:
        The new-offer definition of a large pay site, ``base + target bonus + sign-on/4 + grant/4``.
    """
    months = 12 * QUOTED_YEARS
    once = math.fsum(part.usd for part in sign_on_and_cash(offer) if part.month <= months)
    more = math.fsum(grant.usd for grant in offer.more_grants if grant.start_month < months)
    spread = (once + offer.grant_usd + more) / QUOTED_YEARS
    return offer.base_usd * (1 + offer.bonus_fraction) + spread


@checked
def average_usd(*, offer: Offer, years: Year = QUOTED_YEARS) -> float:
    """
    Give the yearly mean over some years.

    Args:
        offer: the terms.
        years: how many, from the start.

    Returns:
        Dollars a year before tax.

    Source:
        Mean of `year_usd`.
    """
    return math.fsum(years_worth_usd(offer, years, 0.0)) / years


@checked
def net_present_value_usd(
    *, offer: Offer, years: Year = QUOTED_YEARS, discount_rate: Rate = 0.08
) -> float:
    """
    Give today's value of all that is paid over some years.

    Args:
        offer: the terms.
        years: how many, from the start.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        Dollars today, before tax, each payment discounted from its own month.

    Source:
        ``sum of CF_m / (1 + r)**(m / 12)`` over months.
    """
    return math.fsum(years_worth_usd(offer, years, discount_rate))


@checked
def annual_equivalent_usd(
    *, offer: Offer, years: Year = QUOTED_YEARS, discount_rate: Rate = 0.08
) -> float:
    """
    Give the even yearly pay with the same present value.

    Args:
        offer: the terms.
        years: how many, from the start.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        Dollars a year.

    Source:
        Present value over that of a dollar a year, paid by month.
    """
    value = net_present_value_usd(offer=offer, years=years, discount_rate=discount_rate)
    return value / math.fsum(annuities(discount_rate, years))


@checked
def run_rate_usd(*, offer: Offer) -> float:
    """
    Give the year after the first grant has ended, with refreshers as expected.

    Args:
        offer: the terms.

    Returns:
        Dollars; without refreshers this is the cliff that follows a large first grant.

    Raises:
        ValueError: the offer is no offer.

    Source:
        `year_usd` of the year after the last of all schedules.
    """
    ends = (grant.last_month for grant in offer.more_grants)
    last = max((12 * len(offer.schedule.yearly_fractions), *ends))
    return year_usd(offer=offer, year=math.ceil(last / 12) + 1)


@checked
def guaranteed_usd(*, offer: Offer) -> float:
    """
    Give what the letter promises for the first year whatever happens to the share price.

    Args:
        offer: the terms.

    Returns:
        Base, the promised bonus, benefits, and what stays yours at the end of the year of sign-on
        and cash parts.

    Raises:
        ValueError: the offer is no offer.

    Source:
        ``base + contractual bonus + benefits + single sums net of clawback``.
    """
    paid = math.fsum(part.usd for part in sign_on_and_cash(offer) if part.month <= 12)
    kept = paid - owed_usd(offer, 12, laid_off=False)
    return offer.base_usd + offer.guaranteed_bonus_usd + kept + offer.benefits_usd


@checked
def offers_answer(*, offer: Offer = EXAMPLE, discount_rate: Rate = 0.08) -> Answer:
    """
    Show every definition for one offer.

    Args:
        offer: the terms.
        discount_rate: for the present value.

    Returns:
        The spread between definitions as a sentence, each definition as a row and a bar.

    Source:
        The functions of this page, one a row.
    """
    without_paper(offer, "the definitions of yearly pay")
    discounted = annual_equivalent_usd(offer=offer, discount_rate=discount_rate)
    values = {
        "guaranteed, first year": guaranteed_usd(offer=offer),
        "first year": year_usd(offer=offer, year=1),
        "second year": year_usd(offer=offer, year=2),
        "annualised, as quoted": annualised_usd(offer=offer),
        "four-year average": average_usd(offer=offer),
        "annual equivalent": discounted,
        "run rate after the grant": run_rate_usd(offer=offer),
    }
    low, high = min(values, key=values.__getitem__), max(values, key=values.__getitem__)
    headline = (
        f"Every definition reads {values[low]:,.0f} dollars: nothing in this offer changes by year."
        if values[low] == values[high]
        else f"One offer reads from {values[low]:,.0f} ({low}) to {values[high]:,.0f} dollars"
        f" ({high}); its four-year average is {values['four-year average']:,.0f}."
    )
    return Answer(
        headline=headline,
        table=Table(
            columns=(Column(name="definition"), Column(name="value", unit="USD a year")),
            rows=tuple(values.items()),
        ),
        chart=Chart(
            kind="bar",
            title="One offer under every definition of total compensation",
            summary=headline,
            x_label="definition",
            y_label="USD a year, before tax",
            series=(Series(name="offer", x=tuple(values), y=tuple(values.values())),),
        ),
    )
