"""Employment income in Ontario, British Columbia and Quebec: tax, contributions and what is left.

Amounts are Canadian dollars a year. Education and not advice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from annotated_types import Interval

from careerkb.answers.answer import Answer
from careerkb.answers.payslip import Payslip, pay_answer
from careerkb.inputs import Says, Unit, Usd, YearlyPayUsd, checked
from careerkb.maths.scales import Scale, Taper, contribution, rules

__all__ = [
    "canada_answer",
    "contributions_cad",
    "income_taxes_cad",
    "option_income_cad",
    "take_home_cad",
]

Cad = Annotated[Usd, Interval(ge=0, le=1e9), Unit("CAD a year")]
BasePayCad = Annotated[YearlyPayUsd, Unit("CAD a year")]
Province = Literal["Ontario", "British Columbia", "Quebec"]
TaxYear = Annotated[Literal[2026], Says("the tax year.")]


@checked
def contributions_cad(
    *, pay_cad: Cad, province: Province = "Ontario", year: TaxYear = 2026
) -> dict[str, float]:
    """
    Give the employee's contributions.

    Args:
        pay_cad: base, bonus and shares that are delivered.
        province: where you work.

    Returns:
        Canadian dollars by name, "pension plan" with both parts, "employment insurance",
        and in Quebec "parental insurance".

    Source:
        Canada or Quebec Pension Plan between 3,500 and the first ceiling, its second part up to
        the second ceiling; employment insurance from the first dollar to its ceiling.

    Example:
        >>> from careerkb.pay.canada import contributions_cad
        >>> round(sum(contributions_cad(pay_cad=100_000).values()), 2)
        5769.52
    """
    law = rules(country="canada", year=year)
    plan, insurance, quebec = law["pension plan"], law["employment insurance"], law["Quebec"]
    there = province == "Quebec"
    second = contribution(
        rate=plan["second_rate"], floor=plan["ceiling"], ceiling=plan["second_ceiling"]
    )
    due = {
        "pension plan": _first_part(law, pay_cad, province) + second.due(pay_cad),
        "employment insurance": contribution(
            rate=insurance["quebec_rate" if there else "rate"], ceiling=insurance["ceiling"]
        ).due(pay_cad),
    }
    if there:
        parental = contribution(rate=quebec["parental_rate"], ceiling=quebec["parental_ceiling"])
        due["parental insurance"] = parental.due(pay_cad)
    return due


def _first_part(law: Mapping[str, Mapping[str, Any]], pay: float, province: str) -> float:
    plan = law["pension plan"]
    rate = law["Quebec"]["pension_rate"] if province == "Quebec" else plan["rate"]
    return contribution(rate=rate, floor=plan["floor"], ceiling=plan["ceiling"]).due(pay)


def _federal(rule: Mapping[str, Any], taxable: float, credited: float, province: str) -> float:
    amounts = Taper(**rule["basic_personal"]).left(taxable) + credited + rule["employment_amount"]
    tax = max(0.0, Scale(**rule["scale"]).due(taxable) - rule["credit_rate"] * amounts)
    return float(tax * (1 - rule["quebec_abatement"] * (province == "Quebec")))


def _provincial(rule: Mapping[str, Any], taxable: float, credited: float) -> float:
    credit = rule["credit_rate"] * (rule["basic_personal"] + credited)
    tax = max(0.0, Scale(**rule["scale"]).due(taxable) - credit)
    if rule["name"] == "Ontario":
        tax += Scale(**rule["surtax"]).due(tax)
        tax -= min(tax, max(0.0, 2 * rule["reduction"] - tax))
        tax += Scale(**rule["health_premium"]).due(taxable)
    elif rule["name"] == "British Columbia":
        tax = max(0.0, tax - Taper(**rule["reduction"]).left(taxable))
    return float(tax)


@checked
def income_taxes_cad(
    *,
    pay_cad: Cad,
    province: Province = "Ontario",
    deduction_cad: Cad = 0.0,
    year: TaxYear = 2026,
) -> tuple[float, float]:
    """
    Give federal and provincial income tax of a year's pay.

    Args:
        pay_cad: base, bonus and shares that are delivered, or the gain on options.
        province: where you live on the last day of the year.
        deduction_cad: what is taxed of it nowhere, like half the gain on some options.

    Returns:
        Federal tax and provincial tax, Canadian dollars.

    Source:
        Payroll Deductions Formulas (T4127), 122nd edition, chapter 4: one hundredth of pensionable
        pay and the second part of the plan are deducted, the rest of the contributions is credited.
        Quebec (TP-1015.F) deducts 6 % of pay up to a limit and credits no contributions.
    """
    law = rules(country="canada", year=year)
    taxable, credited = _base(pay_cad, province, deduction_cad, year)
    federal = _federal(law["federal"], taxable, credited, province)
    if province == "Quebec":
        own = law["Quebec"]
        workers = min(own["workers_rate"] * pay_cad, own["workers_most"])
        return federal, _provincial(own, max(0.0, taxable - workers), 0.0)
    return federal, _provincial(law[province], taxable, credited)


def _base(pay: float, province: Province, deduction: float, year: TaxYear) -> tuple[float, float]:
    """Give federal taxable income and the contributions that are credited."""
    law = rules(country="canada", year=year)
    due = contributions_cad(pay_cad=pay, province=province, year=year)
    plan, quebec = law["pension plan"], law["Quebec"]
    part = (
        quebec["pension_base_rate"] / quebec["pension_rate"]
        if province == "Quebec"
        else plan["base_rate"] / plan["rate"]
    )
    base = part * _first_part(law, pay, province)
    credited = sum(due.values()) - due["pension plan"] + base
    return max(0.0, pay - (due["pension plan"] - base) - deduction), credited


@checked
def option_income_cad(*, gain_cad: Cad, vesting_value_cad: Cad, year: TaxYear = 2026) -> float:
    """
    Give the part of a gain on options that is taxed, when half of it may be deducted.

    Args:
        gain_cad: value at exercise less the price paid.
        vesting_value_cad: value at grant of all the shares whose options vest in one year.

    Returns:
        Canadian dollars; half the gain up to the yearly limit of value that vests, and for the
        part above it the whole.

    Source:
        Income Tax Act, 110(1)(d) and (1.31): for options at no discount, granted by a large
        company from July 2021 on; other companies' options have no yearly limit.
    """
    rule = rules(country="canada", year=year)["options"]
    limit = rule["yearly_limit"]
    within = 1.0 if vesting_value_cad <= limit else limit / vesting_value_cad
    return float(gain_cad * (1 - rule["deductible"] * within))


@checked
def take_home_cad(*, pay_cad: Cad, province: Province = "Ontario", year: TaxYear = 2026) -> float:
    """
    Give what is left of a year's pay.

    Args:
        pay_cad: base, bonus and shares that are delivered.
        province: where you live and work.

    Returns:
        Canadian dollars.

    Source:
        Pay less the functions of this page.
    """
    return _slip(pay_cad, province, year).left


def _slip(pay: float, province: Province, year: TaxYear) -> Payslip:
    federal, provincial = income_taxes_cad(pay_cad=pay, province=province, year=year)
    due = contributions_cad(pay_cad=pay, province=province, year=year)
    rule = rules(country="canada", year=year)["federal"]
    taxable, credited = _base(pay, province, 0.0, year)
    whole = {**rule, "basic_personal": {**rule["basic_personal"], "rate": 0.0}}
    return Payslip(
        gross=pay,
        taken={"federal tax": federal, "provincial tax": provincial, **due},
        billed=federal - _federal(whole, taxable, credited, province),
    )


@checked
def canada_answer(
    *,
    base_cad: BasePayCad = 150_000,
    bonus_cad: Cad = 15_000,
    shares_cad: Cad = 35_000,
    province: Province = "Ontario",
    year: TaxYear = 2026,
) -> Answer:
    """
    Show what is left of a year's pay in Canada, and of the shares in it.

    Args:
        base_cad: base pay.
        bonus_cad: bonus and sign-on.
        shares_cad: value of the shares on the day they are delivered.
        province: where you live and work.

    Returns:
        What is left, of all and of the shares, as a sentence; each part as a row; where each
        dollar goes, by pay, as stacked bars.

    Source:
        The functions of this page; billed later is the part of the basic amount that the
        authority's calculator for payroll credits and the return takes back.
    """
    return pay_answer(
        lambda cash, shares: _slip(cash + shares, province, year),
        cash=base_cad + bonus_cad,
        shares=shares_cad,
        place=f"In {province}",
        currency="CAD",
        money="Canadian dollars",
    )
