"""Canadian pay: eleven results of the authority's own calculator, and a second hand's sums."""

from collections.abc import Mapping
from typing import Any

import pytest

from careerkb.maths.scales import rules
from careerkb.pay.canada import (
    _federal,
    _provincial,
    canada_answer,
    contributions_cad,
    income_taxes_cad,
    option_income_cad,
    take_home_cad,
)

LAW = rules(country="canada", year=2026)
BC_IN_JANUARY = {
    **LAW["British Columbia"],
    "scale": {
        **LAW["British Columbia"]["scale"],
        "rates": [0.0506, *LAW["British Columbia"]["scale"]["rates"][1:]],
    },
    "credit_rate": 0.0506,
    "reduction": {**LAW["British Columbia"]["reduction"], "full": 575},
}
"""Before the budget of February, as the calculator still had it."""
FULL_CLAIM = {
    **LAW["federal"],
    "basic_personal": {**LAW["federal"]["basic_personal"], "rate": 0.0},
}
"""
The calculator credits the whole basic amount; only the return takes part of it back above 181,440.

Found from its result at 200,000 dollars, which is 4.10 a month below the tax with the taper.
"""

CRA = [
    # province, pay of a period, periods, federal tax, provincial tax
    ("Ontario", 2_307.69, 26, 205.32, 114.68),
    ("Ontario", 1_153.85, 26, 53.75, 40.57),
    ("Ontario", 10_000, 12, 1_457.73, 781.58),
    ("Ontario", 12_500, 12, 2_101.23, 1_212.47),
    ("Ontario", 16_666.67, 12, 3_215.15, 1_993.06),
    ("Ontario", 2_869.23, 26, 314.61, 169.63),
    ("Ontario", 3_269.23, 26, 395.79, 205.87),
    ("Ontario", 2_650, 26, 271.64, 144.55),
    ("British Columbia", 2_307.69, 26, 205.32, 91.80),
    ("British Columbia", 1_153.85, 26, 53.75, 12.23),
    ("British Columbia", 10_000, 12, 1_457.73, 623.43),
]
"""Payroll Deductions Online Calculator, edition of January 2026, as recorded by a third party."""

BY_HAND = {
    # pay, federal tax, provincial tax, contributions, left
    "Ontario": [
        (40_000, 2_691.26, 1_671.46, 2_823.75, 32_813.54),
        (50_000, 3_985.14, 2_288.18, 3_581.75, 40_144.94),
        (60_000, 5_338.30, 2_982.20, 4_339.75, 47_339.75),
        (75_000, 8_258.60, 4_446.06, 5_369.52, 56_925.83),
        (85_000, 10_226.60, 5_324.46, 5_769.52, 63_679.43),
        (100_000, 13_301.60, 6_722.75, 5_769.52, 74_206.13),
        (120_000, 17_502.14, 9_385.57, 5_769.52, 87_342.77),
        (150_000, 25_302.14, 14_608.45, 5_769.52, 104_319.89),
        (200_000, 38_876.54, 24_075.67, 5_769.52, 131_278.27),
        (300_000, 69_667.99, 44_425.69, 5_769.52, 180_136.81),
    ],
    "British Columbia": [
        (40_000, 2_691.26, 1_152.49, 2_823.75, 33_332.51),
        (50_000, 3_985.14, 1_859.33, 3_581.75, 40_573.79),
        (60_000, 5_338.30, 2_567.39, 4_339.75, 47_754.57),
        (75_000, 8_258.60, 3_661.32, 5_369.52, 57_710.56),
        (85_000, 10_226.60, 4_400.52, 5_769.52, 64_603.36),
        (100_000, 13_301.60, 5_555.52, 5_769.52, 75_373.36),
        (120_000, 17_502.14, 7_661.31, 5_769.52, 89_067.03),
        (150_000, 25_302.14, 11_551.78, 5_769.52, 107_376.56),
        (200_000, 38_876.54, 19_079.61, 5_769.52, 136_274.32),
        (300_000, 69_667.99, 37_112.75, 5_769.52, 187_449.74),
    ],
    "Quebec": [
        (40_000, 2_227.59, 2_692.62, 2_991.50, 32_088.29),
        (50_000, 3_302.72, 4_078.62, 3_794.50, 38_824.16),
        (60_000, 4_427.35, 5_646.62, 4_597.50, 45_328.53),
        (75_000, 6_855.72, 8_465.84, 5_713.50, 53_964.94),
        (85_000, 8_493.97, 10_289.84, 6_156.50, 60_059.69),
        (100_000, 11_054.06, 13_139.84, 6_221, 69_585.10),
        (120_000, 14_560, 17_376.99, 6_233.90, 81_829.11),
        (150_000, 21_073, 24_842.60, 6_233.90, 97_850.50),
        (200_000, 32_407.63, 37_717.60, 6_233.90, 123_640.87),
        (300_000, 58_118.48, 63_467.60, 6_233.90, 172_180.01),
    ],
}
"""A short formula written apart from this one; no open engine is current, and nothing proves it."""


