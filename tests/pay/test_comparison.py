"""Comparisons against a simulation of both offers, and their symmetries."""

import inspect
import itertools
import math
from dataclasses import fields, replace
from random import Random

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulation import PAGE_LAB, PAGE_PRODUCT, simulated
from simulation import RISKY_LAB as LAB
from simulation import RISKY_PRODUCT as PRODUCT

from careerkb.pay import comparison
from careerkb.pay.after_tax import after_tax_answer
from careerkb.pay.break_even import break_even_answer
from careerkb.pay.comparison import SHARES, compare, comparison_answer
from careerkb.pay.definitions import net_present_value_usd
from careerkb.pay.grants import CashPart, ListedGrant, OptionGrant, SaleOutcome
from careerkb.pay.leaving import leaving_answer
from careerkb.pay.offers import Offer, year_usd
from careerkb.pay.private_grant import PrivateGrant
from careerkb.pay.schedules import schedule, schedule_names
from careerkb.pay.sensitivity import sensitivity_answer

COUNT = 1_000_000


@pytest.mark.parametrize("years", [1, 4, 7])
def test_the_difference_matches_a_million_simulated_careers(years: int) -> None:
    """Quantiles within 0.1 % of the larger worth of the 99.9 % band; odds within theirs."""
    random = numpy.random.default_rng(5)
    apart = simulated(LAB, years, 0.08, COUNT, random) - simulated(
        PRODUCT, years, 0.08, COUNT, random
    )
    found = compare(offer_a=LAB, offer_b=PRODUCT, years=years)
    slack = 0.001 * max(found.expected_usd)
    for share, exact in zip(SHARES, found.quantiles_usd[2], strict=True):
        error = 3.3 * math.sqrt(share * (1 - share) / COUNT)
        low, high = numpy.quantile(apart, [share - error, share + error])
        assert low - slack <= exact <= high + slack, share
    ahead = float((apart > 0).mean())
    assert found.first_higher == pytest.approx(ahead, abs=0.003)
    close = float((abs(apart) < found.band_usd).mean())
    assert found.close == pytest.approx(close, abs=0.003)


def test_years_are_those_of_the_offers_divided_by_the_cost_of_living() -> None:
    """By hand from the yearly pay of each."""
    found = compare(offer_a=LAB, offer_b=PRODUCT)
    for year, (first, second, apart) in enumerate(found.yearly_usd, 1):
        assert first == pytest.approx(year_usd(offer=LAB, year=year) / 1.1)
        assert second == pytest.approx(year_usd(offer=PRODUCT, year=year))
        assert apart == first - second


OFFERS = st.builds(
    Offer,
    base_usd=st.floats(80_000, 400_000),
    sign_on_usd=st.floats(0, 100_000),
    grant_usd=st.floats(0, 1e6),
    refresher_usd=st.sampled_from([0.0, 90_000.0]),
    refresher_probability=st.floats(0, 1),
    volatility_fraction=st.sampled_from([0.0, 0.2, 0.6]),
    layoff_probability=st.floats(0, 0.3),
    promotion_probability=st.floats(0, 0.5),
)


@given(OFFERS, OFFERS, st.integers(1, 8))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_a_permutation_flips_the_sign(one: Offer, two: Offer, years: int) -> None:
    """Mean, quantiles, odds and verdict turn round exactly."""
    there = compare(offer_a=one, offer_b=two, years=years)
    back = compare(offer_a=two, offer_b=one, years=years)
    assert there.first_higher == pytest.approx(1 - back.first_higher, abs=1e-9)
    mirrored = [-value for value in reversed(back.quantiles_usd[2])]
    assert there.quantiles_usd[2] == pytest.approx(mirrored, abs=1e-3 * there.difference.step)
    turned = {"first": "second", "second": "first"}
    assert back.verdict == turned.get(there.verdict, there.verdict)


@given(OFFERS, OFFERS)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_results_are_ordered_and_finite(one: Offer, two: Offer) -> None:
    """Quantiles rise, odds lie between 0 and 1."""
    found = compare(offer_a=one, offer_b=two)
    for values in found.quantiles_usd:
        assert list(values) == sorted(values)
        assert all(map(math.isfinite, values))
    assert 0 <= found.first_higher <= 1
    assert 0 <= found.close <= 1


