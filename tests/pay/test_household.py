"""Two earners by hand: income tax on top, Social Security by person, Medicare by return."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.pay.household import (
    added_usd,
    household_answer,
    household_left_usd,
    next_dollar_rate,
)
from careerkb.pay.itemizing import Filer
from careerkb.pay.tax import take_home_usd


def test_the_case_of_two_earners() -> None:
    """
    400,000 beside 300,000, filed together, 2026.

    Income tax 171,268.50 less 49,468 is 121,800.50. Social Security 11,439 of one's own, Medicare
    5,800, and 0.9 % of 400,000 because the other is above 250,000 already.
    """
    yours = {row[0]: row[3] for row in household_answer().table.rows}
    assert yours["federal income tax"] == pytest.approx(171_268.5 - 49_468)
    assert yours["Social Security and Medicare"] == pytest.approx(11_439 + 5_800 + 3_600)
    found = added_usd(wages_usd=400_000, spouse_wages_usd=300_000)
    assert found == pytest.approx(400_000 - 121_800.5 - 20_839)
    assert yours["left"] == pytest.approx(found)


def test_the_threshold_of_medicare_is_shared() -> None:
    """Two of 200,000 owe 0.9 % of 150,000 between them, though neither alone owes any."""
    left = household_left_usd(wages_usd=200_000, spouse_wages_usd=200_000)
    tax = 82_048 - 0.24 * (403_550 - 367_800)  # taxable 400,000 - 32,200, in the 24 % bracket
    assert left == pytest.approx(400_000 - tax - 2 * 11_439 - 0.0145 * 400_000 - 1_350)


def test_the_first_dollar_stands_on_the_others() -> None:
    """Beside 300,000 it is taxed at 24 %, 7.65 % and 0.9 %; beside nothing at 7.65 %."""
    found = next_dollar_rate(wages_usd=0, spouse_wages_usd=300_000)
    assert found == pytest.approx(0.24 + 0.0765 + 0.009, abs=1e-6)
    assert next_dollar_rate(wages_usd=0, spouse_wages_usd=0) == pytest.approx(0.0765, abs=1e-6)


@given(
    st.floats(0, 2e6),
    st.floats(0, 2e6),
    st.sampled_from(["elsewhere", "New Jersey", "Massachusetts", "Georgia"]),
)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_who_is_called_the_spouse_makes_no_difference(one: float, two: float, state: str) -> None:
    """The household keeps the same."""
    found = household_left_usd(wages_usd=one, spouse_wages_usd=two, state=state)
    back = household_left_usd(wages_usd=two, spouse_wages_usd=one, state=state)
    assert found == pytest.approx(back, abs=1e-6)


@given(st.floats(0, 2e6), st.floats(0, 0.14))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_beside_nobody_who_earns_it_is_a_joint_return(wages: float, rate: float) -> None:
    """The same as `take_home_usd` of one earner."""
    found = added_usd(wages_usd=wages, spouse_wages_usd=0, state_rate=rate)
    assert found == pytest.approx(
        take_home_usd(wages_usd=wages, state_rate=rate, filer=Filer(status="joint")), abs=1e-6
    )


def test_contributions_are_by_person() -> None:
    """Illinois has none; New Jersey's ceilings hold for each of two."""
    parts = {
        row[0]: row[1:]
        for row in household_answer(
            wages_usd=200_000, spouse_wages_usd=200_000, state="New Jersey"
        ).table.rows
    }
    most = 0.0042 * 171_100 + 0.00425 * 44_800
    assert parts["state contributions"] == pytest.approx((most, 2 * most, most))


def test_a_flat_rate_beside_a_known_state_is_refused() -> None:
    """One sentence."""
    with pytest.raises(ValueError, match="state_rate must be 0 in Texas, whose own tax"):
        added_usd(wages_usd=1e5, spouse_wages_usd=1e5, state="Texas", state_rate=0.05)


def test_the_headline_has_both_rates_and_what_is_provisional() -> None:
    """37 % begins at 768,700 of taxable income: the next dollar costs 35, 1.45 and 0.9 %."""
    headline = household_answer().headline
    assert "first dollar is taxed at 32.55% and the next one at 37.35%" in headline
    assert "Provisional" not in headline
    assert household_answer(state="Illinois").headline.endswith("a projection.")
