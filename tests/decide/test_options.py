"""What is no letter, in short: it is the offer that somebody would write in full."""

import pytest

from careerkb.decide.options import Alternative, Option, options_named
from careerkb.pay.offers import Offer, year_usd
from careerkb.pay.worth import expected_value_usd


def test_what_vests_is_worth_as_much_each_year() -> None:
    """Base, bonus and four equal parts of shares, discounted like their price grows."""
    stay = Alternative(name="stay", base_usd=200_000, bonus_fraction=0.1, vesting_usd=50_000)
    worth = expected_value_usd(offer=stay.offer(), years=4, discount_rate=0.0)
    assert worth == pytest.approx(4 * (220_000 + 50_000))
    assert year_usd(offer=Alternative(name="doctorate", base_usd=40_000).offer(), year=3) == 40_000


@pytest.mark.parametrize("names", [("a", "a"), ("a", "too close to call")])
def test_names_tell_options_apart(names: tuple[str, str]) -> None:
    """From each other and from the verdict of none."""
    options = [Option(name=name, offer=Offer(base_usd=100_000)) for name in names]
    with pytest.raises(ValueError, match="options must be options with names of their own"):
        options_named(options)
