"""Definitions of total compensation: golden values, and what each leaves out."""

from dataclasses import replace

import pytest
from scipy import optimize
from simulation import paid_by_month

from careerkb.pay.definitions import (
    EXAMPLE,
    annual_equivalent_usd,
    annualised_usd,
    average_usd,
    guaranteed_usd,
    net_present_value_usd,
    offers_answer,
    run_rate_usd,
)
from careerkb.pay.offers import Offer, year_usd
from careerkb.pay.schedules import schedule

TERMS = {"base_usd": 245_000, "bonus_fraction": 0.15, "sign_on_usd": 75_000, "grant_usd": 600_000}


GOLDEN = {
    "even quarterly": 506_750,
    "5/15/40/40": 386_750,
    "33/33/22/12": 554_750,
    "38/32/20/10": 584_750,
}


def by_hand(offer: Offer, years: int, rate: float) -> float:
    """Add up what every month pays."""
    return float(paid_by_month(offer, years, rate).sum()) + offer.sign_on_usd


@pytest.mark.parametrize("name", GOLDEN)
def test_first_year_average_and_present_value_match_the_golden_values(name: str) -> None:
    """The schedule moves the first year by half; the present value not at all by the shares."""
    offer = Offer(**TERMS, schedule=schedule(name=name))
    assert year_usd(offer=offer, year=1) == pytest.approx(GOLDEN[name])
    assert average_usd(offer=offer) == pytest.approx(450_500)
    found = net_present_value_usd(offer=offer)
    assert found == pytest.approx(by_hand(offer, 4, 0.08), rel=1e-12)
    cash = net_present_value_usd(offer=replace(offer, grant_usd=0))
    assert found - cash == pytest.approx(600_000, rel=1e-12)


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


def test_the_annual_equivalent_is_the_even_pay_of_equal_value() -> None:
    """Found by a root search over base alone instead of the annuity factor."""
    offer = Offer(**TERMS, schedule=schedule(name="5/15/40/40"))
    value = net_present_value_usd(offer=offer)
    even = optimize.brentq(
        lambda pay: sum(pay / 12 / 1.08 ** (m / 12) for m in range(1, 49)) - value, 1, 1e7
    )
    assert annual_equivalent_usd(offer=offer) == pytest.approx(even)


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
    assert year_usd(offer=promised, year=1) == pytest.approx(506_750 - 36_750 + 50_000)


def test_the_answer_names_both_ends() -> None:
    """The lowest is the run rate of base and bonus, the highest the first year."""
    answer = offers_answer()
    assert answer.headline.startswith(
        "One offer reads from 281,750 (run rate after the grant) to 506,750 dollars (first year)"
    )
    assert len(answer.table.rows) == 7
