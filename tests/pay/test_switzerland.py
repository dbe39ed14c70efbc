"""Pay in Zürich city: the authority's own step table, and a second hand's eleven rows."""

import pytest

from careerkb.pay.switzerland import (
    blocked_share_income_chf,
    contributions_chf,
    federal_tax_chf,
    switzerland_answer,
    take_home_chf,
    taxes_chf,
)

BY_HAND = [
    # pay, taxable federal and cantonal, first pillar, second pillar, three taxes, left
    (60_000, 50_600, 49_500, 3_840, 1_677, 416.64, 1_887.65, 2_364.53, 49_790.18),
    (80_000, 68_200, 67_100, 5_120, 2_677, 914.94, 3_136.90, 3_929.38, 64_197.78),
    (100_000, 85_800, 84_700, 6_400, 3_213, 1_747.15, 4_553.35, 5_703.67, 78_358.83),
    (120_000, 104_000, 102_900, 7_680, 3_213, 2_948.35, 6_109.45, 7_652.89, 92_372.31),
    (150_000, 131_400, 130_300, 9_580.20, 3_213, 5_251.75, 8_641.20, 10_824.24, 112_465.61),
    (180_000, 159_800, 158_700, 11_170.20, 3_213, 8_153.55, 11_477.90, 14_377.58, 131_583.77),
    (200_000, 178_700, 177_600, 12_230.20, 3_213, 10_232.55, 13_452.95, 16_851.59, 143_995.71),
    (250_000, 226_100, 225_000, 14_880.20, 3_213, 16_348.55, 18_668.45, 23_384.69, 173_481.11),
    (300_000, 273_400, 272_300, 17_530.20, 3_213, 22_592.15, 24_113.85, 30_205.77, 202_321.03),
    (400_000, 368_100, 367_000, 22_830.20, 3_213, 35_092.55, 35_809.30, 44_855.86, 258_175.09),
]
"""A formula written apart from this one on the administration's export; no engine proves it."""

STEPS = [
    # taxable income, tax so far, francs for each further hundred: article 36 as exported for 2026
    (15_200, 0.00, 0.77),
    (33_200, 138.60, 0.88),
    (43_500, 229.20, 2.64),
    (58_000, 612.00, 2.97),
    (76_200, 1_152.50, 5.94),
    (82_100, 1_502.95, 6.60),
    (108_900, 3_271.75, 8.80),
    (141_500, 6_140.55, 11.00),
    (185_100, 10_936.55, 13.20),
    (794_000, 91_310.00, 11.50),
]


@pytest.mark.parametrize(("taxable", "base", "each"), STEPS[1:])
def test_the_federal_step_table_is_exact(taxable: float, base: float, each: float) -> None:
    """At each step, and five hundred francs above it."""
    assert federal_tax_chf(taxable_chf=taxable) == pytest.approx(base)
    assert federal_tax_chf(taxable_chf=taxable + 599) == pytest.approx(base + 5 * each)


def test_small_federal_taxes_are_not_raised() -> None:
    """At 18,400 francs 24.64 would be due, at 18,500 25.41."""
    assert federal_tax_chf(taxable_chf=18_400) == 0
    assert federal_tax_chf(taxable_chf=18_500) == pytest.approx(25.41)


def test_the_top_is_a_flat_rate_of_all() -> None:
    """11.5 % of a million."""
    assert federal_tax_chf(taxable_chf=1_000_000) == pytest.approx(115_000)


@pytest.mark.parametrize("case", BY_HAND)
def test_a_year_agrees_with_a_second_hand(case: tuple[float, ...]) -> None:
    """To a cent; the city's part holds the poll tax of 24."""
    pay, on_federal, _, first, second, federal, canton, city, left = case
    due = contributions_chf(pay_chf=pay)
    taxes = taxes_chf(pay_chf=pay)
    assert tuple(due.values()) == pytest.approx((first, second), abs=0.01)
    assert federal_tax_chf(taxable_chf=on_federal) == pytest.approx(federal, abs=0.01)
    assert tuple(taxes.values()) == pytest.approx((federal, canton, city + 24), abs=0.01)
    assert take_home_chf(pay_chf=pay) == pytest.approx(left, abs=0.02)


@pytest.mark.parametrize(
    ("age", "rate"), [(24, 0), (25, 0.035), (34, 0.035), (45, 0.075), (60, 0.09)]
)
def test_the_second_pillar_grows_with_age(age: int, rate: float) -> None:
    """Half of 7, 10, 15 or 18 % of 64,260 insured francs; nothing before 25."""
    due = contributions_chf(pay_chf=150_000, age=age)["occupational pension"]
    assert due == pytest.approx(rate * 64_260)


def test_below_the_entry_nobody_is_insured_and_above_it_at_least_an_eighth() -> None:
    """22,679 francs: none; 25,000 francs: on 3,780."""
    found = [contributions_chf(pay_chf=p)["occupational pension"] for p in (22_679, 25_000)]
    assert found == pytest.approx([0, 0.05 * 3_780])


def test_blocked_shares_are_taxed_for_less() -> None:
    """The circular's table: 94.340 % after one year, 55.839 % after ten."""
    found = [blocked_share_income_chf(value_chf=100_000, blocked_years=n) for n in (0, 1, 10)]
    assert found == pytest.approx([100_000, 94_340, 55_839], abs=1)


def test_taxes_are_billed_and_contributions_withheld() -> None:
    """The two parts add up to all that is taken."""
    rows = dict(switzerland_answer().table.rows)
    assert rows["billed later"] == pytest.approx(sum(taxes_chf(pay_chf=200_000).values()))
    assert rows["withheld during the year"] == pytest.approx(
        sum(contributions_chf(pay_chf=200_000).values())
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"pay_chf": -1}, "pay_chf must be a number from 0 .*was the sign meant"),
        ({"pay_chf": 50_000, "year": 2025}, "year must be one of 2026, got 2025"),
        ({"pay_chf": 50_000, "age": 12}, "age must be a whole number from 18 to 70"),
    ],
)
def test_bad_input_gets_one_sentence(change: dict[str, object], message: str) -> None:
    """A negative wage, a year without a scale, an age at which nobody is insured."""
    with pytest.raises(ValueError, match=message):
        take_home_chf(**change)
