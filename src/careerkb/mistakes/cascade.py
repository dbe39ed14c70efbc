"""A cascade: the small model first, a check, and the large one for what does not pass."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Interval

from careerkb.inputs import Fraction, Seconds, Unit, checked, refusal

__all__ = [
    "cascade_cost_fraction",
    "break_even_accept_fraction",
    "checked_answers",
    "cascade_quality",
    "accept_fraction_allowed",
    "cascade_seconds",
]

CostRatio = Annotated[float, Interval(ge=1, le=1e6), Unit("large price over small price")]
CallCost = Annotated[float, Interval(ge=0, le=1e6), Unit("cost of a large call")]
"""May be above 1: a router or a check can cost more than the call that it saves."""


@checked
def cascade_cost_fraction(
    *, accept_fraction: Fraction, cost_ratio: CostRatio, check_fraction: CallCost = 0.0
) -> float:
    """
    Give the bill of a cascade as a fraction of sending everything to the large model.

    Args:
        accept_fraction: share of the small model's answers that are kept.
        cost_ratio: price of a large call over that of a small one.
        check_fraction: cost of checking one answer, in large calls: 0.1 is a tenth of one.

    Returns:
        A fraction, from ``1 / cost_ratio``; above 1 the cascade costs more than it saves.

    Source:
        ``1 / ratio + check + (1 - α)``: every query pays the small model; see `frugalgpt`.

    Example:
        >>> from careerkb.mistakes.cascade import cascade_cost_fraction
        >>> round(cascade_cost_fraction(accept_fraction=0.8, cost_ratio=30), 3)
        0.233
    """
    return 1 / cost_ratio + check_fraction + (1 - accept_fraction)


@checked
def break_even_accept_fraction(*, cost_ratio: CostRatio, check_fraction: CallCost = 0.0) -> float:
    """
    Give the share of accepted answers at which a cascade costs as much as the large model alone.

    Args:
        cost_ratio: price of a large call over that of a small one.
        check_fraction: cost of checking one answer, in large calls: 0.1 is a tenth of one.

    Returns:
        A fraction up to 1; the cascade pays above it.

    Raises:
        ValueError: an argument is out of range, or no share pays.

    Source:
        ``1 / ratio + check``, from `cascade_cost_fraction` at 1.

    Example:
        >>> from careerkb.mistakes.cascade import break_even_accept_fraction
        >>> [round(break_even_accept_fraction(cost_ratio=r), 3) for r in (30, 5, 2)]
        [0.033, 0.2, 0.5]
    """
    if 1 / cost_ratio + check_fraction > 1:
        allowed = f"at most {1 - 1 / cost_ratio:.3g} at this ratio"
        cause = "small call and check cost more than the large call, so no cascade pays"
        raise refusal("check_fraction", check_fraction, allowed, cause)
    return 1 / cost_ratio + check_fraction


@checked
def checked_answers(
    *, small_quality: Fraction, right_accepted: Fraction, wrong_accepted: Fraction
) -> tuple[float, float]:
    """
    Give what a check lets through: how much, and how good it is.

    Args:
        small_quality: share of all queries that the small model answers rightly.
        right_accepted: share of its right answers that the check accepts.
        wrong_accepted: share of its wrong answers that the check accepts.

    Returns:
        The share of answers accepted, and the share of right ones among them.

    Raises:
        ValueError: an argument is out of range, or nothing would be accepted.

    Source:
        Bayes' rule: ``α = q t + (1 - q) w``, quality ``q t / α``.

    Example:
        >>> from careerkb.mistakes.cascade import checked_answers
        >>> checked_answers(small_quality=0.5, right_accepted=0.75, wrong_accepted=0.25)
        (0.5, 0.75)
    """
    right = small_quality * right_accepted
    accepted = right + (1 - small_quality) * wrong_accepted
    if accepted < 1e-12:
        raise refusal("right_accepted", right_accepted, "above 0", "the check accepts nothing")
    return min(accepted, 1.0), right / accepted


@checked
def cascade_quality(
    *, accept_fraction: Fraction, accepted_quality: Fraction, escalated_quality: Fraction
) -> float:
    """
    Give the share of right answers of a cascade.

    Args:
        accept_fraction: share of the small model's answers that are kept.
        accepted_quality: share of right ones among these.
        escalated_quality: share that the large model gets right of those passed on, which are
            harder than the rest.

    Returns:
        A fraction from 0 to 1.

    Source:
        The weighted mean ``α q_accepted + (1 - α) q_escalated``.

    Example:
        >>> from careerkb.mistakes.cascade import cascade_quality
        >>> cascade_quality(accept_fraction=0.75, accepted_quality=0.5, escalated_quality=0.25)
        0.4375
    """
    return accept_fraction * accepted_quality + (1 - accept_fraction) * escalated_quality


@checked
def accept_fraction_allowed(
    *, loss_allowed: Fraction, accepted_quality: Fraction, large_quality: Fraction
) -> float:
    """
    Give the largest share of answers that the small model may keep within a loss of quality.

    Args:
        loss_allowed: quality that may be lost on all queries, as a fraction: 0.01 is one point.
        accepted_quality: share of right ones among the accepted answers.
        large_quality: share that the large model would get right of the same queries.

    Returns:
        A fraction from 0 to 1; 1 where the small model is as good on them.

    Source:
        The loss is ``α (q_large - q_accepted)`` over the accepted queries.

    Example:
        >>> from careerkb.mistakes.cascade import accept_fraction_allowed
        >>> accept_fraction_allowed(loss_allowed=0.125, accepted_quality=0.5, large_quality=0.75)
        0.5
    """
    lost = large_quality - accepted_quality
    return 1.0 if lost <= loss_allowed else loss_allowed / lost


@checked
def cascade_seconds(
    *,
    accept_fraction: Fraction,
    small_seconds: Seconds,
    large_seconds: Seconds,
    check_seconds: Seconds = 0.0,
) -> tuple[float, float, float]:
    """
    Give the time to an answer from a cascade: mean, if accepted, if passed on.

    Args:
        accept_fraction: share of the small model's answers that are kept.
        small_seconds: time of the small model.
        large_seconds: time of the large model.
        check_seconds: time of the check.

    Returns:
        Three times in seconds. Percentiles up to *accept_fraction* are the second, all above it
        the third, where each model always takes the same time.

    Source:
        ``small + check``, and ``+ large`` for the share ``1 - α``; means of varying times add too.

    Example:
        >>> from careerkb.mistakes.cascade import cascade_seconds
        >>> cascade_seconds(accept_fraction=0.75, small_seconds=1, large_seconds=4)
        (2.0, 1.0, 5.0)
    """
    short = float(small_seconds + check_seconds)
    return short + (1 - accept_fraction) * large_seconds, short, short + large_seconds
