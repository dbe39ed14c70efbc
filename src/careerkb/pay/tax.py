"""US federal tax on wages, shares and gains: what is owed, and what is left.

Amounts are US dollars a year. Education and not advice: no credits, nothing itemised but
state tax, no retirement contributions, and a state only as one flat rate.
"""

from __future__ import annotations

from typing import Any

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Fraction, Usd, YearlyPayUsd, checked
from careerkb.pay.itemizing import (
    FILER,
    RATES,
    Filing,
    deduction_usd,
    federal_rules,
    next_dollar,
    through,
)
from careerkb.pay.itemizing import Status as Status
from careerkb.pay.itemizing import TaxYear as TaxYear

__all__ = [
    "alternative_minimum_tax_usd",
    "federal_tax_usd",
    "income_tax_usd",
    "investment_tax_usd",
    "marginal_rate",
    "payroll_tax_usd",
    "take_home_usd",
    "tax_answer",
]

GAIN_RATES = (0.0, 0.15, 0.20)
AMT_RATES = (0.26, 0.28)
SOCIAL_SECURITY, MEDICARE, MEDICARE_EXTRA, INVESTMENT = 0.062, 0.0145, 0.009, 0.038


@checked
def income_tax_usd(
    *,
    wages_usd: Usd,
    long_term_gain_usd: Usd = 0.0,
    other_income_usd: Usd = 0.0,
    state_tax_usd: Usd = 0.0,
    filer: Filing = FILER,
) -> float:
    """
    Give the regular federal income tax.

    Args:
        wages_usd: base, bonus, sign-on and shares that vest.
        long_term_gain_usd: gains on shares held for more than a year.
        other_income_usd: gains on shares held for less, and interest.
        state_tax_usd: income tax paid to state and city, itemised if that is better.

    Returns:
        Dollars owed, with the standard deduction or the state tax itemised, see
        `careerkb.pay.itemizing`.

    Source:
        Brackets of `tax.toml`; gains stand on top of the rest and have rates of their own.

    Example:
        >>> from careerkb.pay.tax import income_tax_usd
        >>> round(income_tax_usd(wages_usd=245_000), 2)
        49704.0
    """
    rules = federal_rules(filer)
    earned = wages_usd + other_income_usd
    place: dict[str, Any] = {"state_tax_usd": state_tax_usd, "filer": filer}
    less = deduction_usd(income_usd=earned + long_term_gain_usd, **place)
    ordinary, gains = _taxable(less, earned, long_term_gain_usd)
    tops = rules["bracket_tops"]
    apart = through(tops, RATES, ordinary) + _on_gains(rules, ordinary, gains)
    return min(apart, through(tops, RATES, ordinary + gains))


def _taxable(deduction: float, ordinary: float, gains: float) -> tuple[float, float]:
    """Take the deduction from the ordinary income first, then from gains."""
    left = ordinary - deduction
    return max(0.0, left), max(0.0, gains + min(0.0, left))


def _on_gains(rules: dict[str, Any], ordinary: float, gains: float) -> float:
    return through((rules["gain_15_from"], rules["gain_20_from"]), GAIN_RATES, gains, ordinary)


@checked
def payroll_tax_usd(*, wages_usd: Usd, filer: Filing = FILER) -> float:
    """
    Give the employee's Social Security and Medicare tax.

    Args:
        wages_usd: base, bonus, sign-on and shares that vest, of one person.

    Returns:
        Dollars.

    Source:
        6.2 % up to the wage base, 1.45 % of all, 0.9 % above a threshold by status.
    """
    rules = federal_rules(filer)
    return float(
        SOCIAL_SECURITY * min(wages_usd, rules["social_security_base"])
        + MEDICARE * wages_usd
        + MEDICARE_EXTRA * max(0.0, wages_usd - rules["medicare_extra_from"])
    )


@checked
def investment_tax_usd(
    *,
    wages_usd: Usd,
    long_term_gain_usd: Usd = 0.0,
    other_income_usd: Usd = 0.0,
    filer: Filing = FILER,
) -> float:
    """
    Give the net investment income tax.

    Args:
        wages_usd: base, bonus, sign-on and shares that vest.
        long_term_gain_usd: gains on shares held for more than a year.
        other_income_usd: gains on shares held for less, and interest.

    Returns:
        Dollars.

    Source:
        3.8 % of gains and interest, or of income above the threshold if that is less.
    """
    invested = long_term_gain_usd + other_income_usd
    above = wages_usd + invested - federal_rules(filer)["investment_tax_from"]
    return float(INVESTMENT * max(0.0, min(invested, above)))