@pytest.mark.parametrize("case", CRA)
def test_a_period_agrees_with_the_calculator_of_the_authority(case: tuple[Any, ...]) -> None:
    """Contributions and tax of one pay period, the way payroll does it: within five cents."""
    province, pay, periods, federal, provincial = case
    pension = round(0.0595 * (pay - 3_500 / periods), 2)
    insurance = round(0.0163 * pay, 2)
    taxable = periods * (pay - pension / 5.95)
    credited = min(periods * pension, 4_230.45) * 4.95 / 5.95 + min(periods * insurance, 1_123.07)
    own: Mapping[str, Any] = LAW["Ontario"] if province == "Ontario" else BC_IN_JANUARY
    found = (
        _federal(FULL_CLAIM, taxable, credited, province) / periods,
        _provincial(own, taxable, credited) / periods,
    )
    assert found == pytest.approx((federal, provincial), abs=0.05)


@pytest.mark.parametrize(
    ("province", "case"), [(place, case) for place, cases in BY_HAND.items() for case in cases]
)
def test_a_year_agrees_with_a_second_hand(province: Any, case: tuple[float, ...]) -> None:
    """Thirty rows, to a cent."""
    pay, federal, provincial, contributions, left = case
    place = {"pay_cad": pay, "province": province}
    taxes = income_taxes_cad(**place)
    assert taxes == pytest.approx((federal, provincial), abs=0.01)
    assert sum(contributions_cad(**place).values()) == pytest.approx(contributions, abs=0.01)
    assert take_home_cad(**place) == pytest.approx(left, abs=0.02)


def test_the_form_of_quebec_meets_a_printed_table_of_2025() -> None:
    """50,000 dollars taxable with the basic amounts alone: 4,101 and 4,400, within a dollar."""
    federal = {
        **LAW["federal"],
        "scale": {"bottoms": (0, 57_375), "rates": (0.145, 0.205)},
        "credit_rate": 0.145,
        "basic_personal": {"full": 16_129, "start": 177_882, "rate": 0.02},
        "employment_amount": 0,
    }
    quebec = {
        **LAW["Quebec"],
        "scale": {"bottoms": (0, 53_255), "rates": (0.14, 0.19)},
        "basic_personal": 18_571,
    }
    assert _federal(federal, 50_000, 0, "Quebec") == pytest.approx(4_101, abs=1)
    assert _provincial(quebec, 50_000, 0) == pytest.approx(4_400, abs=1)


def test_the_contributions_stop_at_the_published_maxima() -> None:
    """4,230.45 and 416 for the plan, 1,123.07 for insurance; 895.70 and 442.90 in Quebec."""
    assert contributions_cad(pay_cad=300_000) == pytest.approx(
        {"pension plan": 4_230.45 + 416, "employment insurance": 1_123.07}
    )
    assert contributions_cad(pay_cad=300_000, province="Quebec") == pytest.approx(
        {
            "pension plan": 4_479.30 + 416,
            "employment insurance": 895.70,
            "parental insurance": 442.90,
        }
    )


def test_the_basic_amount_that_melts_is_billed() -> None:
    """By hand at 200,000: 17,433 above the start cost 2.1066 % of them in credit, at 14 %."""
    rows = dict(canada_answer(base_cad=150_000, bonus_cad=15_000, shares_cad=35_000).table.rows)
    taxable = 200_000 - 4_230.45 / 5.95 - 416
    lost = (taxable - 181_440) * 1_623 / 77_042
    assert rows["billed later"] == pytest.approx(0.14 * lost)
    assert dict(canada_answer(base_cad=100_000, bonus_cad=0, shares_cad=0).table.rows)[
        "billed later"
    ] == pytest.approx(0)


@pytest.mark.parametrize(
    ("gain", "vesting", "taxed"),
    [(100_000, 50_000, 50_000), (100_000, 200_000, 50_000), (100_000, 400_000, 75_000)],
)
def test_half_a_gain_is_taxed_up_to_the_limit(gain: float, vesting: float, taxed: float) -> None:
    """Twice the limit: half of the options qualify, so three quarters of the gain are taxed."""
    assert option_income_cad(gain_cad=gain, vesting_value_cad=vesting) == pytest.approx(taxed)


def test_a_deduction_lowers_tax_and_not_contributions() -> None:
    """Half of a gain of 40,000 dollars beside 210,000 of pay, in Ontario at 49.8 %."""
    whole = income_taxes_cad(pay_cad=250_000)
    half = income_taxes_cad(pay_cad=250_000, deduction_cad=20_000)
    rate = (sum(whole) - sum(half)) / 20_000
    # 29 + the amount that melts, 13.16 with both surtaxes: 0.29 + 0.0211*0.14 + 0.1316*1.56
    assert rate == pytest.approx(0.29 + 0.14 * 1_623 / 77_042 + 0.1316 * 1.56, abs=1e-6)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"base_cad": 100_000, "province": "Alberta"}, "province must be one of 'Ontario', .*"),
        ({"base_cad": -5}, "base_cad must be a number from 1,000"),
        ({"base_cad": 100_000, "year": 2025}, "year must be one of 2026, got 2025"),
    ],
)
def test_bad_input_gets_one_sentence(change: dict[str, object], message: str) -> None:
    """An unknown province, a negative wage, a year without a scale."""
    with pytest.raises(ValueError, match=message):
        canada_answer(**change)
