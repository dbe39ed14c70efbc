"""From options or restricted stock to money in your account: exercise, tax, sale.

Amounts are US dollars, prices dollars a share. Federal tax only, education and not advice.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.exits.stock_grant import EXAMPLE, HIGHEST, Grant, Kind, _wages, exercise_cost_usd
from careerkb.inputs import Usd, checked, refusal
from careerkb.maths.root import find_root
from careerkb.pay.itemizing import FILER, Filing
from careerkb.pay.tax import (
    federal_tax_usd,
    income_tax_usd,
    investment_tax_usd,
    payroll_tax_usd,
    tentative_minimum_usd,
)

__all__ = [
    "break_even_price_usd",
    "options_answer",
    "proceeds_usd",
    "tax_at_exercise_usd",
    "tax_at_sale_usd",
]


@checked
def tax_at_exercise_usd(*, grant: Grant, wages_usd: Usd, filer: Filing = FILER) -> float:
    """
    Give the tax that exercising, or an RSU that settles, brings in its own year.

    Args:
        grant: the grant.
        wages_usd: your other wages of the year.

    Returns:
        Dollars, due whether you sell or not; nothing for an ISO sold in the same calendar year,
        which is taxed at the sale.

    Source:
        RSU and NSO: income and payroll tax on the spread. ISO: no regular tax, but the spread
        counts for the alternative minimum tax unless the shares are sold by the end of the year.
    """
    kept = grant.taxed_as == "ISO" and not grant.same_year
    more = wages_usd + _wages(grant)
    spread = grant.spread_usd if kept else 0.0
    return (
        federal_tax_usd(wages_usd=more, incentive_stock_option_spread_usd=spread, filer=filer)
        - federal_tax_usd(wages_usd=wages_usd, filer=filer)
        + payroll_tax_usd(wages_usd=more, filer=filer)
        - payroll_tax_usd(wages_usd=wages_usd, filer=filer)
    )


@checked
def tax_at_sale_usd(*, grant: Grant, wages_usd: Usd, filer: Filing = FILER) -> float:
    """
    Give the tax that the sale brings.

    Args:
        grant: the grant.
        wages_usd: your other wages of the year of the sale, and of the exercise.
        filer: who files; the year is that of both.

    Returns:
        Dollars; a loss gives nothing back here. Negative when more of the minimum tax of an ISO
        comes back than the gain costs.

    Source:
        Gain over the value already taxed: long-term if held, else as other income; in the same
        calendar year it stands on top of the spread. For an ISO the whole gain over the strike;
        sold early, the part up to the spread is ordinary income without payroll tax. In a later
        year the minimum tax counts an ISO's gain from the value at exercise, and what was paid
        of it then comes back as far as the regular tax of the sale's year is the higher one; what
        is left over comes back in later years, which is left out.
    """
    iso = grant.taxed_as == "ISO"
    basis = grant.strike_usd if iso else max(grant.fair_value_usd, grant.paid_usd)
    gain = grant.shares * max(0.0, grant.sale_usd - basis)
    bargain = min(gain, grant.spread_usd) if iso else 0.0
    earned = wages_usd + (_wages(grant) if grant.same_year else 0.0)
    before = federal_tax_usd(wages_usd=earned, filer=filer)
    if grant.held_long:
        sold: dict[str, Any] = {"wages_usd": earned, "long_term_gain_usd": gain}
    else:
        sold = {"wages_usd": earned + bargain, "other_income_usd": gain - bargain}
    if not iso or grant.same_year:
        return federal_tax_usd(**sold, filer=filer) - before
    regular = income_tax_usd(**sold, filer=filer)
    later = gain - bargain
    least = tentative_minimum_usd(
        earned=earned if grant.held_long else earned + later,
        gains=later if grant.held_long else 0.0,
        filer=filer,
    )
    paid = tax_at_exercise_usd(grant=grant, wages_usd=wages_usd, filer=filer)
    back = min(paid, regular - least)  # below zero: minimum tax is due once more
    return regular - back + investment_tax_usd(**sold, filer=filer) - before


@checked
def proceeds_usd(*, grant: Grant, wages_usd: Usd, filer: Filing = FILER) -> float:
    """
    Give what is left of the sale after exercise and tax.

    Args:
        grant: the grant.
        wages_usd: your other wages, the same in the year of exercise and of sale.
        filer: who files; the year is that of both.

    Returns:
        Dollars; negative when the shares sell for less than they cost in exercise and tax.

    Source:
        ``shares * sale - exercise cost - tax at exercise - tax at sale``.

    Example:
        >>> from careerkb.exits.stock_grant import Grant
        >>> from careerkb.exits.options import proceeds_usd
        >>> grant = Grant(kind="RSU", shares=1_000, fair_value_usd=10, sale_usd=10)
        >>> round(proceeds_usd(grant=grant, wages_usd=245_000))
        6565
    """
    terms: dict[str, Any] = {"grant": grant, "wages_usd": wages_usd, "filer": filer}
    return (
        grant.shares * grant.sale_usd
        - exercise_cost_usd(grant=grant)
        - tax_at_exercise_usd(**terms)
        - tax_at_sale_usd(**terms)
    )


@checked
def break_even_price_usd(*, grant: Grant, wages_usd: Usd, filer: Filing = FILER) -> float:
    """
    Give the sale price at which exercising and keeping leaves neither gain nor loss.

    Args:
        grant: the grant; its own sale price is not used.
        wages_usd: your other wages.

    Returns:
        Dollars a share.

    Raises:
        ValueError: an argument is out of range, or no price up to 100,000 a share suffices.

    Source:
        Root of `proceeds_usd`, which rises with the price.
    """

    def left(price: float) -> float:
        return proceeds_usd(grant=replace(grant, sale_usd=price), wages_usd=wages_usd, filer=filer)

    low, high = left(0.0), left(HIGHEST)
    if high < 0:
        raise refusal("grant", grant.strike_usd, "one that some price below 100,000 can repay")
    return find_root(left, (0.0, HIGHEST), (low, high)) if low < 0 else 0.0


@checked
def options_answer(
    *,
    grant: Grant = EXAMPLE,
    wages_usd: Usd = 245_000,
    filer: Filing = FILER,
) -> Answer:
    """
    Show what exercising costs now and leaves later, and the same shares as each kind of grant.

    Args:
        grant: the grant.
        wages_usd: your other wages.

    Returns:
        Cash needed and proceeds as a sentence; each kind as a row; proceeds by sale price as a
        line.

    Source:
        The functions of this page.
    """
    place: dict[str, Any] = {"wages_usd": wages_usd, "filer": filer}
    kinds: tuple[Kind, ...] = ("ISO", "NSO", "RSU")
    rows = []
    for kind in kinds:
        one = replace(grant, kind=kind)
        rows.append(
            (
                kind,
                exercise_cost_usd(grant=one),
                tax_at_exercise_usd(grant=one, **place),
                tax_at_sale_usd(grant=one, **place),
                proceeds_usd(grant=one, **place),
            )
        )
    chosen = rows[kinds.index(grant.kind)]
    headline = (
        f"As {grant.kind} you pay {_before_the_sale(grant, chosen[1], chosen[2])}, and"
        f" {_after_the_sale(grant, chosen[4])}."
    )
    if grant.fair_value_usd < grant.paid_usd:
        loss = grant.shares * (grant.paid_usd - grant.fair_value_usd)
        headline += (
            f" The fair value is below the strike: exercising that day loses {loss:,.0f} dollars at"
            " once, so one would wait."
        )
    if grant.taxed_as != grant.kind:
        headline += (
            f" Exercised {grant.days_after_leaving:,} days after leaving, an ISO is taxed like an"
            " NSO."
        )
    top = min(HIGHEST, max(grant.sale_usd, 2 * grant.fair_value_usd, 1.0))
    prices = tuple(top * i / 20 for i in range(21))
    left = [proceeds_usd(grant=replace(grant, sale_usd=p), **place) / 1e3 for p in prices]
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="the same shares as"),
                Column(name="exercise", unit="USD"),
                Column(name="tax then", unit="USD"),
                Column(name="tax at the sale", unit="USD"),
                Column(name="left", unit="USD"),
            ),
            rows=tuple(rows),
        ),
        chart=Chart(
            kind="line",
            title="What is left, by the price at which you sell",
            summary=headline,
            x_label="USD a share",
            y_label="thousand USD",
            series=(Series(name=grant.kind, x=prices, y=tuple(left)),),
            reference=0.0,
            reference_label="neither gain nor loss",
        ),
    )


def _before_the_sale(grant: Grant, cost: float, tax: float) -> str:
    if grant.kind == "RSU":
        return f"{tax:,.0f} dollars of tax when they settle"
    return f"{cost + tax:,.0f} dollars before you can sell, exercise and tax together"


def _after_the_sale(grant: Grant, left: float) -> str:
    price = f"at {grant.sale_usd:,.2f} a share"
    if round(left) < 0:
        when = f"you sell {price}" if grant.sale_usd else "the shares become worthless"
        return f"you lose {-left:,.0f} dollars if {when}"
    return (
        f"{left:,.0f} are left of a sale {price}"
        if round(left)
        else f"a sale {price} leaves nothing"
    )
