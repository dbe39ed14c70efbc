"""A start-up grant, from the percentage to the account: vesting, dilution, exercise, tax."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal

from annotated_types import Interval

from careerkb.exits.equity import Dilutions, kept_fraction, median_dilutions
from careerkb.exits.options import tax_at_exercise_usd, tax_at_sale_usd
from careerkb.exits.outcomes import EXAMPLE as ALL_ROUNDS
from careerkb.exits.stock_grant import HIGHEST, Grant, Kind, Price, Shares, exercise_cost_usd
from careerkb.exits.waterfall import Classes, payouts_usd
from careerkb.inputs import Rate, Unit, YearlyPayUsd, checked, record, refusal
from careerkb.pay.itemizing import FILER, FilingThen
from careerkb.pay.schedules import EVEN, Schedule
from careerkb.pay.vesting import vested_fraction

__all__ = ["StartupGrant", "Steps", "steps"]

CompanyShares = Annotated[float, Interval(ge=1e4, le=1e11), Unit("shares, fully diluted")]
Stay = Annotated[int, Interval(ge=1, le=120), Unit("months")]
Wait = Annotated[float, Interval(ge=0.5, le=20), Unit("years from the start")]
Sale = Annotated[float, Interval(ge=0, le=1e13), Unit("USD for the company")]


@record
class StartupGrant:
    """
    A grant of a company that is not listed, its capital table, and what you would do with it.

    Args:
        kind: ISO and NSO are options, RSU stock units that settle at the sale.
        shares: granted.
        company_shares: all shares, options and pools included, on the grant day.
        strike_usd: price to exercise one option; not used for RSU.
        fair_value_usd: value of a share on the day on which you leave; not used at the sale.
        schedule: when the grant vests.
        stay_months: how long you stay.
        exercise: "on leaving" pays then and keeps the shares; "at the sale" pays only if it is
            worth it, which takes a long window and, after ninety days, makes an ISO an NSO.
        dilutions: part of the company that each later round takes, see `careerkb.exits.equity`.
        classes: preferred shares at the sale, later rounds included.
        sale_years: from your first day to the sale.

    Raises:
        ValueError: a field is out of range, the grant is more than a fifth of the company, the
            classes leave less than your part, or the sale comes before you leave.
    """

    kind: Kind = "ISO"
    shares: Shares
    company_shares: CompanyShares
    strike_usd: Price = 0.0
    fair_value_usd: Price = 0.0
    schedule: Schedule = EVEN
    stay_months: Stay = 48
    exercise: Literal["on leaving", "at the sale"] = "on leaving"
    dilutions: Dilutions = ()
    classes: Classes = ()
    sale_years: Wait = 7.0

    def __post_init__(self) -> None:
        """Refuse what does not fit together."""
        object.__setattr__(self, "dilutions", tuple(self.dilutions))
        object.__setattr__(self, "classes", tuple(self.classes))
        if self.shares > self.company_shares / 5:
            most = f"at most a fifth of company_shares, {self.company_shares / 5:,.0f}"
            raise refusal("shares", self.shares, most)
        if self.sale_years < self.stay_months / 12:
            least = f"at least the {self.stay_months / 12:.4g} years that you stay"
            raise refusal("sale_years", self.sale_years, least)
        own = self.shares / self.company_shares * self.kept
        if self.common < own:
            least = f"leaving your {own:.3%} to common shares"
            raise refusal("classes", [one.share for one in self.classes], least)

    @property
    def kept(self) -> float:
        """What later rounds leave of a part."""
        return kept_fraction(dilutions=self.dilutions)

    @property
    def common(self) -> float:
        """What is not preferred, at the sale."""
        return 1 - math.fsum(one.share for one in self.classes)

    @property
    def vested(self) -> float:
        """Shares that have vested when you leave."""
        return self.shares * vested_fraction(schedule=self.schedule, month=self.stay_months)

    @property
    def later(self) -> bool:
        """Whether nothing is paid before the sale."""
        return self.kind == "RSU" or self.exercise == "at the sale"


EXAMPLE = StartupGrant(
    shares=150_000,
    company_shares=20e6,
    strike_usd=2.0,
    fair_value_usd=4.0,
    dilutions=median_dilutions(joined_after="B"),
    classes=ALL_ROUNDS,
)
"""Three quarters of a percent after a B round: an illustration, prices and preferences assumed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Steps:
    """
    What is left of a grant after each step, in US dollars.

    Args:
        by_percentage_usd: the vested part of the percentage, times the sale.
        after_rounds_usd: after the dilution by later rounds.
        after_preferences_usd: after investors have been paid first: what your shares sell for.
        exercise_usd: paid to exercise.
        tax_usd: at exercise and at the sale.
        account_usd: in your account; negative when exercise and tax cost more than the sale pays.
        today_usd: the same in today's dollars, each payment from its own day.
    """

    by_percentage_usd: float
    after_rounds_usd: float
    after_preferences_usd: float
    exercise_usd: float
    tax_usd: float
    account_usd: float
    today_usd: float


