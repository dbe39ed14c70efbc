"""The options of an example, and the short form of what is no letter: to stay, a doctorate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Annotated, Any

from annotated_types import Interval, Len

from careerkb.inputs import Fraction, Probability, Usd, YearlyPayUsd, record, refusal
from careerkb.pay.after_tax import StateRate
from careerkb.pay.comparison import LAB, PRODUCT
from careerkb.pay.offers import CostOfLiving, Offer, Raise, Volatility
from careerkb.pay.schedules import schedule

__all__ = ["Alternative", "Option"]

Vesting = Annotated[Usd, Interval(ge=0, le=1e12)]
QUARTERLY = schedule(name="even quarterly")

ALIKE: dict[str, Any] = {
    "volatility_fraction": 0.4,
    "refresher_usd": 100_000,
    "refresher_probability": 0.6,
    "layoff_probability": 0.05,
    "severance_months": 3,
    "promotion_probability": 0.15,
}
OUTLOOK_LAB = replace(LAB, cost_of_living=1.1, **ALIKE)
OUTLOOK_PRODUCT = replace(PRODUCT, **ALIKE)
"""The two letters of the comparison with the outlook of its page, alike for both and assumed."""
CLOSE = "too close to call"
LONGEST = 40
"""Letters of a name at most."""
Name = Annotated[str, Len(1, LONGEST)]


@record
class Option:
    """
    One thing that you could do: an offer, the job you have, a doctorate, a postdoc.

    Args:
        name: what you call it.
        offer: its terms and your outlook; a stipend is base pay.
        state_rate: share of all wages that its state takes; used after tax alone.
    """

    name: Name
    offer: Offer
    state_rate: StateRate = 0.0


Options = Annotated[Sequence[Option], Len(2, 5)]


@record
class Alternative:
    """
    What is no letter, in short: to stay where you are, a doctorate, a postdoc.

    Args:
        name: what you call it.
        base_usd: yearly base pay, or the stipend.
        bonus_fraction: target bonus as a share of base.
        vesting_usd: worth today of the shares that vest in each of the next four years; what you
            keep only by staying.
        raise_fraction: yearly raise of base.
        volatility_fraction: standard deviation of a year's change of the price of those shares.
        layoff_probability: chance in each year that it ends early.
        cost_of_living: what a dollar's worth of living costs there, against the average place.
    """

    name: Name
    base_usd: YearlyPayUsd
    bonus_fraction: Fraction = 0.0
    vesting_usd: Vesting = 0.0
    raise_fraction: Raise = 0.0
    volatility_fraction: Volatility = 0.0
    layoff_probability: Probability = 0.0
    cost_of_living: CostOfLiving = 1.0

    def offer(self) -> Offer:
        """Write it as an offer."""
        terms = {field.name: getattr(self, field.name) for field in fields(self)}
        del terms["name"]
        return Offer(grant_usd=4 * terms.pop("vesting_usd"), schedule=QUARTERLY, **terms)


Alternatives = Annotated[Sequence[Alternative], Len(0, 3)]
STAY = Alternative(name="stay", base_usd=250_000, vesting_usd=120_000, volatility_fraction=0.4)
"""The job that somebody with those two letters may hold; all of it assumed."""


def options_named(options: Sequence[Option]) -> tuple[str, ...]:
    """
    Give the names of some options, each other than the rest.

    Args:
        options: two to five.

    Returns:
        The names.

    Raises:
        ValueError: two have the same name, or one is called like the verdict of none.
    """
    names = tuple(option.name for option in options)
    for name in names:
        if names.count(name) > 1 or name == CLOSE:
            raise refusal("options", name, "options with names of their own")
    return names
