"""The whole chain of a start-up grant: vesting, dilution, preferences, exercise, tax, waiting.

Amounts are US dollars. Federal tax only, education and not advice.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Annotated, Any, Literal

from annotated_types import Interval

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.exits.equity import Dilutions, kept_fraction, median_dilutions
from careerkb.exits.options import (
    HIGHEST,
    Grant,
    Kind,
    Price,
    Shares,
    exercise_cost_usd,
    tax_at_exercise_usd,
    tax_at_sale_usd,
)
from careerkb.exits.outcomes import EXAMPLE as ALL_ROUNDS
from careerkb.exits.outcomes import MEDIAN_AFTER_B_USD, Odds, Value, multiple_chance
from careerkb.exits.waterfall import Classes, payouts_usd
from careerkb.inputs import Rate, Unit, YearlyPayUsd, checked, record, refusal
from careerkb.maths.root import find_root
from careerkb.pay.tax import Status, TaxYear, take_home_usd
from careerkb.pay.vesting import EVEN, Schedule, vested_fraction

__all__ = ["StartupGrant", "Steps", "break_even_sale_usd", "chain_answer", "given_up_usd", "steps"]

CompanyShares = Annotated[float, Interval(ge=1e4, le=1e11), Unit("shares, fully diluted")]
Stay = Annotated[int, Interval(ge=1, le=120), Unit("months")]
Wait = Annotated[float, Interval(ge=0.5, le=20), Unit("years from the start")]
Sale = Annotated[float, Interval(ge=0, le=1e13), Unit("USD for the company")]
Today = Annotated[float, Interval(ge=1, le=1e10), Unit("USD today, after tax")]
ODDS: tuple[Odds, ...] = ("all stages", "later stages")
MULTIPLES = (0.0, 0.5, 1.0, 2.0, 3.0, 5.0, 7.0, 10.0)
"""Sales that are shown, as multiples of today's value before later rounds' money."""


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
    tax_year: TaxYear = 2026,
    status: Status = "single",
) -> Steps:
    """
    Follow a grant from its percentage to your account at one price of the company.

    Args:
        grant: the grant, its company and your plan.
        sale_usd: price of the whole company after debts and fees.
        wages_usd: your other wages in the years of exercise and of sale.
        discount_rate: what a dollar a year later is worth less.
        tax_year: the year whose tax law is taken for both.
        status: how you file.

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
    terms: dict[str, Any] = {"wages_usd": wages_usd, "year": tax_year, "status": status}
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


@checked
def given_up_usd(
    *,
    forgone_usd: YearlyPayUsd,
    months: Stay = 48,
    wages_usd: YearlyPayUsd = 180_000,
    discount_rate: Rate = 0.08,
    tax_year: TaxYear = 2026,
    status: Status = "single",
) -> float:
    """
    Give what higher pay elsewhere would have left after tax, in today's dollars.

    Args:
        forgone_usd: pay given up each year, before tax.
        months: how long.
        wages_usd: what the start-up pays a year.
        discount_rate: what a dollar a year later is worth less.
        tax_year: the year whose tax law is taken.
        status: how you file.

    Returns:
        Dollars today.

    Raises:
        ValueError: an argument is out of range.

    Source:
        The difference of two `take_home_usd`, a twelfth in the middle of each month.
    """
    high, low = (
        take_home_usd(wages_usd=wages, year=tax_year, status=status)
        for wages in (wages_usd + forgone_usd, wages_usd)
    )
    months_today = math.fsum((1 + discount_rate) ** (-(m + 0.5) / 12) for m in range(months))
    return (high - low) / 12 * months_today


