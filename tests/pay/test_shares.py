"""The sum of shares that vest, against closed forms and a simulation."""

import math

import numpy
import pytest
from scipy import stats

from careerkb.pay.shares import shares_value


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
