"""Tiers of models: what sending easy queries to a small model saves, and what it costs.

A router chooses before any answer is written; a cascade asks the small model first and passes on
what a check does not accept. Costs are fractions of the bill for sending everything to the large
model; quality is the share of right answers.
"""

from __future__ import annotations

import math
from typing import Annotated, Any

from annotated_types import Interval

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Count, Fraction, PositiveCount, Seconds, Unit, checked, refusal

__all__ = [
    "router_cost_fraction",
    "cascade_cost_fraction",
    "break_even_accept_fraction",
    "checked_answers",
    "cascade_quality",
    "accept_fraction_allowed",
    "cascade_seconds",
    "published_results",
    "routing_answer",
]

CostRatio = Annotated[float, Interval(ge=1, le=1e6), Unit("large price over small price")]
CallCost = Annotated[float, Interval(ge=0, le=1e6), Unit("cost of a large call")]
"""May be above 1: a router or a check can cost more than the call that it saves."""

Z_95 = 1.959963984540054  # the 97.5 % point of the normal distribution


@checked
def router_cost_fraction(
    *, large_fraction: Fraction, cost_ratio: CostRatio, router_fraction: CallCost = 0.0
) -> float:
    """
    Give the bill of a router as a fraction of sending everything to the large model.

    Args:
        large_fraction: share of queries that go to the large model.
        cost_ratio: price of a large call over that of a small one.
        router_fraction: cost of routing one query, in large calls: 0.1 is a tenth of one.

    Returns:
        A fraction, from ``1 / cost_ratio``; above 1 the router costs more than it saves.

    Raises:
        ValueError: an argument is out of range.

    Source:
        ``f + (1 - f) / ratio + router``, the mean over queries; see `routellm`.

    Example:
        >>> from careerkb.mistakes.routing import router_cost_fraction
        >>> [
        ...     round(router_cost_fraction(large_fraction=f, cost_ratio=30), 3)
        ...     for f in (0.14, 0.26, 0.5)
        ... ]
        [0.169, 0.285, 0.517]
    """
    return large_fraction + (1 - large_fraction) / cost_ratio + router_fraction


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

    Raises:
        ValueError: an argument is out of range.

    Source:
        ``1 / ratio + check + (1 - α)``: every query pays the small model; see `frugalgpt`.

    Example:
        >>> from careerkb.mistakes.routing import cascade_cost_fraction
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
        >>> from careerkb.mistakes.routing import break_even_accept_fraction
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
        >>> from careerkb.mistakes.routing import checked_answers
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

    Raises:
        ValueError: an argument is out of range.

    Source:
        The weighted mean ``α q_accepted + (1 - α) q_escalated``.

    Example:
        >>> from careerkb.mistakes.routing import cascade_quality
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

    Raises:
        ValueError: an argument is out of range.

    Source:
        The loss is ``α (q_large - q_accepted)`` over the accepted queries.

    Example:
        >>> from careerkb.mistakes.routing import accept_fraction_allowed
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

    Raises:
        ValueError: an argument is out of range.

    Source:
        ``small + check``, and ``+ large`` for the share ``1 - α``; means of varying times add too.

    Example:
        >>> from careerkb.mistakes.routing import cascade_seconds
        >>> cascade_seconds(accept_fraction=0.75, small_seconds=1, large_seconds=4)
        (2.0, 1.0, 5.0)
    """
    short = float(small_seconds + check_seconds)
    return short + (1 - accept_fraction) * large_seconds, short, short + large_seconds


@checked
def published_results() -> Table:
    """
    List what routers and cascades saved on benchmarks.

    Returns:
        System and benchmark, labels it learned from, calls to the large model, score kept, saving.

    Source:
        The rows of ``routing.toml``; RouteLLM's savings by `router_cost_fraction`.
    """
    names = ("system and test", "labels", "calls to large", "score kept", "saved")
    return Table(
        columns=tuple(Column(name=name) for name in names),
        rows=tuple(
            (f"{row['system']}, {row['benchmark']}", row["training"], *_result(row))
            for row in data.rows("routing")
        ),
    )


def _result(row: dict[str, Any]) -> tuple[str, str, str]:
    if "saving" in row:
        return "not stated", row["quality"], row["saving"]
    cost = router_cost_fraction(
        large_fraction=row["large_fraction"], cost_ratio=row["large_usd"] / row["small_usd"]
    )
    return f"{row['large_fraction']:.1%}", f"{row['kept_fraction']:.0%}", f"{1 - cost:.0%}"


@checked
def routing_answer(
    *,
    cost_ratio: CostRatio = 30,
    accepted: Count = 160,
    sampled: PositiveCount = 200,
    check_fraction: CallCost = 0.0,
    accepted_quality: Fraction = 0.93,
    large_quality: Fraction = 0.96,
    small_seconds: Seconds = 1.0,
    large_seconds: Seconds = 4.0,
    check_seconds: Seconds = 0.2,
) -> Answer:
    """
    Answer the interviewer's question: what do tiers save, and what do they cost?

    Args:
        cost_ratio: price of a large call over that of a small one.
        accepted: answers of the small model that your check accepted in a sample.
        sampled: size of that sample.
        check_fraction: cost of one check, in large calls: 0.1 is a tenth of one.
        accepted_quality: share of right ones among the accepted answers.
        large_quality: share that the large model would get right of the same queries.
        small_seconds: time of the small model.
        large_seconds: time of the large model.
        check_seconds: time of the check.

    Returns:
        The bill with its interval, the quality lost and the wait; the large model alone, a router
        and a cascade of the same share as a table, and bill and waits as bars.

    Raises:
        ValueError: an argument is out of range, or more were accepted than sampled.

    Source:
        The functions above. The defaults are assumptions for you to replace.
    """
    if accepted > sampled:
        raise refusal("accepted", accepted, f"at most {sampled}, the number sampled")
    share = accepted / sampled
    low, high = share_interval(share, sampled)

    def cascade(kept: float) -> float:
        return cascade_cost_fraction(
            accept_fraction=kept, cost_ratio=cost_ratio, check_fraction=check_fraction
        )

    router = router_cost_fraction(
        large_fraction=1 - share, cost_ratio=cost_ratio, router_fraction=check_fraction
    )
    mean, _, slow = cascade_seconds(
        accept_fraction=share,
        small_seconds=small_seconds,
        large_seconds=large_seconds,
        check_seconds=check_seconds,
    )
    routed = check_seconds + share * small_seconds + (1 - share) * large_seconds
    lost = 100 * share * (large_quality - accepted_quality) + 0.0
    floor = 1 / cost_ratio + check_fraction
    pays = f"pays above {floor:.1%} accepted" if floor < 1 else "never pays at these prices"
    headline = (
        f"A cascade that accepts {share:.0%} costs {cascade(share):.1%} of sending everything to"
        f" the large model (95% interval {cascade(high):.0%} to {cascade(low):.0%}, n {sampled})"
        f" and {lost:.1f} points of quality; {1 - share:.0%} of queries wait {slow:g} s instead of"
        f" {large_seconds:g} s; it {pays}."
    )
    ways = (
        ("large model alone", 100.0, 0.0, large_seconds, large_seconds),
        ("router", 100 * router, lost, routed, check_seconds + large_seconds),
        ("cascade", 100 * cascade(share), lost, mean, slow),
    )
    percent = {"bill": tuple(way[1] for way in ways)}
    if large_seconds >= 0.001:  # else there is no time to compare with
        percent["mean wait"] = tuple(100 * way[3] / large_seconds for way in ways)
        percent["slow wait"] = tuple(100 * way[4] / large_seconds for way in ways)
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="way"),
                Column(name="bill", unit="percent", decimals=1),
                Column(name="quality lost", unit="points", decimals=1),
                *(Column(name=name, unit="s", decimals=1) for name in ("mean", "slow")),
            ),
            rows=ways,
        ),
        chart=Chart(
            kind="bar",
            title="What tiers save, and who waits",
            summary=headline,
            x_label="way",
            y_label="percent of the large model alone",
            series=tuple(
                Series(name=name, x=tuple(way[0] for way in ways), y=values)
                for name, values in percent.items()
            ),
        ),
    )


def share_interval(share: float, sampled: int) -> tuple[float, float]:
    """Give Wilson's 95 % score interval of a share."""
    spread = Z_95**2 / sampled
    middle = (share + spread / 2) / (1 + spread)
    reach = Z_95 * math.sqrt(share * (1 - share) / sampled + spread / (4 * sampled)) / (1 + spread)
    return max(0.0, middle - reach), min(1.0, middle + reach)
