"""The exact distribution of an offer against a million simulated careers and closed forms."""

from dataclasses import replace
from typing import Any

import numpy
import pytest
from simulation import simulated

from careerkb.answers.scale import numbers
from careerkb.pay.price import price_answer
from careerkb.pay.risk import EXAMPLE, risk_answer
from careerkb.pay.worth import expected_value_usd, value_distribution

COUNT = 1_000_000


@pytest.mark.parametrize("answer", [risk_answer, price_answer])
def test_dollars_are_printed_as_dollars(answer: Any) -> None:
    """No axis of money ends in a percent sign, whatever other numbers its label holds."""
    chart = answer().chart
    marks = (0.0, 1_400.0)
    printed = numbers(chart.y_label, marks)(1_400.0)
    assert "%" not in printed
    assert "%" not in numbers("thousand USD today, median and middle 80 %", marks)(1_598.0)
    assert numbers("% of those who stay", (0, 50))(50) == "50%"


def test_the_answer_shows_each_risk() -> None:
    """The price is the widest of the four alone, and together they are wider still."""
    rows = {row[0]: row[3] - row[1] for row in risk_answer().table.rows}
    assert max(rows, key=rows.__getitem__) == "all together"
    assert rows["share price"] == sorted(rows.values())[-2]


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"years": 0}, "years must be a whole number from 1 to 30"),
        ({"years": 60}, "years must be a whole number from 1 to 30"),
        ({"discount_rate": 8}, "write 8 % as 0.08"),
        ({"offer": {"base_usd": 1}}, "offer must be an Offer"),
    ],
)
def test_bad_terms_are_refused(terms: dict[str, object], message: str) -> None:
    """One message that names the term."""
    with pytest.raises(ValueError, match=message):
        value_distribution(**({"offer": EXAMPLE} | terms))


def test_what_the_page_leaves_out_is_as_large_as_it_says() -> None:
    """Layoffs in any month, and promotions with a least time in level, played out."""
    found = expected_value_usd(offer=EXAMPLE)
    calm = replace(EXAMPLE, volatility_fraction=0)  # the mean is the same, its error smaller
    terms = (calm, 4, 0.08, COUNT)
    spread = simulated(*terms, numpy.random.default_rng(3), any_month=True).mean()
    assert spread - found == pytest.approx(1_900, abs=600)
    for waits, lower in ((2, 20_000), (3, 32_000)):
        slow = simulated(*terms, numpy.random.default_rng(3), waits=waits).mean()
        assert found - slow == pytest.approx(lower, abs=1_000)
