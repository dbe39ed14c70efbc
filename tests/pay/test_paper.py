"""Private paper beside listed shares: sums by hand, and what is refused where years are counted."""

from collections.abc import Callable
from typing import Any

import pytest

from careerkb.pay.after_tax import after_tax_years_usd
from careerkb.pay.definitions import offers_answer
from careerkb.pay.grants import OptionGrant, SaleOutcome
from careerkb.pay.leaving import value_by_month_usd
from careerkb.pay.offers import Offer
from careerkb.pay.paper import options_worth_usd
from careerkb.pay.private_grant import PrivateGrant
from careerkb.pay.private_shares import private_worth
from careerkb.pay.worth import expected_value_usd, value_distribution


def test_options_by_hand() -> None:
    """Half vested, ten times two less two, a fifth; the price itself pays the strike exactly."""
    outcomes = [
        SaleOutcome(probability=0.2, price_multiple=10),
        SaleOutcome(probability=0.3, price_multiple=1),
    ]
    grant = OptionGrant(shares=1_000, strike_usd=2, price_usd=2, sale_years=5, outcomes=outcomes)
    found = dict(options_worth_usd(grant=grant, month=24, discount_rate=0.1))
    assert found == pytest.approx({0.0: 0.8, 500 * 18 / 1.1**5: 0.2})
    with_base = Offer(base_usd=100_000, options=grant)
    plain = expected_value_usd(offer=Offer(base_usd=100_000), years=2, discount_rate=0.1)
    more = expected_value_usd(offer=with_base, years=2, discount_rate=0.1) - plain
    assert more == pytest.approx(0.2 * 500 * 18 / 1.1**5)


def test_a_private_grant_adds_what_its_own_page_says() -> None:
    """Beside a certain base, the whole distribution is that of the grant, moved."""
    grant = PrivateGrant(grant_usd=500_000, years_there=3)
    base = expected_value_usd(offer=Offer(base_usd=100_000), years=3)
    offer = Offer(base_usd=100_000, private=PrivateGrant(grant_usd=500_000, years_there=1))
    own = private_worth(grant=grant)
    found = value_distribution(offer=offer, years=3)
    assert expected_value_usd(offer=offer, years=3) == pytest.approx(base + own.mean_usd)
    shares = (0.5, 0.75, 0.9)
    goal = [base + own.sums.quantile(share) for share in shares]
    assert found.quantiles(shares) == pytest.approx(goal, rel=0.01)


@pytest.mark.parametrize("ask", [value_by_month_usd, after_tax_years_usd, offers_answer])
@pytest.mark.parametrize(
    "paper",
    [{"private": PrivateGrant(grant_usd=1)},
     {"options": OptionGrant(shares=1, strike_usd=1, price_usd=1)}],
)  # fmt: skip
def test_where_years_are_counted_paper_is_refused(
    ask: Callable[..., Any], paper: dict[str, Any]
) -> None:
    """One sentence that names the part, and where to go."""
    (name,) = paper
    with pytest.raises(ValueError, match=f"^{name} must be left out of .*compare two offers"):
        ask(offer=Offer(base_usd=1e5, **paper))
