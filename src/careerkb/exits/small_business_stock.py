"""Qualified small business stock: the part of a gain that federal law leaves untaxed.

Amounts are US dollars, federal tax only, for stock acquired after 4 July 2025. Education and not
advice.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Annotated, Any

from annotated_types import Interval

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Unit, Usd, checked
from careerkb.pay.itemizing import FILER, RATES, Filing, federal_rules, through
from careerkb.pay.tax import (
    federal_tax_usd,
    investment_tax_usd,
    tentative_minimum_usd,
)

__all__ = ["excluded_usd", "gain_tax_usd", "small_business_stock_answer"]

HeldYears = Annotated[float, Interval(ge=0, le=60), Unit("years")]
YEARS, PARTS = (3, 4, 5), (0.0, 0.5, 0.75, 1.0)
MOST_ASSETS, CAP, CAP_BASIS, TOP_RATE = 75e6, 15e6, 10, 0.28


@checked
def excluded_usd(
    *, gain_usd: Usd, paid_usd: Usd = 0.0, held_years: HeldYears = 5, assets_usd: Usd = 0.0
) -> float:
    """
    Give the part of a gain that is free of federal tax.

    Args:
        gain_usd: what the sale brings above what you paid.
        paid_usd: what the shares cost you, or were taxed as wages for.
        held_years: from exercise or purchase to the sale.
        assets_usd: gross assets of the company when it issued the shares.

    Returns:
        Dollars.

    Source:
        26 USC 1202 as of July 2025: 50, 75 or 100 % after three, four or five years, of at most
        15 million or ten times what was paid, of a company with at most 75 million of assets.

    Example:
        >>> from careerkb.exits.small_business_stock import excluded_usd
        >>> excluded_usd(gain_usd=400_000, held_years=4)
        300000.0
    """
    if assets_usd > MOST_ASSETS:
        return 0.0
    part = PARTS[bisect_right(YEARS, held_years)]
    return float(min(part * gain_usd, max(CAP, CAP_BASIS * paid_usd)))


@checked
def gain_tax_usd(
    *,
    gain_usd: Usd,
    wages_usd: Usd,
    paid_usd: Usd = 0.0,
    held_years: HeldYears = 5,
    assets_usd: Usd = 0.0,
    filer: Filing = FILER,
) -> float:
    """
    Give the federal tax on the sale.

    Args:
        gain_usd: what the sale brings above what you paid.
        wages_usd: your wages of that year.
        paid_usd: what the shares cost you.
        held_years: from exercise or purchase to the sale.
        assets_usd: gross assets of the company when it issued the shares.

    Returns:
        Dollars, minimum and investment tax included.

    Source:
        What is not excluded is taxed like wages up to 28 % after three or four years, and as
        a long gain above the cap after five; without the exclusion, all of it by how long it
        was held.
    """
    before = federal_tax_usd(wages_usd=wages_usd, filer=filer)
    long = gain_usd if held_years > 1 else 0.0
    sold: dict[str, Any] = {"long_term_gain_usd": long, "other_income_usd": gain_usd - long}
    free = excluded_usd(
        gain_usd=gain_usd, paid_usd=paid_usd, held_years=held_years, assets_usd=assets_usd
    )
    rest = gain_usd - free
    if not free:
        return federal_tax_usd(wages_usd=wages_usd, **sold, filer=filer) - before
    if held_years >= YEARS[-1]:
        return federal_tax_usd(wages_usd=wages_usd, long_term_gain_usd=rest, filer=filer) - before
    rule = federal_rules(filer)
    over = max(0.0, wages_usd - rule["standard_deduction"])
    kept = max(0.0, rest + min(0.0, wages_usd - rule["standard_deduction"]))
    limited = [min(rate, TOP_RATE) for rate in RATES]
    regular = through(rule["bracket_tops"], RATES, over)
    regular += through(rule["bracket_tops"], limited, kept, over)
    least = tentative_minimum_usd(earned=wages_usd + rest, gains=0.0, filer=filer)
    extra = investment_tax_usd(wages_usd=wages_usd, other_income_usd=rest, filer=filer)
    return max(regular, least) + extra - before


@checked
def small_business_stock_answer(
    *,
    gain_usd: Usd = 1_000_000,
    paid_usd: Usd = 20_000,
    assets_usd: Usd = 40_000_000,
    wages_usd: Usd = 245_000,
    filer: Filing = FILER,
) -> Answer:
    """
    Show what a gain leaves, by the years that the shares were held.

    Args:
        gain_usd: what the sale brings above what you paid.
        paid_usd: what the shares cost you.
        assets_usd: gross assets of the company when it issued the shares.
        wages_usd: your wages of the year of the sale.

    Returns:
        The tax after five years and without the rule as a sentence; each number of years as a
        row and as bars.

    Source:
        `excluded_usd` and `gain_tax_usd`.
    """
    terms: dict[str, Any] = {
        "gain_usd": gain_usd,
        "paid_usd": paid_usd,
        "assets_usd": assets_usd,
    }
    law: dict[str, Any] = {"wages_usd": wages_usd, "filer": filer}
    held = (1, 2, 3, 4, 5)
    free = [excluded_usd(held_years=years, **terms) for years in held]
    taxes = [gain_tax_usd(held_years=years, **terms, **law) for years in held]
    headline = (
        f"Held for two years, {gain_usd:,.0f} dollars of gain are taxed {taxes[1]:,.0f}; after"
        f" three years {taxes[2]:,.0f}, after four {taxes[3]:,.0f}, after five {taxes[4]:,.0f}."
        if assets_usd <= MOST_ASSETS
        else f"A company with {assets_usd:,.0f} dollars of assets is too large for the rule: the"
        f" gain is taxed {taxes[1]:,.0f} dollars however long you wait beyond one year."
    )
    names = tuple(str(years) for years in held)
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="years held"),
                *(Column(name=name, unit="USD") for name in ("untaxed", "tax", "left")),
            ),
            rows=tuple(
                (name, one, tax, gain_usd - tax)
                for name, one, tax in zip(names, free, taxes, strict=True)
            ),
        ),
        chart=Chart(
            kind="bar",
            title="Federal tax on the gain, by years held",
            summary=headline,
            x_label="years held",
            y_label="thousand USD",
            series=(Series(name="tax", x=names, y=tuple(tax / 1000 for tax in taxes)),),
        ),
    )
