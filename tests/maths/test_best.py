"""The chance of the largest, against enumeration, a closed form and the comparison of two."""

import itertools
import math
import random
from collections import Counter

import pytest

from careerkb.maths.best import best_chances, best_of_certain
from careerkb.maths.distribution import Distribution, difference


def test_a_few_values_are_counted_as_enumeration_counts_them() -> None:
    """Every combination of outcomes in turn, a tie shared among those that tie."""
    pick = random.Random(3)
    for count in (2, 3, 4, 5):
        worths = []
        for _ in range(count):
            weights = [pick.random() for _ in range(4)]
            worths.append([(float(pick.randint(0, 6)), w / sum(weights)) for w in weights])
        wanted: Counter[int] = Counter()
        for outcome in itertools.product(*worths):
            most = max(value for value, _ in outcome)
            who = [i for i, (value, _) in enumerate(outcome) if value == most]
            for i in who:
                wanted[i] += math.prod(chance for _, chance in outcome) / len(who)
        assert best_of_certain(worths) == pytest.approx([wanted[i] for i in range(count)])


def test_on_a_grid_it_is_the_area_under_uniform_densities() -> None:
    """Of 0 to 1 and 0 to 2: the second wins surely above 1, and half of the rest."""
    one = Distribution(low=0.05, step=0.1, weights=(0.1,) * 10)
    two = Distribution(low=0.05, step=0.1, weights=(0.05,) * 20)
    assert best_chances([one, two]) == pytest.approx((0.25, 0.75))
    # of three the long one wins surely above 1, else in one of three
    assert best_chances([one, one, two]) == pytest.approx((1 / 6, 1 / 6, 2 / 3))


def test_two_are_as_their_difference_says_and_five_alike_are_even() -> None:
    """Within the width of a cell; whatever the grids' ends are."""
    pick = random.Random(5)
    weights = [pick.random() for _ in range(300)]
    one = Distribution(low=0, step=1, weights=tuple(w / sum(weights) for w in weights))
    other = Distribution(low=-40.3, step=1, weights=one.weights[::-1])
    first, second = best_chances([one, other])
    assert first == pytest.approx(difference(one, other).above(0), abs=2e-3)
    assert first + second == pytest.approx(1)
    assert best_chances([one] * 5) == pytest.approx([0.2] * 5)
