"""Tiers of models: what a router or a cascade saves, and what it costs in quality and latency.

Costs are per call in any one unit, quality is a score from 0 to 1, latency is seconds.
"""

from __future__ import annotations

from typing import Annotated

from annotated_types import Interval

from careerkb import data
from careerkb.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Fraction, Seconds, Unit, checked, record, refusal

__all__ = [
    "Tiers",
    "break_even_accept_fraction",
    "cascade_cost_fraction",
    "cascade_latency_seconds",
    "cascade_quality",
    "most_escalation_avoided",
    "published_results",
    "router_cost_fraction",
    "router_quality",
    "routing_answer",
]

Cost = Annotated[float, Interval(ge=1e-9, le=1e6), Unit("cost of a call")]
ScorerCost = Annotated[float, Interval(ge=0, le=1e6), Unit("cost of a call")]


@record
class Tiers:
    """
    A small and a large model.

    Args:
        small_cost: of one call to the small model.
        large_cost: of one call to the large model, not below the small one's.
        small_quality: mean score of the small model over all traffic.
        large_quality: mean score of the large model over all traffic.
        small_seconds: latency of the small model.
        large_seconds: latency of the large model.

    Raises:
        ValueError: a field is out of range, or the large model is the cheaper one.
    """

    small_cost: Cost = 1.0
    large_cost: Cost = 30.0
    small_quality: Fraction = 0.7
    large_quality: Fraction = 0.9
    small_seconds: Seconds = 0.5
    large_seconds: Seconds = 3.0

    def __post_init__(self) -> None:
        """Refuse tiers that are upside down."""
        if self.large_cost < self.small_cost:
            least = f"at least small_cost, {self.small_cost:g}"
            raise refusal("large_cost", self.large_cost, least, "were the two swapped?")


EXAMPLE = Tiers()
"""An illustration: the large model costs thirty times the small one."""


@checked
def router_cost_fraction(*, tiers: Tiers, large_share: Fraction) -> float:
    """
    Give the cost of a router as a share of sending every call to the large model.

    Args:
        tiers: the two models.
        large_share: share of calls that the router sends to the large model.

    Returns:
        A fraction of full cost, from the ratio of costs to 1; the router itself is not counted.

    Raises:
        ValueError: an argument is out of range.

    Source:
        ``((1 - f) c_small + f c_large) / c_large``.

    Example:
        >>> from careerkb.mistakes.routing import EXAMPLE, router_cost_fraction
        >>> round(router_cost_fraction(tiers=EXAMPLE, large_share=0.26), 3)
        0.285
    """
    mean = (1 - large_share) * tiers.small_cost + large_share * tiers.large_cost
    return mean / tiers.large_cost


@checked
def router_quality(
    *, tiers: Tiers, large_share: Fraction, small_quality_when_kept: Fraction
) -> float:
    """
    Give the mean quality of a router.

    Args:
        tiers: the two models.
        large_share: share of calls sent to the large model.
        small_quality_when_kept: score of the small model on the calls that it keeps; a router that
            knows easy from hard makes it higher than the model's mean.

    Returns:
        A score from 0 to 1.

    Raises:
        ValueError: an argument is out of range.

    Source:
        Weighted mean, with the large model's mean for what is sent on.
    """
    return (1 - large_share) * small_quality_when_kept + large_share * tiers.large_quality


@checked
def cascade_cost_fraction(
    *, tiers: Tiers, accept_fraction: Fraction, scorer_cost: ScorerCost = 0.0
) -> float:
    """
    Give the cost of a cascade, which asks the small model first, as a share of full cost.

    Args:
        tiers: the two models.
        accept_fraction: share of the small model's answers that the scorer lets pass.
        scorer_cost: of judging one answer.

    Returns:
        A share of full cost; above 1 when so little passes that the cascade costs more.

    Raises:
        ValueError: an argument is out of range.

    Source:
        ``(c_small + c_scorer + (1 - a) c_large) / c_large``.

    Example:
        >>> from careerkb.mistakes.routing import EXAMPLE, cascade_cost_fraction
        >>> round(cascade_cost_fraction(tiers=EXAMPLE, accept_fraction=0.8), 3)
        0.233
    """
    mean = tiers.small_cost + scorer_cost + (1 - accept_fraction) * tiers.large_cost
    return mean / tiers.large_cost


