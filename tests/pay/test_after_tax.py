"""Two offers after tax against published schedules by hand, scipy's root finder and plain order."""

import math
from dataclasses import replace

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize
from simulation import RISKY_LAB as LAB
from simulation import RISKY_PRODUCT as PRODUCT
from simulation import paid_by_month, parts_of_schedule

from careerkb.pay import comparison
from careerkb.pay.after_tax import (
    after_tax_answer,
    after_tax_break_even_base_usd,
    after_tax_value_usd,
    after_tax_years_usd,
)
from careerkb.pay.definitions import net_present_value_usd
from careerkb.pay.itemizing import Filer
from careerkb.pay.offers import Offer, year_usd

SCHEDULES = {
    "single": [(640_600, 192_979.25, 0.37), (256_225, 58_448, 0.35), (201_775, 41_024, 0.32),
               (105_700, 17_966, 0.24), (50_400, 5_800, 0.22), (12_400, 1_240, 0.12), (0, 0, 0.10)],
    "joint": [(768_700, 206_583.5, 0.37), (512_450, 116_896, 0.35), (403_550, 82_048, 0.32),
              (211_400, 35_932, 0.24), (100_800, 11_600, 0.22), (24_800, 2_480, 0.12), (0, 0, 0.10)],
}  # fmt: skip
"""2026 as the schedules print it: taxable income over so much owes so much plus a rate above."""
DEDUCTION = {"single": 16_100, "joint": 32_200}
EXTRA_FROM = {"single": 200_000, "joint": 250_000}
LAB_WAGES = (624_000, 586_500, 511_000, 443_500)
PRODUCT_WAGES = (495_250, 444_250, 468_250, 492_250)
RISKY = {"offer_a": LAB, "offer_b": PRODUCT}
STATES = {"state_rate_a": 0.0, "state_rate_b": 0.0}
RATES = st.floats(0, 0.2)
OFFERS = st.builds(
    Offer,
    base_usd=st.floats(20_000, 900_000),
    bonus_fraction=st.floats(0, 1),
    sign_on_usd=st.floats(0, 300_000),
    grant_usd=st.floats(0, 3e6),
    refresher_usd=st.floats(0, 500_000),
    raise_fraction=st.floats(-0.1, 0.1),
    price_growth_fraction=st.floats(-0.3, 0.3),
    cost_of_living=st.floats(0.7, 1.5),
)


def left_by_schedule(wages: float, status: str = "single", state: float = 0.0) -> float:
    """Read the tax off the printed schedule instead of adding up brackets."""
    cap = max(10_000, 40_400 - 0.3 * max(0.0, wages - 505_000))
    taxable = max(0.0, wages - max(DEDUCTION[status], min(state * wages, cap)))
    floor, owed, rate = next(row for row in SCHEDULES[status] if taxable >= row[0])
    income_tax = owed + rate * (taxable - floor)
    social, medicare = 0.062 * min(wages, 184_500), 0.0145 * wages
    extra = 0.009 * max(0.0, wages - EXTRA_FROM[status])
    return wages - income_tax - social - medicare - extra - state * wages


def value_by_schedule(offer: Offer, state: float = 0.0, years: int = 4) -> float:
    """Tax each year's wages with the schedule, and every payment of the year alike, at 8 %."""
    wages, today = (paid_by_month(offer, years, rate) for rate in (0.0, 0.08))
    wages[0] += offer.sign_on_usd
    today[0] += offer.sign_on_usd
    paid, worth = (months.reshape(years, 12).sum(axis=1) for months in (wages, today))
    left = [left_by_schedule(usd, state=state) / usd for usd in paid]
    return float((worth * left).sum()) / offer.cost_of_living


