"""Small business stock by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.exits.small_business_stock import (
    excluded_usd,
    gain_tax_usd,
    small_business_stock_answer,
)
from careerkb.pay.itemizing import Filer
from careerkb.pay.tax import federal_tax_usd


@pytest.mark.parametrize(
    ("held", "part"), [(2.99, 0.0), (3, 0.5), (3.99, 0.5), (4, 0.75), (5, 1.0), (12, 1.0)]
)
def test_the_steps_of_the_law(held: float, part: float) -> None:
    """50, 75 and 100 % from three, four and five years on."""
    assert excluded_usd(gain_usd=1e6, held_years=held) == part * 1e6


def test_the_caps() -> None:
    """15 million, or ten times what was paid; 75 million of assets."""
    assert excluded_usd(gain_usd=40e6) == 15e6
    assert excluded_usd(gain_usd=40e6, paid_usd=3e6) == 30e6
    assert excluded_usd(gain_usd=40e6, held_years=3) == 15e6
    assert excluded_usd(gain_usd=1e6, assets_usd=75e6) == 1e6
    assert excluded_usd(gain_usd=1e6, assets_usd=75e6 + 1) == 0


def test_half_of_a_gain_by_hand() -> None:
    """
    245,000 of wages and 100,000 of gain after three years, 2026.

    50,000 are taxed: 27,325 up to 256,225 at the 28 % that the 32 % bracket is limited to, and
    22,675 in the 35 % bracket at 28 %; 3.8 % of it all as investment income.
    """
    found = gain_tax_usd(gain_usd=100_000, wages_usd=245_000, held_years=3)
    assert found == pytest.approx(0.28 * 50_000 + 0.038 * 50_000)


def test_low_wages_keep_their_own_bracket() -> None:
    """50,000 of wages, 20,000 taxed after four years: 12 % up to 50,400 and 22 % above."""
    found = gain_tax_usd(gain_usd=80_000, wages_usd=50_000, held_years=4)
    assert found == pytest.approx(0.12 * 16_500 + 0.22 * 3_500)


@given(
    st.floats(0, 5e7),
    st.floats(0, 1e6),
    st.sampled_from([2025, 2026]),
    st.sampled_from(["single", "joint"]),
)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_waiting_never_costs_tax(gain: float, wages: float, year: int, status: str) -> None:
    """From two years to five; without an exclusion it is the tax of a long gain."""
    place = {"gain_usd": gain, "wages_usd": wages, "filer": Filer(year=year, status=status)}
    two, five = (gain_tax_usd(held_years=held, **place) for held in (2, 5))
    assert five <= two + 1e-6
    plain = federal_tax_usd(
        wages_usd=wages, long_term_gain_usd=gain, filer=Filer(year=year, status=status)
    ) - federal_tax_usd(wages_usd=wages, filer=Filer(year=year, status=status))
    large = gain_tax_usd(held_years=5, assets_usd=1e8, **place)
    assert two == pytest.approx(plain) == large


def test_the_answer_says_when_a_company_is_too_large() -> None:
    """And shows five rows otherwise, the last untaxed."""
    assert "too large for the rule" in small_business_stock_answer(assets_usd=1e8).headline
    rows = small_business_stock_answer().table.rows
    assert len(rows) == 5
    assert rows[-1][2] == pytest.approx(0)


def test_years_below_zero_are_refused() -> None:
    """One sentence."""
    with pytest.raises(ValueError, match="held_years must be a number from 0 to 60"):
        excluded_usd(gain_usd=1, held_years=-1)
