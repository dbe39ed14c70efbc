"""Share prices that move together: each alone stays as it was, two are a normal copula."""

import math
from dataclasses import replace
from statistics import NormalDist

import pytest
from scipy.stats import multivariate_normal
from simulation import RISKY_LAB, RISKY_PRODUCT

from careerkb.decide.joint import joint_worths

CALM = {"layoff_probability": 0.0, "promotion_probability": 0.0, "refresher_usd": 0.0}


@pytest.mark.parametrize("correlation", [0.3, 0.95])
def test_each_alone_is_as_without_the_factor(correlation: float) -> None:
    """Averaged over the factor, every chance comes back."""
    offers = (RISKY_LAB, RISKY_PRODUCT)
    mixture = joint_worths(offers=offers, correlation=correlation)
    whole = joint_worths(offers=offers)[0][1]
    assert math.fsum(weight for weight, _ in mixture) == pytest.approx(1)
    for place, alone in enumerate(whole):
        for usd in alone.quantiles((0.02, 0.3, 0.5, 0.9, 0.99)):
            mixed = math.fsum(w * worths[place].above(usd) for w, worths in mixture)
            assert mixed == pytest.approx(alone.above(usd), abs=2e-4)


def test_two_that_are_shares_alone_are_a_normal_copula() -> None:
    """The chance that both pass their quantiles, by another library's bivariate normal."""
    offers = [replace(offer, **CALM) for offer in (RISKY_LAB, RISKY_PRODUCT)]
    mixture = joint_worths(offers=offers, correlation=0.6)
    whole = joint_worths(offers=offers)[0][1]
    for shares in ((0.5, 0.5), (0.9, 0.2), (0.05, 0.05)):
        ends = [one.quantiles((s,))[0] for one, s in zip(whole, shares, strict=True)]
        both = math.fsum(
            w * math.prod(1 - one.above(end) for one, end in zip(worths, ends, strict=True))
            for w, worths in mixture
        )
        scores = [NormalDist().inv_cdf(share) for share in shares]
        expected = multivariate_normal(cov=[[1, 0.6], [0.6, 1]]).cdf(scores)
        assert both == pytest.approx(float(expected), abs=2e-3)


def test_nothing_is_shared_where_one_alone_has_shares() -> None:
    """One weight, and the distributions of their own."""
    offers = (RISKY_LAB, replace(RISKY_PRODUCT, grant_usd=0.0))
    assert len(joint_worths(offers=offers, years=2, correlation=0.6)) == 1
