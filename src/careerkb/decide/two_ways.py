"""Two ways open: which to try first, what a year teaches, and when to turn back.

A year in a track is a good or a bad one for you. How often it will be good is unknown, and every
year there tells you more. Amounts are US dollars, or any other unit of what a year is worth.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated

from annotated_types import Interval

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Probability, Unit, Usd, checked, record

__all__ = [
    "Way",
    "gittins_index",
    "turning_points",
    "two_ways_answer",
    "value_of_starting_usd",
]

Evidence = Annotated[float, Interval(ge=0.1, le=1_000), Unit("years")]
Horizon = Annotated[int, Interval(ge=1, le=12), Unit("years")]
Discount = Annotated[float, Interval(ge=0, le=1), Unit("worth of a year later")]
Below = Annotated[float, Interval(ge=0, le=0.95), Unit("worth of a year later")]
Seen = Annotated[float, Interval(ge=0.1, le=1_000), Unit("count")]
DEEP = 160
"""Years after which an index takes what was learnt as known; at 0.95 what follows weighs 0.03 %."""


@record
class Way:
    """
    One track, as it looks to you now.

    Args:
        good_probability: your chance that a year in it is a good one for you.
        evidence_years: how many years of your own that guess is worth: 1 for hearsay, 10 when
            you have done the work.
        good_usd: worth of a good year, pay included.
        bad_usd: worth of a bad one.
        entry_usd: what moving into it from the other costs: lost pay, a degree, a lower level.
    """

    good_probability: Probability
    evidence_years: Evidence = 2.0
    good_usd: Usd = 400_000.0
    bad_usd: Usd = 200_000.0
    entry_usd: Usd = 0.0


RESEARCH = Way(good_probability=0.5, evidence_years=1, entry_usd=150_000)
ENGINEERING = Way(good_probability=0.55, evidence_years=6, entry_usd=40_000)
"""An illustration, all of it assumed: the less known way, and the one that is easier to enter."""


@checked
def value_of_starting_usd(
    *,
    first: Way = RESEARCH,
    second: Way = ENGINEERING,
    years: Horizon = 10,
    discount: Discount = 0.93,
) -> tuple[float, float]:
    """
    Give what starting in either is worth when you may move to the other after each year.

    Args:
        first: one way.
        second: the other.
        years: until which you look ahead.
        discount: what a year later is worth now.

    Returns:
        The expected worth of all years, starting in the first and in the second; the start itself
        costs nothing.

    Source:
        A two-armed bandit with switching costs and Beta beliefs, solved backwards over every
        count of good and bad years: exact.
    """
    plan = _Plan(first, second, discount)
    return plan.stay(0, (0, 0, 0, 0), years), plan.stay(1, (0, 0, 0, 0), years)


Counts = tuple[int, int, int, int]


class _Plan:
    """The programme: worth by way, good and bad years seen in both, and years left."""

    def __init__(self, first: Way, second: Way, discount: float) -> None:
        self.ways, self.discount = (first, second), discount
        self.stay = lru_cache(maxsize=None)(self._stay)

    def _stay(self, way: int, seen: Counts, left: int) -> float:
        """Give the worth of spending the next year in *way*, and of the best from then on."""
        if left == 0:
            return 0.0
        here = self.ways[way]
        good, bad = seen[2 * way], seen[2 * way + 1]
        prior = here.good_probability * here.evidence_years
        chance = (prior + good) / (here.evidence_years + good + bad)
        worth = 0.0
        for weight, now, step in ((chance, here.good_usd, 0), (1 - chance, here.bad_usd, 1)):
            if weight > 0:
                after = list(seen)
                after[2 * way + step] += 1
                later = self.best(way, (after[0], after[1], after[2], after[3]), left - 1)
                worth += weight * (now + self.discount * later)
        return worth

    def best(self, way: int, seen: Counts, left: int) -> float:
        """Give the worth of the better of staying and moving."""
        if left == 0:
            return 0.0
        return max(self.stay(way, seen, left), self.moving(way, seen, left))

    def moving(self, way: int, seen: Counts, left: int) -> float:
        """Give the worth of going to the other way now."""
        return self.stay(1 - way, seen, left) - self.ways[1 - way].entry_usd


@checked
def turning_points(
    *,
    first: Way = RESEARCH,
    second: Way = ENGINEERING,
    years: Horizon = 10,
    discount: Discount = 0.93,
) -> tuple[tuple[int, int], ...]:
    """
    Say after how few good years you should leave the first for the second.

    Args:
        first: the way you are trying.
        second: the other, of which you learn nothing meanwhile.
        years: until which you look ahead.
        discount: what a year later is worth now.

    Returns:
        For each year but the last, its number and the most good years at which moving is better;
        -1 where it never is.

    Source:
        The same programme as `value_of_starting_usd`; a tie stays.
    """
    plan = _Plan(first, second, discount)
    found = []
    for year in range(1, years):
        left = years - year
        moves = [
            good
            for good in range(year + 1)
            if _clearly(
                plan.moving(0, (good, year - good, 0, 0), left),
                plan.stay(0, (good, year - good, 0, 0), left),
            )
        ]
        found.append((year, max(moves, default=-1)))
    return tuple(found)


def _clearly(one: float, other: float) -> bool:
    return one > other + 1e-9 * max(abs(one), abs(other), 1.0)


@checked
def gittins_index(*, good: Seen, bad: Seen, discount: Below = 0.9) -> float:
    """
    Give the certain rate of good years that is just as good as a way you are still learning about.

    Args:
        good: counts of the Beta belief in good years, 1 for an even start.
        bad: the same for bad years.
        discount: what a year later is worth now.

    Returns:
        A rate from 0 to 1. Without costs of moving, of two ways the one with the larger index is
        tried first.

    Source:
        Gittins 1979: the retirement rate at which trying once more and retiring are worth the
        same, by halving, each trial solved backwards over 160 years.

    Example:
        >>> from careerkb.decide.two_ways import gittins_index
        >>> f"{gittins_index(good=1, bad=1):.4f}"
        '0.7029'
    """
    low, high = good / (good + bad), 1.0
    while high - low > 2e-7:
        rate = (low + high) / 2
        low, high = (rate, high) if _trying(good, bad, discount, rate) else (low, rate)
    return (low + high) / 2


def _trying(good: float, bad: float, discount: float, rate: float) -> bool:
    """Say whether trying at least once more beats a certain rate from now on."""
    retired = rate / (1 - discount)
    depth = next((n for n in range(1, DEEP) if discount**n < 1e-8), DEEP)
    total = good + bad + depth
    worth = [max(retired, (good + n) / total / (1 - discount)) for n in range(depth + 1)]
    for seen in range(depth - 1, -1, -1):
        total = good + bad + seen
        chances = [(good + n) / total for n in range(seen + 1)]
        tried = [
            chance + discount * (chance * worth[n + 1] + (1 - chance) * worth[n])
            for n, chance in enumerate(chances)
        ]
        worth = [max(retired, each) for each in tried]
    return tried[0] > retired


@checked
def two_ways_answer(
    *,
    first: Way = RESEARCH,
    second: Way = ENGINEERING,
    years: Horizon = 10,
    discount: Discount = 0.93,
) -> Answer:
    """
    Answer the reader's question: which way do I try first, and when do I turn back?

    Args:
        first: one way.
        second: the other.
        years: until which you look ahead.
        discount: what a year later is worth now.

    Returns:
        Which start is worth more, by how much, and when to leave it, as a sentence; the turning
        points as rows; the worth of each start by your chance of a good year in the first as lines.

    Source:
        `value_of_starting_usd` and `turning_points`.
    """
    one, other = value_of_starting_usd(first=first, second=second, years=years, discount=discount)
    gap = abs(one - other)
    ways = (first, second) if one >= other else (second, first)
    points = turning_points(first=ways[0], second=ways[1], years=years, discount=discount)
    if gap < 1e-3 * max(one, other, 1.0):
        lead = "Either start is worth the same, to a part in a thousand"
    else:
        name = "first" if one > other else "second"
        lead = f"Start with the {name}: {gap:,.0f} dollars more over {years} years"
    leave = next(((year, most) for year, most in points if most >= 0), None)
    turn = "and nothing that happens there would make you turn back"
    if leave:
        year, most = leave
        seen = "no good year" if most == 0 else f"{most} good year{'s' * (most > 1)} or fewer"
        turn = (
            f"and turn back after {seen} in the first {year}"
            if year > 1
            else ("and turn back after one bad year")
        )
    headline = f"{lead}, {turn}."
    chances = [number / 10 for number in range(11)]
    lines = [
        value_of_starting_usd(
            first=Way(
                good_probability=chance, evidence_years=first.evidence_years,
                good_usd=first.good_usd, bad_usd=first.bad_usd, entry_usd=first.entry_usd,
            ),
            second=second, years=years, discount=discount,
        )
        for chance in chances
    ]  # fmt: skip
    return Answer(
        headline=headline,
        table=Table(
            columns=(Column(name="after year"), Column(name="turn back at this many good years")),
            rows=tuple(
                (f"{year}", "never" if most < 0 else f"{most} or fewer") for year, most in points
            ) or (("1", "never"),),
        ),
        chart=Chart(
            kind="line", title="What each start is worth, by your chance in the first",
            summary=headline, x_label="chance that a year in the first is good, %",
            y_label="thousand USD over all years",
            series=tuple(
                Series(
                    name=name, x=tuple(100 * chance for chance in chances),
                    y=tuple(line[number] / 1000 for line in lines),
                )
                for number, name in enumerate(("start with the first", "start with the second"))
            ),
        ),
    )  # fmt: skip
