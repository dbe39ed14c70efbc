"""Exercise, tax and sale of each kind of grant, by hand and by properties."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.exits.options import (
    break_even_price_usd,
    options_answer,
    proceeds_usd,
    tax_at_exercise_usd,
    tax_at_sale_usd,
)
from careerkb.exits.stock_grant import EXAMPLE, Grant, exercise_cost_usd
from careerkb.pay.tax import alternative_minimum_tax_usd, income_tax_usd

WAGES = {"wages_usd": 245_000}


def test_restricted_stock_by_hand() -> None:
    """10,000 dollars at 245,000: 10,000 in the 32 and 1.45 + 0.9 % range, nothing at the sale."""
    grant = Grant(kind="RSU", shares=1_000, fair_value_usd=10, sale_usd=10)
    assert exercise_cost_usd(grant=grant) == 0
    # 245,000 less 16,100 stands at 228,900, in the 32 % bracket that ends at 256,225.
    assert tax_at_exercise_usd(grant=grant, **WAGES) == pytest.approx(10_000 * (0.32 + 0.0235))
    assert tax_at_sale_usd(grant=grant, **WAGES) == 0


def test_a_nonqualified_option_by_hand() -> None:
    """Spread of 4 on 1,000 shares as wages; the gain of 9 above it at 15 % and 3.8 %."""
    grant = Grant(kind="NSO", shares=1_000, strike_usd=2, fair_value_usd=6, sale_usd=15)
    assert exercise_cost_usd(grant=grant) == 2_000
    assert tax_at_exercise_usd(grant=grant, **WAGES) == pytest.approx(4_000 * 0.3435)
    assert tax_at_sale_usd(grant=grant, **WAGES) == pytest.approx(9_000 * 0.188)
    left = 15_000 - 2_000 - 4_000 * 0.3435 - 9_000 * 0.188
    assert proceeds_usd(grant=grant, **WAGES) == pytest.approx(left)


def test_an_incentive_option_by_hand() -> None:
    """Held: minimum tax on the spread now, 15 % and 3.8 % of all 13 a share later."""
    grant = Grant(kind="ISO", shares=1_000, strike_usd=2, fair_value_usd=6, sale_usd=15)
    expected = alternative_minimum_tax_usd(**WAGES, incentive_stock_option_spread_usd=4_000)
    assert tax_at_exercise_usd(grant=grant, **WAGES) == expected
    # No minimum tax was paid, as 4,000 are too few for it, so nothing comes back.
    assert expected == 0
    assert tax_at_sale_usd(grant=grant, **WAGES) == pytest.approx(13_000 * 0.188)


def test_an_incentive_option_sold_in_the_same_year_by_hand() -> None:
    """No tax at exercise; the 4 of the spread at 32 %, the 9 above it at 32 and 3.8 %."""
    grant = replace(EXAMPLE, shares=1_000, held_long=False, same_year=True)
    assert tax_at_exercise_usd(grant=grant, **WAGES) == 0
    expected = 13_000 * 0.32 + 9_000 * 0.038
    assert tax_at_sale_usd(grant=grant, **WAGES) == pytest.approx(expected)


FALLEN = Grant(
    kind="ISO", shares=10_000, strike_usd=1, fair_value_usd=41, sale_usd=12, held_long=False
)
"""The shares fall from 41 to 12 dollars before they are sold, within a year."""


def test_only_a_sale_in_the_same_year_takes_the_minimum_tax_away() -> None:
    """Sold in the next calendar year, 111,548 dollars are due first, although 11 a share was made."""
    wages = {"wages_usd": 180_000}
    same = replace(FALLEN, same_year=True)
    assert tax_at_exercise_usd(grant=same, **wages) == 0
    # 110,000 on top of 180,000: to 201,775 at 24, to 256,225 at 32, the rest at 35 %.
    ordinary = 0.24 * 37_875 + 0.32 * 54_450 + 0.35 * 17_675
    assert tax_at_sale_usd(grant=same, **wages) == pytest.approx(ordinary)
    assert proceeds_usd(grant=same, **wages) == pytest.approx(110_000 - ordinary)
    # 580,000 for the minimum tax, exemption 90,100 - 40,000; regular tax of 180,000 is 31,934.
    least = 0.26 * 244_500 + 0.28 * (580_000 - 50_100 - 244_500)
    assert tax_at_exercise_usd(grant=FALLEN, **wages) == pytest.approx(least - 31_934)
    assert round(least - 31_934) == 111_548
    # In the year of the sale regular tax is ahead of 26 % of 89,900: so much comes back.
    back = 31_934 + ordinary - 0.26 * (180_000 - 90_100)
    assert tax_at_sale_usd(grant=FALLEN, **wages) == pytest.approx(ordinary - back)
    assert proceeds_usd(grant=FALLEN, **wages) < 0.1 * proceeds_usd(grant=same, **wages)


@pytest.mark.parametrize(("days", "kind"), [(0, "ISO"), (90, "ISO"), (91, "NSO"), (1_000, "NSO")])
def test_ninety_days_after_leaving_an_incentive_option_is_one_no_more(days: int, kind: str) -> None:
    """Taxed like the kind named, at exercise and at the sale; the others do not mind."""
    late = replace(EXAMPLE, days_after_leaving=days)
    like = replace(EXAMPLE, kind=kind)
    for tax in (tax_at_exercise_usd, tax_at_sale_usd, proceeds_usd):
        assert tax(grant=late, **WAGES) == tax(grant=like, **WAGES)
    said = "days after leaving, an ISO is taxed like an NSO" in options_answer(grant=late).headline
    assert said == (kind == "NSO")
    other = replace(EXAMPLE, kind="RSU")
    late = replace(other, days_after_leaving=days)
    assert proceeds_usd(grant=late, **WAGES) == proceeds_usd(grant=other, **WAGES)


@pytest.mark.parametrize("kind", ["NSO", "RSU"])
def test_a_long_gain_brings_the_minimum_tax_at_the_sale(kind: str) -> None:
    """450,000 of gain on 245,000 of wages: 105,276 dollars, of which 14,006 are minimum tax."""
    grant = Grant(kind=kind, shares=30_000, strike_usd=1.5, fair_value_usd=7, sale_usd=22)
    regular = 0.15 * (545_500 - 228_900) + 0.20 * (228_900 + 450_000 - 545_500) + 0.038 * 450_000
    # The exemption is gone at 680,200: 26 and 28 % of the wages are more than 49,704.
    more = 0.26 * 244_500 + 0.28 * 500 - 49_704
    assert regular == pytest.approx(91_270)
    assert tax_at_sale_usd(grant=grant, **WAGES) == pytest.approx(regular + more)
    assert regular + more == pytest.approx(105_276)


def test_what_was_paid_as_minimum_tax_comes_back_at_the_sale() -> None:
    """For the minimum tax an ISO gains from the value at exercise; the difference is a credit."""
    grant = Grant(kind="ISO", shares=30_000, strike_usd=1.5, fair_value_usd=7, sale_usd=22)
    paid = tax_at_exercise_usd(grant=grant, **WAGES)
    assert paid == pytest.approx(
        alternative_minimum_tax_usd(**WAGES, incentive_stock_option_spread_usd=165_000)
    )
    on_gain = 0.15 * (545_500 - 228_900) + 0.20 * (228_900 + 615_000 - 545_500)
    least = 0.26 * 244_500 + 0.28 * 500 + on_gain - 0.20 * 165_000
    back = 49_704 + on_gain - least
    assert 0 < back < paid
    assert tax_at_sale_usd(grant=grant, **WAGES) == pytest.approx(on_gain + 0.038 * 615_000 - back)


def test_worthless_shares_give_minimum_tax_back_only_slowly() -> None:
    """At 180,000 of wages 31,934 are 8,560 above 26 % of 89,900: that much a year, no more."""
    gone = replace(FALLEN, sale_usd=0, held_long=True)
    assert tax_at_sale_usd(grant=gone, wages_usd=180_000) == pytest.approx(-8_560)


def test_a_large_spread_brings_the_minimum_tax() -> None:
    """300,000 dollars of spread at 245,000 of wages, as on the page of tax."""
    grant = Grant(kind="ISO", shares=75_000, strike_usd=2, fair_value_usd=6, sale_usd=6)
    found = tax_at_exercise_usd(grant=grant, **WAGES)
    base = 545_000 - (90_100 - 0.5 * 45_000)
    tentative = 0.26 * 244_500 + 0.28 * (base - 244_500)
    assert found == pytest.approx(tentative - income_tax_usd(**WAGES))


@pytest.mark.parametrize("kind", ["ISO", "NSO", "RSU"])
def test_the_break_even_leaves_nothing(kind: str) -> None:
    """Put back, neither gain nor loss."""
    grant = replace(EXAMPLE, kind=kind)
    price = break_even_price_usd(grant=grant, **WAGES)
    left = proceeds_usd(grant=replace(grant, sale_usd=price), **WAGES)
    assert left == pytest.approx(0, abs=0.1)


GRANTS = st.builds(
    lambda held, **terms: Grant(held_long=held == "long", same_year=held == "same year", **terms),
    held=st.sampled_from(["long", "short", "same year"]),
    kind=st.sampled_from(["ISO", "NSO", "RSU"]),
    shares=st.floats(1, 1e5),
    strike_usd=st.floats(0, 50),
    fair_value_usd=st.floats(0, 50),
    sale_usd=st.floats(0, 100),
    days_after_leaving=st.sampled_from([0, 90, 91]),
)


@given(GRANTS, st.floats(0, 1e6), st.floats(0, 20))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_a_higher_price_never_leaves_less(grant: Grant, wages: float, more: float) -> None:
    """Proceeds rise with the sale price; no tax is negative, but what was paid may come back."""
    higher = replace(grant, sale_usd=grant.sale_usd + more)
    before = proceeds_usd(grant=grant, wages_usd=wages)
    assert proceeds_usd(grant=higher, wages_usd=wages) >= before - 1e-6
    assert tax_at_exercise_usd(grant=grant, wages_usd=wages) >= -1e-9
    paid = tax_at_exercise_usd(grant=grant, wages_usd=wages) if grant.taxed_as == "ISO" else 0.0
    assert tax_at_sale_usd(grant=grant, wages_usd=wages) >= -paid - 1e-6


@given(GRANTS, st.floats(0, 1e6))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_without_spread_there_is_no_tax_at_exercise(grant: Grant, wages: float) -> None:
    """Exercised at the strike, and for stock worth nothing."""
    flat = replace(grant, fair_value_usd=0.0 if grant.kind == "RSU" else grant.strike_usd)
    assert tax_at_exercise_usd(grant=flat, wages_usd=wages) == pytest.approx(0, abs=1e-6)


def test_the_answer_has_all_three_kinds() -> None:
    """Cash needed now is exercise and tax together."""
    answer = options_answer()
    assert [row[0] for row in answer.table.rows] == ["ISO", "NSO", "RSU"]
    needed = exercise_cost_usd(grant=EXAMPLE) + tax_at_exercise_usd(grant=EXAMPLE, **WAGES)
    assert f"you pay {needed:,.0f} dollars before you can sell" in answer.headline


OPTION = {"kind": "NSO", "shares": 1_000, "strike_usd": 2, "fair_value_usd": 6, "sale_usd": 15}


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        # Tax at 34.35 %, as above: 4,000 of spread, or 6,000 of stock.
        ({}, "pay 3,374 dollars before you can sell, exercise and tax together, and 9,934 are left"),
        ({"kind": "RSU"}, "As RSU you pay 2,061 dollars of tax when they settle, and 11,247 are left"),
        ({"sale_usd": 3}, "and you lose 374 dollars if you sell at 3.00 a share."),
        ({"sale_usd": 0}, "and you lose 3,374 dollars if the shares become worthless."),
        ({"kind": "RSU", "sale_usd": 0}, "and you lose 2,061 dollars if the shares become"),
        (
            {"fair_value_usd": 1.5},
            "The fair value is below the strike: exercising that day loses 500 dollars at once, so"
            " one would wait.",
        ),
    ],
)  # fmt: skip
def test_the_headline_is_worded_by_kind_and_outcome(terms: dict[str, object], words: str) -> None:
    """Stock is not exercised, a loss is called one, and nobody exercises under water."""
    headline = options_answer(grant=Grant(**(OPTION | terms))).headline
    assert words in headline
    assert "-" not in headline


@pytest.mark.parametrize("terms", [{}, {"fair_value_usd": 2}, {"kind": "RSU", "fair_value_usd": 1}])
def test_only_options_under_water_are_said_to_wait(terms: dict[str, object]) -> None:
    """Not above the strike, not at it, and not for stock, which has none."""
    assert "wait" not in options_answer(grant=Grant(**(OPTION | terms))).headline


def test_a_quick_sale_stands_on_the_spread_only_in_the_same_year() -> None:
    """27,000 of gain are below the 35 % bracket in the next year; on 12,000 of spread some are not."""
    grant = Grant(**(OPTION | {"shares": 3_000, "held_long": False}))
    assert tax_at_sale_usd(grant=grant, **WAGES) == pytest.approx(27_000 * (0.32 + 0.038))
    same = replace(grant, same_year=True)
    # 228,900 and 12,000 of spread leave 15,325 to the top at 256,225.
    expected = 15_325 * 0.32 + 11_675 * 0.35 + 27_000 * 0.038
    assert tax_at_sale_usd(grant=same, **WAGES) == pytest.approx(expected)
