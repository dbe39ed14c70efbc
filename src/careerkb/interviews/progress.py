"""A search in progress: your odds after each round, the level you are judged for, applications.

Chances are fractions. Rounds and levels share one factor, as in `careerkb.interviews.loops`.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from statistics import fmean
from typing import Annotated, Literal

from annotated_types import Interval, Len

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Count, Unit, checked, refusal
from careerkb.interviews.loops import Alike, Chance, RoundCount, _at_most_failed
from careerkb.maths.shared_factor import NORMAL, below, mean_over_factor

__all__ = [
    "applications_needed",
    "chance_after",
    "chance_by_level",
    "progress_answer",
    "validity_of_average",
]

Rounds = Annotated[Sequence[Chance], Len(0, 20)]
Validity = Annotated[float, Interval(ge=0, le=1), Unit("correlation")]
Result = Literal["passed", "failed", "not known"]
Results = Annotated[Sequence[Result], Len(0, 12)]


@checked
def chance_after(
    *,
    passed: Rounds = (),
    failed: Rounds = (),
    left: Rounds = (),
    correlation: Alike = 0.0,
    weak_allowed: Count = 0,
) -> float:
    """
    Give the chance of an offer once some rounds are behind you.

    Args:
        passed: chance, before the loop, of each round that you have passed.
        failed: the same of each that went badly.
        left: the same of each that is still to come, or whose result you do not know.
        correlation: of two interviewers' scores of one candidate.
        weak_allowed: how many rounds of the whole loop may go badly.

    Returns:
        A probability, 0 when more rounds have failed than may, 1 when nothing can go wrong.

    Raises:
        ValueError: there is no round at all, or every round may go badly.

    Source:
        Bayes' rule in the one-factor model: the mean over the factor of what happened and of few
        enough failures to come, divided by the mean of what happened.

    Example:
        >>> from careerkb.interviews.progress import chance_after
        >>> ahead = chance_after(left=(0.7,) * 4, correlation=0.4)
        >>> after = chance_after(passed=(0.7,) * 2, left=(0.7,) * 2, correlation=0.4)
        >>> f"{ahead:.0%} {after:.0%}"
        '38% 69%'
    """
    rounds = len(passed) + len(failed) + len(left)
    if not rounds:
        raise refusal("left", left, "at least one round, behind you or to come")
    if weak_allowed >= rounds:
        allowed = f"below the number of rounds, {rounds}"
        raise refusal("weak_allowed", weak_allowed, allowed, "such a loop decides nothing")
    spare = weak_allowed - len(failed)
    if spare < 0:
        return 0.0
    known = len(passed) + len(failed)

    def so_far(chances: Sequence[float]) -> float:
        lost = (1 - chance for chance in chances[len(passed) : known])
        return math.prod((*chances[: len(passed)], *lost))

    def offer(chances: Sequence[float]) -> float:
        return so_far(chances) * _at_most_failed(spare, chances[known:])

    everything = (*passed, *failed, *left)
    happened = mean_over_factor(so_far, everything[:known], correlation, known) if known else 1.0
    return min(1.0, mean_over_factor(offer, everything, correlation, rounds) / happened)


@checked
def chance_by_level(
    *, at_level: Rounds, one_below: Rounds, correlation: Alike = 0.0
) -> tuple[float, float, float]:
    """
    Give the chances of an offer at the level you aim for, one level lower, and of none.

    Args:
        at_level: chance to pass each round at the bar of your level.
        one_below: chance to pass the same rounds at the bar of the level below; none is smaller.
        correlation: of two interviewers' scores.

    Returns:
        Three probabilities that sum to 1.

    Raises:
        ValueError: the two lists differ in length, are empty, or a lower bar is harder to pass.

    Source:
        The rule of `careerkb.interviews.loops.chance_by_average` with two bars for one average:
        those between the bars are offered the lower level. That employers decide so is an
        assumption; that they offer a lower level is reported.

    Example:
        >>> from careerkb.interviews.progress import chance_by_level
        >>> found = chance_by_level(at_level=(0.5,) * 4, one_below=(0.8,) * 4, correlation=0.4)
        >>> [f"{chance:.0%}" for chance in found]
        ['50%', '37%', '13%']
    """
    if not at_level:
        raise refusal("at_level", at_level, "at least one round")
    pairs = list(zip(at_level, one_below, strict=False))
    if len(at_level) != len(one_below) or any(low < high for high, low in pairs):
        allowed = "a chance for each round of at_level, none smaller than there"
        raise refusal("one_below", one_below, allowed, "a lower bar is not harder to pass")
    count = len(at_level)
    spread = math.sqrt((1 + (count - 1) * correlation) / count)
    high, low = (
        below(fmean(map(NORMAL.inv_cdf, chances)) / spread) for chances in (at_level, one_below)
    )
    return high, low - high, 1 - low


@checked
def applications_needed(
    *,
    interview_probability: Chance,
    offer_probability: Chance,
    probability: Chance = 0.9,
    correlation: Alike = 0.0,
) -> int:
    """
    Give how many applications make at least one offer as likely as you want.

    Args:
        interview_probability: chance that one application leads to a loop.
        offer_probability: chance that one loop ends in an offer.
        probability: how sure to be of at least one offer.
        correlation: of what different employers make of you; 0 makes them independent.

    Returns:
        Applications, from 1 to 100,000.

    Raises:
        ValueError: 100,000 applications are not enough.

    Source:
        The smallest m with ``1 - E[(1 - p)**m]`` of at least *probability*, p the product of both
        chances, which moves with the shared factor; found by bisection.

    Example:
        >>> from careerkb.interviews.progress import applications_needed
        >>> [
        ...     applications_needed(
        ...         interview_probability=0.1, offer_probability=0.38, correlation=c
        ...     )
        ...     for c in (0, 0.2)
        ... ]
        [60, 226]
    """
    one = max(1e-6, interview_probability * offer_probability)

    def at_least_one(count: int) -> float:
        return mean_over_factor(
            lambda chances: 1 - (1 - chances[0]) ** count, (one,), correlation, count
        )

    most = 100_000
    found = 1 + bisect_left(range(1, most + 1), probability - 1e-12, key=at_least_one)
    if found > most:
        raise refusal("probability", probability, f"within reach of {most:,} applications")
    return found


@checked
def validity_of_average(
    *, single: Validity, reliability: Validity, interviews: RoundCount
) -> float:
    """
    Give how well the average of several interviews foretells performance.

    Args:
        single: correlation of one interview with performance.
        reliability: correlation of two interviewers' scores.
        interviews: how many are averaged.

    Returns:
        A correlation.

    Raises:
        ValueError: it would be above 1: interviewers who agree so little cannot be so right.

    Source:
        ``v √(k / (1 + (k - 1) r))``, for interviewers who are alike and have not spoken.

    Example:
        >>> from careerkb.interviews.progress import validity_of_average
        >>> [
        ...     round(validity_of_average(single=0.19, reliability=0.4, interviews=k), 3)
        ...     for k in (1, 2, 3, 4)
        ... ]
        [0.19, 0.227, 0.245, 0.256]
    """
    found = single * math.sqrt(interviews / (1 + (interviews - 1) * reliability))
    if found > 1:
        most = f"at most {single / found:.3g} with these interviews"
        raise refusal("single", single, most, "a correlation cannot pass 1")
    return found


@checked
def progress_answer(
    *,
    rounds: RoundCount = 4,
    results: Results = ("passed", "passed"),
    pass_probability: Chance = 0.7,
    correlation: Alike = 0.4,
    weak_allowed: Count = 0,
    other_loops: Annotated[int, Interval(ge=0, le=20), Unit("loops")] = 2,
) -> Answer:
    """
    Answer the reader in the middle of a loop: what are my odds now?

    Args:
        rounds: rounds of the whole loop.
        results: of the rounds behind you, in their order.
        pass_probability: chance to pass a round, as you saw it before the first.
        correlation: of two interviewers' scores of one candidate.
        weak_allowed: how many rounds may go badly.
        other_loops: loops elsewhere of which you know nothing yet, alike before they begin.

    Returns:
        The odds before and now as a sentence; after each round as a table and a line, with what
        they would be if rounds were independent.

    Raises:
        ValueError: there are more results than rounds, or every round may go badly.

    Source:
        `chance_after`; the other loops count as independent of this one.
    """
    if len(results) > rounds:
        raise refusal("results", results, f"at most {rounds}, one for each round of the loop")

    def odds(known: Sequence[Result], alike: float) -> float:
        behind = {r: (pass_probability,) * known.count(r) for r in ("passed", "failed")}
        ahead = (pass_probability,) * (rounds - len(behind["passed"]) - len(behind["failed"]))
        return chance_after(
            passed=behind["passed"], failed=behind["failed"], left=ahead,
            correlation=alike, weak_allowed=weak_allowed,
        )  # fmt: skip

    steps = range(len(results) + 1)
    now = [odds(results[:step], correlation) for step in steps]
    coins = [odds(results[:step], 0.0) for step in steps]
    elsewhere = 1 - (1 - now[0]) ** other_loops
    any_offer = 1 - (1 - now[-1]) * (1 - elsewhere)
    names = ("before the first", *(f"after round {i}: {r}" for i, r in enumerate(results, 1)))
    moved = f"{now[0]:.0%} before the loop" + f", {now[-1]:.0%} now" * bool(results)
    headline = f"Your chance of this offer: {moved}."
    if other_loops:
        loops = f"{other_loops} other loop{'s' * (other_loops > 1)}"
        headline += (
            f" With {loops} that you have not begun, {any_offer:.0%} for at least one offer."
        )
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="when"),
                Column(name="chance of an offer", unit="probability", decimals=2),
                Column(name="if rounds were independent", unit="probability", decimals=2),
            ),
            rows=tuple(zip(names, now, coins, strict=True)),
        ),
        chart=Chart(
            kind="line",
            title="Your chance of this offer, round by round",
            summary=headline,
            x_label="rounds behind you",
            y_label="probability",
            series=(
                Series(name="interviewers alike", x=tuple(map(float, steps)), y=tuple(now)),
                Series(name="independent", x=tuple(map(float, steps)), y=tuple(coins)),
            ),
        )
        if results
        else None,
    )
