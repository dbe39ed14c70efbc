"""Outcomes of a grant against a simulation through the waterfall, and the published rates."""

import math

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerkb.exits.equity import kept_fraction, median_dilutions
from careerkb.exits.outcomes import (
    EXAMPLE,
    break_even_value_usd,
    chance_of_at_least,
    expected_stake_usd,
    outcomes_answer,
    stake_quantile_usd,
)
from careerkb.exits.waterfall import Preferred, common_usd
from careerkb.inputs import specs_of

KEPT = kept_fraction(dilutions=median_dilutions(joined_after="B"))
TERMS = {"share": 0.0075, "kept": KEPT}
STACKS = {
    "one class": EXAMPLE,
    "none": (),
    "greedy": (Preferred(name="B", invested_usd=40e6, share=0.3, participation="full"),),
    "two ranks and a cap": (
        Preferred(name="A", invested_usd=10e6, share=0.2),
        Preferred(
            name="B", invested_usd=30e6, share=0.25, rank=1, participation="capped", multiple=1.5
        ),
    ),
}


ODDS = ("later stages", "all stages")


CHANCES = {
    "all stages": [0.49, 0.16, 0.25, 0.06, 0.025, 0.01, 0.005],
    "later stages": [0.28, 0.09, 0.53, 0.06, 0.025, 0.01, 0.005],
}
EDGES = {
    "all stages": ([1, 1, 1, 5, 10, 20, 50.0], [1, 1, 5, 10, 20, 50, 100.0]),
    "later stages": ([1, 1, 1, 4.9, 10, 20, 50.0], [1, 1, 4.9, 10, 20, 50, 100.0]),
}


def drawn(count: int, odds: str) -> numpy.ndarray:
    """Draw investors' multiples band by band: the second method."""
    random = numpy.random.default_rng(9)
    which = random.choice(7, size=count, p=CHANCES[odds])
    u = random.random(count)
    low, high = map(numpy.array, EDGES[odds])
    above = low[which] * (high[which] / low[which]) ** u
    return numpy.where(which == 0, 0.0, numpy.where(which == 1, u, above))


@pytest.mark.parametrize("odds", ODDS)
@pytest.mark.parametrize("name", STACKS)
def test_mean_and_odds_match_a_simulation(name: str, odds: str) -> None:
    """20,000 exits through the waterfall, one by one, within four standard errors."""
    classes = STACKS[name]
    put_in = sum(one.invested_usd for one in classes) or 129.8e6 / KEPT
    multiples = drawn(20_000, odds)
    exits = multiples * numpy.where(multiples < 1, put_in, 129.8e6 / KEPT)
    paid = numpy.array(
        [common_usd(exit_usd=float(e), classes=classes, share=0.0075 * KEPT) for e in exits]
    )
    error = 4 * paid.std() / math.sqrt(len(paid))
    terms = {**TERMS, "classes": classes, "odds": odds}
    assert expected_stake_usd(**terms) == pytest.approx(paid.mean(), abs=error)
    for amount in (1, 300_000, 880_000, 3e6):
        share = float((paid >= amount).mean())
        error = 4 * math.sqrt(share * (1 - share) / len(paid)) + 1e-9
        assert chance_of_at_least(amount_usd=amount, **terms) == pytest.approx(share, abs=error)


@pytest.mark.parametrize(("odds", "lost"), [("all stages", 0.65), ("later stages", 0.37)])
def test_where_investors_lose_common_shares_get_nothing(odds: str, lost: float) -> None:
    """Preferred shares come first: who is not repaid has left nothing for those behind."""
    for name in ("one class", "greedy", "two ranks and a cap"):
        terms = {**TERMS, "classes": STACKS[name], "odds": odds}
        assert stake_quantile_usd(quantile=lost - 1e-6, **terms) == 0
        assert stake_quantile_usd(quantile=lost + 1e-6, **terms) > 0
        assert chance_of_at_least(amount_usd=1, **terms) == pytest.approx(1 - lost)


def test_a_quantile_by_hand() -> None:
    """Just above the 65th the investor is even: 129.8 / 0.784 million, above all preferences."""
    sale = 129.8e6 / KEPT
    assert sale > 60e6 / 0.5
    found = stake_quantile_usd(quantile=0.65 + 1e-9, odds="all stages", **TERMS)
    assert found == pytest.approx(0.0075 * KEPT * sale, rel=1e-6)


def test_without_preferences_an_investor_is_paid_like_you() -> None:
    """Nobody is paid first, so a sixteenth of the money back is a sixteenth of the value."""
    found = stake_quantile_usd(quantile=0.5, odds="all stages", **TERMS | {"classes": ()})
    assert found == pytest.approx(0.0075 * 129.8e6 * (0.5 - 0.49) / 0.16)


def test_the_break_even_repays_in_the_mean() -> None:
    """Put back, the mean payout is the pay given up."""
    value = break_even_value_usd(forgone_usd=880_000, **TERMS)
    assert expected_stake_usd(**TERMS, value_usd=value) == pytest.approx(880_000, rel=1e-9)


def test_what_no_value_repays_is_none() -> None:
    """A billion for a millionth of the company."""
    assert break_even_value_usd(forgone_usd=1e9, share=1e-7, kept=0.01) is None


