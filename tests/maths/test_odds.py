"""How sums stand to each other: counted by hand, and where they lie far apart."""

import itertools

import pytest

from careerkb.maths.distribution import Distribution
from careerkb.maths.odds import odds_of, odds_of_certain

DIE = [(float(side), 1 / 6) for side in range(1, 7)]
LOADED = [(2.0, 0.5), (4.5, 0.25), (7.0, 0.25)]


def test_certain_sums_are_counted() -> None:
    """Three dice, one of them loaded, against all their outcomes."""
    sums = [DIE, LOADED, DIE]
    best, highest, pair = [0.0] * 3, 0.0, 0.0
    for outcome in itertools.product(*sums):
        values = [value for value, _ in outcome]
        chance = outcome[0][1] * outcome[1][1] * outcome[2][1]
        highest += chance * max(values)
        winners = [i for i, value in enumerate(values) if value == max(values)]
        for i in winners:
            best[i] += chance / len(winners)
        pair += chance * ((values[0] > values[1]) + (values[0] == values[1]) / 2)
    found = odds_of_certain(sums)
    assert found.best == pytest.approx(best)
    assert found.highest == pytest.approx(highest)
    assert found.pairs[0][1] == pytest.approx(pair)
    assert found.pairs[1][0] == pytest.approx(1 - pair)


def test_a_mixture_is_an_average_and_gaps_cost_nothing() -> None:
    """In one half the first wins, in the other the second; a billion lies between them."""
    near = Distribution(low=0, step=1, weights=(1.0,))
    far = Distribution(low=1e9, step=1, weights=(1.0,))
    found = odds_of([(0.5, [far, near]), (0.5, [near, far])])
    assert found.best == pytest.approx((0.5, 0.5))
    far_off = odds_of([(1.0, [near, far])])
    assert (far_off.best, far_off.highest) == ((0.0, 1.0), pytest.approx(1e9))
