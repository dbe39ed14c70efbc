"""How exposed an occupation's tasks are to language models, as five raters see it."""

from __future__ import annotations

import statistics
from typing import Any, Literal, get_args

from careerkb import data
from careerkb.inputs import Fraction, checked, refusal

__all__ = ["exposure", "implied_gamma", "ranking"]

Occupation = Literal[
    "software developers", "research scientists", "data scientists", "systems architects",
    "IT managers",
]  # fmt: skip
Rater = Literal["people", "GPT-4", "GPT-4, second rubric", "AIOE", "AIOE, language"]
Measure = Literal["alpha", "beta", "gamma", "standard"]
Part = Literal["", "applications", "systems"]


def _rows(occupation: str, rater: str, measure: str) -> list[dict[str, Any]]:
    wanted = {"occupation": occupation, "rater": rater, "measure": measure}
    return [r for r in data.rows("exposure") if all(r[key] == wanted[key] for key in wanted)]


def _measures(occupation: str, rater: str) -> list[Measure]:
    return [m for m in get_args(Measure) if _rows(occupation, rater, m)]


@checked
def exposure(*, occupation: Occupation, rater: Rater = "GPT-4", measure: Measure = "beta") -> float:
    """
    Look up how exposed a rater found an occupation.

    Args:
        occupation: one of the five that come nearest to the careers of this handbook.
        rater: who judged. The two AIOE raters link abilities instead of tasks.
        measure: alpha counts tasks that a language model alone could halve in time; gamma adds
            those that need software built around it; beta adds half of these. The AIOE raters
            have only "standard".

    Returns:
        A share of tasks from 0 to 1; for "standard" the standard deviations above the mean
        occupation. Where a rater splits the occupation, the mean of the parts.

    Raises:
        ValueError: the rater did not score this occupation by this measure.

    Source:
        `eloundou-data` and `felten-aioe`; "GPT-4, second rubric" is our count in the task file
        of the former. Read 2026-11-23.

    Example:
        >>> from careerkb.faq.exposure import exposure
        >>> round(exposure(occupation="software developers", rater="people"), 2)
        0.45
    """
    if found := _rows(occupation, rater, measure):
        return statistics.fmean(row["score"] for row in found)
    if own := _measures(occupation, rater):
        raise refusal("measure", measure, f"one of {', '.join(own)} for {rater}")
    raters = [r for r in get_args(Rater) if _measures(occupation, r)]
    raise refusal("rater", rater, f"one that scored {occupation}: {'; '.join(raters)}")


@checked
def implied_gamma(*, alpha: Fraction, beta: Fraction) -> float:
    """
    Give the upper measure that the lower and the middle one imply.

    Args:
        alpha: share of tasks directly exposed.
        beta: the same plus half of those that need software built first.

    Returns:
        Gamma, a share of tasks from 0 to 1.

    Raises:
        ValueError: an argument is out of range, or no shares of tasks make this beta.

    Source:
        ``α = E1``, ``β = E1 + ½·E2`` and ``γ = E1 + E2``, hence ``γ = 2β - α``.

    Example:
        >>> from careerkb.faq.exposure import implied_gamma
        >>> round(implied_gamma(alpha=0.79, beta=0.87), 2)
        0.95
    """
    if not alpha - 1e-9 <= beta <= (1 + alpha) / 2 + 1e-9:
        raise refusal("beta", beta, f"from {alpha:g} to {(1 + alpha) / 2:g} with this alpha")
    return min(1.0, max(alpha, 2 * beta - alpha))


@checked
def ranking(*, rater: Rater = "GPT-4", measure: Measure = "beta") -> tuple[str, ...]:
    """
    Order the occupations that a rater scored.

    Args:
        rater: who judged.
        measure: by which measure.

    Returns:
        Names of occupations, the most exposed first, ties by name.

    Raises:
        ValueError: the rater has no such measure.

    Example:
        >>> from careerkb.faq.exposure import ranking
        >>> ranking(rater="people")[0]
        'data scientists'
    """
    scores = {
        name: exposure(occupation=name, rater=rater, measure=measure)
        for name in get_args(Occupation)
        if _rows(name, rater, measure)
    }
    if not scores:
        own = _measures("research scientists", rater)  # whom every rater scored
        raise refusal("measure", measure, f"one of {', '.join(own)} for {rater}")
    return tuple(sorted(scores, key=lambda name: (-scores[name], name)))
