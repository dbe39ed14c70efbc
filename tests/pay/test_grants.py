"""The parts of a letter: what each refuses, in one sentence that says how to go on."""

import pytest

from careerkb.pay.grants import CashPart, ListedGrant, OptionGrant, SaleOutcome
from careerkb.pay.schedules import Schedule


def test_a_cash_part_is_owed_from_its_own_month() -> None:
    """Paid after a year and prorated over twelve months: half is owed in month 18, none in 24."""
    part = CashPart(usd=30_000, month=12, clawback_months=12)
    assert [part.owed_usd(m, laid_off=False) for m in (6, 12, 18, 24)] == [0, 30_000, 15_000, 0]
    assert part.owed_usd(12, laid_off=True) == 0.0
    harsh = CashPart(usd=30_000, clawback="cliff", clawback_months=24, layoff_carve_out=False)
    assert harsh.owed_usd(23, laid_off=True) == 30_000


def test_what_contradicts_itself_is_refused_in_one_sentence() -> None:
    """Vesting past the end, before a price, and more chances than there are."""
    with pytest.raises(ValueError, match=r"^start_month must be at most 72, so that all vests by"):
        ListedGrant(usd=1, start_month=73)
    with pytest.raises(ValueError, match=r"^priced_month must be at most 3, the month in which"):
        ListedGrant(
            usd=1, priced_month=4, schedule=Schedule(yearly_fractions=(1.0,), interval_months=3)
        )
    half = SaleOutcome(probability=0.6, price_multiple=1)
    with pytest.raises(ValueError, match=r"^outcomes must be chances that sum to at most 1.*1.2$"):
        OptionGrant(shares=1, strike_usd=1, price_usd=1, outcomes=[half, half])
