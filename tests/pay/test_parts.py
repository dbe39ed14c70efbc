"""What each part of a letter is worth: sums by hand, and on all pages the same."""

import pytest

from careerkb.pay.after_tax import after_tax_years_usd
from careerkb.pay.definitions import (
    annualised_usd,
    average_usd,
    guaranteed_usd,
    net_present_value_usd,
    run_rate_usd,
)
from careerkb.pay.leaving import value_by_month_usd
from careerkb.pay.offers import Offer, year_usd
from careerkb.pay.parts import EXAMPLE, PAY, part_values_usd, parts_answer, yearly_benefits_usd
from careerkb.pay.tax import take_home_usd
from careerkb.pay.worth import expected_value_usd


def test_each_part_by_hand() -> None:
    """Undiscounted and without an outlook, each part is what the letter adds up to."""
    found = part_values_usd(offer=EXAMPLE, discount_rate=0.0)
    assert found == pytest.approx({
        PAY: 840_000,
        "bonus": 126_000,
        "benefits": 88_000,
        "sign-on": 40_000,
        "cash parts": 30_000,
        "first grant": 400_000,
        "further grants": 75_000,
        "refreshers": 80_000 * (0.75 + 0.5 + 0.25),
    })  # fmt: skip


def test_all_pages_add_up_the_same_parts() -> None:
    """The mean, the present value, the sum by month and the years; then the other definitions."""
    whole = expected_value_usd(offer=EXAMPLE)
    assert sum(part_values_usd(offer=EXAMPLE).values()) == pytest.approx(whole)
    assert net_present_value_usd(offer=EXAMPLE) == pytest.approx(whole)
    assert value_by_month_usd(offer=EXAMPLE)[-1] == pytest.approx(whole)
    years = [210_000 * 1.15 + 22_000 + 100_000 + more for more in (70_000, 45_000, 65_000, 85_000)]
    assert [year_usd(offer=EXAMPLE, year=y) for y in (1, 2, 3, 4)] == pytest.approx(years)
    assert average_usd(offer=EXAMPLE) == pytest.approx(sum(years) / 4)
    assert annualised_usd(offer=EXAMPLE) == pytest.approx(210_000 * 1.15 + 570_000 / 4)
    kept = 210_000 + 22_000 + 40_000  # the second sign-on is paid that day and owed in full
    assert guaranteed_usd(offer=EXAMPLE) == pytest.approx(kept)
    assert run_rate_usd(offer=EXAMPLE) == pytest.approx(241_500 + 22_000 + 80_000)  # year six


def test_benefits_are_not_taxed() -> None:
    """What the tax of the wages leaves, and the benefits in full."""
    (left,) = after_tax_years_usd(offer=Offer(base_usd=245_000, benefits_usd=20_000), years=1)
    assert left == pytest.approx(take_home_usd(wages_usd=245_000) + 20_000)


def test_benefits_by_hand() -> None:
    """Match, premiums, a week of leave, and a tenth of base in a plan at 15 % off."""
    found = yearly_benefits_usd(
        base_usd=130_000, match_usd=5_000, premiums_usd=3_000, leave_days=5, plan_fraction=0.17
    )
    assert found == pytest.approx(5_000 + 3_000 + 2_500 + 22_100 / 0.85 - 22_100)


def test_a_plain_letter_is_one_part() -> None:
    """Base pay alone is the whole, and the sentence stops there."""
    answer = parts_answer(offer=Offer(base_usd=100_000), years=1, discount_rate=0.0)
    assert answer.headline == (
        "Over 1 year this letter is worth 100,000 dollars today, before tax: 100,000 of it is base"
        " pay and what follows the job."
    )
    assert answer.table.rows == ((PAY, 100_000, 100),)
