"""Dilution and break-even against the golden values and a share-by-share simulation."""

import itertools
import math

import numpy
import pytest
from scipy import optimize

from careerkb import data
from careerkb.exits.equity import (
    STAGES,
    break_even_exit_usd,
    equity_answer,
    hire_share,
    kept_fraction,
    median_dilutions,
    stake_usd,
)


@pytest.mark.parametrize(
    ("joined_after", "golden"),
    [("pre-seed", 0.4154), ("seed", 0.5226), ("A", 0.6491), ("B", 0.7840), ("C", 0.897), ("D", 1)],
)
def test_what_is_kept_matches_the_golden_values(joined_after: str, golden: float) -> None:
    """After B, C and D pass by; after A, B too; after D nothing more."""
    kept = kept_fraction(dilutions=median_dilutions(joined_after=joined_after))
    assert round(kept, 4) == golden


@pytest.mark.parametrize(("success", "golden_millions"), [(1.0, 150), (0.2, 748), (0.1, 1_497)])
def test_break_even_matches_the_golden_values(success: float, golden_millions: int) -> None:
    """220,000 a year for four years, 0.75 % at Series B, rounds C and D to come."""
    kept = kept_fraction(dilutions=median_dilutions(joined_after="B"))
    needed = break_even_exit_usd(
        forgone_usd=220_000, years=4, share=0.0075, kept=kept, success=success
    )
    assert round(needed / 1e6) == golden_millions


def test_dilution_matches_issuing_shares() -> None:
    """Issue new shares round by round and count: the holder's part is the product."""
    total, mine = 10_000_000.0, 75_000.0
    start = mine / total
    for dilution in (0.172, 0.05, 0.126, 0.103):
        total += total * dilution / (1 - dilution)
    found = kept_fraction(dilutions=[0.172, 0.126, 0.103], pool_top_ups=[0.05])
    assert found == pytest.approx(mine / total / start)


def test_nothing_dilutes_nobody() -> None:
    """Without a round the whole share is kept."""
    assert kept_fraction(dilutions=[]) == 1


def test_later_medians_end_where_the_source_ends() -> None:
    """For 2024 there are medians up to B, and a path that ends there is answered."""
    assert median_dilutions(joined_after="seed", through="B", year=2024) == (0.20, 0.15)


@pytest.mark.parametrize(("early", "late"), list(itertools.combinations(STAGES, 2)))
def test_joining_earlier_keeps_less(early: str, late: str) -> None:
    """Every further round takes something."""
    kept = [kept_fraction(dilutions=median_dilutions(joined_after=s)) for s in (early, late)]
    assert kept[0] < kept[1]


def test_every_round_stands_once_a_year() -> None:
    """No round has two medians for the same year, so that none hides another."""
    keys = [(row["year"], row["round"]) for row in data.rows("dilution")]
    assert len(keys) == len(set(keys))


def test_break_even_is_where_the_expected_stake_repays() -> None:
    """A root search over exits finds the same price."""
    terms = {"share": 0.01, "kept": 0.68}
    exact = break_even_exit_usd(forgone_usd=100_000, years=3, success=0.3, **terms)
    searched = optimize.brentq(
        lambda price: 0.3 * stake_usd(exit_usd=price, **terms) - 300_000, 1e6, 1e10
    )
    assert exact == pytest.approx(searched)


def test_expected_value_at_break_even_by_simulation() -> None:
    """Over a million careers, the mean of the stake is the pay given up, within noise."""
    exact = break_even_exit_usd(forgone_usd=220_000, years=4, share=0.0075, success=0.2)
    wins = numpy.random.default_rng(6).random(1_000_000) < 0.2
    stake = stake_usd(share=0.0075, exit_usd=exact)
    assert (wins * stake).mean() == pytest.approx(880_000, rel=0.01)


def test_leaving_half_way_leaves_the_exit_where_it_was() -> None:
    """Even vesting halves both sides."""
    whole = break_even_exit_usd(forgone_usd=220_000, years=4, share=0.0075)
    half = break_even_exit_usd(forgone_usd=220_000, years=2, share=0.00375)
    assert half == pytest.approx(whole)


def test_early_hires_shrink_fast() -> None:
    """1.5 % for the first, a third of a percent for the fifth."""
    assert [hire_share(hire=n) for n in (1, 2, 3, 4, 5)] == [0.015, 0.0085, 0.005, 0.0044, 0.0033]


