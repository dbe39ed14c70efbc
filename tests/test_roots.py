"""Zeros against scipy and closed forms."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize

from careerkb.roots import crossing


@given(st.floats(-50, 50), st.floats(0.01, 10), st.floats(0.01, 10))
def test_a_bent_line_against_brentq(bend: float, before: float, after: float) -> None:
    """Two slopes that meet anywhere, as brackets of tax make them."""

    def line(x: float) -> float:
        return 3 + (before if x < bend else after) * (x - bend)

    ends, values = (-400.0, 400.0), (line(-400.0), line(400.0))
    found = crossing(line, ends, values)
    assert found == pytest.approx(optimize.brentq(line, *ends, xtol=1e-12), abs=1e-8)


def test_few_steps_on_a_straight_line() -> None:
    """Two evaluations: the place, and once more to see that it stays."""
    asked: list[float] = []

    def line(x: float) -> float:
        asked.append(x)
        return 2 * x - 1 / 3

    assert crossing(line, (0.0, 1.0), (-1 / 3, 5 / 3)) == pytest.approx(1 / 6, abs=1e-15)
    assert len(asked) <= 2


def test_a_long_flat_start() -> None:
    """Nothing until a threshold, then steep, over nine powers of ten."""

    def paid(log: float) -> float:
        return max(0.0, math.exp(log) - 60e6) - 1e6

    ends = (math.log(1e3), math.log(1e12))
    found = crossing(paid, ends, (paid(ends[0]), paid(ends[1])))
    assert math.exp(found) == pytest.approx(61e6, rel=1e-9)


@pytest.mark.parametrize("steep", [10.0, 40.0, 300.0])
def test_flat_and_then_steep_is_not_taken_for_found(steep: float) -> None:
    """Where false position creeps along the flat part, the zero is still found."""

    def bent(x: float) -> float:
        return max(-1.0, math.exp(min(700.0, steep * x)) - 2 - math.exp(steep / 2))

    found = crossing(bent, (0.0, 1.0), (bent(0.0), bent(1.0)))
    zero = math.log(2 + math.exp(steep / 2)) / steep
    assert found == pytest.approx(zero, abs=1e-11)


@given(st.floats(-1, 1), st.sampled_from([1, 3, 9]), st.booleans())
def test_powers_and_directions(zero: float, power: int, falling: bool) -> None:
    """Flat at the zero itself, rising and falling."""
    sign = -1 if falling else 1

    def function(x: float) -> float:
        return float(sign * math.copysign(abs(x - zero) ** power, x - zero))

    ends = (-1.5, 2.0)
    found = crossing(function, ends, (function(ends[0]), function(ends[1])))
    assert found == pytest.approx(zero, abs=1e-9) or abs(function(found)) < 1e-100
