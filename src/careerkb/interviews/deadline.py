"""An offer that expires while other loops are open: when to accept, and what more days are worth.

Worths are US dollars, compared as one sum; days count from today.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Any

from annotated_types import Interval, Len

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Probability, Text, Unit, Usd, checked, record, refusal

__all__ = [
    "Loop",
    "best_choice",
    "deadline_answer",
    "reservation_usd",
    "search_reservation_usd",
    "with_days_usd",
]

Day = Annotated[int, Interval(ge=0, le=365), Unit("days from today")]
Loops = Annotated[Sequence["Loop"], Len(1, 8)]
Candidates = Annotated[int, Interval(ge=1, le=1_000), Unit("offers, one after another")]
NODES = (0.0, 0.5384693101056831, 0.9061798459386640)
WEIGHTS = (0.5688888888888889, 0.4786286704993665, 0.2369268850561891)
"""Gauss and Legendre's five points, which integrate polynomials up to the ninth degree exactly."""


@record
class Loop:
    """
    One loop that is still open.

    Args:
        name: whose it is.
        day: when it will be decided.
        offer_probability: chance that it ends in an offer.
        low_usd: what such an offer would be worth at least.
        high_usd: what it would be worth at most; any worth between is as likely.

    Raises:
        ValueError: a field is out of range, or the lowest worth is above the highest.
    """

    name: Text
    day: Day
    offer_probability: Probability
    low_usd: Usd
    high_usd: Usd

    def __post_init__(self) -> None:
        """Refuse a range that runs backwards."""
        if self.low_usd > self.high_usd:
            raise refusal("low_usd", self.low_usd, f"at most high_usd, {self.high_usd:,.0f}")

    def at_most(self, usd: float) -> float:
        """Give the chance that no offer above so much comes."""
        if usd < self.low_usd:
            return 1 - self.offer_probability
        if usd >= self.high_usd:
            return 1.0
        part = (usd - self.low_usd) / (self.high_usd - self.low_usd)
        return 1 - self.offer_probability * (1 - part)


EXAMPLE = (
    Loop(name="lab B", day=9, offer_probability=0.4, low_usd=1_300_000, high_usd=2_000_000),
    Loop(
        name="product team C", day=20, offer_probability=0.5, low_usd=1_100_000, high_usd=1_700_000
    ),
)
"""An illustration, all of it assumed."""


def _mean_best(floor: float, loops: Sequence[Loop]) -> float:
    """Give the mean of the best of a sum in hand and what some loops bring, all kept open."""
    ends = {end for loop in loops for end in (loop.low_usd, loop.high_usd) if end > floor}
    total = floor
    for low, high in pairwise(sorted({floor, *ends})):
        half, middle = (high - low) / 2, (high + low) / 2
        for node, weight in zip(NODES, WEIGHTS, strict=True):
            for place in {middle - half * node, middle + half * node}:
                total += half * weight * (1 - math.prod(loop.at_most(place) for loop in loops))
    return total


@checked
def reservation_usd(*, loops: Loops, fallback_usd: Usd = 0.0) -> float:
    """
    Give the worth at which to accept today, when today is the last day.

    Args:
        loops: still open; each offer must be answered on the day it comes.
        fallback_usd: what you have if none comes: your present job, the next season.

    Returns:
        What going on without the offer is worth; accept anything above it.

    Source:
        Optimal stopping, backwards: what going on is worth before a loop is the mean of the better
        of its offer and of going on after it (Moser 1956 for equal uniform offers).

    Example:
        >>> from careerkb.interviews.deadline import Loop, reservation_usd
        >>> three = [
        ...     Loop(name="x", day=day, offer_probability=1, low_usd=0, high_usd=1000)
        ...     for day in (7, 14, 21)
        ... ]
        >>> [f"{reservation_usd(loops=three[:n]):.0f}" for n in (1, 2, 3)]
        ['500', '625', '695']
    """
    worth = float(fallback_usd)
    for day in sorted({loop.day for loop in loops}, reverse=True):
        worth = _mean_best(worth, [loop for loop in loops if loop.day == day])
    return worth


@checked
def with_days_usd(*, held_usd: Usd, days: Day, loops: Loops, fallback_usd: Usd = 0.0) -> float:
    """
    Give what your situation is worth when the offer in hand stays open for so many days.

    Args:
        held_usd: worth of the offer in hand.
        days: until you must answer; 0 for today.
        loops: still open; what they offer before that day stays open until then too.
        fallback_usd: what you have if you decline and nothing comes.

    Returns:
        The mean worth, when you decide best on that day.

    Source:
        The mean of the best of the offer in hand, the offers that come in time, and
        `reservation_usd` of the loops that are decided later.
    """
    early = [loop for loop in loops if loop.day <= days]
    late = [loop for loop in loops if loop.day > days]
    later = reservation_usd(loops=late, fallback_usd=fallback_usd) if late else fallback_usd
    return _mean_best(float(max(held_usd, later)), early)


