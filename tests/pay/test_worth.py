"""The worth of an offer: a simulation, closed forms, and cases by hand."""

import math
from dataclasses import replace
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulation import simulated

from careerkb.pay.definitions import net_present_value_usd
from careerkb.pay.leaving import value_by_month_usd
from careerkb.pay.offers import Offer
from careerkb.pay.risk import EXAMPLE
from careerkb.pay.schedules import schedule
from careerkb.pay.worth import expected_value_usd, value_distribution

COUNT = 1_000_000


CASES: dict[str, tuple[dict[str, Any], int]] = {
    "as on the page": ({}, 4),
    "two years": ({}, 2),
    "eight years": ({}, 8),
    "wild price, many layoffs": ({"volatility_fraction": 0.7, "layoff_probability": 0.15}, 4),
    "calm price": ({"volatility_fraction": 0.05, "price_growth_fraction": 0.06}, 4),
    "back-loaded": ({"schedule": schedule(name="5/15/40/40"), "raise_fraction": 0.03}, 4),
    "no carve-out, dear place": (
        {"clawback_months": 36, "layoff_carve_out": False, "cost_of_living": 1.3}, 5,
    ),
}  # fmt: skip


def case(name: str) -> tuple[Offer, int]:
    """Give one offer and horizon to compare."""
    changes, years = CASES[name]
    return replace(EXAMPLE, **changes), years


@pytest.mark.parametrize("name", CASES)
def test_quantiles_match_a_million_simulated_careers(name: str) -> None:
    """Each lies within 0.1 % of the 99.9 % confidence band of the simulated quantile."""
    offer, years = case(name)
    paths = simulated(offer, years, 0.08, COUNT, numpy.random.default_rng(11))
    shares = (0.05, 0.25, 0.5, 0.75, 0.95)
    found = value_distribution(offer=offer, years=years).quantiles(shares)
    for share, exact in zip(shares, found, strict=True):
        error = 3.3 * math.sqrt(share * (1 - share) / COUNT)
        low, high = numpy.quantile(paths, [share - error, share + error])
        assert low * 0.999 <= exact <= high * 1.001, (name, share)


@pytest.mark.parametrize("name", CASES)
def test_the_mean_matches_the_simulation(name: str) -> None:
    """By linearity, without the distribution: within four standard errors."""
    offer, years = case(name)
    paths = simulated(offer, years, 0.08, COUNT, numpy.random.default_rng(12))
    error = 4 * float(paths.std()) / math.sqrt(COUNT)
    assert expected_value_usd(offer=offer, years=years) == pytest.approx(paths.mean(), abs=error)


@pytest.mark.parametrize("name", CASES)
def test_the_distribution_has_the_mean_of_the_closed_form(name: str) -> None:
    """Within 0.1 %: the last cell holds the highest 0.05 % of share prices together."""
    offer, years = case(name)
    found = value_distribution(offer=offer, years=years).mean
    assert found == pytest.approx(expected_value_usd(offer=offer, years=years), rel=1e-3)


def test_without_risks_the_worth_is_the_present_value() -> None:
    """Every quantile is the present value of the offers page."""
    offer = Offer(base_usd=245_000, bonus_fraction=0.15, sign_on_usd=75_000, grant_usd=600_000)
    value = net_present_value_usd(offer=offer)
    assert expected_value_usd(offer=offer) == pytest.approx(value)
    assert value_distribution(offer=offer).quantiles((0.05, 0.5, 0.95)) == pytest.approx(
        [value] * 3, rel=1e-5
    )


def test_one_layoff_by_hand() -> None:
    """One year, half a chance in its middle: 100,000, or half of it, three months and 40,000."""
    offer = Offer(base_usd=100_000, layoff_probability=0.5, severance_months=3)
    found = expected_value_usd(offer=offer, years=1, discount_rate=0.0)
    assert found == pytest.approx(0.5 * 100_000 + 0.5 * (50_000 + 25_000 + 40_000))
    ends = value_distribution(offer=offer, years=1, discount_rate=0.0).quantiles((0.2, 0.8))
    assert ends == pytest.approx([100_000, 115_000], rel=1e-4)