@checked
def alternative_minimum_tax_usd(
    *,
    wages_usd: Usd,
    incentive_stock_option_spread_usd: Usd = 0.0,
    long_term_gain_usd: Usd = 0.0,
    other_income_usd: Usd = 0.0,
    state_tax_usd: Usd = 0.0,
    filer: Filing = FILER,
) -> float:
    """
    Give what the alternative minimum tax adds, after large gains or options that are kept.

    Args:
        wages_usd: base, bonus, sign-on and shares that vest.
        incentive_stock_option_spread_usd: value less price paid of incentive stock options that
            are exercised and not sold by the end of the calendar year.
        long_term_gain_usd: gains on shares held for more than a year.
        other_income_usd: gains on shares held for less, and interest.
        state_tax_usd: income tax paid to state and city, itemised if that is better.

    Returns:
        Dollars owed on top of the regular tax.

    Source:
        26 and 28 % of income with the spread and without the standard deduction, less an exemption
        that shrinks with high incomes, gains included; gains keep their own rates.
    """
    earned, gains = wages_usd + other_income_usd, long_term_gain_usd
    place: dict[str, Any] = {"filer": filer, "state_tax_usd": state_tax_usd}
    regular = income_tax_usd(wages_usd=earned, long_term_gain_usd=gains, **place)
    spread = incentive_stock_option_spread_usd
    least = tentative_minimum_usd(earned=earned, gains=gains, spread=spread, **place)
    return max(0.0, least - regular)


def tentative_minimum_usd(
    *, earned: float, gains: float, spread: float = 0.0, **place: Any
) -> float:
    """Give the least that regular and minimum tax must make; *place* is that of a deduction."""
    rules = federal_rules(place["filer"])
    income = earned + spread + gains
    shrunk = rules["amt_phase_out_rate"] * max(0.0, income - rules["amt_phase_out_from"])
    base = max(0.0, income - max(0.0, rules["amt_exemption"] - shrunk))
    ordinary, _ = _taxable(deduction_usd(income_usd=earned + gains, **place), earned, gains)
    lighter = min(gains, base)
    tops = (rules["amt_28_from"],)
    apart = through(tops, AMT_RATES, base - lighter) + _on_gains(rules, ordinary, lighter)
    return min(through(tops, AMT_RATES, base), apart)


@checked
def federal_tax_usd(
    *,
    wages_usd: Usd,
    incentive_stock_option_spread_usd: Usd = 0.0,
    long_term_gain_usd: Usd = 0.0,
    other_income_usd: Usd = 0.0,
    state_tax_usd: Usd = 0.0,
    filer: Filing = FILER,
) -> float:
    """
    Give all that a federal return asks for but payroll tax.

    Args:
        wages_usd: base, bonus, sign-on and shares that vest.
        incentive_stock_option_spread_usd: as for `alternative_minimum_tax_usd`.
        long_term_gain_usd: gains on shares held for more than a year.
        other_income_usd: gains on shares held for less, and interest.
        state_tax_usd: income tax paid to state and city, itemised if that is better.

    Returns:
        Dollars.

    Source:
        `income_tax_usd`, `alternative_minimum_tax_usd` and `investment_tax_usd`, added up.

    Example:
        >>> from careerkb.pay.tax import federal_tax_usd
        >>> round(federal_tax_usd(wages_usd=247_000, long_term_gain_usd=777_000), 2)
        233466.0
    """
    income: dict[str, Any] = {"wages_usd": wages_usd, "filer": filer}
    income |= {"long_term_gain_usd": long_term_gain_usd, "other_income_usd": other_income_usd}
    minimum = alternative_minimum_tax_usd(
        incentive_stock_option_spread_usd=incentive_stock_option_spread_usd,
        state_tax_usd=state_tax_usd,
        **income,
    )
    invested = investment_tax_usd(**income)
    return income_tax_usd(state_tax_usd=state_tax_usd, **income) + minimum + invested


