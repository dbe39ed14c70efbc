"""The whole chain of a start-up grant: vesting, dilution, preferences, exercise, tax, waiting.

Amounts are US dollars. Federal tax only, education and not advice.
"""

from __future__ import annotations

import math
from typing import Annotated, Any

from annotated_types import Interval

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.exits.multiples import Odds, multiple_chance
from careerkb.exits.outcomes import MEDIAN_AFTER_B_USD, Value
from careerkb.exits.startup_grant import EXAMPLE, STEPS, StartupGrant, Stay, steps
from careerkb.exits.stock_grant import HIGHEST
from careerkb.inputs import Rate, Unit, YearlyPayUsd, checked
from careerkb.maths.root import find_root
from careerkb.pay.itemizing import FILER, FilingThen
from careerkb.pay.tax import take_home_usd

__all__ = ["break_even_sale_usd", "chain_answer", "given_up_usd"]

Today = Annotated[float, Interval(ge=1, le=1e10), Unit("USD today, after tax")]
ODDS: tuple[Odds, ...] = ("all stages", "later stages")
MULTIPLES = (0.0, 0.5, 1.0, 2.0, 3.0, 5.0, 7.0, 10.0)
"""Sales that are shown, as multiples of today's value before later rounds' money."""


@checked
def given_up_usd(
    *,
    forgone_usd: YearlyPayUsd,
    months: Stay = 48,
    wages_usd: YearlyPayUsd = 180_000,
    discount_rate: Rate = 0.08,
    filer: FilingThen = FILER,
) -> float:
    """
    Give what higher pay elsewhere would have left after tax, in today's dollars.

    Args:
        forgone_usd: pay given up each year, before tax.
        months: how long.
        wages_usd: what the start-up pays a year.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        Dollars today.

    Source:
        The difference of two `take_home_usd`, a twelfth in the middle of each month.
    """
    high, low = (
        take_home_usd(wages_usd=wages, filer=filer)
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
    filer: FilingThen = FILER,
) -> float | None:
    """
    Give the sale at which the grant repays what was given up for it, all steps counted.

    Args:
        grant: the grant, its company and your plan.
        given_up_usd: after tax and in today's dollars; at a chance of one in five, give five
            times the sum.
        wages_usd: your other wages in the years of exercise and of sale.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        Dollars for the company, or None when no sale at up to 100,000 a share repays it.

    Source:
        Root of ``today_usd`` of `steps` less the sum, which never falls with the sale.
    """
    if grant.vested < 1:
        return None

    def ahead(log: float) -> float:
        made = steps(
            grant=grant, sale_usd=math.exp(log), wages_usd=wages_usd,
            discount_rate=discount_rate, filer=filer,
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
    filer: FilingThen = FILER,
) -> Answer:
    """
    Show what reaches your account at a range of sales, and which sale repays the pay given up.

    Args:
        grant: the grant, its company and your plan.
        forgone_usd: pay given up each year while you stay, before tax.
        wages_usd: what the start-up pays a year.
        value_usd: of the whole company after its last round, for the odds.
        discount_rate: what a dollar a year later is worth less.

    Returns:
        The sale needed and its odds as a sentence; each step at eight sales as rows; percentage,
        account and today's worth as lines.

    Source:
        `steps`, `given_up_usd` and `break_even_sale_usd`; odds from
        `careerkb.exits.multiples.multiple_chance`.
    """
    place: dict[str, Any] = {"wages_usd": wages_usd, "discount_rate": discount_rate}
    place |= {"filer": filer}
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
