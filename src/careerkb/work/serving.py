"""What it costs to serve a language model: per million tokens, by utilization, input and output.

Prices are US dollars, rates tokens a second.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated

from annotated_types import Interval, Len

from careerkb.answers.answer import Answer, Chart, Column, Series, Table
from careerkb.inputs import Fraction, PositiveCount, Unit, checked

__all__ = [
    "blended_usd_per_million",
    "break_even_tokens_per_month",
    "cost_usd_per_million",
    "effective_utilization",
    "replicas_needed",
    "saving_from_speed",
    "serving_answer",
    "split_cost_usd_per_million",
]

HourlyUsd = Annotated[float, Interval(ge=0.01, le=10_000), Unit("USD an hour")]
MonthlyUsd = Annotated[float, Interval(ge=1, le=1e9), Unit("USD a month")]
Rate = Annotated[float, Interval(ge=0.1, le=1e7), Unit("tokens a second")]
Demand = Annotated[float, Interval(ge=0, le=1e9), Unit("tokens a second")]
Utilization = Annotated[float, Interval(ge=1e-4, le=1), Unit("fraction of the time")]
Price = Annotated[float, Interval(ge=1e-6, le=1e6), Unit("USD a million tokens")]
Speedup = Annotated[float, Interval(gt=-0.99, le=100), Unit("fraction")]
Demands = Annotated[Sequence[Demand], Len(1, 10_000)]


@checked
def cost_usd_per_million(
    *, gpu_usd_per_hour: HourlyUsd, tokens_per_second: Rate, utilization: Utilization = 1.0,
    overhead: Fraction = 0.0,
) -> float:  # fmt: skip
    """
    Give the cost of a million tokens from hardware that you rent by the hour.

    Args:
        gpu_usd_per_hour: rent of what serves one replica.
        tokens_per_second: what it produces when busy.
        utilization: share of the rented time in which it is busy.
        overhead: what networking, storage and idle spares add, as a share of the rent.

    Returns:
        Dollars a million tokens.

    Source:
        ``rent (1 + overhead) / (rate * 3600 * utilization) * 10**6``; see `selfhost-cost`.

    Example:
        >>> from careerkb.work.serving import cost_usd_per_million
        >>> round(cost_usd_per_million(gpu_usd_per_hour=2.50, tokens_per_second=700), 2)
        0.99
    """
    tokens_an_hour = tokens_per_second * 3600 * utilization
    return gpu_usd_per_hour * (1 + overhead) / tokens_an_hour * 1e6


@checked
def split_cost_usd_per_million(
    *, gpu_usd_per_hour: HourlyUsd, input_tokens_per_second: Rate,
    output_tokens_per_second: Rate, utilization: Utilization = 1.0,
) -> tuple[float, float]:  # fmt: skip
    """
    Give the cost of input and of output apart.

    Reading a prompt and writing an answer are different work: the prompt is read in parallel, the
    answer is written token by token.

    Args:
        gpu_usd_per_hour: rent of one replica.
        input_tokens_per_second: rate at which prompts are read.
        output_tokens_per_second: rate at which answers are written.
        utilization: share of the rented time in which it is busy.

    Returns:
        Dollars a million input tokens, and dollars a million output tokens.

    Source:
        `cost_usd_per_million` at each rate.
    """
    read, write = (
        cost_usd_per_million(
            gpu_usd_per_hour=gpu_usd_per_hour, tokens_per_second=rate, utilization=utilization
        )
        for rate in (input_tokens_per_second, output_tokens_per_second)
    )
    return read, write


@checked
def blended_usd_per_million(
    *, input_usd: Price, output_usd: Price, output_share: Fraction
) -> float:
    """
    Give the price of a million tokens of a mix.

    Args:
        input_usd: dollars a million input tokens.
        output_usd: dollars a million output tokens.
        output_share: share of output in all tokens.

    Returns:
        Dollars a million tokens of that mix.

    Source:
        Weighted mean.

    Example:
        >>> from careerkb.work.serving import blended_usd_per_million
        >>> blended_usd_per_million(input_usd=1, output_usd=5, output_share=0.25)
        2.0
    """
    return (1 - output_share) * input_usd + output_share * output_usd


@checked
def break_even_tokens_per_month(*, fixed_usd_per_month: MonthlyUsd, price_usd: Price) -> float:
    """
    Give the tokens a month from which a fixed monthly rent beats a price per token.

    Args:
        fixed_usd_per_month: rent and upkeep, whatever is served.
        price_usd: blended price of the interface you would pay instead, a million tokens.

    Returns:
        Tokens a month; check that the rented hardware can serve them.

    Source:
        ``fixed / price * 10**6``.

    Example:
        >>> from careerkb.work.serving import break_even_tokens_per_month
        >>> break_even_tokens_per_month(fixed_usd_per_month=1_800, price_usd=2) / 1e6
        900.0
    """
    return fixed_usd_per_month / price_usd * 1e6


@checked
def replicas_needed(
    *, demand: Demand, tokens_per_second: Rate, target: Utilization = 0.7,
    minimum: PositiveCount = 1,
) -> int:  # fmt: skip
    """
    Give the replicas that keep utilization at or below a target.

    Args:
        demand: tokens a second that arrive.
        tokens_per_second: what one replica produces when busy.
        target: utilization to stay at or below.
        minimum: replicas that always run.

    Returns:
        A count.

    Source:
        ``ceil(demand / (rate * target))``.

    Example:
        >>> from careerkb.work.serving import replicas_needed
        >>> replicas_needed(demand=5_000, tokens_per_second=700)
        11
    """
    exact = demand / (tokens_per_second * target)
    return max(minimum, math.ceil(exact - 1e-9))


@checked
def effective_utilization(
    *, demands: Demands, tokens_per_second: Rate, target: Utilization = 0.7,
    minimum: PositiveCount = 1,
) -> float:  # fmt: skip
    """
    Give the utilization over a day whose demand moves, with replicas following it.

    Args:
        demands: tokens a second in each period, at least one period.
        tokens_per_second: what one replica produces when busy.
        target: utilization that the scaling aims at.
        minimum: replicas that always run.

    Returns:
        A fraction, all that was served over all that was rented.

    Source:
        ``sum of demand / sum of capacity``.
    """
    replicas = [
        replicas_needed(
            demand=demand, tokens_per_second=tokens_per_second, target=target, minimum=minimum
        )
        for demand in demands
    ]
    return math.fsum(demands) / (sum(replicas) * tokens_per_second)


@checked
def saving_from_speed(*, speedup: Speedup) -> float:
    """
    Give the share of cost saved when the same hardware gets faster.

    Args:
        speedup: gain in tokens a second, 0.33 for a third more.

    Returns:
        A fraction of the cost per token, negative when it got slower.

    Source:
        Cost per token is the inverse of the rate: ``1 - 1 / (1 + speedup)``.

    Example:
        >>> from careerkb.work.serving import saving_from_speed
        >>> round(saving_from_speed(speedup=0.33), 3)
        0.248
    """
    return 1 - 1 / (1 + speedup)


@checked
def serving_answer(*, gpu_usd_per_hour: HourlyUsd = 2.5, tokens_per_second: Rate = 700) -> Answer:
    """
    Show what utilization does to the cost of a million tokens.

    Args:
        gpu_usd_per_hour: rent of one replica.
        tokens_per_second: what it produces when busy.

    Returns:
        The cost when busy always and one hour in ten, as a sentence, a table and a line.

    Source:
        `cost_usd_per_million`. The defaults are assumptions.
    """
    shares = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
    costs = tuple(
        cost_usd_per_million(
            gpu_usd_per_hour=gpu_usd_per_hour,
            tokens_per_second=tokens_per_second,
            utilization=share,
        )
        for share in shares
    )
    headline = (
        f"A million tokens cost {costs[-1]:.2f} dollars if the hardware is always busy and"
        f" {costs[0]:.2f} if it is busy a tenth of the time."
    )
    return Answer(
        headline=headline,
        table=Table(
            columns=(
                Column(name="utilization"),
                Column(name="cost", unit="USD a million tokens", decimals=2),
            ),
            rows=tuple((f"{share:.0%}", cost) for share, cost in zip(shares, costs, strict=True)),
        ),
        chart=Chart(
            kind="line",
            title="Cost of a million tokens by utilization",
            summary=headline,
            x_label="utilization, fraction of the time",
            y_label="USD a million tokens",
            series=(Series(name="cost", x=shares, y=costs),),
        ),
    )
