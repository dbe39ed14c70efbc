"""Worth by month of leaving against yearly sums and cases worked by hand."""

import itertools
import math
import re
from dataclasses import replace

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulation import RISKY_LAB as LAB
from simulation import RISKY_PRODUCT as PRODUCT
from simulation import simulated

from careerkb.pay.comparison import compare
from careerkb.pay.definitions import EXAMPLE
from careerkb.pay.leaving import leaving_answer, value_by_month_usd
from careerkb.pay.offers import Offer, year_usd
from careerkb.pay.schedules import EVEN, Schedule, schedule

RISKY = {"offer_a": LAB, "offer_b": PRODUCT}
PLAIN = Offer(base_usd=120_000, bonus_fraction=0.1, sign_on_usd=24_000, grant_usd=48_000)


@pytest.mark.parametrize("years", [1, 2, 4, 6])
def test_full_years_sum_to_the_yearly_pay(years: int) -> None:
    """Undiscounted and at a flat price, by the function of another module."""
    offer = replace(EXAMPLE, refresher_usd=90_000, refresher_probability=0.5, raise_fraction=0.03)
    expected = math.fsum(year_usd(offer=offer, year=y) for y in range(1, years + 1))
    values = value_by_month_usd(offer=offer, months=72, discount_rate=0.0)
    assert values[12 * years] == pytest.approx(expected)


def test_the_first_year_month_by_month() -> None:
    """By hand: 10,000 a month; a twelfth of the sign-on; bonus and a quarter of the grant at 12."""
    values = value_by_month_usd(offer=PLAIN, months=13, discount_rate=0.0)
    assert values[0] == pytest.approx(0)
    assert values[6] == pytest.approx(60_000 + 12_000)
    assert values[11] == pytest.approx(110_000 + 22_000)
    assert values[12] == pytest.approx(120_000 + 24_000 + 12_000 + 12_000)
    assert values[13] == pytest.approx(values[12] + 10_000 + 1_000)


def test_a_layoff_with_carve_out_keeps_the_sign_on_and_pays_severance() -> None:
    """By hand at month 6: all of the sign-on and three months of base more."""
    offer = replace(PLAIN, severance_months=3)
    terms = {"months": 6, "discount_rate": 0.0, "laid_off": True}
    assert value_by_month_usd(offer=offer, **terms)[6] == pytest.approx(60_000 + 24_000 + 30_000)
    bare = replace(offer, layoff_carve_out=False)
    assert value_by_month_usd(offer=bare, **terms)[6] == pytest.approx(60_000 + 12_000 + 30_000)


def test_severance_is_of_the_base_on_the_last_day() -> None:
    """The raise comes with the thirteenth month: at month 12 three months of the first base."""
    offer = Offer(base_usd=120_000, raise_fraction=0.1, severance_months=3)
    out = value_by_month_usd(offer=offer, months=13, discount_rate=0.0, laid_off=True)
    assert out[12] == pytest.approx(120_000 + 30_000)
    assert out[13] == pytest.approx(120_000 + 11_000 + 33_000)


def test_discounting_and_the_cost_of_living_by_hand() -> None:
    """Base alone: a geometric series over twelve months, in a place a quarter dearer."""
    offer = Offer(base_usd=120_000, cost_of_living=1.25)
    factor = 1.08 ** (-1 / 12)
    expected = 10_000 * factor * (1 - factor**12) / (1 - factor) / 1.25
    assert value_by_month_usd(offer=offer, months=12)[12] == pytest.approx(expected)


def test_shares_grow_from_their_own_day() -> None:
    """A whole grant that vests at month 12 is worth the price of month 12."""
    offer = Offer(
        base_usd=120_000,
        grant_usd=50_000,
        price_growth_fraction=0.2,
        schedule=Schedule(yearly_fractions=(1.0,), cliff_months=12),
    )
    found = value_by_month_usd(offer=offer, months=12, discount_rate=0.0)
    assert found[12] == pytest.approx(120_000 + 60_000)


OFFERS = st.builds(
    Offer,
    base_usd=st.floats(50_000, 500_000),
    bonus_fraction=st.floats(0, 1),
    sign_on_usd=st.floats(0, 200_000),
    clawback=st.sampled_from(["prorated", "cliff", "two-stage"]),
    clawback_months=st.integers(0, 36),
    grant_usd=st.floats(0, 1e6),
    schedule=st.sampled_from([EVEN, schedule(name="5/15/40/40"), schedule(name="33/33/22/12")]),
    refresher_usd=st.floats(0, 2e5),
)


@given(OFFERS)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_staying_a_month_longer_never_costs(offer: Offer) -> None:
    """Whatever the clause and the schedule, each month pays something."""
    values = value_by_month_usd(offer=offer, months=60, discount_rate=0.0)
    assert all(later > earlier for earlier, later in itertools.pairwise(values))


def test_the_answer_names_the_months_in_which_the_lead_changes() -> None:
    """Each run of the headline has the sign of the difference at its ends."""
    answer = leaving_answer(**RISKY)
    first = value_by_month_usd(offer=LAB)
    second = value_by_month_usd(offer=PRODUCT)
    ahead = [month for month in range(1, 49) if first[month] > second[month]]
    assert f"the first has paid more in months {ahead[0]} to" in answer.headline
    assert [row[0] for row in answer.table.rows] == [str(m) for m in range(0, 49, 6)]


def test_equal_offers_are_level() -> None:
    """The same letter twice."""
    answer = leaving_answer(offer_a=LAB, offer_b=LAB)
    assert answer.headline.startswith(
        "On the expected share price, if you resign, the two are level in months 1 to 48. "
    )


def test_the_headline_counts_the_risks() -> None:
    """The odds of the first and of the fourth year, against a simulation of both offers."""
    answer = leaving_answer(**RISKY)
    assert answer.headline.endswith(
        "With the risks counted, and no clawback, the first ends ahead in 80 of 100 outcomes over"
        " 1 year and in 50 over 4 years."
    )
    random = numpy.random.default_rng(7)
    for years, odds in ((1, 80), (4, 50)):
        first, second = (simulated(o, years, 0.08, 200_000, random) for o in (LAB, PRODUCT))
        assert 100 * float((first > second).mean()) == pytest.approx(odds, abs=1)


@pytest.mark.parametrize(("months", "years"), [(11, 0), (12, 1), (47, 3), (120, 4)])
def test_odds_are_given_for_full_years_alone(months: int, years: int) -> None:
    """None below a year, none beyond the fourth; each is the comparison's."""
    headline = leaving_answer(months=months, **RISKY).headline
    said = [int(odds) for odds in re.findall(r"(\d+)(?: of 100 outcomes)? over \d", headline)]
    wanted = sorted({1, years}) if years else []
    found = [compare(offer_a=LAB, offer_b=PRODUCT, years=n) for n in wanted]
    assert said == [round(100 * one.first_higher) for one in found]


def test_no_odds_where_nothing_is_uncertain() -> None:
    """Two certain offers leave nothing to count."""
    headline = leaving_answer(offer_a=PLAIN, offer_b=Offer(base_usd=90_000)).headline
    assert headline.endswith(" in months 1 to 48. Nothing is uncertain in these two.")


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"months": 0}, "months must be a whole number from 1 to 120"),
        ({"months": 121}, "months must be a whole number from 1 to 120"),
        ({"laid_off": 1}, "laid_off must be true or false"),
    ],
)
def test_bad_terms_are_refused(terms: dict[str, object], message: str) -> None:
    """One message that names the term."""
    with pytest.raises(ValueError, match=message):
        value_by_month_usd(**({"offer": PLAIN} | terms))