@pytest.mark.parametrize(
    ("tax_year", "base", "left"),
    [(2026, 245_000, 179_899.50), (2026, 450_000, 309_151.75), (2025, 245_000, 179_701.30)],
)
def test_base_alone_leaves_the_golden_take_home(tax_year: int, base: float, left: float) -> None:
    """To the cent in each year, and by the cost of living less in a dear place."""
    offer = Offer(base_usd=base)
    found = after_tax_years_usd(offer=offer, years=3, filer=Filer(year=tax_year))
    assert found == pytest.approx((left,) * 3, abs=0.005)
    dear = replace(offer, cost_of_living=1.25)
    found = after_tax_years_usd(offer=dear, years=1, filer=Filer(year=tax_year))
    assert found == pytest.approx((0.8 * left,), abs=0.005)


def test_two_years_of_base_by_hand() -> None:
    """A twelfth at the end of each month; undiscounted, twice what a year leaves."""
    offer = Offer(base_usd=245_000)
    found = after_tax_value_usd(offer=offer, years=2, discount_rate=0.21)
    months = sum(1.21 ** (-month / 12) for month in range(1, 25))
    assert found == pytest.approx(179_899.50 / 12 * months, abs=0.01)
    undiscounted = after_tax_value_usd(offer=offer, years=2, discount_rate=0)
    assert undiscounted == pytest.approx(2 * 179_899.50)


def test_both_letters_by_hand() -> None:
    """Wages added up from the letters, tax from the schedule, each year's part kept of its months."""
    lab = [left_by_schedule(wages) / 1.1 for wages in LAB_WAGES]
    product = [left_by_schedule(wages) for wages in PRODUCT_WAGES]
    assert after_tax_years_usd(offer=LAB) == pytest.approx(lab)
    assert after_tax_years_usd(offer=PRODUCT) == pytest.approx(product)
    assert after_tax_value_usd(offer=LAB) == pytest.approx(value_by_schedule(LAB))
    assert after_tax_value_usd(offer=PRODUCT) == pytest.approx(value_by_schedule(PRODUCT))


def test_a_haircut_makes_no_wages_smaller() -> None:
    """Half the worth of the shares is gone, and the tax on all of them is not."""
    full = Offer(base_usd=200_000, grant_usd=800_000)
    half = replace(full, haircut_fraction=0.5)
    kept = left_by_schedule(400_000) / 400_000
    found = after_tax_years_usd(offer=half, years=1)
    assert found == pytest.approx((300_000 * kept,))


@given(OFFERS, RATES, st.sampled_from(["single", "joint"]))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_each_year_against_the_printed_schedule(offer: Offer, rate: float, status: str) -> None:
    """Any offer, any state, alone or filing together; never more than before tax."""
    found = after_tax_years_usd(offer=offer, filer=Filer(status=status), state_rate=rate)
    for year, left in enumerate(found, 1):
        wages = year_usd(offer=offer, year=year)
        assert left == pytest.approx(left_by_schedule(wages, status, rate) / offer.cost_of_living)
        assert 0 < left < wages / offer.cost_of_living