@checked
def break_even_sale_usd(
    *,
    grant: StartupGrant,
    given_up_usd: Today,
    wages_usd: YearlyPayUsd = 180_000,
    discount_rate: Rate = 0.08,
    tax_year: TaxYear = 2026,
    status: Status = "single",
) -> float | None:
    """
    Give the sale at which the grant repays what was given up for it, all steps counted.

    Args:
        grant: the grant, its company and your plan.
        given_up_usd: after tax and in today's dollars; at a chance of one in five, give five
            times the sum.
        wages_usd: your other wages in the years of exercise and of sale.
        discount_rate: what a dollar a year later is worth less.
        tax_year: the year whose tax law is taken for both.
        status: how you file.

    Returns:
        Dollars for the company, or None when no sale at up to 100,000 a share repays it.

    Raises:
        ValueError: an argument is out of range.

    Source:
        Root of ``today_usd`` of `steps` less the sum, which never falls with the sale.
    """
    if grant.vested < 1:
        return None

    def ahead(log: float) -> float:
        made = steps(
            grant=grant, sale_usd=math.exp(log), wages_usd=wages_usd,
            discount_rate=discount_rate, tax_year=tax_year, status=status,
        )  # fmt: skip
        return made.today_usd - given_up_usd

    highest = min(1e13, HIGHEST * grant.company_shares / grant.kept)
    ends = (math.log(1e3), math.log(highest * (1 - 1e-9)))  # no step out of range by rounding
    values = (ahead(ends[0]), ahead(ends[1]))
    return math.exp(find_root(ahead, ends, values)) if values[0] < 0 < values[1] else None


@checked
def chain_answer(
    *,
    grant: StartupGrant = EXAMPLE,
    forgone_usd: YearlyPayUsd = 220_000,
    wages_usd: YearlyPayUsd = 180_000,
    value_usd: Value = MEDIAN_AFTER_B_USD,
    discount_rate: Rate = 0.08,
    tax_year: TaxYear = 2026,
    status: Status = "single",
) -> Answer:
    """
    Show what reaches your account at a range of sales, and which sale repays the pay given up.

    Args:
        grant: the grant, its company and your plan.
        forgone_usd: pay given up each year while you stay, before tax.
        wages_usd: what the start-up pays a year.
        value_usd: of the whole company after its last round, for the odds.
        discount_rate: what a dollar a year later is worth less.
        tax_year: the year whose tax law is taken.
        status: how you file.

    Returns:
        The sale needed and its odds as a sentence; each step at eight sales as rows; percentage,
        account and today's worth as lines.

    Raises:
        ValueError: an argument is out of range.

    Source:
        `steps`, `given_up_usd` and `break_even_sale_usd`; odds from
        `careerkb.exits.outcomes.multiple_chance`.
    """
    place: dict[str, Any] = {"wages_usd": wages_usd, "discount_rate": discount_rate}
    place |= {"tax_year": tax_year, "status": status}
    due = given_up_usd(forgone_usd=forgone_usd, months=grant.stay_months, **place)
    needed = break_even_sale_usd(grant=grant, given_up_usd=max(1.0, due), **place)
    sales = tuple(min(1e13, m * value_usd / grant.kept) for m in MULTIPLES)
    made = [steps(grant=grant, sale_usd=sale, **place) for sale in sales]
    headline = (
        f"{_odds(needed, value_usd, grant)} repay the {due:,.0f} dollars, after tax and today,"
        f" that you give up; a sale at {sales[-1] / 1e6:,.0f} million puts"
        f" {made[-1].account_usd:,.0f} into your account, of {made[-1].by_percentage_usd:,.0f} by"
        " percentage."
    )
    millions = tuple(sale / 1e6 for sale in sales)
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="sale", unit="million USD"),
                *(Column(name=_words(step), unit="USD") for step in STEPS),
            ),
            rows=tuple(
                (sale, *(getattr(one, step) for step in STEPS))
                for sale, one in zip(millions, made, strict=True)
            ),
        ),
        chart=Chart(
            kind="line",
            title="What the percentage suggests, and what it is worth today",
            summary=headline,
            x_label="sale of the company, million USD",
            y_label="million USD",
            series=tuple(
                Series(name=_words(step), x=millions, y=tuple(getattr(m, step) / 1e6 for m in made))
                for step in ("by_percentage_usd", "account_usd", "today_usd")
            ),
            reference=due / 1e6,
            reference_label=f"given up, {due / 1e6:.2f} million",
        ),
    )


def _words(step: str) -> str:
    return step.removesuffix("_usd").replace("_", " ")


def _odds(needed: float | None, value_usd: float, grant: StartupGrant) -> str:
    if needed is None:
        return "No sale would"
    multiple = min(1_000.0, needed * grant.kept / value_usd)
    early, late = (f"{100 * multiple_chance(at_least=multiple, odds=one):.0f}" for one in ODDS)
    chance = f"about {early}" if early == late else f"{early} to {late}"
    return (
        f"The company must sell for {needed / 1e6:,.0f} million dollars, which {chance} in 100"
        " outcomes reach (of all stages, and of later ones), to"
    )