def test_a_layoff_pays_what_leaving_says() -> None:
    """A sure layoff: the month-6 row of the page on leaving, and four fifths of base after it."""
    offer = replace(EXAMPLE, layoff_probability=1.0, volatility_fraction=0.0, clawback_months=24,
                    layoff_carve_out=False)  # fmt: skip
    left = value_by_month_usd(offer=offer, months=6, laid_off=True)[6]
    later = sum(0.8 * 245_000 / 12 * 1.08 ** (-m / 12) for m in range(7, 25))
    assert expected_value_usd(offer=offer, years=2) == pytest.approx(left + later)


@pytest.mark.parametrize("years", [1, 4])
def test_layoffs_in_any_month_are_worth_almost_the_same(years: int) -> None:
    """The middle of the year stands for its twelve months: within 1 % of the worth at 4 % a year."""
    random = numpy.random.default_rng(5)
    spread = simulated(EXAMPLE, years, 0.08, COUNT, random, any_month=True)
    found = expected_value_usd(offer=EXAMPLE, years=years)
    assert found == pytest.approx(spread.mean(), rel=0.002)
    calm = replace(EXAMPLE, layoff_probability=0)
    assert expected_value_usd(offer=calm, years=years) > found


def test_promotions_stop_at_three() -> None:
    """A sure promotion every year: factors 1, 1.2, 1.44, 1.728 and no more."""
    offer = Offer(base_usd=100_000, promotion_probability=1.0)
    found = expected_value_usd(offer=offer, years=6, discount_rate=0.0)
    assert found == pytest.approx(100_000 * (1 + 1.2 + 1.44 + 3 * 1.728))


RISING = {
    "base_usd": 300_000, "bonus_fraction": 0.3, "guaranteed_bonus_usd": 90_000,
    "sign_on_usd": 90_000, "grant_usd": 900_000, "refresher_usd": 200_000,
    "refresher_probability": 0.9, "price_growth_fraction": 0.1, "severance_months": 6,
    "promotion_probability": 0.5, "raise_fraction": 0.1, "bonus_multiple": 1.5,
    "after_layoff_fraction": 1.0,
}  # fmt: skip


@pytest.mark.parametrize("term", RISING)
@given(part=st.floats(0, 1), years=st.integers(1, 12))
@settings(max_examples=20, deadline=None, derandomize=True)
def test_worth_never_falls_when_a_term_rises(term: str, part: float, years: int) -> None:
    """Between the example's term and a better one, better is never worse in the mean."""
    start = getattr(EXAMPLE, term) or 0.0
    middle = start + part * (RISING[term] - start)
    terms = [replace(EXAMPLE, **{term: value}) for value in (start, middle, RISING[term])]
    values = [expected_value_usd(offer=offer, years=years) for offer in terms]
    assert values == pytest.approx(sorted(values), rel=1e-12)


@pytest.mark.parametrize("term", ["base_usd", "sign_on_usd", "grant_usd", "refresher_usd"])
def test_no_quantile_falls_when_a_pay_term_rises(term: str) -> None:
    """More money moves no quantile down; where none of it has come yet, a cell's part blurs."""
    shares = (0.05, 0.25, 0.5, 0.75, 0.95)
    better = replace(EXAMPLE, **{term: RISING[term]})
    before, after = (
        value_distribution(offer=offer).quantiles(shares) for offer in (EXAMPLE, better)
    )
    assert all(new >= old * 0.9995 for old, new in zip(before, after, strict=True))
    assert sum(after) > sum(before)


@pytest.mark.parametrize("volatility", [0.8, 1.0, 1.5])
def test_nothing_lies_below_what_is_certain(volatility: float) -> None:
    """The cash comes whatever the shares do, however wild these are; cells are small."""
    sure = Offer(base_usd=200_000)
    wild = replace(sure, grant_usd=800_000, volatility_fraction=volatility)
    floor = expected_value_usd(offer=sure)
    found = value_distribution(offer=wild)
    assert found.step <= 0.00601 * expected_value_usd(offer=wild)
    assert found.above(floor - found.step) == pytest.approx(1, abs=1e-9)
    assert found.quantiles((0.01,))[0] > floor
