"""Forecasts: scores by hand, the parts by Murphy's formula, and what a record does to a chance."""

import math
import random

import pytest
import scipy.stats

from careerkb.interviews.forecasts import (
    EXAMPLE,
    Forecast,
    corrected_probability,
    forecasts_answer,
    score,
)


def told(*pairs: tuple[float, str]) -> list[Forecast]:
    """Build forecasts from chance and outcome."""
    return [Forecast(what="x", probability=chance, outcome=came) for chance, came in pairs]


def test_the_score_by_hand() -> None:
    """0.8 that came and 0.6 that did not: (0.04 + 0.36) / 2."""
    found = score(forecasts=told((0.8, "yes"), (0.6, "no"), (0.5, "open")))
    assert found.brier == pytest.approx(0.2)
    assert found.count == 2
    assert found.uncertainty == pytest.approx(0.25)


@pytest.mark.parametrize("seed", range(10))
def test_the_parts_by_murphys_formula(seed: int) -> None:
    """With one chance a band: mean squared gap of chance and rate, and of rate and base."""
    source = random.Random(seed)
    chances = (0.1, 0.3, 0.5, 0.7, 0.9)
    pairs = [(c, "yes" if source.random() < c else "no") for c in chances for _ in range(6)]
    found = score(forecasts=told(*pairs))
    base = sum(came == "yes" for _, came in pairs) / 30
    rates = [sum(came == "yes" for c, came in pairs if c == chance) / 6 for chance in chances]
    reliability = sum((c - r) ** 2 for c, r in zip(chances, rates, strict=True)) / 5
    resolution = sum((r - base) ** 2 for r in rates) / 5
    assert found.reliability == pytest.approx(reliability)
    assert found.resolution == pytest.approx(resolution)
    assert found.brier == pytest.approx(reliability - resolution + base * (1 - base))


@pytest.mark.parametrize("count", [2, 5, 31, 60])
def test_the_interval_is_students(count: int) -> None:
    """As scipy computes it for the mean of the squares; beyond 31 within a fiftieth of its width."""
    source = random.Random(count)
    pairs = [(source.random(), source.choice(["yes", "no"])) for _ in range(count)]
    squares = [(c - (came == "yes")) ** 2 for c, came in pairs]
    found = score(forecasts=told(*pairs))
    low, high = scipy.stats.t.interval(
        0.95, count - 1, loc=sum(squares) / count, scale=scipy.stats.sem(squares)
    )
    width = (high - low) / 2
    assert found.high == pytest.approx(min(1, high), abs=0.03 * width + 1e-4)
    assert found.low == pytest.approx(max(0, low), abs=0.03 * width + 1e-4)


def test_too_few_to_say() -> None:
    """Nine decided forecasts have no score and correct nothing; the tenth changes that."""
    nine = told(*[(0.7, "no")] * 9)
    assert forecasts_answer(forecasts=nine).headline.startswith("Too few to say: 9")
    assert corrected_probability(probability=0.7, forecasts=nine) == 0.7
    ten = told(*[(0.7, "no")] * 10)
    assert corrected_probability(probability=0.7, forecasts=ten) == pytest.approx(7 / 20)
    assert "count on 35 %" in forecasts_answer(forecasts=ten).headline


def test_rows_of_the_sample_do_not_count_beside_your_own() -> None:
    """Two own rows over a sample of thirteen: two are scored, and the others said to be left out."""
    mixed = [*told((0.7, "no"), (0.4, "yes")), *EXAMPLE[2:]]
    found = forecasts_answer(forecasts=mixed).headline
    assert found.startswith("Too few to say: 2 of your forecasts are decided")
    assert found.endswith("11 of the sample's rows are left out.")
    assert "left out" not in forecasts_answer(forecasts=told(*[(0.7, "no")] * 10)).headline
    assert "left out" not in forecasts_answer().headline


def test_only_chances_like_it_count() -> None:
    """Forecasts at 20 % say nothing of one at 70 %."""
    far = told(*[(0.2, "yes")] * 12)
    assert corrected_probability(probability=0.7, forecasts=far) == pytest.approx(0.7)


def test_always_a_half_is_a_quarter() -> None:
    """The score of knowing nothing, for which the interval has no width."""
    found = score(forecasts=told(*[(0.5, "yes"), (0.5, "no")] * 6))
    assert (found.brier, found.low, found.high) == pytest.approx((0.25, 0.25, 0.25))
    assert found.resolution == pytest.approx(0)


def test_a_good_record_is_called_one() -> None:
    """Forty sharp and true forecasts beat the base rate beyond the interval, forty false ones lose."""
    good = told(*[(0.95, "yes"), (0.05, "no")] * 20)
    bad = told(*[(0.95, "no"), (0.05, "yes")] * 20)
    assert "better than always" in forecasts_answer(forecasts=good).headline
    assert "worse than always" in forecasts_answer(forecasts=bad).headline
    assert math.isclose(score(forecasts=bad).brier, 0.95**2)


def test_nothing_to_score_is_refused() -> None:
    """A single forecast has no spread."""
    with pytest.raises(
        ValueError, match="forecasts must be at least 2 that have been decided, got 1"
    ):
        score(forecasts=told((0.5, "yes")))