def test_certain_offers_differ_by_their_present_values() -> None:
    """No risk on either side: the median is the difference, the odds are one."""
    one, two = Offer(base_usd=200_000, grant_usd=100_000), Offer(base_usd=200_000)
    found = compare(offer_a=one, offer_b=two)
    expected = net_present_value_usd(offer=one) - net_present_value_usd(offer=two)
    assert found.quantiles_usd[2] == pytest.approx([expected] * 5, rel=1e-4)
    assert (found.first_higher, found.verdict) == (1.0, "first")


def test_a_certain_offer_stays_certain_beside_a_wild_one() -> None:
    """Its quantiles are its one value, although the other needs a coarse grid."""
    sure = Offer(base_usd=225_000, grant_usd=480_000)
    found = compare(offer_a=replace(LAB, volatility_fraction=0.8), offer_b=sure)
    assert found.quantiles_usd[1] == pytest.approx(
        [net_present_value_usd(offer=sure)] * 5, rel=1e-5
    )


@pytest.mark.parametrize("volatility", [0.8, 1.5])
def test_a_wild_price_against_a_million_simulated_careers(volatility: float) -> None:
    """Even grants whose tail is long and whose lowest worth is a sharp edge."""
    random = numpy.random.default_rng(11)
    wild = replace(LAB, volatility_fraction=volatility, schedule=PRODUCT.schedule)
    first, second = (simulated(o, 4, 0.08, COUNT, random) for o in (wild, PRODUCT))
    found = compare(offer_a=wild, offer_b=PRODUCT)
    slack = 0.001 * max(found.expected_usd)
    for paths, exact in ((first, found.quantiles_usd[0]), (first - second, found.quantiles_usd[2])):
        for share, value in zip(SHARES, exact, strict=True):
            error = 3.3 * math.sqrt(share * (1 - share) / COUNT)
            low, high = numpy.quantile(paths, [share - error, share + error])
            assert low - slack <= value <= high + slack, share
    assert found.first_higher == pytest.approx(float((first > second).mean()), abs=0.003)


def test_the_odds_of_certain_sums_are_counted() -> None:
    """A hundred dollars a year more, always, is ahead in every outcome; equal is even."""
    rare = Offer(base_usd=300_000, refresher_usd=2e6, refresher_probability=0.02)
    found = compare(offer_a=rare, offer_b=Offer(base_usd=299_900))
    assert found.first_higher == pytest.approx(1, abs=1e-9)
    assert compare(offer_a=rare, offer_b=rare).first_higher == pytest.approx(0.5, abs=1e-9)
    # Three years of refreshers, each once in fifty: only then is it ahead of a larger base.
    found = compare(offer_a=rare, offer_b=Offer(base_usd=310_000))
    assert found.first_higher == pytest.approx(1 - 0.98**3, abs=1e-9)


def test_an_offer_against_itself_is_too_close_to_call() -> None:
    """Even odds, median zero."""
    found = compare(offer_a=LAB, offer_b=LAB)
    assert found.verdict == "too close to call"
    assert found.first_higher == pytest.approx(0.5, abs=1e-9)
    assert found.quantiles_usd[2][2] == pytest.approx(0, abs=found.difference.step)


def test_the_band_decides_what_is_close() -> None:
    """Three percent of base apart: too close at 4 %, not at 2 %."""
    one, two = Offer(base_usd=206_000), Offer(base_usd=200_000)
    assert compare(offer_a=one, offer_b=two).verdict == "first"
    assert compare(offer_a=two, offer_b=one).verdict == "second"
    assert compare(offer_a=one, offer_b=two, band_fraction=0.04).verdict == "too close to call"


def test_the_cost_of_living_alone_can_decide() -> None:
    """The same letter in a place a fifth dearer is worth a sixth less."""
    dear = replace(PRODUCT, cost_of_living=1.2)
    found = compare(offer_a=PRODUCT, offer_b=dear)
    assert found.expected_usd[1] == pytest.approx(found.expected_usd[0] / 1.2)
    assert found.verdict == "first"


