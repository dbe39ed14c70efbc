"""A start-up grant step by step: by hand, at its limits, and what does not fit."""

from dataclasses import replace
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.exits.chain import break_even_sale_usd, chain_answer
from careerkb.exits.startup_grant import EXAMPLE, StartupGrant, steps
from careerkb.exits.waterfall import Preferred
from careerkb.pay.schedules import Schedule

PLAIN = StartupGrant(kind="ISO", shares=75_000, company_shares=10e6, exercise="on leaving")
"""0.75 %, no strike, no spread, no preferences: only the tax on the gain is left."""


def sale_tax(gain: Any, wages: float, spread: float = 0.0, paid: float = 0.0) -> Any:
    """
    Tax a long gain by hand, single, 2026, wages in the 32 % bracket: all that the sale adds.

    15 and 20 %, 3.8 % above 200,000 in all, and the minimum tax, which counts the gain without
    *spread* and gives *paid* back as far as it is the lower one.
    """
    regular = 49_704.0 + 0.32 * (wages - 245_000)

    def on_gain(amount: Any) -> Any:
        at_20 = numpy.maximum(0.0, amount - numpy.maximum(0.0, 545_500 - (wages - 16_100)))
        return 0.15 * (amount - at_20) + 0.20 * at_20

    least_gain = numpy.maximum(0.0, gain - spread)
    income = wages + least_gain
    exempt = numpy.maximum(0.0, 90_100 - 0.5 * numpy.maximum(0.0, income - 500_000))
    least = 0.26 * (wages - exempt) + 0.02 * numpy.maximum(0.0, wages - exempt - 244_500)
    over = regular + on_gain(gain) - least - on_gain(least_gain)
    invested = 0.038 * numpy.minimum(gain, numpy.maximum(0.0, wages + gain - 200_000))
    return on_gain(gain) + invested - numpy.minimum(paid, over)


def test_every_step_by_hand() -> None:
    """Two rounds of a tenth, 20 million paid first, half vested; NSO exercised at the sale."""
    grant = StartupGrant(
        kind="NSO", shares=200_000, company_shares=20e6, strike_usd=1.0, stay_months=24,
        exercise="at the sale", dilutions=(0.1, 0.1), sale_years=6,
        classes=(Preferred(name="all", invested_usd=20e6, share=0.4),),
    )  # fmt: skip
    made = steps(grant=grant, sale_usd=40e6, wages_usd=220_000, discount_rate=0.1)
    assert made.by_percentage_usd == pytest.approx(0.005 * 40e6)
    assert made.after_rounds_usd == pytest.approx(0.005 * 0.81 * 40e6)
    # 40 % of 40 million is less than the 20 million, so 20 million is left for 60 %.
    sold = 20e6 * 0.005 * 0.81 / 0.6
    assert made.after_preferences_usd == pytest.approx(sold)
    assert made.exercise_usd == pytest.approx(100_000)
    # A spread of 35,000 on wages of 220,000: 203,900 to 238,900 is in the 32 % bracket.
    assert made.tax_usd == pytest.approx((sold - 100_000) * (0.32 + 0.0235))
    assert made.account_usd == pytest.approx((sold - 100_000) * (1 - 0.3435))
    assert made.today_usd == pytest.approx(made.account_usd / 1.1**6)


def test_payments_on_their_own_days() -> None:
    """Exercised on leaving after four years, sold after seven, without a spread."""
    grant = replace(PLAIN, strike_usd=2.0, fair_value_usd=2.0, sale_years=7.0)
    made = steps(grant=grant, sale_usd=400e6, wages_usd=250_000, discount_rate=0.08)
    gain = 75_000 * (40.0 - 2.0)
    tax = sale_tax(gain, 250_000)
    assert made.tax_usd == pytest.approx(tax)
    expected = (75_000 * 40 - tax) / 1.08**7 - 150_000 / 1.08**4
    assert made.today_usd == pytest.approx(expected)


def test_nothing_before_the_cliff() -> None:
    """Eleven months leave nothing, at any sale, and no sale repays."""
    early = replace(EXAMPLE, stay_months=11)
    assert steps(grant=early, sale_usd=1e9).today_usd == 0
    assert break_even_sale_usd(grant=early, given_up_usd=1_000) is None
    assert chain_answer(grant=early).headline.startswith("No sale would repay")


@pytest.mark.parametrize(("sale", "left"), [(60e6, 0.0), (300e6, 903_121.0)])
def test_options_kept_for_years_after_leaving_are_taxed_as_wages(sale: float, left: float) -> None:
    """Exercised at the sale, three years after leaving: an ISO as an NSO, payroll tax included."""
    late = replace(EXAMPLE, exercise="at the sale")
    assert steps(grant=late, sale_usd=sale).account_usd == pytest.approx(left, abs=0.5)
    plain = replace(late, kind="NSO")
    assert steps(grant=late, sale_usd=sale) == steps(grant=plain, sale_usd=sale)


