"""Two offers against each other: year by year, in today's dollars, and as odds.

Amounts are US dollars before tax, divided by the cost of living; a positive difference favours
the first offer.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Annotated

from annotated_types import Interval

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Rate, Unit, checked
from careerkb.maths.distribution import Distribution, difference
from careerkb.maths.sums import Atoms
from careerkb.pay.offers import Offer, years_worth_usd
from careerkb.pay.schedules import schedule
from careerkb.pay.wording import FIRM, Comparison, Verdict, _headline, _thousand
from careerkb.pay.worth import Horizon, Parts, expected_value_usd, parts_of

__all__ = ["compare", "comparison_answer"]

Band = Annotated[float, Interval(ge=0, le=0.2), Unit("fraction of the larger value")]
SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Quantiles that a comparison reports."""
TIE = 1e-6
"""Dollars within which two certain sums are the same."""
SAME = 0.001
"""Part of the larger worth within which nine in ten outcomes are not worth a drawing."""
MOST_PAIRS = 40_000
"""Pairs of certain sums that are counted one by one."""
LAB = Offer(
    base_usd=310_000,
    sign_on_usd=50_000,
    clawback="two-stage",
    clawback_months=24,
    grant_usd=800_000,
    schedule=schedule(name="33/33/22/12"),
)
"""A research lab's letter, written for this site: no real letter, and no outlook added."""
PRODUCT = Offer(
    base_usd=235_000,
    bonus_fraction=0.15,
    sign_on_usd=75_000,
    clawback_months=12,
    grant_usd=600_000,
)
"""A product team's letter, written for this site: no real letter, and no outlook added."""


@checked
def compare(
    *,
    offer_a: Offer,
    offer_b: Offer,
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
    band_fraction: Band = 0.02,
) -> Comparison:
    """
    Compare two offers over the years that you would stay.

    Args:
        offer_a: the first offer and your outlook on it.
        offer_b: the second offer and your outlook on it.
        years: how long you would stay at either if nobody stops you.
        discount_rate: what a dollar a year later is worth less.
        band_fraction: part of the larger expected worth within which the mean difference is too
            close to call.

    Returns:
        Years, worth, odds and a verdict; exact and without simulation.

    Source:
        `careerkb.pay.worth.value_distribution` of each, taken as independent: their difference is
        a convolution, or a count of pairs where all sums are certain.

    Example:
        >>> from careerkb.pay.comparison import LAB, PRODUCT, compare
        >>> found = compare(offer_a=LAB, offer_b=PRODUCT)
        >>> found.verdict, f"{found.first_higher:.2f}"
        ('first', '1.00')
    """
    offers = (offer_a, offer_b)
    paid = (
        [usd / offer.cost_of_living for usd in years_worth_usd(offer, years, 0.0)]
        for offer in offers
    )
    yearly = tuple(_with_difference(*pair) for pair in zip(*paid, strict=True))
    expected = tuple(
        expected_value_usd(offer=o, years=years, discount_rate=discount_rate) for o in offers
    )
    parts = [parts_of(offer, years, discount_rate) for offer in offers]
    step = max(one.step_usd() for one in parts)
    worths = [one.distribution(step) for one in parts]
    apart = difference(*worths)
    certain = all(map(_is_certain, parts))
    lead = expected[0] - expected[1]
    if certain:
        quantiles = tuple((usd,) * len(SHARES) for usd in (*expected, lead))
    else:
        quantiles = (*map(_quantiles, parts, worths), _apart_quantiles(parts, apart))
    above = _above(parts[0].certain(), parts[1].certain()) or apart.above
    band = band_fraction * max(expected)
    first_higher = above(0.0)
    verdict: Verdict = "too close to call"
    if abs(lead) > band and (first_higher if lead > 0 else 1 - first_higher) >= FIRM - 1e-9:
        verdict = "first" if lead > 0 else "second"
    return Comparison(
        yearly_usd=yearly,
        expected_usd=(expected[0], expected[1]),
        quantiles_usd=quantiles,
        first_higher=first_higher,
        close=max(0.0, above(-band) - above(band)),
        band_usd=band,
        verdict=verdict,
        difference=apart,
        certain=certain,
    )


def _is_certain(parts: Parts) -> bool:
    """Say whether the lowest and the highest worth are the same dollar."""
    low_cash, high_cash, low_shares, high_shares = parts.ends()
    return high_cash - low_cash + high_shares - low_shares < 1


def _above(first: Atoms, second: Atoms) -> Callable[[float], float] | None:
    """Count exactly how often the first leads by more than a sum, when both are certain sums."""
    if not (first and second):
        return None
    values, chances = zip(*sorted(second), strict=True)
    reached = [0.0, *itertools.accumulate(chances)]

    def above(lead: float) -> float:
        """Give the chance of a lead of more than so much; a tie counts half."""
        places = [
            (bisect_left(values, v - lead - TIE), bisect_right(values, v - lead + TIE))
            for v, _ in first
        ]
        found = math.fsum(
            chance * (reached[low] + reached[high]) / 2
            for (_, chance), (low, high) in zip(first, places, strict=True)
        )
        return min(1.0, found)

    return above


