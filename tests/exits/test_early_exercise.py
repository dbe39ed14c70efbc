"""The election and the limit on incentive options, by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.exits.early_exercise import (
    early_exercise_answer,
    incentive_shares_by_year,
    left_usd,
    vesting_tax_usd,
)
from careerkb.pay.tax import take_home_usd

TERMS = {"shares": 40_000, "strike_usd": 0.5, "value_now_usd": 0.5, "value_vested_usd": 4.0}


def test_the_limit_by_calendar_year() -> None:
    """
    48,000 options at 6 dollars, vesting from 1 July.

    12,000 in the first July and five months of 1,000: 17,000 in the second calendar year, above
    the 16,666.67 that 100,000 dollars are; then 12,000, 12,000, and seven months.
    """
    found = incentive_shares_by_year(shares=48_000, grant_value_usd=6, start_month=7)
    assert found == pytest.approx((0, 16_666.667, 12_000, 12_000, 7_000))
    at_once = incentive_shares_by_year(shares=48_000, grant_value_usd=6, early=True)
    assert at_once == pytest.approx((16_666.667, 0, 0, 0, 0))


@given(st.floats(100, 1e6), st.floats(0.01, 100), st.integers(1, 12), st.booleans())
@settings(max_examples=100, deadline=None, derandomize=True)
def test_no_year_is_above_the_limit(shares: float, value: float, month: int, early: bool) -> None:
    """Nor do all of them exceed the grant; a small grant is whole."""
    found = incentive_shares_by_year(
        shares=shares, grant_value_usd=value, start_month=month, early=early
    )
    assert max(found) * value <= 100_000 * (1 + 1e-9)
    assert sum(found) <= shares * (1 + 1e-9)
    if shares * value <= 100_000:
        assert sum(found) == pytest.approx(shares)


def test_the_election_at_no_spread_costs_nothing() -> None:
    """Without it 35,000 dollars a year are wages beside 245,000: 11,200-odd of tax a year."""
    assert vesting_tax_usd(wages_usd=245_000, **TERMS) == 0
    found = vesting_tax_usd(wages_usd=245_000, elects=False, **TERMS)
    kept = take_home_usd(wages_usd=280_000) - take_home_usd(wages_usd=245_000)
    assert found == pytest.approx(4 * (35_000 - kept))


def test_a_sale_by_hand() -> None:
    """580,000 of long gain at 15 dollars; or 140,000 of wages and 440,000 of gain."""
    whole = take_home_usd(wages_usd=245_000, long_term_gain_usd=580_000)
    part = take_home_usd(wages_usd=245_000, long_term_gain_usd=440_000)
    base = take_home_usd(wages_usd=245_000)
    elected = left_usd(sale_usd=15, wages_usd=245_000, **TERMS)
    assert elected == pytest.approx(whole - base)
    without = left_usd(sale_usd=15, wages_usd=245_000, elects=False, **TERMS)
    wages_kept = 4 * (take_home_usd(wages_usd=280_000) - base)
    assert without == pytest.approx(part - base + wages_kept)
    assert elected > without


def test_an_election_on_a_spread_that_vanishes_is_lost() -> None:
    """Worth 4 now and nothing later: the tax was paid for nothing."""
    terms = TERMS | {"value_now_usd": 4.0, "value_vested_usd": 0.0}
    place = {"sale_usd": 0.0, "wages_usd": 245_000}
    assert left_usd(**place, **terms) < left_usd(elects=False, **place, **terms) == -20_000
    assert "less with it" in early_exercise_answer(sale_usd=0.0, value_now_usd=4.0, value_vested_usd=0.0).headline  # fmt: skip


def test_the_answer_adds_up() -> None:
    """Cost, taxes and what is left make the sale."""
    for row in early_exercise_answer().table.rows:
        assert sum(row[1:]) == pytest.approx(600_000)


def test_a_price_below_zero_is_refused() -> None:
    """One sentence."""
    with pytest.raises(ValueError, match="strike_usd must be a number from 0 to 100,000"):
        vesting_tax_usd(wages_usd=1e5, **(TERMS | {"strike_usd": -1}))
