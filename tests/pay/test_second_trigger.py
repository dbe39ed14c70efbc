"""The second trigger: figures worked out by hand from the tax tables, limits and refusals."""

import pytest

from careerkb.pay.second_trigger import bunching_usd, second_trigger_answer, settle

DAY = {"units": 10_000, "price_usd": 120, "wages_usd": 245_000}


def test_a_million_and_two_at_once() -> None:
    """Income tax 434,946.25 and Medicare 28,200 on 1,200,000 beside 245,000 of wages, 2026, single."""
    day = settle(**DAY)
    assert day.income_usd == 1_200_000
    assert day.owed_usd == pytest.approx(434_946.25 + 28_200)


def test_the_april_gap() -> None:
    """22 % of a million and 37 % of 200,000 leave 140,946.25 due; 37 % of all is 9,053.75 too much."""
    assert settle(**DAY).gap_usd == pytest.approx(140_946.25)
    assert settle(**DAY, withholding="37 % on all").gap_usd == pytest.approx(-9_053.75)


def test_shares_delivered() -> None:
    """2,685 of 10,000 withheld with Medicare, or 3,935 at the highest rate."""
    assert settle(**DAY).delivered_units == pytest.approx(7_315)
    assert settle(**DAY).withheld_usd == pytest.approx(322_200)
    assert settle(**DAY, withholding="37 % on all").delivered_units == pytest.approx(6_065)


def test_a_fall_during_the_lock_up() -> None:
    """7,315 shares at 84 less the gap are 473,513.75; at 19.27 a share the tax takes everything."""
    day = settle(**DAY)
    assert day.left_usd(84) == pytest.approx(473_513.75)
    assert day.left_usd(120) == pytest.approx(736_853.75)
    assert day.break_even_price_usd == pytest.approx(19.27, abs=0.005)
    assert day.left_usd(day.break_even_price_usd) == pytest.approx(0)
    assert settle(**DAY, withholding="37 % on all").break_even_price_usd == 0


def test_bunching() -> None:
    """Four years of 300,000 owe 104,180.25 each, so that one year with all costs 18,225.25 more."""
    assert bunching_usd(income_usd=1_200_000, wages_usd=245_000) == pytest.approx(18_225.25)
    assert bunching_usd(income_usd=1_200_000, wages_usd=245_000, years=1) == 0
    assert bunching_usd(income_usd=1_000_000, wages_usd=2_000_000) == pytest.approx(0, abs=1e-6)


def test_worthless_units() -> None:
    """At a price of zero nothing is owed, and every unit is delivered."""
    day = settle(units=10, price_usd=0, wages_usd=245_000)
    assert (day.owed_usd, day.gap_usd, day.delivered_units) == (0, 0, 10)


def test_the_answer_says_what_is_due() -> None:
    """The headline holds the shares, the gap and what is left, and a refund is called one."""
    assert "7,315 shares" in second_trigger_answer().headline
    assert "140,946 dollars are still due" in second_trigger_answer().headline
    assert "473,514" in second_trigger_answer().headline
    refund = second_trigger_answer(withholding="37 % on all").headline
    assert "9,054 dollars come back" in refund


def test_an_unknown_rate_is_refused() -> None:
    """The two that employers use are named."""
    with pytest.raises(ValueError, match=r"withholding must be one of '22 % to a million'"):
        settle(**DAY, withholding="22 %")
