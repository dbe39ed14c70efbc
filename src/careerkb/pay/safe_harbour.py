"""What to pay during the year, and when, so that no underpayment penalty is due.

Amounts are US dollars, federal income tax only. Education and not advice.
"""

from __future__ import annotations

from typing import Literal

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Usd, YearlyPayUsd, checked
from careerkb.pay.itemizing import FILER, Filing
from careerkb.pay.tax import income_tax_usd
from careerkb.pay.withholding import withheld_usd

__all__ = ["DATES", "instalments_usd", "missing_usd", "required_usd", "safe_harbour_answer"]

Date = Literal["15 April", "15 June", "15 September", "15 January"]
DATES: tuple[Date, ...] = ("15 April", "15 June", "15 September", "15 January")
"""The last in the year after; the next working day where one falls on a weekend."""
SMALL = 1_000
"""A balance below this never costs a penalty."""
PART, LAST_YEAR, LAST_YEAR_HIGH, HIGH_INCOME = 0.90, 1.00, 1.10, 150_000


@checked
def required_usd(*, owed_usd: Usd, last_year_tax_usd: Usd, last_year_income_usd: Usd) -> float:
    """
    Give the least that must be paid in time.

    Args:
        owed_usd: this year's tax.
        last_year_tax_usd: the whole tax of last year's return.
        last_year_income_usd: adjusted gross income of last year's return.

    Returns:
        Dollars, 90 % of this year's tax or 100 % of last year's, 110 % of it after a year above
        150,000, whichever is less.

    Source:
        26 USC 6654(d)(1).

    Example:
        >>> from careerkb.pay.safe_harbour import required_usd
        >>> last = {"last_year_tax_usd": 60_000, "last_year_income_usd": 245_000}
        >>> round(required_usd(owed_usd=120_000, **last))
        66000
    """
    high = last_year_income_usd > HIGH_INCOME
    return min(PART * owed_usd, (LAST_YEAR_HIGH if high else LAST_YEAR) * last_year_tax_usd)


@checked
def missing_usd(
    *, owed_usd: Usd, withheld_usd: Usd, last_year_tax_usd: Usd, last_year_income_usd: Usd
) -> float:
    """
    Give what must still be paid on top of withholding.

    Args:
        owed_usd: this year's tax.
        withheld_usd: what employers withhold of it.
        last_year_tax_usd: the whole tax of last year's return.
        last_year_income_usd: adjusted gross income of last year's return.

    Returns:
        Dollars; nothing where a rule is met, or where less than 1,000 would be due in April.

    Source:
        26 USC 6654(d) and (e).
    """
    if owed_usd - withheld_usd < SMALL:
        return 0.0
    least = required_usd(
        owed_usd=owed_usd,
        last_year_tax_usd=last_year_tax_usd,
        last_year_income_usd=last_year_income_usd,
    )
    return max(0.0, least - withheld_usd)


@checked
def instalments_usd(*, missing_usd: Usd, first: Date = "15 April") -> dict[str, float]:
    """
    Give what to pay on each date.

    Args:
        missing_usd: what must be paid on top of withholding.
        first: the first date that is still ahead of you.

    Returns:
        Dollars by date, a quarter on each, and on the first what the ones before it asked for.

    Source:
        26 USC 6654(c) and (d)(1)(A); withholding counts as paid evenly over the year.
    """
    begin = DATES.index(first)
    late = missing_usd / len(DATES) * begin
    return {
        date: 0.0
        if number < begin
        else missing_usd / len(DATES) + (late if number == begin else 0.0)
        for number, date in enumerate(DATES)
    }


@checked
def safe_harbour_answer(
    *,
    wages_usd: YearlyPayUsd = 450_000,
    supplemental_usd: Usd = 205_000,
    last_year_tax_usd: Usd = 121_534.75,
    last_year_income_usd: Usd = 450_000,
    first: Date = "15 April",
    state_tax_usd: Usd = 0.0,
    filer: Filing = FILER,
) -> Answer:
    """
    Show what to pay on which date, and which rule asks for the least.

    Args:
        wages_usd: all wages of the year.
        supplemental_usd: the part of them that is bonus, sign-on or vesting shares.
        last_year_tax_usd: the whole tax of last year's return.
        last_year_income_usd: adjusted gross income of last year's return.
        first: the first date that is still ahead of you.
        state_tax_usd: income tax of the year to state and city, itemised if that is better.

    Returns:
        What is missing as a sentence; both rules, what is withheld and each payment as rows; the
        payments as bars.

    Raises:
        ValueError: an argument is out of range, or the part is larger than the whole.

    Source:
        `missing_usd` and `instalments_usd`, of `careerkb.pay.withholding.withheld_usd`.
    """
    owed = income_tax_usd(wages_usd=wages_usd, state_tax_usd=state_tax_usd, filer=filer)
    withheld = withheld_usd(wages_usd=wages_usd, supplemental_usd=supplemental_usd, filer=filer)
    last = {"last_year_tax_usd": last_year_tax_usd, "last_year_income_usd": last_year_income_usd}
    least = required_usd(owed_usd=owed, **last)
    missing = missing_usd(owed_usd=owed, withheld_usd=withheld, **last)
    paid = instalments_usd(missing_usd=missing, first=first)
    rule = "90 % of this year's tax" if least >= PART * owed else "last year's tax"
    due = max(0.0, owed - withheld - missing)
    if missing:
        late = " (the dates before are past: raise your withholding instead)" * (first != DATES[0])
        headline = (
            f"Withholding is short of {rule} by {missing:,.0f} dollars: pay {paid[first]:,.0f} by"
            f" {first}{late}, and {due:,.0f} are left to pay in April without a penalty."
        )
    else:
        headline = f"No penalty: withholding reaches what the law asks for; {due:,.0f} dollars are"
        headline += " left to pay in April."
    high = LAST_YEAR_HIGH if last_year_income_usd > HIGH_INCOME else LAST_YEAR
    return Answer(
        headline=headline,
        table=Table(
            columns=(Column(name="federal income tax"), Column(name="amount", unit="USD")),
            rows=(
                ("owed", owed),
                ("withheld", withheld),
                ("90 % of this year's", PART * owed),
                (f"{high:.0%} of last year's", high * last_year_tax_usd),
                ("short of the lower one", missing),
                *((f"pay by {date}", usd) for date, usd in paid.items()),
                ("left for April", due),
            ),
        ),
        chart=Chart(
            kind="bar",
            title="What to pay on each date",
            summary=headline,
            x_label="date",
            y_label="USD",
            series=(Series(name="pay", x=DATES, y=tuple(paid.values())),),
        ),
    )
