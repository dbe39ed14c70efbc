"""How long promotions take, as a distribution: levels as a chain with yearly chances.

Times are months since the start, pay US dollars a year at each level.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import mul
from typing import Annotated

from annotated_types import Interval, Len

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Probability, Text, Unit, YearlyPayUsd, checked, record, refusal

__all__ = [
    "Ladder",
    "growth_answer",
    "level_chances",
    "pay_spread",
    "quantile_months",
    "reached_chance",
]

Names = Annotated[Sequence[Text], Len(2, 10)]
Chances = Annotated[Sequence[Probability], Len(1, 9)]
Pays = Annotated[Sequence[YearlyPayUsd], Len(2, 10)]
LONGEST_MONTHS = 600
Time = Annotated[int, Interval(ge=0, le=LONGEST_MONTHS), Unit("months")]
Level = Annotated[int, Interval(ge=0, le=9), Unit("level, 0 for the first")]
Share = Annotated[float, Interval(ge=0.001, le=0.999), Unit("probability")]
Year = Annotated[int, Interval(ge=0, le=50), Unit("years since the start")]
Shown = Annotated[int, Interval(ge=1, le=40), Unit("years")]


@record
class Ladder:
    """
    A ladder of levels: what each pays, and the yearly chance to be promoted from it.

    Args:
        levels: their names, from the bottom.
        pay_usd: yearly pay at each.
        promotion_chances: for each level but the last, the chance of a promotion within a year.
        exit_chance: chance to leave within a year, at any level.

    Raises:
        ValueError: there are not as many levels as pays, or not one chance fewer.
    """

    levels: Names
    pay_usd: Pays
    promotion_chances: Chances
    exit_chance: Probability = 0.0

    def __post_init__(self) -> None:
        """Refuse a ladder whose parts do not fit."""
        steps = len(self.levels)
        if len(self.pay_usd) != steps:
            raise refusal("pay_usd", self.pay_usd, f"{steps} amounts, one for each level")
        if len(self.promotion_chances) != steps - 1:
            chances = f"{steps - 1} chances, one for each level but the last"
            raise refusal("promotion_chances", self.promotion_chances, chances)

    @classmethod
    def examples(cls) -> tuple[Ladder, ...]:
        """Give ladders for generated tests."""
        return EXAMPLE, STEADY, STARS, OTHERS


EXAMPLE = Ladder(
    levels=("entry", "mid", "senior", "staff"),
    pay_usd=(200_000, 280_000, 400_000, 600_000),
    promotion_chances=tuple(1 - (1 - 1 / (12 * row["years"])) ** 12 for row in data.rows("growth")),
    exit_chance=0.15,
)
"""Chances whose mean times are the typical years between levels, marked low confidence; pay and
exits are assumptions."""
STEADY = Ladder(levels=("senior", "staff"), pay_usd=(400_000, 600_000), promotion_chances=(0.25,))
"""Everybody has the same chance: an illustration."""
STARS = Ladder(levels=("senior", "staff"), pay_usd=(400_000, 900_000), promotion_chances=(0.6,))
"""The few for whom it goes fast and far: an illustration."""
OTHERS = Ladder(levels=("senior", "staff"), pay_usd=(400_000, 600_000), promotion_chances=(0.1,))
"""The many for whom it does not: an illustration."""


def _monthly(yearly: float) -> float:
    """Give the monthly chance that compounds to a yearly one."""
    return float(-math.expm1(math.log1p(-yearly) / 12)) if yearly < 1 else 1.0


def _stayers(ladder: Ladder, months: int) -> list[list[float]]:
    """Give the chance of each level after each month, if you stay."""
    up = [*map(_monthly, ladder.promotion_chances), 0.0]
    now = [1.0] + [0.0] * (len(up) - 1)
    found = [now]
    for _ in range(months):
        rising = [0.0, *map(mul, now, up)]
        now = [here + rising[i] - rising[i + 1] for i, here in enumerate(now)]
        found.append(now)
    return found


def _first_month(chances: Sequence[Sequence[float]], level: int, share: float) -> int | None:
    """Find the month by which a share of those who stay has reached a level."""
    goal = share - 1e-12
    month = bisect_left(chances, goal, key=lambda now: math.fsum(now[level:]))
    return month if month < len(chances) else None


@checked
def level_chances(*, ladder: Ladder = EXAMPLE, months: Time) -> tuple[float, ...]:
    """
    Give the chance to stand on each level after some months, and last to have left.

    Args:
        ladder: levels, chances and exits.
        months: since the start on the first level.

    Returns:
        One probability a level, then that of having left; they sum to 1.

    Source:
        A Markov chain in steps of a month, with the monthly chance that compounds to the yearly
        one; exits are independent of the level.

    Example:
        >>> from careerkb.pay.growth import level_chances
        >>> [f"{chance:.2f}" for chance in level_chances(months=60)]
        ['0.03', '0.14', '0.16', '0.11', '0.56']
    """
    there = (1 - ladder.exit_chance) ** (months / 12)
    return (*(there * chance for chance in _stayers(ladder, months)[-1]), 1 - there)


def _level_of(ladder: Ladder, level: int) -> int:
    if level >= len(ladder.levels):
        highest = f"at most {len(ladder.levels) - 1}, the last of the ladder"
        raise refusal("level", level, highest)
    return level


@checked
def reached_chance(*, ladder: Ladder = EXAMPLE, level: Level, months: Time) -> float:
    """
    Give the chance to have reached a level by some month without leaving first.

    Args:
        ladder: levels, chances and exits.
        level: 0 for the first.
        months: since the start on the first level.

    Returns:
        A probability.

    Raises:
        ValueError: the ladder has no such level.

    Source:
        Sum over months of the chance to arrive then, times the chance to be there still.
    """
    _level_of(ladder, level)
    reached = [math.fsum(chances[level:]) for chances in _stayers(ladder, months)]
    stays = (1 - ladder.exit_chance) ** (1 / 12)
    arrivals = (later - now for now, later in pairwise(reached))
    return reached[0] + math.fsum(a * stays**m for m, a in enumerate(arrivals, 1))


@checked
def quantile_months(*, ladder: Ladder = EXAMPLE, level: Level, share: Share = 0.5) -> int | None:
    """
    Give the month by which a share of those who stay has reached a level.

    Args:
        ladder: levels and chances; exits are not used.
        level: 0 for the first.
        share: 0.5 for the median.

    Returns:
        Months since the start, or None when it takes more than fifty years.

    Raises:
        ValueError: the ladder has no such level.

    Source:
        The first month at which `reached_chance` without exits passes *share*.
    """
    return _first_month(_stayers(ladder, LONGEST_MONTHS), _level_of(ladder, level), share)


@checked
def pay_spread(
    *, ladders: Annotated[Sequence[Ladder], Len(1, 5)], shares: Chances, year: Year
) -> tuple[float, float]:
    """
    Give mean and standard deviation of pay after some years, for people on different ladders.

    Args:
        ladders: one for each kind of career.
        shares: the part of people on each; they sum to 1.
        year: years since the start, all of them stayed.

    Returns:
        Mean and standard deviation in dollars a year.

    Raises:
        ValueError: there are not as many shares as ladders, or they do not sum to 1.

    Source:
        Moments of the mixture of the chains.
    """
    if len(shares) != len(ladders) or abs(math.fsum(shares) - 1) > 1e-9:
        raise refusal("shares", shares, f"{len(ladders)} fractions that sum to 1")
    weighted = [
        (share * chance, pay)
        for ladder, share in zip(ladders, shares, strict=True)
        for chance, pay in zip(_stayers(ladder, 12 * year)[-1], ladder.pay_usd, strict=True)
    ]
    mean = math.fsum(weight * pay for weight, pay in weighted)
    variance = math.fsum(weight * (pay - mean) ** 2 for weight, pay in weighted)
    return mean, math.sqrt(variance)


@checked
def growth_answer(*, ladder: Ladder = EXAMPLE, years: Shown = 15) -> Answer:
    """
    Show how many of those who stay have reached each level, year by year.

    Args:
        ladder: levels and chances.
        years: how far to look.

    Returns:
        The middle half of the time to the last level as a sentence; quantiles by level as a
        table; the share that has reached each level as lines.

    Source:
        `quantile_months` and the chain behind it.
    """
    last = len(ladder.levels) - 1
    chances = _stayers(ladder, LONGEST_MONTHS)
    quick, slow = (_first_month(chances, last, share) for share in (0.25, 0.75))
    name = ladder.levels[last]
    if quick is None:
        reach = f"fewer than a quarter reach {name} within {LONGEST_MONTHS // 12} years"
    elif slow is None:
        reach = f"a quarter reach {name} within {_years(quick)} and more than a quarter not within"
        reach += f" {LONGEST_MONTHS // 12} years"
    else:
        reach = f"a quarter reach {name} within {_years(quick)} and a quarter not within"
        reach += f" {_years(slow)}"
    by_then = math.fsum(chances[18][last:])
    headline = f"Of those who stay, {reach}; by 18 months {by_then:.1%} have."
    months = range(0, 12 * years + 1, 3)
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="level"),
                Column(name="a quarter by"),
                Column(name="half by"),
                Column(name="three quarters by"),
                Column(name="by 18 months", unit="%", decimals=1),
            ),
            rows=tuple(
                (
                    name,
                    *(_years(_first_month(chances, i, share)) for share in (0.25, 0.5, 0.75)),
                    100 * math.fsum(chances[18][i:]),
                )
                for i, name in enumerate(ladder.levels)
                if i
            ),
        ),
        chart=Chart(
            kind="line",
            title="Share of those who stay that has reached each level",
            summary=headline,
            x_label="years since the start",
            y_label="% of those who stay",
            series=tuple(
                Series(
                    name=name,
                    x=tuple(m / 12 for m in months),
                    y=tuple(100 * math.fsum(chances[m][i:]) for m in months),
                )
                for i, name in enumerate(ladder.levels)
                if i
            ),
        ),
    )


def _years(months: int | None) -> str:
    return f"not in {LONGEST_MONTHS // 12} years" if months is None else f"{months / 12:.1f} years"
