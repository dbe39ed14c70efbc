"""Employment income in the United Kingdom: income tax, National Insurance and what is left.

Amounts are pounds a year, in England, Wales and Northern Ireland. Education and not advice.
"""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Interval

from careerkb.answers.answer import Answer
from careerkb.answers.payslip import Payslip, pay_answer
from careerkb.inputs import Says, Unit, Usd, YearlyPayUsd, checked
from careerkb.maths.scales import Scale, Taper, rules

__all__ = ["income_tax_gbp", "national_insurance_gbp", "take_home_gbp", "united_kingdom_answer"]

Gbp = Annotated[Usd, Interval(ge=0, le=1e9), Unit("GBP a year")]
BasePayGbp = Annotated[YearlyPayUsd, Unit("GBP a year")]
TaxYear = Annotated[Literal[2025, 2026], Says("the tax year.")]


@checked
def income_tax_gbp(*, pay_gbp: Gbp, year: TaxYear = 2026) -> float:
    """
    Give the income tax.

    Args:
        pay_gbp: base, bonus and shares that vest.
        year: the tax year, by the year in which it begins in April.

    Returns:
        Pounds.

    Source:
        Income Tax Act 2007: the rates of section 6 on what is above the personal allowance of
        section 35, which shrinks by one pound for two above 100,000.

    Example:
        >>> from careerkb.pay.united_kingdom import income_tax_gbp
        >>> income_tax_gbp(pay_gbp=110_000)
        33432.0
    """
    rule = rules(country="united_kingdom", year=year)["income tax"]
    allowance = Taper(**rule["allowance"]).left(pay_gbp)
    return Scale(**rule["scale"]).due(max(0.0, pay_gbp - allowance))


@checked
def national_insurance_gbp(*, pay_gbp: Gbp, year: TaxYear = 2026) -> float:
    """
    Give the employee's National Insurance if pay is the same in every month.

    Args:
        pay_gbp: base, bonus and shares that vest.
        year: the tax year, by the year in which it begins in April.

    Returns:
        Pounds.

    Source:
        Class 1: the main rate from the primary threshold to the upper earnings limit, and the
        lower rate above it.
    """
    rule = rules(country="united_kingdom", year=year)["National Insurance"]
    return Scale(**rule["scale"]).due(pay_gbp)


@checked
def take_home_gbp(*, pay_gbp: Gbp, year: TaxYear = 2026) -> float:
    """
    Give what is left of a year's pay.

    Args:
        pay_gbp: base, bonus and shares that vest.
        year: the tax year, by the year in which it begins in April.

    Returns:
        Pounds.

    Source:
        Pay less the functions of this page.
    """
    return _slip(pay_gbp, year).left


def _slip(pay_gbp: float, year: TaxYear) -> Payslip:
    return Payslip(
        gross=pay_gbp,
        taken={
            "income tax": income_tax_gbp(pay_gbp=pay_gbp, year=year),
            "National Insurance": national_insurance_gbp(pay_gbp=pay_gbp, year=year),
        },
    )


@checked
def united_kingdom_answer(
    *,
    base_gbp: BasePayGbp = 110_000,
    bonus_gbp: Gbp = 10_000,
    shares_gbp: Gbp = 30_000,
    year: TaxYear = 2026,
) -> Answer:
    """
    Show what is left of a year's pay in the United Kingdom, and of the shares in it.

    Args:
        base_gbp: base pay.
        bonus_gbp: bonus and sign-on.
        shares_gbp: value of the shares on the day they vest.
        year: the tax year, by the year in which it begins in April.

    Returns:
        What is left, of all and of the shares, as a sentence; each part as a row; where each
        pound goes, by pay, as stacked bars.

    Source:
        The functions of this page.
    """
    return pay_answer(
        lambda cash, shares: _slip(cash + shares, year),
        cash=base_gbp + bonus_gbp,
        shares=shares_gbp,
        place="In England",
        currency="GBP",
        money="pounds",
    )