@given(
    OFFERS,
    st.sampled_from(["base_usd", "bonus_fraction", "sign_on_usd", "grant_usd", "refresher_usd"]),
    st.floats(0.01, 1),
    RATES,
    st.sampled_from(["single", "joint"]),
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_more_of_anything_never_leaves_less(
    offer: Offer, term: str, part: float, rate: float, status: str
) -> None:
    """A promised bonus that base overtakes included; a higher state rate never leaves more."""
    offer = replace(offer, guaranteed_bonus_usd=0.3 * offer.base_usd)
    room = {"bonus_fraction": 1 - offer.bonus_fraction}.get(term, 200_000)
    more = replace(offer, **{term: getattr(offer, term) + part * room})
    terms = {"years": 6, "filer": Filer(status=status), "state_rate": rate}
    now = after_tax_value_usd(offer=offer, **terms)
    assert after_tax_value_usd(offer=more, **terms) >= now - 1e-6
    assert after_tax_value_usd(offer=offer, **{**terms, "state_rate": 0.2}) <= now + 1e-6


@given(OFFERS, OFFERS, RATES)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_in_one_year_and_place_tax_narrows_and_never_turns(
    one: Offer, two: Offer, rate: float
) -> None:
    """Undiscounted, the lead after tax has the sign of the lead before it and is never larger."""
    two = replace(two, cost_of_living=one.cost_of_living)
    terms = {"years": 1, "discount_rate": 0}
    before = net_present_value_usd(offer=one, **terms) - net_present_value_usd(offer=two, **terms)
    before /= one.cost_of_living
    after = after_tax_value_usd(offer=one, state_rate=rate, **terms) - after_tax_value_usd(
        offer=two, state_rate=rate, **terms
    )
    assert before * after >= 0
    assert abs(after) <= abs(before) + 1e-6


@pytest.mark.parametrize(("first", "second"), [(0, 0), (0.09, 0.05), (0.09, 0), (0, 0.13)])
def test_the_break_even_base_against_scipy(first: float, second: float) -> None:
    """Brent's root of the values by schedule is the same base, and both then leave the same."""
    goal = value_by_schedule(LAB, first)
    exact = optimize.brentq(
        lambda base: goal - value_by_schedule(replace(PRODUCT, base_usd=base), second), 1e3, 1e6
    )
    found = after_tax_break_even_base_usd(
        offer_a=LAB, offer_b=PRODUCT, state_rate_a=first, state_rate_b=second
    )
    assert found == pytest.approx(exact, rel=1e-9)
    level = after_tax_value_usd(offer=replace(PRODUCT, base_usd=found), state_rate=second)
    assert level == pytest.approx(after_tax_value_usd(offer=LAB, state_rate=first))


def test_the_break_even_base_by_hand() -> None:
    """
    Base against base.

    450,000 leave 309,151.75 where no state takes anything. At 9 % itemised, 505,000 leave
    306,664.25; each further dollar costs 35 % of 1.30, because the cap of the deduction shrinks,
    2.35 % and the state's 9 %, and leaves 43.15 cents.
    """
    one, two = Offer(base_usd=450_000), Offer(base_usd=60_000)
    same = after_tax_break_even_base_usd(offer_a=one, offer_b=two)
    assert same == pytest.approx(450_000)
    found = after_tax_break_even_base_usd(offer_a=one, offer_b=two, state_rate_b=0.09)
    assert found == pytest.approx(505_000 + (309_151.75 - 306_664.25) / 0.4315)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (Offer(base_usd=100_000), Offer(base_usd=90_000, sign_on_usd=5_000_000)),
        (Offer(base_usd=90_000_000), Offer(base_usd=90_000)),
        (Offer(base_usd=50_000), Offer(base_usd=100_000, guaranteed_bonus_usd=500_000)),
        (Offer(base_usd=80_000_000), Offer(base_usd=80_000_000, guaranteed_bonus_usd=4e8)),
    ],
    ids=["second ahead at any base", "first out of reach", "promised bonus", "beyond ten million"],
)
def test_what_no_base_can_repair_is_none(one: Offer, two: Offer) -> None:
    """Neither end of the range, nor what a promised bonus leaves of it, makes them level."""
    assert after_tax_break_even_base_usd(offer_a=one, offer_b=two) is None


def test_the_ends_of_the_range_are_found() -> None:
    """A base of exactly 1,000, and one just below ten million."""
    for base in (1_000.0, 9_999_999.0):
        one, two = Offer(base_usd=base, grant_usd=100_000), Offer(base_usd=5_000, grant_usd=1e5)
        found = after_tax_break_even_base_usd(offer_a=one, offer_b=two)
        assert found == pytest.approx(base)


