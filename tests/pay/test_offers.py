"""Every definition of total compensation against the golden values and plain arithmetic."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulation import paid_by_month

from careerkb.pay.comparison import compare
from careerkb.pay.definitions import (
    net_present_value_usd,
)
from careerkb.pay.leaving import value_by_month_usd
from careerkb.pay.offers import Offer, year_usd
from careerkb.pay.schedules import Schedule, schedule, schedule_names
from careerkb.pay.worth import expected_value_usd

TERMS = {"base_usd": 245_000, "bonus_fraction": 0.15, "sign_on_usd": 75_000, "grant_usd": 600_000}


def by_hand(offer: Offer, years: int, rate: float) -> float:
    """Add up what every month pays."""
    return float(paid_by_month(offer, years, rate).sum()) + offer.sign_on_usd


def test_shares_that_vest_on_a_day_are_worth_the_price_of_that_day() -> None:
    """A quarter of 600,000 at month 12, at a price a quarter higher, on 200,000 of base."""
    offer = Offer(base_usd=200_000, grant_usd=600_000, price_growth_fraction=0.25)
    assert year_usd(offer=offer, year=1) == pytest.approx(387_500)
    months = value_by_month_usd(offer=offer, months=12, discount_rate=0)
    assert months[12] == pytest.approx(387_500)


SCHEDULES = [
    *(schedule(name=name) for name in schedule_names()),
    schedule(name="10@6/10@12/30@18/50@36"),
    Schedule(yearly_fractions=(0.5, 0.5), cliff_months=18),
]


@st.composite
def offers(draw: st.DrawFn) -> Offer:
    """Any offer without chances."""
    return Offer(
        base_usd=draw(st.floats(50_000, 900_000)),
        bonus_fraction=draw(st.floats(0, 1)),
        sign_on_usd=draw(st.floats(0, 300_000)),
        grant_usd=draw(st.floats(0, 3e6)),
        schedule=draw(st.sampled_from(SCHEDULES)),
        refresher_usd=draw(st.sampled_from([0.0, 90_000.0])),
        raise_fraction=draw(st.floats(-0.1, 0.1)),
        price_growth_fraction=draw(st.none() | st.floats(-0.3, 0.3)),
        haircut_fraction=draw(st.sampled_from([0.0, 0.25])),
        cost_of_living=draw(st.floats(0.7, 1.5)),
    )


@given(offers(), offers(), st.integers(1, 9), st.floats(-0.05, 0.15))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_every_page_adds_up_on_one_calendar(
    one: Offer, two: Offer, years: int, rate: float
) -> None:
    """Comparison, sensitivity, offers, leaving and a sum of months: the same dollars."""
    want = []
    for offer in (one, two):
        terms = {"offer": offer, "discount_rate": rate}
        worth = net_present_value_usd(years=years, **terms) / offer.cost_of_living
        left = value_by_month_usd(
            offer=replace(offer, clawback_months=0), months=12 * years, discount_rate=rate
        )[-1]
        assert expected_value_usd(years=years, **terms) == pytest.approx(worth, rel=1e-12)
        assert left == pytest.approx(worth, rel=1e-12)
        flat = replace(offer, grant_usd=offer.grant_usd * (1 - offer.haircut_fraction))
        flat = replace(flat, refresher_usd=offer.refresher_usd * (1 - offer.haircut_fraction))
        assert worth == pytest.approx(by_hand(flat, years, rate) / offer.cost_of_living, rel=1e-11)
        want.append(worth)
    found = compare(offer_a=one, offer_b=two, years=years, discount_rate=rate)
    assert found.expected_usd == pytest.approx(want, rel=1e-12)
    assert found.quantiles_usd[2] == pytest.approx([want[0] - want[1]] * 5, abs=1e-6)
    for year, (first, second, _) in enumerate(found.yearly_usd, 1):
        assert first == pytest.approx(year_usd(offer=one, year=year) / one.cost_of_living)
        assert second == pytest.approx(year_usd(offer=two, year=year) / two.cost_of_living)


@given(st.floats(-0.05, 0.15), st.sampled_from(SCHEDULES))
def test_a_share_is_worth_its_price_today(rate: float, terms: Schedule) -> None:
    """Whatever the discount rate and the calendar; a haircut takes its part, growth is stated."""
    offer = Offer(base_usd=1_000, grant_usd=600_000, schedule=terms)
    years = len(terms.yearly_fractions)

    def shares(**changes: float) -> float:
        worth = [
            net_present_value_usd(offer=replace(offer, grant_usd=usd, **changes), years=years,
                                  discount_rate=rate)
            for usd in (600_000, 0)
        ]  # fmt: skip
        return worth[0] - worth[1]

    assert shares() == pytest.approx(600_000)
    assert shares(haircut_fraction=0.2) == pytest.approx(480_000)
    assert shares(price_growth_fraction=rate) == pytest.approx(600_000)
    assert shares(price_growth_fraction=rate - 0.04) < 600_000


def test_growth_of_price_and_base_by_hand() -> None:
    """Year two: one raise, and a forty-eighth of the shares at the price of each month."""
    offer = Offer(
        base_usd=100_000, raise_fraction=0.1, grant_usd=48_000, price_growth_fraction=0.21
    )
    shares = sum(1_000 * 1.21 ** (month / 12) for month in range(13, 25))
    assert year_usd(offer=offer, year=2) == pytest.approx(110_000 + shares)


def test_a_refresher_grows_from_its_own_day() -> None:
    """Granted after a year, its first quarter vests a year later at 1.21, then month by month."""
    offer = Offer(base_usd=100_000, refresher_usd=48_000, price_growth_fraction=0.21)
    assert year_usd(offer=offer, year=2) == pytest.approx(100_000 + 12_000 * 1.21)
    later = sum(1_000 * 1.21 ** (month / 12) for month in range(13, 25))
    assert year_usd(offer=offer, year=3) == pytest.approx(100_000 + 12_000 * 1.21 + later)


@pytest.mark.parametrize(
    "term", ["base_usd", "bonus_fraction", "sign_on_usd", "grant_usd", "refresher_usd"]
)
def test_value_never_falls_when_a_term_rises(term: str) -> None:
    """Raising any pay term raises the present value."""
    lower = {**TERMS, "refresher_usd": 10_000}
    higher = lower | {term: lower[term] * 1.1}
    assert net_present_value_usd(offer=Offer(**higher)) > net_present_value_usd(
        offer=Offer(**lower)
    )


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"base_usd": -245_000}, "base_usd must be .* was the sign meant"),
        ({"base_usd": 245}, "write 245000"),
        ({"bonus_fraction": 15}, "write 15 % as 0.15"),
        ({"grant_usd": float("inf")}, "grant_usd must be .* infinite"),
        ({"grant_usd": "600k"}, "give a plain number"),
        ({"refresher_probability": 1.5}, "refresher_probability must be"),
        ({"schedule": "even"}, "schedule must be a Schedule"),
        ({"clawback_months": 6.5}, "clawback_months must be a whole number"),
        ({"haircut_fraction": 20}, "haircut_fraction must be .* write 20 % as 0.2"),
        ({"price_growth_fraction": "8 %"}, "price_growth_fraction must be .* or None"),
        ({"guaranteed_bonus_usd": 2e6}, "at most five times base_usd"),
    ],
)
def test_bad_terms_are_refused(terms: dict[str, object], message: str) -> None:
    """One message that names the term, the value, the range and the likely cause."""
    with pytest.raises(ValueError, match=message):
        Offer(**({"base_usd": 245_000} | terms))
