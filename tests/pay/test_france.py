"""French pay: an open model's twenty rows, and why it is three euros off."""

import pytest

from careerkb.pay.france import (
    contributions_eur,
    france_answer,
    free_share_income_eur,
    income_tax_eur,
    social_levies_eur,
    take_home_eur,
)

OPENFISCA = [
    # year, pay, contributions, levies, tax by openfisca-france; the same three by hand
    (2025, 36_000, 4_080.24, 3_430.89, 1_494, 4_080.24, 3_430.89, 1_494),
    (2025, 45_000, 5_104.46, 4_288.61, 3_064, 5_100.30, 4_288.61, 3_065),
    (2025, 55_000, 6_213.71, 5_241.64, 5_284, 6_216.69, 5_241.64, 5_283),
    (2025, 65_000, 7_242.11, 6_194.66, 7_526, 7_245.09, 6_194.66, 7_525),
    (2025, 80_000, 8_784.71, 7_624.20, 10_889, 8_787.69, 7_624.20, 10_888),
    (2025, 100_000, 10_841.51, 9_530.25, 15_373, 10_844.49, 9_530.25, 15_372),
    (2025, 120_000, 12_898.31, 11_436.30, 20_363, 12_901.29, 11_436.30, 20_362),
    (2025, 150_000, 15_983.51, 14_295.38, 29_554, 15_986.49, 14_295.38, 29_554),
    (2025, 200_000, 21_122.50, 19_081.97, 45_688, 21_125.71, 19_080.19, 45_687),
    (2025, 300_000, 31_382.50, 28_781.97, 81_772, 31_385.71, 28_780.19, 81_771),
    (2026, 36_000, 4_080.24, 3_430.89, 1_494, 4_080.24, 3_430.89, 1_494),
    (2026, 45_000, 5_105.36, 4_288.61, 3_064, 5_100.30, 4_288.61, 3_065),
    (2026, 55_000, 6_225.06, 5_241.64, 5_281, 6_228.11, 5_241.64, 5_280),
    (2026, 65_000, 7_253.46, 6_194.66, 7_523, 7_256.51, 6_194.66, 7_522),
    (2026, 80_000, 8_796.06, 7_624.20, 10_886, 8_799.11, 7_624.20, 10_885),
    (2026, 100_000, 10_852.86, 9_530.25, 15_370, 10_855.91, 9_530.25, 15_369),
    (2026, 120_000, 12_909.66, 11_436.30, 20_359, 12_912.71, 11_436.30, 20_357),
    (2026, 150_000, 15_994.86, 14_295.38, 29_551, 15_997.91, 14_295.38, 29_549),
    (2026, 200_000, 21_134.69, 19_075.49, 45_685, 21_138.05, 19_073.67, 45_684),
    (2026, 300_000, 31_394.69, 28_775.49, 81_769, 31_398.05, 28_773.67, 81_768),
]
"""openfisca-france 176.1.8, three of them computed again; and a hand's formula written apart."""


@pytest.mark.parametrize("case", OPENFISCA)
def test_contributions_levies_and_tax_agree(case: tuple[float, ...]) -> None:
    """To a cent with the hand; within 5.10 euros with the model, whose ceiling loses two days."""
    year, pay, contributions, levies, tax, *by_hand = case
    law = {"pay_eur": pay, "year": year}
    found = (contributions_eur(**law), sum(social_levies_eur(**law)), income_tax_eur(**law))
    assert found == pytest.approx(by_hand, abs=0.011)
    assert found == pytest.approx((contributions, levies, tax), abs=5.1)


@pytest.mark.parametrize("case", OPENFISCA)
def test_the_gap_to_the_model_is_the_ceiling_of_its_february(case: tuple[float, ...]) -> None:
    """With a ceiling shorter by 2/28 of a month, the slices above and below explain it."""
    year, pay, contributions, *_ = case
    ceiling = 47_100 if year == 2025 else 48_060
    if not ceiling < pay < 4 * ceiling:
        return
    shorter = ceiling * (1 - 2 / 28 / 12)
    gap = (ceiling - shorter) * (0.069 + 0.0401 - 0.0972)
    ours = contributions_eur(pay_eur=pay, year=year)
    assert ours - contributions == pytest.approx(gap, abs=0.4)


def test_a_small_tax_is_relieved() -> None:
    """By hand: 30,000 euros leave 22,133.30 taxable, tax 1,158.66, relief 372.71: 786."""
    assert income_tax_eur(pay_eur=30_000, year=2025) == 786


@pytest.mark.parametrize(("gain", "taxed"), [(80_000, 40_000), (300_000, 150_000), (4e5, 250_000)])
def test_half_of_the_gain_on_free_shares_is_taxed(gain: float, taxed: float) -> None:
    """All of it above 300,000."""
    assert free_share_income_eur(gain_eur=gain) == pytest.approx(taxed)


def test_free_shares_are_taxed_on_top_of_pay() -> None:
    """At 100,000 euros of pay the scale takes 30 % of half of 20,000: 3,000."""
    pay = {"pay_eur": 100_000}
    more = income_tax_eur(free_share_gain_eur=20_000, **pay) - income_tax_eur(**pay)
    assert more == pytest.approx(0.30 * 10_000, abs=1)


def test_what_last_years_rate_leaves_open_is_billed() -> None:
    """Withheld at the rate of 90,000 without shares; due at the rate of 120,000."""
    rows = dict(france_answer().table.rows)
    due = income_tax_eur(pay_eur=120_000)
    usual = income_tax_eur(pay_eur=90_000) / 90_000
    assert rows["billed later"] == pytest.approx(due - usual * 120_000)
    assert rows["billed later"] > 1_000
    assert "provisional" in france_answer().headline
    assert "provisional" not in france_answer(year=2025).headline


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"pay_eur": -1}, "pay_eur must be a number from 0 .*was the sign meant"),
        ({"pay_eur": 50_000, "year": 2027}, "year must be one of 2025, 2026, got 2027"),
    ],
)
def test_bad_input_gets_one_sentence(change: dict[str, object], message: str) -> None:
    """A negative wage, a year without a scale."""
    with pytest.raises(ValueError, match=message):
        take_home_eur(**change)
