"""What a start-up grant may turn out to be worth, when most companies return less than went in.

Amounts are US dollars, before exercise, tax and discounting.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Any, get_args

from annotated_types import Interval

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.exits.equity import Kept, Share, kept_fraction, median_dilutions
from careerkb.exits.multiples import Odds, Quantile, _bands, multiple_quantile
from careerkb.exits.waterfall import Classes, Preferred, payouts_usd
from careerkb.inputs import Fraction, Unit, Usd, Years, checked, refusal
from careerkb.maths.root import find_root

__all__ = [
    "break_even_value_usd",
    "chance_of_at_least",
    "expected_stake_usd",
    "outcomes_answer",
    "stake_quantile_usd",
]

Value = Annotated[float, Interval(ge=1e5, le=1e12), Unit("USD, after the last round")]
Amount = Annotated[float, Interval(ge=0, le=1e12), Unit("USD")]
Forgone = Annotated[float, Interval(ge=1, le=1e9), Unit("USD in all")]
EXAMPLE = (Preferred(name="all rounds", invested_usd=60e6, share=0.5),)
"""Preferences at the exit, later rounds included: an assumption."""
MEDIAN_AFTER_B_USD = 129.8e6
"""Median value after a B round in the last quarter of 2024 (`carta-cheatsheet`)."""


@checked
def stake_quantile_usd(
    *,
    quantile: Quantile,
    share: Share,
    kept: Kept = 1.0,
    value_usd: Value = MEDIAN_AFTER_B_USD,
    classes: Classes = EXAMPLE,
    odds: Odds = "later stages",
) -> float:
    """
    Give what a grant of common shares pays at a quantile of outcomes.

    Args:
        quantile: share of outcomes that stay below.
        share: granted, of the fully diluted company.
        kept: of it after later rounds.
        value_usd: of the whole company after the round before you joined.
        classes: preferred shares at the exit.
        odds: as for `multiple_chance`.

    Returns:
        Dollars.

    Source:
        An investor's multiple m of at least one means a sale at ``m * value / kept``, if it was
        diluted like you. An investor who lost money was not even repaid, so the sale was m times
        all that investors put in. The waterfall then shares that sale. Payouts rise with the
        sale, so quantiles carry over.
    """
    multiple = multiple_quantile(quantile=quantile, odds=odds)
    return _paid(multiple * _scale(multiple, value_usd / kept, classes), classes, share * kept)


def _scale(multiple: float, whole: float, classes: Sequence[Preferred]) -> float:
    """Give the sale of a multiple of one: the whole value, below one all that was put in."""
    put_in = math.fsum(one.invested_usd for one in classes)
    return min(whole, put_in) if classes and multiple < 1 else whole


def _paid(sale: float, classes: Sequence[Preferred], share: float) -> float:
    """Give what a sale pays on a share of the company, all of it common."""
    common = 1 - math.fsum(one.share for one in classes)
    if share > common + 1e-12:
        raise refusal("share", share, f"at most {common:.6g}, all that is common")
    return payouts_usd(exit_usd=min(1e13, sale), classes=classes)[-1] * share / common


def _knots(classes: Sequence[Preferred]) -> list[float]:
    """Give the sales at which the payout of common shares bends."""
    stack = math.fsum(one.preference_usd for one in classes)
    common = 1 - math.fsum(one.share for one in classes)

    def sale(price: float) -> float:
        return common * price + math.fsum(one.takes_usd(price) for one in classes)

    return sorted({stack, *(sale(bend) for one in classes for bend in one.bends())})


@checked
def expected_stake_usd(
    *,
    share: Share,
    kept: Kept = 1.0,
    value_usd: Value = MEDIAN_AFTER_B_USD,
    classes: Classes = EXAMPLE,
    odds: Odds = "later stages",
) -> float:
    """
    Give the mean of what a grant of common shares pays, over all outcomes.

    Args:
        share: granted, of the fully diluted company.
        kept: of it after later rounds.
        value_usd: of the whole company after the round before you joined.
        classes: preferred shares at the exit.
        odds: as for `multiple_chance`.

    Returns:
        Dollars.

    Source:
        Exact integral band by band: between two bends the payout is a line in the sale.
    """
    knots = _knots(classes)
    total = 0.0
    for chance, low, high in _bands(odds):
        if high == 0:
            continue
        scale = _scale(low, value_usd / kept, classes)
        inner = [sale / scale for sale in knots if low < sale / scale < high]
        for left, right in pairwise([low, *inner, high]):
            at_left, at_right = (_paid(m * scale, classes, share * kept) for m in (left, right))
            if low == 0:
                total += chance * (at_left + at_right) / 2 * (right - left) / high
                continue
            slope = (at_right - at_left) / (right - left)
            start = at_left - slope * left
            span = start * math.log(right / left) + slope * (right - left)
            total += chance * span / math.log(high / low)
    return total


@checked
def chance_of_at_least(
    *,
    amount_usd: Amount,
    share: Share,
    kept: Kept = 1.0,
    value_usd: Value = MEDIAN_AFTER_B_USD,
    classes: Classes = EXAMPLE,
    odds: Odds = "later stages",
) -> float:
    """
    Give the chance that a grant pays at least an amount.

    Args:
        amount_usd: such as the pay given up for it.
        share: granted, of the fully diluted company.
        kept: of it after later rounds.
        value_usd: of the whole company after the round before you joined.
        classes: preferred shares at the exit.
        odds: as for `multiple_chance`.

    Returns:
        A probability.

    Source:
        The quantile at which `stake_quantile_usd` passes the amount, by halving.
    """
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        reached = stake_quantile_usd(
            quantile=middle, share=share, kept=kept, value_usd=value_usd, classes=classes, odds=odds
        )
        low, high = (low, middle) if reached >= amount_usd else (middle, high)
    return 1 - high


@checked
def break_even_value_usd(
    *,
    forgone_usd: Forgone,
    share: Share,
    kept: Kept = 1.0,
    classes: Classes = EXAMPLE,
    odds: Odds = "later stages",
) -> float | None:
    """
    Give the value after the last round at which the mean payout repays the pay given up.

    Args:
        forgone_usd: pay that you give up in all by taking this offer and not the other one.
        share: granted, of the fully diluted company.
        kept: of it after later rounds.
        classes: preferred shares at the exit.
        odds: as for `multiple_chance`.

    Returns:
        Dollars, or None when no value from a hundred thousand to a trillion does.

    Source:
        Root of `expected_stake_usd`, which rises with the value.
    """

    def ahead(log: float) -> float:
        return forgone_usd - expected_stake_usd(
            share=share, kept=kept, value_usd=math.exp(log), classes=classes, odds=odds
        )

    ends = (math.log(1e5 * (1 + 1e-9)), math.log(1e12 * (1 - 1e-9)))  # in range after rounding
    low, high = map(ahead, ends)
    return math.exp(find_root(ahead, ends, (low, high))) if high < 0 < low else None


@checked
def outcomes_answer(
    *,
    share: Share = 0.0075,
    value_usd: Value = MEDIAN_AFTER_B_USD,
    classes: Classes = EXAMPLE,
    forgone_usd: Usd = 220_000,
    years: Years = 4.0,
    vested: Fraction = 1.0,
    odds: Odds = "later stages",
) -> Answer:
    """
    Show what a grant after a B round pays over all outcomes, against the pay given up.

    Args:
        share: granted, of the fully diluted company.
        value_usd: of the whole company after the round before you joined.
        classes: preferred shares at the exit.
        forgone_usd: pay that you give up each year by taking this offer and not the other one.
        years: how long.
        vested: part of the grant that has vested when you leave.
        odds: later stages count each dollar of a decade of exits, all stages each financing; the
            sentence gives the chance to be repaid by both.

    Returns:
        Median, mean and the chance to be repaid as a sentence; outcomes from the worst to the
        best as rows and as a line.

    Source:
        The functions of this page, with the median dilution of rounds C and D.
    """
    kept = kept_fraction(dilutions=median_dilutions(joined_after="B"))
    given_up = min(1e12, forgone_usd * years)
    terms: dict[str, Any] = {
        "share": max(1e-7, share * vested),
        "kept": kept,
        "value_usd": value_usd,
        "classes": classes,
    }
    quantiles = (0.25, 0.5, 0.65, 0.75, 0.85, 0.9, 0.95, 0.98, 1.0)
    paid = [stake_quantile_usd(quantile=q, odds=odds, **terms) for q in quantiles]
    multiples = [multiple_quantile(quantile=q, odds=odds) for q in quantiles]
    mean = expected_stake_usd(odds=odds, **terms)
    (other,) = (one for one in get_args(Odds) if one != odds)
    repaid, otherwise = (
        _in_hundred(chance_of_at_least(amount_usd=given_up, odds=one, **terms))
        for one in (odds, other)
    )
    median = f"{paid[1]:,.0f} dollars or less" if round(paid[1]) else "nothing"
    costs = round(given_up) > 0
    headline = (
        f"By the odds of {odds} half of all outcomes pay {median}, the mean is {mean:,.0f} dollars,"
    ) + (
        f" and {repaid} in 100 repay the {given_up:,.0f} given up; by those of {other},"
        f" {otherwise} in 100."
        if costs
        else " and you give up no pay for it."
    )
    size, unit = (1e9, "billion") if max(paid[-1], given_up) >= 1e10 else (1e6, "million")
    large = given_up >= size / 100
    amount = f"{round(given_up / size, 2):,.8g} {unit}" if large else f"{given_up:,.0f} dollars"
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="outcomes below"),
                Column(name="sale", unit="million USD"),
                Column(name="your grant", unit="USD"),
            ),
            rows=tuple(
                (f"{q:.0%}", m * _scale(m, value_usd / kept, classes) / 1e6, usd)
                for q, m, usd in zip(quantiles, multiples, paid, strict=True)
            ),
        ),
        chart=Chart(
            kind="line",
            title="What the grant pays, from the worst outcome to the best",
            summary=headline,
            x_label="% of outcomes below",
            y_label=f"{unit} USD",
            series=(
                Series(
                    name="your grant, at best",
                    x=tuple(100 * q for q in quantiles),
                    y=tuple(usd / size for usd in paid),
                ),
            ),
            reference=given_up / size if costs else None,
            reference_label=f"given up, {amount}" if costs else "",
        ),
    )


def _in_hundred(chance: float) -> str:
    return "fewer than 1" if 100 * chance < 0.5 else f"{100 * chance:.0f}"
