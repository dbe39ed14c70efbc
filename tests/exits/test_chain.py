"""The chain of a start-up grant: by hand, against a simulation of its outcomes, and by properties."""

import math
from dataclasses import replace
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from careerkb.exits.chain import (
    EXAMPLE,
    StartupGrant,
    break_even_sale_usd,
    chain_answer,
    given_up_usd,
    steps,
)
from careerkb.exits.equity import break_even_exit_usd
from careerkb.exits.outcomes import MEDIAN_AFTER_B_USD, multiple_chance
from careerkb.exits.waterfall import Preferred
from careerkb.pay.vesting import Schedule

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


def test_without_tax_it_is_the_plain_break_even() -> None:
    """At a gain in the zero bracket nothing but the percentage is left: the equity page's sum."""
    needed = break_even_sale_usd(
        grant=PLAIN, given_up_usd=40_000, wages_usd=1_000, discount_rate=0.0
    )
    plain = break_even_exit_usd(forgone_usd=10_000, years=4, share=0.0075)
    assert needed == pytest.approx(plain, rel=1e-9)


@pytest.mark.parametrize("kind", ["ISO", "NSO", "RSU"])
@pytest.mark.parametrize("exercise", ["on leaving", "at the sale"])
def test_break_even_against_scipy(kind: Any, exercise: Any) -> None:
    """The root that brentq finds, and its odds in the headline."""
    grant = replace(EXAMPLE, kind=kind, exercise=exercise)
    due = given_up_usd(forgone_usd=220_000)
    root = optimize.brentq(lambda s: steps(grant=grant, sale_usd=s).today_usd - due, 1e6, 1e11)
    needed = break_even_sale_usd(grant=grant, given_up_usd=due)
    assert needed == pytest.approx(root, rel=1e-8)
    early, late = (
        100 * multiple_chance(at_least=root * grant.kept / MEDIAN_AFTER_B_USD, odds=odds)
        for odds in ("all stages", "later stages")
    )
    headline = chain_answer(grant=grant).headline
    assert f"sell for {root / 1e6:,.0f} million" in headline
    assert f"{early:.0f} to {late:.0f} in 100 outcomes" in headline


def test_the_odds_against_a_simulation() -> None:
    """A million draws from the bands, each through dilution, preference, exercise and tax by hand."""
    random = numpy.random.default_rng(7)
    count = 1_000_000
    band = random.choice(7, count, p=[0.49, 0.16, 0.25, 0.06, 0.025, 0.01, 0.005])
    low = numpy.array([0, 0, 1, 5, 10, 20, 50])[band]
    high = numpy.array([0, 1, 5, 10, 20, 50, 100])[band]
    part = random.random(count)
    logs = numpy.maximum(low, 1e-9) * (high / numpy.maximum(low, 1e-9)) ** part
    multiple = numpy.where(band < 2, high * part, logs)
    kept = (1 - 0.126) * (1 - 0.103)
    sale = multiple * MEDIAN_AFTER_B_USD / kept
    common = numpy.where(sale > 120e6, 0.5 * sale, numpy.maximum(0, sale - 60e6))
    price = common / 0.5 * kept / 20e6
    gain = numpy.maximum(0, price - 2.0) * 150_000
    wages = 250_000
    spread = 150_000 * (4.0 - 2.0)
    # 550,000 for the minimum tax: the exemption of 90,100 is 25,000 smaller.
    minimum = 0.26 * 244_500 + 0.28 * (550_000 - 65_100 - 244_500) - 51_304
    taxed = sale_tax(gain, wages, spread, minimum)
    today = (150_000 * price - taxed) / 1.08**7 - (300_000 + minimum) / 1.08**4
    due = given_up_usd(forgone_usd=220_000, wages_usd=wages)
    needed = break_even_sale_usd(grant=EXAMPLE, given_up_usd=due, wages_usd=wages)
    assert needed is not None
    chance = multiple_chance(at_least=needed * kept / MEDIAN_AFTER_B_USD, odds="all stages")
    assert chance == pytest.approx(float((today >= due).mean()), abs=0.002)


def test_what_is_given_up_by_hand() -> None:
    """From 245,000 to 450,000: the published take-home of both, over one undiscounted year."""
    found = given_up_usd(forgone_usd=205_000, months=12, wages_usd=245_000, discount_rate=0.0)
    assert found == pytest.approx(309_151.75 - 179_899.50)
    late = given_up_usd(forgone_usd=205_000, months=12, wages_usd=245_000, discount_rate=0.08)
    weights = numpy.mean(1.08 ** (-(numpy.arange(12) + 0.5) / 12))
    assert late == pytest.approx(found * weights)


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


@given(GRANTS, st.floats(1e3, 1e7))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_a_break_even_repays(grant: StartupGrant, due: float) -> None:
    """Where there is one, today's worth there is the sum; where none, the largest sale is short."""
    needed = break_even_sale_usd(grant=grant, given_up_usd=due)
    if needed is None:
        assert grant.vested < 1
    else:
        assert steps(grant=grant, sale_usd=needed).today_usd == pytest.approx(due, rel=1e-6, abs=1)


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


def test_rows_are_the_steps() -> None:
    """Each row is one sale, in the order of the steps, and the line ends where the table does."""
    answer = chain_answer()
    assert answer.chart
    last = answer.table.rows[-1]
    made = steps(grant=EXAMPLE, sale_usd=float(last[0]) * 1e6)
    assert last[1:] == pytest.approx(
        [
            made.by_percentage_usd, made.after_rounds_usd, made.after_preferences_usd,
            made.exercise_usd, made.tax_usd, made.account_usd, made.today_usd,
        ]
    )  # fmt: skip
    assert answer.chart.series[2].y[-1] == pytest.approx(made.today_usd / 1e6)
    assert math.isclose(answer.chart.reference or 0, given_up_usd(forgone_usd=220_000) / 1e6)


@pytest.mark.parametrize("company", [1e8, 1e9, 1e10])
def test_a_company_of_many_shares_is_answered(company: float) -> None:
    """A share is worth less, the percentage the same."""
    many = replace(EXAMPLE, shares=0.0075 * company, company_shares=company, strike_usd=0.0)
    assert "The company must sell for" in chain_answer(grant=many).headline
