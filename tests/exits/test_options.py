"""Exercise, tax and sale of each kind of grant, by hand and by properties."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.exits.options import (
    EXAMPLE,
    Grant,
    break_even_price_usd,
    exercise_cost_usd,
    options_answer,
    proceeds_usd,
    tax_at_exercise_usd,
    tax_at_sale_usd,
)
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
    assert tax_at_sale_usd(grant=grant, **WAGES) == pytest.approx(13_000 * 0.188)


def test_an_incentive_option_sold_early_by_hand() -> None:
    """No tax at exercise; the 4 of the spread at 32 %, the 9 above it at 32 and 3.8 %."""
    grant = replace(EXAMPLE, shares=1_000, held_long=False)
    assert tax_at_exercise_usd(grant=grant, **WAGES) == 0
    expected = 13_000 * 0.32 + 9_000 * 0.038
    assert tax_at_sale_usd(grant=grant, **WAGES) == pytest.approx(expected)


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
    Grant,
    kind=st.sampled_from(["ISO", "NSO", "RSU"]),
    shares=st.floats(1, 1e5),
    strike_usd=st.floats(0, 50),
    fair_value_usd=st.floats(0, 50),
    sale_usd=st.floats(0, 100),
    held_long=st.booleans(),
)


@given(GRANTS, st.floats(0, 1e6), st.floats(0, 20))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_a_higher_price_never_leaves_less(grant: Grant, wages: float, more: float) -> None:
    """Proceeds rise with the sale price, and no tax is negative."""
    higher = replace(grant, sale_usd=grant.sale_usd + more)
    before = proceeds_usd(grant=grant, wages_usd=wages)
    assert proceeds_usd(grant=higher, wages_usd=wages) >= before - 1e-6
    assert tax_at_exercise_usd(grant=grant, wages_usd=wages) >= -1e-9
    assert tax_at_sale_usd(grant=grant, wages_usd=wages) >= -1e-9


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


def test_a_quick_sale_is_taxed_in_the_year_after_the_exercise() -> None:
    """27,000 of gain stand alone below the 35 % bracket; on top of 12,000 of spread they do not."""
    grant = Grant(**(OPTION | {"shares": 3_000, "held_long": False}))
    assert tax_at_sale_usd(grant=grant, **WAGES) == pytest.approx(27_000 * (0.32 + 0.038))
    page = Path(__file__).parents[2] / "docs/exits/options.md"
    fails = page.read_text("utf-8").partition("## Where it fails")[2].partition("\n## ")[0]
    assert "calendar year after" in fails


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"kind": "iso"}, "kind must be one of 'ISO', 'NSO', 'RSU'"),
        ({"shares": 0}, "shares must be a number from 1"),
        ({"strike_usd": -2}, "strike_usd must be"),
    ],
)
def test_bad_terms_are_refused(terms: dict[str, object], message: str) -> None:
    """One message that names the term."""
    good = {"kind": "ISO", "shares": 1, "fair_value_usd": 1, "sale_usd": 1}
    with pytest.raises(ValueError, match=message):
        Grant(**(good | terms))
