"""Share prices that move together: each alone stays as it was, two are a normal copula."""

import math
from dataclasses import replace
from statistics import NormalDist

import pytest
from scipy.stats import multivariate_normal
from simulation import RISKY_LAB, RISKY_PRODUCT

from careerkb.decide.joint import joint_worths
from careerkb.pay.worth import parts_of

CALM = {"layoff_probability": 0.0, "promotion_probability": 0.0, "refresher_usd": 0.0}


@pytest.mark.parametrize("correlation", [0.3, 0.95])
def test_each_alone_is_as_without_the_factor(correlation: float) -> None:
    """Averaged over the factor, every chance comes back."""
    parts = [parts_of(offer, 4, 0.08) for offer in (RISKY_LAB, RISKY_PRODUCT)]
    step = max(one.step_usd() for one in parts)
    mixture = joint_worths(parts, step, correlation)
    assert math.fsum(weight for weight, _ in mixture) == pytest.approx(1)
    for place, one in enumerate(parts):
        alone = one.distribution(step)
        for usd in alone.quantiles((0.02, 0.3, 0.5, 0.9, 0.99)):
            mixed = math.fsum(w * worths[place].above(usd) for w, worths in mixture)
            assert mixed == pytest.approx(alone.above(usd), abs=2e-4)


def test_two_that_are_shares_alone_are_a_normal_copula() -> None:
    """The chance that both pass their quantiles, by another library's bivariate normal."""
    parts = [parts_of(replace(o, **CALM), 4, 0.08) for o in (RISKY_LAB, RISKY_PRODUCT)]
    step = max(one.step_usd() for one in parts)
    mixture = joint_worths(parts, step, 0.6)
    for shares in ((0.5, 0.5), (0.9, 0.2), (0.05, 0.05)):
        ends = [p.distribution(step).quantiles((s,))[0] for p, s in zip(parts, shares, strict=True)]
        both = math.fsum(
            w * math.prod(1 - one.above(end) for one, end in zip(worths, ends, strict=True))
            for w, worths in mixture
        )
        scores = [NormalDist().inv_cdf(share) for share in shares]
        expected = multivariate_normal(cov=[[1, 0.6], [0.6, 1]]).cdf(scores)
        assert both == pytest.approx(float(expected), abs=2e-3)


def test_nothing_is_shared_where_one_alone_has_shares() -> None:
    """One weight, and the distributions of their own."""
    parts = [parts_of(RISKY_LAB, 2, 0.0), parts_of(replace(RISKY_PRODUCT, grant_usd=0.0), 2, 0.0)]
    assert len(joint_worths(parts, 1e4, 0.6)) == 1
