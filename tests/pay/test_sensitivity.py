"""Tornado and break-even against scipy's root finder and plain arithmetic."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from careerkb.pay.comparison import LAB, PRODUCT
from careerkb.pay.offers import Offer
from careerkb.pay.risk import expected_value_usd
from careerkb.pay.sensitivity import break_even_value, sensitivity_answer, swings

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


def test_each_swing_is_the_difference_at_its_ends() -> None:
    """Recomputed by changing the offers by hand."""
    found = {one.name: one for one in swings(offer_a=LAB, offer_b=PRODUCT)}
    base = found["second: base"]
    assert base.at_low_usd == pytest.approx(apart(LAB, replace(PRODUCT, base_usd=211_500)))
    growth = found["first: price growth"]
    assert growth.at_high_usd == pytest.approx(
        apart(replace(LAB, price_growth_fraction=0.3), PRODUCT)
    )
    years = found["both: years you stay"]
    one, two = (expected_value_usd(offer=offer, years=1) for offer in (LAB, PRODUCT))
    assert years.at_low_usd == pytest.approx(one - two)


def test_a_flip_is_a_zero_of_the_difference() -> None:
    """Put back into the offers, every value of the page leaves nothing between them."""
    found = {one.name: one for one in swings(offer_a=LAB, offer_b=PRODUCT)}
    at = found["first: grant"].flips_at
    assert apart(replace(LAB, grant_usd=at), PRODUCT) == pytest.approx(0, abs=1)
    at = found["second: price growth"].flips_at
    assert apart(LAB, replace(PRODUCT, price_growth_fraction=at)) == pytest.approx(0, abs=1)


def test_no_flip_outside_the_range() -> None:
    """A layoff at the second only widens a lead that the first already has."""
    found = {one.name: one for one in swings(offer_a=LAB, offer_b=PRODUCT)}
    assert found["second: layoff probability"].flips_at is None


def test_the_widest_comes_first() -> None:
    """In the order of a tornado."""
    widths = [one.width_usd for one in swings(offer_a=LAB, offer_b=PRODUCT)]
    assert widths == sorted(widths, reverse=True)


@given(st.floats(50_000, 500_000), st.floats(50_000, 500_000), st.floats(0, 1e6))
@settings(max_examples=20, deadline=None, derandomize=True)
def test_swapped_offers_mirror_the_tornado(one: float, two: float, grant: float) -> None:
    """Each swing of the first becomes one of the second with the opposite sign."""
    first, second = Offer(base_usd=one, grant_usd=grant), Offer(base_usd=two)
    there = {s.name: s for s in swings(offer_a=first, offer_b=second)}
    back = {s.name: s for s in swings(offer_a=second, offer_b=first)}
    turned = {"first": "second", "second": "first", "both": "both"}
    for name, swing in there.items():
        which, _, term = name.partition(": ")
        other = back[f"{turned[which]}: {term}"]
        assert swing.at_low_usd == pytest.approx(-other.at_low_usd, abs=1e-3)
        assert swing.at_high_usd == pytest.approx(-other.at_high_usd, abs=1e-3)


def test_the_answer_holds_the_ten_widest() -> None:
    """Ten rows, the widest named in the headline, each range around the present difference."""
    answer = sensitivity_answer()
    assert len(answer.table.rows) == 10
    assert f"'{answer.table.rows[0][0]}' moves it most" in answer.headline


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"term": "base"}, "term must be one of .* did you mean 'base_usd'"),
        ({"years": 31}, "years must be a whole number from 1 to 30"),
    ],
)
def test_bad_terms_are_refused(terms: dict[str, object], message: str) -> None:
    """One message that names the term."""
    with pytest.raises(ValueError, match=message):
        break_even_value(**({"offer_a": LAB, "offer_b": PRODUCT} | terms))
