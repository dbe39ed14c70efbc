"""Employment income in Zürich city: contributions, three taxes and what is left.

Amounts are Swiss francs a year, for one single employee without church tax. Education and not
advice.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import Interval

from careerkb.answers.answer import Answer
from careerkb.answers.payslip import Payslip, pay_answer
from careerkb.inputs import Says, Unit, Usd, YearlyPayUsd, Years, checked
from careerkb.maths.scales import Scale, contribution, rules

__all__ = [
    "blocked_share_income_chf",
    "contributions_chf",
    "federal_tax_chf",
    "switzerland_answer",
    "take_home_chf",
    "taxes_chf",
]

Chf = Annotated[Usd, Interval(ge=0, le=1e9), Unit("CHF a year")]
BasePayChf = Annotated[YearlyPayUsd, Unit("CHF a year")]
Age = Annotated[int, Interval(ge=18, le=70), Unit("years of age")]
BlockedYears = Annotated[Years, Interval(ge=0, le=10)]
TaxYear = Annotated[Literal[2026], Says("the tax year.")]
HUNDRED = 100
"""Taxable income is cut to whole hundreds."""


@checked
def contributions_chf(*, pay_chf: Chf, age: Age = 35, year: TaxYear = 2026) -> dict[str, float]:
    """
    Give the employee's contributions.

    Args:
        pay_chf: base, bonus and shares that vest.
        age: your age at the end of the year, for the occupational pension.

    Returns:
        Francs by name, "old age and unemployment" and "occupational pension" at half the least
        credit that the law asks for; plans may take more.

    Source:
        5.3 % for AHV, IV and EO on all pay, 1.1 % ALV up to its ceiling; BVG credits by age on pay
        between the coordination deduction and the upper limit.

    Example:
        >>> from careerkb.pay.switzerland import contributions_chf
        >>> {k: round(v) for k, v in contributions_chf(pay_chf=150_000).items()}
        {'old age and unemployment': 9580, 'occupational pension': 3213}
    """
    law = rules(country="switzerland", year=year)
    rule, plan = law["contributions"], law["occupational pension"]
    jobless = contribution(rate=rule["unemployment"], ceiling=rule["unemployment_ceiling"])
    insured = max(plan["least"], min(pay_chf, plan["upper"]) - plan["coordination"])
    credit = Scale(**plan["credits"]).rate(age) if pay_chf >= plan["entry"] else 0.0
    return {
        "old age and unemployment": rule["old_age"] * pay_chf + jobless.due(pay_chf),
        "occupational pension": credit / 2 * insured,
    }


@checked
def federal_tax_chf(*, taxable_chf: Chf, year: TaxYear = 2026) -> float:
    """
    Give the direct federal tax of a single person.

    Args:
        taxable_chf: taxable income; it is cut to whole hundreds.

    Returns:
        Francs; nothing where less than 25 would be due.

    Source:
        Bundesgesetz über die direkte Bundessteuer, article 36, by the authority's own step table.
    """
    rule = rules(country="switzerland", year=year)["federal tax"]
    tax = Scale(**rule["scale"]).due(_hundreds(taxable_chf))
    return tax if tax >= float(rule["least"]) else 0.0


def _hundreds(amount: float) -> float:
    return HUNDRED * math.floor(round(amount, 6) / HUNDRED)


@checked
def taxes_chf(*, pay_chf: Chf, age: Age = 35, year: TaxYear = 2026) -> dict[str, float]:
    """
    Give federal, cantonal and city tax of a single person in Zürich city.

    Args:
        pay_chf: base, bonus and shares that vest.
        age: your age at the end of the year, for the occupational pension.

    Returns:
        Francs by "federal tax", "canton" and "city", the poll tax within the last.

    Source:
        Pay less contributions, lump professional costs and the deduction for insurance; canton and
        city take 95 % and 119 % of the simple tax of the canton's scale.
    """
    law = rules(country="switzerland", year=year)
    due = contributions_chf(pay_chf=pay_chf, age=age, year=year)
    net = pay_chf - sum(due.values())
    costs = law["professional costs"]
    after = net - min(max(costs["rate"] * net, costs["least"]), costs["most"])
    canton = law["cantonal tax"]
    simple = Scale(**canton["scale"]).due(_hundreds(_less(after, canton)))
    return {
        "federal tax": federal_tax_chf(taxable_chf=_less(after, law["federal tax"]), year=year),
        "canton": canton["canton"] * simple,
        "city": canton["city"] * simple + canton["poll_tax"],
    }


def _less(income: float, rule: Mapping[str, Any]) -> float:
    return max(0.0, income - float(rule["insurance"]))


@checked
def blocked_share_income_chf(
    *, value_chf: Chf, blocked_years: BlockedYears, year: TaxYear = 2026
) -> float:
    """
    Give the taxed value of shares that you own but may not sell yet.

    Args:
        value_chf: market value on the day they are yours.
        blocked_years: how long they may not be sold.

    Returns:
        Francs, 6 % less for each blocked year.

    Source:
        Article 17b of the federal act: ``value / 1.06**years``, at most ten years.
    """
    rule = rules(country="switzerland", year=year)["blocked shares"]
    return float(value_chf / (1 + rule["yearly_discount"]) ** blocked_years)


@checked
def take_home_chf(*, pay_chf: Chf, age: Age = 35, year: TaxYear = 2026) -> float:
    """
    Give what is left of a year's pay.

    Args:
        pay_chf: base, bonus and shares that vest.
        age: your age at the end of the year, for the occupational pension.

    Returns:
        Francs.

    Source:
        Pay less the functions of this page.
    """
    return _slip(pay_chf, age, year).left


def _slip(pay: float, age: int, year: TaxYear) -> Payslip:
    taxes = taxes_chf(pay_chf=pay, age=age, year=year)
    due = contributions_chf(pay_chf=pay, age=age, year=year)
    return Payslip(gross=pay, taken={**taxes, **due}, billed=sum(taxes.values()))


@checked
def switzerland_answer(
    *,
    base_chf: BasePayChf = 150_000,
    bonus_chf: Chf = 15_000,
    shares_chf: Chf = 35_000,
    age: Age = 35,
    year: TaxYear = 2026,
) -> Answer:
    """
    Show what is left of a year's pay in Zürich city, and of the shares in it.

    Args:
        base_chf: base pay.
        bonus_chf: bonus and sign-on.
        shares_chf: value of the shares on the day they vest.
        age: your age at the end of the year, for the occupational pension.

    Returns:
        What is left, of all and of the shares, as a sentence; each part as a row; where each
        franc goes, by pay, as stacked bars.

    Source:
        The functions of this page; all three taxes are billed, for citizens and settled residents.
    """
    return pay_answer(
        lambda cash, shares: _slip(cash + shares, age, year),
        cash=base_chf + bonus_chf,
        shares=shares_chf,
        place="In Zürich city",
        currency="CHF",
        money="francs",
    )