def test_within_ninety_days_of_leaving_an_incentive_option_keeps_its_treatment() -> None:
    """Sold two months after leaving: no payroll tax, and no tax at exercise."""
    soon = replace(EXAMPLE, exercise="at the sale", sale_years=4 + 2 / 12)
    plain = replace(soon, kind="NSO")
    less = steps(grant=plain, sale_usd=300e6).tax_usd - steps(grant=soon, sale_usd=300e6).tax_usd
    spread = steps(grant=soon, sale_usd=300e6).after_preferences_usd - 300_000
    # 1.45 and 0.9 % of the spread, of the latter only above 200,000, and 6.2 % of the first 4,500.
    payroll = 0.0145 * spread + 0.009 * (spread - 20_000) + 0.062 * 4_500
    assert less == pytest.approx(payroll)


def test_the_minimum_tax_comes_back_at_the_sale() -> None:
    """Of 72,348 dollars paid on leaving, 45,134 return with a sale at 300 million; see the page."""
    made = steps(grant=EXAMPLE, sale_usd=300e6)
    income = 180_000 + 300_000
    paid = 0.26 * 244_500 + 0.28 * (income - 90_100 - 244_500) - 31_934
    assert paid == pytest.approx(72_348)
    gain = made.after_preferences_usd - 300_000
    on_gain = 0.15 * (545_500 - 163_900) + 0.20 * (gain - (545_500 - 163_900))
    back = 31_934 + 0.20 * 300_000 - 0.26 * 180_000
    assert back == pytest.approx(45_134)
    invested = 0.038 * (180_000 + gain - 200_000)
    assert made.tax_usd == pytest.approx(paid + on_gain + invested - back)


def test_waiting_to_exercise_cannot_lose() -> None:
    """At a sale below the strike one loses the price and the tax, the other nothing."""
    bold, calm = EXAMPLE, replace(EXAMPLE, exercise="at the sale")
    assert steps(grant=bold, sale_usd=30e6).account_usd < -300_000
    assert steps(grant=calm, sale_usd=30e6).account_usd == 0
    assert steps(grant=bold, sale_usd=2e9).account_usd > steps(grant=calm, sale_usd=2e9).account_usd


GRANTS = st.builds(
    lambda **terms: replace(EXAMPLE, **terms),
    kind=st.sampled_from(["ISO", "NSO", "RSU"]),
    exercise=st.sampled_from(["on leaving", "at the sale"]),
    strike_usd=st.floats(0, 20),
    fair_value_usd=st.floats(0, 40),
    stay_months=st.integers(1, 60),
    sale_years=st.floats(5, 12),
    schedule=st.sampled_from(Schedule.examples()),
)


@given(GRANTS, st.floats(0, 5e9), st.floats(0, 5e9))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_each_step_takes_and_more_is_never_worse(
    grant: StartupGrant, one: float, other: float
) -> None:
    """Steps only take away; a higher sale never leaves less, today or in the account."""
    low, high = (steps(grant=grant, sale_usd=s) for s in sorted((one, other)))
    for made in (low, high):
        assert made.by_percentage_usd >= made.after_rounds_usd
        assert made.after_rounds_usd >= made.after_preferences_usd * (1 - 1e-12)
        assert made.exercise_usd >= 0
        assert made.tax_usd >= 0
        assert made.account_usd <= made.after_preferences_usd
        if grant.later:
            assert made.account_usd >= -1e-6
    assert high.account_usd >= low.account_usd - 1e-6
    assert high.today_usd >= low.today_usd - 1e-6


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"shares": 5e6}, "shares must be at most a fifth of company_shares, 4,000,000"),
        ({"sale_years": 3}, "sale_years must be at least the 4 years that you stay"),
        (
            {"classes": [Preferred(name="A", invested_usd=1e6, share=0.999)]},
            "classes must be leaving your",
        ),
        ({"kind": "iso"}, "kind must be one of"),
        ({"dilutions": (12.6,)}, r"dilutions\[0\] must be .* write 12.6 % as 0.126"),
    ],
)
def test_what_does_not_fit_is_refused(terms: dict[str, Any], message: str) -> None:
    """One message that names the field and what is allowed."""
    with pytest.raises(ValueError, match=message):
        replace(EXAMPLE, **terms)


def test_a_share_above_a_hundred_thousand_is_refused() -> None:
    """It says which number is too small."""
    few = StartupGrant(kind="RSU", shares=1_000, company_shares=1e4)
    with pytest.raises(ValueError, match="company_shares must be so many that"):
        steps(grant=few, sale_usd=5e9)