def test_the_answer_says_the_verdict_and_the_odds() -> None:
    """The headline holds the mean, both ends and the odds of the comparison."""
    found = compare(offer_a=LAB, offer_b=PRODUCT)
    answer = comparison_answer(offer_a=LAB, offer_b=PRODUCT)
    assert answer.headline.startswith("Too close to call over 4 years: on average the first offer")
    lead = (found.expected_usd[0] - found.expected_usd[1]) / 1000
    assert f"the first offer is ahead by {lead:,.0f} thousand dollars today" in answer.headline
    low, *_, high = (usd / 1000 for usd in found.quantiles_usd[2])
    ends = f"the second ahead by {-low:,.0f} thousand and the first ahead by {high:,.0f} thousand."
    assert f"9 in 10 outcomes lie between {ends}" in answer.headline
    assert f"ends ahead in {100 * found.first_higher:.0f} of 100" in answer.headline
    assert "median" not in answer.headline
    assert len(answer.table.rows) == 4 + 1 + 5


def test_a_rare_turn_is_not_rounded_away() -> None:
    """One in a thousand is no certainty, on either side."""
    one = Offer(base_usd=500_000, layoff_probability=0.001, after_layoff_fraction=0)
    for first, second in ((one, Offer(base_usd=300_000)), (Offer(base_usd=300_000), one)):
        headline = comparison_answer(offer_a=first, offer_b=second, years=1).headline
        assert "ends ahead in more than 99 of 100 outcomes" in headline


def enumerated(offer: Offer, years: int) -> dict[float, float]:
    """List every path of refreshers, promotions and layoff of an offer of cash, undiscounted."""
    sums: dict[float, float] = {}
    may = (offer.layoff_probability, offer.refresher_usd, offer.promotion_probability)
    steps = [*itertools.product(*((0, 1) if one else (0,) for one in may))]  # gone, refresher, up
    for path in itertools.product(steps, repeat=years):
        chance, total, level = 1.0, float(offer.sign_on_usd), 0
        granted: list[int] = []
        for year, (gone, got, up) in enumerate(path, 1):
            base = offer.base_usd * 1.2**level
            p, q, u = (offer.layoff_probability, offer.refresher_probability,
                       offer.promotion_probability)  # fmt: skip
            if year > 1:
                chance *= q if got else 1 - q if offer.refresher_usd else 1.0
                granted += [year] if got else []
            elif got:
                chance = 0.0
            chance *= p if gone else 1 - p
            if gone:
                total += base / 2 + base * offer.severance_months / 12
                total += 0.8 * offer.base_usd * (years - year + 0.5)
                total += sum(_old(offer, 12 * year - 6 - 12 * (g - 1)) for g in granted)
                if any(sum(step) for step in path[year:]) or up:
                    chance = 0.0
                break
            total += base
            chance *= u if up else 1 - u
            level = min(3, level + up)
        else:
            total += sum(_old(offer, 12 * years - 12 * (g - 1)) for g in granted)
        if chance:
            sums[total] = sums.get(total, 0.0) + chance
    return sums


def _old(offer: Offer, months: int) -> float:
    """Give what a refresher has brought so many months after its day."""
    return offer.refresher_usd * (min(months, 48) / 48 if months >= 12 else 0.0)


def test_certain_sums_against_every_path_counted(record_property) -> None:
    """A thousand random pairs with few certain outcomes; the largest difference is rounding."""
    random, worst = Random(3), 0.0
    for _ in range(1_000):
        years = random.choice([1, 2, 3])
        pair = [
            Offer(
                base_usd=random.choice([480_000, 490_000, 499_000, 500_000]),
                sign_on_usd=random.choice([0, 5_000]),
                refresher_usd=random.choice([0, 10_000, 30_000]),
                refresher_probability=random.choice([0.3, 0.5]),
                promotion_probability=random.choice([0, 0.2]),
                layoff_probability=random.choice([0, 0.1]),
                severance_months=random.choice([0, 3]),
            )
            for _ in range(2)
        ]
        found = compare(offer_a=pair[0], offer_b=pair[1], years=years, discount_rate=0)
        one, two = (enumerated(offer, years) for offer in pair)
        odds = math.fsum(
            p * q * (1.0 if v > w + 1e-6 else 0.5 if abs(v - w) <= 1e-6 else 0.0)
            for v, p in one.items()
            for w, q in two.items()
        )
        worst = max(worst, abs(odds - found.first_higher))
    record_property("largest_difference", worst)
    assert worst < 1e-12


