"""Clawback clauses against the worded terms, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerkb.pay.clawback import after_tax_usd, clawback_answer, kept_usd, repaid_fraction

FORMS = ("prorated", "cliff", "two-stage")


@pytest.mark.parametrize(
    ("form", "shares"),
    [
        ("prorated", {0: 1, 6: 0.75, 12: 0.5, 23: 1 / 24, 24: 0, 60: 0}),
        ("cliff", {0: 1, 6: 1, 12: 1, 23: 1, 24: 0, 60: 0}),
        ("two-stage", {0: 1, 6: 1, 12: 1, 13: 11 / 12, 18: 0.5, 23: 1 / 12, 24: 0, 60: 0}),
    ],
)
def test_each_clause_as_it_is_worded(form: str, shares: dict[int, float]) -> None:
    """Two years: prorated from the first day; all until the end; all in year one, then prorated."""
    for month, share in shares.items():
        found = repaid_fraction(month=month, form=form, clawback_months=24)
        assert found == pytest.approx(share)


@pytest.mark.parametrize("form", FORMS)
def test_no_clause_asks_for_nothing(form: str) -> None:
    """Zero months: nothing is ever owed."""
    assert repaid_fraction(month=0, form=form, clawback_months=0) == 0


@given(st.sampled_from(FORMS), st.integers(0, 60), st.integers(0, 599), st.integers(0, 5))
def test_what_is_owed_never_rises(form: str, length: int, month: int, later: int) -> None:
    """Staying longer never costs more, and a cliff never asks for less than the others."""
    now = repaid_fraction(month=month, form=form, clawback_months=length)
    then = repaid_fraction(month=min(600, month + later), form=form, clawback_months=length)
    cliff = repaid_fraction(month=month, form="cliff", clawback_months=length)
    assert 0 <= then <= now <= cliff <= 1


def test_kept_before_tax_by_hand() -> None:
    """A quarter of a year of a one-year clause keeps a quarter of 75,000."""
    assert kept_usd(sign_on_usd=75_000, month=3) == pytest.approx(18_750)


def test_a_gross_clause_can_cost_more_than_was_received() -> None:
    """40,000 gross, 24,000 net, left at once: 16,000 of the reader's own money is gone."""
    terms = {"sign_on_usd": 40_000, "tax_fraction": 0.4, "month": 0}
    assert after_tax_usd(**terms) == pytest.approx(-16_000)
    assert after_tax_usd(**terms, basis="net") == pytest.approx(0)


def test_both_bases_agree_without_tax_and_after_the_end() -> None:
    """Without tax there is one sum; after the end there is nothing to reclaim."""
    for month, tax in ((5, 0.0), (12, 0.37)):
        gross, net = (
            after_tax_usd(sign_on_usd=50_000, month=month, tax_fraction=tax, basis=basis)
            for basis in ("gross", "net")
        )
        assert gross == pytest.approx(net)


def test_the_answer_shows_every_quarter_of_the_clause() -> None:
    """Half of 45,000 net is below zero for a gross cliff, by hand: 45,000 - 75,000."""
    answer = clawback_answer()
    assert "keep 7,500 if it is prorated and -30,000 if it is a cliff" in answer.headline
    assert len(answer.table.rows) == 9


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"form": "pro rata"}, "form must be one of .* did you mean 'prorated'"),
        ({"clawback_months": 61}, "clawback_months must be a whole number from 0 to 60"),
        ({"month": 1.5}, "month must be a whole number"),
    ],
)
def test_bad_terms_are_refused(terms: dict[str, object], message: str) -> None:
    """One message that names the term."""
    with pytest.raises(ValueError, match=message):
        repaid_fraction(**({"month": 3} | terms))
