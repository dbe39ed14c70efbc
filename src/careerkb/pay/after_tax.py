"""Two offers after tax: what each leaves, year by year and in all, and when both leave the same.

Amounts are US dollars after federal, payroll and state tax, divided by the cost of living.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate
from operator import mul
from typing import Annotated, Any

from annotated_types import Interval

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Fraction, Rate, checked
from careerkb.maths.root import find_root
from careerkb.pay.break_even import least_value
from careerkb.pay.comparison import LAB, PRODUCT
from careerkb.pay.itemizing import FILER, Filer, FilingThen
from careerkb.pay.offers import Offer, without_paper, years_worth_usd
from careerkb.pay.tax import take_home_usd
from careerkb.pay.worth import Horizon

__all__ = [
    "after_tax_answer",
    "after_tax_break_even_base_usd",
    "after_tax_value_usd",
    "after_tax_years_usd",
]

StateRate = Annotated[Fraction, Interval(ge=0, le=0.2)]
"""At most a fifth: with every federal rate on top, part of each further dollar is still left."""
BAND = 0.02
"""Part of the larger value within which the lead is too close to call, as in a comparison."""


@checked
def after_tax_years_usd(
    *,
    offer: Offer,
    years: Horizon = 4,
    filer: FilingThen = FILER,
    state_rate: StateRate = 0.0,
) -> tuple[float, ...]:
    """
    Give what is left of each year of an offer.

    Args:
        offer: its terms and your outlook; chances of layoff and promotion are not used here.
        years: how long you stay.
        state_rate: share of all wages that the state takes.

    Returns:
        Dollars of each year, not discounted, divided by the cost of living.

    Raises:
        ValueError: an argument is out of range, or a year pays more than can be taxed here.

    Source:
        `careerkb.pay.tax.take_home_usd` of the wages of `careerkb.pay.offers.year_usd`, shares at
        their full price; a haircut comes off what is left of them. Benefits are taken as untaxed,
        as an employer's premiums and match are when they are paid.

    Example:
        >>> from careerkb.pay.after_tax import after_tax_years_usd
        >>> from careerkb.pay.offers import Offer
        >>> [round(usd, 2) for usd in after_tax_years_usd(offer=Offer(base_usd=245_000), years=2)]
        [179899.5, 179899.5]
    """
    law: dict[str, Any] = {"filer": filer, "state_rate": state_rate}
    kept = _kept_fractions(offer, years, **law)
    return tuple(map(mul, kept, _worth(offer, years, 0.0)))


def _worth(offer: Offer, years: int, rate: float) -> list[float]:
    """Give what each year pays before tax, in today's dollars, divided by the cost of living."""
    return [usd / offer.cost_of_living for usd in years_worth_usd(offer, years, rate)]


def _kept_fractions(offer: Offer, years: int, filer: Filer, state_rate: float) -> list[float]:
    """Give the part of each year's wages that tax leaves; no haircut makes wages smaller."""
    law: dict[str, Any] = {"filer": filer, "state_rate": state_rate}
    without_paper(offer, "pay after tax")
    paid = years_worth_usd(replace(offer, haircut_fraction=0.0), years, 0.0)
    free = offer.benefits_usd
    return [(take_home_usd(wages_usd=usd - free, **law) + free) / usd for usd in paid]


@checked
def after_tax_value_usd(
    *,
    offer: Offer,
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
    filer: FilingThen = FILER,
    state_rate: StateRate = 0.0,
) -> float:
    """
    Give today's value of what tax leaves of an offer.

    Args:
        offer: its terms and your outlook; chances of layoff and promotion are not used here.
        years: how long you stay.
        discount_rate: what a dollar a year later is worth less.
        state_rate: share of all wages that the state takes.

    Returns:
        Dollars today, divided by the cost of living, each payment discounted from its own month.

    Raises:
        ValueError: an argument is out of range, or a year pays more than can be taxed here.

    Source:
        What each year pays today times the part that tax leaves of its wages: every payment of a
        year is taxed alike.
    """
    law: dict[str, Any] = {"filer": filer, "state_rate": state_rate}
    kept = _kept_fractions(offer, years, **law)
    return math.fsum(map(mul, kept, _worth(offer, years, discount_rate)))


