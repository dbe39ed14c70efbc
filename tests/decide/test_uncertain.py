"""What is uncertain about an offer: its answers average to its mean, whatever is asked."""

import math
from dataclasses import replace

import pytest
from simulation import PAGE_LAB, RISKY_LAB, RISKY_PRODUCT

from careerkb.decide.uncertain import answers_about, told_about, uncertain_terms, versions_of
from careerkb.pay.offers import Offer
from careerkb.pay.worth import expected_value_usd


@pytest.mark.parametrize("offer", [PAGE_LAB, RISKY_LAB, RISKY_PRODUCT])
@pytest.mark.parametrize("years", [2, 6])
def test_the_answers_average_to_the_mean(offer: Offer, years: int) -> None:
    """For each term, for the versions of the rules, and for all that can be told."""
    mean = expected_value_usd(offer=offer, years=years)
    found = dict(answers_about(offer, years, 0.08, mean))
    for answers in found.values():
        assert math.fsum(chance for chance, _ in answers) == pytest.approx(1)
        assert math.fsum(chance * worth for chance, worth in answers) == pytest.approx(mean)
    versions = [(c, expected_value_usd(offer=o, years=years)) for c, o in versions_of(offer)]
    assert math.fsum(c * worth for c, worth in versions) == pytest.approx(mean)
    assert math.fsum(c * worth for worth, c in told_about(offer, years, 0.08)) == pytest.approx(
        mean
    )


def test_what_is_sure_or_changes_nothing_is_not_asked() -> None:
    """A certain refresher, a promotion after the last year, shares that do not wander."""
    sure = Offer(base_usd=200_000, refresher_usd=50_000, grant_usd=100_000)
    assert uncertain_terms(offer=sure) == ()
    assert uncertain_terms(offer=replace(sure, promotion_probability=0.5), years=1) == ()
    assert uncertain_terms(offer=replace(sure, refresher_probability=0.5), years=1) == ()
    assert uncertain_terms(offer=PAGE_LAB) == (
        "refresher_probability",
        "promotion_probability",
        "layoff_probability",
        "volatility_fraction",
    )
