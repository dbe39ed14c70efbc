"""Serving cost against the golden values, a second-by-second count and limits."""

import numpy
import pytest

from careerkb.work.serving import (
    blended_usd_per_million,
    break_even_tokens_per_month,
    cost_usd_per_million,
    effective_utilization,
    replicas_needed,
    saving_from_speed,
    serving_answer,
    split_cost_usd_per_million,
)


@pytest.mark.parametrize(
    ("utilization", "golden"), [(1.0, 0.99), (0.5, 1.98), (0.3, 3.31), (0.1, 9.92)]
)
def test_cost_matches_the_golden_values(utilization: float, golden: float) -> None:
    """2.50 dollars an hour and 700 tokens a second."""
    cost = cost_usd_per_million(
        gpu_usd_per_hour=2.5, tokens_per_second=700, utilization=utilization
    )
    assert round(cost, 2) == golden


def test_cost_matches_counting_a_day_of_seconds() -> None:
    """Rent of a day over the tokens of its busy seconds."""
    busy = numpy.random.default_rng(7).random(86_400) < 0.37
    tokens = 650 * busy.sum()
    cost = cost_usd_per_million(
        gpu_usd_per_hour=3.1, tokens_per_second=650, utilization=float(busy.mean()), overhead=0.2
    )
    assert cost == pytest.approx(24 * 3.1 * 1.2 / tokens * 1e6)


def test_input_and_output_are_priced_apart() -> None:
    """Ten times the rate, a tenth of the cost; a mix lies between, weighted by tokens."""
    read, write = split_cost_usd_per_million(
        gpu_usd_per_hour=2.5, input_tokens_per_second=7_000, output_tokens_per_second=700
    )
    assert write == pytest.approx(10 * read)
    mixed = blended_usd_per_million(input_usd=read, output_usd=write, output_share=0.25)
    seconds = 750_000 / 7_000 + 250_000 / 700  # a million tokens of the mix, one after the other
    assert mixed == pytest.approx(seconds / 3600 * 2.5)


def test_at_break_even_both_bills_are_equal() -> None:
    """Tokens times price is the fixed rent."""
    tokens = break_even_tokens_per_month(fixed_usd_per_month=1_800, price_usd=0.7)
    assert tokens / 1e6 * 0.7 == pytest.approx(1_800)


@pytest.mark.parametrize(
    ("demand", "replicas"), [(0, 1), (490, 1), (491, 2), (980, 2), (5_000, 11)]
)
def test_replicas_hold_the_target(demand: float, replicas: int) -> None:
    """Exactly at the target one more is not needed."""
    assert replicas_needed(demand=demand, tokens_per_second=700) == replicas


def test_effective_utilization_by_hand() -> None:
    """A day of two periods: 490 on one replica, 600 on two."""
    found = effective_utilization(demands=[490, 600], tokens_per_second=700)
    assert found == pytest.approx(1_090 / (3 * 700))


def test_effective_utilization_stays_below_the_target() -> None:
    """Rounding up to whole replicas costs something, and idle nights more."""
    day = 1_500 * (1 + numpy.sin(numpy.linspace(0, 2 * numpy.pi, 288)))
    found = effective_utilization(demands=[float(d) for d in day], tokens_per_second=700)
    assert 0.5 < found < 0.7


def test_a_third_more_speed_saves_a_quarter() -> None:
    """33 % more tokens a second is 24.8 % less a token; twice the speed is half."""
    assert saving_from_speed(speedup=0.33) == pytest.approx(0.2481, abs=1e-4)
    assert saving_from_speed(speedup=1) == 0.5
    slower = cost_usd_per_million(gpu_usd_per_hour=1, tokens_per_second=100)
    faster = cost_usd_per_million(gpu_usd_per_hour=1, tokens_per_second=133)
    assert 1 - faster / slower == pytest.approx(saving_from_speed(speedup=0.33))


def test_the_line_falls() -> None:
    """More utilization never costs more."""
    (series,) = serving_answer().chart.series
    assert list(series.y) == sorted(series.y, reverse=True)
    assert serving_answer().headline.startswith("A million tokens cost 0.99 dollars")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: cost_usd_per_million(gpu_usd_per_hour=2.5, tokens_per_second=0),
            "tokens_per_second",
        ),
        (
            lambda: cost_usd_per_million(
                gpu_usd_per_hour=2.5, tokens_per_second=700, utilization=50
            ),
            "utilization must be .* got 50",
        ),
        (
            lambda: cost_usd_per_million(gpu_usd_per_hour="2.50", tokens_per_second=1),
            "plain number",
        ),
        (lambda: effective_utilization(demands=[], tokens_per_second=700), "demands must be"),
        (lambda: saving_from_speed(speedup=-1), "speedup must be"),
        (lambda: replicas_needed(demand=1, tokens_per_second=1, minimum=0), "minimum must be"),
    ],
)
def test_bad_input_is_refused(call, message: str) -> None:
    """Each refusal names the parameter and what is allowed."""
    with pytest.raises(ValueError, match=message):
        call()
