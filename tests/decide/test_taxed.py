"""Tax on each outcome: exact on the path, and close to taxing every year of every path."""

from dataclasses import replace

import numpy
import pytest
from simulation import RISKY_LAB, RISKY_PRODUCT, parts_of_schedule

from careerkb.decide.several import Option, compare_several
from careerkb.decide.taxed import taxed_worth
from careerkb.maths.distribution import Distribution
from careerkb.pay.after_tax import after_tax_value_usd
from careerkb.pay.offers import Offer
from careerkb.pay.tax import take_home_usd
from careerkb.pay.worth import expected_value_usd, value_distribution

CALM = {
    "layoff_probability": 0.0,
    "promotion_probability": 0.0,
    "refresher_usd": 0.0,
    "cost_of_living": 1.0,
}


def test_the_path_is_taxed_as_after_tax_does() -> None:
    """Without shares that wander, the map holds the value of the page on tax."""
    offer = Offer(base_usd=240_000, sign_on_usd=60_000, grant_usd=400_000, cost_of_living=1.2)
    worth = value_distribution(offer=offer)
    found = taxed_worth(offer, worth=worth, years=4, discount_rate=0.08, state_rate=0.05)
    mean = expected_value_usd(offer=offer)
    expected = after_tax_value_usd(offer=offer, state_rate=0.05)
    assert found.after(mean) == pytest.approx(expected, abs=1)
    assert found.before(expected) == pytest.approx(mean, abs=1)


def test_every_year_of_every_path_taxed_gives_nearly_the_same() -> None:
    """The map leaves a little too much: high prices come late, and bunch in few years."""
    random, count = numpy.random.default_rng(5), 100_000
    wages = numpy.linspace(1e5, 4e6, 800)
    kept = [take_home_usd(wages_usd=float(usd)) for usd in wages]
    offers = [replace(offer, **CALM) for offer in (RISKY_LAB, RISKY_PRODUCT)]
    left = []
    for offer in offers:
        sigma = offer.volatility_fraction
        shocks = random.standard_normal((48, count)) * sigma / 12**0.5 - sigma**2 / 24
        prices = 1.08 ** (numpy.arange(1, 49)[:, None] / 12) * numpy.exp(shocks.cumsum(axis=0))
        paid = numpy.full((48, count), offer.base_usd / 12)
        paid[0] += offer.sign_on_usd
        paid[11::12] += offer.base_usd * offer.bonus_fraction
        for month, part in parts_of_schedule(offer).items():
            paid[month - 1] += offer.grant_usd * part * prices[month - 1]
        today = paid / 1.08 ** (numpy.arange(1, 49)[:, None] / 12)
        today[0] += offer.sign_on_usd * (1 - 1.08 ** (-1 / 12))
        years = [slice(12 * y, 12 * y + 12) for y in range(4)]
        left.append(sum(
            today[y].sum(axis=0) * numpy.interp(paid[y].sum(axis=0), wages, kept)
            / paid[y].sum(axis=0) for y in years
        ))  # fmt: skip
    options = [Option(name=str(i), offer=offer) for i, offer in enumerate(offers)]
    found = compare_several(options=options, after_tax=True)
    for mean, sums in zip(found.expected_usd, left, strict=True):
        assert 0 <= mean / float(sums.mean()) - 1 < 0.01
    ahead = float((left[0] > left[1]).mean())
    assert found.pair_chances[0][1] == pytest.approx(ahead, abs=0.01)
    for quantiles, sums in zip(found.quantiles_usd, left, strict=True):
        by_hand = numpy.quantile(sums, [0.05, 0.5, 0.95])
        assert [quantiles[i] for i in (0, 2, 4)] == pytest.approx(by_hand, rel=0.015)


def test_a_debt_is_not_taxed() -> None:
    """A sign-on that is spent and owed: below nothing the map is the sum itself."""
    worth = Distribution(low=-200_000, step=1_000, weights=(1 / 800,) * 800)
    found = taxed_worth(Offer(base_usd=100_000), worth=worth, years=4, discount_rate=0.08)
    assert found.after(-5_000) == pytest.approx(-5_000)
    assert 3_000 < found.after(5_000) < 5_000


def test_what_no_law_taxes_is_refused() -> None:
    """A year of more than ten million million dollars."""
    huge = Offer(base_usd=1e9, grant_usd=1e13, volatility_fraction=1.5)
    with pytest.raises(ValueError, match="must be at most 1e13"):
        taxed_worth(huge, worth=value_distribution(offer=huge), years=4, discount_rate=0.08)