@checked
def after_tax_break_even_base_usd(
    *,
    offer_a: Offer,
    offer_b: Offer,
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
    filer: FilingThen = FILER,
    state_rate_a: StateRate = 0.0,
    state_rate_b: StateRate = 0.0,
) -> float | None:
    """
    Give the base pay of the second offer at which both leave the same after tax.

    Args:
        offer_a: the first offer.
        offer_b: the second, whose base is moved and with it a bonus that is a share of base.
        years: how long you stay.
        discount_rate: what a dollar a year later is worth less.
        state_rate_a: share of all wages that the state of the first takes.
        state_rate_b: share of all wages that the state of the second takes.

    Returns:
        Dollars a year before tax, or None when no base from 1,000 (or from a fifth of a promised
        bonus, if that is more) to ten million does it.

    Raises:
        ValueError: an argument is out of range, or a year pays more than can be taxed here.

    Source:
        Root of the difference of values after tax, which falls with every dollar of that base.
    """
    value = partial(after_tax_value_usd, years=years, discount_rate=discount_rate, filer=filer)
    goal = value(offer=offer_a, state_rate=state_rate_a)

    def short(base_usd: float) -> float:
        return goal - value(offer=replace(offer_b, base_usd=base_usd), state_rate=state_rate_b)

    low = least_value(offer_b, "base_usd")
    ends = (low, max(low, 1e7))
    at_low, at_high = map(short, ends)
    return find_root(short, ends, (at_low, at_high)) if at_low >= 0 >= at_high != at_low else None


@checked
def after_tax_answer(
    *,
    offer_a: Offer = LAB,
    offer_b: Offer = PRODUCT,
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
    filer: FilingThen = FILER,
    state_rate_a: StateRate = 0.05,
    state_rate_b: StateRate = 0.05,
) -> Answer:
    """
    Show which of two offers leaves more after tax, and what tax does to the lead.

    Args:
        offer_a: the first offer.
        offer_b: the second offer and your outlook on it.
        years: how long you stay.
        discount_rate: what a dollar a year later is worth less.
        state_rate_a: share of all wages that the state of the first takes.
        state_rate_b: share of all wages that the state of the second takes.

    Returns:
        The lead before and after tax as a sentence; each year and all together as rows; the lead
        by the years that you stay as lines.

    Raises:
        ValueError: an argument is out of range, or a year pays more than can be taxed here.

    Source:
        `after_tax_years_usd`, and the same years before tax.
    """
    columns, today = list[Sequence[float]](), list[Sequence[float]]()
    for offer, state_rate in ((offer_a, state_rate_a), (offer_b, state_rate_b)):
        kept = _kept_fractions(offer, years, state_rate=state_rate, filer=filer)
        for worths, rate in ((columns, 0.0), (today, discount_rate)):
            paid = _worth(offer, years, rate)
            worths += [paid, list(map(mul, kept, paid))]
    totals = [math.fsum(column) for column in today]
    headline = _headline(totals, years)
    heads = ("first, before tax", "first, left", "second, before tax", "second, left", "difference")
    rows = [(f"{year}", *row) for year, row in enumerate(zip(*columns, strict=True), 1)]
    amount = partial(Column, unit="thousand USD", decimals=1)
    return Answer(
        headline=headline,
        table=Table(
            columns=(Column(name="year"), *(amount(name=head) for head in heads)),
            rows=tuple(
                (name, *(usd / 1000 for usd in (*row, row[1] - row[3])))
                for name, *row in (*rows, ("all, today", *totals))
            ),
        ),
        chart=Chart(
            kind="line",
            title="Lead of the first offer by the years that you stay",
            summary=headline,
            x_label="years",
            y_label="thousand USD today; above zero the first is ahead",
            series=(_leads("before tax", today[0::2]), _leads("after tax", today[1::2])),
            reference=0.0,
            reference_label="no difference",
        ),
    )


def _leads(name: str, pair: Sequence[Sequence[float]]) -> Series:
    leads = (0.0, *accumulate((one - two) / 1000 for one, two in zip(*pair, strict=True)))
    return Series(name=name, x=tuple(range(len(leads))), y=leads)


def _headline(totals: Sequence[float], years: int) -> str:
    before, after = totals[0] - totals[2], totals[1] - totals[3]
    close = abs(after) <= BAND * max(totals[1], totals[3])
    ahead = f"On the expected path the {'first' if after > 0 else 'second'} leaves more"
    who = "Too close to call" if close else ahead
    ratio = after / before if abs(before) >= 0.5 else -1.0
    change = f", {abs(1 - ratio):.0%} {'less' if ratio <= 1 else 'more'}" if ratio >= 0 else ""
    return (
        f"{who} after tax: if both go as expected over {years} year{'s' * (years > 1)}, the lead"
        f" in today's dollars is {_lead(before)} before tax and {_lead(after)} after it{change}."
    )


def _lead(usd: float) -> str:
    who = "first" if usd > 0 else "second"
    return f"{abs(usd):,.0f} for the {who}" if abs(usd) >= 0.5 else "nothing"
