"""What an answer is worth: every case enumerated, prices by their distribution, and the bounds."""

import itertools
from dataclasses import replace

import pytest
from simulation import PAGE_LAB, PAGE_PRODUCT, RISKY_LAB, RISKY_PRODUCT

from careerkb.decide.information import Information, information, information_answer
from careerkb.decide.options import Option
from careerkb.pay.offers import Offer
from careerkb.pay.worth import expected_value_usd, value_distribution

SURE = Offer(base_usd=250_000)


def asked(*offers: Offer, **terms: float) -> Information:
    """Ask about offers called a, b and so on."""
    options = [Option(name=name, offer=o) for name, o in zip("abcde", offers, strict=False)]
    return information(options=options, **terms)  # type: ignore[arg-type]


def test_each_answer_by_its_cases() -> None:
    """Three years: refreshers or none, a promotion or none, each case an offer of its own."""
    other = Offer(
        base_usd=236_000, refresher_usd=60_000, refresher_probability=0.4,
        promotion_probability=0.3, promotion_raise_fraction=0.5,
    )  # fmt: skip
    found = asked(SURE, other, years=3, discount_rate=0.0)
    sure = expected_value_usd(offer=SURE, years=3, discount_rate=0.0)
    mean = expected_value_usd(offer=other, years=3, discount_rate=0.0)

    def given(**terms: float) -> float:
        return expected_value_usd(offer=replace(other, **terms), years=3, discount_rate=0.0)

    worth = {one.term: one.usd for one in found.questions}
    refresher = 0.4 * max(sure, given(refresher_probability=1.0))
    refresher += 0.6 * max(sure, given(refresher_probability=0.0))
    assert worth["refresher_probability"] == pytest.approx(refresher - max(sure, mean))
    never = given(promotion_probability=0.0)
    comes = 1 - 0.7**2
    some = (mean - 0.49 * never) / comes
    promoted = 0.49 * max(sure, never) + comes * max(sure, some)
    assert worth["promotion_probability"] == pytest.approx(promoted - max(sure, mean))
    everything = 0.0
    for rule, years in itertools.product((0.4, 0.6), itertools.product((True, False), repeat=2)):
        level, total = 1.0, 0.0
        for promoted_now in (*years, False):
            total += 236_000 * level
            level *= 1.5 if promoted_now else 1.0
        total += (30_000 + 15_000) * (
            rule == 0.4
        )  # half of the first has vested, a quarter of the next
        chance = rule * (0.3 if years[0] else 0.7) * (0.3 if years[1] else 0.7)
        everything += chance * max(sure, total)
    assert found.together_usd > max(worth.values())
    assert found.together_usd == pytest.approx(everything - max(sure, mean), abs=1)


def test_a_layoff_and_a_promotion_are_the_cases_of_a_certain_one() -> None:
    """One year and one layoff, two years and one promotion: the case is an offer of its own."""
    risky = Offer(base_usd=260_000, layoff_probability=0.3, after_layoff_fraction=0.1)
    (only,) = asked(SURE, risky, years=1).questions
    laid_off = expected_value_usd(offer=replace(risky, layoff_probability=1.0), years=1)
    never = expected_value_usd(offer=replace(risky, layoff_probability=0.0), years=1)
    sure = expected_value_usd(offer=SURE, years=1)
    mean = 0.3 * max(sure, laid_off) + 0.7 * max(sure, never)
    best = max(sure, 0.3 * laid_off + 0.7 * never)
    assert only.usd == pytest.approx(mean - best)
    assert (only.asked, only.turned) == (False, pytest.approx(0.7))


def test_a_price_is_read_at_all_its_quantiles() -> None:
    """Against the sum over the whole distribution, where shares are all that is uncertain."""
    shares = Offer(base_usd=150_000, grant_usd=400_000, volatility_fraction=0.5)
    found = asked(SURE, shares)
    sure = expected_value_usd(offer=SURE)
    worth = value_distribution(offer=shares)
    mean = sum(
        chance * max(sure, worth.low + worth.step * i) for i, chance in enumerate(worth.weights)
    )
    best = max(sure, expected_value_usd(offer=shares))
    (only,) = found.questions
    assert only.usd == pytest.approx(mean - best, rel=0.005)
    assert only.usd <= found.together_usd == pytest.approx(mean - best, rel=0.005)


@pytest.mark.parametrize(
    ("offers", "correlation"),
    [
        ((PAGE_LAB, PAGE_PRODUCT), 0.0),
        ((RISKY_LAB, RISKY_PRODUCT, SURE), 0.6),
        ((replace(PAGE_PRODUCT, base_usd=285_000), PAGE_LAB), 0.9),
    ],
)
def test_no_answer_is_worth_more_than_all(offers: tuple[Offer, ...], correlation: float) -> None:
    """Each from nothing up, the recruiter's together between each and everything."""
    found = asked(*offers, correlation=correlation)
    worths = [one.usd for one in found.questions]
    assert worths == sorted(worths, reverse=True)
    assert min(worths) >= 0
    told = [one.usd for one in found.questions if one.asked]
    assert max(told) <= found.asked_usd <= found.together_usd
    assert max(worths) < found.together_usd


def test_nothing_is_worth_asking_where_nothing_turns() -> None:
    """A lead that no answer can turn; and a plain sentence for it."""
    far = replace(PAGE_LAB, base_usd=900_000, layoff_probability=0.0)
    found = asked(far, PAGE_PRODUCT, years=1)
    assert {one.usd for one in found.questions} == {0.0}
    assert (found.asked_usd, found.together_usd, found.choice) == (0.0, 0.0, "a")
    says = information_answer(offer_a=SURE, offer_b=Offer(base_usd=200_000))
    assert says.headline == (
        "No answer can change your choice: by the mean you would take the first, whatever turns"
        " out."
    )
    assert says.chart is None


def test_the_first_question_is_the_headline() -> None:
    """Where a recruiter's answer turns the choice, it comes first."""
    rule = Offer(base_usd=244_000, refresher_usd=60_000, refresher_probability=0.5)
    says = information_answer(offer_a=SURE, offer_b=rule).headline
    assert says.startswith("Ask first: Does the second give refreshers as a rule? The answer is")
    assert "in 50 of 100 cases" in says
