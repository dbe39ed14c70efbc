"""What stands in a letter beside base pay and the first grant: records, each a part of an offer.

Amounts are US dollars before tax; months count from the start date, 0 is the first day.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated

from annotated_types import Interval, Len

from careerkb.inputs import Chance, Text, Unit, Usd, record, refusal
from careerkb.pay.clawback import ClawbackMonths, Form, repaid_fraction
from careerkb.pay.schedules import EVEN, Schedule, monthly_fractions

__all__ = ["CashPart", "ListedGrant", "OptionGrant", "SaleOutcome"]

PaidMonth = Annotated[int, Interval(ge=0, le=120), Unit("month since the start, 0 the first day")]
StartMonth = Annotated[int, Interval(ge=0, le=108), Unit("month since the start, 0 the first day")]
SharePrice = Annotated[float, Interval(ge=0, le=1e5), Unit("USD a share")]
Shares = Annotated[float, Interval(ge=0, le=1e9), Unit("shares")]
SaleYears = Annotated[float, Interval(ge=0.5, le=20), Unit("years from the start")]
PriceMultiple = Annotated[float, Interval(ge=0, le=1_000), Unit("times the price today")]
LAST_MONTH = 120
"""The last month that a schedule may reach."""


@record
class CashPart:
    """
    A sum that is paid once: a second sign-on, a retention bonus, relocation, a promised cheque.

    Args:
        usd: the sum, before tax.
        month: at whose end it is paid, if you are still there; 0 is the first day.
        clawback: how it is reclaimed if you leave early; see `careerkb.pay.clawback`.
        clawback_months: until when after its payment leaving means repaying; 0 for never.
        layoff_carve_out: whether a layoff leaves it yours.
        label: what the letter calls it.
    """

    usd: Usd
    month: PaidMonth = 0
    clawback: Form = "prorated"
    clawback_months: ClawbackMonths = 0
    layoff_carve_out: bool = True
    label: Text = "cash"

    def owed_usd(self, month: int, laid_off: bool) -> float:
        """Give what you owe back of it if you go at the end of a month."""
        if month < self.month or (laid_off and self.layoff_carve_out):
            return 0.0
        return self.usd * repaid_fraction(
            month=month - self.month, form=self.clawback, clawback_months=self.clawback_months
        )


@record
class ListedGrant:
    """
    A further grant of the same employer's listed shares, which ride on the same price.

    Args:
        usd: value in the letter.
        start_month: from which its schedule counts.
        schedule: when it vests.
        priced_month: when the dollars become shares; 0 is the price of the first day. What is
            priced later counts at the expected price from that day on, as a refresher does.
        label: what the letter calls it.

    Raises:
        ValueError: it vests beyond ten years, or before it has been priced.
    """

    usd: Usd
    start_month: StartMonth = 0
    schedule: Schedule = EVEN
    priced_month: PaidMonth = 0
    label: Text = "further grant"

    def __post_init__(self) -> None:
        """Refuse a grant that vests too late, or before it is shares."""
        if self.last_month > LAST_MONTH:
            most = f"at most {LAST_MONTH - 12 * len(self.schedule.yearly_fractions)}"
            raise refusal("start_month", self.start_month, f"{most}, so that all vests by month"
                          f" {LAST_MONTH}")  # fmt: skip
        parts = monthly_fractions(schedule=self.schedule)
        first = self.start_month + next(m for m, part in enumerate(parts, 1) if part)
        if self.priced_month > first:
            raise refusal("priced_month", self.priced_month, f"at most {first}, the month in which"
                          " the first part vests")  # fmt: skip

    @property
    def last_month(self) -> int:
        """The last month of its schedule."""
        return self.start_month + 12 * len(self.schedule.yearly_fractions)


@record
class SaleOutcome:
    """
    One way in which a company that is not listed may end.

    Args:
        probability: its chance.
        price_multiple: what a common share then brings, as a multiple of its price today, after
            dilution and after what investors take first.
    """

    probability: Chance
    price_multiple: PriceMultiple


@record
class OptionGrant:
    """
    Options of a company that is not listed, exercised at its sale if that pays.

    Args:
        shares: how many options.
        strike_usd: what one costs to exercise.
        price_usd: what a common share is worth today.
        schedule: when they vest; what has not vested when you leave is lost.
        sale_years: from your first day to the sale.
        outcomes: what may become of the price; what their chances leave is nothing at all.
            Without any, the price grows as the discount rate until the sale.

    Raises:
        ValueError: the chances sum to more than 1.
    """

    shares: Shares
    strike_usd: SharePrice
    price_usd: SharePrice
    schedule: Schedule = EVEN
    sale_years: SaleYears = 7.0
    outcomes: Annotated[Sequence[SaleOutcome], Len(0, 8)] = ()

    def __post_init__(self) -> None:
        """Refuse more chances than there are."""
        object.__setattr__(self, "outcomes", tuple(self.outcomes))
        total = math.fsum(one.probability for one in self.outcomes)
        if total > 1 + 1e-9:
            chances = [one.probability for one in self.outcomes]
            raise refusal("outcomes", chances, "chances that sum to at most 1",
                          f"these sum to {total:.4g}")  # fmt: skip
