"""Employment income in France: contributions, levies, income tax and what is left.

Amounts are euros a year, for one salaried executive with one part. Education and not advice.
"""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Interval

from careerkb.answers.answer import Answer
from careerkb.answers.payslip import Payslip, pay_answer
from careerkb.inputs import Says, Unit, Usd, YearlyPayUsd, checked
from careerkb.maths.scales import Scale, Taper, contribution, rules

__all__ = [
    "contributions_eur",
    "france_answer",
    "free_share_income_eur",
    "income_tax_eur",
    "social_levies_eur",
    "take_home_eur",
]

Eur = Annotated[Usd, Interval(ge=0, le=1e9), Unit("EUR a year")]
BasePayEur = Annotated[YearlyPayUsd, Unit("EUR a year")]
TaxYear = Annotated[Literal[2025, 2026], Says("the tax year.")]


@checked
def contributions_eur(*, pay_eur: Eur, year: TaxYear = 2026) -> float:
    """
    Give the employee's social contributions, for an executive (cadre).

    Args:
        pay_eur: base, bonus and shares that are salary.
        year: the year of the income.

    Returns:
        Euros, without the levies CSG and CRDS and without the firm's own health cover.

    Source:
        Old-age insurance, complementary pension (Agirc-Arrco with CEG and CET) and APEC, by slices
        of the yearly ceiling of social security; CET falls on all pay once it passes the ceiling.

    Example:
        >>> from careerkb.pay.france import contributions_eur
        >>> round(contributions_eur(pay_eur=36_000), 2)
        4080.24
    """
    law = rules(country="france", year=year)
    rule, ceiling = law["contributions"], law["ceiling"]["ceiling"]
    top = rule["pension_second_ceilings"] * ceiling
    parts = (
        contribution(rate=rule["old_age"]),
        contribution(rate=rule["old_age_capped"] + rule["pension_first"], ceiling=ceiling),
        contribution(rate=rule["pension_second"], floor=ceiling, ceiling=top),
        contribution(rate=rule["executives"], ceiling=rule["executives_ceilings"] * ceiling),
    )
    balance = contribution(rate=rule["balance"], ceiling=top).due(pay_eur)
    return sum(part.due(pay_eur) for part in parts) + (balance if pay_eur > ceiling else 0.0)


@checked
def social_levies_eur(*, pay_eur: Eur, year: TaxYear = 2026) -> tuple[float, float]:
    """
    Give the levies CSG and CRDS.

    Args:
        pay_eur: base, bonus and shares that are salary.
        year: the year of the income.

    Returns:
        The part that income tax deducts and the part that it does not, euros.

    Source:
        9.2 % CSG, 6.8 of them deductible, and 0.5 % CRDS on 98.25 % of pay up to four ceilings and
        on all pay above.
    """
    law = rules(country="france", year=year)
    rule = law["levies"]
    four = rule["base_ceilings"] * law["ceiling"]["ceiling"]
    base = Scale(bottoms=(0.0, four), rates=(rule["base"], 1.0)).due(pay_eur)
    return rule["deductible"] * base, rule["not_deductible"] * base


@checked
def income_tax_eur(*, pay_eur: Eur, free_share_gain_eur: Eur = 0.0, year: TaxYear = 2026) -> float:
    """
    Give the income tax of a single person.

    Args:
        pay_eur: base, bonus and shares that are salary.
        free_share_gain_eur: gain on qualifying free shares (AGA) at vesting, in the year of sale.
        year: the year of the income; for 2026 the scale of 2025 stands in.

    Returns:
        Whole euros, with the surcharge on high incomes, without the levies on the shares.

    Source:
        Code général des impôts, articles 83 (10 % off), 197 (scale and relief of small taxes) and
        223 sexies (surcharge).
    """
    law = rules(country="france", year=year)
    rule = law["income tax"]
    net = (
        pay_eur
        - contributions_eur(pay_eur=pay_eur, year=year)
        - social_levies_eur(pay_eur=pay_eur, year=year)[0]
    )
    off = rule["deduction"]
    taxable = max(0.0, net - min(max(off["rate"] * net, off["least"]), off["most"]))
    taxable += free_share_income_eur(gain_eur=free_share_gain_eur, year=year)
    tax = Scale(**rule["scale"]).due(taxable)
    tax = max(0.0, tax - Taper(**rule["relief"]).left(tax))
    return float(round(tax + Scale(**rule["high_income"]).due(taxable)))


@checked
def free_share_income_eur(*, gain_eur: Eur, year: TaxYear = 2026) -> float:
    """
    Give the part of the gain on qualifying free shares that the scale of income tax takes.

    Args:
        gain_eur: value at vesting of shares that are sold in the year.
        year: the year of the income.

    Returns:
        Euros; half the gain up to 300,000 and all above.

    Source:
        Code général des impôts, articles 80 quaterdecies and 200 A, awards authorised since 2018.
    """
    limit = rules(country="france", year=year)["free shares"]["halved_up_to"]
    return Scale(bottoms=(0.0, limit), rates=(0.5, 1.0)).due(gain_eur)


@checked
def take_home_eur(*, pay_eur: Eur, year: TaxYear = 2026) -> float:
    """
    Give what is left of a year's pay.

    Args:
        pay_eur: base, bonus and shares that are salary.
        year: the year of the income.

    Returns:
        Euros.

    Source:
        Pay less the functions of this page.
    """
    return _slip(pay_eur, 0.0, year).left


def _slip(cash: float, shares: float, year: TaxYear) -> Payslip:
    pay = cash + shares
    tax = income_tax_eur(pay_eur=pay, year=year)
    usual = income_tax_eur(pay_eur=cash, year=year)  # last year's rate, if it had no shares
    return Payslip(
        gross=pay,
        taken={
            "contributions": contributions_eur(pay_eur=pay, year=year),
            "CSG and CRDS": sum(social_levies_eur(pay_eur=pay, year=year)),
            "income tax": tax,
        },
        billed=max(0.0, tax - usual * pay / cash) if cash and shares else 0.0,
    )


@checked
def france_answer(
    *,
    base_eur: BasePayEur = 80_000,
    bonus_eur: Eur = 10_000,
    shares_eur: Eur = 30_000,
    year: TaxYear = 2026,
) -> Answer:
    """
    Show what is left of a year's pay in France, and of shares that are salary.

    Args:
        base_eur: base pay.
        bonus_eur: bonus and sign-on.
        shares_eur: value of the shares on the day they vest, outside the rules for free shares.
        year: the year of the income; for 2026 the scale of 2025 stands in.

    Returns:
        What is left, of all and of the shares, as a sentence; each part as a row; where each euro
        goes, by pay, as stacked bars.

    Source:
        The functions of this page; billed later is what last year's rate, without shares, leaves
        open.
    """
    provisional = rules(country="france", year=year)["income tax"].get("provisional", False)
    return pay_answer(
        lambda cash, shares: _slip(cash, shares, year),
        cash=base_eur + bonus_eur,
        shares=shares_eur,
        place="In France, by the provisional scale of 2026" if provisional else "In France",
        currency="EUR",
        money="euros",
    )
