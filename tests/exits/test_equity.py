"""Dilution and break-even against the golden values and a share-by-share simulation."""

import numpy
import pytest
from scipy import optimize

from careerkb.exits.equity import (
    break_even_exit_usd,
    equity_answer,
    hire_share,
    kept_fraction,
    kept_through_rounds,
    median_dilutions,
    stake_usd,
)


@pytest.mark.parametrize(("joined_after", "golden"), [("B", 0.7840), ("A", 0.6491), ("D", 1.0)])
def test_what_is_kept_matches_the_golden_values(joined_after: str, golden: float) -> None:
    """After B, C and D pass by; after A, B too; after D nothing more."""
    assert round(kept_through_rounds(joined_after=joined_after), 4) == golden


@pytest.mark.parametrize(("success", "golden_millions"), [(1.0, 150), (0.2, 748), (0.1, 1_497)])
def test_break_even_matches_the_golden_values(success: float, golden_millions: int) -> None:
    """220,000 a year for four years, 0.75 % at Series B, rounds C and D to come."""
    needed = break_even_exit_usd(
        forgone_usd=220_000, years=4, share=0.0075,
        dilutions=median_dilutions(joined_after="B"), success=success,
    )  # fmt: skip
    assert round(needed / 1e6) == golden_millions


def test_dilution_matches_issuing_shares() -> None:
    """Issue new shares round by round and count: the holder's part is the product."""
    total, mine = 10_000_000.0, 75_000.0
    start = mine / total
    for dilution in (0.172, 0.05, 0.126, 0.103):
        total += total * dilution / (1 - dilution)
    found = kept_fraction(dilutions=[0.172, 0.126, 0.103], pool_top_ups=[0.05])
    assert found == pytest.approx(mine / total / start)


def test_break_even_is_where_the_expected_stake_repays() -> None:
    """A root search over exits finds the same price."""
    dilutions = (0.2, 0.15)
    exact = break_even_exit_usd(
        forgone_usd=100_000, years=3, share=0.01, dilutions=dilutions, success=0.3
    )
    searched = optimize.brentq(
        lambda price: 0.3 * stake_usd(share=0.01, dilutions=dilutions, exit_usd=price) - 300_000,
        1e6, 1e10,
    )  # fmt: skip
    assert exact == pytest.approx(searched)


def test_expected_value_at_break_even_by_simulation() -> None:
    """Over a million careers, the mean of the stake is the pay given up, within noise."""
    exact = break_even_exit_usd(forgone_usd=220_000, years=4, share=0.0075, success=0.2)
    wins = numpy.random.default_rng(6).random(1_000_000) < 0.2
    stake = stake_usd(share=0.0075, dilutions=(), exit_usd=exact)
    assert (wins * stake).mean() == pytest.approx(880_000, rel=0.01)


def test_early_hires_shrink_fast() -> None:
    """1.5 % for the first, a third of a percent for the fifth."""
    assert [hire_share(hire=n) for n in (1, 2, 3, 4, 5)] == [0.015, 0.0085, 0.005, 0.0044, 0.0033]


def test_the_answer_grows_as_the_chance_shrinks() -> None:
    """Ten times the exit at a tenth of the chance."""
    rows = equity_answer().table.rows
    assert rows[-1][1] == pytest.approx(10 * rows[0][1])
    assert "150 million" in equity_answer().headline


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: kept_fraction(dilutions=[20]), r"dilutions\[0\] must be"),
        (lambda: kept_fraction(dilutions=[0.1, -0.1]), r"dilutions\[1\] must be"),
        (lambda: median_dilutions(joined_after="E"), "joined_after must be one of"),
        (lambda: median_dilutions(joined_after="B", year=2024), "one with a median of round C"),
        (lambda: hire_share(hire=9), "hire must be from 1 to 5"),
        (lambda: break_even_exit_usd(forgone_usd=220, years=4, share=0.01), "write 220000"),
        (lambda: break_even_exit_usd(forgone_usd=220_000, years=4, share=0.0), "share must be"),
        (
            lambda: break_even_exit_usd(forgone_usd=220_000, years=4, share=0.01, success=0),
            "success",
        ),
        (
            lambda: break_even_exit_usd(
                forgone_usd=220_000, years=4, share=1e-7, dilutions=[0.999] * 5
            ),
            "leaving at least a billionth",
        ),
    ],
)
def test_bad_input_is_refused(call, message: str) -> None:
    """Each refusal names the parameter and what is allowed."""
    with pytest.raises(ValueError, match=message):
        call()
