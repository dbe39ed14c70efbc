"""Advertised base pay by role, and how to read pay data without fooling yourself.

Amounts are US dollars of base pay a year.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby
from typing import Annotated, Literal

from annotated_types import Len

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.evidence.data import figure
from careerkb.inputs import YearlyPayUsd, checked, refusal
from careerkb.pay.ranges import Role

__all__ = ["median_interval_usd", "ratio_answer", "salaries_answer", "verdict"]

Levels = Literal["all levels", "same mix", "senior"]


Amounts = Annotated[Sequence[YearlyPayUsd], Len(1, 10_000)]


@checked
def median_interval_usd(*, amounts_usd: Amounts) -> tuple[float, float]:
    """
    Give an interval that holds the population's median with at least 95 % confidence.

    Args:
        amounts_usd: a sample; below six amounts no such interval exists.

    Returns:
        Two of the amounts, the lower and the upper end.

    Raises:
        ValueError: there are fewer than six amounts.

    Source:
        Binomial order statistics: the chance that the median lies below the k-th smallest of n
        is ``P(Binomial(n, 1/2) < k)``. Exact for any distribution.

    Example:
        >>> from careerkb.pay.salaries import median_interval_usd
        >>> median_interval_usd(amounts_usd=[1000.0 * k for k in range(1, 21)])
        (6000.0, 15000.0)
    """
    n = len(amounts_usd)
    if n < 6:
        raise refusal("amounts_usd", amounts_usd, "at least 6 amounts", f"{n} are too few")
    below, tail = -1, 0.0
    while True:
        chance = math.exp(
            math.lgamma(n + 1) - math.lgamma(below + 2) - math.lgamma(n - below) - n * math.log(2)
        )
        if tail + chance > 0.025:
            break
        below, tail = below + 1, tail + chance
    ordered = sorted(amounts_usd)
    return ordered[below], ordered[n - 1 - below]


@checked
def verdict(*, role: Role, levels: Levels = "same mix") -> str:
    """
    Compare a role's advertised base with the Research Scientist's, in words that hold.

    Args:
        role: the other role.
        levels: all advertisements, the same mix of levels, or senior ones only.

    Returns:
        "higher", "lower", "too close to call" or "too few", with ratio, interval and counts.

    Raises:
        ValueError: the role is the reference itself or has no figure.

    Source:
        The figure `advertised_base_ratios`: a 95 % bootstrap interval of the ratio of medians.

    Example:
        >>> from careerkb.pay.salaries import verdict
        >>> verdict(role="ML Engineer", levels="senior")
        'too close to call: 1.01 (0.95 to 1.05), n 625 and 222'
    """
    found = {(row[0], row[1]): row[2:] for row in figure(name="advertised_base_ratios").rows}
    if (role, levels) not in found:
        others = ", ".join(name for name, _ in groupby(found, key=lambda key: str(key[0])))
        raise refusal("role", role, f"one of {others}", "it is compared with Research Scientist")
    ratio, low, high, n, reference = map(float, found[role, levels])
    word = "higher" if low > 1 else "lower" if high < 1 else "too close to call"
    if min(n, reference) < 20:
        word = "too few"
    return f"{word}: {ratio:.2f} ({low:.2f} to {high:.2f}), n {n:.0f} and {reference:.0f}"


@checked
def salaries_answer() -> Answer:
    """
    Show advertised base pay by role.

    Returns:
        A headline, the quartiles as a table and as dots with ranges.

    Source:
        The figure `advertised_base`.
    """
    made = figure(name="advertised_base")
    roles = tuple(str(row[0]) for row in made.rows)
    low, middle, high = (tuple(float(row[i]) for row in made.rows) for i in (3, 4, 5))
    at = dict(zip(roles, middle, strict=True))
    headline = (
        f"Advertised median base: Research Scientist {at['Research Scientist']:,.0f},"
        f" ML Engineer {at['ML Engineer']:,.0f}, AI Engineer {at['AI Engineer']:,.0f} dollars;"
        " within each role the middle half spans far more than lies between the roles."
    )
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="role"),
                Column(name="n", unit="distinct ranges"),
                *(Column(name=name, unit="USD") for name in ("p25", "median", "p75")),
            ),
            rows=tuple((str(r[0]), float(r[1]), *map(float, r[3:6])) for r in made.rows),
        ),
        chart=Chart(
            kind="dot",
            title="Advertised base pay by role, United States, 2024",
            summary=headline,
            x_label="role",
            y_label="USD a year",
            series=(Series(name="median, middle half", x=roles, y=middle, low=low, high=high),),
        ),
    )


@checked
def ratio_answer(*, levels: Levels = "same mix") -> Answer:
    """
    Show each role's median over the Research Scientist's, with its interval.

    Args:
        levels: all advertisements, the same mix of levels, or senior ones only.

    Returns:
        A headline that counts how many roles differ, a table and dots with ranges.

    Raises:
        ValueError: *levels* is none of the three.

    Source:
        The figure `advertised_base_ratios`.
    """
    rows = [row for row in figure(name="advertised_base_ratios").rows if row[1] == levels]
    roles = tuple(str(row[0]) for row in rows)
    ratio, low, high = (tuple(float(row[i]) for row in rows) for i in (2, 3, 4))
    lower = [role for role, top in zip(roles, high, strict=True) if top < 1]
    higher = [role for role, bottom in zip(roles, low, strict=True) if bottom > 1]
    headline = (
        f"Of {len(roles)} roles, {len(higher)} advertise a higher median base than Research"
        f" Scientist, {len(lower)} a lower one ({', '.join(lower)});"
        " the others are too close to call."
    )
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="role"),
                *(Column(name=name, decimals=2) for name in ("ratio", "low", "high")),
                Column(name="n"),
            ),
            rows=tuple((str(r[0]), *map(float, r[2:6])) for r in rows),
        ),
        chart=Chart(
            kind="dot",
            title=f"Median advertised base over the Research Scientist's, {levels}",
            summary=headline,
            x_label="role",
            y_label="ratio to Research Scientist",
            series=(Series(name="ratio, 95 % interval", x=roles, y=ratio, low=low, high=high),),
        ),
    )
