"""Private shares: worked cases, limits, refusals, and a simulation as the second method."""

import math
from dataclasses import replace

import numpy
import pytest
from numpy.typing import NDArray

from careerkb.maths.lognormal import Sums
from careerkb.pay.private_grant import PrivateGrant
from careerkb.pay.private_shares import private_shares_answer, private_worth
from careerkb.pay.schedules import Schedule, schedule
from careerkb.pay.vesting import vested_in_year_fraction

QUIET = {"volatility_fraction": 0.0, "price_growth_fraction": 0.0}
NEITHER = {"listing_probability": 0.0, "sale_probability": 0.0}
ONE_YEAR = Schedule(yearly_fractions=(1.0,))


def simulated(grant: PrivateGrant, rate: float, count: int) -> NDArray[numpy.float64]:
    """Play *count* lives of a grant month by month, from the words of the page."""
    random = numpy.random.default_rng(1)
    growth = rate
    if grant.price_growth_fraction is not None:
        growth = (1 + grant.price_growth_fraction) * (1 - grant.dilution_fraction) - 1
    sigma = grant.volatility_fraction
    scale = grant.grant_usd * grant.worth_fraction
    total, held, sold_before, vested = (
        numpy.zeros(count),
        numpy.zeros(count),
        numpy.zeros(count),
        [0.0],
    )
    price, fixed = numpy.ones(count), numpy.zeros(count)
    listed, bought = (
        numpy.zeros(count, dtype=int),
        numpy.zeros(count, dtype=bool),
    )  # month, yes or no
    for month in range(1, 12 * grant.years_to_lapse + 13):
        step = (math.log1p(growth) - sigma**2 / 2) / 12
        price *= numpy.exp(step + sigma / math.sqrt(12) * random.standard_normal(count))
        today = (1 + rate) ** (-month / 12)
        free = (listed > 0) & (month == listed + grant.lock_up_months)
        total += numpy.where(free, held * price, 0.0) * today
        year, rest = divmod(month, 12)
        if rest or year > grant.years_to_lapse:
            continue
        vests = 0.0
        if year <= grant.years_there:
            vests = vested_in_year_fraction(schedule=grant.schedule, year=year)
        vested.append(vested[-1] + vests)
        total += vests * numpy.where(listed > 0, price, numpy.where(bought, fixed, 0.0)) * today
        private = (listed == 0) & ~bought
        held += numpy.where(private, vests, 0.0)
        draw = random.random(count)
        lists = private & (draw < grant.listing_probability)
        sale = private & ~lists & (draw < grant.listing_probability + grant.sale_probability)
        listed = numpy.where(lists, month, listed)
        if not grant.lock_up_months:
            total += numpy.where(lists, held * price, 0.0) * today
        total += numpy.where(sale, held * price, 0.0) * today
        fixed, bought = numpy.where(sale, price, fixed), bought | sale
        if year <= grant.holding_years:
            continue
        admitted = 1.0 if year <= grant.years_there else grant.leaver_fraction
        tender = (
            (listed == 0) & ~bought & (random.random(count) < grant.tender_probability * admitted)
        )
        ripe = vested[year - grant.holding_years]
        most = grant.tender_cap_usd / (scale * grant.tender_price_fraction * (1 + growth) ** year)
        sold = numpy.minimum(min(grant.tender_fraction * ripe, most), ripe - sold_before).clip(0)
        sold = numpy.where(tender, sold, 0.0)
        total += sold * price * grant.tender_price_fraction * today
        held, sold_before = held - sold, sold_before + sold
    return total * scale


