"""Tornado and break-even against scipy's root finder and plain arithmetic."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize
from simulation import RISKY_LAB as LAB
from simulation import RISKY_PRODUCT as PRODUCT

from careerkb.pay.break_even import _with, break_even_value
from careerkb.pay.offers import Offer
from careerkb.pay.sensitivity import sensitivity_answer, swings
from careerkb.pay.worth import expected_value_usd

RISKY = {"offer_a": LAB, "offer_b": PRODUCT}


def apart(one: Offer, two: Offer) -> float:
    """Give the mean difference over four years."""
    return expected_value_usd(offer=one) - expected_value_usd(offer=two)


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
    "sign-on": "sign_on_usd",
    "grant": "grant_usd",
    "cost of living": "cost_of_living",
    "bonus multiple": "bonus_multiple",
    "refresher probability": "refresher_probability",
    "price growth": "price_growth_fraction",
    "haircut": "haircut_fraction",
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
    rich = replace(LAB, base_usd=400_000)
    found = {one.name: one for one in swings(offer_a=rich, offer_b=PRODUCT)}
    assert found["second: layoff probability"].flips_at is None


@pytest.mark.parametrize("usd", [2, 40, 900])
def test_a_small_swing_is_shown(usd: float) -> None:
    """By half either way: a sign-on of so many dollars moves the difference by as many."""
    one = replace(LAB, sign_on_usd=usd, cost_of_living=1.0)
    found = {s.name: s for s in swings(offer_a=one, offer_b=PRODUCT)}
    assert found["first: sign-on"].width_usd == pytest.approx(usd)


def test_two_letters_whose_chance_stands_beside_a_place_of_the_grid() -> None:
    """Such letters kept the search running for ever: 0.075, and three eighths of 0.2."""
    one = Offer(base_usd=200_000, layoff_probability=0.075, severance_months=3)
    two = Offer(
        base_usd=191980.1242755061, grant_usd=50_000, layoff_probability=0.175, severance_months=3
    )
    found = {s.name: s for s in swings(offer_a=one, offer_b=two, discount_rate=0.075)}
    at = found["first: layoff probability"].flips_at
    if at is not None:
        left = expected_value_usd(offer=replace(one, layoff_probability=at), discount_rate=0.075)
        right = expected_value_usd(offer=two, discount_rate=0.075)
        assert left == pytest.approx(right, abs=1e-3)


def test_near_places_of_a_grid_are_one() -> None:
    """The reader's own number stands for its neighbour; a number outside adds none."""
    grid = [i * 0.2 / 8 for i in range(9)]
    near = math.nextafter(grid[3], 1)
    assert near in _with(grid, near)
    assert len(_with(grid, near)) == 9
    assert len(_with(grid, 0.08)) == 10
    assert _with(grid, 0.3) == grid


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
    answer = sensitivity_answer(**RISKY)
    assert len(answer.table.rows) == 10
    assert f"'{answer.table.rows[0][0]}' moves the mean difference most" in answer.headline


def test_the_sign_on_is_among_the_inputs() -> None:
    """By half either way, by hand: all of it is paid on the first day, dearer place or not."""
    found = {one.name: one for one in swings(offer_a=LAB, offer_b=PRODUCT)}
    first, second = found["first: sign-on"], found["second: sign-on"]
    assert (first.low, first.value, first.high) == (25_000, 50_000, 75_000)
    assert first.width_usd == pytest.approx(50_000 / 1.1)
    assert second.width_usd == pytest.approx(75_000)
    assert second.at_low_usd > second.at_high_usd


def test_an_offer_without_sign_on_has_none_to_move() -> None:
    """Half and one and a half times nothing is nothing."""
    none = replace(LAB, sign_on_usd=0)
    names = {one.name for one in swings(offer_a=none, offer_b=PRODUCT)}
    assert "second: sign-on" in names
    assert "first: sign-on" not in names


def test_a_width_counts_a_turn_between_the_ends() -> None:
    """The lab's lead is largest after two years: by hand from the means of each horizon."""
    years = {one.name: one for one in swings(offer_a=LAB, offer_b=PRODUCT)}["both: years you stay"]
    leads = [
        expected_value_usd(offer=LAB, years=n) - expected_value_usd(offer=PRODUCT, years=n)
        for n in range(1, 9)
    ]
    assert leads.index(max(leads)) == 1
    assert (years.least_usd, years.most_usd) == pytest.approx((min(leads), max(leads)))
    assert years.width_usd == pytest.approx(max(leads) - min(leads))
    assert years.width_usd > abs(years.at_high_usd - years.at_low_usd) + 50_000


def test_the_headline_says_which_offer_is_ahead() -> None:
    """No sign that a reader must know how to read."""
    lead = f"offer is ahead by {apart(LAB, PRODUCT) / 1000:,.0f} thousand dollars today"
    there, back = (
        sensitivity_answer(offer_a=one, offer_b=two).headline
        for one, two in ((LAB, PRODUCT), (PRODUCT, LAB))
    )
    assert there.startswith(f"Too close to call: on average the first {lead}, and it ends ahead in")
    assert back.startswith(f"Too close to call: on average the second {lead}, and it ends ahead in")
    same = sensitivity_answer(offer_a=LAB, offer_b=LAB).headline
    assert same.startswith("Too close to call: less than a thousand dollars today on average")


def test_the_tornado_labels_each_bar_with_its_own_value() -> None:
    """The dot stands where the input is highest, so no number is printed on every row."""
    answer = sensitivity_answer()
    assert answer.chart is not None
    bars = answer.chart.series[0]
    assert bars.y == tuple(float(row[4]) / 1000 for row in answer.table.rows)
    widths = [high - low for low, high in zip(bars.low, bars.high, strict=True)]
    assert widths == sorted(widths, reverse=True)
    assert len(set(bars.y)) == 10


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