@given(st.floats(1e-6, 0.01), st.floats(0.1, 1), st.floats(1e6, 1e10), st.floats(1, 3))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_more_is_never_worse(share: float, kept: float, value: float, factor: float) -> None:
    """The mean rises with share and value, and is never negative."""
    base = expected_stake_usd(share=share, kept=kept, value_usd=value)
    more = expected_stake_usd(share=share * factor, kept=kept, value_usd=value)
    larger = expected_stake_usd(share=share, kept=kept, value_usd=value * factor)
    assert 0 <= base <= more * (1 + 1e-9)
    assert base <= larger * (1 + 1e-9)


def test_the_answer_repeats_the_functions() -> None:
    """Median, mean and odds of the headline."""
    headline = outcomes_answer().headline
    assert f"{expected_stake_usd(**TERMS):,.0f}" in headline
    for odds, words in zip(
        ODDS, ("{} in 100 repay the 880,000", "all stages, {} in 100."), strict=True
    ):
        chance = chance_of_at_least(amount_usd=880_000, odds=odds, **TERMS)
        assert words.format(f"{100 * chance:.0f}") in headline


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        # By hand: 0.0075 of 129.8 million, times 4.9 ** ((0.5 - 0.37) / 0.53).
        ({}, "By the odds of later stages half of all outcomes pay 1,437,571 dollars or less, the"),
        ({"odds": "all stages"}, "By the odds of all stages half of all outcomes pay nothing, the"),
        # A sixteenth of the money back: (0.5 - 0.49) / 0.16 of 0.0075 of 129.8 million.
        ({"classes": (), "odds": "all stages"}, "half of all outcomes pay 60,844 dollars or less"),
        ({"forgone_usd": 0}, "dollars, and you give up no pay for it."),
        ({"forgone_usd": 1e9}, "and fewer than 1 in 100 repay the 4,000,000,000 given up; by those"),
        ({"forgone_usd": 8e6, "odds": "all stages"}, "and 1 in 100 repay the 32,000,000 given"),
    ],
)  # fmt: skip
def test_the_headline_is_worded_by_what_it_says(terms: dict[str, object], words: str) -> None:
    """Nothing is called nothing, and what costs nothing is not repaid."""
    assert words in outcomes_answer(**terms).headline


@pytest.mark.parametrize(
    ("terms", "unit", "size"), [({}, "million USD", 1e6), ({"value_usd": 1e12}, "billion USD", 1e9)]
)
def test_the_chart_draws_the_dollars_of_the_table(
    terms: dict[str, object], unit: str, size: float
) -> None:
    """Times the unit of its axis, every point is the cell; no tick needs a second unit."""
    answer = outcomes_answer(**terms)
    assert answer.chart is not None
    assert answer.chart.y_label == unit
    (series,) = answer.chart.series
    assert series.name == "your grant, at best"
    assert [y * size for y in series.y] == pytest.approx([row[2] for row in answer.table.rows])
    assert max(series.y) < 10_000
    assert answer.chart.reference == pytest.approx(880_000 / size)


@pytest.mark.parametrize(
    ("forgone", "label"),
    [
        (220_000, "given up, 0.88 million"),
        (40, "given up, 160 dollars"),
        (75e6, "given up, 300 million"),
        (1e9, "given up, 4,000 million"),
        (1e10, "given up, 40 billion"),
    ],
)
def test_the_reference_says_its_amount(forgone: float, label: str) -> None:
    """Four years of it, in the unit of the axis or in dollars."""
    chart = outcomes_answer(forgone_usd=forgone).chart
    assert chart is not None
    assert chart.reference_label == label


def test_without_pay_given_up_there_is_no_line_for_it() -> None:
    """A line at zero would be the axis."""
    chart = outcomes_answer(forgone_usd=0).chart
    assert chart is not None
    assert chart.reference is None


def test_the_part_that_has_vested_is_a_fraction() -> None:
    """It is a share of the grant and not a chance."""
    assert specs_of(outcomes_answer)["vested"].unit == "fraction"


def test_what_is_forgone_is_explained_in_plain_words() -> None:
    """The label of the field is a rare word, so its line says it plainly."""
    assert "forgone_usd: pay that you give up each year" in (outcomes_answer.__doc__ or "")
    assert "forgone_usd: pay that you give up in all" in (break_even_value_usd.__doc__ or "")


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"share": 0.75}, "write 0.75 % as 0.0075"),
        ({"value_usd": 129.8}, "value_usd must be a number from 100,000"),
        ({"classes": (Preferred(name="x", invested_usd=1e6, share=0.999),)}, "share must be at most"),
    ],
)  # fmt: skip
def test_bad_terms_are_refused(terms: dict[str, object], message: str) -> None:
    """One message that names the term."""
    with pytest.raises(ValueError, match=message):
        expected_stake_usd(**(TERMS | terms))


@pytest.mark.parametrize("forgone", [10.0, 1_000.0, 1e5])
def test_a_break_even_behind_a_high_wall_of_preferences_repays(forgone: float) -> None:
    """Nothing for most values, then a steep rise: the mean there is the sum."""
    heavy = (Preferred(name="x", invested_usd=3e10, share=0.1),)
    value = break_even_value_usd(forgone_usd=forgone, share=0.04, classes=heavy)
    assert value is not None
    mean = expected_stake_usd(share=0.04, classes=heavy, value_usd=value)
    assert mean == pytest.approx(forgone, rel=1e-5)