CASES = {
    "default": PrivateGrant(grant_usd=1_000_000),
    "leaves early": PrivateGrant(grant_usd=400_000, years_there=2, leaver_fraction=0.3),
    "many holdings": PrivateGrant(
        grant_usd=3_000_000, holding_years=0, tender_fraction=0.15, tender_probability=0.5,
        years_to_lapse=10, listing_probability=0.05, schedule=schedule(name="5/15/40/40"),
    ),
    "grows, diluted, capped": PrivateGrant(
        grant_usd=6_000_000, price_growth_fraction=0.3, dilution_fraction=0.1,
        volatility_fraction=0.5, tender_cap_usd=500_000, holding_years=1, tender_fraction=0.5,
    ),
    "bought, no lock-up": PrivateGrant(
        grant_usd=1_000_000, sale_probability=0.3, listing_probability=0.3, lock_up_months=0,
    ),
    "long lock-up": PrivateGrant(
        grant_usd=1_000_000, lock_up_months=12, listing_probability=0.6, volatility_fraction=1.2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_simulation_gives_the_same_outcomes(name: str) -> None:
    """Mean, chance of nothing and nine quantiles, against 300,000 lives played month by month."""
    grant, count = CASES[name], 300_000
    played = simulated(grant, 0.08, count)
    worth = private_worth(grant=grant)
    error = played.std() / math.sqrt(count)
    assert worth.mean_usd == pytest.approx(played.mean(), abs=4 * error)
    assert worth.sums.nothing == pytest.approx((played < 1).mean(), abs=0.003)
    for share in (0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99):
        found = worth.sums.quantile(share)
        assert (played <= found).mean() == pytest.approx(
            max(share, worth.sums.nothing), abs=0.004
        ), share


def test_the_mean_of_the_outcomes_is_the_mean() -> None:
    """Two ways inside: chances times sums, and expectations carried backwards."""
    for grant in CASES.values():
        worth = private_worth(grant=grant)
        summed = math.fsum(
            c * v for c, v in zip(worth.sums.chances, worth.sums.values, strict=True)
        )
        assert summed == pytest.approx(worth.mean_usd, rel=1e-5)
        assert worth.sums.nothing + math.fsum(worth.sums.chances) == pytest.approx(1, abs=1e-12)


def test_three_sales_with_a_cap() -> None:
    """8 million vested, 60 % ripe, 2 million a sale, chance 0.7: 3,788,400, not 4.2 million."""
    grant = PrivateGrant(
        grant_usd=8e6, schedule=Schedule(yearly_fractions=(0.6, 0.0, 0.0, 0.4)), years_there=3,
        years_to_lapse=3, tender_probability=0.7, tender_fraction=1.0, tender_price_fraction=1.0,
        holding_years=0, **QUIET, **NEITHER,
    )  # fmt: skip
    worth = private_worth(grant=grant, discount_rate=0.0)
    assert worth.mean_usd == pytest.approx(3_788_400)
    assert worth.sums.nothing == pytest.approx(0.3**3)
    assert worth.sums.values == pytest.approx((2e6, 4e6, 4.8e6))
    assert worth.sums.chances == pytest.approx((3 * 0.7 * 0.09, 3 * 0.49 * 0.3, 0.343))


@pytest.mark.parametrize(("chance", "lapses"), [(0.05, 0.69834), (0.10, 0.47830), (0.25, 0.13348)])
def test_units_that_lapse_after_seven_years(chance: float, lapses: float) -> None:
    """Without staff sales the chance of nothing is that of seven years without a trigger."""
    grant = PrivateGrant(
        grant_usd=1e6, listing_probability=chance, sale_probability=0.0, tender_probability=0.0,
        schedule=ONE_YEAR,
    )  # fmt: skip
    assert private_worth(grant=grant).sums.nothing == pytest.approx(lapses, abs=5e-6)


def test_a_listing_for_certain_is_a_listed_share() -> None:
    """Listed after the first year without a lock-up, a share is worth its price, whatever moves."""
    grant = PrivateGrant(
        grant_usd=1e6, listing_probability=1.0, sale_probability=0.0, lock_up_months=0
    )
    worth = private_worth(grant=grant)
    assert worth.mean_usd == pytest.approx(1e6)
    assert worth.sums.nothing == 0
    assert worth.tender_usd == 0
    quiet = private_worth(grant=replace(grant, volatility_fraction=0.0))
    assert quiet.sums.values == pytest.approx((1e6,))


def test_no_way_to_money_is_nothing() -> None:
    """Neither listing nor sale nor staff sale: every unit lapses."""
    worth = private_worth(grant=PrivateGrant(grant_usd=1e6, tender_probability=0.0, **NEITHER))
    assert (worth.sums.nothing, worth.mean_usd, worth.sums.quantile(0.99)) == (1.0, 0.0, 0.0)


def test_one_listing_after_a_year_is_lognormal() -> None:
    """All vested, listed at once, six months locked: the quantiles of one lognormal price."""
    grant = PrivateGrant(
        grant_usd=1e6, schedule=ONE_YEAR, listing_probability=1.0, sale_probability=0.0,
        volatility_fraction=0.6, years_there=1,
    )  # fmt: skip
    worth = private_worth(grant=grant, discount_rate=0.0)
    spread = 0.6 * math.sqrt(1.5)
    for share, z in ((0.1, -1.2815515655446), (0.5, 0.0), (0.9, 1.2815515655446)):
        exact = 1e6 * math.exp(-(spread**2) / 2 + spread * z)
        assert worth.sums.quantile(share) == pytest.approx(exact, rel=2e-3)


@pytest.mark.parametrize(
    ("risk_aversion", "certain"), [(0, 1_000_000), (2, 573_333.33), (3, 447_058.82)]
)
def test_what_would_serve_as_well(risk_aversion: float, certain: float) -> None:
    """Even odds of 1.8 and 0.2 million beside half a million of your own, worked out by hand."""
    sums = Sums(values=(2e5, 1.8e6), chances=(0.5, 0.5))
    assert sums.certain(5e5, risk_aversion) == pytest.approx(certain, abs=0.01)


def test_the_logarithm_is_the_limit_at_one() -> None:
    """At an aversion of 1 the geometric mean of wealth, and no jump beside it."""
    sums = Sums(nothing=0.5, values=(1.5e6,), chances=(0.5,))
    at_one = sums.certain(5e5, 1)
    assert at_one == pytest.approx(math.sqrt(5e5 * 2e6) - 5e5)
    assert sums.certain(5e5, 1.001) == pytest.approx(at_one, rel=2e-3)


def test_odds_and_quantiles_agree() -> None:
    """The chance to stay below the median is a half."""
    worth = private_worth(grant=CASES["default"])
    assert worth.sums.at_most(worth.sums.quantile(0.5)) == pytest.approx(0.5, abs=0.01)
    assert worth.sums.at_most(-1) == 0
    assert worth.sums.at_most(0) == worth.sums.nothing
    assert worth.sums.at_most(1e12) == pytest.approx(1)


def test_the_answer_says_what_it_is_worth() -> None:
    """The headline holds the mean, the middle 80 % and the chance of nothing, as the table does."""
    answer = private_shares_answer()
    worth = private_worth(grant=PrivateGrant(grant_usd=1_000_000))
    for usd in (worth.mean_usd, worth.sums.quantile(0.1), worth.sums.quantile(0.9)):
        assert f"{usd:,.0f}" in answer.headline
    assert f"nothing at all in {100 * worth.sums.nothing:.0f} of 100" in answer.headline
    assert answer.table.rows[1] == ("mean", worth.mean_usd)
