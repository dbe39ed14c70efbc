"""Terms of a grant of options that cannot be."""

import pytest

from careerkb.exits.stock_grant import Grant


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"kind": "iso"}, "kind must be one of 'ISO', 'NSO', 'RSU'"),
        ({"shares": 0}, "shares must be a number from 1"),
        ({"strike_usd": -2}, "strike_usd must be"),
        ({"same_year": True}, "same_year must be False while held_long is True, got True; shares"),
        ({"days_after_leaving": -1}, "days_after_leaving must be a whole number from 0"),
    ],
)
def test_bad_terms_are_refused(terms: dict[str, object], message: str) -> None:
    """One message that names the term."""
    good = {"kind": "ISO", "shares": 1, "fair_value_usd": 1, "sale_usd": 1}
    with pytest.raises(ValueError, match=message):
        Grant(**(good | terms))