STEPS = tuple(field.name for field in fields(Steps))


@checked
def steps(
    *,
    grant: StartupGrant,
    sale_usd: Sale,
    wages_usd: YearlyPayUsd = 180_000,
    discount_rate: Rate = 0.08,
    filer: FilingThen = FILER,
) -> Steps:
    """
    Follow a grant from its percentage to your account at one price of the company.

    Args:
        grant: the grant, its company and your plan.
        sale_usd: price of the whole company after debts and fees.
        wages_usd: your other wages in the years of exercise and of sale.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        What is left after each step.

    Raises:
        ValueError: an argument is out of range, or a share would sell for more than 100,000.

    Source:
        `vested_fraction`, `kept_fraction`, `payouts_usd` and `careerkb.exits.options`, in turn.
        Gains are long-term more than a year after leaving, and for an ISO more than two after the
        grant; a sale on the day you leave is in the calendar year of the exercise, a later is not.
    """
    nominal = grant.vested / grant.company_shares * sale_usd
    if grant.vested < 1:
        return Steps(**dict.fromkeys(STEPS, 0.0))
    common = payouts_usd(exit_usd=sale_usd, classes=grant.classes)[-1]
    sold = common * grant.vested / grant.company_shares * grant.kept / grant.common
    price = sold / grant.vested
    if price > HIGHEST:
        enough = "so many that one share sells for at most 100,000 dollars"
        raise refusal("company_shares", grant.company_shares, enough)
    terms: dict[str, Any] = {"wages_usd": wages_usd, "filer": filer}
    wait = grant.sale_years - grant.stay_months / 12
    shares = Grant(
        kind=grant.kind,
        shares=grant.vested,
        strike_usd=grant.strike_usd,
        fair_value_usd=price if grant.later else grant.fair_value_usd,
        sale_usd=price,
        held_long=not grant.later and wait > 1 and (grant.kind != "ISO" or grant.sale_years > 2),
        same_year=grant.later or wait <= 0,
        days_after_leaving=round(365.25 * wait) if grant.later else 0,
    )
    received = cost = first = last = 0.0
    if not grant.later or price > shares.paid_usd:
        received, cost = sold, exercise_cost_usd(grant=shares)
        first = tax_at_exercise_usd(grant=shares, **terms)
        last = tax_at_sale_usd(grant=shares, **terms)
    paid_years = grant.sale_years if grant.later else grant.stay_months / 12
    at_sale, at_exercise = ((1 + discount_rate) ** -t for t in (grant.sale_years, paid_years))
    return Steps(
        by_percentage_usd=nominal,
        after_rounds_usd=nominal * grant.kept,
        after_preferences_usd=sold,
        exercise_usd=cost,
        tax_usd=first + last,
        account_usd=received - cost - first - last,
        today_usd=at_sale * (received - last) - at_exercise * (cost + first),
    )
