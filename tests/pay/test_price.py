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


def test_one_part_is_lognormal() -> None:
    """A single amount at the end of a month has a closed form."""
    value = shares_value(
        amounts_usd=[0] * 5 + [100_000], growth_fraction=0, volatility_fraction=0.5
    )
    spread = 0.5 * math.sqrt(0.5)
    exact = stats.lognorm(s=spread, scale=100_000 * math.exp(-(spread**2) / 2))
    for usd in (40_000, 80_000, 100_000, 150_000, 250_000):
        assert value.at_most(usd) == pytest.approx(exact.cdf(usd), abs=3e-5)


def yearly(*amounts: float) -> list[float]:
    """Let a year's amount vest in twelve parts."""
    return [amount / 12 for amount in amounts for _ in range(12)]


@pytest.mark.parametrize(
    ("amounts", "growth", "sigma", "slack"),
    [
        ([0] * 11 + [150_000] + yearly(150_000, 150_000, 150_000), 0.0, 0.35, 5e-4),
        (yearly(198_000, 198_000, 132_000, 72_000), 0.0, 0.5, 1e-3),
        ([0] * 5 + [30_000] + [0] * 17 + [90_000], 0.08, 0.6, 5e-5),
        (yearly(0, 100_000, 50_000), -0.2, 1.0, 3e-3),
        (yearly(*[50_000] * 8), 0.0, 0.2, 5e-4),
        ([0, 0, 1] * 16, 0.0, 0.7, 1e-3),
        (yearly(198_000, 198_000, 132_000, 72_000), 0.0, 1.5, 5e-3),
    ],
)
def test_the_sum_of_shares_matches_a_simulation(
    amounts: list[float], growth: float, sigma: float, slack: float
) -> None:
    """A million price paths month by month: within four standard errors and what grouping costs."""
    random = numpy.random.default_rng(7)
    count = 1_000_000
    logs = numpy.zeros(count)
    total = numpy.zeros(count)
    for amount in amounts:
        logs += (math.log1p(growth) - sigma**2 / 2) / 12
        logs += sigma * math.sqrt(1 / 12) * random.standard_normal(count)
        if amount:
            total += amount * numpy.exp(logs)
    value = shares_value(amounts_usd=amounts, growth_fraction=growth, volatility_fraction=sigma)
    for share in (0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98):
        usd = float(numpy.quantile(total, share))
        error = 4 * math.sqrt(share * (1 - share) / count)
        assert value.at_most(usd) == pytest.approx(share, abs=error + slack)


def test_a_certain_price_gives_one_sum() -> None:
    """Zero volatility is the limit: growth by hand, a jump there."""
    amounts = [0.0] * 5 + [100.0] + [0.0] * 11 + [100.0]
    value = shares_value(amounts_usd=amounts, growth_fraction=0.21, volatility_fraction=0.0)
    assert value.certain_usd == pytest.approx(100 * 1.1 + 100 * 1.1**3)
    assert (value.low_usd, value.high_usd) == (value.certain_usd, value.certain_usd)
    assert value.at_most(value.certain_usd - 1) == 0
    assert value.at_most(value.certain_usd + 1) == 1


def test_a_small_volatility_approaches_the_certain_sum() -> None:
    """One percent: the median lies within a tenth of a percent of it."""
    value = shares_value(
        amounts_usd=yearly(*[100_000] * 4), growth_fraction=0, volatility_fraction=0.01
    )
    assert value.at_most(399_500) < 0.5 < value.at_most(400_500)


def test_nothing_that_vests_is_worth_nothing() -> None:
    """An empty grant is no error."""
    assert shares_value(amounts_usd=[0.0, 0.0]).certain_usd == 0


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