@pytest.mark.parametrize(
    ("base", "refresher", "chance", "odds"),
    [(499_000, 10_000, 0.3, 0.49), (490_000, 30_000, 0.5, 0.875)],
)
def test_few_certain_outcomes_stay_apart(
    base: float, refresher: float, chance: float, odds: float
) -> None:
    """Four years without discount: which sums of three refreshers catch up, counted by hand."""
    two = Offer(base_usd=base, refresher_usd=refresher, refresher_probability=chance)
    found = compare(offer_a=Offer(base_usd=500_000), offer_b=two, discount_rate=0)
    assert found.first_higher == pytest.approx(odds, abs=1e-12)


STATED = {
    "guaranteed_bonus_usd": 20_000,
    "bonus_multiple": 0.8,
    "raise_fraction": 0.03,
    "refresher_usd": 90_000,
    "refresher_probability": 0.4,
    "price_growth_fraction": 0.02,
    "haircut_fraction": 0.2,
    "volatility_fraction": 0.4,
    "layoff_probability": 0.07,
    "severance_months": 2,
    "after_layoff_fraction": 0.5,
    "promotion_probability": 0.2,
    "promotion_raise_fraction": 0.1,
    "cost_of_living": 1.2,
    "layoff_carve_out": False,
    "benefits_usd": 12_000,
    "cash_parts": (CashPart(usd=20_000, month=13),),
    "more_grants": (ListedGrant(usd=60_000, start_month=12),),
    "refresher_schedule": schedule(name="5/15/40/40"),
    "bonus_spread": 0.3,
    "promotion_after_years": 2,
    "leaving_probability": 0.1,
    "after_leaving_multiple": 1.2,
    "term_years": 2,
    "renewal_probability": 0.5,
    "after_term_multiple": 0.9,
    "private": PrivateGrant(grant_usd=100_000),
    "options": OptionGrant(
        shares=10_000,
        strike_usd=1,
        price_usd=3,
        sale_years=4,
        outcomes=(SaleOutcome(probability=0.3, price_multiple=5),),
    ),
}
"""Terms that a page may hide, each with a value that is not its default."""


@pytest.mark.parametrize("term", [None, *STATED])
@pytest.mark.parametrize("name", [None, *schedule_names()])
def test_identical_letters_make_no_difference(term: str | None, name: str | None) -> None:
    """From the sample of each calculator and every preset, with any hidden term in both."""
    letter = {"base_usd": 200_000, "bonus_fraction": 0.1, "sign_on_usd": 40_000,
              "clawback": "cliff", "clawback_months": 18, "grant_usd": 500_000}  # fmt: skip
    if name:
        letter["schedule"] = schedule(name=name)
    change = {term: STATED[term]} if term else {}
    for function in (comparison_answer, leaving_answer, after_tax_answer, sensitivity_answer,
                     break_even_answer):  # fmt: skip
        samples = [
            parameter.default
            for parameter in inspect.signature(function).parameters.values()
            if isinstance(parameter.default, Offer)
        ]
        shown = letter | ({} if name else {"schedule": samples[0].schedule})
        one, two = (replace(sample, **shown, **change) for sample in samples)
        assert one == two
    found = compare(offer_a=one, offer_b=two)
    assert found.first_higher == pytest.approx(0.5, abs=1e-9)
    assert found.expected_usd[0] == found.expected_usd[1]
    assert found.verdict == "too close to call"
    headline = comparison_answer(offer_a=one, offer_b=two).headline
    assert headline.startswith("No difference over 4 years" if found.certain else "Too close")


