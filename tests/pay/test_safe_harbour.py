"""The rules against underpayment by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.pay.safe_harbour import (
    DATES,
    instalments_usd,
    missing_usd,
    required_usd,
    safe_harbour_answer,
)

MONEY = st.floats(0, 1e6)


def test_the_case_of_shares() -> None:
    """0.9 x 120,634.25 less 94,804 withheld is 13,766.83; four quarters of 3,441.71."""
    rows = dict(safe_harbour_answer().table.rows)
    assert rows["short of the lower one"] == pytest.approx(13_766.825)
    assert rows["pay by 15 June"] == pytest.approx(3_441.70625)
    assert rows["left for April"] == pytest.approx(120_634.25 - 94_804 - 13_766.825)
    assert "short of 90 % of this year's tax by 13,767 dollars" in safe_harbour_answer().headline


@pytest.mark.parametrize(
    ("tax", "income", "least"),
    [
        (80_000, 150_000, 80_000),
        (80_000, 150_001, 88_000),
        (98_700, 300_000, 108_000),
        (0, 300_000, 0),
    ],
)
def test_last_years_tax_and_its_tenth_more(tax: float, income: float, least: float) -> None:
    """120,000 owed: 110 % after more than 150,000, and never above 90 % of this year's."""
    found = required_usd(owed_usd=120_000, last_year_tax_usd=tax, last_year_income_usd=income)
    assert found == pytest.approx(least)


def test_after_a_smaller_year_nothing_is_missing() -> None:
    """245,000 owed 40,199 + 0.32 x 31,950 = 50,423 in 2025; 110 % is 55,465, and 94,804 are withheld."""
    answer = safe_harbour_answer(last_year_tax_usd=50_423, last_year_income_usd=245_000)
    assert answer.headline.startswith("No penalty")
    assert dict(answer.table.rows)["left for April"] == pytest.approx(25_830.25)


def test_state_tax_that_is_itemised_lowers_what_is_owed() -> None:
    """At 450,000 of wages 40,400 count instead of 16,100: 24,300 less, taxed at 35 %."""
    without, with_state = (
        dict(safe_harbour_answer(state_tax_usd=usd).table.rows)["owed"] for usd in (0, 45_000)
    )
    assert without - with_state == pytest.approx(0.35 * (40_400 - 16_100))


def test_a_small_balance_costs_nothing() -> None:
    """999 dollars due: no rule needs to be met; 1,000 due: one does."""
    last = {"last_year_tax_usd": 9_000, "last_year_income_usd": 80_000}
    assert missing_usd(owed_usd=5_999, withheld_usd=5_000, **last) == 0
    assert missing_usd(owed_usd=6_000, withheld_usd=5_000, **last) == pytest.approx(400)


def test_a_late_start_catches_up() -> None:
    """From September on three quarters are due at once."""
    found = instalments_usd(missing_usd=8_000, first="15 September")
    assert list(found.values()) == pytest.approx([0, 0, 6_000, 2_000])


@given(MONEY, MONEY, MONEY, MONEY, st.sampled_from(DATES))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_what_is_paid_meets_a_rule(
    owed: float, withheld: float, last: float, income: float, first: str
) -> None:
    """Payments add up to what is missing, and with withholding reach the lower rule."""
    terms = {"last_year_tax_usd": last, "last_year_income_usd": income}
    missing = missing_usd(owed_usd=owed, withheld_usd=withheld, **terms)
    paid = sum(instalments_usd(missing_usd=missing, first=first).values())
    assert paid == pytest.approx(missing, abs=1e-6)
    reached = withheld + paid >= required_usd(owed_usd=owed, **terms) - 1e-6
    assert reached or owed - withheld < 1_000


def test_a_date_that_is_none_is_refused() -> None:
    """The four stand in the sentence."""
    with pytest.raises(ValueError, match=r"first must be one of '15 April', .*, got '15 May'"):
        instalments_usd(missing_usd=1_000, first="15 May")
