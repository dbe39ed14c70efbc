"""Comparisons against a simulation of both offers, and their symmetries."""

import math
import re
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
    low, _, median, _, high = (usd / 1000 for usd in found.quantiles_usd[2])
    assert f"the first offer is ahead by {median:,.0f} thousand dollars today" in answer.headline
    between = f"between {-low:,.0f} thousand for the second and {high:,.0f} for the first"
    assert between in answer.headline
    assert f"{100 * found.first_higher:.0f} of 100" in answer.headline
    assert len(answer.table.rows) == 4 + 1 + 5


def test_the_headline_names_the_offer_that_is_ahead() -> None:
    """Swapped offers are said with swapped words and the same sums, never with a sign."""
    there, back = comparison_answer(), comparison_answer(offer_a=PRODUCT, offer_b=LAB)
    assert "the second offer is ahead by 5 thousand dollars today" in back.headline
    assert "between 839 thousand for the second and 561 for the first" in back.headline
    for headline in (there.headline, back.headline):
        assert not re.search(r"[-+]\d", headline)


def test_outcomes_all_on_one_side_name_it_once() -> None:
    """A hundred thousand a year more, with a risk of its own."""
    rich = Offer(base_usd=500_000, layoff_probability=0.1)
    headline = comparison_answer(offer_a=rich, offer_b=Offer(base_usd=200_000)).headline
    assert re.search(r"lie between [\d,]+ and [\d,]+ thousand for the first,", headline)
    headline = comparison_answer(offer_a=Offer(base_usd=200_000), offer_b=rich).headline
    assert re.search(r"lie between [\d,]+ and [\d,]+ thousand for the second,", headline)


CERTAIN = Offer(base_usd=200_000, bonus_fraction=0.1, grant_usd=100_000)


@pytest.mark.parametrize(
    ("more", "headline"),
    [
        (80_000, "the first is worth {} thousand dollars more today."),
        (-80_000, "the second is worth {} thousand dollars more today."),
        (2_000, "the first is worth {} thousand dollars more today, within the band of 17"),
        (0, "the two are worth the same today."),
    ],
)
def test_two_certain_offers_get_a_sentence_of_their_own(more: int, headline: str) -> None:
    """A base of so much more, bonus included, is an annuity; no odds, no range, no drawing."""
    annuity = sum(1.08 ** (0.5 - year) for year in range(1, 5))
    first = replace(CERTAIN, base_usd=CERTAIN.base_usd + more)
    answer = comparison_answer(offer_a=first, offer_b=CERTAIN)
    assert headline.format(f"{abs(more) * 1.1 * annuity / 1000:,.0f}") in answer.headline
    assert "of 100" not in answer.headline
    assert "nothing is uncertain in these two" in answer.headline.lower()
    assert answer.headline.startswith("Too close to call") == (0 < more < 10_000)
    assert answer.chart is None
    assert "-0" not in str(answer)


def test_a_certain_lead_below_a_thousand_is_said_in_dollars() -> None:
    """With no band a hundred dollars a year decide."""
    first, second = Offer(base_usd=200_100), Offer(base_usd=200_000)
    answer = comparison_answer(offer_a=first, offer_b=second, years=1, band_fraction=0)
    assert answer.headline == (
        "Nothing is uncertain in these two: over 1 year the first is worth 96 dollars more today."
    )
    assert compare(offer_a=first, offer_b=first, band_fraction=0).verdict == "too close to call"


def test_certain_is_what_cannot_turn_out_otherwise() -> None:
    """A layoff of one in a hundred is outside the quantiles of nine in ten, and still a risk."""
    sure, rare = Offer(base_usd=225_000), Offer(base_usd=300_000, layoff_probability=0.01)
    assert compare(offer_a=sure, offer_b=CERTAIN).certain
    assert not compare(offer_a=sure, offer_b=rare).certain
    assert not compare(offer_a=LAB, offer_b=sure).certain
    answer = comparison_answer(offer_a=rare, offer_b=sure, years=2)
    assert "at least 9 in 10 outcomes lie there" in answer.headline
    assert answer.chart is None


def test_an_offer_against_itself_leads_by_nothing() -> None:
    """A median of zero has no sign, in the sentence and in the table."""
    answer = comparison_answer(offer_a=LAB, offer_b=LAB)
    assert "the median difference is below a thousand dollars" in answer.headline
    assert " -0" not in str(answer)
    assert answer.chart is not None


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"years": 0}, "years must be a whole number from 1 to 30"),
        ({"years": 60}, "years must be a whole number from 1 to 30"),
        ({"offer_b": None}, "offer_b must be an Offer"),
        ({"band_fraction": 2}, "band_fraction must be a number from 0 to 0.2"),
    ],
)
def test_bad_terms_are_refused(terms: dict[str, object], message: str) -> None:
    """One message that names the term."""
    with pytest.raises(ValueError, match=message):
        compare(**({"offer_a": LAB, "offer_b": PRODUCT} | terms))