def _quantiles(parts: Parts, worth: Distribution) -> tuple[float, ...]:
    """Count certain sums; read others off the shared grid, or a finer one where it would blur."""
    if atoms := parts.certain():
        return _counted(atoms)
    own = parts.step_usd()
    return (parts.distribution(own) if own < worth.step / 4 else worth).quantiles(SHARES)


def _apart_quantiles(parts: Sequence[Parts], apart: Distribution) -> tuple[float, ...]:
    """Count the pairs of certain sums, where they are not too many."""
    first, second = (one.certain() for one in parts)
    if first and second and len(first) * len(second) <= MOST_PAIRS:
        return _counted([(v - w, p * q) for v, p in first for w, q in second])
    return apart.quantiles(SHARES)


def _counted(atoms: Atoms) -> tuple[float, ...]:
    """Give the value at which each share of the outcomes is reached, or half-way to the next."""
    values, chances = zip(*sorted(atoms), strict=True)
    reached = list(itertools.accumulate(chances))
    found = []
    for share in SHARES:
        low, high = (min(bisect_left(reached, share + e), len(values) - 1) for e in (-1e-9, 1e-9))
        found.append((values[low] + values[high]) / 2)
    return tuple(found)


def _with_difference(first: float, second: float) -> tuple[float, float, float]:
    return first, second, first - second


@checked
def comparison_answer(
    *,
    offer_a: Offer = LAB,
    offer_b: Offer = PRODUCT,
    years: Horizon = 4,
    discount_rate: Rate = 0.08,
    band_fraction: Band = 0.02,
) -> Answer:
    """
    Answer which of two offers is worth more, with odds, and draw the difference.

    Args:
        offer_a: the first offer and your outlook on it.
        offer_b: the second offer and your outlook on it.
        years: how long you would stay at either if nobody stops you.
        discount_rate: what a dollar a year later is worth less.
        band_fraction: part of the larger expected worth that is too close to call.

    Returns:
        The verdict and its odds as a sentence, or that nothing is uncertain; yearly pay, mean and
        quantiles as a table; the chance that the difference passes each amount as a line, or where
        nine in ten outcomes are the same, the years as bars.

    Source:
        `compare`.
    """
    found = compare(
        offer_a=offer_a,
        offer_b=offer_b,
        years=years,
        discount_rate=discount_rate,
        band_fraction=band_fraction,
    )
    low, *_, high = found.quantiles_usd[2]
    headline = _headline(found, years)
    means = (*found.expected_usd, found.expected_usd[0] - found.expected_usd[1])
    spread = zip(SHARES, zip(*found.quantiles_usd, strict=True), strict=True)
    rows = [
        *((f"year {y}, if you stay", *row) for y, row in enumerate(found.yearly_usd, 1)),
        ("worth today, mean", *means),
        *((f"worth today, {share:.0%} below", *values) for share, values in spread),
    ]
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="what"),
                Column(name="first", unit="thousand USD"),
                Column(name="second", unit="thousand USD"),
                Column(name="difference", unit="thousand USD"),
            ),
            rows=tuple((name, *map(_thousand, values)) for name, *values in rows),
        ),
        chart=(_years if high - low < SAME * max(found.expected_usd) else _chart)(found, headline),
    )


_LEVEL = Series(name="level", x=(0.0, 0.0), y=(100.0, 0.0))
"""Where neither is ahead."""


def _chart(found: Comparison, headline: str) -> Chart:
    low, *_, high = found.quantiles_usd[2]
    steps = tuple(low + (high - low) * (i / 20 * 1.5 - 0.25) for i in range(21))
    return Chart(
        kind="line",
        title="How likely the first offer is ahead by at least so much",
        summary=headline,
        x_label="second ahead ← thousand USD → first ahead",
        y_label="of 100 outcomes",
        series=(
            Series(
                name="first ahead",
                x=tuple(step / 1000 for step in steps),
                y=tuple(float(round(100 * found.difference.above(step))) for step in steps),
            ),
            *([_LEVEL] if steps[0] < 0 < steps[-1] else []),
        ),
        reference=50.0,
        reference_label="even odds",
    )


def _years(found: Comparison, headline: str) -> Chart:
    """Draw what each year pays, for want of anything uncertain."""
    years = tuple(f"year {year}" for year, _ in enumerate(found.yearly_usd, 1))
    return Chart(
        kind="bar", title="What each year pays, if you stay", summary=headline,
        x_label="year", y_label="thousand USD",
        series=tuple(
            Series(name=name, x=years, y=tuple(_thousand(row[at]) for row in found.yearly_usd))
            for at, name in enumerate(("first", "second"))
        ),
    )  # fmt: skip
