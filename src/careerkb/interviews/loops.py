"""Odds of an interview loop, when one interviewer's opinion foretells the next one's.

Chances are fractions. A loop is modelled by one factor: what all interviewers see alike.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from statistics import fmean
from typing import Annotated

from annotated_types import Interval, Len

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Correlation, Count, Hint, PositiveCount, Unit, checked, refusal
from careerkb.maths.shared_factor import NORMAL, below, mean_over_factor

__all__ = [
    "chance_of_offer",
    "chance_by_average",
    "reliability_of_interviews",
    "chance_from_loops",
    "expected_loops",
    "loops_needed",
    "loops_answer",
]

Chance = Annotated[
    float,
    Interval(ge=1e-6, le=1 - 1e-6),
    Unit("probability"),
    Hint(lambda v: 1 < v <= 100, lambda v: f"write {v:g} % as {v / 100:g}"),
    Hint(lambda v: v in (0, 1), lambda v: "nothing is certain; leave out what cannot change"),
]
Rounds = Annotated[Sequence[Chance], Len(1, 20)]
RoundCount = Annotated[int, Interval(ge=1, le=20), Unit("rounds")]
LoopCount = Annotated[int, Interval(ge=1, le=1_000), Unit("loops")]
Alike = Annotated[
    float,
    Interval(ge=0, le=0.99),
    Unit("correlation"),
    Hint(lambda v: 0.99 < v <= 1, lambda v: "interviewers who see the same are one round"),
    Hint(lambda v: 1 < v <= 100, lambda v: f"write {v:g} % as {v / 100:g}"),
]


@checked
def chance_of_offer(
    *, pass_probabilities: Rounds, correlation: Alike = 0.0, weak_allowed: Count = 0
) -> float:
    """
    Give the chance that a loop ends in an offer when few or no rounds may go badly.

    Args:
        pass_probabilities: chance to pass each round taken alone, 1 to 20 rounds.
        correlation: of two interviewers' scores of one candidate; 0 makes rounds independent.
        weak_allowed: rounds that may be failed, fewer than there are: 0 means that all must be
            passed, 1 is "at most one weak no".

    Returns:
        A probability from 0 to 1, exact to about 12 decimals.

    Raises:
        ValueError: an argument is out of range, or every round may be failed.

    Source:
        One-factor Gaussian model: ``P = ∫ φ(z) C(z) dz``. Given the factor z, rounds are
        independent with chances ``Φ((√ρ z - τ)/√(1 - ρ))``, ``τ = Φ⁻¹(1 - p)``, and C is the
        chance of few enough failures, by a dynamic programme.

    Example:
        >>> from careerkb.interviews.loops import chance_of_offer
        >>> rounds = (0.7, 0.7, 0.7, 0.7)
        >>> [
        ...     round(chance_of_offer(pass_probabilities=rounds, correlation=c), 3)
        ...     for c in (0, 0.2, 0.4, 0.6, 0.8)
        ... ]
        [0.24, 0.309, 0.375, 0.446, 0.528]
    """
    if weak_allowed >= len(pass_probabilities):
        raise refusal(
            "weak_allowed",
            weak_allowed,
            f"below the number of rounds, {len(pass_probabilities)}",
            "a loop in which every round may be failed decides nothing",
        )
    return mean_over_factor(
        lambda chances: _at_most_failed(weak_allowed, chances),
        pass_probabilities,
        correlation,
        len(pass_probabilities),
    )


@checked
def chance_by_average(*, pass_probabilities: Rounds, correlation: Alike = 0.0) -> float:
    """
    Give the chance of an offer when a committee averages the scores instead of counting vetoes.

    Args:
        pass_probabilities: chance to pass each round taken alone, 1 to 20 rounds.
        correlation: of two interviewers' scores.

    Returns:
        A probability from 0 to 1.

    Source:
        The mean of n standard normal scores has the variance ``(1 + (n - 1)ρ)/n``; the offer is
        made if it exceeds the mean of the bars.

    Example:
        >>> from careerkb.interviews.loops import chance_by_average
        >>> round(chance_by_average(pass_probabilities=(0.7,) * 4, correlation=0.4), 2)
        0.76
    """
    count = len(pass_probabilities)
    spread = math.sqrt((1 + (count - 1) * correlation) / count)
    return below(fmean(map(NORMAL.inv_cdf, pass_probabilities)) / spread)


@checked
def reliability_of_interviews(*, single: Correlation, interviews: PositiveCount) -> float:
    """
    Give the reliability of the average of several interviews.

    Args:
        single: reliability of one interview, the correlation of two interviewers' scores.
        interviews: how many are averaged.

    Returns:
        The correlation of that average with the one of as many other interviewers, 0 to 1.

    Source:
        Spearman and Brown, ``k r / (1 + (k - 1) r)``, for interviewers who are alike and have
        not spoken to each other.

    Example:
        >>> from careerkb.interviews.loops import reliability_of_interviews
        >>> [round(reliability_of_interviews(single=0.4, interviews=k), 2) for k in (1, 2, 4, 6)]
        [0.4, 0.57, 0.73, 0.8]
    """
    return interviews * single / (1 + (interviews - 1) * single)


@checked
def chance_from_loops(
    *, offer_probability: Chance, loops: LoopCount, correlation: Alike = 0.0
) -> float:
    """
    Give the chance of at least one offer from several loops.

    Args:
        offer_probability: chance of one loop.
        loops: how many you take.
        correlation: of your results at different employers; 0 makes them independent.

    Returns:
        A probability from 0 to 1.

    Source:
        ``1 - (1 - p)**m``, averaged over the factor of `chance_of_offer`.

    Example:
        >>> from careerkb.interviews.loops import chance_from_loops
        >>> [round(chance_from_loops(offer_probability=0.3, loops=m), 2) for m in (1, 2, 4)]
        [0.3, 0.51, 0.76]
    """
    return _any_offer(offer_probability, loops, correlation)


@checked
def expected_loops(*, offer_probability: Chance) -> float:
    """
    Give the mean number of loops until the first offer, if loops are independent.

    Args:
        offer_probability: chance of one loop.

    Returns:
        Loops, at least 1. With correlated loops the mean is larger, and infinite from 0.5 on; use
        `loops_needed`.

    Raises:
        ValueError: *offer_probability* is out of range.

    Source:
        Mean of the geometric distribution, ``1/p``.

    Example:
        >>> from careerkb.interviews.loops import expected_loops
        >>> expected_loops(offer_probability=0.25)
        4.0
    """
    return 1 / offer_probability


@checked
def loops_needed(
    *, offer_probability: Chance, probability: Chance = 0.9, correlation: Alike = 0.0
) -> int:
    """
    Give the fewest loops that make at least one offer as likely as you want.

    Args:
        offer_probability: chance of one loop.
        probability: how sure to be of at least one offer.
        correlation: of your results at different employers.

    Returns:
        Loops, from 1 to 1,000.

    Raises:
        ValueError: an argument is out of range, or 1,000 loops are not enough.

    Source:
        The smallest m for which `chance_from_loops` reaches *probability*, found by bisection.

    Example:
        >>> from careerkb.interviews.loops import loops_needed
        >>> [loops_needed(offer_probability=0.3, correlation=c) for c in (0, 0.4)]
        [7, 22]
    """
    found = 1 + bisect_left(
        range(1, 1_001),
        probability - 1e-12,
        key=lambda loops: _any_offer(offer_probability, loops, correlation),
    )
    if found > 1_000:
        raise refusal("probability", probability, "within reach of 1,000 loops")
    return found


@checked
def loops_answer(
    *,
    rounds: RoundCount = 4,
    pass_probability: Chance = 0.7,
    weakest_probability: Chance = 0.7,
    correlation: Alike = 0.4,
    loops: LoopCount = 3,
) -> Answer:
    """
    Answer the reader's question: how likely is an offer, and who decides it?

    Args:
        rounds: rounds that can end a loop.
        pass_probability: chance to pass a usual round.
        weakest_probability: chance to pass your weakest round; there is one.
        correlation: of two interviewers' scores, and of your results in different loops.
        loops: how many loops you take, all alike.

    Returns:
        The chance with its range from independent to identical rounds; by rule of decision
        and by correlation as a table and a line chart.

    Source:
        `chance_of_offer`, `chance_by_average` and `chance_from_loops`. The defaults are
        assumptions for you to replace.
    """
    chances = (pass_probability,) * (rounds - 1) + (weakest_probability,)
    offer = chance_of_offer(pass_probabilities=chances, correlation=correlation)
    several = _any_offer(offer, loops, correlation)
    passed = {1: "the only round", 2: "both rounds"}.get(rounds, f"all {rounds} rounds")
    ends = (
        f" ({math.prod(chances):.0%} if they were independent, {min(chances):.0%} if they"
        f" {'both' if rounds == 2 else 'all'} saw the same)"
    )
    headline = (
        f"{offer:.0%} for an offer if {passed} must be passed"
        + ends * (rounds > 1)
        + f"; {several:.0%} for at least one offer from {loops} such loops" * (loops > 1)
        + "."
    )
    grid = tuple(tenth / 10 for tenth in range(10))
    allowed = {"all must pass": 0, "one weak no": 1} if rounds > 1 else {"all must pass": 0}
    rules = {
        rule: [
            chance_of_offer(pass_probabilities=chances, correlation=c, weak_allowed=weak)
            for c in grid
        ]
        for rule, weak in allowed.items()
    }
    rules["average"] = [chance_by_average(pass_probabilities=chances, correlation=c) for c in grid]
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="correlation", decimals=1),
                *(Column(name=rule, unit="probability", decimals=2) for rule in rules),
            ),
            rows=tuple(zip(grid, *rules.values(), strict=True)),
        ),
        chart=Chart(
            kind="line",
            title="Chance of an offer from one loop, by rule",
            summary=headline,
            x_label="correlation of two interviewers' scores",
            y_label="probability",
            series=tuple(Series(name=rule, x=grid, y=tuple(y)) for rule, y in rules.items()),
        ),
    )


def _at_most_failed(allowed: int, chances: Sequence[float]) -> float:
    """Add up the chances of 0, 1, ... *allowed* failures in independent rounds."""
    if not allowed:
        return math.prod(chances)
    failed = [1.0] + [0.0] * allowed
    for chance in chances:
        for count in range(allowed, 0, -1):
            failed[count] = failed[count] * chance + failed[count - 1] * (1 - chance)
        failed[0] *= chance
    return min(1.0, math.fsum(failed))


def _any_offer(offer: float, loops: int, correlation: float) -> float:
    return mean_over_factor(
        lambda chances: 1 - (1 - chances[0]) ** loops, (offer,), correlation, loops
    )
