"""How exposed two occupations are to language models, and whether the raters agree on the order.

Exposure is the share of an occupation's tasks that a language model could halve in time. It is a
rating, not a measurement, and says nothing of how many jobs go.
"""

from __future__ import annotations

import statistics
from typing import get_args

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.faq.exposure import Measure, Occupation, Part, Rater, _rows, exposure
from careerkb.inputs import Number, PositiveFraction, checked, record, refusal

__all__ = [
    "Gap",
    "exposure_gaps",
    "flip_weights",
    "rater_opinions",
    "more_exposed",
    "automation_answer",
]


MAIN = ("beta", "standard")
"""The one measure of each rater that its size is judged by: alpha and gamma reweigh the same."""


@record
class Gap:
    """
    One rater's scores of two occupations by one measure.

    Args:
        rater: who judged.
        measure: by which measure.
        part: the half of a split occupation, or nothing.
        first: score of the first occupation.
        second: score of the second occupation.

    Raises:
        ValueError: a score is not a number.
    """

    rater: Rater
    measure: Measure
    part: Part = ""
    first: Number
    second: Number

    @property
    def size(self) -> float:
        """The first score less the second, in the measure's own unit."""
        return round(self.first - self.second, 6)


@checked
def exposure_gaps(
    *, first: Occupation = "software developers", second: Occupation = "research scientists"
) -> tuple[Gap, ...]:
    """
    Set the scores of two occupations side by side, rater by rater.

    Args:
        first: an occupation.
        second: another one.

    Returns:
        A gap for each measure by which one rater scored both, and for each part where a rater
        splits an occupation.

    Raises:
        ValueError: the two are the same.

    Example:
        >>> from careerkb.faq.automation import exposure_gaps
        >>> [round(gap.size, 3) for gap in exposure_gaps() if gap.measure == "beta"]
        [-0.053, 0.234, 0.079]
    """
    if first == second:
        raise refusal("second", second, f"an occupation other than {first}")
    return tuple(
        Gap(
            rater=rater,
            measure=measure,
            part=one.get("part") or other.get("part", ""),
            first=one["score"],
            second=other["score"],
        )
        for rater in get_args(Rater)
        for measure in get_args(Measure)
        for one in _rows(first, rater, measure)
        for other in _rows(second, rater, measure)
    )


@checked
def flip_weights(
    *,
    first: Occupation = "software developers",
    second: Occupation = "research scientists",
    rater: Rater = "people",
) -> tuple[float, ...]:
    """
    Find the weight of tool-dependent tasks at which one rater's order of two occupations flips.

    Args:
        first: an occupation.
        second: another one.
        rater: who judged; not an AIOE rater, who has no such weight.

    Returns:
        The weight, between 0 and 1, or nothing when the order is the same at every weight.

    Raises:
        ValueError: the two are the same, or the rater did not rate the tasks of both.

    Source:
        Exposure is ``α + w(γ - α)``, a straight line in the weight w, so two lines cross once.

    Example:
        >>> from careerkb.faq.automation import flip_weights
        >>> [round(weight, 2) for weight in flip_weights(rater="people")]
        [0.71]
    """
    if first == second:
        raise refusal("second", second, f"an occupation other than {first}")
    at_zero, at_one = (
        exposure(occupation=first, rater=rater, measure=measure)
        - exposure(occupation=second, rater=rater, measure=measure)
        for measure in ("alpha", "gamma")
    )
    return (at_zero / (at_zero - at_one),) if at_zero * at_one < 0 else ()


@checked
def rater_opinions(
    *, first: Occupation = "software developers", second: Occupation = "research scientists"
) -> dict[Rater, str]:
    """
    Say whom each rater finds more exposed, by all of that rater's own scores.

    Args:
        first: an occupation.
        second: another one.

    Returns:
        Rater to the name of one of the two, or "divided" when that rater's measures disagree or
        tie.

    Raises:
        ValueError: the two are the same.

    Example:
        >>> from careerkb.faq.automation import rater_opinions
        >>> rater_opinions()["people"]
        'divided'
    """
    sizes: dict[Rater, list[float]] = {}
    for gap in exposure_gaps(first=first, second=second):
        sizes.setdefault(gap.rater, []).append(gap.size)
    return {
        rater: first if min(own) > 0 else second if max(own) < 0 else "divided"
        for rater, own in sizes.items()
    }


