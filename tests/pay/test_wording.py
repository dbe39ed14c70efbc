"""Headlines of a comparison: firm only where the odds are."""

import re
from dataclasses import replace

import pytest
from simulation import RISKY_LAB as LAB
from simulation import RISKY_PRODUCT as PRODUCT

from careerkb.pay import wording
from careerkb.pay.comparison import compare, comparison_answer
from careerkb.pay.offers import Offer


def test_the_headline_names_the_offer_that_is_ahead() -> None:
    """Swapped offers are said with swapped words and the same sums, never with a sign."""
    there, back = (
        comparison_answer(offer_a=one, offer_b=two).headline
        for one, two in ((LAB, PRODUCT), (PRODUCT, LAB))
    )
    ahead = re.search(r"the first offer is ahead by \d+ thousand dollars today", there)
    assert ahead
    assert ahead[0].replace("first", "second") in back
    for headline in (there, back):
        assert not re.search(r"[-+]\d", headline)


def test_outcomes_all_on_one_side_name_it_at_both_ends() -> None:
    """A hundred thousand a year more, with a risk of its own."""
    rich, plain = Offer(base_usd=500_000, layoff_probability=0.1), Offer(base_usd=200_000)
    for one, two, who in ((rich, plain, "first"), (plain, rich, "second")):
        headline = comparison_answer(offer_a=one, offer_b=two).headline
        end = rf"the {who} ahead by [\d,]+ thousand"
        assert re.search(f"lie between {end} and {end}.$", headline)


@pytest.mark.parametrize("odds", [0.46, 0.6, 0.66, 0.67, 0.9])
def test_a_firm_word_needs_two_outcomes_of_three(odds: float) -> None:
    """A layoff turns a lead round: however far the mean leads, odds below the bound stay open."""
    one = Offer(base_usd=500_000, layoff_probability=1 - odds, after_layoff_fraction=0)
    two = Offer(base_usd=260_000)
    found = compare(offer_a=one, offer_b=two, years=1, discount_rate=0, band_fraction=0)
    assert found.first_higher == pytest.approx(odds, abs=1e-12)
    headline = comparison_answer(
        offer_a=one, offer_b=two, years=1, discount_rate=0, band_fraction=0
    ).headline
    assert found.verdict == ("first" if odds >= 2 / 3 else "too close to call")
    assert headline.startswith("The first offer is worth more") == (odds >= 2 / 3)
    assert f"ahead in {100 * odds:.0f} of 100" in headline


CERTAIN = Offer(base_usd=200_000, bonus_fraction=0.1, grant_usd=100_000)


@pytest.mark.parametrize(
    ("more", "headline"),
    [
        (80_000, "The first offer is worth more over 4 years: by {} thousand dollars today, and"),
        (-80_000, "The second offer is worth more over 4 years: by {} thousand dollars today"),
        (2_000, "the first is worth {} thousand dollars more today and nothing is uncertain, but"),
        (0, "No difference over 4 years: nothing is uncertain, and the two are worth the same."),
    ],
)
def test_two_certain_offers_get_a_sentence_of_their_own(more: int, headline: str) -> None:
    """A base of so much more, bonus included, is an annuity; no odds, no range; the years are drawn."""
    months = sum(1.08 ** (-month / 12) for month in range(1, 49)) / 12
    annuity = (months + 0.1 * sum(1.08**-year for year in range(1, 5))) / 1.1
    first = replace(CERTAIN, base_usd=CERTAIN.base_usd + more)
    answer = comparison_answer(offer_a=first, offer_b=CERTAIN)
    assert headline.format(f"{abs(more) * 1.1 * annuity / 1000:,.0f}") in answer.headline
    assert "of 100" not in answer.headline
    assert "nothing is uncertain" in answer.headline
    assert answer.headline.startswith("Too close to call") == (0 < more < 10_000)
    assert answer.chart is not None
    assert answer.chart.kind == "bar"
    assert "-0" not in str(answer)


def test_a_certain_lead_below_a_thousand_is_said_in_dollars() -> None:
    """With no band a hundred dollars a year decide."""
    first, second = Offer(base_usd=200_100), Offer(base_usd=200_000)
    answer = comparison_answer(offer_a=first, offer_b=second, years=1, band_fraction=0)
    assert answer.headline == (
        "The first offer is worth more over 1 year: by 96 dollars today, and nothing is uncertain."
    )
    assert compare(offer_a=first, offer_b=first, band_fraction=0).verdict == "too close to call"


@pytest.mark.parametrize(
    ("odds", "words"),
    [
        (0.0, "0 of 100"),
        (0.004, "fewer than 1 of 100"),
        (0.006, "1 of 100"),
        (0.013, "1 of 100"),
        (0.994, "99 of 100"),
        (0.996, "more than 99 of 100"),
        (1.0, "100 of 100"),
    ],
)
def test_odds_near_the_ends_are_said_as_they_are(odds: float, words: str) -> None:
    """Nothing that can happen is called never or always, and one in a hundred is one."""
    assert wording._of_100(odds) == words
