"""Comparisons against a simulation of both offers, and their symmetries."""

import math
from dataclasses import replace

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulation import simulated

from careerkb.pay.comparison import LAB, PRODUCT, SHARES, compare, comparison_answer
from careerkb.pay.offers import Offer, net_present_value_usd, year_usd

COUNT = 1_000_000


@pytest.mark.parametrize("years", [1, 4, 7])
def test_the_difference_matches_a_million_simulated_careers(years: int) -> None:
    """Quantiles within 0.1 % of the larger worth of the 99.9 % band; odds within theirs."""
    random = numpy.random.default_rng(5)
    apart = simulated(LAB, years, 0.08, COUNT, random) - simulated(
        PRODUCT, years, 0.08, COUNT, random
    )
    found = compare(offer_a=LAB, offer_b=PRODUCT, years=years)
    slack = 0.001 * max(found.expected_usd)
    for share, exact in zip(SHARES, found.quantiles_usd[2], strict=True):
        error = 3.3 * math.sqrt(share * (1 - share) / COUNT)
        low, high = numpy.quantile(apart, [share - error, share + error])
        assert low - slack <= exact <= high + slack, share
    ahead = float((apart > 0).mean())
    assert found.first_higher == pytest.approx(ahead, abs=0.003)
    close = float((abs(apart) < found.band_usd).mean())
    assert found.close == pytest.approx(close, abs=0.003)


def test_years_are_those_of_the_offers_divided_by_the_cost_of_living() -> None:
    """By hand from the yearly pay of each."""
    found = compare(offer_a=LAB, offer_b=PRODUCT)
    for year, (first, second, apart) in enumerate(found.yearly_usd, 1):
        assert first == pytest.approx(year_usd(offer=LAB, year=year) / 1.1)
        assert second == pytest.approx(year_usd(offer=PRODUCT, year=year))
        assert apart == first - second


OFFERS = st.builds(
    Offer,
    base_usd=st.floats(80_000, 400_000),
    sign_on_usd=st.floats(0, 100_000),
    grant_usd=st.floats(0, 1e6),
    refresher_usd=st.sampled_from([0.0, 90_000.0]),
    refresher_probability=st.floats(0, 1),
    volatility_fraction=st.sampled_from([0.0, 0.2, 0.6]),
    layoff_probability=st.floats(0, 0.3),
    promotion_probability=st.floats(0, 0.5),
)


@given(OFFERS, OFFERS, st.integers(1, 8))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_a_permutation_flips_the_sign(one: Offer, two: Offer, years: int) -> None:
    """Mean, quantiles, odds and verdict turn round exactly."""
    there = compare(offer_a=one, offer_b=two, years=years)
    back = compare(offer_a=two, offer_b=one, years=years)
    assert there.first_higher == pytest.approx(1 - back.first_higher, abs=1e-9)
    mirrored = [-value for value in reversed(back.quantiles_usd[2])]
    assert there.quantiles_usd[2] == pytest.approx(mirrored, abs=1e-3 * there.difference.step)
    turned = {"first": "second", "second": "first"}
    assert back.verdict == turned.get(there.verdict, there.verdict)


@given(OFFERS, OFFERS)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_results_are_ordered_and_finite(one: Offer, two: Offer) -> None:
    """Quantiles rise, odds lie between 0 and 1."""
    found = compare(offer_a=one, offer_b=two)
    for values in found.quantiles_usd:
        assert list(values) == sorted(values)
        assert all(map(math.isfinite, values))
    assert 0 <= found.first_higher <= 1
    assert 0 <= found.close <= 1


def test_certain_offers_differ_by_their_present_values() -> None:
    """No risk on either side: the median is the difference, the odds are one."""
    one, two = Offer(base_usd=200_000, grant_usd=100_000), Offer(base_usd=200_000)
    found = compare(offer_a=one, offer_b=two)
    expected = net_present_value_usd(offer=one) - net_present_value_usd(offer=two)
    assert found.quantiles_usd[2] == pytest.approx([expected] * 5, rel=1e-4)
    assert (found.first_higher, found.verdict) == (1.0, "first")


def test_a_certain_offer_stays_certain_beside_a_wild_one() -> None:
    """Its quantiles are its one value, although the other needs a coarse grid."""
    sure = Offer(base_usd=225_000, grant_usd=480_000)
    found = compare(offer_a=replace(LAB, volatility_fraction=0.8), offer_b=sure)
    assert found.quantiles_usd[1] == pytest.approx(
        [net_present_value_usd(offer=sure)] * 5, rel=1e-5
    )


