"""Tiers of models: what sending easy queries to a small model saves, and what it costs.

A router chooses before any answer is written; a cascade asks the small model first and passes on
what a check does not accept. Costs are fractions of the bill for sending everything to the large
model; quality is the share of right answers.
"""

from __future__ import annotations

import math
from typing import Any

from careerkb import data
from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Count, Fraction, PositiveCount, Seconds, checked, refusal
from careerkb.mistakes.cascade import CallCost, CostRatio, cascade_cost_fraction, cascade_seconds

__all__ = ["router_cost_fraction", "published_results", "routing_answer"]


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
