"""The sum to ask for: put back, it leaves nothing between the two."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize
from simulation import RISKY_LAB as LAB
from simulation import RISKY_PRODUCT as PRODUCT

from careerkb.pay.break_even import break_even_answer, break_even_value
from careerkb.pay.offers import Offer
from careerkb.pay.sensitivity import swings
from careerkb.pay.worth import expected_value_usd

RISKY = {"offer_a": LAB, "offer_b": PRODUCT}


TERMS = ("base_usd", "sign_on_usd", "grant_usd", "refresher_usd")


def apart(one: Offer, two: Offer) -> float:
    """Give the mean difference over four years."""
    return expected_value_usd(offer=one) - expected_value_usd(offer=two)


@pytest.mark.parametrize("term", TERMS)
def test_the_break_even_makes_both_worth_the_same(term: str) -> None:
    """Put back into the second offer it leaves no difference, and scipy finds the same value."""
    found = break_even_value(offer_a=LAB, offer_b=PRODUCT, term=term)
    assert apart(LAB, replace(PRODUCT, **{term: found})) == pytest.approx(0, abs=1)
    exact = optimize.brentq(lambda v: apart(LAB, replace(PRODUCT, **{term: v})), 1_000, 5e6)
    assert found == pytest.approx(exact, rel=1e-6)


def test_the_break_even_base_by_hand() -> None:
    """Base against base alone: it is the other base."""
    one, two = Offer(base_usd=210_000), Offer(base_usd=180_000)
    assert break_even_value(offer_a=one, offer_b=two) == pytest.approx(210_000)


def test_what_no_amount_can_repair_is_none() -> None:
    """The second is ahead even without any sign-on."""
    one, two = Offer(base_usd=100_000), Offer(base_usd=300_000, sign_on_usd=10_000)
    assert break_even_value(offer_a=one, offer_b=two, term="sign_on_usd") is None


def test_the_sums_to_ask_for_are_the_break_even_values() -> None:
    """Sentence and table, against scipy's roots."""
    answer = break_even_answer(**RISKY)
    words = ("base a year", "sign-on", "grant", "in each refresher")
    for row, term, word in zip(answer.table.rows, TERMS, words, strict=True):
        now = getattr(PRODUCT, term)
        equal = optimize.brentq(
            lambda v, term=term: apart(LAB, replace(PRODUCT, **{term: v})), 1_000, 5e6
        )
        assert row[1:3] == pytest.approx((now, equal))
        assert row[3] == f"{equal - now:+,.0f}"
        assert f"{equal - now:,.0f}" in answer.headline
        assert f"more {word}" in answer.headline
    assert answer.headline.startswith(
        "To be worth the same as the first on average, the second offer needs "
        f"{answer.table.rows[0][3][1:]} dollars more base a year, or {answer.table.rows[1][3][1:]}"
        " more sign-on,"
    )
    assert answer.headline.endswith("; each alone.")


def test_a_second_offer_that_is_ahead_has_something_to_spare() -> None:
    """How much less would do; and a term that has not that much cannot."""
    answer = break_even_answer(offer_a=PRODUCT, offer_b=LAB)
    assert answer.headline.startswith("On average the second offer is ahead; it would be worth")
    base = break_even_value(offer_a=PRODUCT, offer_b=LAB)
    assert base is not None
    assert f"with {LAB.base_usd - base:,.0f} dollars less base a year" in answer.headline
    assert answer.headline.endswith("; each alone. No amount of sign-on or refresher does it.")
    for row, term in ((1, "sign_on_usd"), (3, "refresher_usd")):
        assert answer.table.rows[row][2:] == ("no amount does it", "")
        assert apart(PRODUCT, replace(LAB, **{term: 0})) < 0


@pytest.mark.parametrize(
    ("first", "second", "headline"),
    [
        (LAB, LAB, "On average the two offers are worth the same as they stand."),
        (
            Offer(base_usd=1_000), Offer(base_usd=300_000, refresher_usd=1e5),
            "On average the second offer is ahead; no amount of base, sign-on, grant or refresher"
            " alone changes that.",
        ),
        (
            Offer(base_usd=120_000), Offer(base_usd=100_000, refresher_probability=0),
            "No amount of refresher does it.",
        ),
    ],
)  # fmt: skip
def test_what_no_amount_can_do_is_said(first: Offer, second: Offer, headline: str) -> None:
    """One term, or none of them, or nothing to do."""
    assert break_even_answer(offer_a=first, offer_b=second).headline.endswith(headline)


@given(st.floats(50_000, 500_000), st.floats(0, 1e6), st.integers(1, 6))
@settings(max_examples=20, deadline=None, derandomize=True)
def test_every_row_put_back_leaves_nothing_between_them(
    base: float, grant: float, years: int
) -> None:
    """Each amount of the table, in the offer, makes the means equal."""
    second = replace(PRODUCT, base_usd=base, grant_usd=grant)
    goal = expected_value_usd(offer=LAB, years=years)
    rows = break_even_answer(offer_a=LAB, offer_b=second, years=years).table.rows
    for term, (_, now, equal, _) in zip(TERMS, rows, strict=True):
        assert now == getattr(second, term)
        if not isinstance(equal, str):
            changed = replace(second, **{term: equal})
            assert expected_value_usd(offer=changed, years=years) == pytest.approx(goal, abs=1)


@pytest.mark.parametrize("bonus", [12_345.42, 23_456.78, 1_176_000.0])
def test_a_promised_bonus_bounds_the_base_that_is_tried(bonus: float) -> None:
    """It may be five times the base and no more, also where a base is moved down."""
    offer = Offer(base_usd=245_000, guaranteed_bonus_usd=bonus)
    base = {one.name: one for one in swings(offer_a=offer, offer_b=PRODUCT)}["first: base"]
    assert base.low == pytest.approx(max(0.9 * 245_000, bonus / 5))
    break_even_value(offer_a=PRODUCT, offer_b=offer)
