"""The mean over a factor against scipy's quadrature and multivariate normal, and a closed form."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from careerkb.maths.shared_factor import below, mean_over_factor

ALIKE = st.floats(0.01, 0.99)
CHANCE = st.floats(0.001, 0.999)


@pytest.mark.parametrize("score", [-30, -8, -0.1, 0, 2.5, 9])
def test_below_is_scipys_normal(score: float) -> None:
    """Relative to the value, in both tails."""
    assert below(score) == pytest.approx(stats.norm.cdf(score), rel=1e-13)


@given(CHANCE, ALIKE)
@settings(derandomize=True, deadline=None)
def test_the_mean_of_one_chance_is_that_chance(chance: float, correlation: float) -> None:
    """Whatever the factor does."""
    assert mean_over_factor(lambda c: c[0], (chance,), correlation, 1) == pytest.approx(
        chance, abs=1e-13
    )


@given(ALIKE)
@settings(derandomize=True, deadline=None)
def test_two_even_chances_have_sheppards_closed_form(correlation: float) -> None:
    """``1/4 + asin(ρ)/(2π)``."""
    found = mean_over_factor(math.prod, (0.5, 0.5), correlation, 2)
    assert found == pytest.approx(0.25 + math.asin(correlation) / (2 * math.pi), abs=1e-12)


@given(CHANCE, CHANCE, CHANCE, st.floats(0.05, 0.95))
@settings(derandomize=True, max_examples=20, deadline=None)
def test_three_chances_agree_with_the_multivariate_normal(
    one: float, two: float, three: float, correlation: float
) -> None:
    """All of three scores above their bars, by scipy's cubature."""
    scores = stats.norm.ppf([one, two, three])
    matrix = [[1.0 if i == j else correlation for j in range(3)] for i in range(3)]
    exact = stats.multivariate_normal(cov=matrix, abseps=1e-7, releps=1e-7).cdf(scores)
    found = mean_over_factor(math.prod, (one, two, three), correlation, 3)
    assert found == pytest.approx(exact, abs=1e-5)


@pytest.mark.parametrize("count", [5, 20, 300, 1_000])
@pytest.mark.parametrize("correlation", [0.1, 0.6, 0.99])
def test_many_tries_agree_with_adaptive_quadrature(count: int, correlation: float) -> None:
    """At least one of many, far above the degree that the step counts with."""

    def none(chances: Sequence[float]) -> float:
        return float((1 - chances[0]) ** count)

    own, shared = math.sqrt(1 - correlation), math.sqrt(correlation)
    height = stats.norm.ppf(0.05)
    turn = -height / shared  # where the integrand falls most steeply
    exact, _ = integrate.quad(
        lambda z: stats.norm.pdf(z) * none([stats.norm.cdf((height + shared * z) / own)]),
        -12,
        12,
        points=[turn - 2 * own, turn, turn + 2 * own],
        limit=500,
        epsabs=1e-13,
    )
    assert mean_over_factor(none, (0.05,), correlation, count) == pytest.approx(exact, abs=1e-11)