def test_every_hidden_term_is_tried() -> None:
    """What is not in the letter is an outlook, and the samples leave each at its default."""
    letter = {"base_usd", "bonus_fraction", "sign_on_usd", "clawback", "clawback_months",
              "grant_usd", "schedule"}  # fmt: skip
    assert {field.name for field in fields(Offer)} == letter | set(STATED)
    for sample in (comparison.LAB, comparison.PRODUCT):
        for term in STATED:
            assert getattr(sample, term) == getattr(Offer(base_usd=200_000), term), term


CERTAIN = Offer(base_usd=200_000, bonus_fraction=0.1, grant_usd=100_000)


def test_certain_is_what_cannot_turn_out_otherwise() -> None:
    """A layoff of one in a hundred is outside the quantiles of nine in ten, and still a risk."""
    sure, rare = Offer(base_usd=225_000), Offer(base_usd=300_000, layoff_probability=0.01)
    assert compare(offer_a=sure, offer_b=CERTAIN).certain
    assert not compare(offer_a=sure, offer_b=rare).certain
    assert not compare(offer_a=LAB, offer_b=sure).certain
    answer = comparison_answer(offer_a=rare, offer_b=sure, years=2)
    assert "at least 9 in 10 outcomes lie at the first ahead by 139 thousand." in answer.headline
    assert answer.chart is not None
    bars = {one.name: one.y for one in answer.chart.series}
    assert bars == {
        "first": (300.0, 300.0),
        "second": (225.0, 225.0),
    }  # the years, for want of odds


def test_an_offer_against_itself_leads_by_nothing() -> None:
    """A median of zero has no sign, in the sentence and in the table."""
    answer = comparison_answer(offer_a=LAB, offer_b=LAB)
    assert "less than a thousand dollars today on average" in answer.headline
    assert " -0" not in str(answer)
    assert answer.chart is not None


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"years": 0}, "years must be a whole number from 1 to 30"),
        ({"years": 60}, "years must be a whole number from 1 to 30"),
        ({"offer_b": None}, "offer_b must be an Offer"),
        ({"band_fraction": 2}, "band_fraction must be a number from 0 to 0.2"),
    ],
)
def test_bad_terms_are_refused(terms: dict[str, object], message: str) -> None:
    """One message that names the term."""
    with pytest.raises(ValueError, match=message):
        compare(**({"offer_a": LAB, "offer_b": PRODUCT} | terms))


def test_prices_that_move_together_narrow_the_range_as_the_page_says() -> None:
    """A correlation of 0.6 between the two prices, simulated: which way independence errs."""
    random = numpy.random.default_rng(9)
    count = 300_000
    own, other = random.standard_normal((2, 48, count))
    first = simulated(PAGE_LAB, 4, 0.08, count, random, shocks=own)
    second = simulated(PAGE_PRODUCT, 4, 0.08, count, random, shocks=0.6 * own + 0.8 * other)
    low, high = numpy.quantile(first - second, [0.05, 0.95]) / 1_000
    assert (low, high) == pytest.approx((-564, 904), abs=8)
    assert float((first > second).mean()) == pytest.approx(0.67, abs=0.01)
    found = compare(offer_a=PAGE_LAB, offer_b=PAGE_PRODUCT)
    assert found.quantiles_usd[2][0] / 1_000 == pytest.approx(-711, abs=1)
    assert found.quantiles_usd[2][4] / 1_000 == pytest.approx(1_036, abs=1)


def test_the_odds_curve_ends_in_a_whole_number_and_marks_where_neither_is_ahead() -> None:
    """Counted in outcomes of a hundred; the line at zero is left out where zero is not in sight."""
    near = {"offer_a": replace(LAB, volatility_fraction=0.4), "offer_b": PRODUCT}
    curve, level = comparison_answer(**near).chart.series
    assert (curve.name, level.name, level.x) == ("first ahead", "level", (0.0, 0.0))
    assert all(value == round(value) for value in curve.y)
    far = near | {"offer_a": replace(near["offer_a"], base_usd=900_000)}
    assert [one.name for one in comparison_answer(**far).chart.series] == ["first ahead"]
