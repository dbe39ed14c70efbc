"""Withholding against the flat rates by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.pay.itemizing import Filer
from careerkb.pay.tax import income_tax_usd
from careerkb.pay.withholding import april_gap_usd, withheld_usd, withholding_answer


def test_flat_withholding_by_hand() -> None:
    """245,000 regular owes 49,704; 22 % of 205,000 is 45,100; the whole owes 120,634.25."""
    terms = {"wages_usd": 450_000, "supplemental_usd": 205_000}
    assert withheld_usd(**terms) == pytest.approx(49_704 + 45_100)
    assert april_gap_usd(**terms) == pytest.approx(120_634.25 - 94_804)


def test_above_a_million_the_rate_is_the_highest() -> None:
    """1.5 million in shares: 220,000 and 37 % of the half million above."""
    found = withheld_usd(wages_usd=1_700_000, supplemental_usd=1_500_000)
    assert found == pytest.approx(income_tax_usd(wages_usd=200_000) + 220_000 + 185_000)


def test_without_supplemental_pay_nothing_is_due() -> None:
    """The tables of regular pay are exact here."""
    assert april_gap_usd(wages_usd=300_000, supplemental_usd=0) == pytest.approx(0)


def test_a_small_bonus_on_small_pay_is_withheld_too_high() -> None:
    """At 12 % owed and 22 % withheld, a tenth of 5,000 comes back."""
    gap = april_gap_usd(wages_usd=45_000, supplemental_usd=5_000)
    assert gap == pytest.approx(-500)
    assert (
        "500 dollars come back"
        in withholding_answer(wages_usd=45_000, supplemental_usd=5_000).headline
    )


@given(st.floats(0, 2e6), st.floats(0, 1), st.sampled_from(["single", "joint"]))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_withheld_and_due_make_what_is_owed(wages: float, part: float, status: str) -> None:
    """Whatever the split."""
    terms = {"wages_usd": wages, "supplemental_usd": wages * part, "filer": Filer(status=status)}
    total = withheld_usd(**terms) + april_gap_usd(**terms)
    assert total == pytest.approx(
        income_tax_usd(wages_usd=wages, filer=Filer(status=status)), abs=1e-6
    )


def test_the_answer_shows_the_gap() -> None:
    """25,830 dollars, and a line that starts at nothing."""
    answer = withholding_answer()
    assert "25,830 dollars are still due in April" in answer.headline
    assert answer.chart is not None
    assert answer.chart.series[0].y[0] == pytest.approx(0)


def test_a_part_larger_than_the_whole_is_refused() -> None:
    """One message that names the part."""
    with pytest.raises(ValueError, match="supplemental_usd must be at most wages_usd, 100,000"):
        withheld_usd(wages_usd=100_000, supplemental_usd=150_000)