@checked
def more_exposed(
    *,
    first: Occupation = "software developers",
    second: Occupation = "research scientists",
    close_gap: PositiveFraction = 0.05,
) -> str:
    """
    Name the more exposed of two occupations, if the raters let you.

    Args:
        first: an occupation.
        second: another one.
        close_gap: a gap in beta (share of tasks) or in the standard score (standard deviations)
            below this settles nothing.

    Returns:
        One of the two names when every rater agrees and no gap is close, or "too close to call".

    Raises:
        ValueError: the two are the same, or *close_gap* is out of range.

    Source:
        `rater_opinions`. The threshold is an assumption: about one of the 19 tasks by which
        software developers were rated.

    Example:
        >>> from careerkb.faq.automation import more_exposed
        >>> more_exposed()
        'too close to call'
    """
    gaps = exposure_gaps(first=first, second=second)
    if any(abs(gap.size) < close_gap for gap in gaps if gap.measure in MAIN):
        return "too close to call"
    opinions = set(rater_opinions(first=first, second=second).values())
    return opinions.pop() if opinions in ({first}, {second}) else "too close to call"


@checked
def automation_answer(
    *,
    first: Occupation = "software developers",
    second: Occupation = "research scientists",
    close_gap: PositiveFraction = 0.05,
) -> Answer:
    """
    Answer the reader's question: which of two occupations is more exposed, and is that sure?

    Args:
        first: an occupation.
        second: another one.
        close_gap: the gap below which nothing is settled, as in `more_exposed`.

    Returns:
        The verdict or "too close to call" as a sentence, every score of both as a table, and a
        chart of percentiles: the dot is the median rater, the range runs from the lowest to the
        highest.

    Raises:
        ValueError: the two are the same, or an argument is out of range.

    Source:
        `more_exposed`; the second rubric has no percentile.
    """
    gaps = exposure_gaps(first=first, second=second)
    opinions = rater_opinions(first=first, second=second)
    verdict = more_exposed(first=first, second=second, close_gap=close_gap)
    percentiles = [_percentiles(name, tuple(opinions)) for name in (first, second)]
    low, middle, high = zip(*percentiles, strict=True)
    agreed = f"More exposed: {verdict}, by all {len(opinions)} raters"
    headline = (
        f"{agreed if verdict in (first, second) else 'Too close to call'};"
        f" {sum(gap.size > 0 for gap in gaps)} of {len(gaps)} scores put {first} higher,"
        f" {sum(gap.size < 0 for gap in gaps)} {second}."
        f" Percentiles by rater: {low[0]:.0f} to {high[0]:.0f} and {low[1]:.0f} to {high[1]:.0f}."
    )
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="rater: measure"),
                Column(name=first, decimals=2),
                Column(name=second, decimals=2),
                Column(name="gap", decimals=2),
            ),
            rows=tuple(
                (f"{gap.rater}: {gap.part or gap.measure}", gap.first, gap.second, gap.size)
                for gap in gaps
            ),
        ),
        chart=Chart(
            kind="dot",
            title=f"Exposure of {first} and {second}, from the lowest rater to the highest",
            summary=headline,
            x_label="occupation",
            y_label="percentile among all occupations",
            series=(Series(name="median rater", x=(first, second), y=middle, low=low, high=high),),
        ),
    )


def _percentiles(occupation: str, raters: tuple[Rater, ...]) -> tuple[float, float, float]:
    """Give the lowest, the median rater's and the highest percentile."""
    by_rater = [
        [float(row["percentile"]) for row in rows]
        for rater in raters
        for measure in MAIN
        if (rows := [row for row in _rows(occupation, rater, measure) if "percentile" in row])
    ]
    every = [percentile for parts in by_rater for percentile in parts]
    return min(every), statistics.median(map(statistics.fmean, by_rater)), max(every)
