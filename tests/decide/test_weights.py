"""Weights: published rank-order values, and points that become weights."""

import math

import numpy
import pytest

from careerkb.decide.weights import Criterion, option_values, rank_order_weights


def made(columns: list[list[float]], swings: list[float]) -> tuple[Criterion, ...]:
    """Build criteria on a scale from 0 to 1 from one list of levels a criterion."""
    return tuple(
        Criterion(name=f"c{i}", worst=0, best=1, swing=swing, levels=levels)
        for i, (levels, swing) in enumerate(zip(columns, swings, strict=True))
    )


@pytest.mark.parametrize(
    ("count", "weights"),
    [
        (1, [1]),
        (3, [0.611, 0.278, 0.111]),
        (5, [0.457, 0.257, 0.157, 0.090, 0.040]),
        (8, [0.340, 0.215, 0.152, 0.111, 0.079, 0.054, 0.033, 0.016]),
    ],
)
def test_rank_order_weights_as_published(count: int, weights: list[float]) -> None:
    """Edwards and Barron's table, to three digits; they sum to one and fall."""
    found = rank_order_weights(count=count)
    assert found == pytest.approx(weights, abs=6e-4)
    assert math.fsum(found) == pytest.approx(1)
    assert list(found) == sorted(found, reverse=True)


def test_rank_order_weights_are_the_middle_of_the_simplex() -> None:
    """The mean of 200,000 even draws, sorted: a second method."""
    weights = numpy.random.default_rng(1).dirichlet(numpy.ones(4), 200_000)
    middle = -numpy.sort(-weights, axis=1).mean(axis=0)
    assert list(rank_order_weights(count=4)) == pytest.approx(list(-numpy.sort(-middle)), abs=2e-3)


def test_points_become_weights() -> None:
    """100, 50 and 50 points are a half and two quarters."""
    criteria = made([[1.0, 0.0], [0.0, 1.0], [0.0, 0.5]], [100, 50, 50])
    assert option_values(criteria=criteria) == pytest.approx((0.5, 0.375))
    ranked = option_values(criteria=criteria, method="your ranking only")
    assert ranked == pytest.approx((0.6111, 0.1944 * 1.5), abs=1e-3)


def test_a_scale_may_fall() -> None:
    """Fewer hours are better when best is the smaller number."""
    hours = Criterion(name="hours", worst=60, best=40, swing=10, levels=(50, 40, 60))
    assert hours.values() == pytest.approx((0.5, 1, 0))