@checked
def take_home_usd(
    *,
    wages_usd: Usd,
    long_term_gain_usd: Usd = 0.0,
    state_rate: Fraction = 0.0,
    filer: Filing = FILER,
) -> float:
    """
    Give what is left after federal tax, payroll tax and a flat state rate.

    Args:
        wages_usd: base, bonus, sign-on and shares that vest.
        long_term_gain_usd: gains on shares held for more than a year.
        state_rate: share of all of it that your state takes.

    Returns:
        Dollars; below zero when the state rate leaves no room for federal tax.

    Source:
        Wages and gains less `federal_tax_usd`, `payroll_tax_usd` and the state's part.
    """
    place: dict[str, Any] = {"wages_usd": wages_usd, "filer": filer}
    income = wages_usd + long_term_gain_usd
    state = state_rate * income
    return (
        income
        - state
        - federal_tax_usd(long_term_gain_usd=long_term_gain_usd, state_tax_usd=state, **place)
        - payroll_tax_usd(**place)
    )


@checked
def marginal_rate(
    *,
    wages_usd: Usd,
    state_rate: Fraction = 0.0,
    filer: Filing = FILER,
) -> float:
    """
    Give the share of the next dollar of wages that goes to tax.

    Args:
        wages_usd: wages so far.
        state_rate: share that your state takes.

    Returns:
        A fraction, payroll tax included.

    Source:
        The rates that hold just above *wages_usd*; a dollar of state tax that is itemised is not
        taxed by the nation as well.
    """
    rules = federal_rules(filer)
    taxable, taxed = next_dollar(wages_usd, state_rate, filer)
    bracket = sum(taxable >= top for top in rules["bracket_tops"])
    return (
        (taxed * RATES[bracket] if taxable >= 0 else 0.0)
        + (SOCIAL_SECURITY if wages_usd < rules["social_security_base"] else 0.0)
        + MEDICARE
        + (MEDICARE_EXTRA if wages_usd >= rules["medicare_extra_from"] else 0.0)
        + state_rate
    )


@checked
def tax_answer(
    *,
    wages_usd: YearlyPayUsd = 450_000,
    state_rate: Fraction = 0.0,
    filer: Filing = FILER,
) -> Answer:
    """
    Show what is left of a year's pay, and where the rest goes.

    Args:
        wages_usd: all wages of the year.
        state_rate: share that your state takes.

    Returns:
        Take-home and next-dollar rate as a sentence; each part as a row, and by wage as bars.

    Source:
        The functions of this page.
    """

    def parts(wages: float) -> dict[str, float]:
        due = state_rate * wages
        return {
            "take-home": take_home_usd(wages_usd=wages, state_rate=state_rate, filer=filer),
            "federal income tax": income_tax_usd(wages_usd=wages, state_tax_usd=due, filer=filer),
            "Social Security and Medicare": payroll_tax_usd(wages_usd=wages, filer=filer),
            "state": due,
        }

    left = parts(wages_usd)["take-home"]
    next_rate = marginal_rate(wages_usd=wages_usd, state_rate=state_rate, filer=filer)
    headline = (
        f"Of {wages_usd:,.0f} dollars {left:,.0f} are left, {left / wages_usd:.0%}, and the"
        f" next dollar is taxed at {next_rate:.1%}."
    )
    steps = [wages_usd * part for part in (0.25, 0.5, 1.0, 1.5, 2.0)]
    labels = tuple(f"${step:,.0f}" for step in steps)
    bars = [(step, parts(step)) for step in steps]
    percent = {name: tuple(100 * bar[name] / step for step, bar in bars) for name in bars[0][1]}
    shown = {name: values for name, values in percent.items() if any(values) and min(values) >= 0}
    return Answer(
        headline=headline,
        table=Table(
            columns=(Column(name="part"), Column(name="amount", unit="USD")),
            rows=tuple(parts(wages_usd).items()),
        ),
        chart=Chart(
            kind="stacked",
            title="Where each dollar goes, by wages",
            summary=headline,
            x_label="wages of the year",
            y_label="% of wages",
            series=tuple(Series(name=name, x=labels, y=y) for name, y in shown.items()),
        ),
    )
