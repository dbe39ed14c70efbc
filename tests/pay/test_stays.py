"""Careers with every part against the same played out a hundred thousand times."""

from dataclasses import replace
from typing import Any

import numpy
import pytest
from simulation import RISKY_LAB, simulated

from careerkb.inputs import document_of, read, spec_of
from careerkb.pay.comparison import compare
from careerkb.pay.grants import CashPart, ListedGrant, OptionGrant, SaleOutcome
from careerkb.pay.offers import Offer
from careerkb.pay.private_grant import PrivateGrant
from careerkb.pay.schedules import schedule
from careerkb.pay.stays import stop_chances
from careerkb.pay.worth import expected_value_usd, value_distribution

NEW: dict[str, Any] = {
    "benefits_usd": 18_000,
    "cash_parts": (
        CashPart(usd=50_000, month=12, clawback="cliff", clawback_months=12,
                 layoff_carve_out=False),
        CashPart(usd=10_000),
    ),
    "more_grants": (
        ListedGrant(usd=100_000, start_month=12, schedule=schedule(name="40/30/20/10")),
        ListedGrant(usd=80_000, priced_month=3),
    ),
    "refresher_schedule": schedule(name="50/50"),
    "bonus_spread": 0.5,
    "promotion_after_years": 2,
    "leaving_probability": 0.1,
    "after_leaving_multiple": 1.2,
    "term_years": 3,
    "renewal_probability": 0.4,
    "after_term_multiple": 0.9,
    "private": PrivateGrant(grant_usd=200_000),
    "options": OptionGrant(
        shares=20_000, strike_usd=2, price_usd=5,
        outcomes=(
            SaleOutcome(probability=0.1, price_multiple=8),
            SaleOutcome(probability=0.3, price_multiple=1),
        ),
    ),
}  # fmt: skip
"""Every new term at once, all of it assumed."""
RICH = replace(
    RISKY_LAB, bonus_fraction=0.2, promotion_probability=0.5, layoff_carve_out=False, **NEW
)


@pytest.mark.parametrize("years", [2, 5])
def test_every_part_at_once_is_what_a_simulation_gives(years: int) -> None:
    """The mean within four standard errors, chances within half a point of a hundred."""
    played = simulated(RICH, years, 0.08, 100_000, numpy.random.default_rng(years))
    error = played.std() / 100_000**0.5
    assert abs(played.mean() - expected_value_usd(offer=RICH, years=years)) < 4 * error
    found = value_distribution(offer=RICH, years=years)
    assert found.mean == pytest.approx(expected_value_usd(offer=RICH, years=years), rel=1e-3)
    shares = (0.05, 0.25, 0.5, 0.75, 0.95)
    reached = [1 - found.above(usd) for usd in numpy.quantile(played, shares)]
    assert reached == pytest.approx(shares, abs=0.005)  # quantiles jump where no outcome lies


@pytest.mark.parametrize("name", [*NEW, "all"])
def test_an_offer_against_itself_is_no_difference(name: str) -> None:
    """Even odds with each new term, and with all, and what the term does is not nothing."""
    offer = RICH if name == "all" else replace(RISKY_LAB, **{name: NEW[name]})
    found = compare(offer_a=offer, offer_b=offer)
    assert found.verdict == "too close to call"
    assert found.first_higher == pytest.approx(0.5, abs=1e-3)
    assert found.expected_usd[0] == found.expected_usd[1]


def test_every_part_is_written_and_read_back() -> None:
    """A file of the richest offer holds all of it."""
    assert read(spec_of(Offer), document_of(RICH)) == (RICH, ())


def test_stops_by_hand() -> None:
    """One in five laid off, a quarter of the rest leaves: two in five are gone in mid-year."""
    offer = Offer(base_usd=1e5, layoff_probability=0.2, leaving_probability=0.25, term_years=1)
    found = dict(stop_chances(offer=offer, years=3))
    assert found == pytest.approx({6: 0.4, 12: 0.6})
    kept = dict(stop_chances(offer=replace(offer, renewal_probability=1.0), years=2))
    assert kept == pytest.approx({6: 0.4, 18: 0.24, 24: 0.36})


def test_a_comparison_costs_about_what_it_did() -> None:
    """With listed parts, less than three times a comparison of today's letters, in one run."""
    import time

    listed = replace(RICH, private=None, options=None, bonus_spread=0.0)

    def took(offer: Offer) -> float:
        best = 1e9
        for number in range(3):
            start = time.process_time()
            pair = [replace(offer, base_usd=300_000 + 10 * number + n) for n in (1, 2)]
            compare(offer_a=pair[0], offer_b=pair[1])
            best = min(best, time.process_time() - start)
        return best

    assert took(listed) < 3 * took(RISKY_LAB)
