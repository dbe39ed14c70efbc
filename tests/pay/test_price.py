"""Share prices against closed forms, scipy's lognormal and a simulation."""

import math
import re

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from careerkb.pay.price import chance_below, price_answer, price_quantile
from careerkb.pay.shares import shares_value


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


@pytest.mark.parametrize(("growth", "odds"), [(0.0, 0.64), (0.04, 0.55), (0.08, 0.46)])
def test_how_often_the_price_ends_below_its_start_hangs_on_its_growth(
    growth: float, odds: float
) -> None:
    """Four years at 35 %, by scipy's normal; with the neutral growth less often than not."""
    score = (0.35**2 / 2 - math.log1p(growth)) * 4 / (0.35 * 2)
    found = chance_below(multiple=1, years=4, growth_fraction=growth)
    assert found == pytest.approx(stats.norm.cdf(score))
    assert round(found, 2) == odds
    assert chance_below(multiple=1, years=4) == chance_below(
        multiple=1, years=4, growth_fraction=0.08
    )


def test_the_answer_follows_the_simulated_band() -> None:
    """Of 600,000 dollars: median and band as simulated to about one percent."""
    random = numpy.random.default_rng(3)
    steps = random.standard_normal((200_000, 48)) * numpy.sqrt(1 / 12) * 0.35
    drift = (math.log(1.08) - 0.35**2 / 2) / 12
    prices = numpy.exp(numpy.cumsum(steps, axis=1) + drift * numpy.arange(1, 49))
    sums = 150_000 * prices[:, 11] + 12_500 * prices[:, 12:].sum(axis=1)
    low, high = numpy.quantile(sums, [0.1, 0.9])
    found = [
        int(word.replace(",", "")) for word in re.findall(r"\d+(?:,\d+)+", price_answer().headline)
    ]
    assert found == pytest.approx([600_000, sums.mean(), low, high], rel=0.01)


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"volatility_fraction": 35}, "volatility_fraction must be a number from 0 to 1.5"),
        ({"growth_fraction": -1}, "growth_fraction must be"),
        ({"amounts_usd": []}, "amounts_usd must be .* it is empty"),
        ({"amounts_usd": [1.0] * 121}, "amounts_usd must be at most 120 items"),
    ],
)
def test_bad_terms_are_refused(terms: dict[str, object], message: str) -> None:
    """One message that names the term."""
    with pytest.raises(ValueError, match=message):
        shares_value(**({"amounts_usd": [1.0]} | terms))
