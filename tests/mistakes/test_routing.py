"""Routers and cascades against the golden values and call-by-call simulations."""

import numpy
import pytest

from careerkb.mistakes.routing import (
    EXAMPLE,
    Tiers,
    break_even_accept_fraction,
    cascade_cost_fraction,
    cascade_latency_seconds,
    cascade_quality,
    most_escalation_avoided,
    published_results,
    router_cost_fraction,
    router_quality,
    routing_answer,
)


@pytest.mark.parametrize(("large_share", "golden"), [(0.14, 0.169), (0.26, 0.285), (0.5, 0.517)])
def test_router_matches_the_golden_values(large_share: float, golden: float) -> None:
    """The large model costs thirty times the small one."""
    assert round(router_cost_fraction(tiers=EXAMPLE, large_share=large_share), 3) == golden


def test_cascade_matches_the_golden_value() -> None:
    """Four in five pass: 23.3 % of full cost."""
    assert round(cascade_cost_fraction(tiers=EXAMPLE, accept_fraction=0.8), 3) == 0.233


def test_a_simulated_day_of_calls_agrees() -> None:
    """A million calls: small first, scored, a part passed on; cost, latency and quality."""
    generator = numpy.random.default_rng(8)
    tiers = Tiers(small_cost=2, large_cost=20, small_seconds=0.4, large_seconds=2.5)
    passed = generator.random(1_000_000) < 0.65
    cost = (2 + 0.5 + 20 * ~passed).mean() / 20
    wait = (0.4 + 0.1 + 2.5 * ~passed).mean()
    score = numpy.where(
        passed, generator.random(passed.size) < 0.85, generator.random(passed.size) < 0.9
    )
    assert cascade_cost_fraction(
        tiers=tiers, accept_fraction=0.65, scorer_cost=0.5
    ) == pytest.approx(cost, rel=0.01)
    mean, escalated = cascade_latency_seconds(tiers=tiers, accept_fraction=0.65, scorer_seconds=0.1)
    assert mean == pytest.approx(wait, rel=0.01)
    assert escalated == pytest.approx(3.0)
    quality = cascade_quality(tiers=tiers, accept_fraction=0.65, small_quality_when_accepted=0.85)
    assert quality == pytest.approx(score.mean(), abs=0.003)


def test_at_break_even_the_cascade_costs_as_much_as_the_large_model() -> None:
    """And a hair below it costs more."""
    point = break_even_accept_fraction(tiers=EXAMPLE, scorer_cost=2)
    assert cascade_cost_fraction(
        tiers=EXAMPLE, accept_fraction=point, scorer_cost=2
    ) == pytest.approx(1)
    assert cascade_cost_fraction(tiers=EXAMPLE, accept_fraction=point - 0.01, scorer_cost=2) > 1


def test_a_router_at_its_ends_is_one_model() -> None:
    """All calls to one model cost and score what it does."""
    assert router_cost_fraction(tiers=EXAMPLE, large_share=1) == 1
    assert router_cost_fraction(tiers=EXAMPLE, large_share=0) == pytest.approx(1 / 30)
    assert router_quality(tiers=EXAMPLE, large_share=1, small_quality_when_kept=0.1) == 0.9


def test_the_largest_share_kept_costs_exactly_the_allowed_quality() -> None:
    """Keeping that share lowers the mean by the loss that was allowed."""
    share = most_escalation_avoided(tiers=EXAMPLE, quality_loss=0.01, small_quality_when_kept=0.86)
    quality = router_quality(tiers=EXAMPLE, large_share=1 - share, small_quality_when_kept=0.86)
    assert share == pytest.approx(0.25)
    assert quality == pytest.approx(0.89)
    assert (
        most_escalation_avoided(tiers=EXAMPLE, quality_loss=0.05, small_quality_when_kept=0.9) == 1
    )


def test_published_results_name_their_benchmark() -> None:
    """No saving without the tasks that it was measured on."""
    assert all(row[1] for row in published_results().rows)
    assert published_results().rows[0] == (
        "RouteLLM", "MT-Bench", "up to 85%", "95 % of the large model",
    )  # fmt: skip


def test_the_answer_prints_the_break_even() -> None:
    """Small over large is one in thirty."""
    assert "a cascade needs 3% to break even" in routing_answer().headline


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Tiers(small_cost=30, large_cost=1), "large_cost must be at least small_cost"),
        (lambda: Tiers(small_quality=70), "write 70 % as 0.7"),
        (lambda: router_cost_fraction(tiers=EXAMPLE, large_share=-0.1), "large_share must be"),
        (lambda: cascade_cost_fraction(tiers="two", accept_fraction=0.5), "tiers must be a Tiers"),
        (lambda: break_even_accept_fraction(tiers=EXAMPLE, scorer_cost=100), "no cascade can pay"),
    ],
)
def test_bad_input_is_refused(call, message: str) -> None:
    """Each refusal names the parameter and the likely cause."""
    with pytest.raises(ValueError, match=message):
        call()
