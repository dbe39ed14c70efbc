"""British pay: an open model's twelve incomes, the melting allowance, and slices of pay."""

import numpy
import pytest

from careerkb.pay.united_kingdom import (
    income_tax_gbp,
    national_insurance_gbp,
    take_home_gbp,
    united_kingdom_answer,
)

POLICYENGINE = [
    # pay, income tax, National Insurance, left
    (20_000, 1_486, 594.40, 17_919.60),
    (30_000, 3_486, 1_394.40, 25_119.60),
    (40_000, 5_486, 2_194.40, 32_319.60),
    (50_270, 7_540, 3_016, 39_714),
    (60_000, 11_432, 3_210.60, 45_357.40),
    (80_000, 19_432, 3_610.60, 56_957.40),
    (100_000, 27_432, 4_010.60, 68_557.40),
    (110_000, 33_432, 4_210.60, 72_357.40),
    (125_140, 42_516, 4_513.40, 78_110.60),
    (150_000, 53_703, 5_010.60, 91_286.40),
    (200_000, 76_203, 6_010.60, 117_786.40),
    (300_000, 121_203, 8_010.60, 170_786.40),
]
"""Computed with policyengine-uk 2.162.10 for 2026/27; three of them were computed again."""


@pytest.mark.parametrize("year", [2025, 2026])
@pytest.mark.parametrize("case", POLICYENGINE)
def test_every_amount_agrees_with_the_open_model(case: tuple[float, ...], year: int) -> None:
    """To the penny, in both years, whose numbers are the same."""
    pay, tax, insurance, left = case
    law = {"pay_gbp": pay, "year": year}
    found = (income_tax_gbp(**law), national_insurance_gbp(**law), take_home_gbp(**law))
    assert found == pytest.approx((tax, insurance, left), abs=0.01)


@pytest.mark.parametrize(
    ("pay", "rate"),
    [(10_000, 0), (40_000, 0.28), (80_000, 0.42), (110_000, 0.62), (130_000, 0.47)],
)
def test_the_next_pound_is_taxed_as_published(pay: float, rate: float) -> None:
    """Basic, higher and additional rate with National Insurance, and 62 % in between."""
    kept = take_home_gbp(pay_gbp=pay + 1) - take_home_gbp(pay_gbp=pay)
    assert 1 - kept == pytest.approx(rate)


def test_pounds_added_one_by_one_agree() -> None:
    """150,000 pounds, each at the rate of its place: a second method, from the gross side."""
    pounds = numpy.arange(150_000) + 0.5
    bands = numpy.select(
        [pounds < 12_570, pounds < 50_270, pounds < 100_000, pounds < 125_140],
        [0.0, 0.2, 0.4, 0.6],
        0.45,
    )
    assert income_tax_gbp(pay_gbp=150_000) == pytest.approx(bands.sum())


def test_the_shares_of_the_answer_are_taxed_on_top() -> None:
    """150,000 pounds leave 91,286.40 by the open model; without 30,000 of shares 76,157.40."""
    rows = dict(united_kingdom_answer().table.rows)
    assert rows["left"] == pytest.approx(91_286.40)
    assert rows["left of the shares"] == pytest.approx(91_286.40 - 76_157.40)
    assert rows["billed later"] == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"pay_gbp": -1}, "pay_gbp must be a number from 0 .*was the sign meant"),
        ({"pay_gbp": 50_000, "year": 2024}, "year must be one of 2025, 2026, got 2024"),
        ({"pay_gbp": "50k"}, "pay_gbp must be a number .*give a plain number"),
    ],
)
def test_bad_input_gets_one_sentence(change: dict[str, object], message: str) -> None:
    """A negative wage, a year without a scale, words."""
    with pytest.raises(ValueError, match=message):
        take_home_gbp(**change)
