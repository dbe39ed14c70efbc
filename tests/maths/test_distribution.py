"""The grid of money against numpy's convolution and quantiles, and against dice."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerkb.maths.distribution import SCALE, Distribution, between, difference

DIE = Distribution(low=1, step=1, weights=(1 / 6,) * 6)
WEIGHTS = st.lists(st.floats(0, 1), min_size=1, max_size=40).filter(lambda w: sum(w) > 0.1)


def made(weights: list[float], low: float = 0.0) -> Distribution:
    """Scale weights to a distribution."""
    return Distribution(low=low, step=0.5, weights=tuple(w / sum(weights) for w in weights))


def test_two_dice() -> None:
    """The difference of two dice by counting the 36 cases."""
    apart = difference(DIE, DIE)
    assert apart.low == -5
    assert apart.weights == pytest.approx([n / 36 for n in (1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1)])
    assert apart.mean == pytest.approx(0)
    assert apart.above(0.5) == pytest.approx(15 / 36)


@given(WEIGHTS, WEIGHTS)
def test_a_difference_is_numpys_convolution(first: list[float], second: list[float]) -> None:
    """Sums in whole numbers agree with sums in floating point."""
    one, two = made(first, 3.0), made(second, -1.0)
    expected = numpy.convolve(one.weights, two.weights[::-1])
    found = difference(one, two)
    assert found.weights == pytest.approx(expected, abs=1e-7)
    assert found.mean == pytest.approx(one.mean - two.mean, abs=1e-5)


@given(WEIGHTS, st.floats(0.01, 0.99))
def test_quantiles_are_numpys_interpolated_inverse(weights: list[float], share: float) -> None:
    """The share below the quantile is the share asked for, read with numpy's interpolation."""
    one = made(weights)
    (found,) = one.quantiles([share])
    edges = one.low + one.step * (numpy.arange(len(weights) + 1) - 0.5)
    reached = numpy.concatenate([[0], numpy.cumsum(one.weights)])
    assert float(numpy.interp(found, edges, reached)) == pytest.approx(share, abs=1e-6)
    assert one.above(found) == pytest.approx(1 - share, abs=1e-6)


@given(st.lists(st.tuples(st.floats(0, 9), st.floats(0.01, 1)), min_size=1, max_size=9))
def test_the_grid_keeps_the_mean(values: list[tuple[float, float]]) -> None:
    """Each value stands between its two neighbours in proportion."""
    cells = between(values, 0.0, 0.25, 40)
    expected = sum(v * c for v, c in values)
    assert sum(i * 0.25 * w for i, w in enumerate(cells)) / SCALE == pytest.approx(
        expected, abs=1e-5
    )


def test_values_outside_go_to_the_ends() -> None:
    """Nothing is lost."""
    assert between([(-5, 0.5), (99, 0.5)], 0.0, 1.0, 4) == [SCALE // 2, 0, 0, SCALE // 2]


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"step": 0.0}, "step must be above 0"),
        ({"weights": (0.5, 0.4)}, "weights must be chances that sum to 1"),
        ({"weights": (1.5, -0.5)}, "weights must be"),
        ({"weights": (float("nan"), 1.0)}, "weights must be chances that sum to 1, got nan"),
        ({"weights": ()}, "weights must be"),
        ({"low": float("nan")}, "low must be a finite number"),
        ({"step": float("inf")}, "step must be above 0 and finite"),
        ({"step": float("nan")}, "step must be above 0 and finite"),
    ],
)
def test_what_is_no_distribution_is_refused(terms: dict[str, object], message: str) -> None:
    """One message."""
    with pytest.raises(ValueError, match=message):
        Distribution(**({"low": 0, "step": 1, "weights": (0.5, 0.5)} | terms))


def test_grids_of_two_steps_do_not_mix() -> None:
    """A difference needs one step."""
    with pytest.raises(ValueError, match="step must be"):
        difference(DIE, Distribution(low=0, step=2, weights=(1.0,)))


@pytest.mark.parametrize("share", [1.5, -0.1, float("nan")])
def test_a_share_outside_is_refused(share: float) -> None:
    """There is no value below which one and a half of all outcomes lie."""
    with pytest.raises(ValueError, match="shares must be from 0 to 1, got"):
        DIE.quantiles([share])
    assert DIE.quantiles([0, 1]) == (0.5, 6.5)