@pytest.mark.parametrize("hire", [1, 2, 3, 4, 5])
def test_the_median_lies_within_the_middle_half(hire: int) -> None:
    """Lower quartile, median and upper quartile stand in order."""
    lower, middle, upper = (hire_share(hire=hire, quartile=q) for q in ("lower", "median", "upper"))
    assert lower < middle < upper


@pytest.mark.parametrize("quartile", ["lower", "median", "upper"])
def test_every_later_hire_gets_less(quartile: str) -> None:
    """The order of hires holds at each quartile."""
    shares = [hire_share(hire=n, quartile=quartile) for n in (1, 2, 3, 4, 5)]
    assert shares == sorted(shares, reverse=True)


def test_the_answer_grows_as_the_chance_shrinks() -> None:
    """Ten times the exit at a tenth of the chance."""
    rows = equity_answer().table.rows
    assert rows[-1][1] == pytest.approx(10 * rows[0][1])


def test_the_answer_shows_the_stake_behind_each_exit() -> None:
    """At one chance in ten the stake must be worth ten times the 0.88 million given up."""
    assert [row[2] for row in equity_answer().table.rows] == pytest.approx([0.88, 1.76, 4.4, 8.8])


def test_the_headline_says_what_is_left() -> None:
    """The share after the rounds, and both ends of the exit."""
    assert equity_answer().headline.startswith(
        "0.75% shrinks to 0.59% by round D; to repay 880,000 dollars it needs an exit of"
        " 150 million if success is certain and of 1,497 million at one chance in ten"
    )


def test_a_pool_top_up_raises_the_exit() -> None:
    """Five percent more dilution asks for an exit larger by 1 / 0.95."""
    plain, diluted = (equity_answer(pool_top_up=d).table.rows[0][1] for d in (0.0, 0.05))
    assert diluted == pytest.approx(plain / 0.95)


def test_a_tiny_share_prints_no_zero() -> None:
    """The smallest share keeps its digits in the sentence."""
    assert "0.00% " not in equity_answer(share=1e-7).headline


def test_a_small_sum_prints_no_zero() -> None:
    """A break-even below half a million is not rounded to nothing."""
    answer = equity_answer(forgone_usd=1_000, years=1, share=0.1)
    assert "an exit of 0.013 million" in answer.headline


def test_what_is_forgone_is_explained_in_plain_words() -> None:
    """The label of the field is a rare word, so its line says it plainly."""
    for function in (break_even_exit_usd, equity_answer):
        assert "forgone_usd: pay that you give up each year" in (function.__doc__ or "")


def test_the_worst_case_stays_finite() -> None:
    """The largest sum, the smallest share and the smallest chance make a number."""
    assert math.isfinite(
        break_even_exit_usd(forgone_usd=1e9, years=20, share=1e-7, kept=1e-6, success=1e-6)
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: kept_fraction(dilutions=[20]), r"dilutions\[0\] must be .* write 20 % as 0.2"),
        (lambda: kept_fraction(dilutions=[0.1, -0.1]), r"dilutions\[1\] must be"),
        (lambda: median_dilutions(joined_after="E"), "joined_after must be one of"),
        (lambda: median_dilutions(joined_after="B", year=2024), "one with a median of round C"),
        (lambda: median_dilutions(joined_after="B", year=1999), "medians of: none"),
        (lambda: median_dilutions(joined_after="C", through="A"), "through must be C or a later"),
        (lambda: hire_share(hire=9), "hire must be from 1 to 5"),
        (lambda: hire_share(hire=1, quartile="mean"), "quartile must be one of"),
        (lambda: stake_usd(share=0.75, exit_usd=1e8), "write 0.75 % as 0.0075"),
        (lambda: stake_usd(share=0.01, kept=0, exit_usd=1e8), "kept must be"),
        (lambda: break_even_exit_usd(forgone_usd=220, years=4, share=0.01), "write 220000"),
        (lambda: break_even_exit_usd(forgone_usd=220_000, years=4, share=0.0), "share must be"),
        (
            lambda: break_even_exit_usd(forgone_usd=220_000, years=4, share=0.01, success=0),
            "success must be",
        ),
    ],
)
def test_bad_input_is_refused(call, message: str) -> None:
    """Each refusal names the parameter and what is allowed."""
    with pytest.raises(ValueError, match=message):
        call()
