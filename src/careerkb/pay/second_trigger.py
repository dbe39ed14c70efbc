"""Tax when private units become shares all at once: what is owed, withheld, delivered and short.

Amounts are US dollars of one year; federal tax on income and payroll only.
"""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Interval

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Number, Unit, Usd, YearlyPayUsd, checked, record
from careerkb.pay.itemizing import FILER, Filer, Filing
from careerkb.pay.tax import income_tax_usd, payroll_tax_usd
from careerkb.pay.withholding import withheld_usd

__all__ = ["Settlement", "bunching_usd", "second_trigger_answer", "settle"]

Choice = Literal["22 % to a million", "37 % on all"]
Price = Annotated[float, Interval(ge=0, le=1e9), Unit("USD a share")]
Units = Annotated[float, Interval(gt=0, le=1e9), Unit("units")]
Spread = Annotated[int, Interval(ge=1, le=10), Unit("years")]
HIGHEST = 0.37
"""The rate that some employers let you choose for everything that vests."""


@record
class Settlement:
    """
    What the day of the trigger leaves you.

    Args:
        income_usd: worth of all units at the price of that day; wages.
        owed_usd: income and payroll tax that they add to the year.
        withheld_usd: what the employer keeps back for it, in shares.
        delivered_units: shares that reach you.
        gap_usd: still due in April; negative for a refund.
    """

    income_usd: Usd
    owed_usd: Usd
    withheld_usd: Usd
    delivered_units: Number
    gap_usd: Number

    def left_usd(self, price_usd: float) -> float:
        """Give what is left when all is sold at a later price and the gap is paid."""
        return self.delivered_units * price_usd - self.gap_usd

    @property
    def break_even_price_usd(self) -> float:
        """The price at which selling all that was delivered just pays the gap, at least 0."""
        return max(0.0, self.gap_usd) / self.delivered_units if self.delivered_units else 0.0


@checked
def settle(
    *,
    units: Units,
    price_usd: Price,
    wages_usd: Usd,
    withholding: Choice = "22 % to a million",
    filer: Filing = FILER,
) -> Settlement:
    """
    Settle units whose second trigger falls: tax owed, shares withheld, shares delivered.

    Args:
        units: that have served their time.
        price_usd: of a share on the day of the trigger.
        wages_usd: your other wages of the year, without bonus and shares.
        withholding: the flat rate that your employer uses, or lets you choose.

    Returns:
        What is owed, withheld, delivered and short.

    Source:
        All units are wages of that day. Withheld are the flat rates for supplemental wages and the
        payroll tax that the units add, all in shares ("net settled"). A later change of price is a
        capital gain or loss, left out.

    Example:
        >>> from careerkb.pay.second_trigger import settle
        >>> day = settle(units=10_000, price_usd=120, wages_usd=245_000)
        >>> f"{day.delivered_units:,.0f} shares, {day.gap_usd:,.0f} short"
        '7,315 shares, 140,946 short'
    """
    income = units * price_usd
    whole = wages_usd + income
    before = income_tax_usd(wages_usd=wages_usd, filer=filer)
    added = income_tax_usd(wages_usd=whole, filer=filer) - before
    payroll = payroll_tax_usd(wages_usd=whole, filer=filer) - payroll_tax_usd(
        wages_usd=wages_usd, filer=filer
    )
    if withholding == "37 % on all":
        kept = HIGHEST * income
    else:
        kept = withheld_usd(wages_usd=whole, supplemental_usd=income, filer=filer) - income_tax_usd(
            wages_usd=wages_usd, filer=filer
        )
    held_back = kept + payroll
    return Settlement(
        income_usd=income,
        owed_usd=added + payroll,
        withheld_usd=held_back,
        delivered_units=units - held_back / price_usd if price_usd else units,
        gap_usd=added - kept,
    )


@checked
def bunching_usd(
    *,
    income_usd: Usd,
    wages_usd: Usd,
    years: Spread = 4,
    filer: Filing = FILER,
) -> float:
    """
    Give what it costs that several years' shares are taxed in one.

    Args:
        income_usd: worth of all units on the day of the trigger.
        wages_usd: your other wages of each year.
        years: over which the same units would have vested, were they listed.

    Returns:
        Dollars of income and payroll tax more than in even parts; never below 0.

    Source:
        Tax of one year with everything, less that of even years, at the brackets of one year.

    Example:
        >>> from careerkb.pay.second_trigger import bunching_usd
        >>> f"{bunching_usd(income_usd=1_200_000, wages_usd=245_000):,.2f}"
        '18,225.25'
    """
    at_once, part = (
        _added_usd(share, wages_usd, filer) for share in (income_usd, income_usd / years)
    )
    return max(0.0, at_once - years * part)


def _added_usd(income: float, wages: float, filer: Filer) -> float:
    """Give the income and payroll tax that some income adds to other wages."""
    return sum(
        sign * tax(wages_usd=amount, filer=filer)
        for sign, amount in ((1, wages + income), (-1, wages))
        for tax in (income_tax_usd, payroll_tax_usd)
    )


@checked
def second_trigger_answer(
    *,
    units: Units = 10_000,
    price_usd: Price = 120.0,
    wages_usd: YearlyPayUsd = 245_000,
    later_price_usd: Price = 84.0,
    withholding: Choice = "22 % to a million",
    filer: Filing = FILER,
) -> Answer:
    """
    Show what the day of the trigger leaves you, and what a lower price after a lock-up does.

    Args:
        units: that have served their time.
        price_usd: of a share on the day of the trigger.
        wages_usd: your other wages of the year, without bonus and shares.
        later_price_usd: when you may sell.
        withholding: the flat rate that your employer uses, or lets you choose.

    Returns:
        What is due in April and what is left as a sentence; income, tax, shares and gap as rows;
        what is left by the later price as a line.

    Source:
        `settle`.
    """
    day = settle(
        units=units, price_usd=price_usd, wages_usd=wages_usd, withholding=withholding,
        filer=filer,
    )  # fmt: skip
    left = day.left_usd(later_price_usd)
    due = (
        f"{day.gap_usd:,.0f} dollars are still due in April"
        if day.gap_usd >= 0
        else f"{-day.gap_usd:,.0f} dollars come back in April"
    )
    headline = (
        f"Of {units:,.0f} units, {day.delivered_units:,.0f} shares reach you and {due}; sold at"
        f" {later_price_usd:,.2f}, that leaves {left:,.0f} of {day.income_usd:,.0f} dollars."
    )
    prices = [max(price_usd, later_price_usd, 1.0) * step / 20 for step in range(31)]
    return Answer(
        headline=headline,
        table=Table(
            columns=(Column(name="on the day of the trigger"), Column(name="amount", unit="USD")),
            rows=(
                ("wages in units", day.income_usd),
                ("tax that they add", day.owed_usd),
                ("withheld in shares", day.withheld_usd),
                ("still due in April", day.gap_usd),
                ("left, sold at once", day.left_usd(price_usd)),
                ("left, sold at the later price", left),
            ),
        ),
        chart=Chart(
            kind="line", title="What is left, by the price at which you sell", summary=headline,
            x_label="USD a share when you may sell", y_label="thousand USD left",
            series=(
                Series(
                    name="left", x=tuple(prices),
                    y=tuple(day.left_usd(price) / 1000 for price in prices),
                ),
            ),
            reference=0.0, reference_label="the April tax eats all",
        ),
    )  # fmt: skip
