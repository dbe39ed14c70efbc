"""The deduction of a federal return: the standard one, or the state's tax itemised.

Amounts are US dollars a year. Of all that can be itemised only the state's income tax is known.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Fraction, Inline, Says, Usd, YearlyPayUsd, checked, record

__all__ = ["deduction_usd", "itemizing_answer", "state_tax_cap_usd"]

TaxYear = Annotated[Literal[2025, 2026], Says("the tax year.")]
Status = Annotated[Literal["single", "joint"], Says("how you file.")]


@record
class Filer:
    """
    Who files a return, and under which year's law.

    Args:
        year: the tax year.
        status: how you file.
    """

    year: TaxYear = 2026
    status: Status = "single"


FILER = Filer()
Filing = Annotated[Filer, Inline(), Says("who files, and under which year's law.")]
FilingThen = Annotated[
    Filer, Inline((("year", "tax_year"),)), Says("who files; one year's law holds in all.")
]
"""Where years are counted too, the year of the law is called `tax_year` in forms and files."""
RATES = (0.10, 0.12, 0.22, 0.24, 0.32, 0.35, 0.37)


@functools.cache
def federal_rules(filer: Filer) -> dict[str, Any]:
    """Find the row of `tax.toml`; treat it as read-only."""
    key = (filer.year, filer.status)
    return next(dict(row) for row in data.rows("tax") if (row["year"], row["status"]) == key)


def through(
    tops: Sequence[float], rates: Sequence[float], amount: float, start: float = 0.0
) -> float:
    """Tax the slice from *start* to *start* + *amount* at the rates between the tops."""
    total, bottom = 0.0, 0.0
    for top, rate in zip([*tops, float("inf")], rates, strict=True):
        total += rate * max(0.0, min(top, start + amount) - max(bottom, start))
        bottom = top
    return total


@checked
def state_tax_cap_usd(*, income_usd: Usd, filer: Filing = FILER) -> float:
    """
    Give the most of state tax that may be deducted.

    Args:
        income_usd: wages, gains and other income together.
        filer: who files; both kinds have the same cap.

    Returns:
        Dollars, from the floor of 10,000 to the full cap.

    Source:
        26 USC 164(b)(6) and (7): a cap that shrinks by 30 % of the income above a threshold.
    """
    rule = federal_rules(filer)
    shrunk = rule["state_tax_cap_rate"] * max(0.0, income_usd - rule["state_tax_cap_from"])
    return float(max(rule["state_tax_cap_least"], rule["state_tax_cap"] - shrunk))


@checked
def deduction_usd(*, income_usd: Usd, state_tax_usd: Usd = 0.0, filer: Filing = FILER) -> float:
    """
    Give the deduction that lowers the federal tax more.

    Args:
        income_usd: wages, gains and other income together.
        state_tax_usd: income tax paid to state and city in that year.

    Returns:
        Dollars, the standard deduction or the state tax up to its cap.

    Source:
        26 USC 63 and 164; nothing but the state's tax is itemised.

    Example:
        >>> from careerkb.pay.itemizing import deduction_usd
        >>> deduction_usd(income_usd=450_000, state_tax_usd=40_500)
        40400.0
    """
    cap = state_tax_cap_usd(income_usd=income_usd, filer=filer)
    return float(max(federal_rules(filer)["standard_deduction"], min(state_tax_usd, cap)))


def next_dollar(income: float, state_rate: float, filer: Filer) -> tuple[float, float]:
    """Give what is taxable, below zero if nothing is, and how much of the next dollar is."""
    off = deduction_usd(income_usd=income, state_tax_usd=state_rate * income, filer=filer)
    return income - off, 1 - _further(income, state_rate, filer)


def _further(income: float, state_rate: float, filer: Filer) -> float:
    """Give what the deduction grows by with the next dollar of income, below zero if it shrinks."""
    rule = federal_rules(filer)
    cap = state_tax_cap_usd(income_usd=income, filer=filer)
    if cap <= rule["standard_deduction"]:
        return 0.0
    if state_rate * income < cap:
        return state_rate if state_rate * income >= rule["standard_deduction"] else 0.0
    fading = income >= rule["state_tax_cap_from"] and cap > rule["state_tax_cap_least"]
    return -float(rule["state_tax_cap_rate"]) if fading else 0.0


@checked
def itemizing_answer(
    *,
    wages_usd: YearlyPayUsd = 450_000,
    state_rate: Fraction = 0.09,
    filer: Filing = FILER,
) -> Answer:
    """
    Show whether the state's tax is worth itemising, and what it saves.

    Args:
        wages_usd: all wages of the year.
        state_rate: share of them that state and city take.

    Returns:
        The saving as a sentence; both deductions and the tax with each as rows; the saving by
        wages as a line.

    Source:
        `deduction_usd`, and the brackets of `careerkb.pay.tax.income_tax_usd`.
    """
    rule = federal_rules(filer)

    def tax(wages: float, deduction: float) -> float:
        return through(rule["bracket_tops"], RATES, max(0.0, wages - deduction))

    def taken(wages: float) -> float:
        return deduction_usd(income_usd=wages, state_tax_usd=state_rate * wages, filer=filer)

    standard, best = float(rule["standard_deduction"]), taken(wages_usd)
    saved = tax(wages_usd, standard) - tax(wages_usd, best)
    headline = (
        f"Itemising {best:,.0f} dollars of state tax instead of the standard {standard:,.0f} saves"
        f" {saved:,.0f} dollars of federal tax."
        if best > standard
        else f"The standard deduction of {standard:,.0f} dollars is the better one: nothing is"
        " saved by itemising state tax."
    )
    steps = [2 * max(wages_usd, 350_000) * i / 40 for i in range(41)]
    return Answer(
        headline=headline,
        table=Table(
            columns=(Column(name="part"), Column(name="amount", unit="USD")),
            rows=(
                ("state tax", state_rate * wages_usd),
                ("most that may be deducted", state_tax_cap_usd(income_usd=wages_usd, filer=filer)),
                ("deduction", best),
                ("federal income tax, standard deduction", tax(wages_usd, standard)),
                ("federal income tax, the better deduction", tax(wages_usd, best)),
                ("saved", saved),
            ),
        ),
        chart=Chart(
            kind="line",
            title="What itemising the state's tax saves, by wages",
            summary=headline,
            x_label="wages of the year, thousand USD",
            y_label="USD of federal tax saved",
            series=(
                Series(
                    name="saved",
                    x=tuple(step / 1000 for step in steps),
                    y=tuple(tax(step, standard) - tax(step, taken(step)) for step in steps),
                ),
            ),
        ),
    )
