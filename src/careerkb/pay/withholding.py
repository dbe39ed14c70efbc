"""What an employer withholds of a year with shares, and what is still due in April.

Amounts are US dollars a year, federal income tax only.
"""

from __future__ import annotations

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Usd, YearlyPayUsd, checked, refusal
from careerkb.pay.itemizing import FILER, Filing, through
from careerkb.pay.tax import income_tax_usd

__all__ = ["april_gap_usd", "withheld_usd", "withholding_answer"]

SUPPLEMENTAL = (0.22, 0.37)
"""Flat withholding on bonuses and vesting shares, up to and above a million a year."""
MILLION = 1_000_000


@checked
def withheld_usd(
    *,
    wages_usd: Usd,
    supplemental_usd: Usd,
    filer: Filing = FILER,
) -> float:
    """
    Give the income tax that an employer withholds when shares and bonuses are taxed flat.

    Args:
        wages_usd: all wages of the year.
        supplemental_usd: the part of them that is bonus, sign-on or vesting shares.

    Returns:
        Dollars, the tax on the rest alone and 22 % of the supplemental part, 37 % of what is
        above a million.

    Raises:
        ValueError: the part is larger than the whole.

    Source:
        The optional flat rate for supplemental wages.
    """
    if supplemental_usd > wages_usd:
        raise refusal("supplemental_usd", supplemental_usd, f"at most wages_usd, {wages_usd:,.0f}")
    regular = income_tax_usd(wages_usd=wages_usd - supplemental_usd, filer=filer)
    return regular + through((MILLION,), SUPPLEMENTAL, supplemental_usd)


@checked
def april_gap_usd(
    *,
    wages_usd: Usd,
    supplemental_usd: Usd,
    filer: Filing = FILER,
) -> float:
    """
    Give what is still due in April because too little was withheld.

    Args:
        wages_usd: all wages of the year.
        supplemental_usd: the part of them that is bonus, sign-on or vesting shares.

    Returns:
        Dollars; negative for a refund.

    Raises:
        ValueError: the part is larger than the whole.

    Source:
        Tax owed on all of it less `withheld_usd`.

    Example:
        >>> from careerkb.pay.withholding import april_gap_usd
        >>> round(april_gap_usd(wages_usd=450_000, supplemental_usd=205_000))
        25830
    """
    owed = income_tax_usd(wages_usd=wages_usd, filer=filer)
    return owed - withheld_usd(wages_usd=wages_usd, supplemental_usd=supplemental_usd, filer=filer)


@checked
def withholding_answer(
    *,
    wages_usd: YearlyPayUsd = 450_000,
    supplemental_usd: Usd = 205_000,
    filer: Filing = FILER,
) -> Answer:
    """
    Show how much is still due in April, and how it grows with the part paid in shares.

    Args:
        wages_usd: all wages of the year.
        supplemental_usd: the part of them that is bonus, sign-on or vesting shares.

    Returns:
        The gap as a sentence; owed, withheld and due as rows; the gap by size of the supplemental
        part as a line.

    Raises:
        ValueError: the part is larger than the whole.

    Source:
        `april_gap_usd`.
    """
    gap = april_gap_usd(wages_usd=wages_usd, supplemental_usd=supplemental_usd, filer=filer)
    owed = income_tax_usd(wages_usd=wages_usd, filer=filer)
    regular = wages_usd - supplemental_usd
    what = f"{gap:,.0f} dollars are still due" if gap >= 0 else f"{-gap:,.0f} dollars come back"
    headline = (
        f"With {supplemental_usd:,.0f} of {wages_usd:,.0f} dollars paid as bonus or shares,"
        f" {what} in April."
    )
    steps = [i * max(2 * supplemental_usd, 100_000) / 20 for i in range(21)]
    gaps = [april_gap_usd(wages_usd=regular + s, supplemental_usd=s, filer=filer) for s in steps]
    return Answer(
        headline=headline,
        table=Table(
            columns=(Column(name="federal income tax"), Column(name="amount", unit="USD")),
            rows=(("owed", owed), ("withheld", owed - gap), ("due in April", gap)),
        ),
        chart=Chart(
            kind="line",
            title=f"Due in April on top of {regular:,.0f} dollars of regular pay",
            summary=headline,
            x_label="bonus and shares of the year, thousand USD",
            y_label="thousand USD due in April",
            series=(
                Series(
                    name="due",
                    x=tuple(s / 1000 for s in steps),
                    y=tuple(g / 1000 for g in gaps),
                ),
            ),
            reference=0.0,
            reference_label="withheld exactly",
        ),
    )
