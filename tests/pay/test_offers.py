"""Every definition of total compensation against the golden values and plain arithmetic."""

import numpy
import pytest
from scipy import optimize

from careerkb.pay.offers import (
    EXAMPLE,
    Offer,
    annual_equivalent_usd,
    annualised_usd,
    average_usd,
    first_year_usd,
    guaranteed_usd,
    net_present_value_usd,
    offers_answer,
    run_rate_usd,
    year_usd,
)
from careerkb.pay.vesting import schedule

TERMS = {"base_usd": 245_000, "bonus_fraction": 0.15, "sign_on_usd": 75_000, "grant_usd": 600_000}
GOLDEN = {
    "even quarterly": (506_750, 1_558_280),
    "5/15/40/40": (386_750, 1_532_347),
    "33/33/22/12": (554_750, 1_572_803),
    "38/32/20/10": (584_750, 1_577_259),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_first_year_average_and_present_value_match_the_golden_values(name: str) -> None:
    """The schedule moves the first year by half and the present value a little."""
    offer = Offer(**TERMS, schedule=schedule(name=name))
    first, value = GOLDEN[name]
    assert first_year_usd(offer=offer) == pytest.approx(first)
    assert average_usd(offer=offer) == pytest.approx(450_500)
    assert round(net_present_value_usd(offer=offer)) == value


def test_refreshers_raise_the_average_by_the_golden_amount() -> None:
    """120,000 a year from the second year on: 495,500."""
    assert average_usd(offer=Offer(**TERMS, refresher_usd=120_000)) == pytest.approx(495_500)


def test_the_stacking_example() -> None:
    """150 base, 200 grant, 60 refresher: 200, 215, 230, 245, mean 222.5 thousand."""
    offer = Offer(base_usd=150_000, grant_usd=200_000, refresher_usd=60_000)
    years = [year_usd(offer=offer, year=y) for y in (1, 2, 3, 4)]
    assert years == pytest.approx([200_000, 215_000, 230_000, 245_000])
    assert average_usd(offer=offer) == pytest.approx(222_500)


def test_the_quoted_number_ignores_the_schedule() -> None:
    """A quarter of grant and sign-on on top of base and bonus, by hand."""
    quoted = 245_000 * 1.15 + (75_000 + 600_000) / 4
    for name in GOLDEN:
        offer = Offer(**TERMS, schedule=schedule(name=name))
        assert annualised_usd(offer=offer) == pytest.approx(quoted)


def test_present_value_matches_numpy() -> None:
    """Mid-year discounting of each year's pay."""
    offer = Offer(**TERMS, raise_fraction=0.03, refresher_usd=50_000, price_growth_fraction=0.05)
    years = numpy.arange(1, 9)
    paid = numpy.array([year_usd(offer=offer, year=int(y)) for y in years])
    expected = float((paid / 1.06 ** (years - 0.5)).sum())
    found = net_present_value_usd(offer=offer, years=8, discount_rate=0.06)
    assert found == pytest.approx(expected)


def test_the_annual_equivalent_is_the_even_pay_of_equal_value() -> None:
    """Found by a root search instead of the annuity factor."""
    offer = Offer(**TERMS, schedule=schedule(name="5/15/40/40"))
    value = net_present_value_usd(offer=offer)
    even = optimize.brentq(
        lambda pay: sum(pay / 1.08 ** (y - 0.5) for y in (1, 2, 3, 4)) - value, 1, 1e7
    )
    assert annual_equivalent_usd(offer=offer) == pytest.approx(even)


def test_growth_of_price_and_base_by_hand() -> None:
    """Year two: one raise, and stock at the price of a year and a half."""
    offer = Offer(
        base_usd=100_000, raise_fraction=0.1, grant_usd=40_000, price_growth_fraction=0.21
    )
    assert year_usd(offer=offer, year=2) == pytest.approx(110_000 + 10_000 * 1.21**1.5)


def test_a_refresher_grows_from_its_own_day() -> None:
    """Granted at the start of year two, its first quarter vests half a year later at 1.1."""
    offer = Offer(base_usd=100_000, refresher_usd=40_000, price_growth_fraction=0.21)
    assert year_usd(offer=offer, year=2) == pytest.approx(100_000 + 10_000 * 1.1)
    assert year_usd(offer=offer, year=3) == pytest.approx(100_000 + 10_000 * (1.1 + 1.1**3))


def test_the_run_rate_is_the_cliff_after_the_grant() -> None:
    """Without refreshers only base and bonus remain; with them one whole refresher a year."""
    assert run_rate_usd(offer=EXAMPLE) == pytest.approx(245_000 * 1.15)
    assert run_rate_usd(offer=Offer(**TERMS, refresher_usd=120_000)) == pytest.approx(401_750)


def test_what_is_guaranteed_holds_no_stock_and_no_target_bonus() -> None:
    """Base and the sign-on of a year; with a longer clawback, half of it."""
    assert guaranteed_usd(offer=EXAMPLE) == 320_000
    assert guaranteed_usd(offer=Offer(**TERMS, clawback_months=24)) == 245_000 + 37_500
    promised = Offer(**TERMS, guaranteed_bonus_usd=50_000)
    assert guaranteed_usd(offer=promised) == 370_000
    assert first_year_usd(offer=promised) == pytest.approx(506_750 - 36_750 + 50_000)


@pytest.mark.parametrize(
    "term", ["base_usd", "bonus_fraction", "sign_on_usd", "grant_usd", "refresher_usd"]
)
def test_value_never_falls_when_a_term_rises(term: str) -> None:
    """Raising any pay term raises the present value."""
    lower = {**TERMS, "refresher_usd": 10_000}
    higher = lower | {term: lower[term] * 1.1}
    assert net_present_value_usd(offer=Offer(**higher)) > net_present_value_usd(
        offer=Offer(**lower)
    )


def test_the_answer_names_both_ends() -> None:
    """The lowest is the run rate of base and bonus, the highest the first year."""
    answer = offers_answer()
    assert answer.headline.startswith(
        "One offer reads from 281,750 (run rate after the grant) to 506,750 dollars (first year)"
    )
    assert len(answer.table.rows) == 7


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"base_usd": -245_000}, "base_usd must be .* was the sign meant"),
        ({"base_usd": 245}, "write 245000"),
        ({"bonus_fraction": 15}, "write 15 % as 0.15"),
        ({"grant_usd": float("inf")}, "grant_usd must be .* infinite"),
        ({"grant_usd": "600k"}, "give a plain number"),
        ({"refresher_probability": 1.5}, "refresher_probability must be"),
        ({"schedule": "even"}, "schedule must be a Schedule"),
        ({"clawback_months": 6.5}, "clawback_months must be a whole number"),
        ({"guaranteed_bonus_usd": 2e6}, "at most five times base_usd"),
    ],
)
def test_bad_terms_are_refused(terms: dict[str, object], message: str) -> None:
    """One message that names the term, the value, the range and the likely cause."""
    with pytest.raises(ValueError, match=message):
        Offer(**({"base_usd": 245_000} | terms))
