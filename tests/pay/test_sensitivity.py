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


ONE_AT_A_TIME = {
    "base": "base_usd",
    "grant": "grant_usd",
    "cost of living": "cost_of_living",
    "bonus multiple": "bonus_multiple",
    "refresher probability": "refresher_probability",
    "price growth": "price_growth_fraction",
    "layoff probability": "layoff_probability",
    "promotion probability": "promotion_probability",
    "raise": "raise_fraction",
}


@pytest.mark.parametrize("lead", [-60_000, 0, 9_000])
def test_every_flip_against_a_search_of_two_thousand_places(lead: float) -> None:
    """Where a fine grid sees the sign change, scipy's root is the flip; elsewhere is none."""
    lab = replace(LAB, base_usd=LAB.base_usd + lead)
    for one in swings(offer_a=lab, offer_b=PRODUCT):
        which, _, words = one.name.partition(": ")
        if which == "both":
            continue

        def at(place: float, which: str = which, words: str = words) -> float:
            changed = {ONE_AT_A_TIME[words]: place}
            if which == "first":
                return apart(replace(lab, **changed), PRODUCT)
            return apart(lab, replace(PRODUCT, **changed))

        places = [one.low + (one.high - one.low) * i / 2_000 for i in range(2_001)]
        values = [at(place) for place in places]
        roots = [
            optimize.brentq(at, places[i], places[i + 1], xtol=1e-12)
            for i in range(2_000)
            if values[i] * values[i + 1] < 0
        ]
        if not roots:
            assert one.flips_at is None, one.name
        else:
            nearest = min(roots, key=lambda place: abs(place - one.value))
            assert one.flips_at == pytest.approx(nearest, rel=1e-9, abs=1e-9), one.name


def test_the_flip_over_years_is_read_off_a_straight_line() -> None:
    """A sign-on of 50,000 against a base 20,000 higher, undiscounted: equal after two and a half."""
    one = Offer(base_usd=200_000, sign_on_usd=50_000, raise_fraction=0)
    two = Offer(base_usd=220_000, raise_fraction=0)
    found = {s.name: s for s in swings(offer_a=one, offer_b=two, discount_rate=0)}
    flip = found["both: years you stay"]
    assert (flip.low, flip.high) == (1, 8)
    assert flip.flips_at == pytest.approx(2.5)


def test_two_equal_offers_flip_where_they_are() -> None:
    """Nothing is between them now, even where a promised bonus makes the lower multiples equal."""
    offer = Offer(base_usd=200_000, bonus_fraction=0.1, guaranteed_bonus_usd=30_000)
    for one in swings(offer_a=offer, offer_b=offer):
        assert one.flips_at == pytest.approx(one.value), one.name
    assert break_even_value(offer_a=offer, offer_b=offer) == 200_000


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


@pytest.mark.parametrize("bonus", [12_345.42, 23_456.78, 1_176_000.0])
def test_a_promised_bonus_bounds_the_base_that_is_tried(bonus: float) -> None:
    """It may be five times the base and no more, also where a base is moved down."""
    offer = Offer(base_usd=245_000, guaranteed_bonus_usd=bonus)
    base = {one.name: one for one in swings(offer_a=offer, offer_b=PRODUCT)}["first: base"]
    assert base.low == pytest.approx(max(0.9 * 245_000, bonus / 5))
    break_even_value(offer_a=PRODUCT, offer_b=offer)
