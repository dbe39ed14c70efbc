"""The cap on state tax against the law's own numbers, and what it saves by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.pay.itemizing import Filer, deduction_usd, itemizing_answer, state_tax_cap_usd
from careerkb.pay.tax import income_tax_usd, marginal_rate, take_home_usd


@pytest.mark.parametrize(
    ("year", "income", "cap"),
    [
        (2025, 500_000, 40_000),
        (2025, 550_000, 25_000),
        (2025, 600_000, 10_000),
        (2026, 505_000, 40_400),
        (2026, 605_000, 10_400),
        (2026, 606_334, 10_000),
        (2026, 5_000_000, 10_000),
    ],
)
def test_the_cap_is_that_of_the_law(year: int, income: float, cap: float) -> None:
    """Full up to 500,000 or 505,000, 30 % less of each dollar above, never under 10,000."""
    for status in ("single", "joint"):
        assert state_tax_cap_usd(
            income_usd=income, filer=Filer(year=year, status=status)
        ) == pytest.approx(cap)


def test_the_case_of_nine_percent() -> None:
    """40,400 instead of 16,100 at 35 %: 8,505 dollars less, 112,129.25 instead of 120,634.25."""
    assert income_tax_usd(wages_usd=450_000) == pytest.approx(120_634.25)
    found = income_tax_usd(wages_usd=450_000, state_tax_usd=40_500)
    assert found == pytest.approx(112_129.25)
    rows = dict(itemizing_answer().table.rows)
    assert rows["saved"] == pytest.approx(8_505)
    assert "saves 8,505 dollars" in itemizing_answer().headline


def test_the_smaller_of_two_deductions_is_not_taken() -> None:
    """16,000 of state tax are less than the standard 16,100: nothing changes, and it is said."""
    assert deduction_usd(income_usd=300_000, state_tax_usd=16_000) == 16_100
    assert (
        deduction_usd(income_usd=300_000, state_tax_usd=32_000, filer=Filer(status="joint"))
        == 32_200
    )
    assert "nothing is saved" in itemizing_answer(wages_usd=150_000).headline


@given(
    st.floats(0, 1e6),
    st.floats(0, 0.2),
    st.sampled_from([2025, 2026]),
    st.sampled_from(["single", "joint"]),
)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_the_marginal_rate_is_the_difference_of_two_pays(
    wages: float, state: float, year: int, status: str
) -> None:
    """A dollar more, with any flat rate: the same unless something begins within that dollar."""
    place = {"state_rate": state, "filer": Filer(year=year, status=status)}
    kept = [take_home_usd(wages_usd=wages + more, **place) for more in (0, 1)]
    rates = {round(marginal_rate(wages_usd=wages + more, **place), 9) for more in (0, 1)}
    if len(rates) == 1:
        assert 1 - kept[1] + kept[0] == pytest.approx(rates.pop(), abs=1e-6)


@given(st.floats(0, 1e6), st.floats(0, 2e5))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_state_tax_never_raises_the_federal_tax(wages: float, state: float) -> None:
    """Nor lowers it by more than 37 % of what is deducted."""
    without = income_tax_usd(wages_usd=wages)
    found = income_tax_usd(wages_usd=wages, state_tax_usd=state)
    assert without - 0.37 * min(state, 40_400) - 1e-6 <= found <= without


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"year": 2024}, "year must be one of 2025, 2026, got 2024"),
        ({"status": "married"}, "status must be one of 'single', 'joint', got 'married'"),
    ],
)
def test_a_filer_that_no_law_knows_is_refused(wrong: dict[str, object], message: str) -> None:
    """Once, where the filer is made; every tax of the site takes the same one."""
    with pytest.raises(ValueError, match=message):
        Filer(**wrong)
