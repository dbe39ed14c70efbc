"""Terms of a private grant that contradict each other."""

import pytest

from careerkb.pay.private_grant import PrivateGrant


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        (
            {"dilution_fraction": 0.1},
            "dilution_fraction must be 0 while price_growth_fraction is not",
        ),
        (
            {"listing_probability": 0.7, "sale_probability": 0.4},
            "sale_probability must be at most 0.3",
        ),
        ({"years_there": 8}, "years_there must be at most years_to_lapse, 7"),
        (
            {"dilution_fraction": 1.0, "price_growth_fraction": 0.1},
            "dilution_fraction must be below 1",
        ),
        ({"worth_fraction": 0}, "worth_fraction must be"),
    ],
)
def test_terms_that_contradict_are_refused(terms: dict[str, float], message: str) -> None:
    """One sentence that names the term and what is allowed."""
    with pytest.raises(ValueError, match=message):
        PrivateGrant(grant_usd=1e6, **terms)