@pytest.mark.parametrize("volatility", [0.8, 1.5])
def test_a_wild_price_against_a_million_simulated_careers(volatility: float) -> None:
    """Even grants whose tail is long and whose lowest worth is a sharp edge."""
    random = numpy.random.default_rng(11)
    wild = replace(LAB, volatility_fraction=volatility, schedule=PRODUCT.schedule)
    first, second = (simulated(o, 4, 0.08, COUNT, random) for o in (wild, PRODUCT))
    found = compare(offer_a=wild, offer_b=PRODUCT)
    slack = 0.001 * max(found.expected_usd)
    for paths, exact in ((first, found.quantiles_usd[0]), (first - second, found.quantiles_usd[2])):
        for share, value in zip(SHARES, exact, strict=True):
            error = 3.3 * math.sqrt(share * (1 - share) / COUNT)
            low, high = numpy.quantile(paths, [share - error, share + error])
            assert low - slack <= value <= high + slack, share
    assert found.first_higher == pytest.approx(float((first > second).mean()), abs=0.003)


def test_the_odds_of_certain_sums_are_counted() -> None:
    """A hundred dollars a year more, always, is ahead in every outcome; equal is even."""
    rare = Offer(base_usd=300_000, refresher_usd=2e6, refresher_probability=0.02)
    found = compare(offer_a=rare, offer_b=Offer(base_usd=299_900))
    assert found.first_higher == pytest.approx(1, abs=1e-9)
    assert compare(offer_a=rare, offer_b=rare).first_higher == pytest.approx(0.5, abs=1e-9)
    # Three years of refreshers, each once in fifty: only then is it ahead of a larger base.
    found = compare(offer_a=rare, offer_b=Offer(base_usd=310_000))
    assert found.first_higher == pytest.approx(1 - 0.98**3, abs=1e-9)


def test_an_offer_against_itself_is_too_close_to_call() -> None:
    """Even odds, median zero."""
    found = compare(offer_a=LAB, offer_b=LAB)
    assert found.verdict == "too close to call"
    assert found.first_higher == pytest.approx(0.5, abs=1e-9)
    assert found.quantiles_usd[2][2] == pytest.approx(0, abs=found.difference.step)


def test_the_band_decides_what_is_close() -> None:
    """Three percent of base apart: too close at 4 %, not at 2 %."""
    one, two = Offer(base_usd=206_000), Offer(base_usd=200_000)
    assert compare(offer_a=one, offer_b=two).verdict == "first"
    assert compare(offer_a=two, offer_b=one).verdict == "second"
    assert compare(offer_a=one, offer_b=two, band_fraction=0.04).verdict == "too close to call"


def test_the_cost_of_living_alone_can_decide() -> None:
    """The same letter in a place a fifth dearer is worth a sixth less."""
    dear = replace(PRODUCT, cost_of_living=1.2)
    found = compare(offer_a=PRODUCT, offer_b=dear)
    assert found.expected_usd[1] == pytest.approx(found.expected_usd[0] / 1.2)
    assert found.verdict == "first"


def test_the_answer_says_the_verdict_and_the_odds() -> None:
    """The headline holds the quantiles and odds of the comparison."""
    found = compare(offer_a=LAB, offer_b=PRODUCT)
    answer = comparison_answer()
    assert answer.headline.startswith("Too close to call over 4 years")
    assert f"{found.quantiles_usd[2][2] / 1000:+,.0f} thousand dollars today" in answer.headline
    assert f"{100 * found.first_higher:.0f} of 100" in answer.headline
    assert len(answer.table.rows) == 4 + 1 + 5


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"years": 0}, "years must be a whole number from 1 to 30"),
        ({"years": 60}, "years must be a whole number from 1 to 30"),
        ({"offer_b": None}, "offer_b must be a Offer"),
        ({"band_fraction": 2}, "band_fraction must be a number from 0 to 0.2"),
    ],
)
def test_bad_terms_are_refused(terms: dict[str, object], message: str) -> None:
    """One message that names the term."""
    with pytest.raises(ValueError, match=message):
        compare(**({"offer_a": LAB, "offer_b": PRODUCT} | terms))
