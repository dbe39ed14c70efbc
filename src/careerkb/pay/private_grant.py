"""A grant of private shares, and your outlook on how it becomes money."""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Interval

from careerkb.inputs import Fraction, Probability, Unit, Usd, record, refusal
from careerkb.pay.schedules import EVEN, Schedule
from careerkb.pay.vesting import PriceGrowth

__all__ = ["PrivateGrant"]

PriceKind = Literal["tender", "valuation of common shares", "preferred round"]
Volatility = Annotated[float, Interval(ge=0, le=1.5), Unit("fraction a year, standard deviation")]
Worth = Annotated[float, Interval(gt=0, le=1.5), Unit("dollars for each dollar of the price")]
YearsToLapse = Annotated[int, Interval(ge=1, le=10), Unit("years since the grant")]
YearsThere = Annotated[int, Interval(ge=1, le=10), Unit("years")]
HoldingYears = Annotated[int, Interval(ge=0, le=5), Unit("years after vesting")]
LockUpMonths = Annotated[int, Interval(ge=0, le=12), Unit("months")]


@record
class PrivateGrant:
    """
    A grant of shares that no exchange prices, with your outlook on how it becomes money.

    Args:
        grant_usd: the value that the letter states.
        price_kind: where the stated price comes from; only described, `worth_fraction` counts.
        worth_fraction: what one dollar of that price is worth in your class of share today: 1 when
            staff have just sold at it, less when it is the price of a preferred round.
        schedule: when the grant vests.
        years_there: how long you stay; what has not vested then is lost.
        price_growth_fraction: yearly growth of the company's value; not given, a share is worth its
            price: it grows as the discount rate, new shares included.
        dilution_fraction: part of the company that each year's new shares take; only with a growth.
        volatility_fraction: standard deviation of a year's change of the price; 0 for none.
        tender_probability: chance of a sale for staff in each year without a listing.
        tender_fraction: part of what may be sold that one such sale takes.
        tender_cap_usd: most that one person may sell at once, in dollars of that day.
        tender_price_fraction: price of such a sale, as a share of the price that day.
        holding_years: how long shares must be yours before they may be sold in one.
        leaver_fraction: chance that those who have left are admitted to such a sale.
        listing_probability: chance of a listing in each year, if there was none.
        sale_probability: chance in each year that the company is bought for cash.
        lock_up_months: after a listing, during which you may not sell.
        years_to_lapse: after so many years since the grant, without listing or sale, nothing more
            is paid: vested units of the double-trigger kind expire.

    Raises:
        ValueError: a term is out of range; a dilution stands without a growth; a listing and a sale
            together are more likely than certain; you would leave after the grant has lapsed.
    """

    grant_usd: Usd
    price_kind: PriceKind = "tender"
    worth_fraction: Worth = 1.0
    schedule: Schedule = EVEN
    years_there: YearsThere = 4
    price_growth_fraction: PriceGrowth | None = None
    dilution_fraction: Fraction = 0.0
    volatility_fraction: Volatility = 0.7
    tender_probability: Probability = 0.6
    tender_fraction: Fraction = 0.2
    tender_cap_usd: Usd = 2_000_000.0
    tender_price_fraction: Fraction = 0.95
    holding_years: HoldingYears = 2
    leaver_fraction: Probability = 0.5
    listing_probability: Probability = 0.15
    sale_probability: Probability = 0.02
    lock_up_months: LockUpMonths = 6
    years_to_lapse: YearsToLapse = 7

    def __post_init__(self) -> None:
        """Refuse what contradicts itself."""
        if self.dilution_fraction and self.price_growth_fraction is None:
            raise refusal(
                "dilution_fraction", self.dilution_fraction,
                "0 while price_growth_fraction is not given",
                "the price of a share already counts the shares to come",
            )  # fmt: skip
        if self.dilution_fraction == 1:
            raise refusal("dilution_fraction", 1, "below 1", "nothing would be left of the share")
        both = self.listing_probability + self.sale_probability
        if both > 1:
            raise refusal(
                "sale_probability", self.sale_probability,
                f"at most {1 - self.listing_probability:g}, what listing_probability leaves",
            )  # fmt: skip
        if self.years_there > self.years_to_lapse:
            raise refusal(
                "years_there", self.years_there, f"at most years_to_lapse, {self.years_to_lapse}"
            )


EXAMPLE = PrivateGrant(grant_usd=1_000_000)
"""An illustration: a round grant with the default outlook, all of it assumed."""