@checked
def search_reservation_usd(*, low_usd: Usd, high_usd: Usd, cost_usd: Usd) -> float:
    """
    Give the worth at which to stop a search without end, each further offer of which costs a sum.

    Args:
        low_usd: what an offer is worth at least.
        high_usd: what it is worth at most; any worth between is as likely.
        cost_usd: of finding one more.

    Returns:
        The worth from which on accepting is best; below *low_usd* when searching never pays.

    Raises:
        ValueError: the range is empty, or a search costs more than any offer is worth.

    Source:
        ``E max(X - r, 0) = c``: for uniform offers ``r = high - sqrt(2 c (high - low))``, and below
        the range ``r = mean - c``.
    """
    if low_usd >= high_usd:
        raise refusal("low_usd", low_usd, f"below high_usd, {high_usd:,.0f}")
    inside = high_usd - math.sqrt(2 * cost_usd * (high_usd - low_usd))
    return inside if inside >= low_usd else (low_usd + high_usd) / 2 - cost_usd


@checked
def best_choice(*, offers: Candidates) -> tuple[int, float]:
    """
    Give how many of a row of offers to let pass, and the chance to end with the best of all.

    Args:
        offers: how many come, one after another, in any order; each must be answered at once.

    Returns:
        The number to let pass before taking the first that beats them all, and the chance.

    Raises:
        ValueError: the count is out of range.

    Source:
        The secretary problem: after letting r - 1 pass, ``P = (r - 1)/n Σ_{k=r..n} 1/(k - 1)``.
    """
    chances = [1 / offers] + [
        skip / offers * math.fsum(1 / k for k in range(skip, offers)) for skip in range(1, offers)
    ]
    best = max(range(offers), key=lambda skip: (round(chances[skip], 12), -skip))
    return best, chances[best]


def _days(days: int) -> str:
    return f"{days} day{'s' * (days != 1)}"


@checked
def deadline_answer(
    *,
    held_usd: Usd = 1_400_000,
    days: Day = 3,
    more_days: Day = 10,
    loops: Loops = EXAMPLE,
    fallback_usd: Usd = 900_000,
) -> Answer:
    """
    Answer the reader's question: accept now, or ask for more days?

    Args:
        held_usd: worth of the offer in hand, over the years you would stay.
        days: until you must answer.
        more_days: that you might ask for.
        loops: still open.
        fallback_usd: what you have if you decline and nothing comes.

    Returns:
        What the extra days are worth and from which sum to accept as a sentence; what waiting is
        worth by days as rows and as a line.

    Source:
        `reservation_usd` and `with_days_usd`.
    """
    place: dict[str, Any] = {"held_usd": held_usd, "loops": loops, "fallback_usd": fallback_usd}
    late = [loop for loop in loops if loop.day > days]
    least = reservation_usd(loops=late, fallback_usd=fallback_usd) if late else fallback_usd
    now = with_days_usd(days=days, **place)
    gain = with_days_usd(days=min(365, days + more_days), **place) - now
    if held_usd >= least:
        when = f"in {_days(days)}" if days else "by tonight"
        act = f"If nothing better has come {when}, accept: going on is worth {least:,.0f}"
    else:
        act = f"Going on without it is worth {least:,.0f}, more than the {held_usd:,.0f} in hand"
    if gain >= 0.5:
        extra = f"{more_days} more days are" if more_days != 1 else "One more day is"
        them = "them" if more_days != 1 else "it"
        more = f"{extra} worth {gain:,.0f} dollars to you, so ask for {them}"
    else:
        more = f"{more_days} more days are worth nothing to you: no loop that matters ends in them"
    headline = f"{act}. {more}."
    marks = sorted({0, days, min(365, days + more_days), *(loop.day for loop in loops)})
    worth = {day: with_days_usd(days=day, **place) for day in marks}
    rows = tuple((f"{day}", usd, usd - worth[0]) for day, usd in worth.items())
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="days until you must answer"),
                Column(name="worth", unit="USD"),
                Column(name="more than today", unit="USD"),
            ),
            rows=rows,
        ),
        chart=Chart(
            kind="line", title="What time is worth", summary=headline,
            x_label="days until you must answer", y_label="thousand USD",
            series=(
                Series(
                    name="with the offer in hand",
                    x=tuple(day for day in range(marks[-1] + 1)),
                    y=tuple(with_days_usd(days=d, **place) / 1000 for d in range(marks[-1] + 1)),
                ),
            ),
            reference=held_usd / 1000, reference_label="the offer in hand",
        ),
    )  # fmt: skip
