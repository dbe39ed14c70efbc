"""Employment income in Germany: contributions, income tax and what is left.

Amounts are euros a year, for one employee of class I with statutory health insurance, without
children and without church tax. Education and not advice.
"""

from __future__ import annotations

import math
from typing import Annotated, Literal

from annotated_types import Interval

from careerkb.answers.answer import Answer
from careerkb.answers.payslip import Payslip, pay_answer
from careerkb.inputs import Says, Unit, Usd, YearlyPayUsd, checked
from careerkb.maths.scales import Scale, contribution, rules

__all__ = [
    "contributions_eur",
    "germany_answer",
    "income_tax_eur",
    "solidarity_surcharge_eur",
    "take_home_eur",
    "taxable_eur",
]

Eur = Annotated[Usd, Interval(ge=0, le=1e9), Unit("EUR a year")]
BasePayEur = Annotated[YearlyPayUsd, Unit("EUR a year")]
TaxYear = Annotated[Literal[2025, 2026], Says("the tax year.")]
CENT = 6
"""Digits to which a sum is rounded before it is cut to whole euros, against floating dust."""


@checked
def contributions_eur(*, pay_eur: Eur, year: TaxYear = 2026) -> dict[str, float]:
    """
    Give the employee's contributions.

    Args:
        pay_eur: base, bonus and shares that are delivered.

    Returns:
        Euros by name, "pension", "unemployment", "health" (with half the average extra rate)
        and "care" (for the childless).

    Source:
        Half of each rate up to the yearly ceilings of the two groups of insurances.

    Example:
        >>> from careerkb.pay.germany import contributions_eur
        >>> round(sum(contributions_eur(pay_eur=150_000).values()), 1)
        18525.5
    """
    rule = rules(country="germany", year=year)["contributions"]
    return {
        name: contribution(rate=rule[name], ceiling=rule[ceiling]).due(pay_eur)
        for name, ceiling in (
            ("pension", "pension_ceiling"),
            ("unemployment", "pension_ceiling"),
            ("health", "health_ceiling"),
            ("care", "health_ceiling"),
        )
    }


@checked
def taxable_eur(*, pay_eur: Eur, year: TaxYear = 2026) -> float:
    """
    Give taxable income.

    Args:
        pay_eur: base, bonus and shares that are delivered.

    Returns:
        Whole euros, pay less the lump sums and the contributions that are deducted.

    Source:
        Einkommensteuergesetz, sections 9a, 10 and 10c: all of the pension contribution, 96 % of
        health and all of care.
    """
    rule = rules(country="germany", year=year)["allowances"]
    due = contributions_eur(pay_eur=pay_eur, year=year)
    off = rule["employee"] + rule["special"] + due["pension"] + due["care"]
    return float(_whole(max(0.0, pay_eur - off - rule["health_part"] * due["health"])))


def _whole(amount: float) -> int:
    return math.floor(round(amount, CENT))


@checked
def income_tax_eur(*, taxable_eur: Eur, year: TaxYear = 2026) -> float:
    """
    Give the income tax.

    Args:
        taxable_eur: taxable income, see `taxable_eur`.

    Returns:
        Whole euros.

    Source:
        Einkommensteuergesetz, section 32a: two steps with a rising rate, two with a fixed one.
    """
    rule = rules(country="germany", year=year)["income tax"]
    bottoms, rates = rule["bottoms"], rule["rates"]
    fixed = (
        rate * bottom - minus
        for rate, bottom, minus in zip(rates[2:], bottoms[2:], rule["minus"], strict=True)
    )
    bases = (0.0, rule["second_base"], *fixed)
    scale = Scale(bottoms=bottoms, rates=rates, bases=bases, curves=rule["curves"])
    return float(_whole(scale.due(math.floor(taxable_eur))))


@checked
def solidarity_surcharge_eur(*, income_tax_eur: Eur, year: TaxYear = 2026) -> float:
    """
    Give the solidarity surcharge.

    Args:
        income_tax_eur: the income tax.

    Returns:
        Euros, nothing up to a free amount of tax, then 11.9 % of what is above, at most 5.5 % of
        all.

    Source:
        Solidaritätszuschlaggesetz, sections 3 and 4.
    """
    rule = rules(country="germany", year=year)["solidarity surcharge"]
    above = max(0.0, income_tax_eur - rule["free_tax"])
    return float(min(rule["rate"] * income_tax_eur, rule["milder_rate"] * above))


@checked
def take_home_eur(*, pay_eur: Eur, year: TaxYear = 2026) -> float:
    """
    Give what is left of a year's pay.

    Args:
        pay_eur: base, bonus and shares that are delivered.

    Returns:
        Euros.

    Source:
        Pay less the functions of this page.
    """
    return _slip(pay_eur, year).left


def _slip(pay: float, year: TaxYear) -> Payslip:
    tax = income_tax_eur(taxable_eur=taxable_eur(pay_eur=pay, year=year), year=year)
    surcharge = solidarity_surcharge_eur(income_tax_eur=tax, year=year)
    due = contributions_eur(pay_eur=pay, year=year)
    return Payslip(
        gross=pay,
        taken={
            "income tax": tax,
            "solidarity surcharge": surcharge,
            "pension and unemployment": due["pension"] + due["unemployment"],
            "health and care": due["health"] + due["care"],
        },
    )


@checked
def germany_answer(
    *,
    base_eur: BasePayEur = 85_000,
    bonus_eur: Eur = 10_000,
    shares_eur: Eur = 25_000,
    year: TaxYear = 2026,
) -> Answer:
    """
    Show what is left of a year's pay in Germany, and of the shares in it.

    Args:
        base_eur: base pay.
        bonus_eur: bonus and sign-on.
        shares_eur: value of the shares on the day they reach your account.

    Returns:
        What is left, of all and of the shares, as a sentence; each part as a row; where each euro
        goes, by pay, as stacked bars.

    Source:
        The functions of this page.
    """
    return pay_answer(
        lambda cash, shares: _slip(cash + shares, year),
        cash=base_eur + bonus_eur,
        shares=shares_eur,
        place="In Germany",
        currency="EUR",
        money="euros",
    )
