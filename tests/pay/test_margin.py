"""Unit economics by hand, in another unit, and as inverses of each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerkb.pay.margin import (
    cost_allowed_usd,
    gross_margin,
    margin_answer,
    request_cost_usd,
    yearly_revenue_usd,
    yearly_saving_usd,
)
from careerkb.work.serving import cost_usd_per_million


def test_a_billion_requests_at_a_fifth_of_a_cent() -> None:
    """By hand: 1e9 x 0.002 x 365 is 730 million; at 99 % a request may cost 20 micro-dollars."""
    assert yearly_revenue_usd(requests_per_day=1e9, price_usd=0.002) == pytest.approx(730e6)
    assert cost_allowed_usd(price_usd=0.002, margin=0.99) == pytest.approx(20e-6)


def test_the_golden_serving_cost_prices_a_request() -> None:
    """1.98 dollars a million tokens at half utilization; a thousand tokens cost 0.198 cents."""
    cost = cost_usd_per_million(gpu_usd_per_hour=2.5, tokens_per_second=700, utilization=0.5)
    assert request_cost_usd(tokens=1_000, usd_per_million=cost) == pytest.approx(0.00198, abs=5e-6)


def test_a_cut_by_its_yearly_sum() -> None:
    """18 % of 0.198 cents on a billion a day: in cents, 365e9 x 0.198 x 0.18 / 100."""
    found = yearly_saving_usd(requests_per_day=1e9, cost_usd=0.00198, cut_fraction=0.18)
    assert found == pytest.approx(365e9 * 0.198 * 0.18 / 100)


@given(st.floats(1e-6, 100), st.floats(0, 1))
def test_allowed_cost_and_margin_invert_each_other(price: float, margin: float) -> None:
    """The margin of the allowed cost is the margin asked for."""
    cost = cost_allowed_usd(price_usd=price, margin=margin)
    assert gross_margin(price_usd=price, cost_usd=cost) == pytest.approx(margin, abs=1e-9)


def test_a_loss_is_a_negative_margin() -> None:
    """Costs twice the price."""
    assert gross_margin(price_usd=1, cost_usd=2) == -1


def test_the_answer_implies_a_hundred_times_the_cost() -> None:
    """At 99 % the price is a hundred times 0.198 cents, and the revenue 72 billion a year."""
    answer = margin_answer()
    assert "a price 100 times the cost" in answer.headline
    assert "72.3 billion dollars" in answer.headline
    assert answer.table.rows[1][0] == "AI companies, 2024"
    assert answer.table.rows[1][3] == pytest.approx(365 * 1.98e6 / 0.59 / 1e9)


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"margin": 99}, "write 99 % as 0.99"),
        ({"price_usd": 0}, "price_usd must be a number from 1e-09"),
    ],
)
def test_bad_terms_are_refused(terms: dict[str, object], message: str) -> None:
    """One message that names the term."""
    with pytest.raises(ValueError, match=message):
        cost_allowed_usd(**({"price_usd": 1, "margin": 0.5} | terms))
