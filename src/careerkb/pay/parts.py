"""An offer as its parts: what each is worth today, and what benefits come to in a year.

Amounts are US dollars before tax, worth today, divided by the cost of living.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from annotated_types import Interval

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Fraction, Rate, Unit, Usd, YearlyPayUsd, checked
from careerkb.pay.grants import CashPart, ListedGrant
from careerkb.pay.offers import Offer
from careerkb.pay.schedules import schedule
from careerkb.pay.worth import Horizon, expected_value_usd

__all__ = ["part_values_usd", "parts_answer", "yearly_benefits_usd"]

LeaveDays = Annotated[float, Interval(ge=0, le=120), Unit("days a year")]
WORKING_DAYS = 260
"""Days of a year for which base pay is paid: five in each of 52 weeks."""
PLAN_DISCOUNT = 0.15
"""Most that a plan for buying the employer's shares may take off their price."""
EXAMPLE = Offer(
    base_usd=210_000,
    bonus_fraction=0.15,
    sign_on_usd=40_000,
    grant_usd=400_000,
    schedule=schedule(name="even quarterly"),
    refresher_usd=80_000,
    benefits_usd=22_000,
    cash_parts=(CashPart(usd=30_000, month=12, clawback_months=12, label="second sign-on"),),
    more_grants=(ListedGrant(usd=100_000, start_month=12, label="second grant"),),
)
"""A public company's letter with everything in it, written for this site: no real letter."""
PARTS: dict[str, tuple[str, dict[str, Any]]] = {
    "private": ("private shares", {"private": None}),
    "options": ("options", {"options": None}),
    "refresher_usd": ("refreshers", {"refresher_usd": 0.0}),
    "more_grants": ("further grants", {"more_grants": ()}),
    "grant_usd": ("first grant", {"grant_usd": 0.0}),
    "cash_parts": ("cash parts", {"cash_parts": ()}),
    "sign_on_usd": ("sign-on", {"sign_on_usd": 0.0}),
    "benefits_usd": ("benefits", {"benefits_usd": 0.0}),
    "bonus_fraction": ("bonus", {"bonus_fraction": 0.0, "guaranteed_bonus_usd": 0.0}),
}
"""Each part, and the offer without it."""
PAY = "base pay, and what follows the job"


@checked
def part_values_usd(
    *, offer: Offer, years: Horizon = 4, discount_rate: Rate = 0.08
) -> dict[str, float]:
    """
    Give what each part of an offer is worth today.

    Args:
        offer: its terms and your outlook.
        years: how long you would stay if nobody stops you.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        Dollars by part, those that the offer does not have left out; they sum to its mean worth.
        A sum that may be reclaimed counts what is expected to be kept, so it can be negative only
        where a part is paid and owed back on different days.

    Source:
        The mean is a sum of the parts, so that each is what the offer loses without it:
        `careerkb.pay.worth.expected_value_usd`, one part taken away after the other.
    """
    terms: dict[str, Any] = {"years": years, "discount_rate": discount_rate}
    whole = expected_value_usd(offer=offer, **terms)
    found: dict[str, float] = {}
    for name, changes in PARTS.values():
        without = replace(offer, **changes)
        if without == offer:
            continue
        rest = expected_value_usd(offer=without, **terms)
        found[name], whole, offer = whole - rest, rest, without
    return {PAY: whole, **dict(reversed(found.items()))}


@checked
def yearly_benefits_usd(
    *,
    base_usd: YearlyPayUsd,
    match_usd: Usd = 0.0,
    premiums_usd: Usd = 0.0,
    leave_days: LeaveDays = 0.0,
    plan_fraction: Fraction = 0.0,
) -> float:
    """
    Give one yearly sum for what a letter names beside pay, for `benefits_usd` of an offer.

    Args:
        base_usd: yearly base pay.
        match_usd: what the employer adds to your retirement account a year.
        premiums_usd: what it pays of your health insurance, beyond what the other offer does.
        leave_days: paid days beyond what the other offer gives.
        plan_fraction: part of base pay with which you buy its shares at the usual discount and
            sell them that day.

    Returns:
        Dollars a year.

    Source:
        Match and premiums as paid; a day is 1/260 of base pay; a share bought at 15 % off brings
        ``0.15 / 0.85`` of what was put in.

    Example:
        >>> from careerkb.pay.parts import yearly_benefits_usd
        >>> yearly_benefits_usd(base_usd=170_000, match_usd=10_200, leave_days=5)
        13469.2...
    """
    plan = base_usd * plan_fraction * PLAN_DISCOUNT / (1 - PLAN_DISCOUNT)
    return match_usd + premiums_usd + leave_days * base_usd / WORKING_DAYS + plan


@checked
def parts_answer(
    *, offer: Offer = EXAMPLE, years: Horizon = 4, discount_rate: Rate = 0.08
) -> Answer:
    """
    Answer the reader's question: what is everything in this letter worth?

    Args:
        offer: its terms and your outlook.
        years: how long you would stay if nobody stops you.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        The whole and its largest part beside base pay as a sentence; each part as a row and a bar.

    Source:
        `part_values_usd`.
    """
    values = part_values_usd(offer=offer, years=years, discount_rate=discount_rate)
    whole = sum(values.values())
    span = f"{years} year{'s' * (years > 1)}"
    headline = f"Over {span} this letter is worth {whole:,.0f} dollars today, before tax: "
    headline += f"{values[PAY]:,.0f} of it is base pay and what follows the job"
    beside = {name: usd for name, usd in values.items() if name != PAY}
    if beside:
        largest = max(beside, key=beside.__getitem__)
        headline += f", and the largest part beside it, {largest}, is {beside[largest]:,.0f}"
    headline += "."
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="part"),
                Column(name="worth", unit="USD today"),
                Column(name="of the whole", unit="%"),
            ),
            rows=tuple((name, usd, 100 * usd / whole) for name, usd in values.items()),
        ),
        chart=Chart(
            kind="bar", title="What each part of the letter is worth", summary=headline,
            x_label="part", y_label="thousand USD today, before tax",
            series=(
                Series(
                    name="worth", x=tuple(values), y=tuple(usd / 1000 for usd in values.values())
                ),
            ),
        ),
    )  # fmt: skip
