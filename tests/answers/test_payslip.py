"""The answer of a year's pay: what it says, adds up and leaves out."""

import pytest

from careerkb.answers.answer import Answer
from careerkb.answers.payslip import Payslip, pay_answer


def flat(cash: float, shares: float) -> Payslip:
    """Take a fifth of cash and half of shares, the latter billed."""
    return Payslip(
        gross=cash + shares,
        taken={"tax": cash / 5 + shares / 2, "nothing": 0.0},
        billed=shares / 2,
    )


def made(shares: float) -> Answer:
    """Answer for 100,000 in cash."""
    return pay_answer(
        flat, cash=100_000, shares=shares, place="Here", currency="EUR", money="euros"
    )


def test_the_headline_says_what_is_left_of_all_and_of_the_shares() -> None:
    """100,000 less a fifth and 40,000 less a half are 100,000."""
    assert made(40_000).headline == (
        "Here, 100,000 of 140,000 euros are left, 71%, and 20% of the next 1,000 is taken; the"
        " shares leave 50% of what they are worth at vesting, and 20,000 of it all is billed later."
    )
    rows = dict(made(40_000).table.rows)
    assert rows["left of the shares"] == pytest.approx(20_000)
    assert rows["withheld during the year"] == pytest.approx(20_000)
    assert rows["billed later"] == pytest.approx(20_000)


def test_without_shares_nothing_is_said_of_them() -> None:
    """No share of nothing, and no bill."""
    answer = made(0)
    assert "shares" not in answer.headline
    assert "billed" not in answer.headline
    assert "left of the shares" not in dict(answer.table.rows)


def test_each_bar_adds_up_to_a_hundred() -> None:
    """A part that is always zero is not drawn."""
    chart = made(40_000).chart
    assert chart is not None
    assert [series.name for series in chart.series] == ["left", "tax"]
    assert [sum(ys) for ys in zip(*(s.y for s in chart.series), strict=True)] == [100] * 5
