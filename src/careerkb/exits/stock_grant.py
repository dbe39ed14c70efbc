"""A grant of options or stock units, and what you do with it."""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Interval

from careerkb.inputs import Unit, checked, record, refusal

__all__ = ["Grant", "exercise_cost_usd"]

Kind = Literal["ISO", "NSO", "RSU"]
Shares = Annotated[float, Interval(ge=1, le=1e8), Unit("shares")]
Price = Annotated[float, Interval(ge=0, le=1e5), Unit("USD a share")]
Days = Annotated[int, Interval(ge=0, le=36_525), Unit("days")]
KEEPS_DAYS = 90
"""Days after the last one at work within which an ISO must be exercised to be taxed as one."""
HIGHEST = 1e5
"""Highest price of a share that is looked at."""


@record
class Grant:
    """
    Vested options or restricted stock, and how you would use them.

    Args:
        kind: ISO and NSO are options, RSU restricted stock units.
        shares: vested ones.
        strike_usd: price to exercise one option; not used for RSU.
        fair_value_usd: value of a share on the day of exercise, or on which an RSU settles.
        sale_usd: price at which you sell.
        held_long: whether you keep the shares for more than a year after the exercise, and for an
            ISO more than two after the grant.
        same_year: whether you sell in the calendar year of the exercise; if not, and not held
            long, you sell within twelve months but in the next calendar year.
        days_after_leaving: from your last day at the company to the exercise; 0 if you still work
            there. An ISO exercised after more than 90 is taxed as an NSO.

    Raises:
        ValueError: a field is out of range, or shares held for more than a year are sold in the
            same one.
    """

    kind: Kind
    shares: Shares
    strike_usd: Price = 0.0
    fair_value_usd: Price
    sale_usd: Price
    held_long: bool = True
    same_year: bool = False
    days_after_leaving: Days = 0

    def __post_init__(self) -> None:
        """Refuse two answers that exclude each other."""
        if self.held_long and self.same_year:
            cause = "shares held for more than a year are sold in a later one"
            raise refusal("same_year", True, "False while held_long is True", cause)

    @property
    def taxed_as(self) -> Kind:
        """The kind that the law sees, NSO for an ISO exercised too long after leaving."""
        late = self.kind == "ISO" and self.days_after_leaving > KEEPS_DAYS
        return "NSO" if late else self.kind

    @property
    def paid_usd(self) -> float:
        """What one share costs you."""
        return 0.0 if self.kind == "RSU" else self.strike_usd

    @property
    def spread_usd(self) -> float:
        """Value of all shares on the day of exercise less their cost, not below zero."""
        return self.shares * max(0.0, self.fair_value_usd - self.paid_usd)


EXAMPLE = Grant(kind="ISO", shares=40_000, strike_usd=2.0, fair_value_usd=6.0, sale_usd=15.0)
"""An illustration: all numbers are assumptions."""


@checked
def exercise_cost_usd(*, grant: Grant) -> float:
    """
    Give what exercising costs, before tax.

    Args:
        grant: the grant.

    Returns:
        Dollars; nothing for RSU.

    Raises:
        ValueError: the grant is no grant.

    Source:
        ``shares * strike``.
    """
    return grant.shares * grant.paid_usd


def _wages(grant: Grant) -> float:
    """Give what counts as wages on the day of exercise or settlement."""
    return 0.0 if grant.taxed_as == "ISO" else grant.spread_usd