def test_the_answer_is_the_functions_put_together() -> None:
    """Each row is a year, the last is all of them today, and the lines end at its differences."""
    answer = after_tax_answer(state_rate_a=0.09, **RISKY)
    lab = after_tax_years_usd(offer=LAB, state_rate=0.09)
    product = after_tax_years_usd(offer=PRODUCT, state_rate=0.05)
    for year, row in enumerate(answer.table.rows[:-1]):
        want = (LAB_WAGES[year] / 1.1, lab[year], PRODUCT_WAGES[year], product[year])
        assert row[0] == f"{year + 1}"
        assert row[1:5] == pytest.approx([usd / 1000 for usd in want])
        assert row[5] == pytest.approx((lab[year] - product[year]) / 1000)
    name, first, first_left, second, second_left, apart = answer.table.rows[-1]
    assert name == "all, today"
    assert first == pytest.approx(net_present_value_usd(offer=LAB) / 1_100)
    assert first_left == pytest.approx(value_by_schedule(LAB, 0.09) / 1_000)
    assert second_left == pytest.approx(value_by_schedule(PRODUCT, 0.05) / 1_000)
    assert apart == pytest.approx(first_left - second_left)
    before, after = answer.chart.series
    assert before.x == after.x == (0, 1, 2, 3, 4)
    assert (before.y[0], after.y[0]) == (0, 0)
    assert (before.y[-1], after.y[-1]) == pytest.approx((first - second, apart))
    for years in (1, 2, 3):
        worth = (value_by_schedule(LAB, 0.09, years), value_by_schedule(PRODUCT, 0.05, years))
        assert after.y[years] == pytest.approx((worth[0] - worth[1]) / 1_000)


@given(OFFERS, OFFERS, RATES, RATES)
@settings(max_examples=50, deadline=None, derandomize=True)
def test_exchanging_the_offers_turns_every_lead_round(
    one: Offer, two: Offer, rate_one: float, rate_two: float
) -> None:
    """Lines, last row and the words."""
    there = after_tax_answer(offer_a=one, offer_b=two, state_rate_a=rate_one, state_rate_b=rate_two)
    back = after_tax_answer(offer_a=two, offer_b=one, state_rate_a=rate_two, state_rate_b=rate_one)
    for line, other in zip(there.chart.series, back.chart.series, strict=True):
        assert line.y == pytest.approx([-usd for usd in other.y], abs=1e-6)
    assert there.table.rows[-1][5] == pytest.approx(-back.table.rows[-1][5], abs=1e-6)
    assert ("Too close to call" in there.headline) == ("Too close to call" in back.headline)
    swapped = back.headline.replace("first", "?").replace("second", "first").replace("?", "second")
    assert there.headline == swapped


@pytest.mark.parametrize(
    ("changes", "opening", "lead"),
    [
        (STATES, "On the expected path the first leaves more after tax", "74,850 for the first before tax and 37,798 for the first after it, 50% less."),
        ({"state_rate_a": 0.09}, "On the expected path the second leaves more after tax", "74,850 for the first before tax and 35,091 for the second after it."),
        ({"state_rate_a": 0.02, "state_rate_b": 0.0}, "Too close to call after tax", "1,799 for the first after it, 98% less."),
        ({"state_rate_a": 0.0, "state_rate_b": 0.09}, "On the expected path the first leaves more after tax", "162,304 for the first after it, 117% more."),
        ({"offer_a": PRODUCT, **STATES}, "Too close to call after tax", "nothing before tax and nothing after it."),
        ({"offer_a": replace(PRODUCT, base_usd=235_000.1), **STATES}, "Too close to call after tax", "nothing before tax and nothing after it."),
    ],
    ids=["smaller", "turned round", "close", "larger", "the same offer twice", "dimes apart"],
)  # fmt: skip
def test_the_headline_says_what_became_of_the_lead(
    changes: dict[str, object], opening: str, lead: str
) -> None:
    """In dollars and as a part, with nothing divided by nothing."""
    changes = RISKY | changes
    headline = after_tax_answer(**changes).headline
    assert headline.startswith(f"{opening}: if both go as expected over 4 years, ")
    assert headline.endswith(lead)
    assert "over 1 year," in after_tax_answer(years=1, **changes).headline


