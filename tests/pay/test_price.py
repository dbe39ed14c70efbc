"""Share prices against closed forms, scipy's lognormal and a simulation."""

import math
import re

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from careerkb.pay.price import chance_below, price_answer, price_quantile, shares_value


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 0.95])
def test_a_quantile_is_scipys_lognormal(share: float) -> None:
    """Three years at 40 % volatility and 5 % growth."""
    spread = 0.4 * math.sqrt(3)
    median = 1.05**3 * math.exp(-(spread**2) / 2)
    expected = stats.lognorm(s=spread, scale=median).ppf(share)
    found = price_quantile(share=share, years=3, growth_fraction=0.05, volatility_fraction=0.4)
    assert found == pytest.approx(expected)


@given(st.floats(0.01, 0.99), st.floats(0.5, 10), st.floats(0.01, 1.2))
def test_chance_and_quantile_invert_each_other(share: float, years: float, sigma: float) -> None:
    """The chance below the quantile is the share."""
    price = price_quantile(share=share, years=years, volatility_fraction=sigma)
    found = chance_below(multiple=price, years=years, volatility_fraction=sigma)
    assert found == pytest.approx(share, abs=1e-9)


def test_without_volatility_the_price_is_its_growth() -> None:
    """Every quantile is the same, and the chance jumps there."""
    terms = {"years": 2, "growth_fraction": 0.1, "volatility_fraction": 0.0}
    assert price_quantile(share=0.05, **terms) == pytest.approx(1.21)
    assert chance_below(multiple=1.2, **terms) == 0
    assert chance_below(multiple=1.22, **terms) == 1


def test_one_year_of_shares_is_lognormal() -> None:
    """A single amount at mid-year has a closed form."""
    value = shares_value(amounts_usd=[100_000], volatility_fraction=0.5)
    spread = 0.5 * math.sqrt(0.5)
    exact = stats.lognorm(s=spread, scale=100_000 * math.exp(-(spread**2) / 2))
    for usd in (40_000, 80_000, 100_000, 150_000, 250_000):
        assert value.at_most(usd) == pytest.approx(exact.cdf(usd), abs=3e-5)


@pytest.mark.parametrize(
    ("amounts", "growth", "sigma"),
    [
        ([150_000] * 4, 0.0, 0.35),
        ([30_000, 90_000, 240_000, 240_000], 0.08, 0.6),
        ([0, 100_000, 50_000], -0.2, 1.0),
        ([50_000] * 8, 0.0, 0.2),
    ],
)
def test_the_sum_of_shares_matches_a_simulation(
    amounts: list[float], growth: float, sigma: float
) -> None:
    """A million price paths: every chance within four standard errors."""
    random = numpy.random.default_rng(7)
    count = 1_000_000
    logs = numpy.zeros(count)
    total = numpy.zeros(count)
    for year, amount in enumerate(amounts):
        time = 1.0 if year else 0.5
        drift = (math.log1p(growth) - sigma**2 / 2) * time
        logs += drift + sigma * math.sqrt(time) * random.standard_normal(count)
        total += amount * numpy.exp(logs)
    value = shares_value(amounts_usd=amounts, growth_fraction=growth, volatility_fraction=sigma)
    for share in (0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98):
        usd = float(numpy.quantile(total, share))
        error = 4 * math.sqrt(share * (1 - share) / count)
        assert value.at_most(usd) == pytest.approx(share, abs=error + 5e-5)


def test_a_certain_price_gives_one_sum() -> None:
    """Zero volatility is the limit: growth by hand, a jump there."""
    value = shares_value(amounts_usd=[100, 100], growth_fraction=0.21, volatility_fraction=0.0)
    assert value.certain_usd == pytest.approx(100 * 1.1 + 100 * 1.1**3)
    assert (value.low_usd, value.high_usd) == (value.certain_usd, value.certain_usd)
    assert value.at_most(value.certain_usd - 1) == 0
    assert value.at_most(value.certain_usd + 1) == 1


def test_a_small_volatility_approaches_the_certain_sum() -> None:
    """One percent: the median lies within a tenth of a percent of it."""
    value = shares_value(amounts_usd=[100_000] * 4, volatility_fraction=0.01)
    assert value.at_most(399_500) < 0.5 < value.at_most(400_500)


def test_nothing_that_vests_is_worth_nothing() -> None:
    """An empty grant is no error."""
    assert shares_value(amounts_usd=[0.0, 0.0]).certain_usd == 0


def test_the_answer_follows_the_simulated_band() -> None:
    """Of 600,000 dollars: median and band as simulated to about one percent."""
    random = numpy.random.default_rng(3)
    steps = random.standard_normal((400_000, 4)) * numpy.sqrt([0.5, 1, 1, 1]) * 0.35
    times = numpy.array([0.5, 1.5, 2.5, 3.5])
    prices = numpy.exp(numpy.cumsum(steps, axis=1) - 0.35**2 / 2 * times)
    low, middle, high = numpy.quantile(prices.sum(axis=1) * 150_000, [0.1, 0.5, 0.9])
    found = [int(word.replace(",", "")) for word in re.findall(r"\d+,\d+", price_answer().headline)]
    assert found == pytest.approx([600_000, middle, low, high], rel=0.01)


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"volatility_fraction": 35}, "volatility_fraction must be a number from 0 to 1.5"),
        ({"growth_fraction": -1}, "growth_fraction must be"),
        ({"amounts_usd": []}, "amounts_usd must be .* it is empty"),
        ({"amounts_usd": [1.0] * 31}, "amounts_usd must be at most 30 items"),
    ],
)
def test_bad_terms_are_refused(terms: dict[str, object], message: str) -> None:
    """One message that names the term."""
    with pytest.raises(ValueError, match=message):
        shares_value(**({"amounts_usd": [1.0]} | terms))
