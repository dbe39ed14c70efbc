"""Several options at once against a million careers, against two alone, and against symmetry."""

import time
from dataclasses import replace

import numpy
import pytest
from simulation import PAGE_LAB, PAGE_PRODUCT, RISKY_LAB, RISKY_PRODUCT, simulated

from careerkb.decide.several import Option, compare_several, several_answer, several_table
from careerkb.pay.comparison import LAB, PRODUCT, compare
from careerkb.pay.offers import Offer

STAY = replace(PAGE_PRODUCT, base_usd=290_000, sign_on_usd=0.0, grant_usd=480_000)


def named(*offers: Offer) -> list[Option]:
    """Call offers by their place."""
    return [Option(name=f"option {i}", offer=offer) for i, offer in enumerate(offers)]


def test_three_prices_that_move_together_as_simulated() -> None:
    """Each price by month, with a correlation of 0.6 between each two: the paths themselves."""
    random, count = numpy.random.default_rng(9), 200_000
    shared = random.standard_normal((48, count))
    offers = (PAGE_LAB, PAGE_PRODUCT, STAY)
    worths = []
    for offer in offers:
        shocks = 0.6**0.5 * shared + 0.4**0.5 * random.standard_normal((48, count))
        worths.append(simulated(offer, 4, 0.08, count, random, shocks=shocks))
    highest = numpy.maximum.reduce(worths)
    found = compare_several(options=named(*offers), correlation=0.6)
    for i, own in enumerate(worths):
        assert found.best_chances[i] == pytest.approx(float((own == highest).mean()), abs=0.01)
        short = float((highest - own).mean())
        assert found.regret_usd[i] == pytest.approx(short, abs=5_000)
        for j, other in enumerate(worths):
            if i != j:
                ahead = float((own > other).mean())
                assert found.pair_chances[i][j] == pytest.approx(ahead, abs=0.01)
    first, second = sorted(range(3), key=lambda i: -found.expected_usd[i])[:2]
    by_hand = numpy.quantile(worths[first] - worths[second], [0.05, 0.25, 0.5, 0.75, 0.95])
    assert found.lead_quantiles_usd == pytest.approx(by_hand, abs=9_000)


@pytest.mark.parametrize(
    ("first", "second"), [(RISKY_LAB, RISKY_PRODUCT), (LAB, PRODUCT), (PAGE_PRODUCT, PRODUCT)]
)
def test_two_whose_prices_have_nothing_in_common_are_a_comparison(
    first: Offer, second: Offer
) -> None:
    """The page for two says the same: chance, means, quantiles, verdict."""
    two = compare(offer_a=first, offer_b=second)
    found = compare_several(options=named(first, second))
    assert found.best_chances[0] == pytest.approx(two.first_higher, abs=1e-4)
    assert found.expected_usd == two.expected_usd
    for own, other in zip(found.quantiles_usd, two.quantiles_usd, strict=False):
        assert own == pytest.approx(other)
    verdicts = {"first": "option 0", "second": "option 1"}
    assert found.verdict == verdicts.get(two.verdict, two.verdict)
    lead = two.quantiles_usd[2]
    sign = 1 if two.expected_usd[0] >= two.expected_usd[1] else -1
    assert found.lead_quantiles_usd == pytest.approx([sign * q for q in lead][::sign], abs=200)


@pytest.mark.parametrize("correlation", [0.0, 0.5, 0.95])
@pytest.mark.parametrize("offer", [PAGE_LAB, LAB])
def test_the_same_options_are_no_difference(offer: Offer, correlation: float) -> None:
    """However much moves together, each of three is best as often as the others."""
    found = compare_several(options=named(offer, offer, offer), correlation=correlation)
    assert found.best_chances == pytest.approx((1 / 3,) * 3)
    assert [row[0] for row in found.pair_chances] == pytest.approx([0.5] * 3)
    assert max(found.regret_usd) == pytest.approx(min(found.regret_usd))
    assert found.verdict == "too close to call"


def test_what_moves_together_narrows_the_lead_and_the_regret() -> None:
    """As the page says: nine in ten outcomes lie closer, and the choice matters less."""
    options = named(PAGE_LAB, PAGE_PRODUCT)
    alone, half, most = (compare_several(options=options, correlation=c) for c in (0.0, 0.5, 0.9))
    widths = [one.lead_quantiles_usd[4] - one.lead_quantiles_usd[0] for one in (alone, half, most)]
    assert widths[0] / widths[1] == pytest.approx(1.15, abs=0.02)
    assert widths[0] / widths[2] == pytest.approx(1.37, abs=0.02)
    assert alone.regret_usd[0] > half.regret_usd[0] > most.regret_usd[0]
    assert alone.quantiles_usd == half.quantiles_usd


def test_scales_a_million_times_apart_are_answered_soon() -> None:
    """The grid leaves out the gap between them."""
    options = named(Offer(base_usd=1e9), PAGE_LAB, Offer(base_usd=1e3, grant_usd=10, volatility_fraction=1))  # fmt: skip
    start = time.process_time()
    found = compare_several(options=options, correlation=0.95)
    assert time.process_time() - start < 3
    assert found.best_chances == pytest.approx((1, 0, 0))
    assert found.regret_usd[0] == pytest.approx(0, abs=1e3)


def test_five_are_compared_in_a_moment() -> None:
    """A tenth of a second of an idle core, with room for a busy one."""
    options = named(*(replace(PAGE_PRODUCT, base_usd=230_000 + 9_000 * i) for i in range(5)))
    taken = []
    for discount in (0.08, 0.081, 0.082):
        start = time.process_time()
        compare_several(options=options, discount_rate=discount)
        taken.append(time.process_time() - start)
    assert min(taken) < 0.3


@pytest.mark.parametrize("count", [1, 6])
def test_two_to_five_options(count: int) -> None:
    """One is no choice, and six are refused by name."""
    with pytest.raises(ValueError, match=r"options must be .*at (least 2|most 5) items"):
        compare_several(options=named(*[LAB] * count))


def test_headlines() -> None:
    """Firm, certain, level, and after tax; the table stands in the order of the means."""
    poor, rich = Offer(base_usd=200_000), Offer(base_usd=300_000)
    says = several_answer(offer_a=poor, offer_b=rich, others=(), years=1).headline
    assert says == (
        "The second offer is worth most over 1 year: by 96 thousand dollars today over the first"
        " offer, and nothing is uncertain."
    )
    says = several_answer(offer_a=poor, offer_b=poor, others=()).headline
    assert "the first offer is worth the same as the second offer, and nothing is uncertain" in says
    answer = several_answer(after_tax=True, state_rate=0.05)
    assert answer.headline.startswith("Too close to call over 4 years after tax: the first offer")
    found = compare_several(options=named(poor, PAGE_LAB))
    table = several_table(found, 4)
    assert table.headline.startswith("Option 1 is worth most over 4 years: by")
    assert [row[0] for row in table.table.rows] == ["option 1", "option 0"]
