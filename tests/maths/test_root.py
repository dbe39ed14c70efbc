"""Zeros against scipy and closed forms."""

import math

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from careerkb.maths.root import find_root


@given(st.floats(-50, 50), st.floats(0.01, 10), st.floats(0.01, 10))
def test_a_bent_line_against_brentq(bend: float, before: float, after: float) -> None:
    """Two slopes that meet anywhere, as brackets of tax make them."""

    def line(x: float) -> float:
        return 3 + (before if x < bend else after) * (x - bend)

    ends, values = (-400.0, 400.0), (line(-400.0), line(400.0))
    found = find_root(line, ends, values)
    assert found == pytest.approx(optimize.brentq(line, *ends, xtol=1e-12), abs=1e-8)


def test_few_steps_on_a_straight_line() -> None:
    """Two evaluations: the place, and once more to see that it stays."""
    asked: list[float] = []

    def line(x: float) -> float:
        asked.append(x)
        return 2 * x - 1 / 3

    assert find_root(line, (0.0, 1.0), (-1 / 3, 5 / 3)) == pytest.approx(1 / 6, abs=1e-15)
    assert len(asked) <= 2


def test_a_long_flat_start() -> None:
    """Nothing until a threshold, then steep, over nine powers of ten."""

    def paid(log: float) -> float:
        return max(0.0, math.exp(log) - 60e6) - 1e6

    ends = (math.log(1e3), math.log(1e12))
    found = find_root(paid, ends, (paid(ends[0]), paid(ends[1])))
    assert math.exp(found) == pytest.approx(61e6, rel=1e-9)


@pytest.mark.parametrize("steep", [10.0, 40.0, 300.0])
def test_flat_and_then_steep_is_not_taken_for_found(steep: float) -> None:
    """Where false position creeps along the flat part, the zero is still found."""

    def bent(x: float) -> float:
        return max(-1.0, math.exp(min(700.0, steep * x)) - 2 - math.exp(steep / 2))

    found = find_root(bent, (0.0, 1.0), (bent(0.0), bent(1.0)))
    zero = math.log(2 + math.exp(steep / 2)) / steep
    assert found == pytest.approx(zero, abs=1e-11)


@given(st.floats(-1, 1), st.sampled_from([1, 3, 9]), st.booleans())
def test_powers_and_directions(zero: float, power: int, falling: bool) -> None:
    """Flat at the zero itself, rising and falling."""
    sign = -1 if falling else 1

    def function(x: float) -> float:
        return float(sign * math.copysign(abs(x - zero) ** power, x - zero))

    ends = (-1.5, 2.0)
    found = find_root(function, ends, (function(ends[0]), function(ends[1])))
    assert found == pytest.approx(zero, abs=1e-9) or abs(function(found)) < 1e-100


def counted(function, ends: tuple[float, float], values: tuple[float, float]) -> tuple[float, int]:
    """Find a root and count how often the function was asked; a thousand is for ever."""
    asked: list[float] = []

    def asking(x: float) -> float:
        asked.append(x)
        assert len(asked) < 1_000, "no end"
        return function(x)

    return find_root(asking, ends, values), len(asked)


def test_a_jump_far_from_zero_is_found_and_ends() -> None:
    """Ten million less a part: the spacing of numbers there is wider than the tolerance."""
    jump = 1e7 - 0.3
    found, asked = counted(lambda x: -1.0 if x < jump else 2.0, (1e7 - 1, 1e7), (-1.0, 2.0))
    assert found == pytest.approx(jump, abs=4 * math.ulp(1e7))
    assert asked < 100


def test_ends_that_are_neighbours() -> None:
    """No number lies between them, so one of them is the answer."""
    left = 0.075
    right = math.nextafter(left, 1)
    found, _ = counted(lambda x: -1.0 if x <= left else 1.0, (left, right), (-1.0, 1.0))
    assert found in (left, right)


def test_narrow_numbers_end_too() -> None:
    """A reader's array gives numbers of 32 bits, whose steps are coarse."""
    found, asked = counted(
        lambda x: numpy.float32(x) - numpy.float32(245_000.1),
        (numpy.float32(1e3), numpy.float32(1e7)),
        (numpy.float32(-244_000.0), numpy.float32(9.7e6)),
    )
    assert found == pytest.approx(245_000.1, abs=0.02)
    assert type(found) is float
    assert asked < 200


@given(st.floats(-1e9, 1e9), st.floats(1e-9, 1e9), st.floats(1e-9, 1e9))
@settings(derandomize=True, deadline=None)
def test_any_jump_ends_within_two_spacings(jump: float, left: float, right: float) -> None:
    """Wherever it lies, however unequal its sides."""
    ends = (jump - left, jump + right)
    if not ends[0] < jump < ends[1]:
        return
    found, asked = counted(lambda x: -1e-300 if x < jump else 1e300, ends, (-1e-300, 1e300))
    slack = 2 * max(1e-12 * (ends[1] - ends[0]), 2 * math.ulp(max(map(abs, ends))))
    assert abs(found - jump) <= slack
    assert asked < 250


@pytest.mark.parametrize("values", [(1.0, 5.0), (-1.0, -2.0), (math.nan, 1.0), (-1.0, math.nan)])
def test_without_a_change_of_sign_there_is_no_root(values: tuple[float, float]) -> None:
    """x squared plus one has none between 0 and 2."""
    with pytest.raises(ValueError, match="values must be one below zero and one above"):
        find_root(lambda x: x * x + 1, (0.0, 2.0), values)


def test_an_end_can_be_the_root() -> None:
    """A zero at either end is returned as it is."""
    assert find_root(lambda x: x, (0.0, 2.0), (0.0, 2.0)) == 0
    assert find_root(lambda x: x - 2, (0.0, 2.0), (-2.0, 0.0)) == 2


def test_a_function_that_gives_no_number_is_refused() -> None:
    """An earlier step may have divided by zero."""
    with pytest.raises(ValueError, match="function must be a number everywhere"):
        find_root(lambda x: math.nan, (0.0, 2.0), (-1.0, 1.0))
