"""Two ways: published indices, limits without learning, and played-out careers as second method."""

import itertools
import math
import random
from dataclasses import replace

import pytest

from careerkb.decide.two_ways import (
    Way,
    gittins_index,
    turning_points,
    two_ways_answer,
    value_of_starting_usd,
)

KNOWN = 1_000.0
"""Years of evidence at which a year more teaches next to nothing."""


@pytest.mark.parametrize(
    ("good", "bad", "index"), [(1, 1, 0.7029), (2, 1, 0.8001), (1, 2, 0.5001), (2, 2, 0.6346)]
)
def test_published_indices(good: float, bad: float, index: float) -> None:
    """The table for Bernoulli arms at a discount of 0.9."""
    assert gittins_index(good=good, bad=bad, discount=0.9) == pytest.approx(index, abs=1e-4)


def test_an_index_without_a_future_is_the_chance() -> None:
    """Nothing later counts, or nothing is left to learn: the mean, and never below it."""
    assert gittins_index(good=3, bad=1, discount=0) == pytest.approx(0.75, abs=1e-6)
    assert gittins_index(good=600, bad=400, discount=0.9) == pytest.approx(0.6, abs=0.005)
    assert gittins_index(good=1, bad=3, discount=0.9) > 0.25


def test_two_identical_ways_are_one() -> None:
    """Starting in either is worth the same, and the answer says so."""
    way = Way(good_probability=0.5, evidence_years=3, entry_usd=50_000)
    one, other = value_of_starting_usd(first=way, second=way)
    assert one == pytest.approx(other)
    assert two_ways_answer(first=way, second=way).headline.startswith(
        "Either start is worth the same"
    )


def test_without_learning_the_larger_mean_wins() -> None:
    """Known chances: each start is worth its mean, and nobody moves."""
    good = Way(good_probability=0.6, evidence_years=KNOWN, entry_usd=1e6)
    poor = Way(good_probability=0.5, evidence_years=KNOWN, entry_usd=1e6)
    one, other = value_of_starting_usd(first=good, second=poor, years=6, discount=0.9)
    years = sum(0.9**year for year in range(6))
    assert one == pytest.approx(years * 320_000, rel=1e-4)
    assert other == pytest.approx(years * 300_000, rel=1e-4)
    assert {most for _, most in turning_points(first=good, second=poor, years=6)} == {-1}


def test_the_less_known_of_two_equals_comes_first() -> None:
    """With the same mean and no cost of moving, what is less known is worth more."""
    known = Way(good_probability=0.5, evidence_years=20)
    new = Way(good_probability=0.5, evidence_years=1)
    one, other = value_of_starting_usd(first=new, second=known)
    assert one > other


def test_a_dearer_way_back_lowers_the_worth() -> None:
    """The cost of entering the second counts for those who start in the first, not the reverse."""
    first, second = Way(good_probability=0.5, evidence_years=1), Way(good_probability=0.5)
    dear = replace(second, entry_usd=300_000)
    assert (
        value_of_starting_usd(first=first, second=dear)[0]
        < value_of_starting_usd(first=first, second=second)[0]
    )


def by_hand(first: Way, second: Way, discount: float) -> float:
    """Enumerate two years by hand: start in the first, then stay or move, whichever is better."""
    p = first.good_probability
    total = 0.0
    for chance, pay, good in ((p, first.good_usd, 1), (1 - p, first.bad_usd, 0)):
        learnt = (p * first.evidence_years + good) / (first.evidence_years + 1)
        stay = first.bad_usd + learnt * (first.good_usd - first.bad_usd)
        q = second.good_probability
        move = second.bad_usd + q * (second.good_usd - second.bad_usd) - second.entry_usd
        total += chance * (pay + discount * max(stay, move))
    return total


@pytest.mark.parametrize("seed", range(20))
def test_two_years_by_hand(seed: int) -> None:
    """Two years, enumerated."""
    source = random.Random(seed)
    ways = [
        Way(
            good_probability=source.random(), evidence_years=source.uniform(0.2, 5),
            good_usd=source.uniform(2e5, 6e5), bad_usd=source.uniform(0, 2e5),
            entry_usd=source.uniform(0, 1e5),
        )
        for _ in range(2)
    ]  # fmt: skip
    found = value_of_starting_usd(first=ways[0], second=ways[1], years=2, discount=0.9)
    assert found == pytest.approx((by_hand(*ways, 0.9), by_hand(ways[1], ways[0], 0.9)))


def test_careers_played_out() -> None:
    """80,000 careers of six years that follow the turning points, within four errors."""
    first = Way(good_probability=0.5, evidence_years=1, entry_usd=0)
    second = Way(good_probability=0.5, evidence_years=KNOWN, entry_usd=60_000)
    rule = dict(turning_points(first=first, second=second, years=6, discount=0.95))
    source, sums, squares, count = random.Random(3), 0.0, 0.0, 80_000
    for _ in range(count):
        rate, good, moved, total = source.betavariate(0.5, 0.5), 0, False, 0.0
        for year in range(1, 7):
            hit = source.random() < (0.5 if moved else rate)
            total += (400_000 if hit else 200_000) * 0.95 ** (year - 1)
            good += hit and not moved
            if not moved and year < 6 and good <= rule[year]:
                moved, total = True, total - 60_000 * 0.95**year
        sums, squares = sums + total, squares + total * total
    mean = sums / count
    error = math.sqrt((squares / count - mean**2) / count)
    worth = value_of_starting_usd(first=first, second=second, years=6, discount=0.95)[0]
    assert mean == pytest.approx(worth, abs=4 * error)


def test_turning_points_do_not_fall_back() -> None:
    """A year more with no better record never makes staying right again, until the end is near."""
    points = [most for _, most in turning_points(years=10)]
    assert all(b >= a for a, b in itertools.pairwise(points[:6]))


def test_the_answer_says_when_to_turn_back() -> None:
    """One bad year is enough for a guess that rests on hearsay."""
    assert two_ways_answer().headline.endswith("turn back after one bad year.")
    assert two_ways_answer(years=1).table.rows == (("1", "never"),)


def test_a_percentage_is_refused() -> None:
    """50 for 0.5 asks for the fraction."""
    with pytest.raises(ValueError, match=r"good_probability must be .* 0\.5"):
        Way(good_probability=50)