@pytest.mark.parametrize("part", [0.0199, 0.0201])
def test_close_means_two_percent_of_the_larger(part: float) -> None:
    """A second offer that leaves just less, or just more, than 2 % less than the first."""
    one = Offer(base_usd=450_000)
    lower = 450_000 - part * 309_151.75 / (1 - 0.3735)
    headline = after_tax_answer(offer_a=one, offer_b=Offer(base_usd=lower), **STATES).headline
    assert headline.startswith("Too close") == (part < 0.02)


def test_an_offer_that_is_paid_late_is_taxed_harder() -> None:
    """The same dollars in two years instead of four climb into the brackets above 640,600."""
    even = Offer(base_usd=120_000, grant_usd=1_600_000)
    late = replace(even, schedule=replace(even.schedule, yearly_fractions=(0, 0, 0.5, 0.5)))
    sums = [math.fsum(after_tax_years_usd(offer=offer)) for offer in (even, late)]
    by_hand = 2 * left_by_schedule(120_000) + 2 * left_by_schedule(920_000)
    assert sums[1] == pytest.approx(by_hand)
    assert sums[0] == pytest.approx(4 * left_by_schedule(520_000))
    assert sums[1] < sums[0]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"years": 0}, "years must be a whole number from 1 to 30"),
        ({"years": 60}, "years must be a whole number from 1 to 30"),
        ({"state_rate": 9}, "state_rate must be a number from 0 to 0.2 .*; write 9 % as 0.09"),
        ({"state_rate": 0.21}, "state_rate must be a number from 0 to 0.2"),
    ],
)
def test_what_cannot_be_taxed_is_refused(wrong: dict[str, object], message: str) -> None:
    """One message that names the parameter; the calculator's two rates by their own names."""
    with pytest.raises(ValueError, match=message):
        after_tax_value_usd(offer=LAB, **wrong)
    if "state_rate" in wrong:
        with pytest.raises(ValueError, match=message.replace("state_rate", "state_rate_b")):
            after_tax_answer(state_rate_b=wrong["state_rate"])


def test_taxing_the_mean_once_errs_as_little_as_the_page_says() -> None:
    """Each year taxed along 200,000 price paths at a volatility of 40 %."""
    random = numpy.random.default_rng(1)
    grid = numpy.linspace(1e3, 8e6, 80_001)
    left = numpy.array([left_by_schedule(usd) for usd in grid])
    for offer in (comparison.LAB, comparison.PRODUCT):
        parts, logs, total = parts_of_schedule(offer), numpy.zeros(200_000), 0.0
        cash = paid_by_month(replace(offer, grant_usd=0), 4, 0.0)
        cash[0] += offer.sign_on_usd
        for year in range(4):
            wages = numpy.full(200_000, cash[12 * year : 12 * year + 12].sum())
            for month in range(12 * year + 1, 12 * year + 13):
                logs += 0.4 / 12**0.5 * random.standard_normal(200_000) - 0.4**2 / 24
                wages += offer.grant_usd * parts.get(month, 0.0) * numpy.exp(logs)
            total += float(numpy.interp(wages, grid, left).mean())
        assert sum(after_tax_years_usd(offer=offer)) == pytest.approx(total, abs=1_000)


def test_grown_wages_are_taxed_harder_by_what_the_page_says() -> None:
    """At 8 % growth against fixed brackets: more of every dollar of the year goes."""
    for offer in (comparison.LAB, comparison.PRODUCT):
        flat, grown = (
            paid_by_month(replace(offer, price_growth_fraction=growth), 4, 0.0)
            for growth in (0.0, 0.08)
        )
        more = 0.0
        for year in range(4):
            start = offer.sign_on_usd * (year == 0)
            low, high = (start + m[12 * year : 12 * year + 12].sum() for m in (flat, grown))
            more += low * (left_by_schedule(low) / low - left_by_schedule(high) / high)
        assert more == pytest.approx(6_000, abs=600)
