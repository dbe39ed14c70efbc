"""The credit year by year, by hand."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.exits.minimum_tax_credit import credit_by_year_usd, minimum_tax_credit_answer


def test_one_year_by_hand() -> None:
    """
    Wages of 180,000, single, 2026.

    Regular: 17,966 + 24 % of 58,200 = 31,934. Minimum: 26 % of 89,900 = 23,374. 8,560 come back
    each year, so 20,000 take three.
    """
    found = credit_by_year_usd(paid_usd=20_000, wages_usd=180_000, years=4)
    assert found == pytest.approx((8_560, 8_560, 2_880, 0))


def test_the_published_case() -> None:
    """A spread of 400,000 beside 180,000 brings 111,548; fourteen years are needed."""
    answer = minimum_tax_credit_answer()
    assert "brings 111,548 dollars of minimum tax" in answer.headline
    left = [row[2] for row in answer.table.rows]
    assert left[12] == pytest.approx(111_548 - 13 * 8_560, abs=1)
    assert left[13] == 0


def test_small_wages_bring_little_back() -> None:
    """Below the minimum tax's exemption both taxes are small: all of a small regular tax."""
    found = credit_by_year_usd(paid_usd=20_000, wages_usd=50_000, years=1)
    assert found == pytest.approx((1_240 + 0.12 * 21_500,))
    assert credit_by_year_usd(paid_usd=20_000, wages_usd=0, years=2) == (0, 0)


@given(st.floats(0, 1e6), st.floats(0, 2e6), st.integers(1, 40))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_no_more_comes_back_than_was_paid(paid: float, wages: float, years: int) -> None:
    """And each year no more than in the one before."""
    found = credit_by_year_usd(paid_usd=paid, wages_usd=wages, years=years)
    assert sum(found) <= paid + 1e-6
    assert all(a >= b >= 0 for a, b in pairwise(found))


def test_without_a_spread_nothing_is_paid() -> None:
    """And nothing comes back."""
    assert "brings 0 dollars" in minimum_tax_credit_answer(spread_usd=0).headline


def test_no_year_is_refused() -> None:
    """One sentence."""
    with pytest.raises(ValueError, match="years must be a whole number from 1 to 40"):
        credit_by_year_usd(paid_usd=1, wages_usd=1, years=0)