@checked
def break_even_accept_fraction(*, tiers: Tiers, scorer_cost: ScorerCost = 0.0) -> float:
    """
    Give the share that must pass for a cascade to cost no more than the large model alone.

    Args:
        tiers: the two models.
        scorer_cost: of judging one answer.

    Returns:
        A fraction.

    Raises:
        ValueError: small model and scorer together cost more than the large model.

    Source:
        ``(c_small + c_scorer) / c_large``.
    """
    first = tiers.small_cost + scorer_cost
    if first > tiers.large_cost:
        most = f"at most {tiers.large_cost - tiers.small_cost:g} with these tiers"
        raise refusal("scorer_cost", scorer_cost, most, "no cascade can pay")
    return first / tiers.large_cost


@checked
def cascade_quality(
    *, tiers: Tiers, accept_fraction: Fraction, small_quality_when_accepted: Fraction
) -> float:
    """
    Give the mean quality of a cascade.

    Args:
        tiers: the two models.
        accept_fraction: share of the small model's answers that pass.
        small_quality_when_accepted: score of the answers that pass.

    Returns:
        A score from 0 to 1.

    Raises:
        ValueError: an argument is out of range.

    Source:
        ``a q_small|accept + (1 - a) q_large``.
    """
    kept = accept_fraction * small_quality_when_accepted
    return kept + (1 - accept_fraction) * tiers.large_quality


@checked
def cascade_latency_seconds(
    *, tiers: Tiers, accept_fraction: Fraction, scorer_seconds: Seconds = 0.0
) -> tuple[float, float]:
    """
    Give the mean latency of a cascade, and that of a call that is passed on.

    Args:
        tiers: the two models.
        accept_fraction: share of the small model's answers that pass.
        scorer_seconds: time of judging one answer.

    Returns:
        Seconds in the mean, and seconds of an escalated call, which waits for both models.

    Raises:
        ValueError: an argument is out of range.

    Source:
        The small model and the scorer always run; the large model runs for the rest.
    """
    first = tiers.small_seconds + scorer_seconds
    mean = first + (1 - accept_fraction) * tiers.large_seconds
    return mean, first + tiers.large_seconds


@checked
def most_escalation_avoided(
    *, tiers: Tiers, quality_loss: Fraction, small_quality_when_kept: Fraction
) -> float:
    """
    Give the largest share of calls that the small model may keep at a given loss of quality.

    Args:
        tiers: the two models.
        quality_loss: how far the mean score may fall below the large model's.
        small_quality_when_kept: score of the small model on the calls that it keeps.

    Returns:
        A fraction from 0 to 1.

    Raises:
        ValueError: an argument is out of range.

    Source:
        The mean falls by the share kept times the gap on those calls.
    """
    gap = tiers.large_quality - small_quality_when_kept
    return 1.0 if gap <= quality_loss else quality_loss / gap


@checked
def published_results() -> Table:
    """
    List published savings, each with the benchmark that it belongs to.

    Returns:
        A table of name, benchmark, saving and quality.

    Source:
        `routing.toml`, from `routellm` and `frugalgpt`.
    """
    return Table(
        columns=tuple(Column(name=name) for name in ("system", "benchmark", "saving", "quality")),
        rows=tuple(
            (row["name"], row["benchmark"], f"up to {row['saving_fraction']:.0%}", row["quality"])
            for row in data.rows("routing")
        ),
    )


@checked
def routing_answer(*, tiers: Tiers = EXAMPLE) -> Answer:
    """
    Show what router and cascade cost, by the share of calls that the small model settles.

    Args:
        tiers: the two models.

    Returns:
        The saving at four calls in five and the break-even, as a sentence; a table and two lines.

    Raises:
        ValueError: the tiers are upside down.

    Source:
        `router_cost_fraction` and `cascade_cost_fraction`.
    """
    shares = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    router = [router_cost_fraction(tiers=tiers, large_share=1 - share) for share in shares]
    cascade = [cascade_cost_fraction(tiers=tiers, accept_fraction=share) for share in shares]
    headline = (
        f"If the small model settles four calls in five, a router costs {router[4]:.0%} and a"
        f" cascade {cascade[4]:.0%} of sending all to the large model; a cascade needs"
        f" {break_even_accept_fraction(tiers=tiers):.0%} to break even. Quality is not in it."
    )
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="settled by the small model"),
                Column(name="router", unit="percent of full cost", decimals=1),
                Column(name="cascade", unit="percent of full cost", decimals=1),
            ),
            rows=tuple(
                (f"{share:.0%}", 100 * one, 100 * two)
                for share, one, two in zip(shares, router, cascade, strict=True)
            ),
        ),
        chart=Chart(
            kind="line",
            title="Cost of two tiers of models",
            summary=headline,
            x_label="share settled by the small model",
            y_label="percent of full cost",
            series=(
                Series(name="router", x=shares, y=tuple(100 * value for value in router)),
                Series(name="cascade", x=shares, y=tuple(100 * value for value in cascade)),
            ),
        ),
    )
